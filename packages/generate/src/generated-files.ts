import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { actionYml } from './action-yml.ts'
import { readActions } from './actions.ts'
import type { ActionFacts } from './actions.ts'
import { jsonSchemas } from './json-schemas.ts'
import { reasonsTable, referencePages } from './pages.ts'
import { policies } from './policies.ts'
import { betweenMarkers, inputsTable, outputsTable } from './tables.ts'

/** Every generated file by its path from the root, formatted. A function of the sources alone: twice gives the same bytes. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const actions = await readActions(root)
  const drafts = [
    ...actions.flatMap((action) => actionFiles(root, action)),
    ...Object.entries(referencePages(actions)).map(([name, text]) => [`docs/reference/${name}`, text] as const),
    ...Object.entries(jsonSchemas(actions)).map(
      ([name, schema]) => [`docs/reference/schemas/${name}`, JSON.stringify(schema)] as const,
    ),
    inPage(root, 'docs/how-to/troubleshooting.md', { reasons: reasonsTable() }),
    ['packages/publishing/src/policies.data.ts', policies(actions)] as const,
  ]
  const formatted = drafts.map(async ([path, text]) => [path, await formatAs(root, path, text)] as const)
  return new Map(await Promise.all(formatted))
}

function actionFiles(root: string, action: ActionFacts): (readonly [path: string, text: string])[] {
  const tables = { inputs: inputsTable(action.inputs), outputs: outputsTable() }
  return [
    [`actions/${action.name}/action.yml`, actionYml(action)],
    inPage(root, `actions/${action.name}/README.md`, tables),
  ]
}

/** A page written by hand, with its generated parts put in by their markers. */
function inPage(root: string, path: string, parts: Readonly<Record<string, string>>): readonly [string, string] {
  const full = join(root, path)
  if (!existsSync(full))
    throw new Error(`${path} is not there: write it, with markers for ${Object.keys(parts).join(', ')}`)
  const page = readFileSync(full, 'utf8')
  return [path, Object.entries(parts).reduce((text, [name, part]) => betweenMarkers(text, name, part, path), page)]
}

async function formatAs(root: string, path: string, text: string): Promise<string> {
  const filepath = join(root, path)
  return await format(text, { ...(await resolveConfig(filepath)), filepath })
}
