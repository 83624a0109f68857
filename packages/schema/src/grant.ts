import picomatch from 'picomatch'
import * as z from 'zod/mini'
import { RepoPath, Sha } from './primitives.ts'
import { CI_LOCK, EXCEPTED, EXCEPTED_FOR, MANIFESTS, OWNS_MANIFESTS, PROTECTED } from './protected.data.ts'

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

/** The globs that a batch of an action may touch: its own, but for the batch of reviews, which holds nothing else. */
export function ownedBy({ owns }: Pick<Grant, 'owns'>, batch: string): readonly string[] {
  return batch === CI_LOCK.batch ? [CI_LOCK.path] : owns
}

/** Why a patch may not touch a path: it is no plain path, it is protected, or it is not the action's. */
export interface TouchRefusal {
  kind: 'path' | 'protected' | 'not-owned'
  sentence: string
}

/**
 * Whether a patch under this grant may touch a file; null: it may.
 * Shared by the guards (proof) and the validator (publishing), so that both draw the same line.
 */
export function touchRefusal(
  grant: Readonly<{ action: string; owns: readonly string[] }>,
  path: string,
): TouchRefusal | null {
  if (!RepoPath.safeParse(path).success)
    return { kind: 'path', sentence: `${JSON.stringify(path)} is not a path inside the repository` }
  if (isDisguised(path)) {
    const sentence = `${JSON.stringify(path.slice(0, 200))} is not a plain path: a file system may read it as another one`
    return { kind: 'path', sentence }
  }
  const matches = (globs: readonly string[]) =>
    globs.length > 0 && picomatch([...globs], { dot: true, nocase: true })(path)
  const excepted = matches([...EXCEPTED, ...(EXCEPTED_FOR[grant.action] ?? [])])
  if (matches(PROTECTED) && !excepted)
    return { kind: 'protected', sentence: `${path} is protected: no action may change it` }
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (MANIFESTS.includes(name) && !OWNS_MANIFESTS.includes(grant.action)) {
    const sentence = `${path} is protected: ${grant.action} may not change manifests and lock files`
    return { kind: 'protected', sentence }
  }
  if (!matches(grant.owns)) return { kind: 'not-owned', sentence: `${path} is not a file that ${grant.action} owns` }
  return null
}

/** The sentence of `touchRefusal`, for a guard. */
export function mayTouch(grant: Readonly<{ action: string; owns: readonly string[] }>, path: string): string | null {
  return touchRefusal(grant, path)?.sentence ?? null
}

/** Characters that vanish or change when a path is normalised, and names that Windows or macOS take for `.git`. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029\\]/u
const GIT_ALIAS = /^(?:\.git[ .]*|git~\d+)$/i

function isDisguised(path: string): boolean {
  if (path.length > 4096 || path !== path.normalize('NFC') || UNSEEN.test(path)) return true
  return path
    .split('/')
    .some(
      (part) =>
        (GIT_ALIAS.test(part) && part !== '.git') || part.length > 255 || part.startsWith('~') || part.endsWith(':'),
    )
}
