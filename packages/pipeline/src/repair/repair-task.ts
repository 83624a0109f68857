import {
  bashTool,
  checkTool,
  editTool,
  lookedUp,
  packContext,
  repairSystem,
  resetTool,
  signaturesAsked,
  submitChange,
  submitOrAsk,
  worktreeTree,
} from '@upkeep/agent-core'
import type { AttemptTree, ChangedLines, CheckReport, PackedDiagnostic, Rejected, SourceText } from '@upkeep/agent-core'
import { mayTouch } from '@upkeep/schema'
import type { Attempt, Edit, Grant, PatchProposal, RungLevel } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { lookUpIn } from './look-up.ts'
import type { AttemptTask, GivenUp } from './model-rungs.ts'
import { neighboursOf } from './neighbours.ts'
import type { ReadSource } from './read-source.ts'

/** What an action says of findings to be repaired in one attempt; all of the rest comes from the tree. */
export interface RepairBrief {
  /** What is to be done, in the action's words. */
  task: string
  diagnostics: readonly PackedDiagnostic[]
  /** What compilers say elsewhere. */
  beside?: readonly PackedDiagnostic[]
  rung: RungLevel
  attempts: readonly Attempt<PatchProposal>[]
  /** What models said that gave up before. */
  gaveUp: readonly GivenUp[]
  /** The commands that judge the change: those that are to be settled, and those that must not get worse; of `perhaps` nobody knows yet whether they run here. */
  judges: { targets: readonly string[]; others: readonly string[]; perhaps: readonly string[] }
  /** What tools made of the base before: the attempt goes on from there, and its edits hold these. */
  start?: readonly Edit[]
}

export interface RepairTaskPorts {
  workspace: Workspace
  grant: Pick<Grant, 'action' | 'owns'>
  /** The environment of commands. */
  env: Readonly<Record<string, string>>
  /** Whether what a model writes may run here. */
  mayRun: boolean
  /** Rules of the action, behind the system prompt that all share; the same for every repository. */
  rules: string
  conventions: { path: string; text: string } | null
  /** What the pull request changed. */
  changed: readonly ChangedLines[]
  /** Judges the tree of an attempt as far as a model may see it; null for no such tool. */
  check: ((tree: AttemptTree, signal: AbortSignal) => Promise<CheckReport>) | null
  /** What is read of files, once for all attempts. */
  sourceOf: ReadSource
  /** A word that nobody who wrote the repository can know; new for each attempt. */
  nonce: () => string
  signal: AbortSignal
}

/** The system prompt is that of all rungs. */
const ONE_REPLY =
  'You have this one reply: work from what is quoted here. If something else has to be seen before you can decide, change nothing and submit need_more: you are asked again with what you need, and with more tools.'

/** A fresh worktree with the tools of a rung, and the packed context of what is asked for: one call gets `edit` and `submit` only. */
export async function repairTask(brief: RepairBrief, ports: RepairTaskPorts): Promise<AttemptTask> {
  const { workspace, grant, env, mayRun, rules, conventions, changed, check, sourceOf, nonce, signal } = ports
  const start = await filesAt(brief.start ?? [], workspace)
  const read = async (path: string) => start.get(path) ?? (await workspace.read(path))
  const { beside = [] } = brief
  const near = await filesFor(brief.diagnostics, { files: () => workspace.files(), read }, sourceOf)
  const look = lookUpIn(
    { files: () => workspace.files(), read },
    near.files.map(({ path }) => path),
    sourceOf,
  )
  const prompt = packContext({
    task: brief.task,
    remark: brief.rung === 'L1' ? ONE_REPLY : '',
    diagnostics: brief.diagnostics,
    beside: { diagnostics: beside, files: await filesOf(beside.slice(0, MOST_BESIDE), { read }, sourceOf) },
    ...near,
    changed,
    conventions,
    rejected: [
      ...brief.attempts.flatMap(rejectedOf),
      ...brief.gaveUp.map(({ said }) => ({ reasons: [said], patch: null })),
    ],
    asked: await lookedUp(
      brief.gaveUp.flatMap(({ need }) => need),
      look,
    ),
    uses: await Promise.all(
      signaturesAsked(brief.diagnostics, near.files).map(async (asked) => ({
        asked,
        found: await look.find(asked.name),
      })),
    ),
    judges: brief.judges,
    nonce: nonce(),
  })
  const tree = worktreeTree({ workspace, env, mayRun, grant, signal, start })
  const edit = editTool({ tree, refusal: (path) => mayTouch(grant, path) })
  const loop = [
    bashTool(tree),
    edit,
    resetTool(tree),
    check === null ? null : checkTool((own) => check(tree, own)),
    submitChange(),
  ].filter((tool) => tool !== null)
  const tools = brief.rung === 'L1' ? [edit, submitOrAsk()] : loop
  const system = repairSystem(tools.map(({ schema }) => schema.name))
  return {
    system: rules === '' ? system : `${system}\n\n${rules}`,
    prompt,
    tools,
    edits: () => tree.edits(),
    [Symbol.asyncDispose]: () => tree[Symbol.asyncDispose](),
  }
}

async function filesAt(edits: readonly Edit[], workspace: Workspace): Promise<Map<string, Uint8Array>> {
  const tree = await workspace.compose(edits)
  if ('conflict' in tree) throw new Error('what tools made holds overlapping edits')
  return new Map([...tree.files].flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes] as const])))
}

type Files = Pick<Workspace, 'files' | 'read'>

/** Of what is said elsewhere, as far as files are read for it. */
const MOST_BESIDE = 40

/** The files that diagnostics lie in, and those in which what they name may be declared. */
async function filesFor(
  diagnostics: readonly PackedDiagnostic[],
  workspace: Files,
  sourceOf: ReadSource,
): Promise<{ files: SourceText[]; neighbours: SourceText[] }> {
  const paths = new Set((await workspace.files()).map(({ path }) => path))
  const text = textIn(workspace)
  const files = await filesOf(diagnostics, workspace, sourceOf)
  const near = new Set((await Promise.all(files.map((source) => neighboursOf(source, { paths, text })))).flat())
  return { files, neighbours: await sourcesOf(near.difference(new Set(files.map(({ path }) => path))), text, sourceOf) }
}

/** The files that diagnostics lie in. */
export async function filesOf(
  diagnostics: readonly PackedDiagnostic[],
  workspace: Pick<Workspace, 'read'>,
  sourceOf: ReadSource,
): Promise<SourceText[]> {
  return await sourcesOf(new Set(diagnostics.map(({ path }) => path)), textIn(workspace), sourceOf)
}

function textIn(workspace: Pick<Workspace, 'read'>): (path: string) => Promise<string | null> {
  return async (path) => {
    const bytes = await workspace.read(path)
    return bytes === null ? null : (decodeText(bytes)?.text ?? null)
  }
}

async function sourcesOf(
  paths: ReadonlySet<string>,
  textOf: (path: string) => Promise<string | null>,
  sourceOf: ReadSource,
): Promise<SourceText[]> {
  const found: SourceText[] = []
  for (const path of paths) {
    const text = await textOf(path)
    if (text !== null) found.push(sourceOf(path, text))
  }
  return found
}

function rejectedOf({ proposal, verdict }: Attempt<PatchProposal>): Rejected[] {
  if (verdict.status === 'proven') return []
  const patch = proposal.edits.map(({ path, text }) => `${path}\n${text ?? '(deleted)'}`).join('\n\n')
  return [{ reasons: verdict.reasons, patch }]
}
