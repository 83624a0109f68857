import picomatch from 'picomatch'
import * as z from 'zod/mini'
import { RepoPath, Sha } from './primitives.ts'

/** What one run is about. `base` and `head` are commits; equal unless the target is a pull request. */
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('repository'), base: Sha, head: Sha }),
  z.strictObject({ kind: z.literal('issues'), base: Sha, head: Sha }),
  z.strictObject({
    kind: z.literal('pull-request'),
    base: Sha,
    head: Sha,
    number: z.int(),
    fork: z.boolean(),
    pushable: z.boolean(),
  }),
])
export type Target = z.infer<typeof Target>

export const Budget = z.strictObject({ usd: z.number(), tokens: z.number(), turns: z.number(), seconds: z.number() })
export type Budget = z.infer<typeof Budget>

/**
 * What this run may do: a pure function of event, inputs and the action's definition, made before untrusted text is read.
 * `owns` are the globs that a patch of this action may touch; `limits` are named counts (`files`, `lines`).
 */
export const Grant = z.strictObject({
  action: z.string(),
  target: Target,
  owns: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
  budget: Budget,
  may: z.strictObject({ runCode: z.boolean(), askModel: z.boolean(), write: z.enum(['nothing', 'file', 'direct']) }),
})
export type Grant = z.infer<typeof Grant>

/** No action may change these (design §3, Guards), with what is excepted: for one action, or for all that own it. */
const PROTECTED = ['.git/**', '**/.git/**', '.github/**', '**/CODEOWNERS']
const EXCEPTED = ['.github/upkeep/ci.lock.yml']
const EXCEPTED_FOR: Readonly<Record<string, readonly string[]>> = { 'style-guide': ['.github/upkeep/style-rules/**'] }

/**
 * Whether a patch under this grant may touch a file: the sentence that refuses it, or null.
 * Shared by the guards (proof) and the validator (publishing), so that both draw the same line.
 */
export function mayTouch(grant: Grant, path: string): string | null {
  if (!RepoPath.safeParse(path).success) return `"${path}" is not a path inside the repository`
  const matches = (globs: readonly string[]) =>
    globs.length > 0 && picomatch([...globs], { dot: true, nocase: true })(path)
  const excepted = matches([...EXCEPTED, ...(EXCEPTED_FOR[grant.action] ?? [])])
  if (matches(PROTECTED) && !excepted) return `${path} is protected: no action may change it`
  if (!matches(grant.owns)) return `${path} is not a file that ${grant.action} owns`
  return null
}
