import { posix } from 'node:path'
import { preparations } from '@upkeep/checkers'
import { quoteWords, readShell } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import type { PrepareCommand } from '@upkeep/workspace'
import type { Context } from './definition.ts'

/** Seconds that one preparation may take. */
const SECONDS = 900

/** What was not brought, for the coverage statement. */
export interface NotPrepared {
  what: string
  why: string
}

/**
 * Runs, on the untouched tree and with the job's network, what the checks need before they can run without one. Afterwards no
 * command has a network.
 */
export async function prepareChecks({ checks, workspace, env, log }: Context): Promise<NotPrepared[]> {
  const commands = prepareCommands(checks, env)
  if (commands.length === 0) return []
  const results = await log.group(`Prepare the checks (${commands.length})`, async () => {
    for (const { command, cwd } of commands) log.info(cwd === '.' ? command : `${command} (in ${cwd})`)
    return await workspace.prepare(commands)
  })
  const failed = results.flatMap(({ command: { command }, failure }) =>
    failure === null ? [] : [{ what: `\`${command}\``, why: failure }],
  )
  for (const { what, why } of failed) log.warning(`${what}, which brings what checks need, failed: ${why}`)
  return failed
}

/** Each once, in the order of the checks. */
export function prepareCommands(
  checks: readonly FoundCheck[],
  env: Readonly<Record<string, string>>,
): PrepareCommand[] {
  const commands = new Map<string, PrepareCommand>()
  for (const found of checks.filter(({ check }) => check.runnable)) {
    for (const { argv, cwd, env: given } of callsOf(found)) {
      for (const words of preparations(argv)) {
        if (words.some((word) => COMPUTED.test(word))) continue
        const command = quoteWords(words)
        const key = JSON.stringify([command, cwd, given])
        if (!commands.has(key)) commands.set(key, { command, cwd, env: { ...env, ...given }, seconds: SECONDS })
      }
    }
  }
  return [...commands.values()]
}

/** What only the shell of the check knows the value of. */
const COMPUTED = /[$`]/

interface Call {
  argv: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
}

/** What a check calls: by its own command, by the scripts that led to a tool, and by what such a tool is found in. */
function callsOf({ check, leaves }: FoundCheck): Call[] {
  const scripts = [check.command, ...leaves.flatMap(({ trail }) => trail.map(({ text }) => withoutKey(text)))]
  const calls = [...new Set(scripts)].flatMap((script) =>
    readShell(script, check.env).commands.map(({ argv, cwd, env }) => ({
      argv,
      cwd: posix.join(check.cwd, cwd),
      env: { ...check.env, ...env },
    })),
  )
  if (calls.some(({ argv }) => preparations(argv).length > 0)) return calls
  return leaves.flatMap(({ argv, wrapper, path, trail, cwd }) => [
    ...path.flatMap((folder) => toxCall(folder, check.env)),
    ...trail.flatMap(({ file }) => hookCall(file, check.env)),
    { argv: [...wrapper, ...argv], cwd, env: check.env },
  ])
}

/** A tool in `.tox/lint/bin` was put there by tox. */
function toxCall(folder: string, env: Call['env']): Call[] {
  const [, above = '', name] = /^(?:(.*)\/)?\.tox\/([^/]+)\/bin$/.exec(folder) ?? []
  return name === undefined ? [] : [{ argv: ['tox', '-e', name], cwd: above === '' ? '.' : above, env }]
}

function hookCall(file: string, env: Call['env']): Call[] {
  return posix.basename(file) === '.pre-commit-config.yaml'
    ? [{ argv: ['pre-commit', 'run'], cwd: posix.dirname(file), env }]
    : []
}

/** The script of a line of a file: `- run: tox`, `"lint": "tox -e lint",`, a recipe of a Makefile. `NAME=value tox` has no key: a variable stands there. */
function withoutKey(line: string): string {
  return line
    .trim()
    .replace(/^-\s+/, '')
    .replace(/^(?![A-Z_][A-Z\d_]*=\S)(?:"[^"]*"|[\w-]+)\s*[:=]\s*/, '')
    .replace(/^(["'])(.*)\1,?$/, '$2')
    .replace(/^[@-]+/, '')
}
