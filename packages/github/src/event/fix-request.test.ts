import { expect, it } from '@jest/globals'
import { fixRequestOf } from '@upkeep/github'

const time = '2026-11-20T10:00:00Z'
const user = { login: 'maintainer', type: 'User' }
const comment = {
  id: 7,
  body: '/upkeep fix',
  user,
  created_at: time,
  updated_at: time,
  performed_via_github_app: null,
  author_association: 'OWNER',
}
const issue = { number: 3, state: 'open', pull_request: { url: 'x' } }
const payload = { action: 'created', issue, comment, sender: user }
const saying = (body: string) => ({ ...payload, comment: { ...comment, body } })

it.each([
  ['the command alone', '/upkeep fix'],
  ['with lines behind it', '/upkeep fix\r\n\r\nThanks!\nref: evil'],
  ['with blanks behind it, as telephones write', '/upkeep fix  '],
])('Somebody asks for fixes: %s', (_, body) => {
  expect(fixRequestOf('issue_comment', saying(body))).toEqual({ comment: 7, pull: 3, author: 'maintainer' })
})

const NOTHING = 'asks for nothing'
const NO_PERSON = 'not written by a person'
const CLOSED = 'not on an open pull request'
const EDITED = 'edited'

it.each<[string, unknown, string]>([
  ['other words', saying('nice work'), NOTHING],
  ['a code block', saying('```\n/upkeep fix\n```'), NOTHING],
  ['code by indenting', saying('    /upkeep fix'), NOTHING],
  ['a quote', saying('> /upkeep fix'), NOTHING],
  ['a hidden comment', saying('<!--\n/upkeep fix\n-->'), NOTHING],
  ['more on the line', saying('/upkeep fix --ref evil'), NOTHING],
  ['the second line', saying('please\n/upkeep fix'), NOTHING],
  ['an empty line first', saying('\n/upkeep fix'), NOTHING],
  ['a line end that only some see', saying('/upkeep fix\u2028--ref evil'), NOTHING],
  ['letters that look alike', saying('/upkeеp fix'), NOTHING],
  ['a body that is none', { ...payload, comment: { ...comment, body: null } }, NOTHING],
  ['an edit', { ...payload, action: 'edited' }, EDITED],
  ['a deletion', { ...payload, action: 'deleted' }, EDITED],
  ['one edited since', { ...payload, comment: { ...comment, updated_at: '2026-11-20T10:05:00Z' } }, EDITED],
  ['a bot', { ...payload, comment: { ...comment, user: { ...user, type: 'Bot' } } }, NO_PERSON],
  ['an app for a person', { ...payload, comment: { ...comment, performed_via_github_app: { id: 1 } } }, NO_PERSON],
  ['another sender', { ...payload, sender: { login: 'stranger' } }, NO_PERSON],
  ['nobody', { ...payload, comment: { ...comment, user: null } }, NO_PERSON],
  ['a closed one', { ...payload, issue: { ...issue, state: 'closed' } }, CLOSED],
  ['an issue', { ...payload, issue: { number: 3, state: 'open' } }, CLOSED],
  ['a number that is text', { ...payload, issue: { ...issue, number: '3; rm -rf /' } }, 'does not name'],
  ['no event', null, 'Nobody asked'],
])('Nobody asks for fixes: %s', (_, event, why) => {
  expect(fixRequestOf('issue_comment', event)).toContain(why)
})

it('Another event with such a comment asks for nothing', () => {
  expect(fixRequestOf('pull_request_review_comment', payload)).toContain('Nobody asked')
})
