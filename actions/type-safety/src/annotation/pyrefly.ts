import type { Context } from '@upkeep/pipeline'
import type { TextEdit } from '../comment-edit.ts'
import { openWith } from '../probe-run.ts'
import type { Read } from '../scan.ts'

const MARK = '--- upkeep:'

/** What `pyrefly infer` would write into the heads of functions that stand on one line; null where it is not installed. */
export async function pyreflyAnnotations(
  files: readonly Read[],
  context: Context,
): Promise<Map<string, TextEdit[]> | null> {
  await using worktree = await openWith([], context)
  const paths = files.map(({ path }) => `'${path.replaceAll("'", `'\\''`)}'`).join(' ')
  const shown = `for f in ${paths}; do printf '%s%s\\n' '${MARK}' "$f"; cat "$f"; done`
  const command = `pyrefly infer ${paths} >/dev/null 2>&1 || exit 1; ${shown}`
  const { exit, stdout } = await context.exec(worktree, command, { cwd: '.', label: 'probe pyrefly' })
  if (exit !== 0) return null
  const texts = new Map(
    stdout
      .split(MARK)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
  )
  return new Map(files.map((file) => [file.path, headEdits(file.text, texts.get(file.path) ?? file.text)]))
}

const HEAD = /^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)[^\n]*:[ \t]*(?:#[^\n]*)?$/gm

/** The heads that are another one afterwards, in pairs by their order. */
export function headEdits(before: string, after: string): TextEdit[] {
  const [old, now] = [[...before.matchAll(HEAD)], [...after.matchAll(HEAD)]]
  if (old.length !== now.length) return []
  return old.flatMap((match, index) => {
    const [is = '', name] = now[index] ?? []
    const [was] = match
    if (name !== match[1] || is === was) return []
    return [{ start: match.index, end: match.index + was.length, text: spaced(is) }]
  })
}

/** PEP 8: spaces around the `=` of a default behind an annotation. */
function spaced(head: string): string {
  return head.replace(/(:\s*[\w.]+(?:\[[^\]]*\])?(?:\s*\|\s*[\w.]+(?:\[[^\]]*\])?)*)=(?!=)/g, '$1 = ')
}
