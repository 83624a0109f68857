import { checkerNamed } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { canaries } from './canary.ts'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { WHOLE, failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { lastLine, openWith, runIn, startFailure } from './probe-run.ts'
import { probeConfig } from './pyright-config.ts'
import { readPyright } from './pyright-output.ts'
import type { PyrightFacts } from './pyright-output.ts'
import type { SourceFile, Suppression } from './suppression.ts'

/** One run per configuration: pyright itself reports both forms of comment that it did not need. */
export async function probePyright(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const wanted = files.flatMap(({ suppressions }) =>
    suppressions.filter(({ family }) => family === 'type-ignore' || family === 'pyright-ignore'),
  )
  if (wanted.length === 0) return { judgements: [], left: [] }
  const judgements: Judgement[] = []
  for (const configuration of configurations)
    judgements.push(await judgeConfiguration(configuration, wanted, files, context))
  return { judgements, left: [] }
}

async function judgeConfiguration(
  configuration: Configuration,
  directives: readonly Suppression[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks, label } = configuration
  const command = commandOf(leaf.wrapper, checkerNamed('pyright').machine(leaf.argv))
  const fail = (why: string) => failed('pyright', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  const config = await probeConfig(configuration, context.files)
  if (typeof config === 'string') return fail(config)
  const own = new Set(directives.map(({ path }) => path))
  await using worktree = await openWith(
    canaries(files.filter(({ path }) => own.has(path) && path.endsWith('.py'))),
    context,
  )
  await worktree.write(config.path, Buffer.from(config.text))
  const result = await runIn(worktree, configuration, command, context)
  const facts = readPyright(result.stdout, leaf.cwd, worktree.root)
  const why = startFailure(result, 'pyright')
  if (why !== null) return fail(why)
  if (facts === null)
    return fail(
      `it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`,
    )
  return vote(configuration, command, directives, facts, config.readsTypeIgnore)
}

/** Pure. pyright has a vote on a file that it said anything about; the canary makes it speak. */
export function vote(
  { checks, label }: Configuration,
  command: string,
  directives: readonly Suppression[],
  facts: PyrightFacts,
  readsTypeIgnore: boolean,
): Judgement {
  const unused = new Map<Suppression, Unused>()
  for (const directive of directives) {
    const place = `${directive.path}:${directive.line}`
    const [first, last] = [directive.comment.column + directive.start, directive.comment.column + directive.end]
    const whole = facts.comments.get(place)?.find(({ column }) => first <= column && column < last)
    const rules = directive.family === 'pyright-ignore' ? facts.rules.get(place) : undefined
    if (whole !== undefined) unused.set(directive, { ...WHOLE, message: whole.message })
    else if (rules !== undefined) {
      const all = directive.codes.every(({ name }) => rules.names.includes(name))
      unused.set(directive, { codes: all ? 'all' : rules.names, disabled: [], narrower: {}, message: rules.message })
    }
  }
  const covers: Judgement['covers'] = (path, family) =>
    (family === 'pyright-ignore' || readsTypeIgnore) && (facts.files.has(path) || path.endsWith('.pyi'))
  return { tool: 'pyright', checks, configuration: label, command, covers, unused, hides: new Map(), failure: null }
}
