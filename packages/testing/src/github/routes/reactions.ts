import { created, found, iso, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { userBody } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { refuseLocked } from '../issues.ts'
import { nodeId, takeId } from '../model.ts'
import type { Comment, Reaction } from '../model.ts'

const commentOf = (call: Call): Comment => found(call.repository.comments.get(Number(call.path['comment_id'])))

function reactionBody(call: Call, { id, login, content, createdAt }: Reaction): Body {
  return { id, node_id: nodeId('Reaction', id), user: userBody(call, login), content, created_at: iso(createdAt) }
}

const list: Handler = (call) => {
  const { content } = call.query
  const shown = commentOf(call).reactions.filter((one) => content === undefined || one.content === content)
  return page(call, shown, (part) => part.map((one) => reactionBody(call, one)))
}

/** Each account reacts once with each content: the second time GitHub answers 200 and not 201. */
const react: Handler = (call) => {
  const comment = commentOf(call)
  refuseLocked(call, found(call.repository.issues.get(comment.issue)))
  const content = String(call.body['content'])
  const { login } = call.viewer
  const known = comment.reactions.find((one) => one.login === login && one.content === content)
  if (known !== undefined) return ok(reactionBody(call, known))
  const reaction = { id: takeId(call.state), login, content, createdAt: call.now }
  comment.reactions.push(reaction)
  return created(reactionBody(call, reaction))
}

export const reactionRoutes: Readonly<Record<string, Handler>> = {
  'reactions/list-for-issue-comment': list,
  'reactions/create-for-issue-comment': react,
}
