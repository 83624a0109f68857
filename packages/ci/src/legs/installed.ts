import { TOOLCHAINS, VERSION_COMMANDS } from './set-ups.data.ts'
import type { Toolchain } from './set-ups.data.ts'

/** What this machine has of some toolchains, as they name their versions themselves; what is missing is not there. */
export type Installed = ReadonlyMap<Toolchain, readonly string[]>
/** Finds it out; asked only for what a job sets up. */
export type FindInstalled = (toolchains: readonly Toolchain[]) => Promise<Installed>

/** Runs a script of ours where the repository's commands will be run, with the same PATH; what it printed. */
export type RunVersions = (script: string) => Promise<string>

/** Asks each toolchain once. What can not be asked counts as not there. */
export function installedBy(run: RunVersions): FindInstalled {
  const known = new Map<Toolchain, readonly string[]>()
  return async (toolchains) => {
    const open = toolchains.filter((each) => !known.has(each))
    if (open.length > 0) {
      const found = readVersions(await run(open.map(askFor).join('\n')))
      for (const each of open) known.set(each, found.get(each) ?? [])
    }
    return new Map([...known].filter(([, versions]) => versions.length > 0))
  }
}

function askFor(toolchain: Toolchain): string {
  const asked = VERSION_COMMANDS[toolchain].map((command) => `{ ${command} </dev/null 2>&1; }`)
  return `echo "== ${toolchain}"; ${asked.join(' || ')} || true`
}

function readVersions(printed: string): Installed {
  const found = new Map<Toolchain, string[]>()
  let versions: string[] = []
  for (const line of printed.split('\n')) {
    const name = /^== (\w+)$/.exec(line)?.[1]
    const toolchain = TOOLCHAINS.find((each) => each === name)
    if (toolchain !== undefined) found.set(toolchain, (versions = []))
    const said =
      /(?:^|[\s"v(]|go)(\d+\.\d+(?:\.\d+)?(?:[-.]?(?:a|b|rc|alpha|beta|dev|nightly|canary)[\w.]*)?)/.exec(line)?.[1] ??
      /^((?:stable|beta|nightly)(?:-\d{4}-\d\d-\d\d)?)(?:-|$)/.exec(line)?.[1]
    // The first line that holds one; of rustup each line is a toolchain.
    const first = versions.length === 0 || found.get('rust') === versions
    if (said !== undefined && toolchain === undefined && first) versions.push(said)
  }
  return found
}
