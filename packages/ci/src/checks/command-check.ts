import { posix } from 'node:path'
import type { FoundCheck, Leaf } from '../model.ts'
import { quoteWords } from '../workflow/shell.ts'

/**
 * One command of a check as a check of its own.
 * @param part what its id has behind that of the whole check
 */
export function commandCheck(found: FoundCheck, leaf: Leaf, part: string): FoundCheck {
  const { check } = found
  return {
    ...found,
    leaves: [leaf],
    shown: quoteWords([...leaf.wrapper, ...leaf.argv]),
    check: {
      ...check,
      id: `${check.id}${part}`,
      kind: leaf.kinds[0] ?? check.kind,
      kinds: [...leaf.kinds],
      command: commandOf(leaf),
      cwd: leaf.cwd,
      env: { ...check.env, ...leaf.env },
      shell: 'bash' as const,
    },
  }
}

/** Paths of the repository as words for a command in this folder; null where one lies outside of it, or would be read as an option. */
export function wordsFor(cwd: string, paths: readonly string[]): string[] | null {
  const words = paths.map((path) => posix.relative(cwd, path))
  return words.some((word) => word.startsWith('../') || word.startsWith('-')) ? null : words
}

/** The folders of its PATH lie in the tree, wherever that is. */
function commandOf({ wrapper, argv, path, cwd }: Leaf): string {
  const words = quoteWords([...wrapper, ...argv])
  const up = cwd === '.' ? '' : '../'.repeat(cwd.split('/').length)
  const folders = path.map((folder) => `$PWD/${up}${folder}`).join(':')
  return folders === '' ? words : `PATH="${folders}:$PATH" ${words}`
}
