import { cutMiddle } from '../cut-middle.ts'
import {
  CODE_HEADINGS,
  CONVENTIONS_FILES,
  FOR_CONTRIBUTORS,
  OTHER_HEADINGS,
  SHELLS,
  SURELY_CODE,
} from './conventions.data.ts'

/** The conventions file of a commit: that of the base, never of a head that its author could have changed. */
export async function readConventions(
  readAt: (commit: string, path: string) => Promise<string | null>,
  base: string,
): Promise<{ path: string; text: string } | null> {
  for (const path of CONVENTIONS_FILES) {
    const text = await readAt(base, path)
    if (text !== null && text.trim() !== '') return { path, text }
  }
  return null
}

interface Section {
  heading: string
  depth: number
  lines: string[]
}

/**
 * What a conventions file says of code, in at most `most` characters: without how to install, run, contribute and release, without
 * badges, links and commands. Sections about code come whole and first; of those that could be about anything, what there is room for.
 * Empty where it says nothing of code.
 */
export function conventionsOfCode({ path, text }: { path: string; text: string }, most: number): string {
  const sections = sectionsOf(withoutCommands(text)).filter(({ lines }) => lines.some((line) => line.trim() !== ''))
  const about = sections.filter(({ heading }) => CODE_HEADINGS.test(heading))
  const others = FOR_CONTRIBUTORS.test(path) ? [] : sections.filter((one) => !about.includes(one))
  const kept = new Set<Section>()
  let left = most
  for (const section of [...about, ...others]) {
    const { length } = written(section)
    if (length > left && kept.size > 0) continue
    kept.add(section)
    left -= length
  }
  const whole = sections.filter((section) => kept.has(section)).map(written)
  return cutMiddle(whole.join('\n\n'), most)
}

/** The sections of a Markdown text that are not about something else than code, nor below one that is. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ heading: '', depth: 0, lines: [] }]
  let fenced = false
  for (const line of text.split('\n')) {
    if (/^\s*(?:`{3,}|~{3,})/.test(line)) fenced = !fenced
    const [, signs, heading] = (fenced ? null : /^(#{1,6})\s+(.*?)\s*#*$/.exec(line)) ?? []
    if (signs !== undefined && heading !== undefined) sections.push({ heading, depth: signs.length, lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  const kept: Section[] = []
  let dropped: number | null = null
  for (const section of sections) {
    if (dropped !== null && section.depth > dropped) continue
    const { heading, depth } = section
    dropped = depth > 1 && OTHER_HEADINGS.test(heading) && !SURELY_CODE.test(heading) ? depth : null
    if (dropped === null) kept.push(section)
  }
  return kept
}

/** Without fenced blocks of commands and the line that announces them, HTML, badges, and lines that only point elsewhere. */
function withoutCommands(text: string): string {
  const kept: string[] = []
  let fence: string | null = null
  for (const line of withoutHtmlComments(text).split(/\r?\n/)) {
    if (fence !== null) {
      if (line.trim().startsWith(fence)) fence = null
    } else if (SHELLS.test(line)) {
      fence = /[`~]{3,}/.exec(line)?.[0] ?? '```'
      while (kept.at(-1)?.trim() === '') kept.pop()
      if (/:\s*$/.test(kept.at(-1) ?? '')) kept.pop()
    } else if (!POINTS_ELSEWHERE.test(line)) kept.push(line)
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n')
}

/** By hand, in linear time; one that does not end stays, for the sanitiser to tell of. */
function withoutHtmlComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--')
  return (
    first + rest.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : `<!--${part}`)).join('')
  )
}

/** A badge, an image, a tag, or nothing but a link. */
const POINTS_ELSEWHERE =
  /^\s*(?:\[?!\[[^\]]*\].*|<\/?[a-z][^>]*>.*|(?:[-*+]\s+|\d+\.\s+)?(?:\[[^\]]*\]\([^)]*\)|https?:\/\/\S+)[.,]?\s*|\[[^\]]+\]:\s*\S+)\s*$/i

function written({ heading, depth, lines }: Section): string {
  const body = lines.join('\n').trim()
  return heading === '' ? body : `${'#'.repeat(depth)} ${heading}\n\n${body}`
}
