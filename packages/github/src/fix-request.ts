/** The first line of a comment by which somebody asks for fixes; nothing else on it. */
const COMMAND = '/upkeep fix'

/** A comment that asks for fixes of a pull request. Whether its author may ask is for `permissionOf` to say. */
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
  const [issue, comment] = [field(payload, 'issue'), field(payload, 'comment')]
  if (event !== 'issue_comment' || typeof comment !== 'object') return 'Nobody asked by a comment.'
  const body = field(comment, 'body')
  if (typeof body !== 'string' || body.split(/\r?\n/, 1)[0]?.trimEnd() !== COMMAND) {
    return `The comment asks for nothing here: its first line is not \`${COMMAND}\`.`
  }
  if (field(payload, 'action') !== 'created' || isEdited(comment)) return 'A comment that was edited does not count.'
  if (typeof field(issue, 'pull_request') !== 'object' || field(issue, 'state') !== 'open') {
    return 'The comment is not on an open pull request.'
  }
  const [author, sender] = [field(comment, 'user'), field(payload, 'sender')]
  const login = field(author, 'login')
  const app = field(comment, 'performed_via_github_app') ?? null
  if (field(author, 'type') !== 'User' || app !== null || field(sender, 'login') !== login) {
    return 'The comment was not written by a person.'
  }
  const [id, number] = [field(comment, 'id'), field(issue, 'number')]
  if (typeof login !== 'string' || !isNumber(id) || !isNumber(number)) return 'The event does not name its comment.'
  return { comment: id, pull: number, author: login }
}

function isEdited(comment: unknown): boolean {
  return field(comment, 'created_at') !== field(comment, 'updated_at')
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
