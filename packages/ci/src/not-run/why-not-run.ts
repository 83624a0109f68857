import type { ExecResult } from '@upkeep/workspace'
import { missingInterpreters } from './missing-interpreter.ts'
import { missingTool } from './missing-tool.ts'
import type { Ran } from './missing-tool.ts'
import { UNREACHED } from './unreached.data.ts'

/** What a command came to beside its exit code. */
export interface Reading {
  /** Why it was never really run; null: it ran. */
  notRun: string | null
  /** What it left out; null: nothing that is known. */
  leftOut: string | null
}

/** How much of the end of each stream is read, in characters. */
const READ = 20_000

/**
 * Whether a command that ended was really run: its tool, an interpreter that it asks for, or the network that brings what it needs may
 * not be there. An environment of tox or nox without its Python is left out, and the others speak.
 */
export function readingOf(output: ExecResult, ran: Ran): Reading {
  if (output.timedOut) return { notRun: null, leftOut: null }
  const text = `${output.stdout.slice(-READ)}\n${output.stderr.slice(-READ)}`
  const absent = missingInterpreters(text, output.exit !== 0)
  const said =
    absent === null ? null : `no Python is installed here for ${absent.environments.join(', ')}, which were left out`
  if (absent?.decisive === true)
    return { notRun: `no Python is installed here for ${absent.environments.join(', ')}`, leftOut: null }
  return { notRun: missingTool(output, text, ran) ?? unreached(output, text, ran), leftOut: said }
}

function unreached({ exit }: ExecResult, text: string, { leaves, installs = [] }: Ran): string | null {
  if (exit === 0) return null
  const all = [...leaves, ...installs]
  const tools = new Set(all.flatMap(({ argv, wrapper }) => [toolOf(argv), ...wrapper]))
  const silent = UNREACHED.find((each) => each.tools.some((tool) => tools.has(tool)) && each.says.test(text))
  const tool = silent?.tools.find((each) => tools.has(each))
  if (tool === undefined) return null
  const install = installs.find(({ argv }) => toolOf(argv) === tool)
  return install === undefined
    ? `${tool} could not bring what it needs: there is no network`
    : `\`${install.command}\` in it could not bring what it installs: there is no network; ${APART}`
}

function toolOf(argv: readonly string[]): string {
  return argv[0]?.split('/').at(-1) ?? ''
}

const APART = 'the input "checks" can name the commands behind it'
