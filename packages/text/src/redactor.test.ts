import { describe, expect, it } from '@jest/globals'
import { stripAnsi } from './ansi.ts'
import { escapeHtml } from './html.ts'
import { escapeMarkdown } from './markdown.ts'
import { redactor, secretFinder } from './redactor.ts'

const SECRET = 'p@ss_w0rd/"é"&<7>+x y'

describe('redactor', () => {
  const redact = redactor([SECRET])

  it.each([
    ['plain', SECRET],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ['in an address', encodeURIComponent(SECRET)],
    ['in a form', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in hex', Buffer.from(SECRET).toString('hex')],
    ['in HTML', escapeHtml(SECRET)],
    ['in Markdown', escapeMarkdown(SECRET)],
  ])('masks a known value %s', (_, form) => {
    expect(redact(`a ${form} b`)).toBe('a *** b')
  })

  it.each(['', 'x', 'xy', 'user:'])('masks a known value in base64 behind "%s"', (before) => {
    for (const after of ['', '\n', 'zz', ':tail']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const encoded = Buffer.from(before + SECRET + after).toString(encoding)
        const shown = redact(encoded)
        expect(shown).toContain('***')
        expect(shown.replace('***', '').length).toBeLessThan(before.length * 2 + after.length * 2 + 6)
      }
    }
  })

  it.each([
    ['URL', (code: number) => `%${code.toString(16)}`],
    ['JSON', (code: number) => `\\u${code.toString(16).padStart(4, '0')}`],
    ['source code', (code: number) => `\\x${code.toString(16)}`],
    ['HTML', (code: number) => `&#${code};`],
    ['HTML, in hex', (code: number) => `&#x${code.toString(16)};`],
  ])('masks what is escaped character by character as in %s, and says where it began', (_, escape) => {
    const value = 'canary-7f3a9c2e41d8'
    const written = value
      .split('')
      .map((letter) => escape(letter.charCodeAt(0)))
      .join('')
    expect(redactor([value])(`20%25 a ${written} b %zz`)).toBe('20%25 a *** b %zz')
    expect(secretFinder([value])(`%41 ${written}`)).toEqual([{ kind: 'known value', at: 4 }])
    expect(redactor([value])(`x ${written.slice(escape(99).length)}`)).not.toContain('***')
  })

  it('leaves no part of secrets that overlap', () => {
    expect(redactor(['abcdef', 'defghi'])('xabcdefghiy')).toBe('x***y')
  })

  it('masks a key line by line', () => {
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA1\n'.repeat(3)}-----END RSA PRIVATE KEY-----`
    expect(redactor([key])('log: MIIEowIBAAKCAQEA1')).toBe('log: ***')
    expect(redactor([])(`x ${key} y`)).toBe('x *** y')
  })

  it.each([
    ['GitHub', `ghp_${'a1'.repeat(18)}`],
    ['GitHub, in Markdown', escapeMarkdown(`ghs_${'a1'.repeat(18)}`)],
    ['GitHub, fine-grained', `github_pat_${'A1'.repeat(11)}_${'b2'.repeat(29)}b`],
    ['Anthropic', `sk-ant-api03-${'a1_-'.repeat(10)}`],
    ['OpenAI', `sk-proj-${'a1B2'.repeat(12)}`],
    ['npm', `npm_${'a1'.repeat(18)}`],
    ['AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['a JSON Web Token', `eyJ${'a1'.repeat(10)}.eyJ${'b2'.repeat(20)}.${'c3'.repeat(20)}`],
  ])('masks what looks like a token of %s', (_, token) => {
    expect(redactor([])(`key=${token} end`)).toBe('key=*** end')
  })

  it('masks a password in an address and keeps the host', () => {
    expect(redactor([])('postgres://me:hunter22@db.example/x')).toBe('postgres://me:***@db.example/x')
  })

  it('leaves ordinary text alone and is idempotent', () => {
    const text = 'sk-short, ghp_x, eyJ.a.b, https://example.org:443/a@b, 0.1.0 abc'
    expect(redactor(['abc', ''])(text)).toBe(text)
    expect(redact(redact(`a ${SECRET}`))).toBe('a ***')
  })

  it('is linear on text that almost matches', () => {
    const pieces = [
      'ghp_',
      'eyJaaaaaaaaaa.',
      'eyJ',
      '-----BEGIN PRIVATE KEY-----',
      'a://b:',
      'sk-',
      'github_pat_',
      'http://',
      'aaaa',
    ]
    for (const piece of pieces) {
      const started = process.cpuUsage()
      redactor(['aaaaaaaaaaaa', 'zzzz'])(piece.repeat(Math.ceil(1_000_000 / piece.length)))
      expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5)
    }
  })
})

describe('escapeHtml', () => {
  it('escapes what has a meaning in text and in attributes', () => {
    expect(escapeHtml(`<a href="x" id='y'>&amp;`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;')
  })
})

describe('stripAnsi', () => {
  it('drops colours, links and movements, in linear time', () => {
    expect(stripAnsi('\u001b[1;31mred\u001b[0m \u001b]8;;https://e.example\u0007link\u001b]8;;\u0007\u001b[2K')).toBe(
      'red link',
    )
    const started = process.cpuUsage()
    for (const piece of ['\u001b', '\u001b[', '\u001b[;', ';a', '\u001b];a']) stripAnsi(piece.repeat(200_000))
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5)
  })
})
