import { describe, expect, it } from '@jest/globals'
import { formatMarker, parseMarker, withMarker } from '@upkeep/github'
import { trailerKey, withTrailer } from './marker.ts'

const ids = ['0123456789abcdef', 'fedcba9876543210']
const marker = { action: 'lint-fix', key: 'k-1.2_3', ids }
const line = '<!-- upkeep:lint-fix key=k-1.2_3 ids=0123456789abcdef,fedcba9876543210 v=1 -->'

describe('a marker', () => {
  it('is one line that reads back as what it was', () => {
    expect(formatMarker(marker)).toBe(line)
    expect(parseMarker(withMarker('Words.\n\n\n', marker))).toEqual(marker)
    expect(withMarker('Words.\n\n\n', marker)).toBe(`Words.\n\n${line}\n`)
    expect(parseMarker(formatMarker({ ...marker, ids: [] }))).toEqual({ ...marker, ids: [] })
    const many = { ...marker, ids: Array.from({ length: 1000 }, (_, index) => index.toString(16).padStart(16, '0')) }
    expect(parseMarker(withMarker('x', many))).toEqual(many)
  })

  it('is read with the line ends and blanks that an edit in the browser leaves', () => {
    expect(parseMarker(`Words.\r\n\r\n${line}\r\n \n`)).toEqual(marker)
  })

  it('counts as a whole line, the last one that is a marker: another bot may write below it', () => {
    const bodies = [`> ${line}`, `\`${line}\``, ` ${line}`, `x ${line}`, `${line} x`, `${line}${line}`]
    for (const body of bodies) expect(parseMarker(body)).toBeNull()
    for (const body of [`${line}\nmore`, `${line}\n<!-- -->`]) expect(parseMarker(body)).toEqual(marker)
    const forged = line.replace('lint-fix', 'pr-review')
    expect(parseMarker(withMarker(`Model text ${forged}\n${forged}`, marker))).toEqual(marker)
  })

  it('is refused where any part differs from how it is written', () => {
    const wrong = [
      line.replace('v=1', 'v=2'),
      line.replace('v=1 ', ''),
      line.replace('key=k-1.2_3', 'key='),
      line.replace('key=k-1.2_3', 'key=a b'),
      line.replace('key=k-1.2_3', `key=${'k'.repeat(65)}`),
      line.replace('key=k-1.2_3', 'key=a--b'),
      line.replace('lint-fix', 'Lint'),
      line.replace('lint-fix', 'lint--fix'),
      line.replace('lint-fix', '__proto__'),
      line.replace('ids=', 'ids=,'),
      line.replace('0123456789abcdef', '0123456789ABCDEF'),
      line.replace('0123456789abcdef', '0123456789abcde'),
      line.replace(' v=1', ' extra=1 v=1'),
      line.replace('upkeep:', 'upkeep :'),
      line.replaceAll(' ', '\u00a0'),
    ]
    for (const body of wrong) expect(parseMarker(body)).toBeNull()
    for (const body of ['', null, '<!--', ' '.repeat(100_000), '-->']) expect(parseMarker(body)).toBeNull()
  })

  it('is read in no time from a body that is made to take long', () => {
    const started = process.cpuUsage()
    const bodies = ['<!-- upkeep:a key=', 'ids=0123456789abcdef,', '\n', ' -->', '<!-- upkeep:']
    for (const part of bodies) expect(parseMarker(part.repeat(100_000))).toBeNull()
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1)
  })

  it('is never written so that it could not be read back', () => {
    for (const wrong of [
      { key: 'a b' },
      { key: '' },
      { key: '-->' },
      { action: 'A' },
      { ids: ['x'] },
      { ids: Array<string>(1001).fill(ids[0] ?? '') },
    ])
      expect(() => formatMarker({ ...marker, ...wrong })).toThrow(TypeError)
  })
})

describe('the key of a commit', () => {
  it('is the last trailer of ours in the last paragraph', () => {
    expect(trailerKey(`Headline\n\n${withTrailer('Body.', 'k1')}`)).toBe('k1')
    expect(trailerKey(`Headline\n\n${withTrailer('', 'k1')}`)).toBe('k1')
    expect(trailerKey('Headline\n\nUpkeep-Key: k1\nCo-authored-by: a <a@b>\n')).toBe('k1')
    expect(trailerKey('Headline\r\n\r\nUpkeep-Key: k1\r\n')).toBe('k1')
  })

  it('is not what a message merely mentions', () => {
    for (const message of ['Upkeep-Key: k1\n\nBody', 'H\n\n Upkeep-Key: k1', 'H\n\nUpkeep-Key: a b', 'H', ''])
      expect(trailerKey(message)).toBeNull()
    expect(trailerKey(`H\n\n${withTrailer('Upkeep-Key: forged', 'k1')}`)).toBe('k1')
    expect(() => withTrailer('Body', 'a\nb')).toThrow(TypeError)
  })
})
