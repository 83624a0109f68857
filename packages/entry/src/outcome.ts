import type { Result } from '@upkeep/schema'
import { escapeMarkdown, codeBlock } from '@upkeep/text'
import type { ErrorDescription } from './describe-error.ts'
import { exitCode } from './exit-code.ts'
import type { OUTPUTS } from './outputs.data.ts'

type Outputs = Record<(typeof OUTPUTS)[number]['name'], string>

/** What is left to tell when a run is over, however it ended. Texts are not redacted yet. */
export interface Outcome {
  outputs: Outputs
  /** Markdown for the job summary. */
  summary: string
  annotation: { level: 'error' | 'warning'; text: string } | null
  /** Beside files: at most ten of each level. */
  annotations: readonly Annotation[]
  /** Lines for the log: a stack. */
  detail: string | null
  exit: number
}

/** A line that GitHub shows beside a file, in the checks and in the diff of a pull request. Texts are not redacted yet. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  title: string
  message: string
  path: string
  /** 1-based. */
  line: number
}

/** GitHub keeps ten of each level of one step and drops the others silently. */
const MOST_ANNOTATIONS = 10

/** What an entry point needs of a run. */
export interface RunOutput {
  result: Result
  /** Markdown. */
  summary: string
  /** Most important first; absent: none. */
  annotations?: readonly Annotation[]
  reportPath: string | null
  hasPublication: boolean
}

const BLANK: Outputs = {
  result: '',
  reason: '',
  incomplete: '',
  findings: '0',
  proposed: '0',
  published: '0',
  'pull-request': '',
  usd: '0',
  'input-tokens': '0',
  'output-tokens': '0',
  turns: '0',
  seconds: '0',
  out: '',
  'has-publication': 'false',
}

/** Of a run that came to an end of its own. */
export function outcomeOf({ result, summary, hasPublication, annotations = [] }: RunOutput): Outcome {
  const { usage, findings, published, reason, incomplete, seconds, out } = result
  const url = published.find(({ op }) => op === 'pull-request')?.url
  const outputs: Outputs = {
    ...BLANK,
    result: result.result,
    reason: reason?.code ?? '',
    incomplete: incomplete ?? '',
    findings: String(findings.length),
    proposed: String(findings.filter(({ state }) => state === 'proposed').length),
    published: String(published.length),
    'pull-request': url ?? '',
    usd: String(usage.usd),
    'input-tokens': String(usage.input + usage.cacheRead + usage.cacheWrite),
    'output-tokens': String(usage.output),
    turns: String(usage.turns),
    seconds: String(seconds),
    out: out ?? '',
    'has-publication': String(hasPublication),
  }
  const kept = [...Map.groupBy(annotations, ({ level }) => level).values()].flatMap((of) =>
    of.slice(0, MOST_ANNOTATIONS),
  )
  const told = annotationOf(result)
  return { outputs, summary, annotation: told, annotations: kept, detail: null, exit: exitCode(result) }
}

/** Of a run that ended with an error. */
export function outcomeOfError(action: string, error: Omit<ErrorDescription, 'exit'> & { exit: number }): Outcome {
  const { title, remedy, stack, exit, code } = error
  const summary = [
    `## Upkeep ${escapeMarkdown(action)}: failed`,
    `**${escapeMarkdown(title)}**`,
    ...(remedy === null ? [] : [escapeMarkdown(remedy)]),
    ...(stack === null ? [] : [codeBlock(stack)]),
  ]
  return {
    outputs: { ...BLANK, result: 'failed', reason: code },
    summary: `${summary.join('\n\n')}\n`,
    annotation: { level: 'error', text: remedy === null ? title : `${title}\n${remedy}` },
    annotations: [],
    detail: stack,
    exit,
  }
}

/** A run that did nothing never looks like a success, and one that was cut short says so. */
function annotationOf({ result, reason, incomplete }: Result): Outcome['annotation'] {
  const text = reason === null ? '' : `${reason.message}\n${reason.remedy}`
  if (result === 'failed') return { level: 'error', text: text === '' ? 'The run failed.' : text }
  if (result === 'skipped')
    return { level: 'warning', text: `Skipped: ${text === '' ? 'nothing could be done.' : text}` }
  if (incomplete === null) return null
  return { level: 'warning', text: text === '' ? `Cut short by: ${incomplete}. What was proven by then stands.` : text }
}
