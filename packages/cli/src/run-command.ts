import { resolve } from 'node:path'
import { exitCode, parseInputs, readJobEnvironment } from '@upkeep/entry'
import type { ConfigValues } from '@upkeep/entry'
import { applyPatch } from '@upkeep/workspace'
import type { CommandLineAction } from './actions.ts'
import { rawInputs } from './options.ts'
import { terminalLog } from './terminal.ts'
import type { Terminal } from './terminal.ts'

export interface RunOptions {
  repo?: string
  json?: boolean
  apply?: boolean
  until?: 'findings' | 'attempts'
  [input: string]: unknown
}

/** `upkeep <action>`: a dry run unless `--apply`; the result on stdout, progress on stderr. Returns the exit code. */
export async function runCommand(action: CommandLineAction, options: RunOptions, terminal: Terminal): Promise<number> {
  const declarations = action.inputs
  const raw = rawInputs(options, declarations)
  const inputsWith = (config: ConfigValues) => parseInputs(declarations, raw, config)
  const environment = { ...readJobEnvironment(), workspace: resolve(options.repo ?? '.') }
  const log = terminalLog(terminal)
  const run = await action.load()
  const { until } = options
  const output = await run({
    inputs: inputsWith({}),
    inputsWith,
    environment,
    log,
    signal: terminal.signal,
    ...(until === undefined ? {} : { until }),
  })
  if (options.json === true) terminal.out(`${JSON.stringify(output.result, null, 2)}\n`)
  else terminal.out(output.terminal({ color: terminal.color, width: terminal.width }))
  if (options.apply === true) await apply(output.result.repository.root, output.patch, terminal)
  return exitCode(output.result)
}

async function apply(root: string, patch: string, terminal: Terminal): Promise<void> {
  if (patch === '') {
    terminal.err('Nothing to apply.\n')
    return
  }
  await applyPatch(root, patch)
  terminal.err(`Applied the proven patch to ${root}.\n`)
}
