import type { FileSource } from '@upkeep/ci'
import { messageOf } from '@upkeep/schema'
import { parse as parseJsonc } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { folderOf, repositoryPath } from './configuration.ts'
import type { Configuration } from './configuration.ts'

/** The configuration that pyright would read, and where the probe's own stands instead. */
export interface PyrightConfig {
  path: string
  text: string
  /** Whether `# type: ignore` is a suppression for it (`enableTypeIgnoreComments`). */
  readsTypeIgnore: boolean
}

type Settings = Record<string, unknown>

/**
 * The repository's own settings with `reportUnnecessaryTypeIgnoreComment` switched on: as `pyrightconfig.json`, which wins over
 * `[tool.pyright]` of the same folder. A sentence where they can't be read.
 */
export async function probeConfig(configuration: Configuration, files: FileSource): Promise<PyrightConfig | string> {
  const named = await namedConfig(configuration, files)
  const found = named ?? (await nearestConfig(folderOf(configuration), files))
  if (typeof found === 'string') return found
  const settings = found.settings ?? {}
  const text = JSON.stringify({ ...settings, reportUnnecessaryTypeIgnoreComment: 'error' }, null, 2)
  return { path: found.path, text, readsTypeIgnore: settings['enableTypeIgnoreComments'] !== false }
}

interface Found {
  path: string
  settings: Settings | null
}

async function namedConfig(configuration: Configuration, files: FileSource): Promise<Found | string | null> {
  const given = configuration.leaf.invocation?.config ?? null
  if (given === null) return null
  const path = repositoryPath(given, folderOf(configuration) || '.', '/')
  if (path === null) return `its configuration ${given} is outside of the repository`
  if (!path.endsWith('.json'))
    return (await inFolder(path, files)) ?? { path: join(path, 'pyrightconfig.json'), settings: null }
  return { path, settings: asSettings(parseJsonc((await files.read(path)) ?? '{}', [], { allowTrailingComma: true })) }
}

/** pyright looks in the folder that it runs in, then upwards. */
async function nearestConfig(folder: string, files: FileSource): Promise<Found | string> {
  for (let at = folder; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const found = await inFolder(at, files)
    if (found !== null) return found
    if (at === '') return { path: join(folder, 'pyrightconfig.json'), settings: null }
  }
}

async function inFolder(folder: string, files: FileSource): Promise<Found | string | null> {
  const path = join(folder, 'pyrightconfig.json')
  const json = await files.read(path)
  if (json !== null) return { path, settings: asSettings(parseJsonc(json, [], { allowTrailingComma: true })) }
  const toml = await files.read(join(folder, 'pyproject.toml'))
  if (toml === null || !/^\s*\[tool\.(?:based)?pyright\b/m.test(toml)) return null
  try {
    const tool = asSettings(asSettings(parseToml(toml))?.['tool'])
    return { path, settings: asSettings(tool?.['basedpyright'] ?? tool?.['pyright']) }
  } catch (error) {
    return `its configuration in ${join(folder, 'pyproject.toml')} can not be read: ${messageOf(error).split('\n', 1)[0] ?? ''}`
  }
}

function asSettings(value: unknown): Settings | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null
}

function join(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : `${folder}/${name}`
}
