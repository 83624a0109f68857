export type OverlayVia = 'root' | 'sudo' | 'userns'

export interface MountOptions {
  via: OverlayVia
  /** Where the merged tree appears: the workspace's own path, in a private mount namespace. */
  root: string
  /** Holds the empty folder `lower` and the layers `upper` and `work`, on a file system that can carry an overlay. */
  store: string
  /** A `.git` outside of `root` (worktrees, submodules): made read-only, or null. */
  gitFolder: string | null
}

export interface EnterOptions {
  via: OverlayVia
  /** The process that holds the mounts. */
  holder: number
  /** The folder of this one command: what it is given, and the mark `started` once it is about to run. */
  call: string
  /** Absolute. */
  cwd: string
  network: 'none' | 'host'
  /** Whose rights the command gets: those of our own process, or all that the namespaces give (for scripts of ours). */
  rights: 'own' | 'all'
}

/** All that the sandbox's own programs see of an environment: nothing of ours, which a command could read in `/proc`. */
export const SANDBOX_ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }

/**
 * The argument vector of a process that mounts an overlay of the tree in a mount namespace of its own, prints its id and holds the
 * namespace until its stdin, which carries nothing, is closed: that also happens when our process is killed.
 */
export function holderCommand({ via, root, store, gitFolder }: MountOptions): string[] {
  const extra = via === 'userns' ? ',userxattr' : ''
  const layers = `lowerdir=lower,upperdir=upper,workdir=work,redirect_dir=nofollow,metacopy=off${extra}`
  const namespaces = ['unshare', '--mount', '--propagation', 'private']
  if (via === 'userns') namespaces.push('--user', '--map-root-user')
  return [...entry(via), ...namespaces, '--', 'sh', '-c', HOLD_MOUNTS, 'sh', store, root, layers, gitFolder ?? '']
}

/** `$1` store, `$2` root, `$3` mount options, `$4` git folder or empty. */
const HOLD_MOUNTS = `
fail() { echo "upkeep: $1" >&2; exit 125; }
cd "$1" && mount --bind "$2" lower && mount -t overlay upkeep -o "$3" "$2" || fail "the overlay could not be mounted"
if [ -n "$4" ]; then
  mount --bind "$4" "$4" && mount -o remount,bind,ro "$4" || fail "the git folder could not be made read-only"
fi
cd /
echo "$$"
exec >/dev/null 2>&1
read -r line
`

/**
 * The argument vector that runs a command on the mounts of a holder, in private pid and ipc namespaces, so that nothing outlives
 * it. All ends when its stdin is closed, also what runs by way of `sudo`.
 */
export function enterCommand(command: readonly string[], options: EnterOptions): string[] {
  const { via, holder, call, cwd, network, rights } = options
  const join = ['nsenter', `--mount=/proc/${holder}/ns/mnt`]
  if (via === 'userns') join.push(`--user=/proc/${holder}/ns/user`, '--preserve-credentials')
  const namespaces = ['unshare', '--mount', '--propagation', 'private', '--ipc', '--pid', '--fork', '--kill-child']
  namespaces.push('--mount-proc', ...(network === 'none' ? ['--net'] : []))
  const drop = rights === 'own' ? dropRights(via) : []
  const inner = ['sh', '-c', FIRST_PROCESS, 'sh', call, cwd, network, ...drop, 'sh', '-c', WITH_ENVIRONMENT, 'sh']
  return [...entry(via), ...join, '--', ...namespaces, '--', ...inner, ...command]
}

function entry(via: OverlayVia): string[] {
  const clean = ['env', '-i', `PATH=${SANDBOX_ENVIRONMENT.PATH}`]
  return via === 'sudo' ? ['sudo', '-n', '--', ...clean] : ['setpriv', '--pdeathsig', 'KILL', '--']
}

/**
 * Process 1 of the namespace runs the command as a child, which so has the usual signals, and gives its exit code (128 and more: a
 * signal). `$1` folder of the call, `$2` working directory, `$3` network. The shell's own remarks on a killed child do not mix with
 * the command's output.
 */
const FIRST_PROCESS = `
exec 8<&0 </dev/null
if [ "$3" = none ] && command -v ip >/dev/null; then ip link set lo up 2>/dev/null; fi
[ ! -e "$1/stdin" ] || exec <"$1/stdin"
exec 7<"$1/environment"
: >"$1/started"
cd "$2" || exit 126
shift 3
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
  const entries = Object.entries(env)
  const odd = entries.filter(([name]) => UNEXPORTABLE.test(name))
  const lines = entries
    .filter(([name]) => !UNEXPORTABLE.test(name))
    .map(([name, value]) => `export ${name}=${quoted(value)}`)
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
