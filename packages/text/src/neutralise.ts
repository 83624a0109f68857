import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { HIDDEN, escapeInline, withoutClosing } from './markdown.ts'

type Root = ReturnType<typeof fromMarkdown>
type Nodes = Root | Root['children'][number]

/** What may stay alive in a text that is posted. */
export interface Allowed {
  /** Beginnings of addresses that a link may lead to, each ending in `/`: `https://github.com/owner/name/`. */
  links: readonly string[]
  /** Lines of HTML that our own layout holds, exactly. */
  html: readonly string[]
}

/** Something in a Markdown text that would act, or lead elsewhere, once it is posted. */
export interface LiveMarkup {
  kind: 'mention' | 'reference' | 'command' | 'link' | 'image' | 'html' | 'hidden'
  /** 1-based. */
  line: number
}

interface Replacement {
  kind: LiveMarkup['kind']
  start: number
  end: number
  line: number
  text: string
}

/** Text settles in two or three rounds; what does not is an attack, and is escaped as a whole. */
const ROUNDS = 8

/** Deeper quotes and lists are nobody's writing, and cost the parser more than linear time. */
const DEEPEST = 24

/**
 * Markdown in which nothing acts: no mention, closing keyword, reference to an issue, command of a bot, image, HTML, or link but to
 * allowed addresses. What is alive is found on the parsed tree, rewritten in the source, and parsed again until nothing is left.
 * Text in code stays as it is, but for closing keywords and commands at the start of a line, which bots read from the raw text.
 */
export function neutralise(markdown: string, allowed: Allowed): string {
  let text = flattened(markdown.replace(/\r\n?/g, '\n').replace(HIDDEN, ''))
  for (let round = 0; round < ROUNDS; round++) {
    const replacements = liveIn(text, allowed)
    if (replacements.length === 0) return text
    text = replaced(text, replacements)
  }
  return escapeInline(text)
}

/** What is alive in a text that is about to be posted; empty for whatever `neutralise` gave with the same allowances. */
export function liveMarkup(markdown: string, allowed: Allowed): LiveMarkup[] {
  // zero-width spaces are what `neutralise` itself puts into code
  const hidden = [...markdown.replaceAll('\u200b', ' ').matchAll(HIDDEN)].map(({ index }) => ({
    kind: 'hidden' as const,
    line: markdown.slice(0, index).split('\n').length,
  }))
  return [...hidden, ...liveIn(markdown, allowed).map(({ kind, line }) => ({ kind, line }))]
}

function liveIn(text: string, allowed: Allowed): Replacement[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const found: Replacement[] = []
  const visit = (node: Nodes) => {
    const replacement = replacementOf(node, text, allowed)
    if (replacement !== null) found.push(...replacement)
    else if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(tree)
  return found
}

/** The rewriting of a node that is alive; an empty list where the node is safe as a whole; null: look at its children. */
function replacementOf(node: Nodes, source: string, allowed: Allowed): Replacement[] | null {
  const [start, end, line] = [node.position?.start.offset, node.position?.end.offset, node.position?.start.line]
  if (start === undefined || end === undefined || line === undefined) return null
  const was = source.slice(start, end)
  const put = inertForm(node, was, atLineStart(source, start), allowed)
  if (put === null) return null
  return put.text === was ? [] : [{ kind: put.kind, start, end, line, text: put.text }]
}

interface InertForm {
  kind: LiveMarkup['kind']
  text: string
}

/** What a node becomes, which is what it was where nothing in it is alive; null for what only holds others. */
function inertForm(node: Nodes, was: string, lineStart: boolean, allowed: Allowed): InertForm | null {
  if (node.type === 'text') {
    const kind = aliveAs(node.value, lineStart)
    return kind === null ? { kind: 'command', text: was } : { kind, text: escapeInline(node.value) }
  }
  if (node.type === 'html') {
    const ours = was.split('\n').every((each) => each.trim() === '' || allowed.html.includes(each.trim()))
    return { kind: 'html', text: ours ? was : was.replaceAll('<', '&lt;') }
  }
  if (node.type === 'code' || node.type === 'inlineCode') return { kind: 'reference', text: inertCode(was) }
  if (node.type === 'image' || node.type === 'imageReference') return { kind: 'image', text: textOf(node) }
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return { kind: 'link', text: '' }
  if (node.type === 'footnoteReference') return { kind: 'link', text: escapeInline(node.identifier) }
  if (node.type === 'linkReference') return { kind: 'link', text: textOf(node) }
  if (node.type !== 'link') return null
  return allowed.links.some((prefix) => leadsTo(node.url, prefix)) ? null : { kind: 'link', text: textOf(node) }
}

/** GitHub's mentions, references and closing keywords, addresses that it links by itself, and what bots take for commands. */
function aliveAs(value: string, lineStart: boolean): LiveMarkup['kind'] | null {
  if (/[@\uff20](?=[A-Za-z0-9])/.test(value)) return 'mention'
  if (/#\d|\bgh-\d/i.test(value)) return 'reference'
  if (/:\/\/|\bwww\./i.test(value)) return 'link'
  const starts = lineStart ? value : value.replace(/^[^\n]*/, '')
  return /^[ \t]*(?:[/!](?=[A-Za-z])|bors\b)/m.test(starts) ? 'command' : null
}

function atLineStart(source: string, offset: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[\s>*+-]*$/.test(line)
}

/** The same code, without closing keywords; a line that a bot would take for a command is moved in by a space. */
function inertCode(source: string): string {
  return withoutClosing(source).replace(/^(?=[/!][A-Za-z]|bors\b|@\w)/gm, ' ')
}

function textOf(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return escapeInline(node.value)
  if (node.type === 'image' || node.type === 'imageReference') return escapeInline(node.alt ?? '')
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** A link to an issue refers to it, and after a closing keyword it closes it. */
const REFERENCE = /\/(?:issues|pull|discussions)\/\d/

/** By the parsed address, so that `https://github.com@evil.example/` and `//evil.example` are seen for what they are. */
function leadsTo(url: string, prefix: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false
  return parsed.href.startsWith(prefix) && !REFERENCE.test(parsed.pathname)
}

function flattened(text: string): string {
  return text.replace(/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){25,}/gm, (run) => run.slice(0, DEEPEST))
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = []
  let end = 0
  for (const { start, end: stop, text: put } of replacements) {
    parts.push(text.slice(end, start), put)
    end = stop
  }
  return [...parts, text.slice(end)].join('')
}
