/** The closed vocabularies of design §1, §4 and §9. Everything that lists one of these words derives from here. */

export const CHECK_KINDS = [
  'setup',
  'lint',
  'format',
  'typecheck',
  'test',
  'build',
  'docs',
  'deploy',
  'publish',
  'release',
  'security',
  'notify',
  'other',
  'unknown',
] as const

export const RESULTS = ['changed', 'clean', 'skipped', 'failed'] as const

export const INCOMPLETE = ['budget', 'rate-limit', 'model'] as const

/** Why a run ended as it did: `skipped` and `failed` always carry one, `clean` and `changed` may. */
export const REASONS = [
  'no-ci',
  'no-check',
  'no-key',
  'fork',
  'not-set-up',
  'baseline-red',
  'not-reproduced',
  'flaky',
  'unproven',
  'own-commit',
  'open-limit',
  'model-auth',
  'model-down',
  'money',
  'time',
  'tokens',
  'turns',
  'rate-limit',
  'stale-base',
  'usage',
  'config',
  'internal',
] as const

/** What a patch can change at most, weakest first; each is decided by a program (workflows §1.1). */
export const PROOF_CLASSES = ['comment', 'format', 'type', 'behaviour'] as const

export const SEVERITIES = ['error', 'warning', 'notice'] as const

export const RUNG_LEVELS = ['L0', 'L1', 'L2', 'L3'] as const

/** Why a model stopped speaking, in one vocabulary for all providers. `pause`: the server wants to be asked on. */
export const STOP_REASONS = ['end', 'tools', 'length', 'refusal', 'pause', 'overflow', 'unknown'] as const

/** What kept a model from answering. Each provider's errors are told apart by status and type, never by their text. */
export const MODEL_FAILURES = [
  'auth',
  'money',
  'rate-limit',
  'overloaded',
  'server',
  'connection',
  'timeout',
  'cut',
  'overflow',
  'invalid',
  'aborted',
] as const

/** How an attempt ended. */
export const ATTEMPT_STOPS = [
  'submitted',
  'ended',
  'empty',
  'refusal',
  'cut',
  'malformed',
  'stuck',
  'turns',
  'money',
  'tokens',
  'time',
  'overflow',
  'model-auth',
  'model-down',
  'rate-limit',
  'aborted',
  'unreadable',
] as const
