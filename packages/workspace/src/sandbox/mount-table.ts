/** A line of `/proc/<pid>/mountinfo` (proc(5)). */
export interface Mount {
  id: string
  parent: string
  point: string
  options: readonly string[]
  type: string
}

export function parseMountTable(text: string): Mount[] {
  const mounts: Mount[] = []
  for (const line of text.split('\n')) {
    const [id, parent, , , point, options = '', ...rest] = line.split(' ')
    if (id === undefined || parent === undefined || point === undefined) continue
    const type = rest[rest.indexOf('-') + 1] ?? ''
    mounts.push({ id, parent, point: unescaped(point), options: options.split(','), type })
  }
  return mounts
}

/** Mounts that a path still leads to: nothing else is mounted over them. */
export function reachable(mounts: readonly Mount[]): Mount[] {
  const byId = new Map(mounts.map((mount) => [mount.id, mount]))
  const children = Map.groupBy(mounts, ({ parent }) => parent)
  const isCovered = (mount: Mount): boolean => {
    if (children.get(mount.id)?.some(({ point }) => point === mount.point) === true) return true
    const siblings = children.get(mount.parent) ?? []
    if (siblings.some((other) => other !== mount && isBelow(mount.point, other.point))) return true
    const parent = byId.get(mount.parent)
    if (parent === undefined || parent === mount) return false
    // A mount on the very point of its parent covers that parent, and is not covered with it.
    return parent.point === mount.point ? isCoveredFromOutside(parent) : isCovered(parent)
  }
  const isCoveredFromOutside = (mount: Mount): boolean => {
    const siblings = children.get(mount.parent) ?? []
    if (siblings.some((other) => other !== mount && isBelow(mount.point, other.point))) return true
    const parent = byId.get(mount.parent)
    if (parent === undefined || parent === mount) return false
    return parent.point === mount.point ? isCoveredFromOutside(parent) : isCovered(parent)
  }
  return mounts.filter((mount) => !isCovered(mount))
}

/** Whether a path lies below another, or is it. Both absolute. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || isBelow(path, folder)
}

export function isBelow(path: string, folder: string): boolean {
  return folder === '/' ? path !== '/' : path.startsWith(`${folder}/`)
}

/** The table has spaces, tabs, line ends and backslashes as octal numbers. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
}
