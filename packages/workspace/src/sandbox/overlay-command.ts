import { quoted } from './quoted.ts'
import { COMMAND_NAMESPACES } from './sandbox.data.ts'

export type OverlayVia = 'root' | 'sudo' | 'userns'

export interface EnterOptions {
  via: OverlayVia
  /** The process that holds the mounts. */
  holder: number
  /** The folder of this one command: what it is given, and the mark `started` once it is about to run. */
  call: string
  /** Control groups that it joins. */
  groups: readonly string[]
  /** How many processes its user may have where that limit is not a group's, which is then null. */
  processes: number | null
  /** Absolute. */
  cwd: string
  network: 'none' | 'host'
  /** Whose rights the command gets: those of our own process without its capabilities, or all that the namespaces give (for scripts of ours). */
  rights: 'own' | 'all'
}

/** All that the sandbox's own programs see of an environment: nothing of ours, which a command could read in `/proc`. */
export const SANDBOX_ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }

/**
 * The argument vector of a process that makes what all worktrees of a run share (`baseScript`) and holds it until its stdin, which
 * carries nothing, is closed: that also happens when our process is killed. Control groups go with it.
 * @param groups folders to make, and files of them to write.
 */
export function baseCommand(via: OverlayVia, script: string, groups: readonly GroupStep[]): string[] {
  const namespaces = ['unshare', '--mount', '--propagation', 'private']
  if (via === 'userns') namespaces.push('--user', '--map-root-user')
  const steps = groups.flatMap(({ folder, file, value }) =>
    file === null ? ['folder', folder, ''] : ['set', `${folder}/${file}`, value],
  )
  return [...clean(via), 'sh', '-c', WITH_GROUPS, 'sh', ...steps, '--', ...namespaces, '--', 'sh', '-c', script]
}

export interface GroupStep {
  folder: string
  /** Null: the folder itself is made. */
  file: string | null
  value: string
}

/** Triples until `--`, then the command. Says which values were taken; removes the folders once the command has ended. */
const WITH_GROUPS = `
made=
while [ "$1" != -- ]; do
  case $1 in
    folder) if mkdir "$2" 2>/dev/null; then made="$2
$made"; fi ;;
    set) if (echo "$3" >"$2") 2>/dev/null; then echo "set $2"; fi ;;
  esac
  shift 3
done
shift
"$@"
code=$?
tries=0
while [ -n "$made" ] && [ "$tries" -lt 60 ]; do
  left=
  IFS='
'
  for folder in $made; do rmdir "$folder" 2>/dev/null || [ ! -d "$folder" ] || left="$left$folder
"; done
  made=$left tries=$((tries + 1))
  [ -z "$made" ] || sleep 0.05
done
exit "$code"
`

/** The argument vector of a process that makes the mounts of one worktree (`worktreeScript`) and holds them in the same way. */
export function holderCommand(via: OverlayVia, base: number, script: string): string[] {
  const join = ['nsenter', `--mount=/proc/${base}/ns/mnt`]
  if (via === 'userns') join.push(`--user=/proc/${base}/ns/user`, '--preserve-credentials')
  const namespaces = ['unshare', '--mount', '--propagation', 'private', '--net', '--ipc', '--uts']
  return [...clean(via), ...join, '--', ...namespaces, '--', 'sh', '-c', script]
}

/**
 * The argument vector that runs a command on the mounts of a holder, in a private pid namespace, so that nothing outlives it. All
 * ends when its stdin is closed, also what runs by way of `sudo`.
 */
export function enterCommand(command: readonly string[], options: EnterOptions): string[] {
  const { via, holder, call, groups, processes, cwd, network, rights } = options
  const of = (name: string) => `/proc/${holder}/ns/${name}`
  const join = ['nsenter', `--mount=${of('mnt')}`, `--ipc=${of('ipc')}`, `--uts=${of('uts')}`]
  if (network === 'none') join.push(`--net=${of('net')}`)
  if (via === 'userns') join.push(`--user=${of('user')}`, '--preserve-credentials')
  const drop = rights === 'own' ? dropRights(via, processes) : []
  const asRoot = rights === 'own' && process.getuid?.() === 0 ? 'root' : ''
  const inner = ['sh', '-c', FIRST_PROCESS, 'sh', cwd, asRoot, ...drop, 'sh', '-c', WITH_ENVIRONMENT, 'sh']
  const outer = ['sh', '-c', ENTER, 'sh', call, ...groups, '--', ...join, '--', 'unshare', ...COMMAND_NAMESPACES, '--']
  const dieWithUs = via === 'sudo' ? [] : ['setpriv', '--pdeathsig', 'KILL', '--']
  return [...dieWithUs, ...clean(via), ...outer, ...inner, ...command]
}

function clean(via: OverlayVia): string[] {
  return via === 'sudo' ? ['sudo', '-n', '--', 'env', '-i', `PATH=${SANDBOX_ENVIRONMENT.PATH}`] : []
}

/** `$1` folder of the call, control groups, `--`, the rest. Everything that the sandbox hides is opened before it is entered. */
const ENTER = `
exec 8<&0 </dev/null 7<"$1/environment" 6>"$1/started"
[ ! -e "$1/stdin" ] || exec <"$1/stdin"
shift
while [ "$1" != -- ]; do echo 0 >"$1/cgroup.procs" || exit 125; shift; done
shift
exec "$@"
`

/**
 * Process 1 of the namespace runs the command as a child, which so has the usual signals, and gives its exit code (128 and more: a
 * signal). `$1` working directory, `$2` `root` where the command's user could write the kernel's settings. The shell's own remarks on
 * a killed child do not mix with the command's output.
 */
const FIRST_PROCESS = `
[ "$2" != root ] || mount -n -o remount,bind,ro,nosuid,nodev,noexec /proc || exit 125
echo >&6
exec 6>&-
cd "$1" || exit 126
shift 2
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

/** No capability is left, none can be had, and no group but the first. */
function dropRights(via: OverlayVia, processes: number | null): string[] {
  const [uid, gid] = [String(process.getuid?.() ?? 0), String(process.getgid?.() ?? 0)]
  const none = ['--no-new-privs', '--inh-caps=-all', '--ambient-caps=-all']
  const limited = uid === '0' || processes === null ? [] : ['prlimit', `--nproc=${processes}`, '--']
  if (via !== 'userns')
    return [
      ...limited,
      'setpriv',
      '--reuid',
      uid,
      '--regid',
      gid,
      '--clear-groups',
      ...none,
      '--bounding-set=-all',
      '--',
    ]
  // A user without rights loses all capabilities by itself, and can not give up groups.
  const bounding = uid === '0' ? ['--bounding-set=-all'] : []
  return [
    'unshare',
    '--user',
    `--map-user=${uid}`,
    `--map-group=${gid}`,
    '--',
    ...limited,
    'setpriv',
    ...none,
    ...bounding,
    '--',
  ]
}
