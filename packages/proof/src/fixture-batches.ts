import type { PatchProposal, Verdict } from '@upkeep/schema'
import { fixpoint } from './fixpoint.ts'
import { prove } from './prove.ts'

const TRIALS = 2000

export interface Setting {
  size: number
  rate: number
  /** How often a verdict that blames somebody is right; 0: it never blames. */
  right: number
}

/**
 * For a test and a bench: mean judgements per batch of simulated proposals, of which each is bad by chance and none needs another.
 * Seeds are fixed, so the figures are the same on every machine.
 */
export async function bisected({ size, rate, right }: Setting): Promise<number> {
  const random = mulberry32(size * 1000 + rate * 100 + right)
  let asked = 0
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const proposals = Array.from({ length: size }, (_, index) => proposal(index))
    const bad = new Set(proposals.filter(() => random() < rate))
    const { passing } = await prove('bench', proposals, async (subset) => {
      asked += 1
      const failing = subset.filter((one) => bad.has(one))
      if (failing.length === 0) return verdict('proven', [])
      const pool = random() < right ? failing : subset
      const first = pool[Math.floor(random() * pool.length)]
      return verdict('refuted', right === 0 || first === undefined ? [] : [first.id])
    })
    if (passing.length !== size - bad.size) throw new Error('a good proposal was refused')
  }
  return asked / TRIALS
}

const scope = (edit: number) => String(Math.floor(edit / 3))

/** Each edit stands in a function of three; a bad one is reported in its function, and everything in there is blamed. */
export async function fixpointRuns(size: number, rate: number): Promise<number> {
  const random = mulberry32(size + rate)
  let runs = 0
  for (let trial = 0; trial < TRIALS / 10; trial += 1) {
    const edits = Array.from({ length: size }, (_, index) => index)
    const bad = new Set(edits.filter(() => random() < rate))
    const found = await fixpoint<number, number>(edits, {
      check: async (on) => on.filter((edit) => bad.has(edit)),
      key: String,
      blame: (message, on) => on.filter((edit) => scope(edit) === scope(message)),
      scope,
    })
    if (found.kept.length !== size - bad.size) throw new Error('a good edit was dropped')
    runs += found.runs
  }
  return runs / (TRIALS / 10)
}

function proposal(index: number): PatchProposal<null> {
  return { kind: 'patch', id: index.toString(16).padStart(16, '0'), findings: [], data: null, edits: [] }
}

function verdict(status: Verdict['status'], suspects: string[]): Verdict {
  return { status, depth: 'proof', tree: '', evidence: [], reasons: [], suspects, score: 0 }
}

function mulberry32(seed: number): () => number {
  let state = Math.floor(seed * 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
