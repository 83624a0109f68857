import type { FileSource } from '@upkeep/ci'
import { mypySection } from './mypy-targets.ts'
import { MYPY_FILES, MYPY_SECTIONS, NOQA_READERS, TOOL_FILES } from './other-readers.data.ts'

/** Who else reads a comment, though no probe can ask them. */
export interface OtherReaders {
  /** A tool other than ruff that obeys `# noqa`, and the file that names it. */
  noqa: string | null
  /** The file that sets mypy up; it reads `# type: ignore` whether or not CI calls it. */
  mypy: string | null
}

/** Looks through the files that name a repository's tools. */
export async function otherReaders(files: FileSource): Promise<OtherReaders> {
  const found: OtherReaders = { noqa: null, mypy: null }
  for (const path of await files.list()) {
    const text = TOOL_FILES.test(path) ? await files.read(path) : null
    const name = text === null ? undefined : NOQA_READERS.exec(withoutComments(text))?.[0]
    if (name !== undefined) found.noqa ??= `${name} (named in ${path})`
    if (MYPY_FILES.includes(path)) found.mypy ??= path
    if (MYPY_SECTIONS.includes(path) && text !== null && mypySection(text) !== null) found.mypy ??= path
  }
  return found
}

/** `[tool.ruff.lint.flake8-bugbear]` and the like name plugins of ruff. */
function withoutComments(text: string): string {
  return text
    .replace(/(?:^|\s)[#;].*$/gm, '')
    .replace(/^\s*\[tool\.ruff[^\]]*\]/gm, '')
    .replace(/lint\.flake8-[\w-]+/g, '')
}
