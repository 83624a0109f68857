import { checkerNamed, withoutFlags } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { readEslint } from './eslint-output.ts'
import type { EslintFile, UnusedDirective } from './eslint-output.ts'
import { WHOLE, failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { lastLine, runIn, startFailure } from './probe-run.ts'
import type { Enable, SourceFile, Suppression } from './suppression.ts'

/** One run per configuration: ESLint itself reports the directives that it did not need, and what the others hide. */
export async function probeEslint(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const directives = files.flatMap(({ suppressions }) =>
    suppressions.filter(({ family }) => family === 'eslint-disable'),
  )
  if (directives.length === 0) return { judgements: [], left: [] }
  const enables = new Map(files.map((file) => [file.path, file.enables]))
  const judgements: Judgement[] = []
  for (const configuration of configurations)
    judgements.push(await judgeConfiguration(configuration, directives, enables, context))
  return { judgements, left: [] }
}

async function judgeConfiguration(
  configuration: Configuration,
  directives: readonly Suppression[],
  enables: ReadonlyMap<string, readonly Enable[]>,
  context: Context,
): Promise<Judgement> {
  const { leaf, checks, label } = configuration
  const command = commandOf(leaf.wrapper, probeArgv(leaf.argv))
  const fail = (why: string) => failed('eslint', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  await using worktree = await context.workspace.open()
  const result = await runIn(worktree, configuration, command, context)
  const why = startFailure(result, 'eslint')
  if (why !== null) return fail(why)
  const linted = readEslint(result.stdout, worktree.root)
  if (linted === null)
    return fail(
      `it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`,
    )
  return vote(configuration, command, directives, linted, enables)
}

/** Warnings count (a directive may hide one), results of an earlier run don't. */
function probeArgv(argv: readonly string[]): string[] {
  const switches = ['--quiet', '--cache', '--report-unused-disable-directives']
  const kept = withoutFlags(checkerNamed('eslint').machine(argv), {
    switches,
    valued: ['--report-unused-disable-directives-severity'],
  })
  return [...kept, '--report-unused-disable-directives']
}

/** Which directive each message is about, and which rules the directives without a list hide. Pure. */
export function vote(
  configuration: Configuration,
  command: string,
  directives: readonly Suppression[],
  linted: readonly EslintFile[],
  enables: ReadonlyMap<string, readonly Enable[]> = new Map(),
): Judgement {
  const byPath = Map.groupBy(directives, ({ path }) => path)
  const unused = new Map<Suppression, Unused>()
  const hides = new Map<Suppression, string[]>()
  for (const file of linted) {
    const own = byPath.get(file.path) ?? []
    for (const message of file.unused) {
      const directive = directiveOf(message, own)
      if (directive === null) continue
      unused.set(directive, merged(directive, unused.get(directive), message))
    }
    for (const [directive, first] of repeated(own, unused, enables.get(file.path) ?? [])) {
      const message = `the eslint-disable of line ${first.comment.line} is still in force and covers the same`
      unused.set(directive, { ...WHOLE, message })
    }
    if (own.some(({ scope }) => scope === 'block')) continue // a problem may be hidden by that one
    for (const directive of own.filter(({ codes }) => codes.length === 0)) {
      const line = directive.scope === 'line' ? directive.comment.line : directive.comment.endLine + 1
      hides.set(
        directive,
        [...new Set(file.hidden.filter((problem) => problem.line === line).map(({ rule }) => rule))].toSorted(),
      )
    }
  }
  const read = new Set(linted.filter(({ fatal }) => !fatal).map(({ path }) => path))
  const { checks, label } = configuration
  return {
    tool: 'eslint',
    checks,
    configuration: label,
    command,
    covers: (path) => read.has(path),
    unused,
    hides,
    failure: null,
  }
}

/**
 * Blocks that repeat an earlier one of their file which is still in force and stays: ESLint gives every problem to the last, and so
 * calls none of them unused.
 */
function repeated(
  own: readonly Suppression[],
  unused: ReadonlyMap<Suppression, Unused>,
  enables: readonly Enable[],
): [Suppression, Suppression][] {
  const blocks = own.filter((one) => one.scope === 'block' && !unused.has(one))
  const found: [Suppression, Suppression][] = []
  const staying: Suppression[] = []
  for (const one of blocks.toSorted((a, b) => a.comment.start - b.comment.start)) {
    const first = staying.find((earlier) => covers(earlier, one) && !isEnded(earlier, one, enables))
    if (first === undefined) staying.push(one)
    else found.push([one, first])
  }
  return found
}

function covers(earlier: Suppression, later: Suppression): boolean {
  const names = new Set(earlier.codes.map(({ name }) => name))
  return names.size === 0 || (later.codes.length > 0 && later.codes.every(({ name }) => names.has(name)))
}

function isEnded(earlier: Suppression, later: Suppression, enables: readonly Enable[]): boolean {
  return enables.some(
    ({ comment, rules }) =>
      comment.start > earlier.comment.start &&
      comment.start < later.comment.start &&
      (rules.length === 0 || later.codes.length === 0 || later.codes.some(({ name }) => rules.includes(name))),
  )
}

function directiveOf({ line, column }: UnusedDirective, directives: readonly Suppression[]): Suppression | null {
  const there = directives.filter(({ comment }) => comment.line <= line && line <= comment.endLine)
  return (
    there.find(({ comment }) => comment.line === line && comment.column + 1 === column) ??
    (there.length === 1 ? (there[0] ?? null) : null)
  )
}

function merged({ codes }: Suppression, before: Unused | undefined, { rules, message }: UnusedDirective): Unused {
  const known = before === undefined || before.codes === 'all' ? [] : before.codes
  const dead = [...new Set([...known, ...rules])]
  const whole = before?.codes === 'all' || codes.every(({ name }) => dead.includes(name))
  return { codes: whole ? 'all' : dead, disabled: [], narrower: {}, message }
}
