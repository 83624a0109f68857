import { describe, expect, it } from '@jest/globals'
import {
  codeBlock,
  codeSpan,
  escapeHtml,
  escapeMarkdown,
  markdownTable,
  printable,
  redactor,
  stripAnsi,
} from './index.ts'

describe('redactor', () => {
  const secret = 'p4ss"wörd/with+signs'
  const redact = redactor([secret, 'abc'])

  it.each([
    ['plain', secret],
    ['in JSON', JSON.stringify({ secret })],
    ['in a URL', `https://x/?a=${encodeURIComponent(secret)}`],
    ['in Base64', Buffer.from(secret).toString('base64')],
    ['in Base64, one byte later', Buffer.from(`x${secret}`).toString('base64')],
    ['in Base64, two bytes later', Buffer.from(`xy${secret} and more`).toString('base64')],
  ])('masks a known value %s', (_, text) => {
    const found = redact(text)
    expect(found).toContain('***')
    expect(found).not.toContain(secret)
  })

  it('masks what has the shape of a token and leaves short values and ordinary text', () => {
    expect(redact(`ghp_${'a'.repeat(36)} sk-ant-api03-${'b'.repeat(30)}`)).toBe('*** ***')
    expect(redact('abc and nothing else')).toBe('abc and nothing else')
  })

  it('masks each line of a value of several lines', () => {
    expect(redactor(['first-line\nsecond-line'])('x second-line y')).toBe('x *** y')
  })

  it('is linear', () => {
    const started = process.cpuUsage()
    redact('eyJ'.repeat(500_000) + 'sk-'.repeat(500_000))
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10)
  })
})

describe('escapeMarkdown', () => {
  it.each([
    ['a mention', 'thanks @octocat', '@octocat'],
    ['a reference', 'see #12 and octo/repo#12', '#12'],
    ['a closing keyword', 'fixes #1', '#1'],
    ['GH-1', 'closes GH-12', 'GH-12'],
    ['a link', '[x](https://evil.example)', 'https://evil'],
    ['an image', '![x](//evil.example/a.png)', '!['],
    ['HTML', '<img src=x onerror=alert(1)>', '<img'],
    ['an autolink', 'www.evil.example', 'www.evil'],
    ['emphasis', '**bold** _x_', '**'],
    ['a line break', 'a\n\n# head', '\n'],
    ['a slash command', '/approve', '\n/'],
    ['hidden text', 'a\u202Eb\u200Bc', '\u202E'],
  ])('neutralises %s', (_, text, forbidden) => {
    expect(escapeMarkdown(text)).not.toContain(forbidden)
  })

  it('keeps a slash command off the start of the line', () => {
    expect(escapeMarkdown('/approve')).toBe('&#8203;/approve')
  })
})

describe('code', () => {
  it('can not be broken out of', () => {
    expect(codeSpan('a `` b')).toBe('```a `` b```')
    expect(codeSpan('`a`')).toBe('`` `a` ``')
    expect(codeBlock('```\nx\n```', 'ts')).toBe('````ts\n```\nx\n```\n````')
    expect(codeSpan('a\n\nb')).toBe('`a b`')
  })
})

describe('markdownTable', () => {
  it('keeps a cell in its column and a row in its line', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'p\nq']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | p q |')
  })
})

describe('escapeHtml and stripAnsi', () => {
  it('leave nothing that a browser or terminal obeys', () => {
    expect(escapeHtml(`<script a="b" c='d'>&`)).toBe('&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;')
    expect(stripAnsi('\u001B[31mred\u001B[0m')).toBe('red')
  })
})

describe('printable', () => {
  it('leaves tabs and lines, and nothing that moves, colours, names or reorders', () => {
    expect(printable('\u001B]0;title\u0007a\tb\r\n\u001B[2Jc\u009B1m\b\u202Ed\u2066\u001B')).toBe('a\tb\ncd')
  })
})
