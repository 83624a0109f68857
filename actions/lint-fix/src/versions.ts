import { posix } from 'node:path'
import { foldersUp, isVersion, packageOf, pinnedVersion, quoteWords } from '@upkeep/ci'
import type { Leaf } from '@upkeep/ci'
import { runLeaf } from '@upkeep/pipeline'
import type { Context } from '@upkeep/pipeline'
import type { Observed } from './red-checks.ts'

/** What tells the version of a tool that has no `--version` of its own. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  cargo: ['rustc', '--version'],
  rustfmt: ['rustc', '--version'],
  go: ['go', 'version'],
  gofmt: ['go', 'version'],
  'golangci-lint': ['golangci-lint', 'version'],
}

/** Tools of checks whose version here need not be that of CI. */
export interface OtherVersions {
  /** Installed in another version than the repository asks for. */
  differing: Told[]
  /** It asks for none. */
  unpinned: Told[]
}

interface Told {
  what: string
  why: string
}

/** What fails and is fixed here may be another thing in CI where it has another version of the tool. The proof holds for what is installed. */
export async function otherVersions(observed: readonly Observed[], context: Context): Promise<OtherVersions> {
  const versions: OtherVersions = { differing: [], unpinned: [] }
  const told = new Set<string>()
  for (const { found } of observed) {
    for (const leaf of found.leaves) {
      const tool = leaf.invocation?.checker
      if (tool === undefined || leaf.hook !== undefined || told.has(tool)) continue // hooks are installed as they are pinned
      const pin = await pinnedVersion(leaf, found, context.files)
      told.add(tool)
      const installed = pin === null ? null : await installedVersion(leaf, context)
      if (pin === null)
        versions.unpinned.push({
          what: tool,
          why: 'no file of the repository pins its version: CI may have another one',
        })
      else if (installed !== null && !isVersion(installed, pin))
        versions.differing.push({
          what: `${tool} ${installed}, which is installed here`,
          why: `${pin.from} names ${pin.version}: in CI it may say and fix something else`,
        })
    }
  }
  return versions
}

/** Packages of Node are read, other tools are asked. */
async function installedVersion(leaf: Leaf, context: Context): Promise<string | null> {
  const name = posix.basename(leaf.argv[0] ?? '')
  for (const folder of foldersUp(leaf.cwd)) {
    const bytes = await context.workspace.read(
      posix.join(folder, 'node_modules', packageOf(leaf, 'npm') ?? name, 'package.json'),
    )
    if (bytes !== null) return /"version":\s*"([^"]+)"/.exec(Buffer.from(bytes).toString())?.[1] ?? null
  }
  const command = quoteWords([...leaf.wrapper, ...(ASKED[name] ?? [leaf.argv[0] ?? '', '--version'])])
  await using worktree = await context.workspace.open()
  const { exit, stdout } = await runLeaf(worktree, leaf, { command, label: `version of ${name}` }, context)
  return exit === 0 ? (/\d+(?:\.\d+)+[\w.+-]*/.exec(stdout)?.[0] ?? null) : null
}
