import { closest, distance } from 'fastest-levenshtein'
import { parseYaml, wrong } from './config-yaml.ts'
import type { Place, YamlEntry, YamlValue } from './config-yaml.ts'
import type { ConfigValues, InputDeclaration, InputValue } from './input.ts'
import { acceptedBy, parseValue } from './parse-inputs.ts'

/** `.github/upkeep.yml`, checked. `mute` holds ids of findings and names of rules. */
export interface Config {
  version: 1
  common: ConfigValues
  actions: Readonly<Record<string, { enabled: boolean; values: ConfigValues }>>
  mute: readonly string[]
}

const EMPTY: Config = { version: 1, common: {}, actions: {}, mute: [] }

/** Inputs that say where the file is, or that only a workflow can know. */
const NOT_IN_A_FILE = new Set(['config', 'job-status'])

/** Keys of the file that are no inputs. */
const OWN_KEYS = ['version', 'actions', 'mute']

/**
 * Reads the text of a configuration file; null or an empty one configures nothing. `declarationsOf` gives all inputs of an action,
 * and for null those common to all. Throws a UserError (usage) that begins with `path:line:column` for whatever is not right.
 */
export async function loadConfig(
  text: string | null,
  path: string,
  actionNames: readonly string[],
  declarationsOf: (action: string | null) => readonly InputDeclaration[],
): Promise<Config> {
  const found = text === null ? null : await parseYaml(text, path)
  if (found === null) return EMPTY
  const entries = entriesOf(found, 'The file')
  requireVersion(entries, found.place)
  const mute = entries.find(({ key }) => key === 'mute')
  const actions = entries.find(({ key }) => key === 'actions')
  const common = entries.filter(({ key }) => !OWN_KEYS.includes(key))
  return {
    version: 1,
    common: inputsOf(common, declarationsOf(null), OWN_KEYS),
    actions: actions === undefined ? {} : sectionsOf(actions.value, actionNames, declarationsOf),
    mute: mute === undefined ? [] : textsOf(mute),
  }
}

/** What a configuration says for one action: its own section over what is common. */
export function configFor(config: Config, action: string): ConfigValues {
  return { ...config.common, ...config.actions[action]?.values }
}

function requireVersion(entries: readonly YamlEntry[], start: Place): void {
  const version = entries.find(({ key }) => key === 'version')
  if (version === undefined) throw wrong(start, 'The key "version" is missing.', 'Begin the file with "version: 1".')
  const { value } = version
  if (value.kind !== 'scalar' || value.type !== 'number' || value.text !== '1') {
    throw wrong(value.place, 'This version of the file is not understood.', 'Write "version: 1".')
  }
}

function sectionsOf(
  value: YamlValue,
  names: readonly string[],
  declarationsOf: (action: string) => readonly InputDeclaration[],
): Config['actions'] {
  const sections = entriesOf(value, 'The key "actions"').map((section) => {
    if (!names.includes(section.key)) throw unknown(section, 'no action', names)
    const entries = entriesOf(section.value, `The action "${section.key}"`)
    const enabled = entries.find(({ key }) => key === 'enabled')
    const values = entries.filter(({ key }) => key !== 'enabled')
    const read = {
      enabled: enabled === undefined ? true : booleanOf(enabled),
      values: inputsOf(values, declarationsOf(section.key), ['enabled']),
    }
    return [section.key, read] as const
  })
  return Object.fromEntries(sections)
}

function inputsOf(
  entries: readonly YamlEntry[],
  declarations: readonly InputDeclaration[],
  otherKeys: readonly string[],
): ConfigValues {
  const allowed = declarations.filter(({ name, secret }) => secret !== true && !NOT_IN_A_FILE.has(name))
  return Object.fromEntries(
    entries.map((entry) => {
      const declaration = declarations.find(({ name }) => name === entry.key)
      if (declaration?.secret === true) {
        const remedy = `Give "${entry.key}" as an input of the step, from a secret of the repository; revoke it if it was pushed.`
        throw wrong(entry.place, `"${entry.key}" is a secret and may not stand in a file.`, remedy)
      }
      if (declaration === undefined || !allowed.includes(declaration)) {
        throw unknown(entry, 'no setting', [...allowed.map(({ name }) => name), ...otherKeys])
      }
      return [entry.key, valueOf(entry.value, declaration)] as const
    }),
  )
}

function valueOf(value: YamlValue, declaration: InputDeclaration): InputValue {
  const refuse = (place: Place, shown: string, remedy = acceptedBy(declaration)) =>
    wrong(place, `"${declaration.name}" can not be ${shown}.`, `${remedy} ${declaration.description}`)
  if (value.kind === 'map') throw refuse(value.place, 'a group of keys')
  if (value.kind === 'list') {
    if (declaration.type !== 'list') throw refuse(value.place, 'a list')
    return value.items.map((item) => {
      if (item.kind !== 'scalar' || item.type === 'nothing') throw refuse(item.place, 'a list of anything but texts')
      return item.text
    })
  }
  if (value.type === 'nothing')
    throw refuse(value.place, 'empty', `Leave the key out, or give it a value. ${acceptedBy(declaration)}`)
  const parsed = parseValue(declaration, value.text.trim())
  if ('refusal' in parsed) throw refuse(value.place, `"${value.text}"`, parsed.refusal)
  return parsed.value
}

function entriesOf(value: YamlValue, what: string): YamlEntry[] {
  if (value.kind === 'scalar' && value.type === 'nothing') return []
  if (value.kind === 'map') return value.entries
  throw wrong(value.place, `${what} must hold keys with values.`, 'Write "name: value", one a line.')
}

function booleanOf({ key, value }: YamlEntry): boolean {
  if (value.kind === 'scalar' && value.type === 'boolean') return value.text.toLowerCase() === 'true'
  throw wrong(value.place, `"${key}" must be true or false.`, `Write "${key}: true" or "${key}: false".`)
}

function textsOf({ key, value }: YamlEntry): string[] {
  const items = value.kind === 'list' ? value.items : [value]
  if (value.kind === 'scalar' && value.type === 'nothing') return []
  return items.map((item) => {
    if (item.kind === 'scalar' && item.type !== 'nothing') return item.text
    throw wrong(item.place, `"${key}" must be a list of texts.`, `Write one "- text" a line under "${key}:".`)
  })
}

/** Names the nearest right one where the slip is small enough for a guess, and all of them where it is not. */
function unknown({ key, place }: YamlEntry, what: string, known: readonly string[]): Error {
  const nearest = known.length === 0 ? '' : closest(key, known)
  const near = distance(key, nearest) <= Math.max(2, Math.floor(key.length / 2))
  const remedy = near && nearest !== '' ? `Did you mean "${nearest}"?` : `There is: ${known.join(', ')}.`
  return wrong(place, `There is ${what} "${key}".`, remedy)
}
