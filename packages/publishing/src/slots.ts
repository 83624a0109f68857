import type { Slot } from '@upkeep/schema'
import { codeSpan, cut, escapeMarkdown } from '@upkeep/text'
import { neutralise } from '@upkeep/text/neutralise'
import type { Allowed } from '@upkeep/text/neutralise'
import { LIMITS } from './limits.data.ts'

/** Where links of a posted text may lead, and what of its HTML is our own layout. */
export function allowedIn(serverUrl: string, slug: string, layout: readonly string[] = []): Allowed {
  return { links: [`${serverUrl}/${slug}/`], html: layout }
}

/**
 * Slots as Markdown in which nothing acts. What comes from the repository is set as code, what a model wrote is plain text. Even
 * what claims to be ours is neutralised: it went through a job that ran the repository's code.
 */
export function slotsMarkdown(slots: readonly Slot[], allowed: Allowed): string {
  const text = slots
    .map((slot) =>
      slot.from === 'upkeep' ? slot.text : slot.from === 'repository' ? codeSpan(slot.text) : prose(slot),
    )
    .join('')
  return neutralise(text, allowed)
}

function prose({ text }: Slot): string {
  const spaces = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : '']
  return spaces.join(escapeMarkdown(text))
}

/** Line ends and characters that nobody sees have no place in a title; nor has what acts once it is a commit message. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu

/** Slots as the plain text of a title or a subject line: at most 200 UTF-16 units, without mentions and references. */
export function slotsTitle(slots: readonly Slot[]): string {
  const text = slots.map((slot) => slot.text).join('')
  const plain = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  const inert = plain
    .replace(/[@\uff20](?=[A-Za-z0-9])/g, '')
    .replace(/#(?=\d)/g, 'no. ')
    .replace(/\bgh-(?=\d)/gi, 'no. ')
    .replace(/:\/\//g, ':')
  return inert.length <= LIMITS.title ? inert : `${cut(inert, LIMITS.title - 1)}…`
}
