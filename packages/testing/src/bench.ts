/** One figure of a bench. */
export interface Row {
  what: string
  value: string
  /** What `value` is compared with, and how often it fits in. */
  baseline?: string
  ratio?: number
}

export interface BenchOptions {
  /** A checked out repository, with what it needs installed, for benches that measure on one; it is copied. */
  repo?: string | undefined
}

/** What a `*.bench.ts` exports. `run` may print progress to stderr; it cleans up after itself. */
export interface Bench {
  name: string
  run(options?: BenchOptions): Promise<Row[]>
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`
}
