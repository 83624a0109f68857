import { checkerNamed, withoutFlags } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import type { Edit, Finding } from '@upkeep/schema'
import * as z from 'zod/mini'
import { canaries } from '../canary.ts'
import { commandOf, configurationsOf } from '../configuration.ts'
import type { Configuration } from '../configuration.ts'
import { openWith, runIn, startFailure } from '../probe-run.ts'
import { holding, readTexts, wantedPaths } from '../scan.ts'
import type { Read } from '../scan.ts'
import { blamable, typeFinding } from '../type-change.ts'
import type { TypeChange } from '../type-change.ts'
import type { TypeFindings } from './detect-casts.ts'
import { PYTHON_CASTS } from './python-casts.data.ts'

const Call = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.boolean()])
const Answer = z.array(
  z.tuple([z.string(), z.object({ calls: z.array(Call), imports: z.array(z.tuple([z.int(), z.int()])) })]),
)
type Call = z.infer<typeof Call>

/** One run of mypy: which files it read, and where it found a cast to the type that is there anyway. */
interface Vote {
  configuration: Configuration
  command: string
  covers: ReadonlySet<string>
  /** `path:line:column`. */
  redundant: ReadonlySet<string>
}

/**
 * Calls of `typing.cast` to the type that the value has anyway, as mypy itself reports them (`--warn-redundant-casts`), in every
 * configuration that reads the file. Where all calls of a file go, the import goes along, as one change.
 */
export async function detectPythonCasts(context: Context): Promise<TypeFindings> {
  const found: TypeFindings = { findings: [], examined: [], left: [] }
  const configurations = configurationsOf(context.checks, 'mypy')
  if (configurations.length === 0) return found
  const sources = (await wantedPaths(context)).filter((path) => path.endsWith('.py'))
  const files = await readTexts(await holding('cast\\(', sources, context), /\bcast\(/, context, found.left)
  const texts = files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('base64')])
  const answer = files.length === 0 ? null : await context.judging.runPython(PYTHON_CASTS, JSON.stringify(texts))
  const told = new Map(answer === null ? [] : Answer.parse(JSON.parse(answer)))
  const holds = files.filter(({ path }) => (told.get(path)?.calls.length ?? 0) > 0)
  if (holds.length === 0) return found
  const votes: Vote[] = []
  for (const configuration of configurations) {
    const vote = await ask(configuration, holds, context)
    if (typeof vote !== 'string') votes.push(vote)
    else found.left.push({ what: `casts that \`${configuration.label}\` reads`, why: vote })
  }
  for (const file of holds) {
    const own = votes.filter(({ covers }) => covers.has(file.path))
    const calls = (told.get(file.path)?.calls ?? []).filter(([line, column]) =>
      own.every(({ redundant }) => redundant.has(`${file.path}:${line}:${column}`)),
    )
    if (own.length > 0) found.findings.push(...findingsOf(file, calls, told.get(file.path), own))
  }
  found.examined.push(...holds.map(({ path }) => path))
  return found
}

function findingsOf(
  file: Read,
  calls: readonly Call[],
  told: { calls: Call[]; imports: [number, number][] } | undefined,
  votes: readonly Vote[],
): Finding<ReturnType<typeof typeFinding>['data']>[] {
  const evidence = votes.map(({ configuration: { label, checks }, command }) => {
    return { configuration: label, command, message: 'Redundant cast', checks }
  })
  const changes = calls.map((call) => changeOf(file, call))
  const all = calls.length > 0 && calls.length === told?.calls.length
  const imports = all ? told.imports : []
  const one = blamable(changes)
  const [first] = one
  if (first === undefined || imports.length === 0) return one.map((each) => typeFinding(each, evidence))
  const gone: Edit[] = imports.map(([start, end]) => ({ path: file.path, blob: file.blob, start, end, text: '' }))
  const edits = [...gone, ...one.flatMap((each) => each.edits)]
  const { was, now } = first.change
  const more = one.length === 1 ? '' : ` and ${one.length - 1} more`
  const change = { ...first.change, was: `${was}${more}`, now: `${now}${more}` }
  return [typeFinding({ ...first, edits, change }, evidence)]
}

/** Offsets of Python are bytes; a text that is not ASCII before the call is measured in its own units. */
function changeOf(file: Read, [, , start, end, valueStart, valueEnd, simple]: Call): TypeChange {
  const at = (byte: number) => Buffer.from(file.bytes.subarray(file.bom ? 3 : 0, byte)).toString(file.encoding).length
  const [from, to, inner, close] = [at(start), at(end), at(valueStart), at(valueEnd)]
  const value = file.text.slice(inner, close)
  const now = simple ? value : `(${value})`
  const edits = [
    { start: from, end: inner, text: simple ? '' : '(' },
    { start: close, end: to, text: simple ? '' : ')' },
  ]
  const was = file.text.slice(from, to)
  return { kind: 'cast', rule: 'redundant-cast', file, start: from, end: to, was, now, symbol: '', edits }
}

async function ask(configuration: Configuration, files: readonly Read[], context: Context): Promise<Vote | string> {
  const { leaf } = configuration
  if (!leaf.runnable) return leaf.why ?? 'it can not be run here'
  const machine = withoutFlags(checkerNamed('mypy').machine(leaf.argv), {
    switches: ['--no-warn-redundant-casts'],
    valued: ['--cache-dir'],
  })
  const command = commandOf(leaf.wrapper, [
    ...machine,
    '--warn-redundant-casts',
    '--show-column-numbers',
    '--cache-dir',
    '/dev/null',
  ])
  await using worktree = await openWith(canaries(files), context)
  const result = await runIn(worktree, configuration, command, context)
  const why = startFailure(result, 'mypy')
  if (why !== null) return why
  const diagnostics = checkerNamed('mypy').parse(result, leaf.cwd, worktree.root)
  return {
    configuration,
    command,
    covers: new Set(diagnostics.flatMap(({ path, message }) => (/Revealed type/.test(message) ? (path ?? []) : []))),
    redundant: new Set(
      diagnostics.flatMap(({ rule, path, range }) =>
        rule === 'redundant-cast' && range !== null ? [`${path ?? ''}:${range[0]}:${range[1]}`] : [],
      ),
    ),
  }
}
