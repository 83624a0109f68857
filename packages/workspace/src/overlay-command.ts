export type OverlayVia = 'root' | 'sudo' | 'userns'

export interface OverlayOptions {
  via: OverlayVia
  /** Where the merged tree appears: the workspace's own path, in a private mount namespace. */
  root: string
  /** Holds the empty folder `lower` and the layers `upper` and `work`, on a file system that can carry an overlay. */
  store: string
  /** The folder of this one command: what it is given, and the mark `started` once all is mounted. */
  call: string
  /** Absolute. */
  cwd: string
  /** A `.git` outside of `root` (worktrees, submodules): made read-only, or null. */
  gitFolder: string | null
  network: 'none' | 'host'
  /** Whose rights the command gets: those of our own process, or all that the namespaces give (for scripts of ours). */
  rights: 'own' | 'all'
}

/** All that the sandbox's own programs see of an environment: nothing of ours, which a command could read in `/proc`. */
export const SANDBOX_ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }

/**
 * The argument vector that runs a command on an overlay of the tree: private mount, pid and ipc namespaces, so that no mount
 * is seen outside and nothing outlives the command. All ends when its stdin, which carries nothing, is closed: also through
 * `sudo`, and when our process is killed. This is the one place where a sandbox is put together.
 */
export function overlayCommand(command: readonly string[], options: OverlayOptions): string[] {
  const { via, root, store, call, cwd, gitFolder, network, rights } = options
  const extra = via === 'userns' ? ',userxattr' : ''
  const layers = `lowerdir=lower,upperdir=upper,workdir=work,redirect_dir=nofollow,metacopy=off${extra}`
  const places = [store, root, layers, gitFolder ?? '', cwd, network, call]
  const drop = rights === 'own' ? dropRights(via) : []
  const inner = ['sh', '-c', FIRST_PROCESS, 'sh', ...places, ...drop, 'sh', '-c', WITH_ENVIRONMENT, 'sh', ...command]
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
  const clean = ['env', '-i', `PATH=${SANDBOX_ENVIRONMENT.PATH}`]
  const entry = via === 'sudo' ? ['sudo', '-n', '--', ...clean] : ['setpriv', '--pdeathsig', 'KILL', '--']
  return [...entry, ...namespaces, '--', ...inner]
}

/**
 * Process 1 of the namespace: mounts, runs the command as a child, which so has the usual signals, and gives its exit code (128 and
 * more: a signal). `$1` store, `$2` root, `$3` mount options, `$4` git folder or empty, `$5` working directory, `$6` network,
 * `$7` folder of the call. The shell's own remarks on a killed child do not mix with the command's output.
 */
const FIRST_PROCESS = `
fail() { echo "upkeep: $1" >&2; exit 125; }
exec 8<&0 </dev/null
cd "$1" && mount --bind "$2" lower && mount -t overlay upkeep -o "$3" "$2" || fail "the overlay could not be mounted"
if [ -n "$4" ]; then
  mount --bind "$4" "$4" && mount -o remount,bind,ro "$4" || fail "the git folder could not be made read-only"
fi
if [ "$6" = none ] && command -v ip >/dev/null; then ip link set lo up 2>/dev/null; fi
[ ! -e "$7/stdin" ] || exec <"$7/stdin"
exec 7<"$7/environment"
: >"$7/started"
cd "$5" || exit 126
shift 7
(read -r line <&8; while :; do kill -KILL -1; done 2>/dev/null) </dev/null 7<&- &
exec 8<&- 9>&2 2>/dev/null
"$@" 2>&9 9>&-
exit
`

/** Reads the environment where no list of processes shows it. */
const WITH_ENVIRONMENT = 'unset PATH; . /dev/fd/7; exec 7<&-; exec "$@"'

/** Names that a shell keeps for itself, or that it can not export. */
const UNEXPORTABLE =
  /^(?:[^A-Za-z_]|.*[^A-Za-z0-9_]|(?:UID|EUID|PPID|GROUPS|OPTIND|BASHOPTS|SHELLOPTS|BASH_VERSINFO|IFS|_)$)/

/** The environment as a text that `WITH_ENVIRONMENT` reads. Odd names go by `env`, which is replaced by the command at once. */
export function environmentScript(env: Readonly<Record<string, string>>): string {
  const [odd, plain] = [true, false].map((wanted) =>
    Object.entries(env).filter(([name]) => UNEXPORTABLE.test(name) === wanted),
  ) as [[string, string][], [string, string][]]
  const lines = plain.map(([name, value]) => `export ${name}=${quoted(value)}`)
  if (odd.length > 0) lines.push(`set -- env ${odd.map(([name, value]) => quoted(`${name}=${value}`)).join(' ')} "$@"`)
  return `${lines.join('\n')}\n`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function dropRights(via: OverlayVia): string[] {
  const [uid, gid] = [String(process.getuid?.() ?? 0), String(process.getgid?.() ?? 0)]
  if (via === 'sudo') return ['setpriv', '--reuid', uid, '--regid', gid, '--init-groups', '--inh-caps=-all', '--']
  if (via === 'userns') return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  return []
}
