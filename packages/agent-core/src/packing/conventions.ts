import { CONVENTIONS_FILES } from './conventions.data.ts'

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
