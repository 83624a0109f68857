import { createHash } from 'node:crypto'
import { NO_USAGE, branchOf, operationMarker } from '@upkeep/schema'
import type { CheckRow, Grant, Operation, Publication, Verdict } from '@upkeep/schema'

const COMMIT = 'c'.repeat(40)
export const ACTION = 'type-safety'
export const ID = '0123456789abcdef'

export const ROW: CheckRow = {
  id: 'ci/test/2',
  kind: 'typecheck',
  command: 'npm run typecheck',
  before: 'not-needed',
  after: 'pass',
  new: 0,
  fixed: 0,
  seconds: 3,
}

export const PROVEN: Verdict = {
  status: 'proven',
  depth: 'proof',
  tree: 'a'.repeat(64),
  evidence: [
    {
      kind: 'check',
      before: null,
      after: {
        check: ROW.id,
        tree: 'a'.repeat(64),
        status: 'pass',
        exit: 0,
        seconds: 3,
        diagnostics: [],
        rewrote: [],
        output: '',
      },
    },
  ],
  reasons: [],
  suspects: [],
  score: 0,
}

export function grantFixture(commit = COMMIT): Grant {
  return {
    action: ACTION,
    target: { kind: 'repository', base: commit, head: commit },
    owns: ['**/*.{ts,tsx,js,py}'],
    limits: { files: 50, lines: 1000 },
    budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
    may: { runCode: true, askModel: false, write: 'direct' },
  }
}

export interface FixtureOptions {
  commit?: string
  /** Path → contents before (null: created) and after (null: deleted). */
  files?: Readonly<Record<string, { before: string | Uint8Array | null; after: string | Uint8Array | null }>>
  ids?: readonly string[]
  batch?: string
  operation?: (operation: Extract<Operation, { op: 'pull-request' }>) => Operation
}

const DEFAULT_FILES = { 'src/a.ts': { before: '// @ts-ignore\nconst a = 1\n', after: 'const a = 1\n' } }

/** A publication with one pull request, and the blobs that it names. */
export function publicationFixture(options: FixtureOptions = {}): {
  publication: Publication
  blobs: Map<string, Uint8Array>
} {
  const {
    commit = COMMIT,
    files = DEFAULT_FILES,
    ids = [ID],
    batch = 'suppressions',
    operation = (each) => each,
  } = options
  const blobs = new Map<string, Uint8Array>()
  const changes = Object.entries(files).map(([path, { before, after }]) => {
    if (after !== null) blobs.set(sha256(after), Buffer.from(after))
    return { path, before: before === null ? null : sha256(before), after: after === null ? null : sha256(after) }
  })
  const made = operation({
    op: 'pull-request',
    marker: operationMarker({ action: ACTION, batch, ids }),
    title: [{ text: 'Remove 1 suppression that suppresses nothing', from: 'upkeep' }],
    body: [
      { text: 'Only comments change.\n\n- ', from: 'upkeep' },
      { text: 'src/a.ts:1', from: 'repository' },
      { text: ' goes', from: 'upkeep' },
    ],
    branch: branchOf(ACTION, batch),
    files: changes,
    proof: PROVEN,
  })
  const publication: Publication = {
    format: 'upkeep/publication@1',
    action: ACTION,
    version: '0.1.0',
    run: '1-abc',
    grant: grantFixture(commit),
    operations: [made],
    skips: [],
    proof: [ROW],
    coverage: { examined: ['src/a.ts'], notExamined: [{ what: 'src/b.ts', why: 'no check reads it' }] },
    usage: NO_USAGE,
  }
  return { publication, blobs }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
