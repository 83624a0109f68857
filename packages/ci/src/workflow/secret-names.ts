/** What an expression reads of `secrets` or `vars`. Neither a name nor a computation: all of them, as in `toJSON(secrets)`. */
export interface ValueReference {
  context: 'secrets' | 'vars'
  name: string | null
  /** The expression whose value is the name: what stands in `secrets[…]`. */
  computed: string | null
}

const STRING = /'(?:[^']|'')*'/y
const CONTEXT = /(?<![\w.-])(secrets|vars)(?![\w-])\s*/iy

/** The secrets and variables that an expression reads; words in its strings are none. Linear in its length. */
export function valueReferences(expression: string): ValueReference[] {
  const found: ValueReference[] = []
  for (let at = 0; at < expression.length;) {
    const string = matchAt(STRING, expression, at)
    const context = string === null ? matchAt(CONTEXT, expression, at) : null
    if (context !== null) {
      const start = at + context[0].length
      const { end, ...reference } = nameAt(expression, start)
      found.push({ context: context[1]?.toLowerCase() === 'vars' ? 'vars' : 'secrets', ...reference })
      // A computed name may read another one
      if (reference.computed !== null) found.push(...valueReferences(reference.computed))
      at = end
    } else at += string === null ? 1 : string[0].length
  }
  return found
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const DOTTED = /\.\s*([\w-]+)/y

function nameAt(text: string, start: number): { name: string | null; computed: string | null; end: number } {
  const dotted = matchAt(DOTTED, text, start)
  if (dotted !== null) return { name: dotted[1] ?? '', computed: null, end: start + dotted[0].length }
  if (text[start] !== '[') return { name: null, computed: null, end: Math.max(start, 1) }
  const end = closing(text, start)
  const inside = text.slice(start + 1, end).trim()
  const plain = /^'((?:[^']|'')*)'$/.exec(inside)?.[1]
  if (plain !== undefined) return { name: plain.replaceAll("''", "'"), computed: null, end: end + 1 }
  return { name: null, computed: inside === '*' ? null : inside, end: end + 1 }
}

/** Where the bracket that opens at `start` closes; the end where it does not. */
function closing(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const string = matchAt(STRING, text, at)
    if (string !== null) at += string[0].length - 1
    else if (text[at] === '[') depth++
    else if (text[at] === ']' && --depth === 0) return at
  }
  return text.length
}

/** What only makes caches or reports work: without it a step is slower or says less, and judges the same. */
const DISPENSABLE =
  /^(?:GITHUB_TOKEN|(?:TURBO|NX_CLOUD|CODECOV|COVERALLS|SONAR|SCCACHE|CACHIX|WIREIT|BUILDPULSE|DATADOG)_\w+)$/i

export function isDispensable(name: string): boolean {
  return DISPENSABLE.test(name)
}
