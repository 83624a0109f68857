import { redactor, shortenedToBytes } from '@upkeep/text'
import type { Redactor } from '@upkeep/text'
import { givenValues } from './given-values.ts'
import { describeError } from './describe-error.ts'
import type { ConfigValues, InputDeclaration, InputValues } from './input.ts'
import { readJobEnvironment } from './job-environment.ts'
import type { JobEnvironment } from './job-environment.ts'
import { runnerLog, streamLog } from './log.ts'
import type { Log } from './log.ts'
import { outcomeOf, outcomeOfError } from './outcome.ts'
import type { Outcome, RunOutput } from './outcome.ts'
import { parseInputs } from './parse-inputs.ts'
import { readRawInputs } from './raw-inputs.ts'
import { isSecretName, secretValues } from './secret-values.ts'

export type { RunOutput } from './outcome.ts'

/** What an action gets to run. */
export interface ActionJob {
  inputs: InputValues
  environment: JobEnvironment
  /** Aborted when the job is cancelled. */
  signal: AbortSignal
  log: Log
  /** The inputs again with a configuration file under them, for whoever has read one. */
  inputsWith(config: ConfigValues): InputValues
}

export interface ActionModule {
  run: (job: ActionJob) => Promise<RunOutput>
}

/** Milliseconds that a cancelled run has to end by itself; the runner kills it after 7.5 s. */
const PATIENCE = 4000

/** Bytes: GitHub drops a larger job summary whole. */
const MOST_SUMMARY = 1024 * 1024

/** Milliseconds after the end in which open handles may close. */
const LINGER = 1000

/**
 * The whole life of an action's process: inputs are validated before anything heavy is loaded, then `load` brings the action and
 * it runs. Sets the outputs, the job summary, an annotation and the exit code, whatever happens. Never rejects.
 */
export async function startAction(
  name: string,
  declarations: readonly InputDeclaration[],
  load: () => Promise<ActionModule>,
): Promise<void> {
  const cancel = new AbortController()
  const redact = redactor(secretValues())
  const onRunner = process.env['GITHUB_ACTIONS'] === 'true'
  let over = false
  const end = async (outcome: Outcome) => {
    if (over) return
    over = true
    process.exitCode = await conclude(outcome, redact, onRunner)
    setTimeout(() => process.exit(), LINGER).unref()
  }
  const cancelled = () => outcomeOfError(name, cancellation(cancel.signal, onRunner))
  onCancel(cancel, () => void end(cancelled()).then(() => process.exit()))
  process.on(
    'uncaughtException',
    (thrown) => void end(outcomeOfError(name, describeError(thrown))).then(() => process.exit()),
  )
  try {
    const output = await runOnce(declarations, load, cancel.signal, redact)
    await end(cancel.signal.aborted ? cancelled() : outcomeOf(output))
  } catch (thrown) {
    await end(cancel.signal.aborted ? cancelled() : outcomeOfError(name, describeError(thrown)))
  }
}

async function runOnce(
  declarations: readonly InputDeclaration[],
  load: () => Promise<ActionModule>,
  signal: AbortSignal,
  redact: Redactor,
): Promise<RunOutput> {
  const raw = readRawInputs(declarations)
  const inputs = parseInputs(declarations, raw)
  const environment = readJobEnvironment()
  const log = await openLog(environment, redact, declarations, raw)
  warnOfSecretNames(inputs, log)
  const { run } = await load()
  signal.throwIfAborted()
  return await run({ inputs, environment, signal, log, inputsWith: (config) => parseInputs(declarations, raw, config) })
}

async function openLog(
  { onRunner, debug }: JobEnvironment,
  redact: Redactor,
  declarations: readonly InputDeclaration[],
  raw: Readonly<Record<string, string | undefined>>,
): Promise<Log> {
  if (!onRunner) return streamLog((text) => void process.stderr.write(text), redact, debug)
  const core = await import('@actions/core')
  const inputs = declarations.flatMap(({ name, secret }) => (secret === true ? [raw[name] ?? ''] : []))
  for (const line of [...inputs, ...Object.values(givenValues().secrets)].flatMap((text) => text.split(/\r\n|\r|\n/)))
    if (line.trim() !== '') core.setSecret(line)
  return runnerLog(core, redact)
}

function warnOfSecretNames(inputs: InputValues, log: Log): void {
  const names = Array.isArray(inputs['env']) ? inputs['env'].map(String).filter(isSecretName) : []
  if (names.length === 0) return
  log.warning(`Not passed on, because the name says that it is a secret: ${names.join(', ')}. Use the input "secrets".`)
}

/** Tells the runner, or standard error, how it ended. Returns the exit code, which a full disk here makes 1. */
async function conclude(outcome: Outcome, redact: Redactor, onRunner: boolean): Promise<number> {
  const { outputs, summary, annotation, annotations, detail, exit } = outcome
  try {
    if (!onRunner) {
      const log = streamLog((text) => void process.stderr.write(text), redact, false)
      if (annotation !== null) log.info(`${annotation.level}: ${annotation.text}`)
      if (detail !== null) log.info(detail)
      return exit
    }
    const core = await import('@actions/core')
    if (detail !== null) runnerLog(core, redact).info(detail)
    if (annotation !== null) core[annotation.level](redact(annotation.text))
    for (const { level, title, message, path, line } of annotations)
      core[level](redact(message), { title: redact(title), file: path, startLine: line })
    if (process.env['GITHUB_OUTPUT'] !== undefined) {
      for (const [output, value] of Object.entries(outputs)) core.setOutput(output, redact(value))
    }
    if (process.env['GITHUB_STEP_SUMMARY'] !== undefined)
      await core.summary.addRaw(shortenedToBytes(redact(summary), MOST_SUMMARY)).write()
    return exit
  } catch (thrown) {
    const { title, remedy, stack } = describeError(thrown)
    process.stderr.write(`${redact([title, remedy, stack].filter((line) => line !== null).join('\n'))}\n`)
    return Math.max(exit, 1)
  }
}

/** The first signal asks the run to end; when it has not ended after PATIENCE, or at a second signal, `force` ends it. */
function onCancel(cancel: AbortController, force: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (cancel.signal.aborted) return
      process.stderr.write(`Cancelled by ${signal}: ending what runs.\n`)
      cancel.abort(signal)
      setTimeout(force, PATIENCE).unref()
    })
  }
}

function cancellation({ reason }: AbortSignal, onRunner: boolean) {
  return {
    title: `The run was cancelled (${String(reason)}).`,
    remedy: 'Nothing was posted. If the time limit of the job ended it, raise timeout-minutes or lower max-minutes.',
    stack: null,
    exit: onRunner ? 1 : reason === 'SIGINT' ? 130 : 143,
    code: 'time' as const,
  }
}
