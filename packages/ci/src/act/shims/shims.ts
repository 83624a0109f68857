import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActMode } from '../containers/container-engine.ts'
import { toolchainOfRef } from '../../run/toolchain.ts'
import { PRELUDE, SHIMS } from './shims.data.ts'
import type { Shim } from './shims.data.ts'

/** `owner/name/folder@ref` of a `uses:` that names an action of another repository. */
export interface Uses {
  /** `owner/name`, as it is written. */
  repository: string
  /** Empty: the root. */
  folder: string
  ref: string
}

/** Null for a local action, an image, what act runs by itself, and a folder that leads out of its repository. */
export function readUses(uses: string): Uses | null {
  const [, repository, folder = '', ref] = /^([\w.-]+\/[\w.-]+)(?:\/([^@]+))?@(.+)$/.exec(uses) ?? []
  if (repository === undefined || ref === undefined) return null
  const leadsOut = folder.split('/').some((part) => part === '..')
  return leadsOut || /^actions\/checkout$/i.test(repository) ? null : { repository, folder, ref }
}

/** The shim for an action; null: there is none. */
export function shimFor({ repository, folder }: Uses): Shim | null {
  const name = `${repository}${folder === '' ? '' : `/${folder}`}`.toLowerCase()
  const fits = (pattern: string) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)
  return SHIMS.find(({ uses }) => uses.some(fits)) ?? null
}

/** What a shim says that this machine lacks, in what it printed; null: nothing. */
export function missingShim(output: string): string | null {
  return /^upkeep: (it sets up .+, which is not installed here)\r?$/m.exec(output)?.[1] ?? null
}

export interface WrittenShims {
  /** For `--local-repository`. */
  repositories: string[]
  /** Actions that have no shim. */
  fetched: string[]
}

export interface ShimPlaces {
  /** Where they are written. */
  place: string
  /** Where the artifacts of the run lie. */
  artifacts: string
  /** Folders that stand in already, by `owner/name@ref`. */
  given: Readonly<Record<string, string>>
  /** In containers the actions themselves run, but for those that no run on a machine of one's own should do. */
  mode: ActMode['kind']
}

/** Writes the shims of these actions, one folder for each repository at each ref. */
export async function writeShims(uses: readonly string[], places: ShimPlaces): Promise<WrittenShims> {
  const folders = new Map<string, string>(Object.entries(places.given))
  const fetched: string[] = []
  for (const each of uses) {
    const read = readUses(each)
    const key = read === null ? '' : `${read.repository}@${read.ref}`
    if (read === null || Object.hasOwn(places.given, key)) continue
    const shim = shimFor(read)
    if (shim === null || (places.mode === 'containers' && shim.everywhere !== true)) {
      fetched.push(each)
      continue
    }
    const folder = folders.get(key) ?? join(places.place, String(folders.size))
    folders.set(key, folder)
    await mkdir(join(folder, read.folder), { recursive: true })
    await writeFile(join(folder, read.folder, 'action.yml'), shimText(shim, read, places.artifacts))
  }
  return { repositories: [...folders].map(([key, folder]) => `${key}=${folder}`), fetched }
}

/** The action's definition: one step of bash, to which the inputs come as variables. */
export function shimText(shim: Shim, { repository, ref }: Uses, artifacts: string): string {
  const inputs = shim.inputs ?? []
  const outputs = shim.outputs ?? []
  // dtolnay/rust-toolchain says by its ref what others say by an input.
  const toolchain = /rust-toolchain$/i.test(repository) ? (toolchainOfRef(ref) ?? '') : ''
  const env = Object.fromEntries([
    ...inputs.map((name) => [`INPUT_${name.toUpperCase().replaceAll(/[^A-Z\d]/g, '_')}`, `\${{ inputs.${name} }}`]),
    ['UPKEEP_ARTIFACTS', artifacts],
  ]) as Record<string, string>
  return JSON.stringify(
    {
      name: `a shim for ${repository}`,
      inputs: Object.fromEntries(inputs.map((name) => [name, { default: name === 'toolchain' ? toolchain : '' }])),
      outputs: Object.fromEntries(outputs.map((name) => [name, { value: `\${{ steps.shim.outputs.${name} }}` }])),
      runs: { using: 'composite', steps: [{ id: 'shim', shell: 'bash', env, run: `${PRELUDE}${shim.script}` }] },
    },
    null,
    1,
  )
}
