import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOOL_HOMES, findAct, runSliceByAct } from '@upkeep/ci'
import type { ActMode, ClassifiedWorkflow, Slice } from '@upkeep/ci'
import { childEnvironment, secretValues } from '@upkeep/entry'
import type { GivenByUser } from '@upkeep/entry'
import type { SliceRun } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
import { actImages, actModeOf } from './act-mode.ts'
import type { ActFlags } from './act-mode.ts'
import { installAct } from './install-act.ts'
import { masksOf } from './masks.ts'
import type { Terminal } from './terminal.ts'

/** One run of act may take this long, in seconds: set-up, and everything after it. */
const SECONDS = 2 * 3600

/** Act as it is on this machine, and how it is to run. */
export interface ActHere {
  /** The program, absolute. */
  act: string
  mode: ActMode
  images: Readonly<Record<string, string>>
  env: Readonly<Record<string, string>>
}

/** Finds act, or installs it where that is asked for, and says where it will run jobs. */
export async function actHere(workspace: Workspace, flags: ActFlags, terminal: Terminal): Promise<ActHere> {
  const env = { ...toolHomes(workspace.isolation.kind === 'overlay'), ...childEnvironment([]) }
  const images = actImages(flags.actImage)
  const act = flags.installAct === true ? await installAct({ env, terminal }) : await findAct(env['PATH'] ?? '')
  return { act, env, images, mode: await actModeOf(flags.actMode, terminal) }
}

export interface ActContext {
  workspace: Workspace
  values: GivenByUser
  terminal: Terminal
  /** Of a workflow that another one calls: what it is called with. */
  inputs?: Readonly<Record<string, string>>
  /** What was said of it before, and need not be again. */
  said?: readonly string[]
}

/** Runs a slice by act, set-up included, on a clone of the tree. What its steps print goes to stderr, without secrets. */
export async function runByAct(
  slice: Slice,
  workflow: ClassifiedWorkflow,
  here: ActHere,
  { workspace, values: { secrets, variables }, terminal, inputs = {}, said = [] }: ActContext,
): Promise<SliceRun> {
  const temp = await realpath(await mkdtemp(join(tmpdir(), 'upkeep-act-')))
  const needed = new Set(slice.secrets.map(({ name }) => name.toUpperCase()))
  const given = Object.fromEntries(Object.entries(secrets).filter(([name]) => needed.has(name.toUpperCase())))
  const masks = masksOf([...secretValues(), ...Object.values(secrets)])
  try {
    await using worktree = await workspace.open(undefined, { shared: [temp] })
    return await runSliceByAct(slice, workflow, {
      worktree,
      ...here,
      inputs,
      secrets: given,
      variables,
      github: { sha: workspace.commit },
      slug: workspace.slug,
      temp,
      seconds: SECONDS,
      secondsPerStep: SECONDS,
      signal: terminal.signal,
      masks,
      log: (line) => terminal.err(masks.redact(line)),
      note: (text) => (said.includes(text) ? undefined : terminal.err(`note: ${masks.redact(text)}\n`)),
    })
  } finally {
    await rm(temp, { recursive: true, force: true })
  }
}

/** @param discarded what is written to the home folder is gone with the worktree */
function toolHomes(discarded: boolean): Record<string, string> {
  const found = TOOL_HOMES.filter(({ written }) => discarded || !written)
    .map(({ variable, folder }) => [variable, join(homedir(), folder)] as const)
    .filter(([, folder]) => existsSync(folder))
  return Object.fromEntries(found)
}
