import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { UserError, systemCode } from '@upkeep/schema'

/** Every file or folder that an OUT folder of ours can hold (design §9). */
const OURS = [
  'result.json',
  'publication.json',
  'blobs',
  'patch.diff',
  'summary.md',
  'report.html',
  'ci.lock.yml',
  'record',
]

/** A folder that fills beside its place and gets there by one rename, so that a reader finds all of a run or nothing. */
export interface OutFolder {
  /** Where it will be. */
  readonly path: string
  /** Where it is filled until `finish`. */
  readonly staging: string
  write(name: string, content: string | Uint8Array): void
  /** Puts it in place of an older one of ours. */
  finish(): void
  discard(): void
}

/** @throws UserError if `path` holds what is not ours, or can not be written. */
export function createOutFolder(path: string): OutFolder {
  const place = resolve(path)
  refuseForeign(place)
  const staging = stagingFor(place)
  return {
    path: place,
    staging,
    write(name, content) {
      const file = join(staging, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    },
    finish() {
      refuseForeign(place)
      rmSync(place, { recursive: true, force: true })
      renameSync(staging, place)
    },
    discard() {
      rmSync(staging, { recursive: true, force: true })
    },
  }
}

function refuseForeign(place: string): void {
  const foreign = existsSync(place) ? entriesOf(place).find((name) => !OURS.includes(name)) : undefined
  if (foreign === undefined) return
  throw new UserError(`The output folder ${place} holds "${foreign}", which no run of Upkeep wrote.`, {
    remedy: 'Name an empty or new folder with `out`, or empty this one.',
  })
}

function entriesOf(place: string): string[] {
  try {
    return readdirSync(place)
  } catch (cause) {
    if (systemCode(cause) !== 'ENOTDIR') throw cause
    throw new UserError(`The output folder ${place} is a file.`, { remedy: 'Name a folder with `out`.', cause })
  }
}

function stagingFor(place: string): string {
  try {
    mkdirSync(dirname(place), { recursive: true })
    const staging = mkdtempSync(`${place}.part-`)
    chmodSync(staging, 0o755)
    return staging
  } catch (cause) {
    const code = systemCode(cause)
    if (code === null) throw cause
    throw new UserError(`The output folder ${place} can not be written (${code}).`, {
      remedy: 'Name a folder that can be written with `out`, and see that its disk has room.',
      kind: 'state',
      cause,
    })
  }
}
