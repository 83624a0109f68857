import { posix } from 'node:path'
import type { Composition } from '@upkeep/workspace'
import { parse as parseJsonc } from 'jsonc-parser'
import { configurationKind, loosened } from './configuration.ts'
import type { Refusal, TextChange } from './refusal.ts'

/** A command that prints the configuration that a tool comes to in the end, with everything that it extends. */
export interface PrintConfiguration {
  tool: 'tsc' | 'eslint'
  /** Run in this folder, relative to the root; `.` for the root itself. */
  cwd: string
  argv: readonly string[]
}

/** Runs it on a tree, sandboxed: what it printed, or null where the tool is missing or refuses. Absent tree: the base. */
export type EffectiveConfiguration = (print: PrintConfiguration, tree?: Composition) => Promise<string | null>

/**
 * How the tool of a configuration file prints what it comes to; null where none does. ESLint prints it for a file, so `samples` names
 * sources of the repository, of which one per ending below the configuration is asked about.
 */
export function effectiveCommand(path: string, samples: readonly string[]): PrintConfiguration[] {
  const tool = configurationKind(path)?.tool
  const folder = posix.dirname(path)
  const cwd = folder === '' ? '.' : folder
  if (tool === 'tsc') return [{ tool, cwd, argv: ['tsc', '--showConfig', '--project', posix.basename(path)] }]
  if (tool !== 'eslint') return []
  const inside = samples.filter((sample) => cwd === '.' || sample.startsWith(`${cwd}/`))
  const byEnding = new Map(inside.map((sample) => [posix.extname(sample), posix.relative(cwd, sample)]))
  return [...byEnding.values()].map((sample) => ({ tool, cwd, argv: ['eslint', '--print-config', sample] }))
}

/**
 * What a patch does to a configuration in the end: null where its tool can not be asked, so that what is written has to be compared;
 * else what it loosens. A base that others extend, or a program, may be rewritten as long as nothing is looser.
 */
export async function effectiveRefusals(
  { path }: TextChange,
  tree: Composition,
  { samples, effective }: { samples: readonly string[]; effective: EffectiveConfiguration },
): Promise<Refusal[] | null> {
  const commands = effectiveCommand(path, samples)
  if (commands.length === 0) return null
  const found: Refusal[] = []
  for (const command of commands) {
    const [before, after] = [json(await effective(command)), json(await effective(command, tree))]
    if (before === null || after === null) return null
    found.push(
      ...loosened(before, after).map(({ key, was, is }): Refusal => {
        const [old, now] = [was, is].map((value) => JSON.stringify(value) ?? 'nothing').map((text) => text.slice(0, 60))
        const sentence = `${path} would change ${key} from ${old} to ${now}, as \`${command.argv.join(' ')}\` prints it: a patch may not loosen what judges it`
        return { guard: 'configuration', rule: key, path, line: null, sentence }
      }),
    )
  }
  return found
}

function json(printed: string | null): unknown {
  const start = printed?.indexOf('{') ?? -1
  const value: unknown = printed === null || start < 0 ? null : parseJsonc(printed.slice(start))
  return typeof value === 'object' ? value : null
}
