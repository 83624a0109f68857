import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Check } from '@upkeep/schema'

/** A check that no workflow names, run at the root with `sh`. */
export function checkFixture(
  { id, kind, command }: Pick<Check, 'id' | 'kind' | 'command'>,
  leaves: readonly Leaf[] = [],
): FoundCheck {
  return {
    check: {
      id,
      kind,
      kinds: [kind],
      command,
      cwd: '.',
      env: {},
      shell: 'sh',
      workflow: null,
      job: null,
      step: null,
      matrix: {},
      evidence: [],
      confidence: 'certain',
      runnable: true,
    },
    leaves: [...leaves],
    legs: [{}],
    setup: [],
  }
}

/** One command of it as it stands, of no tool that is known. */
export function leafFixture(argv: readonly string[], cwd = '.'): Leaf {
  return {
    argv: [...argv],
    wrapper: [],
    path: [],
    command: argv.join(' '),
    cwd,
    env: {},
    invocation: null,
    kinds: [],
    trail: [],
    runnable: true,
  }
}
