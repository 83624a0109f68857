import type { Mount } from './mount-table.ts'
import { isBelow, isWithin, reachable } from './mount-table.ts'
import type { OverlayVia } from './overlay-command.ts'
import { quoted } from './quoted.ts'
import { COMMAND_NAMESPACES, DEVICES } from './sandbox.data.ts'
import type { Placement } from './sandbox-plan.ts'

/** Where the mounts of a run find the folder that holds its layers. No path of the machine can lie there: `/dev` is made anew. */
export const STORE = '/dev/.upkeep'

/** A script for `sh`, and the tables (fstab(5)) that it hands to `mount`, by name: one process makes many mounts. */
export interface MountScript {
  script: string
  tables: ReadonlyMap<string, string>
}

const FAIL = 'fail() { echo "upkeep: $1" >&2; exit 125; }'

/** Says that all is in place, and holds it until nobody is there any more. */
const HOLD = `echo "ready $$"
exec >/dev/null 2>&1
read -r line`

/**
 * The machine as every worktree of a run sees it: all of it read-only, no device but a few, the layers at `STORE`. Ends by mounting
 * an overlay for real, with a folder removed and made anew, and by making the namespaces of a command.
 * @param store holds the folder `probe`, with `lower/d/old`, `upper`, `work` and `merged`.
 * @param sealed folders that nobody of the run may enter: what is mounted in them can not be made read-only, so they are covered
 */
export function baseScript(
  store: string,
  mounts: readonly Mount[],
  via: OverlayVia,
  sealed: readonly string[],
): MountScript {
  const frozen = reachable(mounts).filter(
    ({ point, type }) =>
      !isWithin(point, '/proc') && type !== 'autofs' && !sealed.some((folder) => isBelow(point, folder)),
  )
  const table = [
    ...DEVICES.map((name) => line(`/dev/${name}`, `${store}/dev/${name}`, 'none', 'bind')),
    line('upkeep', `${store}/dev/pts`, 'devpts', 'newinstance,ptmxmode=0666,mode=620,nosuid,noexec'),
    line(store, `${store}/dev/.upkeep`, 'none', 'bind'),
    ...sealed.map((folder) => line('upkeep', folder, 'tmpfs', 'ro,mode=000,size=4k,nosuid,nodev,noexec')),
    ...frozen
      .filter(({ point }) => point !== '/')
      .map((mount) => line('none', mount.point, 'none', frozenOptions(mount))),
  ]
  const outermost = frozen.find(({ point }) => point === '/') // a table can not hold this one
  const script = [
    FAIL,
    `cd ${quoted(store)} && mount -n -t tmpfs -o mode=755,size=256k,nosuid,noexec upkeep dev || fail "no private /dev"`,
    DEVICES.map((name) => `: >dev/${name}`).join('; '),
    'ln -s /proc/self/fd dev/fd; ln -s /proc/self/fd/0 dev/stdin; ln -s /proc/self/fd/1 dev/stdout',
    'ln -s /proc/self/fd/2 dev/stderr; ln -s pts/ptmx dev/ptmx; mkdir dev/pts dev/shm dev/.upkeep',
    'mount -n -a -T base.fstab || fail "the machine could not be made read-only"',
    ...(outermost === undefined
      ? []
      : [`mount -n -o ${frozenOptions(outermost)} / || fail "/ could not be made read-only"`]),
    `cd / && mount -n --move ${quoted(`${store}/dev`)} /dev && mount -n -o remount,bind,ro,nosuid,noexec /dev || fail "no private /dev"`,
    `cd ${STORE}/probe && mount -n -t overlay upkeep -o ${overlayOptions('lower', '.', via)} merged || fail "no overlay can be mounted"`,
    '(cd merged && rm -r d && mkdir d && test ! -e d/old && echo >d/new) || fail "an overlay does not hide what it replaces"',
    'umount -n merged; cd /',
    `unshare ${COMMAND_NAMESPACES.join(' ')} --net --ipc --uts true || fail "no private namespaces"`,
    'if command -v ip >/dev/null; then echo loopback; fi',
    HOLD,
  ]
  return { script: script.join('\n'), tables: new Map([['base.fstab', `${table.join('\n')}\n`]]) }
}

/** The flags that a mount has may be locked, so they are said again. */
const KEPT_FLAGS = ['noexec', 'noatime', 'nodiratime', 'relatime']

function frozenOptions({ options }: Mount): string {
  const kept = options.filter((option) => KEPT_FLAGS.includes(option))
  return ['remount', 'bind', 'ro', 'nosuid', 'nodev', ...kept].join(',')
}

function overlayOptions(lower: string, folder: string, via: OverlayVia): string {
  const layers = `lowerdir=${lower},upperdir=${folder}/upper,workdir=${folder}/work`
  return `${layers},redirect_dir=nofollow,metacopy=off,nosuid,nodev${via === 'userns' ? ',userxattr' : ''}`
}

export interface WorktreeMounts {
  via: OverlayVia
  placements: readonly Placement[]
  /** The folder of the worktree below the store: `area-0`, `area-1` …, each with `lower`, `upper` and `work`. */
  folder: string
  /** The folder of a prepared worktree, whose upper layers lie between; null: none. */
  prepared: string | null
  /** Where the store really lies: a layer below another can not lie inside of it. */
  store: string
  privateBytes: number
}

/** Puts every placement where it belongs. The lower layers are taken first, before anything covers them. */
export function worktreeScript(mounts: WorktreeMounts): MountScript {
  const { placements, folder } = mounts
  const here = `${STORE}/${folder}`
  const taken: string[] = []
  const placed: string[] = []
  const files: string[] = []
  const lastly: string[] = []
  for (const placement of placements) {
    const { at } = placement
    if (placement.kind === 'overlay') taken.push(line(at, `${here}/area-${placement.area}/lower`, 'none', 'rbind'))
    if (placement.kind === 'kept' || placement.kind === 'shared')
      taken.push(line(at, `${here}/${keptName(placement)}`, 'none', 'rbind'))
    if (placement.kind === 'shared') lastly.push(line('none', at, 'none', 'remount,bind,rw,nosuid,nodev'))
    if (placement.kind === 'seeded') continue // a file of its overlay, no mount
    if (placement.kind === 'kept' && !placement.folder) {
      const room = `mkdir -p ${quoted(above(at))} && : >${quoted(at)}`
      files.push(
        `${room} && mount -n --bind ${here}/${keptName(placement)} ${quoted(at)} || fail ${quoted(`${at} is missing`)}`,
      )
    } else placed.push(placedLine(placement, here, mounts))
    if (placement.kind === 'hidden-folder' && holdsOthers(placement, placements))
      lastly.push(line('none', at, 'none', 'remount,bind,ro,nosuid,nodev'))
  }
  lastly.push(line('upkeep', STORE, 'tmpfs', 'ro,mode=000,size=4k'))
  const script = [
    FAIL,
    `mount -n -a -T ${here}/placed.fstab || fail "the worktree could not be put in place"`,
    ...files,
    `mount -n -a -T ${here}/lastly.fstab || fail "the layers could not be hidden"`,
    'if command -v ip >/dev/null; then ip link set lo up || fail "no loopback"; fi',
    HOLD,
  ]
  const tables = { 'placed.fstab': [...taken, ...placed], 'lastly.fstab': lastly }
  const texts = Object.entries(tables).map(([name, lines]) => [name, `${lines.join('\n')}\n`] as const)
  return { script: script.join('\n'), tables: new Map(texts) }
}

function placedLine(
  placement: Exclude<Placement, { kind: 'seeded' }>,
  here: string,
  { via, placements, prepared, store, privateBytes }: WorktreeMounts,
): string {
  const { at, kind } = placement
  const made = 'x-mount.mkdir'
  switch (kind) {
    case 'overlay': {
      const area = `area-${placement.area}`
      const below =
        prepared === null || placement.late === true || isWithin(store, at) ? '' : `${STORE}/${prepared}/${area}/upper:`
      const layers = overlayOptions(`${below}${here}/${area}/lower`, `${here}/${area}`, via)
      return line('upkeep', at, 'overlay', `${layers},${made}`)
    }
    case 'private':
      return line('upkeep', at, 'tmpfs', `mode=1777,size=${privateBytes},nosuid,nodev,${made}`)
    case 'hidden-folder': {
      const readOnly = holdsOthers(placement, placements) ? '' : ',ro'
      return line('upkeep', at, 'tmpfs', `mode=755,size=64k,nosuid,nodev${readOnly}`)
    }
    case 'hidden-file':
      return line(`${STORE}/empty`, at, 'none', 'bind,ro')
    case 'replaced':
      return line(`${STORE}/${placement.by}`, at, 'none', 'bind,ro')
    case 'shared':
    case 'kept':
      return line(`${here}/${keptName(placement)}`, at, 'none', `rbind,${made}`)
    case 'nested':
      return line(`${here}/area-${placement.area}/lower/${placement.below}`, at, 'none', 'rbind')
    case 'frozen':
    default:
      return line(at, at, 'none', 'bind,ro')
  }
}

/** The name, in the worktree's folder, under which something is taken before it is covered. */
export function keptName({ at }: { at: string }): string {
  return `kept-${Buffer.from(at).toString('hex').slice(-200)}`
}

function holdsOthers({ at }: Placement, placements: readonly Placement[]): boolean {
  return placements.some((other) => isBelow(other.at, at))
}

const WRITABLE: ReadonlySet<Placement['kind']> = new Set(['overlay', 'private', 'shared'])

/** What is not as the placements say: missing ones, and mounts that commands could write though no placement says so. */
export function misplaced(mounts: readonly Mount[], placements: readonly Placement[]): string[] {
  const own = new Set(placements.filter(({ kind }) => WRITABLE.has(kind)).map(({ at }) => at))
  const seen = reachable(mounts)
  const points = new Set(seen.map(({ point }) => point))
  const writable = seen.filter(({ point, options, type }) => {
    if (options.includes('ro') || own.has(point) || type === 'autofs') return false
    return !isWithin(point, '/proc') && point !== '/dev/pts' && !DEVICES.some((name) => point === `/dev/${name}`)
  })
  const mounted = placements.filter(({ kind }) => kind !== 'seeded')
  return [...mounted.map(({ at }) => at).filter((at) => !points.has(at)), ...writable.map(({ point }) => point)]
}

/** A line of a table; paths have spaces and their like as octal numbers (fstab(5)). */
function line(what: string, at: string, type: string, options: string): string {
  return `${octal(what)} ${octal(at)} ${type} ${options} 0 0`
}

function octal(path: string): string {
  return path.replace(/[\s\\#"']/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`)
}

function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}
