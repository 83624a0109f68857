import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { InputDeclaration } from '@upkeep/entry'
import * as z from 'zod/mini'

/** What the generated files say of an action. */
export interface ActionFacts {
  name: string
  title: string
  description: string
  /** All of its inputs, the common ones too. */
  inputs: readonly InputDeclaration[]
  owns: readonly string[]
  limits: Readonly<Record<string, number>>
}

const Declaration = z.custom<InputDeclaration>(
  (value) => z.object({ name: z.string(), type: z.string(), description: z.string() }).safeParse(value).success,
)
const Definition = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputs: z.array(Declaration),
  owns: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
})

/** Every folder under `actions/`, by what its root exports: the definition whose name is the folder's. */
export async function readActions(root: string): Promise<ActionFacts[]> {
  const entries = globSync('actions/*/src/index.ts', { cwd: root }).toSorted()
  return await Promise.all(entries.map(async (entry) => await readAction(join(root, entry))))
}

async function readAction(entry: string): Promise<ActionFacts> {
  const name = basename(dirname(dirname(entry)))
  const module: unknown = await import(pathToFileURL(entry).href)
  for (const value of Object.values(module ?? {})) {
    const { data } = Definition.safeParse(value)
    if (data?.name === name) return data
  }
  throw new Error(`${entry} exports no definition of an action with the name "${name}"`)
}
