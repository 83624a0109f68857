import { sourceText } from '@upkeep/agent-core'
import type { SourceText } from '@upkeep/agent-core'
import { codeOnly } from '@upkeep/proof'

/** A file's text as a source; the same one for the same text, so that it is parsed once. */
export type ReadSource = (path: string, text: string) => SourceText

/** Files that are kept at a time. */
const MOST_KEPT = 300

/** For all attempts of a run: they look at the same files again. */
export function sourceReader(): ReadSource {
  const kept = new Map<string, SourceText>()
  return (path, text) => {
    const known = kept.get(path)
    if (known?.text === text) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const source = sourceText(path, text, codeOnly)
    kept.set(path, source)
    return source
  }
}
