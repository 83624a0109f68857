import { checkerNamed } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import type { Worktree } from '@upkeep/workspace'
import { commandOf, folderOf, repositoryPath } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { lastLine, runIn, startFailure } from './probe-run.ts'
import { readRuff, unusedNoqa } from './ruff-output.ts'
import type { RuffMessage } from './ruff-output.ts'
import type { SourceFile, Suppression } from './suppression.ts'

/** Three quick runs per configuration: what RUF100 reports, which files ruff reads, and what the `noqa` without codes hide. */
export async function probeRuff(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'noqa'))
  if (directives.length === 0) return { judgements: [], left: [] }
  const judgements: Judgement[] = []
  for (const configuration of configurations)
    judgements.push(await judgeConfiguration(configuration, directives, context))
  return { judgements, left: [] }
}

async function judgeConfiguration(
  configuration: Configuration,
  directives: readonly Suppression[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks, label } = configuration
  const machine = [...checkerNamed('ruff').machine(leaf.argv), '--no-cache']
  const command = commandOf(leaf.wrapper, [...machine, '--extend-select', 'RUF100'])
  const fail = (why: string) => failed('ruff', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  await using worktree = await context.workspace.open()
  const result = await runIn(worktree, configuration, command, context)
  const messages = readRuff(result.stdout, leaf.cwd, worktree.root)
  const why = startFailure(result, 'ruff')
  if (why !== null) return fail(why)
  if (messages === null)
    return fail(
      `it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`,
    )
  const shown = await runIn(worktree, configuration, commandOf(leaf.wrapper, [...leaf.argv, '--show-files']), context)
  const read = new Set(
    shown.stdout.split(/\r?\n/).flatMap((line) => repositoryPath(line.trim(), leaf.cwd, worktree.root) ?? []),
  )
  const hidden = await hiddenMessages(configuration, machine, directives, worktree, context)
  return vote(configuration, command, directives, { messages, hidden, read })
}

async function hiddenMessages(
  configuration: Configuration,
  machine: readonly string[],
  directives: readonly Suppression[],
  worktree: Worktree,
  context: Context,
): Promise<RuffMessage[]> {
  if (directives.every(({ codes }) => codes.length > 0)) return []
  const { leaf } = configuration
  const result = await runIn(worktree, configuration, commandOf(leaf.wrapper, [...machine, '--ignore-noqa']), context)
  return readRuff(result.stdout, leaf.cwd, worktree.root) ?? []
}

/** Pure. */
export function vote(
  { checks, label }: Configuration,
  command: string,
  directives: readonly Suppression[],
  {
    messages,
    hidden,
    read,
  }: { messages: readonly RuffMessage[]; hidden: readonly RuffMessage[]; read: ReadonlySet<string> },
): Judgement {
  const reported = new Map(
    messages.filter(({ code }) => code === 'RUF100').map((one) => [`${one.path}:${one.line}`, one.message]),
  )
  const hiddenAt = Map.groupBy(hidden, ({ path, noqaLine }) => `${path}:${noqaLine}`)
  const unused = new Map<Suppression, Unused>()
  const hides = new Map<Suppression, string[]>()
  for (const directive of directives) {
    const place = `${directive.path}:${directive.line}`
    const message = reported.get(place)
    const names = directive.codes.map(({ name }) => name)
    const dead = message === undefined ? null : unusedNoqa(message, names)
    if (dead !== null) unused.set(directive, dead)
    const codes = (hiddenAt.get(place) ?? [])
      .map(({ code }) => code)
      .filter((code) => /^[A-Z]+\d+$/.test(code) && code !== 'RUF100')
    if (names.length === 0 && codes.length > 0) hides.set(directive, [...new Set(codes)].toSorted())
  }
  const seen = new Set(messages.map(({ path }) => path))
  const covers = (path: string) => read.has(path) || seen.has(path)
  return { tool: 'ruff', checks, configuration: label, command, covers, unused, hides, failure: null }
}
