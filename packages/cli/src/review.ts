import { REVIEW_LOCK, readReviewLock, reviewed } from '@upkeep/ci'
import type { Classification, FileSource } from '@upkeep/ci'
import type { ReviewFlags, ReviewPlace } from './review-place.ts'
import type { Terminal } from './terminal.ts'

/** The classification with the reviews that the work tree keeps, or with those of a model where one is named. */
export async function withReviews(
  classification: Classification,
  place: ReviewPlace,
  { model, ...flags }: ReviewFlags,
  terminal: Terminal,
): Promise<Classification> {
  if (model === undefined) return await withKeptReviews(classification, place.files, terminal)
  // What asks a model takes as long to load as everything else together.
  const { reviewedByModel } = await import('./review-by-model.ts')
  return await reviewedByModel(classification, place, model, flags, terminal)
}

/** The classification with the reviews that the work tree keeps; nobody is asked. */
export async function withKeptReviews(
  classification: Classification,
  files: FileSource,
  { err }: Terminal,
): Promise<Classification> {
  const read = readReviewLock(await files.read(REVIEW_LOCK))
  const kept = reviewed(classification, read)
  const told = read.problem === null ? [] : [`${read.problem}; the rules stand`]
  for (const note of [...told, ...kept.notes]) err(`note: ${note}\n`)
  return kept.classification
}
