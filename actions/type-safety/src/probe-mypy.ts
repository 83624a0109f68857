import { checkerNamed, withoutFlags } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { canaries } from './canary.ts'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { readMypy } from './mypy-output.ts'
import type { MypyFacts } from './mypy-output.ts'
import { mypyTargets, pinnedByConfig } from './mypy-targets.ts'
import type { MypyTarget } from './mypy-targets.ts'
import { lastLine, openWith, runIn, startFailure } from './probe-run.ts'
import type { SourceFile, Suppression } from './suppression.ts'

/** No cache: what an earlier run cached was judged without the probe's flags, and nobody reads what this one would write. */
const CACHE = '/dev/null'

/** At most three runs per configuration: as CI calls mypy, and for two more targets of the job's matrix. */
export async function probeMypy(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'type-ignore'))
  const probed: Probed = { judgements: [], left: [] }
  if (directives.length === 0) return probed
  for (const configuration of configurations) {
    const pinned = await pinnedByConfig(folderOf(configuration), context.files)
    for (const target of mypyTargets(configuration, pinned)) {
      const judgement = await judgeTarget(configuration, target, directives, files, context)
      if (judgement.failure !== null && target.flags.length > 0) {
        probed.left.push({
          what: judgement.configuration,
          why: `mypy can not be asked about this target here (${judgement.failure})`,
        })
      } else probed.judgements.push(judgement)
    }
  }
  return probed
}

async function judgeTarget(
  configuration: Configuration,
  target: MypyTarget,
  directives: readonly Suppression[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks } = configuration
  const label = target.label === '' ? configuration.label : `${configuration.label} (${target.label})`
  const command = commandOf(leaf.wrapper, probeArgv(leaf.argv, target))
  const fail = (why: string) => failed('mypy', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  const own = new Set(directives.map(({ path }) => path))
  await using worktree = await openWith(
    canaries(files.filter(({ path }) => own.has(path) && path.endsWith('.py'))),
    context,
  )
  const result = await runIn(worktree, configuration, command, context)
  const facts = readMypy(result.stdout, leaf.cwd, worktree.root)
  const why = startFailure(result, 'mypy') ?? (facts.files.size === 0 || result.exit === 2 ? reasonOf(result) : null)
  return why === null ? vote({ ...configuration, label }, command, directives, facts) : fail(why)
}

function reasonOf({ stderr, stdout, exit }: { stderr: string; stdout: string; exit: number | null }): string {
  return `it judged no file: ${lastLine(stderr) ?? lastLine(stdout) ?? `exit code ${exit ?? 'none'}`}`
}

function probeArgv(argv: readonly string[], { flags }: MypyTarget): string[] {
  const machine = withoutFlags(checkerNamed('mypy').machine(argv), {
    switches: ['--sqlite-cache'],
    valued: ['--cache-dir'],
  })
  return [
    ...machine,
    '--warn-unused-ignores',
    '--enable-error-code',
    'ignore-without-code',
    '--cache-dir',
    CACHE,
    ...flags,
  ]
}

/** Pure. mypy has a vote on a file that it said anything about; the canary makes it speak. */
export function vote(
  { checks, label }: Configuration,
  command: string,
  directives: readonly Suppression[],
  facts: MypyFacts,
): Judgement {
  const unused = new Map<Suppression, Unused>()
  const hides = new Map<Suppression, string[]>()
  for (const directive of directives) {
    const place = `${directive.path}:${directive.line}`
    const [dead, hidden] = [facts.unused.get(place), facts.hides.get(place)]
    if (dead !== undefined) unused.set(directive, dead)
    if (hidden !== undefined && directive.codes.length === 0) hides.set(directive, hidden)
  }
  const covers = (path: string) => facts.files.has(path) || path.endsWith('.pyi') // no canary can be put into a stub
  return { tool: 'mypy', checks, configuration: label, command, covers, unused, hides, failure: null }
}
