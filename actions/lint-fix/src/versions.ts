import type { CheckerName } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import type { Observed } from './red-checks.ts'

/** Packages of tools that go by another name. */
const PACKAGES: Partial<Record<CheckerName, string>> = { biome: '@biomejs/biome', tsc: 'typescript' }

/**
 * Tools of failing checks that are installed in another version than the lock file names: what fails and is fixed here may be another
 * thing in CI. The proof holds for what is installed.
 */
export async function otherVersions(
  red: readonly Observed[],
  { files, workspace }: Pick<Context, 'files' | 'workspace'>,
): Promise<{ what: string; why: string }[]> {
  const lock = await files.read('package-lock.json')
  if (lock === null) return []
  const tools = new Set(red.flatMap(({ found }) => found.leaves.flatMap(({ invocation }) => invocation?.checker ?? [])))
  const left: { what: string; why: string }[] = []
  for (const tool of tools) {
    const folder = `node_modules/${PACKAGES[tool] ?? tool}`
    const pinned = versionIn(lock, 'packages', folder)
    const bytes = await workspace.read(`${folder}/package.json`)
    const installed = bytes === null ? null : versionIn(Buffer.from(bytes).toString())
    if (pinned === null || installed === null || pinned === installed) continue
    const why = `package-lock.json names ${pinned}: in CI it may say and fix something else`
    left.push({ what: `${tool} ${installed}, which is installed here`, why })
  }
  return left
}

function versionIn(json: string, ...keys: readonly string[]): string | null {
  try {
    let value: unknown = JSON.parse(json)
    for (const key of [...keys, 'version'])
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
