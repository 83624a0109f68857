import { wholeLines } from './whole-lines.ts'
import { parseCommand } from './workflow-commands.ts'
import type { WorkflowCommand } from './workflow-commands.ts'

/** A problem that a step reported by `::error::`, `::warning::` or `::notice::`, with paths as it wrote them. */
export interface Annotation {
  severity: 'error' | 'warning' | 'notice'
  file: string | null
  line: number | null
  column: number | null
  endLine: number | null
  endColumn: number | null
  title: string
  message: string
}

/** What a step printed between changes of its problem matchers, and the change behind it. */
export type Piece = { text: string } | { addMatcher: string } | { removeMatcher: { owner: string } | { file: string } }

/** What the lines of a step asked of the runner. */
export interface StepCommands {
  /** By `set-output`, which GitHub still takes. */
  outputs: Record<string, string>
  /** By `set-env` and `add-path`, where they are allowed. */
  env: Record<string, string>
  path: string[]
  annotations: Annotation[]
  pieces: Piece[]
  /** Why GitHub fails the step whatever its exit code; null: it does not. */
  refused: string | null
}

export interface StepOutputOptions {
  /** Whole lines, as they come. */
  log?: ((line: string) => void) | undefined
  /** Told of a value before the line behind it is handed to `log`. */
  mask: (value: string) => void
  /** `ACTIONS_ALLOW_UNSECURE_COMMANDS`. */
  unsecure: boolean
}

/** What is kept of an output for problem matchers, in characters. */
const MOST_KEPT = 4_000_000

/** Follows the output of a step, line by line of each stream. */
export function stepOutput({ log, mask, unsecure }: StepOutputOptions): {
  write: (text: string, stream: 'stdout' | 'stderr') => void
  end: () => StepCommands
} {
  const done: StepCommands = { outputs: {}, env: {}, path: [], annotations: [], pieces: [], refused: null }
  const lines: string[] = []
  let [kept, resume] = [0, null as string | null]
  const flush = () => {
    if (lines.length > 0) done.pieces.push({ text: lines.splice(0).join('\n') })
  }
  const take = (line: string) => {
    const command = line.includes('::') || line.includes('##[') ? parseCommand(line, resume) : null
    if (command === null || (resume !== null && command.name !== resume.toLowerCase())) {
      log?.(`${line}\n`)
      kept += line.length
      if (kept <= MOST_KEPT) lines.push(line)
      return
    }
    if (command.name === 'add-mask') {
      const values = [command.data, ...command.data.split(/\r\n|\r|\n/)].map((each) => each.trim())
      for (const value of new Set(values)) if (value !== '') mask(value)
      log?.('::add-mask::***\n')
      return
    }
    if (command.name === 'add-matcher' || command.name === 'remove-matcher') flush()
    log?.(`${line}\n`)
    if (resume !== null) resume = null
    else if (command.name === 'stop-commands') resume = tokenOf(command, done, mask)
    else obey(command, done, unsecure)
  }
  const streams = { stdout: wholeLines(take), stderr: wholeLines(take) }
  return {
    write: (text, stream) => streams[stream].write(text),
    end() {
      streams.stdout.end()
      streams.stderr.end()
      flush()
      return done
    },
  }
}

/** The name that begins commands again; it may be none that GitHub knows. */
function tokenOf({ data }: WorkflowCommand, done: StepCommands, mask: (value: string) => void): string | null {
  if (data === '' || data === 'pause-logging' || parseCommand(`::${data}::`) !== null) {
    done.refused ??= `GitHub refuses stop-commands with the token "${data}"`
    return null
  }
  if (data.length > 6) mask(data)
  return data
}

function obey({ name, properties, data }: WorkflowCommand, done: StepCommands, unsecure: boolean): void {
  const { name: key = '', owner = '' } = properties
  if (name === 'error' || name === 'warning' || name === 'notice')
    done.annotations.push(annotationOf(name, properties, data))
  else if (name === 'add-matcher' && data !== '') done.pieces.push({ addMatcher: data })
  else if (name === 'remove-matcher' && (owner === '') !== (data === ''))
    done.pieces.push({ removeMatcher: owner === '' ? { file: data } : { owner } })
  else if (name === 'set-env' || name === 'add-path') {
    if (!unsecure)
      done.refused ??= `GitHub refuses the command ${name}; write to $GITHUB_${name === 'set-env' ? 'ENV' : 'PATH'}`
    else if (name === 'add-path') done.path.push(data)
    else if (key !== '' && !/^NODE_OPTIONS$/i.test(key)) done.env[key] = data
  } else if (name === 'set-output' || name === 'save-state') {
    if (key === '') done.refused ??= `the command ${name} has no name`
    else if (name === 'set-output') done.outputs[key] = data
  }
}

function annotationOf(
  severity: Annotation['severity'],
  { file = '', line, col, endline, endcolumn, title = '' }: Readonly<Record<string, string>>,
  message: string,
): Annotation {
  return {
    severity,
    file: file === '' ? null : file,
    line: numberOf(line),
    column: numberOf(col),
    endLine: numberOf(endline),
    endColumn: numberOf(endcolumn),
    title,
    message,
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
