import type { Context } from '@upkeep/pipeline'
import { UserError, mayTouch } from '@upkeep/schema'

/** Which files a fix may change. */
export interface Scope {
  /** What it is, for people: `the 3 files that the pull request changes`. */
  what: string
  /** The files that may be changed; null: every file. */
  paths: readonly string[] | null
  /** Why a path stays as it is; null: it may be changed. */
  refusal: (path: string) => string | null
}

/**
 * By default the files of the pull request; on a command line those that differ from `--base`. Where nobody can say which those
 * are, none: a fix that spills over into the rest of a repository is what nobody asked for.
 */
export async function scopeOf({ inputs, pull, workspace, grant }: Context): Promise<Scope> {
  const merged = pull === null ? [] : (await pull.facts()).merged
  const base = baseOf(inputs)
  const paths = await pathsOf({ inputs, pull, workspace }, base)
  const within = paths === 'all' ? null : new Set(paths ?? [])
  const apart = new Set(merged ?? [])
  const tracked = new Set((await workspace.files()).map(({ path }) => path))
  const outside = within === null ? '' : base === null ? 'the pull request does not change it' : `it is as in ${base}`
  const refusal = (path: string) => {
    if (within !== null && !within.has(path)) return outside
    if (within === null && !tracked.has(path)) return 'it is new, and git does not track it'
    if (apart.has(path)) return 'its base branch changes it as well: bring the branch up to date first'
    return mayTouch(grant, path)
  }
  const open = within === null ? null : [...within].filter((path) => tracked.has(path) && refusal(path) === null)
  return { what: wordsOf(paths, base), paths: open, refusal }
}

/** The files of the pull request, those that are gone too; on a command line those that differ from `--base`. Null: nobody can say. */
export async function changedPaths({
  inputs,
  pull,
  workspace,
}: Pick<Context, 'inputs' | 'pull' | 'workspace'>): Promise<readonly string[] | null> {
  if (pull !== null) return (await pull.facts()).paths
  const base = baseOf(inputs)
  return base === null ? null : await workspace.changedFrom(base, 'since')
}

function baseOf(inputs: Context['inputs']): string | null {
  return typeof inputs['base'] === 'string' && inputs['base'] !== '' ? inputs['base'] : null
}

async function pathsOf(
  context: Pick<Context, 'inputs' | 'pull' | 'workspace'>,
  base: string | null,
): Promise<readonly string[] | 'all' | null> {
  if (context.inputs['scope'] === 'repo' || (context.pull === null && base === null)) return 'all'
  const changed = await changedPaths(context)
  if (changed !== null || context.pull !== null) return changed
  throw new UserError(`${base ?? ''} is not here, or shares no history with what is checked out.`, {
    remedy: 'Name a branch or commit that `git merge-base` knows; a shallow clone may have to be deepened.',
  })
}

function wordsOf(paths: readonly string[] | 'all' | null, base: string | null): string {
  if (paths === 'all') return 'every file'
  if (paths === null) return 'no file, since nobody can say what is changed'
  const files = paths.length === 1 ? 'the file' : `the ${paths.length} files`
  return base === null ? `${files} of the pull request` : `${files} that differ from ${base}`
}
