import { checkerNamed, withoutFlags } from '@upkeep/checkers'
import type { FileSource } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import type { Diagnostic } from '@upkeep/schema'
import { canaries } from './canary.ts'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { countedApart } from './diagnostic-difference.ts'
import { toEdits } from './edit.ts'
import { parseJson } from './json.ts'
import { WHOLE, failed } from './judgement.ts'
import type { Judgement, Probed, Unused } from './judgement.ts'
import { mypyTargets } from './mypy-targets.ts'
import type { MypyTarget } from './mypy-targets.ts'
import { lastLine, openWith, runIn, startFailure } from './probe-run.ts'
import type { SourceFile, Suppression } from './suppression.ts'

/**
 * Two runs per configuration and target: as the tree is, and with every comment that ty reads made one that it does not. What
 * only the second run says was hidden by a comment. So the answer does not hang on what a version takes for unused.
 */
export async function probeTy(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const probed: Probed = { judgements: [], left: [] }
  const own = files.filter(({ suppressions }) => suppressions.some(isRead))
  if (own.length === 0) return probed
  for (const configuration of configurations) {
    for (const target of await targetsOf(configuration, context.files)) {
      const judgement = await judgeTarget(configuration, target, own, context)
      if (judgement.failure !== null && target.flags.length > 0) {
        const why = `ty can not be asked about this target here (${judgement.failure})`
        probed.left.push({ what: judgement.configuration, why })
      } else probed.judgements.push(judgement)
    }
  }
  return probed
}

function isRead({ family }: Suppression): boolean {
  return family === 'type-ignore' || family === 'ty-ignore'
}

/** As for mypy; what the project's metadata or ty's configuration fixes is not varied. */
async function targetsOf(configuration: Configuration, files: FileSource): Promise<MypyTarget[]> {
  const { leaf } = configuration
  const folder = folderOf(configuration)
  const names = ['pyproject.toml', 'ty.toml', '.ty.toml']
  const paths = [...names, ...names.map((name) => (folder === '' ? name : `${folder}/${name}`))]
  const texts: string[] = []
  for (const path of new Set(paths)) texts.push((await files.read(path)) ?? '')
  const fixed = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  const pinned = {
    version: fixed(/^\s*(?:requires-python|python-version)\s*=/m),
    platform: fixed(/^\s*python-platform\s*=/m),
  }
  const argv = leaf.argv.map((word) => word.replace(/^--python-platform/, '--platform'))
  return mypyTargets({ ...configuration, leaf: { ...leaf, argv } }, pinned).map(({ flags, label }) => ({
    flags: flags.map((flag) => (flag === '--platform' ? '--python-platform' : flag)),
    label,
  }))
}

async function judgeTarget(
  configuration: Configuration,
  target: MypyTarget,
  files: readonly SourceFile[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks } = configuration
  const label = target.label === '' ? configuration.label : `${configuration.label} (${target.label})`
  const machine = withoutFlags(checkerNamed('ty').machine(leaf.argv), { valued: ['--output-format', '--baseline'] })
  const command = commandOf(leaf.wrapper, [...machine, '--output-format', 'gitlab', ...target.flags])
  const fail = (why: string) => failed('ty', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  const run = async (edits: ReturnType<typeof blanked>) => {
    await using worktree = await openWith([...canaries(files), ...edits], context)
    const result = await runIn(worktree, configuration, command, context)
    const why = startFailure(result, 'ty')
    if (why !== null) return why
    const read = result.exit === 0 || result.exit === 1 ? parseJson(result.stdout.trim()) : undefined
    if (!Array.isArray(read))
      return `it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`
    return checkerNamed('ty').parse({ stdout: JSON.stringify(read), stderr: '' }, leaf.cwd, worktree.root)
  }
  const before = await run([])
  if (typeof before === 'string') return fail(before)
  const after = await run(blanked(files))
  if (typeof after === 'string') return fail(after)
  return vote({ ...configuration, label }, command, files, { before, after })
}

/** `# type: ignore` becomes `# type- ignore`: nothing moves, and nothing is read. */
function blanked(files: readonly SourceFile[]) {
  return files.flatMap((file) =>
    file.suppressions.filter(isRead).flatMap(({ comment, start, end }) => {
      const colon = comment.start + comment.text.slice(0, end).indexOf(':', start)
      return toEdits(file, [{ start: colon, end: colon + 1, text: '-' }])
    }),
  )
}

/**
 * Pure. A comment is needed if something that only shows without comments touches its line; where that touches no line with a
 * comment, every comment of its file counts as needed. ty has a vote on a file in which it saw the canary.
 */
export function vote(
  { checks, label }: Configuration,
  command: string,
  files: readonly SourceFile[],
  { before, after }: { before: readonly Diagnostic[]; after: readonly Diagnostic[] },
): Judgement {
  const unused = new Map<Suppression, Unused>()
  const hides = new Map<Suppression, readonly string[]>()
  const read = new Set(after.filter(({ rule }) => rule === 'revealed-type').map(({ path }) => path))
  const hidden = Map.groupBy(countedApart(before, after), ({ path }) => path)
  for (const { path, suppressions } of files) {
    const own = suppressions.filter(isRead)
    const at = hidden.get(path) ?? []
    const touched = at.map((one) => ({ rule: one.rule, by: own.filter((comment) => touches(one, comment)) }))
    if (!read.has(path) || touched.some(({ by }) => by.length === 0)) continue
    for (const directive of own) {
      const mine = touched.filter(({ by }) => by.includes(directive))
      const rules = [...new Set(mine.map(({ rule }) => rule))].toSorted()
      const names = directive.codes.map(({ name }) => name)
      const dead = directive.family === 'ty-ignore' ? names.filter((name) => !rules.includes(name)) : []
      if (mine.length === 0) unused.set(directive, { ...WHOLE, message: SAME })
      else if (dead.length > 0 && dead.length < names.length)
        unused.set(directive, { ...WHOLE, codes: dead, message: SAME })
      if (directive.family === 'ty-ignore' && names.length === 0 && mine.every(({ by }) => by.length === 1))
        hides.set(directive, rules)
    }
  }
  const covers = (path: string) => read.has(path)
  return { tool: 'ty', checks, configuration: label, command, covers, unused, hides, failure: null }
}

const SAME = 'it reports nothing more without this comment'

function touches({ range }: Diagnostic, { line, scope }: Suppression): boolean {
  return scope !== 'file' && range !== null && range[0] <= line && line <= range[2]
}
