import { resolve } from 'node:path'
import { assignedValues, givenValues } from '@upkeep/entry'
import type { GivenByUser } from '@upkeep/entry'
import { readText } from './named-file.ts'

const REMEDY = 'Name a file of NAME=value lines by its path from here.'

/** What the environment gives, and a file with a secret a line, as `NAME=value`. */
export async function allGiven(secretFile: string | undefined): Promise<GivenByUser> {
  const text = secretFile === undefined ? '' : await readText(resolve(secretFile), secretFile, REMEDY)
  const inFile = Object.entries(assignedValues(text)).map(([name, value]) => [name, unquoted(value)] as const)
  const { secrets, variables } = givenValues()
  return { secrets: { ...secrets, ...Object.fromEntries(inFile) }, variables }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}
