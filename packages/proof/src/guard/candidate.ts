import { posix } from 'node:path'
import type { FoundCheck } from '@upkeep/ci'
import type { Grant } from '@upkeep/schema'
import type { Composition, Workspace } from '@upkeep/workspace'
import type { FileChange } from '../change.ts'
import { configurationKind, configurationRefusals } from './configuration.ts'
import { effectiveRefusals } from './effective.ts'
import type { EffectiveConfiguration } from './effective.ts'
import { changesOnlyComments } from './only-comments.ts'
import { refusalsOfSource, textChange } from './guards.ts'
import type { Refusal } from './refusal.ts'

export interface GuardPorts {
  grant: Grant
  checks: readonly FoundCheck[]
  workspace: Workspace
  /** Prints what a configuration comes to; null: nobody can be asked, and what is written is compared. */
  effective: EffectiveConfiguration | null
}

/** All that the guards refuse about a candidate: what `refusals` does, with effective configurations and the scripts of checks. */
export async function candidateRefusals(
  changes: readonly FileChange[],
  tree: Composition,
  ports: GuardPorts,
): Promise<Refusal[]> {
  const found = [...refusalsOfSource(changes, ports.grant), ...checkScriptRefusals(changes, ports.checks)]
  for (const change of changes) {
    if (configurationKind(change.path) === null) continue
    found.push(...(await inTheEnd(change, tree, ports)))
  }
  return found
}

async function inTheEnd(change: FileChange, tree: Composition, ports: GuardPorts): Promise<Refusal[]> {
  const text = textChange(change)
  const written = configurationRefusals(text)
  if (written.length === 0 || ports.effective === null) return written
  const samples = (await ports.workspace.files()).map(({ path }) => path).filter((path) => SOURCE.test(path))
  return (await effectiveRefusals(text, tree, { samples, effective: ports.effective })) ?? written
}

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte)$/

/** Programs that run the script which follows them. */
const INTERPRETERS =
  /^(?:node|nodejs|deno|bun|tsx|ts-node|esno|jiti|python\d*(?:\.\d+)?|bash|sh|zsh|dash|pwsh|ruby|perl|php|lua|source|\.)$/

/** A patch may not rewrite the script that judges it. */
export function checkScriptRefusals(changes: readonly FileChange[], checks: readonly FoundCheck[]): Refusal[] {
  const scripts = new Map<string, string>()
  for (const { leaves, check } of checks)
    for (const leaf of leaves) {
      const script = scriptOf(leaf.argv, leaf.cwd)
      if (script !== null) scripts.set(script, check.command.split('\n')[0] ?? '')
    }
  return changes.flatMap((change): Refusal[] => {
    const { path } = change
    const command = scripts.get(path)
    if (command === undefined || changesOnlyComments(textChange(change))) return []
    const sentence = `${path} is run by the check \`${command}\`: a patch may not change what judges it`
    return [{ guard: 'check-script', rule: 'check script', path, line: null, sentence }]
  })
}

function scriptOf(argv: readonly string[], cwd: string): string | null {
  const [tool = '', ...rest] = argv
  const at = (word: string) => posix.join(cwd, word)
  if (tool.includes('/')) return at(tool)
  if (!INTERPRETERS.test(tool)) return null
  const script = rest.find((word) => !word.startsWith('-') && word !== 'run')
  return script === undefined ? null : at(script)
}
