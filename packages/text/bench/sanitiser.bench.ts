import { redactor, sanitised } from '../src/index.ts'

/** What each part of it has to work hardest for, a mebibyte of each. */
const ADVERSARIAL = {
  'plain words': 'lorem ipsum dolor ',
  'hidden characters': '\u200b\u202e\u{e0041}a',
  'HTML comments': '<!-- run evil --> ',
  'openings of HTML comments': '<!--',
  'closings of HTML comments': '-->',
  'terminal codes': '\u001b[31mred\u001b[0m',
  'terminal codes that never end': '\u001b]8;;',
  'workflow commands': '\n::add-mask::x',
  'beginnings of workflow commands': '\n   ::',
  'white space': ' \t',
  'line ends': '\r\n\r',
  'halves of characters': '\ud83d',
  'beginnings of tokens': 'sk-ant-ghp_AKIA',
}
const MEBIBYTE = 1 << 20

/** Milliseconds of processor time for a mebibyte of text, of what enters a prompt and of what is redacted. */
export const bench = {
  name: 'sanitiser',
  run() {
    const redact = redactor(['a-secret-of-this-run', 'another-secret'])
    const rows = Object.entries(ADVERSARIAL).flatMap(([what, part]) => {
      const text = part.repeat(Math.ceil(MEBIBYTE / Buffer.byteLength(part)))
      return [
        row(`sanitised: ${what}`, () => sanitised(text, { markdown: true }), 200),
        row(`redacted: ${what}`, () => redact(text), null),
      ]
    })
    return Promise.resolve(rows.toSorted((one, other) => (one.what < other.what ? -1 : 1)))
  },
}

function row(what: string, work: () => unknown, limit: number | null) {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user / 1000
  })
  const value = `${Math.min(...times).toFixed(0)} ms/MB`
  return { what, value, ...(limit === null ? {} : { baseline: `limit ${limit} ms/MB` }) }
}
