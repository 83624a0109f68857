import { PINS } from './pins.data.ts'

const USES = /^(\s*(?:- +)?uses: *)(['"]?)([^\s@'"#]+)@([^\s'"#]+)\2[^\S\n]*(?:#.*)?$/m

/** A step with its action at a commit. `unpinned`: what it names and no release is known of. */
export function pinned(step: string): { text: string; unpinned: string | null } {
  const [line, before = '', , action = '', ref = ''] = USES.exec(step) ?? []
  if (line === undefined || action.startsWith('.') || action.startsWith('docker:') || /^[0-9a-f]{40}$/.test(ref))
    return { text: step, unpinned: null }
  const pin = pinOf(action.split('/').slice(0, 2).join('/'), ref)
  if (pin === null) return { text: step, unpinned: `${action}@${ref}` }
  return { text: step.replace(line, () => `${before}${action}@${pin.sha} # ${pin.version}`), unpinned: null }
}

/** The newest release of an action that we know. */
export function newest(action: string): string {
  const pin = PINS.findLast((each) => each.action === action)
  if (pin === undefined) throw new Error(`no pin of ${action}`)
  return `${action}@${pin.sha} # ${pin.version}`
}

/** A release of the same major version; nothing of a branch. */
function pinOf(action: string, ref: string) {
  const major = /^v?(\d+)(?:\.\d+)*$/.exec(ref)?.[1]
  return (
    PINS.findLast(
      (each) => each.action.toLowerCase() === action.toLowerCase() && /^v?(\d+)/.exec(each.version)?.[1] === major,
    ) ?? null
  )
}
