import { describe, expect, it } from '@jest/globals'
import { pythonCode, withoutPythonComments } from './python-text.ts'

describe('withoutPythonComments', () => {
  it.each([
    ['x = """a\nb;\n"""\ny = 1  # c\n', 'x = """a\nb;\n"""\ny = 1     \n'],
    ['f("a.", "b")  # c\n', 'f("a.", "b")     \n'],
    ['x = "#"  # c\n', 'x = "#"     \n'],
  ])('knows where a string ends, whatever stands before its quotes: %j', (text, expected) => {
    expect(withoutPythonComments(text)).toBe(expected)
  })
})

describe('pythonCode', () => {
  it('blanks what is inside of strings and keeps what is behind them', () => {
    expect(pythonCode('f("a.", eval(x), "b)")\n')).toBe('f("  ", eval(x), "  ")\n')
  })
})
