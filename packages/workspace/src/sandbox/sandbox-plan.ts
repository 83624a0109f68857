import { dirname, join, relative } from 'node:path'
import { isBelow, isWithin } from './mount-table.ts'
import {
  CACHE_VARIABLES,
  HIDDEN_FOLDERS,
  PRIVATE_FOLDERS,
  RUNNER_SECRETS,
  TEMP_VARIABLES,
  TOOL_VARIABLES,
} from './sandbox.data.ts'

/** What lies on the disk, as far as a plan needs it. All paths absolute. */
export interface PlanFacts {
  root: string
  /** Git's own folder where it lies outside of `root`. */
  gitFolder: string | null
  home: string | null
  runnerTemp: string | null
  env: Readonly<Record<string, string>>
  /** Folders of ours, in which the layers of all worktrees lie. */
  ours: readonly string[]
  /** Files and folders that exist and hold a credential. */
  credentials: readonly string[]
  /** Files that show with other contents. */
  replaced: readonly { at: string; by: string }[]
  /** Paths at which something listens. */
  sockets: readonly string[]
  /** Where something is mounted. */
  mountPoints: readonly string[]
  /** A path without links, or null where there is nothing. */
  real: (path: string) => string | null
  isFolder: (path: string) => boolean
}

/** One thing that a worktree's commands find in place of what the machine has there. */
export type Placement =
  /** What is there, and what commands write over it, gone with the worktree. `area` counts overlays; in a `late` one nothing is prepared. */
  | { kind: 'overlay'; at: string; area: number; late?: true }
  /** Empty, and the worktree's own. */
  | { kind: 'private'; at: string }
  /** Empty; nobody writes there. */
  | { kind: 'hidden-folder'; at: string }
  | { kind: 'hidden-file'; at: string }
  /** Another file of ours, below the folder of all layers. */
  | { kind: 'replaced'; at: string; by: string }
  /** The same, as a file of an overlay: commands may write it. */
  | { kind: 'seeded'; at: string; by: string }
  /** What the machine has there, though it lies below something hidden. */
  | { kind: 'kept'; at: string; folder: boolean }
  /** What the machine has there, written for real. */
  | { kind: 'shared'; at: string }
  /** A mount of the machine below an overlay, which does not show it by itself. */
  | { kind: 'nested'; at: string; area: number; below: string }
  /** A part of an overlay that nobody writes. */
  | { kind: 'frozen'; at: string }

/** Everything that is put in place for a worktree, outermost first. The repository itself is overlay 0. */
export function planSandbox(facts: PlanFacts): Placement[] {
  const areas = writableAreas(facts)
  const hollow = hollowFolders(facts, areas)
  const inHollow = (path: string) => hollow.some(({ at }) => isBelow(path, at))
  const kept = keptPaths(facts).filter((path) => {
    const nearest = innermost(path, [...hollow.map(({ at }) => at), ...areas])
    return nearest !== null && !areas.includes(nearest) && nearest !== path
  })
  const placements: Placement[] = [
    ...areas.map((at, area) => ({ kind: 'overlay', at, area }) as const),
    ...hollow,
    ...kept.map((at) => ({ kind: 'kept', at, folder: facts.isFolder(at) }) as const),
    ...[...facts.credentials, ...facts.sockets]
      .filter((at) => !inHollow(at) || areas.some((area) => isBelow(at, area)))
      .map((at) => ({ kind: facts.isFolder(at) ? 'hidden-folder' : 'hidden-file', at }) as const),
    ...facts.mountPoints.flatMap((at): Placement[] => {
      const below = innermost(at, areas)
      if (below === null || hollow.some((folder) => isWithin(at, folder.at) && isBelow(folder.at, below))) return []
      return below === at ? [] : [{ kind: 'nested', at, area: areas.indexOf(below), below: relative(below, at) }]
    }),
  ]
  for (const { at, by } of facts.replaced) placements.push({ kind: 'replaced', at, by })
  const git = join(facts.root, '.git')
  if (facts.real(git) !== null) placements.push({ kind: 'frozen', at: git })
  return unique(placements).toSorted(outermostFirst)
}

/** With folders by which the commands of one worktree and their caller hand files to each other. */
export function withShared(placements: readonly Placement[], folders: readonly string[]): Placement[] {
  const shared = folders.map((at) => ({ kind: 'shared', at }) as const)
  return unique([...shared, ...placements]).toSorted(outermostFirst)
}

/**
 * With a `.git` that commands may write; what they write is gone with the worktree, as with the tree around it.
 * @param gitFolder git's own folder, wherever it lies: a linked work tree has only a file at `.git`
 */
export function withOwnGit(placements: readonly Placement[], gitFolder: string): Placement[] {
  const others = placements.filter(({ kind, at }) => kind !== 'frozen' && !(kind === 'kept' && at === gitFolder))
  const around = innermost(
    gitFolder,
    others.filter(({ at }) => at !== gitFolder).map(({ at }) => at),
  )
  const discarded = others.some(({ kind, at }) => kind === 'overlay' && (at === around || at === gitFolder))
  const area = others.filter(({ kind }) => kind === 'overlay').length
  const own: Placement[] = discarded ? [] : [{ kind: 'overlay', at: gitFolder, area, late: true }]
  const seeded = others.map((each) =>
    each.kind === 'replaced' && isWithin(each.at, gitFolder) ? ({ ...each, kind: 'seeded' } as const) : each,
  )
  return [...own, ...seeded].toSorted(outermostFirst)
}

function outermostFirst(one: Placement, other: Placement): number {
  return depth(one.at) - depth(other.at)
}

/** The repository first; then the home folder and what tools keep elsewhere. None lies in another but around it. */
function writableAreas({ root, home, env, real, isFolder }: PlanFacts): string[] {
  const areas = [root]
  const wanted = [home, ...CACHE_VARIABLES.map((name) => env[name] ?? null)]
  for (const given of wanted) {
    const path = given === null || !given.startsWith('/') ? null : real(given)
    if (path === null || path === '/' || !isFolder(path) || SYSTEM.has(path)) continue
    const covered = areas.some((area) => isWithin(path, area))
    if (!covered && !areas.slice(1).some((area) => isBelow(area, path))) areas.push(path)
  }
  return areas
}

/** A cache is no reason to let commands write a folder of the system. */
const SYSTEM = new Set([
  '/usr',
  '/usr/local',
  '/usr/bin',
  '/usr/local/bin',
  '/bin',
  '/sbin',
  '/lib',
  '/etc',
  '/var',
  '/opt',
  '/home',
  '/root/..',
])

type Hollow = Extract<Placement, { kind: 'private' | 'hidden-folder' }>

/** Folders whose contents do not show: the worktree's own ones for temporary files, and hidden ones. */
function hollowFolders({ runnerTemp, env, ours, real, isFolder }: PlanFacts, areas: readonly string[]): Hollow[] {
  const hollow = new Map<string, Hollow>()
  const folder = (path: string) => {
    const at = real(path)
    return at === null || at === '/' || !isFolder(at) || areas.includes(at) ? null : at
  }
  for (const path of [...HIDDEN_FOLDERS, ...ours]) {
    const at = folder(path)
    if (at !== null) hollow.set(at, { kind: 'hidden-folder', at })
  }
  const named = TEMP_VARIABLES.flatMap((name) => env[name] ?? [])
  for (const path of [...PRIVATE_FOLDERS, ...named, ...(runnerTemp === null ? [] : [runnerTemp])]) {
    const at = folder(path)
    if (at !== null) hollow.set(at, { kind: 'private', at })
  }
  // What would be empty within something empty need not be.
  const all = [...hollow.values()]
  return all.filter(({ at, kind }) => {
    if (kind === 'private') return true
    const around = innermost(at, [...all.map((other) => other.at).filter((other) => other !== at), ...areas])
    return around === null || areas.includes(around)
  })
}

/** Folders of tools, wherever they lie, and what names the name servers. */
function keptPaths({ env, gitFolder, runnerTemp, real, isFolder }: PlanFacts): string[] {
  const kept = new Set<string>()
  for (const name of TOOL_VARIABLES) kept.add(env[name] ?? '')
  for (const folder of (env['PATH'] ?? '').split(':')) {
    kept.add(folder)
    // what stands in there lies beside it: `node_modules/.bin` is links, and a program finds its libraries from its own place
    if (/\/(?:s?bin|\.bin|Scripts)$/.test(folder)) kept.add(dirname(folder))
  }
  for (const folder of (env['LD_LIBRARY_PATH'] ?? '').split(':')) kept.add(folder)
  for (const folder of (env['PYTHONPATH'] ?? '').split(':')) kept.add(folder)
  if (gitFolder !== null) kept.add(gitFolder)
  kept.add('/etc/resolv.conf')
  const secrets = runnerTemp === null ? [] : RUNNER_SECRETS.map((name) => join(runnerTemp, name))
  const found = [...kept].flatMap((path) => (path.startsWith('/') ? (real(path) ?? []) : []))
  return found.filter(
    (path) =>
      path !== '/' && !secrets.some((secret) => isWithin(path, secret)) && (isFolder(path) || path.includes('resolv')),
  )
}

function innermost(path: string, folders: readonly string[]): string | null {
  let found: string | null = null
  for (const folder of folders) if (isWithin(path, folder) && (found === null || isBelow(folder, found))) found = folder
  return found
}

/** One placement a path; the first one counts, which is the repository's where it competes. */
function unique(placements: readonly Placement[]): Placement[] {
  const byPath = new Map<string, Placement>()
  for (const placement of placements) if (!byPath.has(placement.at)) byPath.set(placement.at, placement)
  return [...byPath.values()]
}

function depth(path: string): number {
  return path.split('/').length
}
