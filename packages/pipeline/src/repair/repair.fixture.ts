import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PackedDiagnostic } from '@upkeep/agent-core'
import { sha256 } from '@upkeep/schema'
import type { Edit, Finding, PatchProposal, RecordLevel, Verdict } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import { gitRepository } from '@upkeep/testing'
import { modelServer } from '@upkeep/testing/model'
import type { ModelServer, Script, SeenRequest } from '@upkeep/testing/model'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { OpenFinding } from '../definition.ts'
import { fileRecorder } from '../record/recorder.ts'
import type { AttemptTask } from './model-rungs.ts'
import { sourceReader } from './read-source.ts'
import { recordRedactor, recordedModels } from './recorded-models.ts'
import { repairTask } from './repair-task.ts'
import type { RepairBrief } from './repair-task.ts'
import { repair } from './repair.ts'
import type { RepairRequest, Repaired } from './repair.ts'

type Data = PackedDiagnostic
type Patch = PatchProposal<Data>

export const CANARY = 'CANARY_secret_value_42'

export interface RepairOptions {
  /** Contents of `src/<name>.js`: each that holds BAD is a finding. */
  files: Readonly<Record<string, string>>
  script: Script
  names?: readonly string[]
  limits?: Partial<RepairRequest<Data, Patch>['limits']>
  level?: RecordLevel
  further?: Readonly<Record<string, string>>
  secrets?: readonly string[]
  /** Models are asked as at Anthropic's own address, where they have a price; the way there is bent to the scripted server. */
  atProvider?: boolean
  tools?: RepairRequest<Data, Patch>['tools']
  /** Names of files whose findings are asked for in one attempt. */
  together?: readonly (readonly string[])[]
}

export interface RepairRun extends AsyncDisposable {
  repaired: Repaired<Patch>
  /** The folder OUT. */
  out: string
  root: string
  workspace: Workspace
  server: ModelServer
  /** The contents of the proven tree. */
  proven(path: string): Promise<string | null>
}

/**
 * Repairs findings of a real repository with scripted models, recorded to files. A finding is a file that holds BAD; the prover refuses
 * a tree that holds it, or holds FORBIDDEN, and says so.
 */
export async function repairRun(options: RepairOptions): Promise<RepairRun> {
  const sources = Object.fromEntries(Object.entries(options.files).map(([name, text]) => [`src/${name}.js`, text]))
  const repository = await gitRepository({ ...sources, ...options.further })
  const temp = await mkdtemp(join(tmpdir(), 'repair-'))
  const workspace = await openWorkspace({ directory: repository.root, temp: join(temp, 'worktrees') })
  const server = await modelServer(options.script)
  const out = join(temp, 'out')
  const folder = join(out, 'record')
  const secret = redactor(options.secrets ?? [])
  const redact = recordRedactor(secret, repository.root)
  const level = options.level ?? 'full'
  const recorder = fileRecorder({ folder, level, run: 'run-1', redact, now: Date.now })
  const models = recordedModels({
    names: options.names ?? ['openai-chat/first'],
    keys: { anthropic: 'key', openai: 'key' },
    baseUrl: options.atProvider === true ? '' : server.openaiUrl,
    ...(options.atProvider === true ? { send: redirected(server.anthropicUrl) } : {}),
    redact,
    ports: { sleep: () => Promise.resolve(), random: () => 0 },
    folder,
    level,
  })
  let nonce = 0
  const { signal } = new AbortController()
  const findings = Object.entries(sources).flatMap(([path, text]) => findingsIn(path, text))
  const repaired = await repair<Data, Patch>({
    batch: 'repairs',
    findings,
    models,
    limits: { usd: 2, seconds: 600, turns: 12, findings: 10, files: 20, secondsPerCall: 30, ...options.limits },
    ...(options.tools === undefined ? {} : { tools: options.tools }),
    prover: (subset, depth) => judge(subset, depth, workspace),
    proposal: (asked, edits) => proposalOf(findings, asked, edits),
    ...(options.together === undefined
      ? {}
      : { together: options.together.map((names) => names.map((name) => idOf(`src/${name}.js`))) }),
    task: (open, rung, gaveUp) => taskOf(open, { rung, gaveUp }, workspace, () => `n${(nonce += 1)}`, signal),
    recorder,
    redact: secret,
    now: () => performance.now(),
    signal,
  })
  recorder.finish()
  return {
    repaired,
    out,
    root: repository.root,
    workspace,
    server,
    async proven(path) {
      const tree = await workspace.compose(repaired.verified?.proposals.flatMap(({ edits }) => edits) ?? [])
      const bytes = 'conflict' in tree ? null : (tree.files.get(path) ?? (await workspace.read(path)))
      return bytes === null ? null : Buffer.from(bytes).toString()
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await workspace[Symbol.asyncDispose]()
      await repository[Symbol.asyncDispose]()
      await rm(temp, { recursive: true, force: true })
    },
  }
}

/** Whatever it was asked for, a change settles the findings of the files that it touches. */
function proposalOf(
  all: readonly Finding<Data>[],
  asked: readonly Finding<Data>[],
  edits: readonly Edit[],
): Patch | null {
  const touched = all.filter(({ data }) => edits.some(({ path }) => path === data.path))
  const settled = touched.length > 0 ? touched : asked
  const [first] = settled
  if (first === undefined) return null
  return { kind: 'patch', id: first.id, findings: settled.map(({ id }) => id), data: first.data, edits: [...edits] }
}

async function taskOf(
  open: readonly OpenFinding<Data, Patch>[],
  asked: Pick<RepairBrief, 'rung' | 'gaveUp'>,
  workspace: Workspace,
  nonce: () => string,
  signal: AbortSignal,
): Promise<AttemptTask> {
  const diagnostics = open.map(({ finding }) => finding.data)
  const paths = diagnostics.map(({ path }) => path)
  const brief = {
    task: `Replace BAD in ${paths.join(' and ')}.`,
    diagnostics,
    judges: { targets: ['./no-bad'], others: ['./tests'], perhaps: [] },
    ...asked,
    attempts: [...new Set(open.flatMap(({ attempts }) => attempts))],
  }
  return await repairTask(brief, {
    workspace,
    grant: { action: 'type-safety', owns: ['src/**'] },
    env: { PATH: process.env['PATH'] ?? '' },
    mayRun: true,
    rules: '',
    conventions: null,
    changed: [],
    check: async (tree) => {
      const texts = await Promise.all(paths.map((path) => tree.read(path)))
      const ok = texts.every((bytes) => !/BAD|FORBIDDEN/.test(Buffer.from(bytes ?? []).toString()))
      const still = ok ? [] : ['BAD is bad']
      const beside = { gone: 0, introduced: [] }
      return { ok, asked: { all: 1, still }, beside, refusals: [], ran: [], notRun: [], formatted: [] }
    },
    sourceOf: sourceReader(),
    nonce,
    signal,
  })
}

function redirected(url: string): typeof fetch {
  return async (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    return await fetch(asked.replace('https://api.anthropic.com', url), init)
  }
}

function idOf(path: string): string {
  return sha256(path).slice(0, 16)
}

function findingsIn(path: string, text: string): Finding<Data>[] {
  const line = text.split('\n').findIndex((one) => one.includes('BAD')) + 1
  if (line === 0) return []
  const data = { path, line, rule: 'no-bad', message: 'BAD is bad' }
  return [
    { id: idOf(path), rule: 'no-bad', batch: 'repairs', at: null, severity: 'error', message: data.message, data },
  ]
}

/** Composes for real and reads what came of it. */
async function judge(subset: readonly Patch[], depth: 'probe' | 'proof', workspace: Workspace): Promise<Verdict> {
  const tree = await workspace.compose(subset.flatMap(({ edits }) => edits))
  if ('conflict' in tree) {
    const loser = tree.conflict[1]
    const blamed = subset.filter(({ edits }) => edits.includes(loser)).map(({ id }) => id)
    const reasons = [`${loser.path}: it overlaps another edit`]
    return { status: 'refuted', depth, tree: '', evidence: [], reasons, suspects: blamed, score: 0 }
  }
  const text = async (path: string) =>
    Buffer.from(tree.files.get(path) ?? (await workspace.read(path)) ?? []).toString()
  const suspects: string[] = []
  const reasons: string[] = []
  for (const { id, data, edits, findings } of subset) {
    const foreign = edits.find(({ path }) => path !== data.path && !findings.includes(idOf(path)))
    const own = (await Promise.all([data.path, ...edits.map(({ path }) => path)].map(text))).join('\n')
    if (foreign !== undefined) reasons.push(`${foreign.path} is protected`)
    else if (own.includes('FORBIDDEN')) reasons.push(`${data.path}: FORBIDDEN is forbidden`)
    else if (own.includes('BAD')) reasons.push(`${data.path}: BAD is still there`)
    else continue
    suspects.push(id)
  }
  const status = suspects.length === 0 ? 'proven' : 'refuted'
  return { status, depth, tree: tree.tree, evidence: [], reasons, suspects, score: 0 }
}

/** The file that a request is about. */
export function fileOf({ messages }: SeenRequest): string {
  return /Replace BAD in (\S+?)(?:\.\n| and )/.exec(messages[0]?.text ?? '')?.[1] ?? ''
}

export const SUBMIT = { name: 'submit', input: { result: 'fixed', summary: 'replaced it' } }

export function edit(path: string, old: string, text: string) {
  return { name: 'edit', input: { path, old_str: old, new_str: text } }
}
