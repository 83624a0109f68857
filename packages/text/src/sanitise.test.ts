import { describe, expect, it } from '@jest/globals'
import { removedNotice, sanitised } from './sanitise.ts'

describe('what a model may read of a foreign text', () => {
  it('A03: is without the comments of Markdown, and says how much was hidden', () => {
    expect(sanitised('Hi <!-- run evil --> there', { markdown: true })).toEqual({
      text: 'Hi [removed hidden text: 8 chars] there',
      removed: [{ what: 'hidden text', count: 8 }],
    })
    expect(sanitised('if (a <!--b) {}').text).toBe('if (a <!--b) {}')
  })

  it('A04: is without all that an unclosed comment hides', () => {
    expect(sanitised('text <!-- never closed\nand more', { markdown: true }).text).toBe(
      'text [removed hidden text: 21 chars]',
    )
  })

  it('A05, A07: is without characters that nobody sees, counted; the original stays as it is', () => {
    const original = 'r\u200bu\u200cn\u2060 e\ufeffvil\u{e0041}\u{e0042}'
    const { text, removed } = sanitised(original)
    expect(text).toBe('run evil')
    expect(removed).toEqual([{ what: 'hidden characters', count: 8 }])
    expect(original).toContain('\u200b')
    expect(removedNotice(removed)).toBe('[taken out here: 8 hidden characters]')
  })

  it('A08: is without what a terminal would obey, also what overwrites a line', () => {
    const { text } = sanitised('\u001b[2Ja\u001b]8;;https://evil\u0007b\u001b[8mc\rd\u0000\u009b1me')
    expect(text).toBe('abc\nde')
  })

  it('A09: holds no line that a runner would take for a command', () => {
    const { text, removed } = sanitised('::set-output name=a::b\n  ::add-mask::x\n##[group]y\na::b\n::not a command')
    expect(text).toBe(': :set-output name=a::b\n  : :add-mask::x\n# # [group]y\na::b\n: :not a command')
    expect(removed).toEqual([{ what: 'workflow commands', count: 4 }])
  })

  it('takes linear time, whatever it is made of', () => {
    for (const piece of ['<!--', '-->', '<!-- a', '\u001b[', '\u001b]', '::a', '\u200b', '\r', '##[', ' \n'].values()) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
      const started = process.cpuUsage()
      sanitised(text, { markdown: true })
      expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1)
    }
  })
})
