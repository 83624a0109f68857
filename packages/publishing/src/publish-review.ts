import { readFiles, standingComments } from '@upkeep/github'
import type { GitHub, StandingComment } from '@upkeep/github'
import { ensureReview } from '@upkeep/github/write'
import type { ReviewComment } from '@upkeep/github/write'
import { readOperationMarker } from '@upkeep/schema'
import type { Operation, Sha } from '@upkeep/schema'
import { codeSpan, shortened } from '@upkeep/text'
import type { Allowed } from '@upkeep/text/neutralise'
import { textKey } from './change-key.ts'
import { LIMITS } from './limits.data.ts'
import type { OperationOutcome } from './outcome.ts'
import { slotsMarkdown, slotsTitle } from './slots.ts'

type ReviewOperation = Extract<Operation, { op: 'review' }>

export interface ReviewParts {
  github: GitHub
  operation: ReviewOperation
  pull: number
  head: Sha
  allowed: Allowed
  serverUrl: string
  plan: ((line: string) => void) | null
}

/**
 * One review, as comments, never an approval. A comment whose quote no longer stands where it stood, or whose line is outside the
 * diff, is told in the review's own words instead. What we said before on the same lines is not said again after each push.
 */
export async function publishReview(parts: ReviewParts): Promise<OperationOutcome> {
  const { github, operation, pull, head, allowed, serverUrl, plan } = parts
  const about = readOperationMarker(operation.marker)
  if (about === null) throw new Error('the marker was validated before')
  const what = `a review of #${pull} with ${operation.comments.length} comments`
  if (plan !== null) {
    plan(what)
    return { withheld: { what, why: 'This is a dry run.' } }
  }
  const { placed, moved } = await placedIn(parts)
  const before = placed.length === 0 ? [] : await standingComments(github, pull)
  const fresh = placed.filter((comment) => !before.some((one) => isSame(one, comment)))
  const [first] = before
  if (first !== undefined && fresh.length + moved.length === 0)
    return { posted: { op: 'review', url: first.url, wrote: false } }
  const words = [slotsTitle(operation.title), slotsMarkdown(operation.body, allowed)].filter(
    (text) => text.trim() !== '',
  )
  const body = (misplaced: readonly ReviewComment[]) => {
    const told = misplaced.map(
      ({ path, line, body: text }) => `${codeSpan(`${path}:${line}`)}: ${withoutSuggestion(text)}`,
    )
    return shortened([...words, ...told, ...moved].join('\n\n'), LIMITS.body)
  }
  const key = textKey(
    JSON.stringify([
      head,
      operation.comments.map(({ at, text, suggestion }) => [at, text, suggestion]),
      operation.body,
    ]),
  )
  const written = await ensureReview(github, {
    pull,
    head,
    action: about.action,
    key,
    ids: about.ids,
    body,
    comments: fresh,
  })
  if (written.done === 'refused') return { withheld: { what, why: written.message } }
  const url =
    written.url === '' ? `${serverUrl}/${github.repository.owner}/${github.repository.name}/pull/${pull}` : written.url
  return { posted: { op: 'review', url, wrote: written.done === 'created' } }
}

function isSame(one: StandingComment, other: ReviewComment): boolean {
  return placeOf(one) === placeOf(other) && one.body.replaceAll('\r\n', '\n').trim() === other.body.trim()
}

function placeOf({ path, side, line, startLine }: Omit<ReviewComment, 'body'>): string {
  return `${side} ${startLine ?? line}-${line} ${path}`
}

/** Comments by their lines, and the words of those whose quote is not where it was. */
async function placedIn({
  github,
  operation,
  head,
  allowed,
}: ReviewParts): Promise<{ placed: ReviewComment[]; moved: string[] }> {
  const files = await readFiles(github, head, [...new Set(operation.comments.map(({ at }) => at.path))])
  const placed: ReviewComment[] = []
  const moved: string[] = []
  for (const { at, text, suggestion } of operation.comments) {
    const bytes = files.get(at.path)?.bytes ?? null
    const words = slotsMarkdown(text, allowed)
    if (bytes === null || bytes.subarray(at.start, at.end).toString() !== at.quote) {
      moved.push(`${codeSpan(at.path)}: ${words}`)
      continue
    }
    const [start, line] = [lineAt(bytes, at.start), lineAt(bytes, Math.max(at.end - 1, at.start))]
    const block = suggestion === null ? '' : suggestionBlock(suggestion)
    placed.push({
      path: at.path,
      side: 'RIGHT',
      line,
      startLine: start === line ? null : start,
      body: `${words}${block}`,
    })
  }
  return { placed, moved }
}

/** 1-based. */
function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let index = 0; index < offset; index++) if (bytes[index] === 10) line += 1
  return line
}

/** A line that a bot would take for a command can not be made inert inside code that is to be applied as it is. */
const COMMAND = /^(?:[/!][A-Za-z]|bors\b|@\w)/m

const OPENING = '\n\n'

function suggestionBlock(code: string): string {
  if (COMMAND.test(code)) return ''
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${OPENING}${fence}suggestion\n${code.replace(/\n$/, '')}\n${fence}`
}

/** Outside the diff there is nothing that a suggestion could replace. */
function withoutSuggestion(body: string): string {
  const at = body.search(/\n\n`{3,}suggestion\n/)
  return at === -1 ? body : body.slice(0, at)
}
