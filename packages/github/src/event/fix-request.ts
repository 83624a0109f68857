import { payloadField } from './payload.ts'

/** The first line of a comment by which somebody asks for fixes; nothing else on it. */
const COMMAND = '/upkeep fix'

/** A comment that asks for fixes of a pull request. Whether its author may ask is for `mayWrite` to say. */
export interface FixRequest {
  /** The id of the comment. */
  comment: number
  /** The number of the pull request. */
  pull: number
  /** The login of who wrote it. */
  author: string
}

/**
 * Who asks for fixes by the comment of an event; a sentence where nobody does. Only a new comment of a person on an open pull request
 * counts: an edit can be made by others, and an app repeats what it was told.
 */
export function fixRequestOf(event: string, payload: unknown): FixRequest | string {
  const [issue, comment] = [payloadField(payload, 'issue'), payloadField(payload, 'comment')]
  if (event !== 'issue_comment' || typeof comment !== 'object') return 'Nobody asked by a comment.'
  const body = payloadField(comment, 'body')
  if (typeof body !== 'string' || body.split(/\r?\n/, 1)[0]?.trimEnd() !== COMMAND) {
    return `The comment asks for nothing here: its first line is not \`${COMMAND}\`.`
  }
  if (payloadField(payload, 'action') !== 'created' || isEdited(comment))
    return 'A comment that was edited does not count.'
  if (typeof payloadField(issue, 'pull_request') !== 'object' || payloadField(issue, 'state') !== 'open') {
    return 'The comment is not on an open pull request.'
  }
  const [author, sender] = [payloadField(comment, 'user'), payloadField(payload, 'sender')]
  const login = payloadField(author, 'login')
  const app = payloadField(comment, 'performed_via_github_app') ?? null
  if (payloadField(author, 'type') !== 'User' || app !== null || payloadField(sender, 'login') !== login) {
    return 'The comment was not written by a person.'
  }
  const [id, number] = [payloadField(comment, 'id'), payloadField(issue, 'number')]
  if (typeof login !== 'string' || !isNumber(id) || !isNumber(number)) return 'The event does not name its comment.'
  return { comment: id, pull: number, author: login }
}

function isEdited(comment: unknown): boolean {
  return payloadField(comment, 'created_at') !== payloadField(comment, 'updated_at')
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
