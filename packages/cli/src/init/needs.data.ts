import type { CheckKind } from '@upkeep/schema'

/** By a schedule or a push, on the whole repository; or on each pull request, behind its checks, as the last step of their job. */
export type Form = 'repository' | 'pull-request'

/** What an action needs of the job that it becomes a step of. */
export interface Need {
  /** The checks whose set-up it needs, the most needed first. */
  kinds: readonly CheckKind[]
  /** The checkers that it can ask anything; null: every one that we know. */
  tools: readonly string[] | null
  /** What its job is called. */
  title: string
  form: Form
}

export const NEEDS: Readonly<Record<string, Need>> = {
  'type-safety': {
    kinds: ['typecheck', 'lint'],
    tools: ['tsc', 'eslint', 'mypy', 'pyright', 'ty', 'ruff', 'flake8'],
    title: 'Dead suppressions',
    form: 'repository',
  },
  'lint-fix': {
    kinds: ['lint', 'format', 'typecheck'],
    tools: null,
    title: 'Lint',
    form: 'pull-request',
  },
}
