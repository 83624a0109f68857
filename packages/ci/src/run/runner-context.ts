import { createHash } from 'node:crypto'
import { globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }
const MACHINES: Readonly<Record<string, string>> = { x64: 'X64', arm64: 'ARM64', arm: 'ARM', ia32: 'X86' }

export const RUNNER_OS = SYSTEMS[process.platform] ?? 'Linux'
export const RUNNER_ARCH = MACHINES[process.arch] ?? 'X64'

/** Why a job for runners with this label is not run on this machine; null: it fits, or nothing is known of the label. */
export function foreignLabel(label: string): string | null {
  const os = /^(ubuntu|linux|macos|windows)\b/i.exec(label)?.[1]?.toLowerCase()
  if (os === undefined) return null
  // What is meant for Ubuntu is run on a developer's macOS
  const fits =
    os === 'windows' ? RUNNER_OS === 'Windows' : os === 'macos' ? RUNNER_OS === 'macOS' : RUNNER_OS !== 'Windows'
  const machine = os !== 'macos' && /-arm(?:64)?$/i.test(label) ? 'ARM64' : null
  return fits && (machine === null || machine === RUNNER_ARCH) ? null : `it runs on ${label}`
}

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', '.venv', 'target'])

/**
 * As `hashFiles()` of the runner, without what set-up made: SHA-256 over those of the files, in their order; `''` where none matches. What
 * lies outside of the repository, or is reached by a link from there, is not read.
 */
export function hashFiles(root: string, patterns: readonly string[]): string {
  const wanted = new Set<string>()
  for (const pattern of patterns) {
    const [negative, plain] = pattern.startsWith('!') ? [true, pattern.slice(1)] : [false, pattern]
    const exclude = (name: string) => LEFT_OUT.has(name)
    for (const path of globSync(plain.replace(/^\.?\//, ''), { cwd: root, exclude })) {
      if (negative) wanted.delete(path)
      else wanted.add(path)
    }
  }
  const place = realpathSync(root)
  const digests = [...wanted].toSorted().flatMap((path) => {
    const file = join(root, path)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return []
    if (!realpathSync(file).startsWith(`${place}${sep}`)) return []
    return [createHash('sha256').update(readFileSync(file)).digest()]
  })
  return digests.length === 0 ? '' : createHash('sha256').update(Buffer.concat(digests)).digest('hex')
}

/** The variables that a runner sets for every step, of its contexts. */
export function runnerVariables(
  github: Readonly<Record<string, unknown>>,
  runner: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return { CI: 'true', GITHUB_ACTIONS: 'true', ...named('GITHUB', github), ...named('RUNNER', runner) }
}

/** The token is no variable, also on GitHub. */
function named(prefix: string, context: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain = Object.entries(context).flatMap(([name, value]) =>
    (typeof value === 'string' || typeof value === 'number') && name !== 'token'
      ? [[name, String(value)] as const]
      : [],
  )
  return Object.fromEntries(plain.map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]))
}
