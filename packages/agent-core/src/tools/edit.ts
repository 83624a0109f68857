import { byteOffset, decodeText } from '@upkeep/workspace'
import type { DecodedText } from '@upkeep/workspace'
import * as z from 'zod/mini'
import { defineTool } from '../tool.ts'
import type { Tool, ToolOutput } from '../tool.ts'
import type { AttemptTree } from '../tree.ts'
import { nearestRanges } from './nearest-ranges.ts'

export interface EditToolOptions {
  tree: Pick<AttemptTree, 'read' | 'write'>
  /** Why a path may not be touched; null: it may. */
  refusal: (path: string) => string | null
  /** What the edit brought in, as text for the model; empty for nothing. */
  afterEdit?: ((path: string, signal: AbortSignal) => Promise<string>) | undefined
}

/** Exact replacement: only the bytes that match are spliced, so that line ends, a byte order mark and all else stay. */
export function editTool({ tree, refusal, afterEdit }: EditToolOptions): Tool {
  return defineTool({
    name: 'edit',
    description:
      'Replace old_str, which must occur exactly once in the file, by new_str. With replace_all every occurrence. An empty old_str makes a new file.',
    input: z.strictObject({
      path: z.string(),
      old_str: z.string(),
      new_str: z.string(),
      replace_all: z.optional(z.boolean()),
    }),
    run: async (wanted, signal) => await edited(wanted, { tree, refusal, afterEdit }, signal),
  })
}

/** Back to where the attempt began. */
export function resetTool(tree: Pick<AttemptTree, 'reset'>): Tool {
  return defineTool({
    name: 'reset',
    description: 'Undo all your changes in all files.',
    input: z.strictObject({}),
    async run() {
      await tree.reset()
      return { text: 'all files are as they were', isError: false }
    },
  })
}

interface Wanted {
  path: string
  old_str: string
  new_str: string
  replace_all?: boolean | undefined
}

async function edited(wanted: Wanted, options: EditToolOptions, signal: AbortSignal): Promise<ToolOutput> {
  const { path, old_str: old, new_str: text, replace_all: all = false } = wanted
  const { tree, refusal, afterEdit } = options
  const why = refusal(path)
  if (why !== null) return failed(why)
  const bytes = await tree.read(path)
  if (bytes === null) return old === '' ? await create(tree, path, text) : failed(`there is no file ${path}`)
  if (old === '') return failed(`${path} is there already; name the text to replace in old_str`)
  const decoded = decodeText(bytes)
  if (decoded === null) return failed(`${path} is a binary file`)
  const changed = replace(bytes, decoded, { path, old, text, all })
  if (!(changed instanceof Uint8Array)) return changed
  await tree.write(path, changed)
  const told = await afterEdit?.(path, signal)
  return { text: told === undefined || told === '' ? `edited ${path}` : `edited ${path}\n${told}`, isError: false }
}

async function create(tree: Pick<AttemptTree, 'write'>, path: string, text: string): Promise<ToolOutput> {
  await tree.write(path, Buffer.from(text))
  return { text: `made ${path}`, isError: false }
}

interface Replacement {
  path: string
  old: string
  text: string
  all: boolean
}

function replace(bytes: Uint8Array, decoded: DecodedText, wanted: Replacement): Uint8Array | ToolOutput {
  const { path, all } = wanted
  if (wanted.old === wanted.text) return failed('old_str and new_str are the same: nothing would change')
  const { old, text } = withEol(decoded, wanted)
  const places = placesOf(decoded.text, old)
  if (places.length === 0) {
    const near = nearestRanges(decoded.text, wanted.old)
    return failed(`old_str does not occur in ${path}${near.length === 0 ? '' : `; nearest:\n${near.join('\n')}`}`)
  }
  if (places.length > 1 && !all) {
    const lines = places.slice(0, 20).map((place) => decoded.text.slice(0, place).split('\n').length)
    return failed(`old_str occurs ${places.length} times in ${path}, at the lines ${lines.join(', ')}: give more of it`)
  }
  const encoded = Buffer.from(text, decoded.encoding)
  if (encoded.toString(decoded.encoding) !== text)
    return failed(`new_str holds a character that the encoding of ${path} (${decoded.encoding}) lacks`)
  const offset = (index: number) => byteOffset(decoded.text, index, decoded.encoding, decoded.bom)
  const parts: Uint8Array[] = []
  let end = 0
  for (const place of places) {
    parts.push(bytes.subarray(end, offset(place)), encoded)
    end = offset(place + old.length)
  }
  return Buffer.concat([...parts, bytes.subarray(end)])
}

/** A model writes `\n`; in a file of `\r\n` that is what it means. */
function withEol({ text, eol }: DecodedText, wanted: Replacement): Pick<Replacement, 'old' | 'text'> {
  if (eol !== '\r\n' || text.includes(wanted.old)) {
    const keeps = eol === '\r\n' && !wanted.text.includes('\r\n')
    return { old: wanted.old, text: keeps ? toCrlf(wanted.text) : wanted.text }
  }
  return { old: toCrlf(wanted.old), text: toCrlf(wanted.text) }
}

function toCrlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) places.push(at)
  return places
}

function failed(text: string): ToolOutput {
  return { text: `Not edited: ${text}.`, isError: true }
}
