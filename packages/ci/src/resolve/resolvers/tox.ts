import { posix } from 'node:path'
import { flagValue } from '@upkeep/checkers'
import { parse as parseToml } from 'smol-toml'
import { intentOf } from '../../kinds/intent.ts'
import type { FileSource } from '../../model.ts'
import { at, entriesAt, listAt, textAt } from '../../workflow/raw.ts'
import type { Expansion, Resolver } from './resolver.ts'
import { lineOf } from './source-line.ts'

/** An environment of tox: its commands, and where they start. */
interface Environment {
  commands: string[]
  cwd: string
}

/** `tox -e lint,types`, `tox run -f py`, `tox` alone: the commands of each environment, with the tools of that environment. */
export const toxEnvironments: Resolver = async ({ argv: all, cwd, env: variables }, files) => {
  // What stands behind `--` is for the commands of the environment.
  const argv = all.includes('--') ? all.slice(0, all.indexOf('--')) : all
  if (argv[0] !== 'tox' || argv.includes('--notest') || argv.includes('--version')) return null
  const configuration = await readConfiguration(cwd, files)
  if (configuration === null) return null
  const asked = flagValue(argv, '-e', '-qe', '--env', '-m') ?? variables['TOXENV'] ?? variables['TOX_ENV']
  const wanted =
    asked === undefined ? withFactors(configuration.list, argv) : braces(asked).flatMap((each) => each.split(','))
  const found: Expansion[] = []
  for (const name of wanted.map((env) => env.trim()).filter(Boolean)) {
    const environment = configuration.environment(name)
    if (environment === null) continue
    const folder = posix.join(cwd, '.tox', name, 'bin')
    const place = { cwd: posix.join(cwd, environment.cwd), path: [folder], intent: intentOf(name) }
    found.push({
      script: environment.commands.join('\n'),
      place,
      source: lineOf(configuration.file, configuration.text, `testenv:${name}`),
    })
  }
  return found.length > 0 ? found : null
}

/** `tox run -f py312 tests`: the environments that have all of these factors; one that holds a variable may be any. */
function withFactors(list: readonly string[], argv: readonly string[]): readonly string[] {
  const start = argv.findIndex((word) => word === '-f')
  if (start < 0) return list
  const words = argv.slice(start + 1)
  const end = words.findIndex((word) => word.startsWith('-'))
  const factors = (end < 0 ? words : words.slice(0, end)).flatMap((word) => word.split(/[-,]/))
  const known = factors.filter((factor) => factor !== '' && !/[$_]/.test(factor))
  return list.filter((name) => known.every((factor) => name.split('-').includes(factor)))
}

interface Configuration {
  file: string
  text: string
  list: string[]
  environment(name: string): Environment | null
}

async function readConfiguration(cwd: string, files: FileSource): Promise<Configuration | null> {
  for (const name of ['tox.ini', 'setup.cfg']) {
    const file = posix.join(cwd, name)
    const text = await files.read(file)
    if (text !== null && /^\[(?:tox:)?(?:tox|testenv)/m.test(text)) return fromIni(file, text)
  }
  for (const name of ['tox.toml', 'pyproject.toml']) {
    const file = posix.join(cwd, name)
    const text = await files.read(file)
    const value = text === null ? null : readToml(text)
    const tox = name === 'tox.toml' ? value : at(value, 'tool', 'tox')
    const legacy = textAt(tox, 'legacy_tox_ini')
    if (legacy !== null) return fromIni(file, legacy)
    if (text !== null && tox !== undefined && tox !== null) return fromToml(file, text, tox)
  }
  return null
}

function fromIni(file: string, text: string): Configuration {
  const sections = iniSections(text)
  const core = sections.get('tox') ?? sections.get('tox:tox') ?? new Map<string, string>()
  const mapped = sections.get('gh-actions')?.get('python') ?? sections.get('gh')?.get('python')
  const list = braces(
    mapped === undefined
      ? (core.get('envlist') ?? core.get('env_list') ?? '')
      : mapped.replaceAll(/^\s*[\w.-]+\s*[:=]/gm, ' '),
  )
    .flatMap((item) => item.split(/[\s,]+/))
    .filter(Boolean)
  return {
    file,
    text,
    list,
    environment(name) {
      const own = [...sections].find(
        ([section]) =>
          section.startsWith('testenv:') &&
          braces(section.slice(8))
            .flatMap((part) => part.split(','))
            .includes(name),
      )?.[1]
      const base = sections.get('testenv')
      const value = (key: string) => own?.get(key) ?? base?.get(key)
      const commands = value('commands')
      if (commands === undefined) return null
      const before = value('commands_pre') ?? ''
      const factors = new Set(name.split('-'))
      const resolved = `${before}\n${commands}`.split('\n').flatMap((line) => commandLine(line, factors, sections))
      return {
        commands: resolved,
        cwd: (value('changedir') ?? value('change_dir') ?? '.').replace('{toxinidir}', '.'),
      }
    },
  }
}

/** tox.ini as Python's configparser reads it: what the npm parsers of INI files lose are the continuation lines. */
function iniSections(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let key: string | null = null
  for (const line of text.split(/\r?\n/)) {
    const head = /^\[([^\]]+)\]/.exec(line)
    const entry = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line)
    if (head !== null) {
      section = new Map()
      sections.set(head[1] ?? '', section)
      key = null
    } else if (entry !== null) {
      key = entry[1] ?? ''
      section.set(key, entry[2] ?? '')
    } else if (key !== null && /^\s+\S/.test(line) && !/^\s*[#;]/.test(line))
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
  }
  return sections
}

/** `py{310,311}-{a,b}` as tox expands it. */
function braces(text: string): string[] {
  const match = /\{([^{}]*)\}/.exec(text)
  if (match === null) return [text]
  const [head, tail] = [text.slice(0, match.index), text.slice(match.index + match[0].length)]
  const start = head.search(/[^\s,]*$/)
  const end = /^[^\s,]*/.exec(tail)?.[0].length ?? 0
  const words = (match[1] ?? '').split(',').map((choice) => `${head.slice(start)}${choice.trim()}${tail.slice(0, end)}`)
  return braces(`${head.slice(0, start)}${words.join(',')}${tail.slice(end)}`)
}

function commandLine(
  line: string,
  factors: ReadonlySet<string>,
  sections: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string[] {
  const conditional = /^([\w!,.{}-]+):\s+(.*)$/.exec(line)
  if (conditional !== null) {
    const holds = (conditional[1] ?? '')
      .split(',')
      .some((group) =>
        group
          .split('-')
          .every((factor) => (factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor))),
      )
    return holds ? commandLine(conditional[2] ?? '', factors, sections) : []
  }
  const reference = /^\{\[([^\]]+)\](\w+)\}$/.exec(line.trim())
  if (reference !== null)
    return (sections.get(reference[1] ?? '')?.get(reference[2] ?? '') ?? '')
      .split('\n')
      .flatMap((inner) => commandLine(inner, factors, sections))
  const plain = line
    .replace(/^\s*-\s*/, '')
    .replace(/\{\[([^\]]+)\](\w+)\}/g, (_, section: string, key: string) =>
      (sections.get(section)?.get(key) ?? '').replaceAll('\n', ' ').trim(),
    )
    .replace(/\{posargs(?::([^{}]*))?\}/g, (_, fallback?: string) => fallback ?? '')
    .replace(/\{(?:toxinidir|tox_root)\}\/?/g, '')
    .replace(/\{env:\w+(?::([^{}]*))?\}/g, (_, fallback?: string) => fallback ?? '')
    .replace(/\{(?:envpython|env_python)\}/g, 'python')
  return plain.trim() === '' ? [] : [plain]
}

function commandsOf(environment: unknown): string[] {
  return listAt(environment, 'commands').map((command) =>
    (Array.isArray(command) ? command.filter((word) => typeof word === 'string') : []).join(' '),
  )
}

function fromToml(file: string, text: string, tox: unknown): Configuration {
  const mapped = entriesAt(tox, 'gh', 'python').flatMap(([version]) => listAt(tox, 'gh', 'python', version))
  const list = (mapped.length > 0 ? mapped : listAt(tox, 'env_list')).flatMap((item) =>
    typeof item === 'string' ? [item] : [],
  )
  return {
    file,
    text,
    list,
    environment(name) {
      const own = entriesAt(tox, 'env').find(([env]) => env === name)?.[1]
      const commands = commandsOf(own).length > 0 ? commandsOf(own) : commandsOf(at(tox, 'env_run_base'))
      return commands.length === 0
        ? null
        : {
            commands,
            cwd: textAt(own, 'change_dir') ?? '.',
          }
    },
  }
}

function readToml(text: string): unknown {
  try {
    return parseToml(text)
  } catch {
    return null
  }
}
