import { posix } from 'node:path'
import { expand, isNever } from '../workflow/expressions.ts'
import type { KnownContexts } from '../workflow/expressions.ts'
import type { FileSource } from '../model.ts'
import { inputsOf, localPath, readLocalAction } from '../workflow/local-action.ts'
import { at, listAt, textAt } from '../workflow/raw.ts'
import { SET_UP_COMMANDS, SET_UPS } from './set-ups.data.ts'
import type { Toolchain } from './set-ups.data.ts'

/** A version that a job sets up. */
export interface Requirement {
  toolchain: Toolchain
  /** Each alternative as it is written: `3.9`, `lts/*`, `>=18`, `stable`. */
  versions: readonly string[]
}

/** What the set-up steps of a job ask for on one leg, those of its local actions too. What only a runner knows is left out. */
export async function requirementsOf(
  steps: readonly unknown[],
  known: KnownContexts,
  files: FileSource,
  depth = 0,
): Promise<Requirement[]> {
  const found: Requirement[] = []
  for (const step of steps) {
    if (isNever(textAt(step, 'if'), known)) continue
    const uses = textAt(step, 'uses') ?? ''
    const local = localPath(uses)
    if (local !== null && depth < 2) found.push(...(await requirementsOfAction(local, step, known, files, depth)))
    const action = await requirementOfAction(uses, step, known, files)
    if (action !== null) found.push(action)
    const run = expand(textAt(step, 'run') ?? '', known).text
    for (const { toolchain, command } of SET_UP_COMMANDS) {
      const version = command.exec(run)?.[1]
      if (version !== undefined && isKnown(version)) found.push({ toolchain, versions: [version] })
    }
  }
  // What is set up last is in force.
  return [...new Map(found.map((each) => [each.toolchain, each])).values()]
}

async function requirementsOfAction(
  folder: string,
  step: unknown,
  known: KnownContexts,
  files: FileSource,
  depth: number,
): Promise<Requirement[]> {
  const action = await readLocalAction(folder, files)
  if (action === null) return []
  const { value } = action.yaml
  const inner = { ...known, inputs: inputsOf(value, step, known) }
  return await requirementsOf(listAt(value, 'runs', 'steps'), inner, files, depth + 1)
}

async function requirementOfAction(
  uses: string,
  step: unknown,
  known: KnownContexts,
  files: FileSource,
): Promise<Requirement | null> {
  const [name = '', reference = ''] = uses.split('@')
  const key = name.toLowerCase()
  const setUp = Object.hasOwn(SET_UPS, key) ? SET_UPS[key] : undefined
  if (setUp === undefined) return null
  const { toolchain, version, file, byReference } = setUp
  const written = at(step, 'with', version)
  const lines = (Array.isArray(written) ? written.map(String) : [textAt(step, 'with', version) ?? '']).flatMap((text) =>
    expand(text, known).text.split(/[\n,]/),
  )
  const versions = lines.map((line) => line.trim()).filter(isKnown)
  if (versions.length > 0) return { toolchain, versions }
  if (byReference === true && isKnown(reference) && !/^(?:v\d+|master|main|[\da-f]{40})$/.test(reference))
    return { toolchain, versions: [reference] }
  const path = file === undefined ? '' : expand(textAt(step, 'with', file) ?? '', known).text
  const text = path === '' ? null : await files.read(posix.normalize(path))
  const held = text === null ? null : versionIn(path, text, toolchain)
  return held === null ? null : { toolchain, versions: [held] }
}

function isKnown(version: string): boolean {
  return version !== '' && !/__EXPRESSION_\d+__|\$/.test(version)
}

/** What a file of versions says: `.nvmrc`, `.tool-versions`, `go.mod`, `package.json`, `pyproject.toml` and their like. */
function versionIn(path: string, text: string, toolchain: Toolchain): string | null {
  const name = posix.basename(path)
  const first = (pattern: RegExp) => pattern.exec(text)?.[1] ?? null
  if (name === 'go.mod') {
    const least = first(/^(?:go|toolchain go)\s*(\d[\w.]*)/m)
    return least === null ? null : `>=${least}`
  }
  if (name === 'pyproject.toml') return first(/^\s*requires-python\s*=\s*["']([^"']+)["']/m)
  if (name === '.tool-versions')
    return first(
      new RegExp(
        `^${toolchain === 'node' ? 'node(?:js)?' : toolchain === 'go' ? 'go(?:lang)?' : toolchain}\\s+(\\S+)`,
        'm',
      ),
    )
  if (name === 'package.json') {
    try {
      const manifest: unknown = JSON.parse(text)
      return textAt(manifest, 'volta', toolchain) ?? textAt(manifest, 'engines', toolchain)
    } catch {
      return null
    }
  }
  return first(/^\s*(?:python-|ruby-|node-)?v?([\w./*-]+)/m)
}
