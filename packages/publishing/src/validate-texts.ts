import type { Operation, Slot } from '@upkeep/schema'
import { liveMarkup } from '@upkeep/text/neutralise'
import type { Candidate } from './candidate.ts'
import { changedFiles } from './candidate.ts'
import { LIMITS } from './limits.data.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'
import { slotsMarkdown } from './slots.ts'
import { textOf } from './validate-files.ts'

/** How much one run may ask for. What is over a limit of taste (a second pull request, an eleventh label) is dropped later instead. */
export function checkLimits({ publication: { operations } }: Candidate): Refusal | null {
  if (operations.length > LIMITS.operations)
    return refusal('E_LIMIT', 'operations', `There are ${operations.length}; ${LIMITS.operations} are allowed.`)
  for (const [index, operation] of operations.entries()) {
    if (operation.op === 'review' && operation.comments.length > LIMITS.comments)
      return refusal('E_LIMIT', `operations.${index}.comments`, `There are more than ${LIMITS.comments}.`)
    if (operation.op === 'issue-update' && operation.close)
      return refusal('E_LIMIT', `operations.${index}.close`, 'No action closes an issue.')
  }
  return null
}

/** No text and no added line of a file holds a known secret, in any usual encoding, or what looks like a vendor's token. */
export async function checkSecrets(candidate: Candidate): Promise<Refusal | null> {
  for (const { where, text } of textsOf(candidate)) {
    const [found] = candidate.secrets(text)
    if (found !== undefined)
      return refusal('E_SECRET', `${where}, character ${found.at + 1}`, `It looks like: ${found.kind}.`)
  }
  const changes = changedFiles(candidate)
  const base = changes.length === 0 ? new Map<string, never>() : await candidate.baseFiles()
  for (const { path, after } of changes) {
    const now = after === null ? undefined : candidate.blobs.get(after)
    if (now === undefined) continue
    const old = new Set(textOf(base.get(path)?.bytes ?? new Uint8Array())?.split('\n'))
    const lines = (textOf(now) ?? '').split('\n')
    const added = lines.flatMap((line, index) => (old.has(line) ? [] : [{ line, number: index + 1 }]))
    const text = added.map(({ line }) => line).join('\n')
    const [found] = candidate.secrets(text)
    if (found === undefined) continue
    const nth = text.slice(0, found.at).split('\n').length - 1
    return refusal('E_SECRET', `${path}:${added[nth]?.number ?? 1}`, `The added text looks like: ${found.kind}.`)
  }
  return null
}

/** Every text, made inert, is inert: parsed again, nothing in it acts. */
export function checkTexts(candidate: Candidate): Refusal | null {
  for (const [index, operation] of candidate.publication.operations.entries()) {
    for (const slots of [operation.body, ...commentsOf(operation)]) {
      const [alive] = liveMarkup(slotsMarkdown(slots, candidate.allowed), candidate.allowed)
      if (alive !== undefined)
        return refusal('E_TEXT', `operations.${index}, line ${alive.line}`, `It holds a live ${alive.kind}.`)
    }
  }
  return null
}

function commentsOf(operation: Operation): Slot[][] {
  return operation.op === 'review' ? operation.comments.map(({ text }) => text) : []
}

function joined(slots: readonly Slot[]): string {
  return slots.map(({ text }) => text).join('')
}

function textsOf({ publication }: Candidate): { where: string; text: string }[] {
  const ofOperations = publication.operations.flatMap((operation, index) => {
    const where = `operations.${index}`
    const texts = [
      { where: `${where}.title`, text: joined(operation.title) },
      { where: `${where}.body`, text: joined(operation.body) },
    ]
    if ('branch' in operation) texts.push({ where: `${where}.branch`, text: operation.branch })
    if (operation.op === 'issue-update') texts.push({ where: `${where}.add`, text: operation.add.join('\n') })
    if (operation.op !== 'review') return texts
    const comments = operation.comments.map(({ text, suggestion }, nth) => ({
      where: `${where}.comments.${nth}`,
      text: `${joined(text)}\n${suggestion ?? ''}`,
    }))
    return [...texts, ...comments]
  })
  const { proof, coverage, skips } = publication
  return [
    ...ofOperations,
    { where: 'proof', text: proof.map(({ command, why }) => `${command}\n${why ?? ''}`).join('\n') },
    { where: 'coverage', text: coverage.notExamined.map(({ what, why }) => `${what}\n${why}`).join('\n') },
    { where: 'skips', text: skips.map(({ reason }) => reason).join('\n') },
  ]
}
