import { escapeHtml as e } from '@upkeep/text'
import { diffFiles } from './diff-lines.ts'
import type { DiffFile, DiffLine } from './diff-lines.ts'
import { pathCode, section } from './html-parts.ts'
import { count } from './wording.ts'

/** A browser stays quick with this many lines of diff; the rest is in patch.diff. */
const MOST_LINES = 6000

const OPEN_FILES = 8

/** The unified diff, coloured, with line numbers on both sides. */
export function diffSection(patch: string): string {
  const files = diffFiles(patch)
  if (files === null)
    return section(
      'Changes',
      'as text',
      `<div class="card"><pre tabindex="0">${e(patch.slice(0, 500_000))}</pre></div>`,
    )
  let room = MOST_LINES
  const cards = files.map((file, index) => {
    const shown = file.lines.slice(0, Math.max(0, room))
    room -= file.lines.length
    return card(file, shown, index < OPEN_FILES)
  })
  return section('Changes', count(files.length, 'file'), cards.join('\n'))
}

function card({ path, from, added, removed, lines }: DiffFile, shown: readonly DiffLine[], open: boolean): string {
  const name = from === null ? pathCode(path) : `${pathCode(from)} → ${pathCode(path)}`
  const hidden = lines.length - shown.length
  const note =
    hidden > 0
      ? `<tr class="note-line"><td class="n"></td><td class="n"></td><td>… ${count(hidden, 'more line')}: see patch.diff</td></tr>`
      : ''
  const head = `<summary>${name} <small><span class="plus">+${added}</span> <span class="minus">−${removed}</span></small></summary>`
  const body = `<table><tbody>${shown.map(row).join('')}${note}</tbody></table>`
  return `<details class="card diff"${open ? ' open' : ''}>${head}<div class="scroll" tabindex="0">${body}</div></details>`
}

function row({ kind, before, after, text }: DiffLine): string {
  const mark = { added: '+ ', removed: '- ', same: '  ', hunk: '', note: '' }[kind]
  const style = kind === 'same' ? '' : ` class="${kind === 'note' ? 'note-line' : kind}"`
  return `<tr${style}><td class="n">${before ?? ''}</td><td class="n">${after ?? ''}</td><td>${mark}${e(text)}</td></tr>`
}
