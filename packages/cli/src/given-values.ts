import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assignedValues, givenValues } from '@upkeep/entry'
import type { GivenByUser } from '@upkeep/entry'
import { UserError, messageOf } from '@upkeep/schema'

/** What the environment gives, and a file with a secret a line, as `NAME=value`. */
export async function allGiven(secretFile: string | undefined): Promise<GivenByUser> {
  const text = secretFile === undefined ? '' : await readText(resolve(secretFile), secretFile)
  const inFile = Object.entries(assignedValues(text)).map(([name, value]) => [name, unquoted(value)] as const)
  const { secrets, variables } = givenValues()
  return { secrets: { ...secrets, ...Object.fromEntries(inFile) }, variables }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/** As it is, byte for byte: a file of other bytes than UTF-8's would not come back the same. */
export async function readText(path: string, name: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new UserError(`${name} can not be read: ${messageOf(error)}`, {
      remedy: 'Name a workflow by its path from the repository, such as .github/workflows/ci.yml.',
      cause: error,
    })
  }
  const text = bytes.toString('utf8')
  const same = Buffer.from(text, 'utf8')
  if (same.equals(bytes)) return text
  const at = bytes.findIndex((byte, index) => same[index] !== byte)
  const line = bytes.subarray(0, at).toString('latin1').split('\n').length
  throw new UserError(`${name}:${line}: this line is not UTF-8`, {
    remedy: 'GitHub reads workflows as UTF-8; save it so.',
  })
}
