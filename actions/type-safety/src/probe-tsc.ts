import { checkerNamed } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { commentEdit } from './comment-edit.ts'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { toEdits } from './edit.ts'
import { WHOLE, failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { openWith, runIn, startFailure } from './probe-run.ts'
import type { SourceFile, Suppression } from './suppression.ts'
import { readTsc } from './tsc-output.ts'
import type { TscFacts } from './tsc-output.ts'
import { asExpectError } from './typescript-directive.ts'
import { calledTsconfigs, otherTsconfigs } from './other-tsconfigs.ts'

/** `tsc -b` of older versions skips projects behind a failing one; what was found is taken out and it runs again. */
const MOST_RUNS = 3

/**
 * One run per configuration, whatever the number of directives: every `@ts-ignore` becomes `@ts-expect-error`, and the compiler
 * reports those that suppress nothing (TS2578). Other tsconfigs of the repository vote on what is left.
 */
export async function probeTsc(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const directives = files.flatMap(({ suppressions }) =>
    suppressions.filter(({ family }) => family === 'ts-ignore' || family === 'ts-expect-error'),
  )
  if (directives.length === 0 || configurations.length === 0) return { judgements: [], left: [] }
  const judgements: Judgement[] = []
  for (const configuration of configurations)
    judgements.push(await judgeConfiguration(configuration, directives, files, context))
  const dead = directives.filter((one) => isDead(one, judgements))
  const others = await otherTsconfigs({
    configurations,
    dead,
    context,
    run: (other) => judgeConfiguration(other, directives, files, context),
  })
  return { judgements: [...judgements, ...others.judgements], left: others.left }
}

function isDead(suppression: Suppression, judgements: readonly Judgement[]): boolean {
  const covering = judgements.filter(({ covers }) => covers(suppression.path, suppression.family))
  return covering.length > 0 && covering.every(({ unused }) => unused.has(suppression))
}

async function judgeConfiguration(
  configuration: Configuration,
  directives: readonly Suppression[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks, label } = configuration
  const command = commandOf(leaf.wrapper, [...checkerNamed('tsc').machine(leaf.argv), '--listFiles'])
  const fail = (why: string) => failed('tsc', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  const facts: TscFacts = {
    unused: new Set(),
    files: new Set(),
    general: [],
    unresolved: new Map(),
    errors: 0,
    syntax: null,
  }
  for (let run = 1; run <= MOST_RUNS; run += 1) {
    await using worktree = await openWith(probeEdits(files, facts.unused), context)
    const result = await runIn(worktree, configuration, command, context)
    const now = readTsc(result.stdout, leaf.cwd, worktree.root)
    const why = startFailure(result, 'tsc') ?? setupFailure(now, checks.length > 0) ?? syntaxFailure(now, leaf.argv)
    if (why !== null) return fail(why)
    const fresh = [...now.unused].filter((place) => !facts.unused.has(place))
    for (const path of now.files) facts.files.add(path)
    for (const place of fresh) facts.unused.add(place)
    facts.errors = now.errors
    for (const [path, message] of now.unresolved) facts.unresolved.set(path, message)
    if (!isBuild(leaf.argv) || fresh.length === 0) break
  }
  const silenced = new Set(
    files
      .filter(({ suppressions }) => suppressions.some(({ family }) => family === 'ts-nocheck'))
      .map(({ path }) => path),
  )
  return vote(configuration, command, directives, facts, silenced)
}

function isBuild(argv: readonly string[]): boolean {
  return argv.some((word) => word === '-b' || word === '--build')
}

/** A check that CI passes finds all its modules; where some are missing, the set-up steps did not run. */
function setupFailure({ general, unresolved, files }: TscFacts, inCi: boolean): string | null {
  const [first] = general
  if (first !== undefined) return `the compiler refuses the configuration (${first})`
  const [missing] = unresolved
  if (inCi && missing !== undefined)
    return `modules are missing (${missing[0]}: ${missing[1]}); the set-up steps of its job seem not to have run`
  return files.size === 0 ? 'the compiler read no file' : null
}

/** After a syntax error the compiler reports nothing else, also no directive that suppresses nothing. */
function syntaxFailure({ syntax }: TscFacts, argv: readonly string[]): string | null {
  return syntax === null || isBuild(argv) ? null : `the compiler stops at syntax errors (${syntax})`
}

function probeEdits(files: readonly SourceFile[], unused: ReadonlySet<string>) {
  return files.flatMap((file) =>
    file.suppressions.flatMap((one) => {
      const dead = unused.has(placeOf(one))
      if (!dead && one.family !== 'ts-ignore') return []
      if (one.family !== 'ts-ignore' && one.family !== 'ts-expect-error') return []
      const { comment } = one
      const text = dead ? comment.text.replace(/@ts-(?=ignore|expect-error)/g, 'ts-') : asExpectError(comment.text, one)
      const edit = commentEdit(file.text, comment, text)
      return edit === null ? [] : toEdits(file, [edit])
    }),
  )
}

function placeOf({ path, line }: Suppression): string {
  return `${path}:${line}`
}

const UNUSED = "TS2578: Unused '@ts-expect-error' directive."
const SILENCED = 'the file is silenced as a whole by its @ts-nocheck'

function vote(
  configuration: Configuration,
  command: string,
  directives: readonly Suppression[],
  facts: TscFacts,
  silenced: ReadonlySet<string>,
): Judgement {
  const { checks, label, leaf } = configuration
  const projects = calledTsconfigs(configuration)
  const unused = new Map<Suppression, Unused>()
  for (const one of directives) {
    const message = silenced.has(one.path) && facts.files.has(one.path) ? SILENCED : UNUSED
    const dead = message === SILENCED || facts.unused.has(placeOf(one))
    if (dead && !facts.unresolved.has(one.path)) unused.set(one, { ...WHOLE, message })
  }
  const stopped = isBuild(leaf.argv) && facts.errors > 0 // projects behind an error were not read, so nobody knows what they hold
  const covers = (path: string) => stopped || facts.files.has(path)
  return {
    tool: 'tsc',
    checks,
    configuration: label,
    command,
    projects,
    covers,
    unused,
    hides: new Map(),
    failure: null,
  }
}
