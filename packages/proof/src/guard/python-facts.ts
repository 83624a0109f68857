import { pythonCode, pythonFunctions } from '../text/python-text.ts'
import type { Fact } from './fact.ts'

/** Slots of a Python file that can hold a type: `A.f(name)` for parameters, `A.f()` for results; null: none is given. */
export function pythonAnnotations(text: string): Map<string, { text: string | null; line: number }> {
  const found = new Map<string, { text: string | null; line: number }>()
  const code = pythonCode(text)
  for (const { name, kind, start, header } of pythonFunctions(text)) {
    if (kind !== 'def') continue
    const open = header.indexOf('(')
    const close = closing(header, open)
    if (open < 0 || close < 0) continue
    for (const param of splitTop(header.slice(open + 1, close), ',')) {
      const [declared = ''] = splitTop(param, '=')
      const [target = '', ...type] = splitTop(declared, ':')
      const key = `${name}(${target.trim()})`
      if (target.trim() !== '' && target.trim() !== '*' && target.trim() !== '/')
        found.set(key, { text: type.length === 0 ? null : squeezed(type.join(':')), line: start })
    }
    const result = /^\s*->([\s\S]*?):?\s*$/.exec(header.slice(close + 1, bodyColon(header, close)))
    found.set(`${name}()`, { text: result === null ? null : squeezed(result[1] ?? ''), line: start })
  }
  for (const [, name = '', type = ''] of code.matchAll(/^(\w+)[ \t]*:[ \t]*([^=\n]+)/gm))
    if (!/^(?:if|else|elif|for|while|try|except|finally|with|class|def|match|case|async|lambda|return)$/.test(name))
      found.set(name, { text: squeezed(type), line: 1 })
  return found
}

/** Where the colon stands that begins the body. */
function bodyColon(header: string, from: number): number {
  let depth = 0
  for (let at = from + 1; at < header.length; at += 1) {
    const char = header[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    if (')]}'.includes(char)) depth -= 1
    if (char === ':' && depth === 0) return at
  }
  return header.length
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at >= 0 && at < text.length; at += 1) {
    const char = text[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    if (')]}'.includes(char)) depth -= 1
    if (depth === 0) return at
  }
  return -1
}

function splitTop(text: string, separator: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if ('([{'.includes(char)) depth += 1
    if (')]}'.includes(char)) depth -= 1
    if (char === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

function squeezed(type: string): string {
  return type.replace(/\s+/g, ' ').trim()
}

// what is always true for a checker, by its name: `infer_condition_value` of mypy/reachability.py
const TYPE_CHECKING = /^([ \t]*)(?:el)?if\b[ \t]*(\(*[ \t]*not\b)?[^\n]*\b(?:TYPE_CHECKING|MYPY)\b/
/** Tests that are no statement of their own, and another name for it. */
const TESTED_ELSEWHERE =
  /\b(?:TYPE_CHECKING|MYPY)\s+(?:or|and|else|as)\b|\b(?:not|or|and|while)\s+\(*(?:\w+\.)?(?:TYPE_CHECKING|MYPY)\b/
/** What stands behind it is not read either. */
const LEAVES = /(?:^|:)[ \t]*(?:return|raise|continue|break|assert\s+False)\b/
const BRANCH = /^([ \t]*)(?:else|elif\b[^\n]*)[ \t]*:/

/**
 * Lines that no type checker reads, because `TYPE_CHECKING` is never false for it, with those that hide the test from us.
 * @param code holds neither comments nor strings.
 */
export function uncheckedLines(code: string): Fact[] {
  const facts: Fact[] = []
  // the columns of the tests that are open, with whether a checker skips what stands in the branch
  const open: { indent: number; negated: boolean; unchecked: boolean }[] = []
  for (const [index, line] of code.split('\n').entries()) {
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    const branch = BRANCH.exec(line)
    const last = open.findLast((one) => one.indent <= indent)
    while ((open.at(-1)?.indent ?? -1) > indent) open.pop()
    if (branch !== null && last?.indent === indent && !TYPE_CHECKING.test(line)) last.unchecked = !last.negated
    else if ((open.at(-1)?.indent ?? -1) === indent) open.pop()
    const tested = TYPE_CHECKING.exec(line)
    if (tested !== null) open.push({ indent, negated: tested[2] !== undefined, unchecked: tested[2] !== undefined })
    const isHead = (tested !== null || branch !== null) && line.trimEnd().endsWith(':')
    const isSkipped = open.some(({ unchecked }) => unchecked) || (open.length > 0 && LEAVES.test(line))
    if ((!isHead && isSkipped) || (tested === null && TESTED_ELSEWHERE.test(line)))
      facts.push({ rule: 'lines that no type checker reads', line: index + 1 })
  }
  return facts
}
