import { ranBy } from './act.fixture.ts'
import type { Ran, RunOptions } from './act.fixture.ts'

export type Files = Readonly<Record<string, string>>

/** What is the same whichever engine ran it: a set-up step that is taken as done is one that went well. */
export interface Seen {
  verdict: Ran['verdict']
  steps: { at: string; outcome: string; diagnostics: unknown[] }[]
}

function seenOf({ verdict, steps }: Ran): Seen {
  return {
    verdict,
    steps: steps.map(({ job, step, outcome, diagnostics = [] }) => ({
      at: `${job}/${step}`,
      outcome: outcome === 'done' ? 'success' : outcome,
      diagnostics,
    })),
  }
}

/** The same slice of the same tree by both. */
export async function both(workflow: string, options: Omit<RunOptions, 'engine'>): Promise<{ act: Seen; place: Seen }> {
  const [act, place] = await Promise.all([
    ranBy(workflow, { ...options, engine: 'act' }),
    ranBy(workflow, { ...options, engine: 'in-place' }),
  ])
  return { act: seenOf(act), place: seenOf(place) }
}
