import { installedBy } from './installed.ts'
import type { FindInstalled } from './installed.ts'
import type { Workspace } from '@upkeep/workspace'

/** Seconds that all toolchains together may take to name their versions. */
const SECONDS = 30

/**
 * Which versions of toolchains the commands of a repository find: asked in its own tree, with its own PATH, without the network, and only
 * for what a job sets up. Where nothing can be run nothing is known.
 */
export function installedIn(workspace: Workspace, env: Readonly<Record<string, string>>): FindInstalled {
  return installedBy(async (script) => {
    await using worktree = await workspace.open(undefined, { early: true })
    const { stdout } = await worktree.exec(script, { cwd: '.', env, shell: 'sh', seconds: SECONDS, network: 'none' })
    return stdout
  })
}
