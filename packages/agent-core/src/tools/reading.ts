import picomatch from 'picomatch'
import { decodeText } from '@upkeep/workspace'
import { RepoPath } from '@upkeep/schema'
import * as z from 'zod/mini'
import { cutMiddle } from '../cut-middle.ts'
import { defineTool } from '../tool.ts'
import type { Tool, ToolOutput } from '../tool.ts'
import type { AttemptTree } from '../tree.ts'

type Readable = Pick<AttemptTree, 'read' | 'list'>

const MOST_LINES = 400
const MOST_CHARACTERS = 10_000
const MOST_HITS = 100
const MOST_PATHS = 300
/** A larger file is no source. */
const LARGEST_FILE = 1024 * 1024

const line = z.int().check(z.minimum(1))

/** Lines of a file, numbered. */
export function readTool(tree: Readable): Tool {
  return defineTool({
    name: 'read',
    description: 'Read a file, or some lines of it.',
    input: z.strictObject({ path: z.string(), start_line: z.optional(line), end_line: z.optional(line) }),
    readOnly: true,
    async run({ path, start_line: start = 1, end_line: end }) {
      const text = await textAt(tree, path)
      if (typeof text !== 'string') return text
      const lines = text.split('\n')
      const last = Math.min(end ?? lines.length, start + MOST_LINES - 1, lines.length)
      const shown = lines.slice(start - 1, last).map((content, index) => `${start + index}\t${content}`)
      const more = last < (end ?? lines.length) ? `\n[the file has ${lines.length} lines]` : ''
      return { text: `${cutMiddle(shown.join('\n'), MOST_CHARACTERS)}${more}`, isError: false }
    },
  })
}

/** Plain text, not a pattern: a pattern of a model's could take for ever. */
export function grepTool(tree: Readable): Tool {
  return defineTool({
    name: 'grep',
    description: 'Find the lines that hold a text (exact, not a pattern), in the files that a glob matches.',
    input: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(200)), glob: z.optional(z.string()) }),
    readOnly: true,
    async run({ text: wanted, glob }, signal) {
      const hits: string[] = []
      for (const path of matching(await tree.list(), glob)) {
        signal.throwIfAborted()
        const text = await textAt(tree, path)
        if (typeof text !== 'string' || !text.includes(wanted)) continue
        for (const [index, content] of text.split('\n').entries())
          if (content.includes(wanted)) hits.push(`${path}:${index + 1}: ${content.trim().slice(0, 200)}`)
        if (hits.length >= MOST_HITS) break
      }
      const more = hits.length > MOST_HITS ? '\n[more, cut here]' : ''
      return { text: `${hits.slice(0, MOST_HITS).join('\n') || 'nothing found'}${more}`, isError: false }
    },
  })
}

/** The paths that a glob matches. */
export function listTool(tree: Readable): Tool {
  return defineTool({
    name: 'list',
    description: 'List the files that a glob matches.',
    input: z.strictObject({ glob: z.optional(z.string()) }),
    readOnly: true,
    async run({ glob }) {
      const paths = matching(await tree.list(), glob)
      const more = paths.length > MOST_PATHS ? `\n[${paths.length} files in all]` : ''
      return { text: `${paths.slice(0, MOST_PATHS).join('\n') || 'nothing found'}${more}`, isError: false }
    },
  })
}

/** Few stars and braces, so that matching stays quick. */
function matching(paths: readonly string[], glob = '**'): readonly string[] {
  if (glob.length > 200 || (glob.match(/[*{(+!]/g) ?? []).length > 8) return []
  const matches = picomatch(glob, { dot: true, noextglob: true })
  return paths.filter((path) => matches(path))
}

async function textAt(tree: Readable, path: string): Promise<string | ToolOutput> {
  if (!RepoPath.safeParse(path).success)
    return failed(`${JSON.stringify(path.slice(0, 200))} is no path of the repository`)
  const bytes = await tree.read(path)
  if (bytes === null) return failed(`there is no file ${path}`)
  if (bytes.length > LARGEST_FILE) return failed(`${path} is larger than ${LARGEST_FILE} bytes`)
  return decodeText(bytes)?.text ?? failed(`${path} is a binary file`)
}

function failed(why: string): ToolOutput {
  return { text: `Not read: ${why}.`, isError: true }
}
