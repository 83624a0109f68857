/** One step of a job, as it runs. */
export interface LoggedStep {
  /** As the workflow has it, expressions replaced; absent where it uses an action. */
  run?: string
  uses?: string
  /** The name that GitHub shows; `Run …` where absent. */
  name?: string
  with?: Readonly<Record<string, string>>
  env?: Readonly<Record<string, string>>
  /** `/usr/bin/bash -e {0}` where absent. */
  shell?: string
  /** What its command prints, as it prints it. */
  output?: string
  /** 0 where absent. */
  exit?: number
  continueOnError?: boolean
  /** Of a composite action. */
  inner?: readonly LoggedStep[]
  /** How long it takes; 3 where absent. */
  seconds?: number
}

export interface LogOptions {
  /** Milliseconds since the epoch. */
  start?: number
  repository?: string
}

/** A job's log as GitHub gives it, and its steps as GitHub tells of them. */
export interface RunnerLog {
  text: string
  steps: {
    name: string
    number: number
    conclusion: 'success' | 'failure' | 'skipped'
    startedAt: number
    completedAt: number
  }[]
  /** What its commands report to the runner: ten of each level of a step, as GitHub keeps them. */
  annotations: RunnerAnnotation[]
}

export interface RunnerAnnotation {
  path: string
  start_line: number
  end_line: number
  start_column?: number
  end_column?: number
  annotation_level: 'failure' | 'warning' | 'notice'
  message: string
  title?: string
}

const SETUP = `Current runner version: '2.334.0'
##[group]Runner Image Provisioner
Hosted Compute Agent
##[endgroup]
##[group]Operating System
Ubuntu
24.04.3
LTS
##[endgroup]
##[group]GITHUB_TOKEN Permissions
Contents: read
Metadata: read
##[endgroup]
Secret source: Actions
Prepare workflow directory
Prepare all required actions
Getting action download info`

/**
 * What a runner writes for these steps (actions/runner, ScriptHandler and OutputManager): time stamps, groups, the command's lines in
 * cyan, `##[error]Process completed with exit code N.`; checkout first, clean-up last. A step behind one that failed is skipped.
 */
export function runnerLog(steps: readonly LoggedStep[], options: LogOptions = {}): RunnerLog {
  const repository = options.repository ?? 'example'
  const writer = new Writer(options.start ?? Date.UTC(2026, 10, 20, 9, 30))
  const told: RunnerLog['steps'] = []
  const step = (name: string, seconds: number, write: () => boolean) => {
    const startedAt = writer.second()
    const passed = write()
    writer.pass(seconds)
    const conclusion = passed ? 'success' : 'failure'
    told.push({ name, number: told.length + 1, conclusion, startedAt, completedAt: writer.second() })
    return passed
  }
  step('Set up job', 2, () => writer.lines(SETUP))
  step('Run actions/checkout@v5', 1, () => {
    writer.group('actions/checkout@v5', { with: { repository: `octocat/${repository}`, 'fetch-depth': '1' } })
    writer.lines(`Syncing repository: octocat/${repository}`)
    writer.lines('##[group]Getting Git version info')
    return writer.lines(
      `Working directory is '/home/runner/work/${repository}/${repository}'\n[command]/usr/bin/git version\ngit version 2.51.0\n##[endgroup]`,
    )
  })
  let failed = false
  for (const each of steps) {
    const name = each.name ?? `Run ${firstLine(each)}`
    if (failed) {
      const now = writer.second()
      told.push({ name, number: told.length + 1, conclusion: 'skipped', startedAt: now, completedAt: now })
    } else failed = !step(name, each.seconds ?? 3, () => writer.step(each))
  }
  step('Post Run actions/checkout@v5', 1, () => writer.lines('Post job cleanup.\n[command]/usr/bin/git version'))
  step('Complete job', 0, () => writer.lines('Cleaning up orphan processes'))
  return { text: writer.text(), steps: told, annotations: writer.annotations }
}

function pairs(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `  ${name}: ${value}`)
}

function firstLine({ run, uses }: LoggedStep): string {
  return uses ?? run?.trimStart().split('\n')[0] ?? ''
}

class Writer {
  readonly annotations: RunnerAnnotation[] = []
  private readonly written: string[] = []
  private now: number

  constructor(start: number) {
    this.now = start
  }

  text(): string {
    return `\uFEFF${this.written.join('\n')}\n`
  }

  second(): number {
    return Math.floor(this.now / 1000) * 1000
  }

  pass(seconds: number): void {
    this.now += seconds * 1000
  }

  /** Lines stand a few microseconds apart. */
  lines(text: string): boolean {
    for (const line of text.split('\n')) {
      this.now += 0.037
      const stamp = new Date(this.now).toISOString().replace(/Z$/, '')
      const micros = String(Math.floor((this.now % 1) * 10_000)).padStart(4, '0')
      this.written.push(`${stamp}${micros}Z ${line}`)
    }
    return true
  }

  group(title: string, { run, with: given, env, shell }: LoggedStep): void {
    this.lines(`##[group]Run ${title}`)
    if (run !== undefined) {
      for (const line of run.replace(/\n+$/, '').split('\n')) this.lines(`\u001B[36;1m${line}\u001B[0m`)
      this.lines(`shell: ${shell ?? '/usr/bin/bash -e {0}'}`)
    }
    if (given !== undefined) this.lines(['with:', ...pairs(given)].join('\n'))
    if (env !== undefined) this.lines(['env:', ...pairs(env)].join('\n'))
    this.lines('##[endgroup]')
  }

  step(step: LoggedStep): boolean {
    this.group(firstLine(step), step)
    let passed = true
    for (const inner of step.inner ?? []) passed = passed && this.step(inner)
    if (step.output !== undefined && step.output !== '') this.output(step.output.replace(/\n$/, ''))
    const { exit = 0 } = step
    if (exit !== 0) this.lines(`##[error]Process completed with exit code ${exit}.`)
    return (exit === 0 && passed) || step.continueOnError === true
  }

  /** What a command prints is looked through for commands to the runner, which come out as its own marks. */
  private output(text: string): void {
    this.annotations.push(...annotationsIn(text))
    this.lines(
      text
        .split('\n')
        .map((line) =>
          line
            .replace(/^::(group|endgroup)::/, '##[$1]')
            .replace(
              /^::(error|warning|notice)(?: .*?)?::(.*)$/,
              (_, level: string, said: string) => `##[${level}]${unescaped(said)}`,
            )
            .replace(/^##\[command\]/, '[command]'),
        )
        .filter((line) => !/^::(?:add-mask|add-matcher|remove-matcher|debug)/.test(line))
        .join('\n'),
    )
  }
}

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const
const MOST_ANNOTATIONS = 10

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
function annotationsIn(text: string): RunnerAnnotation[] {
  const found = [...text.matchAll(/^::(error|warning|notice)(?: (.*?))?::(.*)$/gm)].map(
    ([, word = '', given = '', message = '']): RunnerAnnotation => {
      const fields = new Map(given.split(',').map((field) => [field.replace(/=.*$/, ''), field.replace(/^[^=]*=/, '')]))
      const number = (name: string) => (fields.has(name) ? Number(fields.get(name)) : undefined)
      const [line = 1, column, title] = [number('line'), number('col'), fields.get('title')]
      const lines = { start_line: line, end_line: number('endLine') ?? line }
      // GitHub keeps columns of one line only
      const columns =
        column === undefined || lines.end_line !== line
          ? {}
          : { start_column: column, end_column: number('endColumn') ?? column }
      return {
        path: unescaped(fields.get('file') ?? '.github').replace(/^\/home\/runner\/work\/[^/]+\/[^/]+\//, ''),
        ...lines,
        ...columns,
        annotation_level: LEVELS[word as keyof typeof LEVELS],
        message: unescaped(message),
        ...(title === undefined ? {} : { title: unescaped(title) }),
      }
    },
  )
  return Object.values(LEVELS).flatMap((level) =>
    found.filter(({ annotation_level }) => annotation_level === level).slice(0, MOST_ANNOTATIONS),
  )
}

function unescaped(text: string): string {
  const characters: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (escape) => characters[escape] ?? escape)
}
