import { checkerNamed } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { newDiagnostics } from '@upkeep/schema'
import type { Diagnostic, Edit } from '@upkeep/schema'
import { parse as parseJsonc } from 'jsonc-parser'
import { commandOf } from '../configuration.ts'
import type { Configuration } from '../configuration.ts'
import { ProbeFailure, openWith, runIn, startFailure } from '../probe-run.ts'
import { readTsc } from '../tsc-output.ts'

/** A compiler as one configuration calls it: what it reads, and what it says that it does not say of the untouched tree. */
export interface Compiler {
  configuration: Configuration
  command: string
  /** Files of which it knows every type. */
  covers: ReadonlySet<string>
  /** Whether null and undefined are types of their own; else every `!` is needless and says nothing. */
  strictNull: boolean
  /** New diagnostics with these edits. */
  introduced(edits: readonly Edit[]): Promise<Diagnostic[]>
}

/** Runs the compiler on the untouched tree; a sentence where it can not judge types here. */
export async function openCompiler(configuration: Configuration, context: Context): Promise<Compiler | string> {
  const { leaf } = configuration
  if (!leaf.runnable) return leaf.why ?? 'it can not be run here'
  const command = commandOf(leaf.wrapper, checkerNamed('tsc').machine(leaf.argv))
  const first = await compile(configuration, `${command} --listFiles`, [], context)
  if (typeof first === 'string') return first
  const { facts, diagnostics: before } = first
  const [general] = facts.general
  if (general !== undefined) return `the compiler refuses the configuration (${general})`
  if (facts.files.size === 0) return 'the compiler read no file'
  const build = leaf.argv.some((word) => word === '-b' || word === '--build')
  if (build && facts.errors > 0) return 'projects behind one with errors are not compiled'
  const [unresolved] = facts.unresolved
  if (unresolved !== undefined && configuration.checks.length > 0)
    return `modules are missing (${unresolved[0]}: ${unresolved[1]}); the set-up steps of its job seem not to have run`
  return {
    configuration,
    command,
    covers: new Set([...facts.files].filter((path) => !facts.unresolved.has(path))),
    strictNull: build ? false : await readsNull(configuration, context),
    async introduced(edits) {
      const run = await compile(configuration, command, edits, context)
      if (typeof run === 'string') throw new ProbeFailure(run)
      return newDiagnostics(before, run.diagnostics)
    },
  }
}

async function compile(configuration: Configuration, command: string, edits: readonly Edit[], context: Context) {
  const { leaf } = configuration
  await using worktree = await openWith(edits, context)
  const result = await runIn(worktree, configuration, command, context)
  const why = startFailure(result, 'tsc')
  if (why !== null) return why
  const diagnostics = checkerNamed('tsc').parse(result, leaf.cwd, worktree.root)
  return { diagnostics, facts: readTsc(result.stdout, leaf.cwd, worktree.root) }
}

/** By what the compiler says of its own options; from version 6 on they are strict unless told otherwise. */
async function readsNull(configuration: Configuration, context: Context): Promise<boolean> {
  const { leaf } = configuration
  await using worktree = await openWith([], context)
  const ask = (flag: string) => runIn(worktree, configuration, commandOf(leaf.wrapper, [...leaf.argv, flag]), context)
  const printed = await ask('--showConfig')
  const options: unknown = fieldOf(parseJsonc(printed.stdout), 'compilerOptions')
  const told = fieldOf(options, 'strictNullChecks') ?? fieldOf(options, 'strict')
  if (typeof told === 'boolean') return told
  if (printed.exit !== 0 || options === undefined) return false
  const version = /Version (\d+)\./.exec((await ask('--version')).stdout)?.[1]
  return Number(version ?? 0) >= 6
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
