import { UserError } from '@upkeep/schema'
import type { TrustedGit } from './trusted-git.ts'

/** What a checkout stands on. */
export interface Head {
  commit: string
  tree: string
  shallow: boolean
  detached: boolean
  /** Absolute; that of all work trees of the repository. */
  gitFolder: string
}

const QUESTIONS =
  'HEAD^{commit} HEAD^{tree} --is-shallow-repository --symbolic-full-name HEAD --path-format=absolute --git-common-dir'.split(
    ' ',
  )

/** @throws UserError (state) where there is no commit yet. */
export async function readHead(git: TrustedGit, root: string): Promise<Head> {
  const { exit, stdout, stderr } = await git.run(['rev-parse', ...QUESTIONS])
  const [commit = '', tree = '', shallow, name, ...gitFolder] = stdout.replace(/\n$/, '').split('\n')
  if (exit === 0)
    return { commit, tree, shallow: shallow === 'true', detached: name === 'HEAD', gitFolder: gitFolder.join('\n') }
  const { exit: verified } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (verified === 0) throw new Error(`git rev-parse failed: ${stderr.trim()}`)
  throw new UserError(`${root} has no commit yet.`, {
    remedy: 'Commit something first: what is proven is a change to a commit.',
    kind: 'state',
  })
}
