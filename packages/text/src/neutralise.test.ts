import { describe, expect, it } from '@jest/globals'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString } from 'mdast-util-to-string'
import { liveMarkup, neutralise } from './neutralise.ts'

const allowed = { links: ['https://github.com/o/r/'], html: ['<details>', '</details>'] }
const neutral = (text: string) => neutralise(text, allowed)

/** What a reader sees: the text of the tree, without the characters that only break things up. */
const shown = (text: string) => toString(fromMarkdown(neutral(text))).replaceAll('\u200b', '')

describe('neutralise', () => {
  it.each([
    '@octocat',
    '@org/team',
    '\uff20octocat',
    '&#64;octocat',
    '&commat;octocat',
    '(@octocat)',
    '| a |\n| - |\n| @octocat |',
    '# @octocat',
    '[@octocat](https://github.com/o/r/blob/main/a)',
    '**@octocat**',
    '\\@octocat',
    'a@b.example',
  ])('C10: leaves no mention of %j', (text) => {
    expect(fromMarkdown(neutral(text))).not.toMatchObject({ children: [{ value: /@\w/ }] })
    expect(toString(fromMarkdown(neutral(text)))).not.toMatch(/[@\uff20][A-Za-z0-9]/)
    expect(liveMarkup(neutral(text), allowed)).toEqual([])
  })

  it('C10: leaves code spans as they are', () => {
    expect(neutral('see `@Input()` and `a@b` there')).toBe('see `@Input()` and `a@b` there')
  })

  it.each([
    'Fixes #1',
    'closes: owner/repo#2',
    'resolves https://github.com/o/r/issues/3',
    'fix GH-4',
    'Fixes **#1**',
    '`closes #7`',
    'resolve [it](https://github.com/o/r/pull/3)',
    'Fixes &#35;1',
  ])('C11: closes and refers to nothing in %j', (text) => {
    const raw = neutral(text)
    expect(toString(fromMarkdown(raw))).not.toMatch(/#\d|gh-\d|:\/\/github\S+\d/i)
    expect(liveMarkup(raw, allowed)).toEqual([])
  })

  it.each([
    '![x](https://evil.example/a.png)',
    '![x][r]\n\n[r]: https://evil.example/a.png',
    '<img src="https://evil.example/a">',
    '<picture><source srcset=//evil.example></picture>',
    'http://evil.example',
    '[x](//evil.example)',
    '[x](https://github.com@evil.example/o/r/)',
    '[x](https://github.com.evil.example/o/r/)',
    '[x](https://xn--gthub-n4a.com/o/r/)',
    '[x](data:text/html,hi)',
    '[x](javascript:alert)',
    '<https://evil.example>',
    'https://raw.githubusercontent.com/o/r/a.png',
    'www.evil.example',
    '[x][r]\n\n[r]: https://evil.example',
    'text[^1]\n\n[^1]: https://evil.example',
  ])('C12: shows no image and leads nowhere with %j', (text) => {
    const raw = neutral(text)
    expect(JSON.stringify(fromMarkdown(raw))).not.toMatch(/"type":"(?:image|link|html|definition)/)
    expect(liveMarkup(raw, allowed)).toEqual([])
  })

  it('C12: keeps the words, and links into the repository itself', () => {
    expect(shown('see [the page](https://evil.example/x) now')).toBe('see the page now')
    const own = 'see [the run](https://github.com/o/r/actions/runs/5)'
    expect(neutral(own)).toBe(own)
  })

  it.each(['/merge', '/ok-to-test', '@dependabot merge', 'bors r+', '!approve', 'ok\n/lgtm', '- /approve', '> /close'])(
    'C13: makes %j inert',
    (text) => {
      for (const line of neutral(text).split('\n')) expect(line).not.toMatch(/^[\s>*-]*(?:[/!@]\w|bors)/)
    },
  )

  it('C13: moves in what a bot would read at the start of a line of code', () => {
    expect(neutral('```\n/merge\nbors r+\nx\n```')).toBe('```\n /merge\n bors r+\nx\n```')
  })

  it.each([
    '<script>alert(1)</script>',
    '<a onclick="x">y</a>',
    '<details>\n\nnever closed <b>',
    'a <!-- hidden --> b',
  ])('C14: leaves no HTML of %j but lines of our own layout', (text) => {
    expect(liveMarkup(neutral(text), { ...allowed, html: ['<details>'] })).toEqual([])
    expect(neutral(text)).not.toMatch(/<(?:script|a|b|!--)/)
  })

  it.each([
    '>'.repeat(10_000),
    '- '.repeat(10_000),
    '['.repeat(10_000),
    '*'.repeat(10_000),
    '`'.repeat(9999) + ' `',
    '<'.repeat(10_000),
    '![]('.repeat(5000),
    '@a '.repeat(10_000),
    '| '.repeat(10_000),
    '&#64;'.repeat(10_000),
    'www.'.repeat(10_000),
  ])('C14: is through with 10,000 of one thing in good time (%#)', (text) => {
    const start = process.cpuUsage()
    const raw = neutral(text)
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3)
    expect(liveMarkup(raw, allowed)).toEqual([])
  })

  it('leaves plain Markdown as it is, to the byte', () => {
    const plain =
      '# Title\n\nSome *words* and `code`:\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```ts\nconst a = 1\n```\n'
    expect(neutral(plain)).toBe(plain)
  })

  it('drops invisible and reordering characters', () => {
    expect(neutral('a\u202eb\u200bc\u{e0041}d')).toBe('abcd')
    expect(liveMarkup('a\n\u202eb', allowed)).toEqual([{ kind: 'hidden', line: 2 }])
  })
})
