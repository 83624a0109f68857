import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a hosted runner gives a step: variables and files, with readers of what the step wrote. Gone when disposed. */
export interface RunnerEnvironment extends AsyncDisposable {
  /** The whole environment of the step's process; nothing is inherited but PATH and HOME. */
  env: Record<string, string>
  /** RUNNER_TEMP. */
  temp: string
  /** The step's outputs by name, from GITHUB_OUTPUT. */
  outputs(): Record<string, string>
  /** The job summary, from GITHUB_STEP_SUMMARY. */
  summary(): string
}

export interface RunnerOptions {
  /** GITHUB_WORKSPACE, where the step starts. */
  workspace: string
  /** By input name (`max-usd`); as the runner does it, an input becomes `INPUT_MAX-USD`. */
  inputs?: Readonly<Record<string, string>>
  /** GITHUB_EVENT_NAME; `workflow_dispatch` where absent. */
  event?: string
  /** What the file of GITHUB_EVENT_PATH holds. */
  payload?: unknown
  /** GITHUB_REPOSITORY. */
  repository?: string
  /** Further variables, or other values of those above. */
  env?: Readonly<Record<string, string>>
}

/** Makes the files of one step in a temporary folder and the environment that names them. */
export async function runnerEnvironment(options: RunnerOptions): Promise<RunnerEnvironment> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-runner-'))
  const at = (name: string) => join(folder, name)
  const temp = at('temp')
  mkdirSync(temp)
  for (const name of ['output', 'summary', 'state', 'env', 'path']) writeFileSync(at(name), '')
  writeFileSync(at('event.json'), JSON.stringify(options.payload ?? {}))
  const env: Record<string, string> = {
    ...inherited(['PATH', 'HOME']),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ENV: at('env'),
    GITHUB_EVENT_NAME: options.event ?? 'workflow_dispatch',
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_OUTPUT: at('output'),
    GITHUB_PATH: at('path'),
    GITHUB_REPOSITORY: options.repository ?? 'octocat/example',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_STATE: at('state'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_WORKSPACE: options.workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
  }
  for (const [name, value] of Object.entries(options.inputs ?? {})) env[inputVariable(name)] = value
  Object.assign(env, options.env)
  return {
    env,
    temp,
    outputs: () => parseFileCommands(readFileSync(at('output'), 'utf8')),
    summary: () => (existsSync(at('summary')) ? readFileSync(at('summary'), 'utf8') : ''),
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The variable in which a runner hands an input over: upper case, spaces to `_`, hyphens kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** `name=value` or `name<<DELIMITER`, the lines of the value, DELIMITER: the runner's file-command format. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const block = /^([^=]+?)<<(.+)$/.exec(line)
    if (block?.[1] !== undefined) {
      const end = lines.indexOf(block[2] ?? '', at + 1)
      if (end === -1) throw new Error(`GITHUB_OUTPUT: the value of ${block[1]} has no end`)
      values[block[1]] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line.includes('=')) values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
  }
  return values
}
