import { UserError, messageOf, systemCode } from '@upkeep/schema'
import { simpleGit } from 'simple-git'
import type { SimpleGit } from 'simple-git'

/**
 * Git as the parent uses it for trusted reads. A repository's own configuration can name programs (hooks, fsmonitor, pagers,
 * external diffs); what could start one on a read is switched off here, for every command of the parent.
 */
const SETTINGS: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.quotePath=false',
  'diff.external=',
  'protocol.allow=never',
  'safe.directory=*',
]

/** @throws UserError where git is missing or the folder is none. */
export function trustedGit(directory: string): SimpleGit {
  try {
    return simpleGit(directory, {
      config: [...SETTINGS],
      // simple-git refuses these keys, because their values could start programs; ours only stop that.
      unsafe: {
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafePager: true,
        allowUnsafeProtocolOverride: true,
        allowUnsafeDiffExternal: true,
      },
    })
  } catch (cause) {
    throw new UserError(`${directory} is not a folder.`, {
      remedy: 'Name the folder of a git repository.',
      kind: 'state',
      cause,
    })
  }
}

/** Reads through git with no lock taken in the user's `.git` (`git status` would otherwise refresh the index). */
export async function gitRead(git: SimpleGit, args: readonly string[]): Promise<string> {
  try {
    return await git.raw(['--no-optional-locks', ...args])
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT' || /spawn git ENOENT/.test(messageOf(cause))) {
      throw new UserError('git is not on PATH.', { remedy: 'Install git.', kind: 'state', cause })
    }
    throw cause
  }
}
