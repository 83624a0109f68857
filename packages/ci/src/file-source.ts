import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { FileSource } from './model.ts'

/** The workspace's files as text as `ci` reads them. Binary files read as null. */
export function fileSource(workspace: Pick<Workspace, 'files' | 'read'>): FileSource {
  const texts = new Map<string, Promise<string | null>>()
  const read = async (path: string) => {
    const bytes = await workspace.read(path)
    return bytes === null ? null : (decodeText(bytes)?.text ?? null)
  }
  return {
    list: async () => (await workspace.files()).map(({ path }) => path),
    read(path) {
      const known = texts.get(path) ?? read(path)
      texts.set(path, known)
      return known
    },
  }
}
