import { posix } from 'node:path'
import { expand } from './expressions.ts'
import type { KnownContexts } from './expressions.ts'
import type { FileSource } from '../model.ts'
import { entriesAt, textAt, variablesAt } from './raw.ts'
import { readYaml } from './yaml-file.ts'
import type { YamlFile } from './yaml-file.ts'

/** What a `uses:` names in its own repository, relative to the root; null: it names something elsewhere. */
export function localPath(uses: string | null): string | null {
  return /^[.$]\/(.*)$/.exec(uses ?? '')?.[1] ?? null
}

/** The definition of an action of the repository; null: there is none in that folder. */
export async function readLocalAction(
  folder: string,
  files: FileSource,
): Promise<{ path: string; yaml: YamlFile } | null> {
  for (const name of ['action.yml', 'action.yaml']) {
    const path = posix.normalize(posix.join(folder, name))
    const text = await files.read(path)
    if (text !== null) return { path, yaml: readYaml(text) }
  }
  return null
}

/** The inputs of an action as a step gives them; undefined where only a runner knows the value that is given. */
export function inputsOf(action: unknown, step: unknown, known: KnownContexts): Record<string, unknown> {
  const declared = entriesAt(action, 'inputs').map(([name, input]) => [name, textAt(input, 'default') ?? ''])
  const given = Object.entries(variablesAt(step, 'with')).map(([name, written]) => {
    const { text, open } = expand(written, known)
    return [name, open.length === 0 ? text : undefined]
  })
  return Object.fromEntries([...declared, ...given]) as Record<string, unknown>
}
