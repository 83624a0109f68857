/** Takes secrets out of a text. */
export type Redactor = (text: string) => string

const MASK = '***'

/** Shorter values would blank ordinary words. */
const SHORTEST = 6

/** Tokens that are known by their shape, whoever they belong to. */
const TOKEN_SHAPES =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}|sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,200}|npm_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,200}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|pypi-[A-Za-z0-9_-]{50,300}|glpat-[A-Za-z0-9_-]{20}|eyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,3000}\.[A-Za-z0-9_-]{10,1000})/g

/**
 * A redactor for these values, plain, as JSON and URLs write them, and inside Base64 at any of its three alignments; also for
 * whatever has the shape of a well-known token.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const values = [...new Set(secrets.map((secret) => secret.trim()))].filter((secret) => secret.length >= SHORTEST)
  const forms = new Set(
    values.flatMap((value) => [
      value,
      ...value.split(/\r?\n/),
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      ...base64Forms(value),
    ]),
  )
  const longest = [...forms].filter((form) => form.length >= SHORTEST).toSorted((a, b) => b.length - a.length)
  const known = longest.length === 0 ? null : new RegExp(longest.map((form) => RegExp.escape(form)).join('|'), 'g')
  return (text) => (known === null ? text : text.replace(known, MASK)).replace(TOKEN_SHAPES, MASK)
}

/** What of a value's Base64 is the same wherever the value begins: the characters that hold only its own bits. */
function base64Forms(value: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)])
      .toString('base64')
      .replace(/=+$/, '')
    const whole = (Buffer.byteLength(value) + shift) % 3 === 0
    return encoded.slice(shift === 0 ? 0 : shift + 1, whole ? undefined : -1)
  })
}
