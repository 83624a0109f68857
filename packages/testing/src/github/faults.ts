import type { RequestEntry } from './journal.ts'
import type { FakeRepository } from './seeding.ts'

/** Before or after the write is done; what GitHub does both of. */
type When = 'before' | 'after'

export type FaultKind =
  /** An error of GitHub's: 500, 502, 503, … with its JSON body. */
  | { kind: 'error'; status?: number; when?: When; message?: string; errors?: readonly unknown[] }
  /** The socket is closed without an answer. */
  | { kind: 'cut'; when?: When }
  /** The answer comes this many milliseconds of the fake's clock later. */
  | { kind: 'delay'; ms: number }
  /** The answer is of the state before the newest write. */
  | { kind: 'stale' }
  /** 503 with a page of HTML. */
  | { kind: 'html'; when?: When }
  /** Half of the answer's JSON. */
  | { kind: 'truncated' }
  /** `content-encoding: gzip` and no gzip. */
  | { kind: 'bad-gzip' }
  /** 302 to another host, which keeps what it is sent. */
  | { kind: 'redirect' }
  /** 200 with errors; `data: kept` has the data too, `null` has none. */
  | { kind: 'graphql-errors'; when?: When; type?: string; message?: string; data?: 'kept' | 'null' }
  /** Nothing is left, for this many seconds; `reset` is what the header says instead (`''` leaves it out). */
  | { kind: 'primary-limit'; seconds: number; reset?: string }
  /** All is refused for this many seconds; `retryAfter: false` leaves the header out. */
  | { kind: 'secondary-limit'; seconds: number; status?: 403 | 429; retryAfter?: boolean }
  /** Somebody else acts between two requests of the client. */
  | { kind: 'meanwhile'; when?: When; act: (repository: FakeRepository, request: RequestEntry) => void }

/** `pulls/create`, a mutation's name, `read`, `write`, `*`; or of `METHOD /path`; or by the entry. */
export type Match = string | RegExp | ((request: RequestEntry) => boolean)

export type Fault = FaultKind & {
  match: Match
  /** How many matching requests it hits; 1 where absent. */
  times?: number
  /** How many matching requests it lets pass first. */
  after?: number
}

export interface PlannedFault {
  /** How many requests it has hit. */
  hits(): number
  /** Takes it off the plan. */
  cancel(): void
}

/** Faults by chance, the same for the same seed. */
export interface Soak {
  seed: number
  /** Chance of a fault for each request, 0 to 1. */
  rate: number
  match?: Match
  /** What is drawn from; every kind that a client has to survive where absent. */
  kinds?: readonly FaultKind[]
  /** At most this many faults in a row; 2 where absent. */
  inRow?: number
}

const SURVIVABLE: readonly FaultKind[] = [
  { kind: 'error', status: 500, when: 'before' },
  { kind: 'error', status: 502, when: 'before' },
  { kind: 'error', status: 502, when: 'after' },
  { kind: 'error', status: 503, when: 'after' },
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'after' },
  { kind: 'delay', ms: 1_000 },
  { kind: 'stale' },
  { kind: 'html', when: 'before' },
  { kind: 'html', when: 'after' },
  { kind: 'truncated' },
  { kind: 'bad-gzip' },
  { kind: 'secondary-limit', seconds: 7 },
  { kind: 'secondary-limit', seconds: 60, retryAfter: false },
  { kind: 'primary-limit', seconds: 20 },
  { kind: 'primary-limit', seconds: 3500 },
  { kind: 'graphql-errors', when: 'before', data: 'null' },
  { kind: 'graphql-errors', when: 'after', data: 'null' },
]

export function matches(match: Match, entry: RequestEntry): boolean {
  if (typeof match === 'function') return match(entry)
  if (match instanceof RegExp) return match.test(`${entry.method} ${entry.path}`)
  if (match === '*') return true
  if (match === 'read' || match === 'write') return entry.write === (match === 'write')
  return entry.operation.split(' ').includes(match)
}

/** Numbers in 0..1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The scripted faults in their order, then those by chance. */
export class FaultPlan {
  readonly #planned: { fault: Fault; skip: number; left: number; hits: number }[] = []
  #soak: { options: Soak; next: () => number; row: number } | null = null

  plan(fault: Fault): PlannedFault {
    const planned = { fault, skip: fault.after ?? 0, left: fault.times ?? 1, hits: 0 }
    this.#planned.push(planned)
    return {
      hits: () => planned.hits,
      cancel: () => {
        planned.left = 0
      },
    }
  }

  /** Nothing is left of what was planned. */
  calm(): void {
    for (const planned of this.#planned) planned.left = 0
    this.#soak = null
  }

  soak(options: Soak | null): void {
    this.#soak = options === null ? null : { options, next: randomNumbers(options.seed), row: 0 }
  }

  /** Whether older states have to be kept. */
  needsHistory(): boolean {
    const drawn = this.#soak === null ? [] : (this.#soak.options.kinds ?? SURVIVABLE)
    return [...this.#planned.filter(({ left }) => left > 0).map(({ fault }) => fault), ...drawn].some(
      ({ kind }) => kind === 'stale',
    )
  }

  /** The faults of this request: at most one that spoils its answer, and all that others do meanwhile. */
  take(entry: RequestEntry): FaultKind[] {
    const taken: FaultKind[] = []
    for (const planned of this.#planned) {
      if (planned.left === 0 || !matches(planned.fault.match, entry) || !fits(planned.fault, entry)) continue
      if (planned.fault.kind !== 'meanwhile' && taken.some(({ kind }) => kind !== 'meanwhile')) continue
      if (planned.skip > 0) {
        planned.skip -= 1
        continue
      }
      planned.left -= 1
      planned.hits += 1
      taken.push(planned.fault)
    }
    const drawn = taken.length === 0 ? this.#draw(entry) : null
    return drawn === null ? taken : [drawn]
  }

  #draw(entry: RequestEntry): FaultKind | null {
    const soak = this.#soak
    if (soak === null || !matches(soak.options.match ?? '*', entry)) return null
    const kinds = (soak.options.kinds ?? SURVIVABLE).filter((fault) => fits(fault, entry))
    const [chance, choice] = [soak.next(), soak.next()]
    if (chance >= soak.options.rate || soak.row >= (soak.options.inRow ?? 2)) {
      soak.row = 0
      return null
    }
    soak.row += 1
    return kinds[Math.floor(choice * kinds.length)] ?? null
  }
}

function fits(fault: FaultKind, entry: RequestEntry): boolean {
  if (fault.kind === 'stale') return !entry.write
  return fault.kind !== 'graphql-errors' || entry.path === '/graphql'
}
