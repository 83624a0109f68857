import type { Target } from '@upkeep/schema'

/**
 * What a job is about, read off its event: the pull request that it names, with its own base and head (never the merge commit that
 * is checked out), else the commit. A pull request of another or a deleted repository is a fork's.
 */
export function targetOf(payload: unknown, commit: string): Target {
  const pull = field(payload, 'pull_request')
  const [base, head] = [text(field(field(pull, 'base'), 'sha')), text(field(field(pull, 'head'), 'sha'))]
  const number = field(pull, 'number')
  if (base === null || head === null || typeof number !== 'number')
    return { kind: 'repository', base: commit, head: commit }
  const homes = [field(pull, 'head'), field(pull, 'base')].map((side) => text(field(field(side, 'repo'), 'full_name')))
  const fork = homes[0] === null || homes[0] !== homes[1]
  return { kind: 'pull-request', base, head, number, fork, pushable: !fork }
}

/** The number of the issue or pull request that the event names, null where it names none. */
export function subjectOf(payload: unknown): number | null {
  for (const name of ['pull_request', 'issue']) {
    const number = field(field(payload, name), 'number')
    if (typeof number === 'number') return number
  }
  return null
}

/** The branch that a job works for: the base of the pull request that the event names, else the branch of its ref; null for a tag. */
export function baseBranchOf(payload: unknown, ref: string | null): string | null {
  const named = text(field(field(field(payload, 'pull_request'), 'base'), 'ref'))
  if (named !== null) return named
  return ref?.startsWith('refs/heads/') === true ? ref.slice('refs/heads/'.length) : null
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
