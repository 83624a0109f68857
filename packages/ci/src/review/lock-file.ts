import { CI_LOCK, CheckKind, Sha, sha256 } from '@upkeep/schema'
import type { Id } from '@upkeep/schema'
import { stringify } from 'yaml'
import * as z from 'zod/mini'
import type { ClassifiedWorkflow } from '../model.ts'
import { readYaml } from '../workflow/yaml-file.ts'

/** Where the reviews of a repository are kept. */
export const REVIEW_LOCK = CI_LOCK.path

/** What a reviewer would change in the kinds of one step. `step` is 0-based; -1 is the call of another workflow. */
export const ReviewChange = z.strictObject({
  job: z.string().check(z.minLength(1), z.maxLength(200)),
  step: z.int().check(z.gte(-1)),
  add: z.array(CheckKind).check(z.maxLength(14)),
  remove: z.array(CheckKind).check(z.maxLength(14)),
  why: z.string().check(z.maxLength(400)),
})
export type ReviewChange = z.infer<typeof ReviewChange>

const KeptChange = z.extend(ReviewChange, {
  /** The step as people know it; nothing is read from it. */
  what: z.string(),
})
export type KeptChange = z.infer<typeof KeptChange>

const KeptReview = z.strictObject({
  /** Of the workflow and of every file that its classification was resolved from. */
  hash: Sha,
  /** Those files, for people; the hash counts. */
  files: z.array(z.string()),
  model: z.string(),
  changes: z.array(KeptChange),
})
export type KeptReview = z.infer<typeof KeptReview>

/** `.github/upkeep/ci.lock.yml`: one review for each workflow, by its path. */
export const ReviewLock = z.strictObject({
  format: z.literal('upkeep/ci-lock@1'),
  workflows: z.record(z.string(), KeptReview),
})
export type ReviewLock = z.infer<typeof ReviewLock>

/** A larger file is not read: no repository has so many steps. */
const MOST_CHARACTERS = 2_000_000

/** The file as it was read. */
export interface ReadLock {
  lock: ReviewLock | null
  /** Why there is none, with `file:line`; null also where there is no file. */
  problem: string | null
  /** 1-based line of a change. */
  lineOf: (workflow: string, change: number) => number
}

/** Never throws: a file that can not be read counts as none. */
export function readReviewLock(text: string | null): ReadLock {
  if (text === null) return none(null)
  if (text.length > MOST_CHARACTERS) return none(`${REVIEW_LOCK}:1: it is too large to be read`)
  const yaml = readYaml(text)
  const [error] = yaml.errors
  if (error !== undefined) {
    const [, line = '1', message = error] = /^line (\d+), column \d+: (.*)$/s.exec(error) ?? []
    return none(`${REVIEW_LOCK}:${line}: ${message}`)
  }
  const parsed = ReviewLock.safeParse(yaml.value)
  if (parsed.success)
    return {
      lock: parsed.data,
      problem: null,
      lineOf: (workflow, change) => yaml.line('workflows', workflow, 'changes', change),
    }
  const [issue] = parsed.error.issues
  const path = (issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)))
  const wrong = issue?.code === 'unrecognized_keys' ? `there is no ${issue.keys.join(', ')}` : 'it is not as it must be'
  return none(`${REVIEW_LOCK}:${yaml.line(...path)}: ${[path.join('.'), wrong].filter(Boolean).join(': ')}`)
}

function none(problem: string | null): ReadLock {
  return { lock: null, problem, lineOf: () => 1 }
}

const HEAD = `# What a model said of the classification of these workflows: read it like code before you commit it.
# \`npx upkeep checks --model …\` writes it, and asks again only for a workflow whose hash has changed.
`

export function writeReviewLock({ format, workflows }: ReviewLock): string {
  const sorted = Object.entries(workflows).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return (
    HEAD + stringify({ format, workflows: Object.fromEntries(sorted) }, { lineWidth: 0, aliasDuplicateObjects: false })
  )
}

/** The key of a review: other contents than these are another workflow, of which it says nothing. */
export function reviewHash({ path, sources }: ClassifiedWorkflow): Sha {
  const contents = [...sources]
    .map(([file, text]) => [file, sha256(text)])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return sha256(JSON.stringify(['upkeep/ci-lock@1', path, contents]))
}

/** What a proposal of a review is known by, whichever action proposed it. */
export function reviewId(path: string, hash: Sha): Id {
  return sha256(JSON.stringify([CI_LOCK.batch, path, hash])).slice(0, 16)
}
