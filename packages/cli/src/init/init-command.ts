import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { classify, fileSource } from '@upkeep/ci'
import { SLUG, UserError } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'
import { ACTIONS } from '../actions.ts'
import { withKeptReviews } from '../review.ts'
import type { Terminal } from '../terminal.ts'
import { putFile, textThere } from '../write-file.ts'
import { NEEDS } from './needs.data.ts'
import type { Need } from './needs.data.ts'
import { workflowFor } from './workflow-for.ts'
import type { Made } from './workflow-for.ts'
import { isUntouched } from './workflow-text.ts'
import type { When } from './workflow-text.ts'

export interface InitOptions {
  repo?: string
  direct?: boolean
  write?: boolean
  when?: When
  config?: boolean
}

const CONFIG = `# yaml-language-server: $schema=https://raw.githubusercontent.com/${SLUG}/v1/docs/reference/schemas/config.schema.json
# Every setting: docs/how-to/configuration.md of ${SLUG}. What stands here is what holds without the file.
version: 1
`

/**
 * `upkeep init [ACTION…]`: the workflow that runs an action, made from the repository's own CI. Prints it; `--write` writes it, and never
 * over a file that somebody has changed.
 */
export async function initCommand(
  actions: readonly string[],
  options: InitOptions,
  terminal: Terminal,
): Promise<number> {
  const wanted = needsOf(actions)
  const root = resolve(options.repo ?? '.')
  await using workspace = await openWorkspace({
    directory: root,
    temp: join(tmpdir(), 'upkeep-worktrees'),
    isolation: 'copy',
  })
  const files = fileSource(workspace)
  const classification = await withKeptReviews(await classify(files), files, terminal)
  const repository = { classification, files, seed: workspace.slug ?? basename(workspace.root) }
  const form = { when: options.when ?? 'weekly', direct: options.direct ?? false, named: actions.length > 0 }
  const made: Made[] = []
  for (const [action, need] of wanted) {
    const found = await workflowFor(action, need, form, repository)
    if ('why' in found) terminal.err(`No workflow for ${found.action}: ${found.why}\n`)
    else made.push(found)
  }
  if (options.config === true) made.push({ path: '.github/upkeep.yml', text: CONFIG, notes: [] })
  return (await told(made, workspace.root, options.write === true, terminal)) ? 0 : 1
}

function needsOf(actions: readonly string[]): [string, Need][] {
  const names = actions.length === 0 ? ACTIONS.map(({ name }) => name) : [...new Set(actions)]
  return names.map((name) => {
    const need = Object.hasOwn(NEEDS, name) ? NEEDS[name] : undefined
    if (need === undefined)
      throw new UserError(`There is no action "${name}" to write a workflow for.`, {
        remedy: `There are: ${Object.keys(NEEDS).join(', ')}.`,
      })
    return [name, need]
  })
}

/** Prints or writes the files; false: one was to be written and is there already, changed by somebody. */
async function told(made: readonly Made[], root: string, write: boolean, { out, err }: Terminal): Promise<boolean> {
  // all of them are looked at before the first is written
  const looked = []
  for (const each of made) {
    const there = await textThere(root, each.path, write)
    // a checkout on Windows may have given it other line ends
    looked.push({ ...each, there: there?.replaceAll('\r\n', '\n') ?? null })
  }
  let all = true
  for (const { path, text, notes, there } of looked) {
    const kept = there !== null && there !== text && !isUntouched(there)
    if (!write) out(`${path}\n\n${text}\n`)
    else if (there === text) err(`${path} is as it should be.\n`)
    else if (!kept) {
      await putFile(root, path, text)
      err(`${path} is written.\n`)
    }
    if (kept) err(`${path} is there already and is not as init wrote it: it is left alone.\n`)
    if (kept && write) all = false
    if (notes.length > 0) err(`\nTo look at:\n${notes.map((note) => `- ${note}\n`).join('')}\n`)
  }
  if (!write && made.length > 0) err('Nothing was written. Run it again with --write.\n')
  return all
}
