import { describe, expect, it } from '@jest/globals'
import { codeBlock, codeSpan, escapeMarkdown, markdownTable } from './markdown.ts'

const BREAK = '\u200b'

/** What a reader of the rendered text sees, as far as these functions write it: escapes and breaks are gone. */
function rendered(markdown: string): string {
  return markdown
    .replaceAll('&#8203;', '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

const ATTACKS: readonly [string, string][] = [
  ['a mention', 'thanks @octocat and @org/team'],
  ['a closing keyword', 'fixes #1, Closes owner/name#22, resolved GH-3, fix: #4'],
  ['a closing keyword with an address', 'closes https://github.com/o/r/issues/5'],
  ['HTML', '<img src=x onerror=alert(1)><!-- upkeep: proven --></details>'],
  ['an entity', '&lt;b&gt; &#64;octocat'],
  ['an image and a link', '![x](https://evil.example/p.png) [y](javascript:alert(1)) [z]: //evil.example'],
  ['backticks', '`` ` ``` code'],
  ['a table', 'a | b \\| c'],
  ['nested emphasis', '**_~~a~~_** [**b**](c) $x^2$'],
  ['a backslash at the end', 'path\\'],
]

describe('escapeMarkdown', () => {
  it.each(ATTACKS)('renders %s as the text that it is', (_, text) => {
    expect(rendered(escapeMarkdown(text))).toBe(text)
  })

  it('leaves nothing that GitHub recognises after rendering', () => {
    const escaped = ATTACKS.map(([, text]) => escapeMarkdown(text)).join('\n')
    expect(escaped).not.toMatch(/@[a-z]|(?<!&)#\d|GH-\d|:\/\/|<|>|&(?!lt;|gt;|amp;|#8203;)/i)
    expect(escaped).not.toMatch(/(?<!\\)(?:\\\\)*[[\]`*_|]/)
  })

  it('takes the meaning from what begins a line', () => {
    const lines = [
      '/approve',
      '# title',
      '- item',
      '+ item',
      '* item',
      '1. item',
      '2) item',
      '> quote',
      '===',
      '!merge',
      '~~~',
    ]
    for (const line of lines) expect(escapeMarkdown(line)).toMatch(/^(?:\\|&#8203;|&gt;)/)
    expect(escapeMarkdown('    indented code\t\n\tmore  ')).toBe('indented code\t \tmore')
  })

  it('drops what is invisible or reorders text', () => {
    expect(escapeMarkdown('a\u202eb\u200bc\u{e0041}d\0e\u001b[31mf\ufeff')).toBe('abcde\\[31mf')
  })

  it('is linear', () => {
    for (const piece of ['@', '`', '\\', '|', '[](', '#1 ', ' ', '<', '\n', '://', 'fix: ']) {
      const text = piece.repeat(300_000)
      const started = process.cpuUsage()
      escapeMarkdown(text)
      codeSpan(text)
      codeBlock(text)
      markdownTable(['a'], [[text]])
      expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5)
    }
  })
})

describe('codeSpan', () => {
  it('has a longer fence than any run of backticks inside', () => {
    expect(codeSpan('a')).toBe('`a`')
    expect(codeSpan('a``b`c')).toBe('```a``b`c```')
    expect(codeSpan('`a`')).toBe('`` `a` ``')
    expect(codeSpan('')).toBe('`  `')
  })

  it('keeps a path as it is and stays on one line', () => {
    expect(codeSpan('node_modules/@types/node')).toBe('`node_modules/@types/node`')
    expect(codeSpan('a\r\nb\n\nc')).toBe('`a b c`')
  })

  it('breaks a closing keyword, which survives a squash', () => {
    expect(codeSpan('fixes #12')).toBe(`\`fixes #${BREAK}12\``)
    expect(codeSpan('Resolves: o/r#3')).toBe(`\`Resolves: o/r#${BREAK}3\``)
  })
})

describe('codeBlock', () => {
  it('has a longer fence than any run of backticks inside', () => {
    expect(codeBlock('a\n````\nb\n', 'diff')).toBe('`````diff\na\n````\nb\n`````')
    expect(codeBlock('a')).toBe('```\na\n```')
  })

  it('keeps the language to a word', () => {
    expect(codeBlock('a', 'ts\n```\n@octocat')).toBe('```tsoctocat\na\n```')
  })
})

describe('markdownTable', () => {
  it('keeps cells in their columns', () => {
    expect(
      markdownTable(
        ['a', 'b'],
        [
          ['x|y', 'x\\|y'],
          ['p\\\\|q', 'l\nm'],
        ],
      ),
    ).toBe('| a | b |\n| --- | --- |\n| x\\|y | x\\|y |\n| p\\\\\\|q | l m |')
  })

  it('fills up short rows and drops surplus cells', () => {
    expect(
      markdownTable(['a', 'b'], [['1'], ['1', '2', '3']])
        .split('\n')
        .slice(2),
    ).toEqual(['| 1 |  |', '| 1 | 2 |'])
  })
})
