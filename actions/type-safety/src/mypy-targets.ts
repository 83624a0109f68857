import type { FileSource } from '@upkeep/ci'
import type { Configuration } from './configuration.ts'

/** A target that mypy is told to assume; empty: the one that it finds. */
export interface MypyTarget {
  flags: readonly string[]
  label: string
}

const AS_IT_IS: MypyTarget = { flags: [], label: '' }

/** As it is, and two more. */
const MOST_TARGETS = 3

const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/^ubuntu/, 'linux'],
  [/^macos/, 'darwin'],
  [/^windows/, 'win32'],
]

/**
 * The Python versions and platforms of the job's matrix that mypy has to be asked about: at most three runs, as it is, the
 * oldest version with one other platform and the newest with the other. What the configuration pins is not varied.
 */
export function mypyTargets(
  { leaf, legs }: Configuration,
  pinned: { version: boolean; platform: boolean },
): MypyTarget[] {
  const values = legs.flatMap((leg) => Object.values(leg)).map(String)
  const versions = [...new Set(values.filter((value) => /^3\.\d+$/.test(value)))].toSorted(
    (a, b) => minor(a) - minor(b),
  )
  const platforms = [
    ...new Set(values.flatMap((value) => PLATFORMS.find(([pattern]) => pattern.test(value))?.[1] ?? [])),
  ]
  const has = (flag: string) => leaf.argv.some((word) => word === flag || word.startsWith(`${flag}=`))
  const freeVersions =
    pinned.version || has('--python-version') || versions.length < 2 ? [] : [versions[0], versions.at(-1)]
  const freePlatforms =
    pinned.platform || has('--platform') || platforms.length < 2 ? [] : platforms.filter((name) => name !== 'linux')
  const targets: MypyTarget[] = [AS_IT_IS]
  for (let index = 0; targets.length < MOST_TARGETS; index += 1) {
    const [version, platform] = [freeVersions[index], freePlatforms[index]]
    if (version === undefined && platform === undefined) break
    const flags = [
      ...(version === undefined ? [] : ['--python-version', version]),
      ...(platform === undefined ? [] : ['--platform', platform]),
    ]
    targets.push({ flags, label: flags.join(' ') })
  }
  return targets
}

function minor(version: string): number {
  return Number(version.slice(2))
}

const CONFIGS = ['mypy.ini', '.mypy.ini', 'pyproject.toml', 'setup.cfg']

/** What mypy's own configuration fixes, in the folder that it runs in. */
export async function pinnedByConfig(
  folder: string,
  files: FileSource,
): Promise<{ version: boolean; platform: boolean }> {
  for (const name of CONFIGS) {
    const text = await files.read(folder === '' ? name : `${folder}/${name}`)
    const section = text === null ? null : mypySection(text)
    if (section !== null)
      return { version: /^\s*python_version\s*=/m.test(section), platform: /^\s*platform\s*=/m.test(section) }
  }
  return { version: false, platform: false }
}

/** The lines of `[mypy]` or `[tool.mypy]`; null where there is no such section. */
export function mypySection(text: string): string | null {
  const start = /^\[(?:tool\.)?mypy\][^\n]*\n/m.exec(text)
  if (start === null) return null
  const rest = text.slice(start.index + start[0].length)
  const end = rest.search(/^\[/m)
  return end < 0 ? rest : rest.slice(0, end)
}
