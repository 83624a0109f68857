import { describe, expect, it } from '@jest/globals'
import { formatMarker, parseMarker } from '@upkeep/github'
import { shortened } from '@upkeep/text'
import { liveMarkup } from '@upkeep/text/neutralise'
import type { Slot } from '@upkeep/schema'
import { ACTION, ID, publicationFixture } from './publication.fixture.ts'
import { LAYOUT, pullRequestBody } from './pull-request-body.ts'
import { allowedIn, slotsMarkdown, slotsTitle } from './slots.ts'

const allowed = allowedIn('https://github.com', 'o/r')
const marker = formatMarker({ action: ACTION, key: 'ab'.repeat(16), ids: [ID] })
const runUrl = 'https://github.com/o/r/actions/runs/5'
const bodyWith = (body: Slot[], publication = publicationFixture().publication) =>
  pullRequestBody({ publication, body, runUrl, marker, allowed })
const ours = (text: string): Slot => ({ text, from: 'upkeep' })

describe('pullRequestBody', () => {
  it('says what and why, the proof, what was not examined, how to reject it, and what it cost', () => {
    expect(bodyWith(publicationFixture().publication.operations[0]?.body ?? [])).toMatchInlineSnapshot(`
     "Only comments change.

     - \`src/a.ts:1\` goes

     ### Proof

     | Check | Before | After | New | Fixed | Note |
     | --- | --- | --- | --- | --- | --- |
     | \`npm run typecheck\` | not-needed | **pass** | 0 | 0 |  |

     <details><summary>Not examined</summary>

     | What | Why |
     | --- | --- |
     | \`src/b.ts\` | no check reads it |

     </details>

     ### If you do not want this

     - **Reject it:** close this pull request. Its findings are not proposed again.
     - **Mute a rule or a finding:** name it under \`mute:\` in \`.github/upkeep.yml\`.
     - **Configure:** under \`actions: type-safety:\` in the same file, or as inputs of the step; \`enabled: false\` switches it off.
     - All settings: \`upkeep-actions/upkeep\`, docs/how-to/configuration.md.

     No model was asked; it cost nothing. Made by Upkeep type-safety \`0.1.0\` in [this run](https://github.com/o/r/actions/runs/5).

     <!-- upkeep:type-safety key=abababababababababababababababab ids=0123456789abcdef v=1 -->
     "
    `)
  })

  it('is inert but for its own layout, its run and its marker', () => {
    const hostile = bodyWith([
      ours('@octocat Fixes #1 <script>x</script> ![i](https://evil.example/a.png)\n\n/merge\n'),
      { text: '`` @org/team `` ](https://evil.example) <!-- ', from: 'repository' },
      { text: '</details>\n@octocat please look at https://evil.example', from: 'model' },
    ])
    const lines = [...LAYOUT, marker]
    expect(liveMarkup(hostile, { ...allowed, html: lines })).toEqual([])
    expect(parseMarker(hostile)).toMatchObject({ action: ACTION, ids: [ID] })
  })

  it('is found by our marker, not by one that the text brings', () => {
    const foreign = formatMarker({ action: 'other', key: 'cd'.repeat(16), ids: [] })
    expect(parseMarker(bodyWith([ours(foreign), { text: foreign, from: 'repository' }]))?.action).toBe(ACTION)
  })

  it('C07: cuts a long text at the end of a line, and keeps proof and marker', () => {
    const list = Array.from({ length: 5000 }, (_, index) => `- \`src/file${index}.ts\` loses one 😀\n`).join('')
    const body = bodyWith([ours(`Only comments change.\n\n${list}`)])
    expect(body.length).toBeLessThanOrEqual(61_000)
    expect(body).toContain('This text was cut here')
    expect(body).toContain('### Proof')
    expect(body.trimEnd().endsWith(marker)).toBe(true)
    expect(body.isWellFormed()).toBe(true)
    expect(body).toMatch(/😀\n\n\*This text was cut here/)
  })
})

describe('shortened', () => {
  it('C07: closes a block of code that it cuts', () => {
    const text = `before\n\n\`\`\`ts\n${'const a = 1\n'.repeat(200)}\`\`\`\n`
    const cut = shortened(text, 600)
    expect(cut.length).toBeLessThanOrEqual(600)
    expect(cut).toMatch(/const a = 1\n```\n\n\*This text was cut/)
  })

  it('C07: leaves what fits as it is', () => {
    expect(shortened('a\nb', 3)).toBe('a\nb')
  })
})

describe('slotsTitle', () => {
  it('C07: keeps a title to 200 characters, never half of one', () => {
    const title = slotsTitle([ours('😀'.repeat(150))])
    expect(title.length).toBeLessThanOrEqual(200)
    expect(title.isWellFormed()).toBe(true)
    expect(title).toMatch(/…$/)
  })

  it('C11: refers to nothing once it is a commit message', () => {
    const title = slotsTitle([ours('Fixes #1 and GH-2,\nhttps://github.com/o/r/issues/3 for @octocat\u202e')])
    expect(title).not.toMatch(/#\d|gh-\d|:\/\/|@\w|\n|\u202e/i)
  })
})

describe('slotsMarkdown', () => {
  it('A15: sets what the repository says as code, and what a model says as plain words', () => {
    const text = slotsMarkdown(
      [
        { text: '*a*', from: 'repository' },
        { text: ' says @org/everyone *hi*', from: 'model' },
      ],
      allowed,
    )
    expect(text).toBe('`*a*` says @&#8203;org/everyone \\*hi\\*')
  })
})
