import { unescaped } from './escapes.ts'
import { escapeHtml } from './html.ts'
import { escapeMarkdown } from './markdown.ts'
import { VENDOR_TOKENS } from './vendor-tokens.data.ts'

/** Replaces every secret in a text by `***`. */
export interface Redactor {
  (text: string): string
}

const MASK = '***'

/** A shorter value would blank out ordinary words; no service hands out such secrets. */
const SHORTEST = 4

/**
 * A redactor for known values, plain and in the forms in which they travel (base64 at each of its three alignments, hex, URL, JSON,
 * HTML and Markdown, or escaped character by character), each line of a longer one by itself, and for what looks like a token of a well-known vendor.
 * Values shorter than four characters are not looked for.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const find = spanFinder(secrets)
  return (text) => mask(text, find(text))
}

/** A secret in a text: whose it is by its look, or `known value`, and where it begins (UTF-16 units). Never the value. */
export interface SecretFind {
  kind: string
  at: number
}

/** Finds what `redactor` would mask, for whoever has to refuse a text instead of changing it. */
export function secretFinder(secrets: readonly string[]): (text: string) => SecretFind[] {
  const find = spanFinder(secrets)
  return (text) =>
    find(text)
      .toSorted((a, b) => a.start - b.start)
      .map(({ kind, start }) => ({ kind, at: start }))
}

interface Span {
  kind: string
  start: number
  end: number
}

function spanFinder(secrets: readonly string[]): (text: string) => Span[] {
  const forms = [...new Set(secrets.flatMap(linesOf).flatMap(formsOf))]
  return (text) => {
    const plain = spansIn(text, forms)
    const view = unescaped(text)
    if (view === null) return plain
    const hidden = spansIn(view.text, forms)
    return [
      ...plain,
      ...hidden.map(({ kind, start, end }) => ({
        kind,
        start: view.originalAt(start),
        end: view.originalAt(end),
      })),
    ]
  }
}

function spansIn(text: string, forms: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
      spans.push({ kind: 'known value', start: at, end: at + form.length })
  }
  for (const { vendor, pattern } of VENDOR_TOKENS) {
    for (const { 0: found, index } of text.matchAll(pattern))
      spans.push({ kind: vendor, start: index, end: index + found.length })
  }
  return spans
}

/** Overlapping finds are joined before they are cut out: cutting one first would leave a part of the other. */
function mask(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text
  const parts: string[] = []
  let end = 0
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start >= end) parts.push(text.slice(end, span.start), MASK)
    end = Math.max(end, span.end)
  }
  return [...parts, text.slice(end)].join('')
}

/** The value itself, and its lines: a log prints a private key line by line. */
function linesOf(secret: string): string[] {
  const lines = secret.split(/\r\n|\r|\n/).filter((line) => line.trim().length >= 8 && !line.startsWith('-----'))
  return [secret.trim(), ...lines.map((line) => line.trim())].filter((value) => value.length >= SHORTEST)
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const hex = Buffer.from(secret).toString('hex')
  const url = encodeUrl(secret)
  const forms = [secret, json, JSON.stringify(json).slice(1, -1), escapeHtml(secret), escapeMarkdown(secret)]
  const encoded = [url, url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), url.replaceAll('%20', '+')]
  return [...forms, ...encoded, hex, hex.toUpperCase(), ...base64Forms(secret)].filter(
    (form) => form.length >= SHORTEST,
  )
}

/** A lone surrogate has no URL form. */
function encodeUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/**
 * What base64 shows of a value at offset 0, 1 and 2 of its group of three bytes, without the characters that neighbouring bytes have
 * a part in. Both alphabets.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const shared = (offset + bytes.length) % 3 === 0 ? 0 : 1
    const own = encoded.slice(offset === 0 ? 0 : offset + 1, encoded.length - shared)
    return own.length < 6 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
