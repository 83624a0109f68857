import { modelFetch, openModel } from '@upkeep/agent-core'
import type { Model } from '@upkeep/agent-core'
import { REVIEW_LOCK } from '@upkeep/ci'
import type { Classification } from '@upkeep/ci'
import { secretValues } from '@upkeep/entry'
import { reviewClassification } from '@upkeep/pipeline'
import { UserError } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import type { ReviewFlags, ReviewPlace } from './review-place.ts'
import type { Terminal } from './terminal.ts'
import { putFile, textThere } from './write-file.ts'

/** What the reviews of one command may take. */
const LIMITS = { seconds: 1800, secondsPerCall: 180 }

/**
 * The classification with the reviews that the work tree keeps, and with those of a model of each workflow that they do not speak of;
 * where it is to be written, what it says is kept in the file, to be read before it is committed.
 */
export async function reviewedByModel(
  classification: Classification,
  { root, files, workflows, write }: ReviewPlace,
  model: string,
  { maxUsd, baseUrl = '' }: Omit<ReviewFlags, 'model'>,
  terminal: Terminal,
): Promise<Classification> {
  const redact = redactor(secretValues())
  const usd = Number(maxUsd)
  if (!Number.isFinite(usd) || usd < 0)
    throw new UserError(`--max-usd: "${maxUsd}" is no amount`, { remedy: 'Give US dollars, such as 0.5.' })
  const review = await reviewClassification({
    classification,
    lock: await files.read(REVIEW_LOCK),
    model: modelOf(model, baseUrl, redact),
    limits: { ...LIMITS, usd },
    workflows,
    recorder: { append: () => undefined, blob: () => '0'.repeat(64) },
    redact,
    now: () => performance.now(),
    signal: terminal.signal,
  })
  for (const note of review.notes) terminal.err(`note: ${redact(note)}\n`)
  if (review.lock !== null) {
    if (write) {
      await textThere(root, REVIEW_LOCK, true) // a link of the repository may lead anywhere
      await putFile(root, REVIEW_LOCK, redact(review.lock))
    }
    const kept = write
      ? `${REVIEW_LOCK} is written: read it like code and commit it.`
      : `Nothing is written: \`upkeep checks --model … --write\` keeps it in ${REVIEW_LOCK}.`
    const { usd: cost, input, cacheRead, cacheWrite, output } = review.usage
    terminal.err(
      `${model} reviewed ${review.asked.join(', ')} (${input + cacheRead + cacheWrite} tokens read, ${output} written, USD ${cost.toFixed(3)}). ${kept}\n`,
    )
  }
  return review.classification
}

function modelOf(name: string, baseUrl: string, redact: (text: string) => string): Model {
  const keys = { anthropic: process.env['ANTHROPIC_API_KEY'] ?? '', openai: process.env['OPENAI_API_KEY'] ?? '' }
  return openModel({ name, keys, baseUrl, redact, fetch: modelFetch(null), cacheKey: 'upkeep-review' })
}
