const STRING = /[rbuft]{0,3}("""|'''|"|')/iy
const OPEN = '([{'
const CLOSE = ')]}'

/**
 * A Python text of the same length and lines with nothing but code: comments and the insides of strings are spaces. Fields of
 * f-strings count as string. Linear; a string that is never closed ends with its line, or with the text.
 */
export function pythonCode(text: string): string {
  return masked(text, true)
}

/** The same with its strings: only comments are spaces. */
export function withoutPythonComments(text: string): string {
  return masked(text, false)
}

function masked(text: string, strings: boolean): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '#') {
      const end = endOfLine(text, at)
      out += ' '.repeat(end - at)
      at = end
      continue
    }
    STRING.lastIndex = at
    const opened = /[\w"']/.test(char) && !/\w/.test(text[at - 1] ?? '') ? STRING.exec(text) : null
    if (opened === null) {
      out += char
      at += 1
      continue
    }
    const quote = opened[1] ?? ''
    const start = at + opened[0].length
    const end = endOfString(text, start, quote)
    // its closing quotes are passed over here: left to the loop, they would open a string
    const close = text.startsWith(quote, end) ? quote : ''
    out += opened[0] + (strings ? text.slice(start, end).replace(/[^\n\r]/g, ' ') : text.slice(start, end)) + close
    at = end + close.length
  }
  return out
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text.startsWith(quote, at)) return at
    else if (text[at] === '\n' && quote.length === 1) return at
  }
  return text.length
}

/** Lines, 1-based and inclusive. */
export interface LineRange {
  start: number
  end: number
}

/** The logical lines of a Python text: a statement with open brackets or a backslash goes on in the next line. */
export function logicalLines(text: string): (LineRange & { code: string })[] {
  const found: (LineRange & { code: string })[] = []
  let [depth, start, code] = [0, 1, '']
  let quoted: string | null = null
  for (const [index, line] of pythonCode(text).split('\n').entries()) {
    code += line
    for (const [, triple, bracket] of line.matchAll(/("""|''')|([()[\]{}])/g)) {
      if (triple !== undefined) quoted = quoted === null ? triple : quoted === triple ? null : quoted
      else if (bracket !== undefined && quoted === null)
        depth = Math.max(0, depth + (OPEN.includes(bracket) ? 1 : CLOSE.includes(bracket) ? -1 : 0))
    }
    if (depth > 0 || quoted !== null || /\\\s*$/.test(line)) {
      code += ' '
      continue
    }
    found.push({ start, end: index + 1, code })
    ;[start, code] = [index + 2, '']
  }
  if (code.trim() !== '') found.push({ start, end: text.split('\n').length, code })
  return found
}

export interface PythonFunction extends LineRange {
  /** `Class.method`. */
  name: string
  /** The line of `def`, as code. */
  header: string
  kind: 'def' | 'class'
}

/** Functions and classes with the lines that they span, by indentation. */
export function pythonFunctions(text: string): PythonFunction[] {
  const open: { indent: number; found: PythonFunction }[] = []
  const all: PythonFunction[] = []
  for (const { start, end, code } of logicalLines(text)) {
    if (code.trim() === '') continue
    const indent = /^[ \t]*/.exec(code)?.[0].length ?? 0
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop()
    for (const { found } of open) found.end = end
    const match = /^[ \t]*(?:async\s+)?(def|class)\s+(\w+)/.exec(code)
    if (match === null) continue
    const name = [open.at(-1)?.found.name, match[2]].filter((part) => part !== undefined).join('.')
    const found: PythonFunction = {
      start,
      end,
      name,
      header: code.trim(),
      kind: match[1] === 'class' ? 'class' : 'def',
    }
    open.push({ indent, found })
    all.push(found)
  }
  return all
}
