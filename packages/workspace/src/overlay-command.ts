export type OverlayVia = 'root' | 'sudo' | 'userns'

export interface OverlayOptions {
  via: OverlayVia
  /** Where the merged tree appears: the workspace's own path, in a private mount namespace. */
  root: string
  lower: string
  upper: string
  work: string
  /** Absolute. */
  cwd: string
  /** A `.git` outside of `root` (worktrees, submodules): made read-only, or null. */
  gitFolder: string | null
  network: 'none' | 'host'
  env: Readonly<Record<string, string>>
}

/**
 * The argument vector that runs a command on an overlay of the tree: private mount, pid and ipc namespaces, so that no mount
 * is seen outside and nothing outlives the command. This is the one place where a sandbox is put together.
 */
export function overlayCommand(command: readonly string[], options: OverlayOptions): string[] {
  const { via, root, lower, upper, work, cwd, gitFolder, network, env } = options
  const extra = via === 'userns' ? ',userxattr' : ''
  const mount = [root, `lowerdir=${lower},upperdir=${upper},workdir=${work}${extra}`, gitFolder ?? '', cwd, network]
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const inner = ['sh', '-c', MOUNT_AND_RUN, 'sh', ...mount, ...dropRights(via), 'env', '-i', ...variables, ...command]
  const namespaces = [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    '--ipc',
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
  ]
  if (network === 'none') namespaces.push('--net')
  if (via === 'userns') namespaces.push('--user', '--map-root-user')
  // With the parent gone, nothing of it goes on (prctl PR_SET_PDEATHSIG; sudo can't be reached so).
  const entry = via === 'sudo' ? ['sudo', '-n', '--'] : ['setpriv', '--pdeathsig', 'KILL', '--']
  return [...entry, ...namespaces, '--', ...inner]
}

/** `$1` root, `$2` mount options, `$3` git folder or empty, `$4` working directory, `$5` network; then the command. */
const MOUNT_AND_RUN = `
mount -t overlay upkeep -o "$2" "$1" || { echo "upkeep: the overlay could not be mounted" >&2; exit 125; }
if [ -n "$3" ]; then mount --bind "$3" "$3" && mount -o remount,bind,ro "$3" || exit 125; fi
if [ "$5" = none ] && command -v ip >/dev/null 2>&1; then ip link set lo up 2>/dev/null; fi
cd "$4" || exit 125
shift 5
exec "$@"
`

/** How the mount script says that the command was never started: this exit code, with this line on stderr. */
export const NOT_STARTED = { exit: 125, line: 'upkeep: the overlay could not be mounted' }

function dropRights(via: OverlayVia): string[] {
  const [uid, gid] = [String(process.getuid?.() ?? 0), String(process.getgid?.() ?? 0)]
  if (via === 'sudo') return ['setpriv', '--reuid', uid, '--regid', gid, '--init-groups', '--inh-caps=-all', '--']
  if (via === 'userns') return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  return []
}
