import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { classify, fileSource } from '@upkeep/ci'
import type { Classification, FileSource } from '@upkeep/ci'
import { UserError, systemCode } from '@upkeep/schema'
import type { CheckKind } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'
import { isScalar, isSeq, parseDocument } from 'yaml'
import { ACTIONS } from '../actions.ts'
import type { Terminal } from '../terminal.ts'
import { chooseJob } from './choose-job.ts'
import { guess } from './guess.ts'
import { setupJob } from './setup-job.ts'
import { isUntouched, workflowText } from './workflow-text.ts'
import type { Form, When, WorkflowOptions } from './workflow-text.ts'

export interface InitOptions {
  repo?: string
  direct?: boolean
  write?: boolean
  when?: When
  config?: boolean
}

/** The checks whose set-up an action needs, the most needed first, and what its job is called. */
const NEEDS: Readonly<Record<string, Need>> = {
  'type-safety': { kinds: ['typecheck', 'lint'], title: 'Dead suppressions', form: 'repository' },
  'lint-fix': { kinds: ['lint', 'format', 'typecheck'], title: 'Lint', form: 'pull-request' },
}

interface Need {
  kinds: readonly CheckKind[]
  title: string
  form: Form
}

interface Made {
  path: string
  text: string
  notes: string[]
}

/**
 * `upkeep init [ACTION…]`: the workflow that runs an action, made from the repository's own CI. Prints it; `--write` writes it, and never
 * over a file that somebody has changed.
 */
export async function initCommand(
  actions: readonly string[],
  options: InitOptions,
  terminal: Terminal,
): Promise<number> {
  const names = actions.length === 0 ? ACTIONS.map(({ name }) => name) : actions
  for (const name of names) {
    if (NEEDS[name] === undefined)
      throw new UserError(`There is no action "${name}" to write a workflow for.`, {
        remedy: `There are: ${Object.keys(NEEDS).join(', ')}.`,
      })
  }
  const root = resolve(options.repo ?? '.')
  await using workspace = await openWorkspace({
    directory: root,
    temp: join(tmpdir(), 'upkeep-worktrees'),
    isolation: 'copy',
  })
  const files = fileSource(workspace)
  const classification = await classify(files)
  const made: Made[] = []
  for (const name of names) {
    const seed = workspace.slug ?? basename(workspace.root)
    made.push(await workflowOf(name, { classification, files, seed, options }))
  }
  if (options.config === true) made.push({ path: '.github/upkeep.yml', text: CONFIG, notes: [] })
  let code = 0
  for (const each of made) if (!(await shown(each, workspace.root, options, terminal))) code = 1
  if (options.write !== true) terminal.err('Nothing was written. Run it again with --write.\n')
  return code
}

const CONFIG = `# yaml-language-server: $schema=https://raw.githubusercontent.com/upkeep-actions/upkeep/v1/docs/reference/schemas/config.schema.json
# Every setting: docs/how-to/configuration.md of upkeep-actions/upkeep. What stands here is what holds without the file.
version: 1
`

interface Repository {
  classification: Classification
  files: FileSource
  seed: string
  options: InitOptions
}

async function workflowOf(action: string, { classification, files, seed, options }: Repository): Promise<Made> {
  const { kinds, title, form }: Need = NEEDS[action] ?? { kinds: [], title: action, form: 'repository' }
  const { workflows } = classification
  // our own workflows are no CI of the repository's
  const texts = new Map<string, string>()
  for (const { path } of workflows) texts.set(path, (await files.read(path)) ?? '')
  const theirs = workflows.filter(({ path }) => !/uses: *upkeep-actions\/upkeep\//.test(texts.get(path) ?? ''))
  const { best, others, notes } = chooseJob(theirs, texts, kinds)
  const path = `.github/workflows/upkeep-${action}.yml`
  const shared = { action, title, form, when: options.when ?? 'weekly', direct: options.direct ?? false, seed }
  if (best === null) return await guessed(path, { ...shared, branches: ['main'] }, kinds, files, notes)
  const setup = setupJob(best, form === 'pull-request')
  const source = `${best.workflow.path}, job ${best.job.id}`
  const branches = branchesOf(best.text)
  const text = workflowText(setup, { ...shared, source, branches: branches ?? ['main'], inputs: {} })
  const known = new Set<string>([...best.kinds, ...best.tools])
  const missing = others.filter(({ kinds: held, tools }) => [...held, ...tools].some((each) => !known.has(each)))
  return {
    path,
    text,
    notes: distinct([
      ...notes,
      ...setup.notes,
      ...missing.map(
        ({ workflow, job, kinds: held, tools }) =>
          `${workflow.path}, job ${job.id}, holds ${(tools.length > 0 ? tools : held).join(', ')} checks too: add its set-up, or they are told as not set up.`,
      ),
      ...(form === 'repository' && shared.when === 'push' && branches === null
        ? ['The default branch is taken to be main.']
        : []),
    ]),
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

async function guessed(
  path: string,
  options: Omit<WorkflowOptions, 'source' | 'inputs'>,
  kinds: readonly CheckKind[],
  files: FileSource,
  notes: readonly string[],
): Promise<Made> {
  const found = await guess(files)
  if (found === null) {
    throw new UserError(
      `No workflow of this repository runs a ${kinds.join(' or ')} check, and no manifest says how one would be run.`,
      {
        remedy:
          'Upkeep proves changes by your own checks: add a workflow that runs one, or write a workflow by hand (examples/workflows).',
      },
    )
  }
  // On a pull request the checks are steps of the job, and what is red among them is what is mended.
  const runs = options.form === 'pull-request' ? found.checks.map((check) => `- run: ${check}`) : []
  const inputs: Record<string, string> = runs.length === 0 ? { checks: found.checks.join('\n') } : {}
  const setup = { ...found.setup, steps: [...found.setup.steps, ...runs] }
  const text = workflowText(setup, {
    ...options,
    inputs,
    source: 'the manifests: A GUESS, no workflow runs such a check',
  })
  const why = `No workflow runs a ${kinds.join(' or ')} check. Set-up and checks are a guess from the manifests: run them by hand once.`
  return { path, text, notes: [...notes, why] }
}

/** The branches whose pushes start the workflow, where they are plain names. */
function branchesOf(text: string): string[] | null {
  const listed = parseDocument(text, { merge: true, uniqueKeys: false }).getIn(['on', 'push', 'branches'])
  const names = isSeq(listed) ? listed.items.map((item) => (isScalar(item) ? item.value : null)) : [listed]
  const plain = names.filter((name): name is string => typeof name === 'string' && /^[\w./-]+$/.test(name))
  return plain.length === 0 ? null : plain
}

/** Prints or writes one file; false: it is there already and somebody has changed it. */
async function shown(
  { path, text, notes }: Made,
  root: string,
  { write }: InitOptions,
  terminal: Terminal,
): Promise<boolean> {
  const target = join(root, path)
  const there = await textOf(target)
  const kept = there !== null && there !== text && !isUntouched(there)
  if (write !== true) terminal.out(`${path}\n\n${text}\n`)
  else if (there === text) terminal.err(`${path} is as it should be.\n`)
  else if (!kept) {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text)
    terminal.err(`${path} is written.\n`)
  }
  if (kept) terminal.err(`${path} is there already and is not as init wrote it: it is left alone.\n`)
  if (notes.length > 0) terminal.err(`\nTo look at:\n${notes.map((note) => `- ${note}\n`).join('')}\n`)
  return !(kept && write === true)
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}
