import { at, listAt } from '../../workflow/raw.ts'
import { readYaml } from '../../workflow/yaml-file.ts'

/** What a hook manager tells of a hook's call: the environment of its tool, and the words behind its entry, files last. */
export interface HookCall {
  env: Readonly<Record<string, string>>
  words: readonly string[]
}

const MARK = 'upkeep-hook'

/**
 * A configuration of pre-commit in which these hooks, by `repository.hook` of their places, say how they would be called instead
 * of running. Repository, revision and dependencies stay, so that they have the environments that are installed already.
 */
export function hookProbe(text: string, places: ReadonlySet<string>): string {
  const whole = readYaml(text).value
  const repos = listAt(whole, 'repos').map((repository, index) => {
    const hooks = listAt(repository, 'hooks').flatMap((hook, position) => {
      const place = `${index}.${position}`
      if (!places.has(place) || typeof hook !== 'object' || hook === null) return []
      return [{ ...hook, entry: entryOf(place), require_serial: true, verbose: true, always_run: true }]
    })
    return typeof repository === 'object' && repository !== null ? { ...repository, hooks } : { hooks }
  })
  const asked = repos.filter(({ hooks }) => hooks.length > 0)
  return JSON.stringify({ ...(at(whole) as object | null), fail_fast: false, repos: asked })
}

/** No single quote may stand in the script: pre-commit takes the entry apart as a shell would. */
function entryOf(place: string): string {
  const variables = ['VIRTUAL_ENV', 'NODE_VIRTUAL_ENV', 'NODE_PATH', 'GEM_HOME']
  const lines = [
    `printf "${MARK} ${place} env PATH=%s\\n" "$PATH"`,
    ...variables.map((name) => `[ -z "$${name}" ] || printf "${MARK} ${place} env ${name}=%s\\n" "$${name}"`),
    `for word; do printf "${MARK} ${place} word %s\\n" "$word"; done`,
  ]
  return `sh -c '${lines.join('; ')}' hook`
}

/** By place; a hook that was not started is not in it. */
export function readHookProbe(output: string): Map<string, HookCall> {
  const found = new Map<string, { env: Record<string, string>; words: string[] }>()
  for (const line of output.split(/\r?\n/)) {
    const match = /^upkeep-hook (\d{1,6}\.\d{1,6}) (?:env ([A-Z_]+)=(.*)|word (.*))$/.exec(line)
    if (match === null) continue
    const [, place = '', name, value = '', word] = match
    const call = found.get(place) ?? { env: {}, words: [] }
    found.set(place, call)
    if (name === undefined) call.words.push(word ?? '')
    else call.env[name] = value
  }
  return found
}
