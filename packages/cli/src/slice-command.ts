import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Table from 'cli-table3'
import { classifyWorkflow, sliceWorkflow, unslice } from '@upkeep/ci'
import type { GivenNames, Slice } from '@upkeep/ci'
import { fileSource } from '@upkeep/pipeline'
import { CHECK_KINDS, UserError, messageOf } from '@upkeep/schema'
import type { CheckKind, SliceReport, Unresolved } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'
import { columnWidths } from './checks-command.ts'
import type { Terminal } from './terminal.ts'

export interface SliceCommandOptions {
  repo?: string
  for?: string
  matrix?: 'one' | 'all'
  narrow?: boolean
  text?: boolean
  write?: boolean
  undo?: boolean
  secretFile?: string
  json?: boolean
}

/**
 * `upkeep slice FILE --for KIND[,KIND]`: which steps of a workflow matter to some kinds of checks, and the workflow with the rest
 * commented out. `--undo` gives the original back.
 */
export async function sliceCommand(file: string, options: SliceCommandOptions, terminal: Terminal): Promise<number> {
  const root = resolve(options.repo ?? '.')
  const path = resolve(root, file)
  const text = await readText(path, file)
  if (options.undo === true) return await put(unslice(text), path, options, terminal)
  const kinds = kindsIn(options.for)
  const given = await givenNames(options.secretFile)
  await using workspace = await openWorkspace({ directory: root, temp: join(tmpdir(), 'upkeep-worktrees') })
  const unresolved: Unresolved[] = []
  const workflow = await classifyWorkflow(file, text, fileSource(workspace), unresolved)
  const { matrix = 'one', narrow = false } = options
  const slice = sliceWorkflow(workflow, text, { for: kinds, matrix, narrow, given })
  for (const { job, step, reason } of unresolved)
    terminal.err(`note: ${[file, job, step].filter((part) => part !== null).join(' / ')}: ${reason}\n`)
  const report: SliceReport = { format: 'upkeep/slice@1', ...slice, for: [...slice.for] }
  if (options.json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`)
  else if (options.text !== true) terminal.out(sliceText(slice, terminal.width))
  if (slice.text === '') {
    terminal.err(`${file} holds no ${kinds.join(' or ')} step.\n`)
    return 0
  }
  return options.json === true && options.write !== true ? 0 : await put(slice.text, path, options, terminal)
}

/** With `--write` into the file itself, with `--text` or `--undo` to stdout. */
async function put(
  text: string,
  path: string,
  { write, text: print, undo, json }: SliceCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (write === true) {
    await writeFile(path, text)
    terminal.err(`Written to ${path}.\n`)
  } else if (print === true || (undo === true && json !== true)) terminal.out(text)
  return 0
}

/** As it is, byte for byte: a file of other bytes than UTF-8's would not come back the same. */
async function readText(path: string, name: string): Promise<string> {
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

function kindsIn(list: string | undefined): CheckKind[] {
  const words = (list ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  const kinds = CHECK_KINDS.filter((kind) => words.includes(kind))
  const unknown = words.find((word) => !CHECK_KINDS.some((kind) => kind === word))
  if (unknown !== undefined || kinds.length === 0)
    throw new UserError(unknown === undefined ? '--for names no kind of step' : `--for: there is no kind ${unknown}`, {
      remedy: `Kinds are ${CHECK_KINDS.join(', ')}.`,
    })
  return kinds
}

/** Of the environment variables with a value. */
function named(start: string): string[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith(start) && value !== '' ? [name.slice(start.length)] : [],
  )
}

/** Names only: nothing here needs a value. */
async function givenNames(secretFile: string | undefined): Promise<GivenNames> {
  const lines = secretFile === undefined ? [] : (await readText(resolve(secretFile), secretFile)).split(/\r?\n/)
  const inFile = lines.flatMap((line) => /^\s*([A-Za-z_]\w*)\s*[=:]\s*\S/.exec(line)?.[1] ?? [])
  return { secrets: [...named('UPKEEP_SECRET_'), ...inFile], variables: named('UPKEEP_VAR_') }
}

function sliceText({ steps, secrets, text }: Slice, width: number): string {
  const style = { head: [], border: [] }
  const table = new Table({
    head: ['job', 'step', 'kinds', '', 'why'],
    colWidths: columnWidths(width, [0.18, 0.25, 0.15, 0.1]),
    wordWrap: true,
    style,
  })
  for (const { job, step, kinds, keep, reason, derived, evidence } of steps)
    table.push([
      job,
      `${step < 0 ? 'call' : step} ${evidence[0]?.text ?? ''}`.trim(),
      kinds.join(', '),
      keep ? 'kept' : 'left out',
      derived === true ? `${reason} (narrowed)` : reason,
    ])
  const parts = [table.toString()]
  if (secrets.length > 0) {
    const read = new Table({
      head: ['secret or variable', 'given', 'read by', 'without it'],
      style,
      wordWrap: true,
      colWidths: columnWidths(width, [0.25, 0.1, 0.35]),
    })
    for (const { name, kind, given, references, disables } of secrets) {
      const places = new Set(references.map(({ job, step }) => `${job}/${step}`))
      const lost =
        disables.length === 0
          ? ''
          : `${disables.length} ${disables.length === 1 ? 'step' : 'steps'} can not run as in CI`
      read.push([`${kind} ${name}`, given ? 'yes' : 'no', [...places].join(', '), lost])
    }
    parts.push('', read.toString())
  }
  const kept = steps.filter(({ keep }) => keep).length
  return `${[...parts, ...(text === '' ? [] : ['', `${kept} of ${steps.length} steps are kept. --text prints the slice, --write puts it into the file.`])].join('\n')}\n`
}
