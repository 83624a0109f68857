import { checkerNamed, withoutFlags } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import type { Diagnostic, Edit } from '@upkeep/schema'
import { commentEdit } from './comment-edit.ts'
import { commandOf, folderOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { toEdits } from './edit.ts'
import { dependsOnVersion, explained, judged } from './flake8-facts.ts'
import type { Flake8Facts } from './flake8-facts.ts'
import { failed } from './judgement.ts'
import type { Judgement, Probed } from './judgement.ts'
import { lastLine, openWith, runIn, startFailure } from './probe-run.ts'
import { changedPythonComment } from './python-directive.ts'
import type { Change, SourceFile, Suppression } from './suppression.ts'

/**
 * Four runs per configuration, since flake8 reports no unneeded `noqa`: which files it reads (each gets a syntax error at its
 * end), what it says of the tree as it is, what without any `noqa`, and what without exactly those that seem unneeded. Where
 * the last run says more than the second one, all of that file are needed after all.
 */
export async function probeFlake8(
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
): Promise<Probed> {
  const own = files.filter(({ suppressions }) => suppressions.some(({ family }) => family === 'noqa'))
  if (own.length === 0) return { judgements: [], left: [] }
  const judgements: Judgement[] = []
  for (const configuration of configurations) judgements.push(await judgeConfiguration(configuration, own, context))
  return { judgements, left: [] }
}

const SELECTING = ['--select', '--ignore', '--extend-select', '--extend-ignore', '--per-file-ignores']
/** flake8 wants something to ignore; no plugin has this code. */
const NOTHING = 'ZZZ999'
const SYNTAX_ERRORS = [
  '--select=E9',
  `--ignore=${NOTHING}`,
  `--extend-ignore=${NOTHING}`,
  '--per-file-ignores=',
  '--disable-noqa',
]

type Run = (command: string, edits: readonly Edit[]) => Promise<Diagnostic[] | string>

async function judgeConfiguration(
  configuration: Configuration,
  files: readonly SourceFile[],
  context: Context,
): Promise<Judgement> {
  const { leaf, checks, label } = configuration
  const machine = checkerNamed('flake8').machine(leaf.argv)
  const command = commandOf(leaf.wrapper, machine)
  const fail = (why: string) => failed('flake8', { checks, label, command, folder: folderOf(configuration), why })
  if (!leaf.runnable) return fail(leaf.why ?? 'it can not be run here')
  const run: Run = async (line, edits) => {
    await using worktree = await openWith(edits, context)
    const result = await runIn(worktree, configuration, line, context)
    const why = startFailure(result, 'flake8')
    if (why !== null) return why
    if (result.exit !== 0 && result.exit !== 1)
      return `it judged nothing: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`
    return checkerNamed('flake8').parse({ stdout: result.stdout, stderr: '' }, leaf.cwd, worktree.root)
  }
  const facts = await factsOf({ machine, command, run }, configuration, files)
  return typeof facts === 'string' ? fail(facts) : vote(configuration, command, facts)
}

async function factsOf(
  { machine, command, run }: { machine: string[]; command: string; run: Run },
  configuration: Configuration,
  files: readonly SourceFile[],
): Promise<Flake8Facts | string> {
  const kept = withoutFlags(machine, { switches: ['--disable-noqa'], valued: SELECTING })
  const listing = commandOf(configuration.leaf.wrapper, [...kept, ...SYNTAX_ERRORS])
  const broken = await run(listing, files.flatMap(syntaxError))
  if (typeof broken === 'string') return broken
  const read = new Set(broken.map(({ path }) => path ?? ''))
  const before = await run(command, [])
  if (typeof before === 'string') return before
  const gone = new Map<Suppression, Change>(
    files.flatMap(({ suppressions }) =>
      suppressions.filter(({ family }) => family === 'noqa').map((one) => [one, { kind: 'remove' }] as const),
    ),
  )
  const without = await run(command, removals(files, gone))
  if (typeof without === 'string') return without
  const facts = explained(files, read, before, without)
  for (const file of files)
    if (dependsOnVersion(configuration.legs)) facts.keep(file, (line) => VERSION_DEPENDENT.test(line))
  const all = facts.unneeded.size === gone.size && [...facts.unneeded.values()].every(({ kind }) => kind === 'remove')
  if (all) return facts // that run was the last one already
  const after = await run(command, removals(files, facts.unneeded))
  if (typeof after === 'string') return after
  return judged(facts, before, after)
}

/** Names that not every version of Python has built in, and strings that 3.12 began to look into. */
const VERSION_DEPENDENT =
  /\b(?:(?:Base)?ExceptionGroup|EncodingWarning|PythonFinalizationError|aiter|anext|WindowsError|unicode|basestring|xrange)\b|\b[rR]?[fF][rR]?["']/

function syntaxError(file: SourceFile): Edit[] {
  const { text, eol } = file
  const lineBreak = eol === '\r\n' ? '\r\n' : '\n'
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak
  return toEdits(file, [{ start: text.length, end: text.length, text: `${gap}(${lineBreak}` }])
}

/** The real removals, so that lines get as short as they would. What would move other lines is only made unreadable. */
function removals(files: readonly SourceFile[], changes: ReadonlyMap<Suppression, Change>): Edit[] {
  return files.flatMap((file) => {
    const own = file.suppressions.filter((one) => changes.has(one))
    const byComment = Map.groupBy(own, ({ comment }) => comment)
    return [...byComment].flatMap(([comment, directives]) => {
      const wanted = new Map(directives.map((one) => [one, changes.get(one) ?? { kind: 'remove' as const }]))
      const edit = commentEdit(file.text, comment, changedPythonComment(comment.text, wanted))
      if (edit !== null && !/[\r\n]/.test(file.text.slice(edit.start, edit.end))) return toEdits(file, [edit])
      const text = comment.text.replace(/noqa/gi, 'n0qa')
      return toEdits(file, [{ start: comment.start, end: comment.end, text }])
    })
  })
}

function vote({ checks, label }: Configuration, command: string, { read, unused, hides }: Flake8Facts): Judgement {
  const covers = (path: string) => read.has(path)
  return { tool: 'flake8', checks, configuration: label, command, covers, unused, hides, failure: null }
}
