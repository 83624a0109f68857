import { posix } from 'node:path'
import { parse } from 'smol-toml'
import { intentOf } from '../../kinds/intent.ts'
import type { FileSource } from '../../model.ts'
import { at, entriesAt, listAt, textAt, textsAt } from '../../workflow/raw.ts'
import type { Expansion, Resolver } from './resolver.ts'
import { quoteWords } from '../../workflow/shell.ts'
import { lineOf } from './source-line.ts'

interface Project {
  file: string
  text: string
  value: unknown
}

async function readProject(cwd: string, files: FileSource): Promise<Project | null> {
  const file = posix.join(cwd, 'pyproject.toml')
  const text = await files.read(file)
  try {
    return text === null ? null : { file, text, value: parse(text) }
  } catch {
    return null
  }
}

/** `hatch run env:script` and `hatch run script`: scripts of `tool.hatch.envs`. */
export const hatchScripts: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'hatch') return null
  const environment = argv[1] === '-e' ? argv[2] : undefined
  const run = argv.indexOf('run')
  const word = argv[run + 1]
  const project = run < 1 || word === undefined ? null : await readProject(cwd, files)
  if (project === null || word === undefined) return null
  const [env, script] = word.includes(':')
    ? [word.split(':')[0] ?? '', word.split(':').slice(1).join(':')]
    : [environment ?? 'default', word]
  const scripts = new Map(entriesAt(project.value, 'tool', 'hatch', 'envs', env.split('.')[0] ?? env, 'scripts'))
  if (!scripts.has(script))
    return [expansion(project, quoteWords([script, ...argv.slice(run + 2)]), cwd, env, ['hatch', '-e', env, 'run'])]
  const follow = (name: string, depth: number): string[] =>
    textsOf(scripts.get(name)).flatMap((line) => {
      const first = line.replace(/^-\s*/, '').split(' ')[0] ?? ''
      return scripts.has(first) && depth < 5
        ? follow(first, depth + 1)
        : [line.replace(/^-\s*/, '').replace(/\{args(?::([^{}]*))?\}/g, '$1')]
    })
  const found = expansion(project, follow(script, 0).join('\n'), cwd, script, ['hatch', '-e', env, 'run'])
  // `docs:build`, `lint:all`: of a script that says little its environment says more.
  const vague = (found.place.intent ?? []).every((kind) => kind === 'build')
  return [vague && intentOf(env).length > 0 ? { ...found, place: { ...found.place, intent: intentOf(env) } } : found]
}

/** `pdm run script` and `pdm script`: `tool.pdm.scripts`. */
export const pdmScripts: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'pdm') return null
  const name = argv[1] === 'run' ? argv[2] : argv[1]
  const project = name === undefined ? null : await readProject(cwd, files)
  const task = project === null ? undefined : at(project.value, 'tool', 'pdm', 'scripts', name ?? '')
  if (project === null || task === undefined || name === undefined) return null
  const composite = textsAt(task, 'composite').map((part) => `pdm run ${part}`)
  const script =
    typeof task === 'string'
      ? task
      : (textAt(task, 'cmd') ?? textAt(task, 'shell') ?? (composite.join('\n') || quoteWords(textsAt(task, 'cmd'))))
  return [expansion(project, script, cwd, name, composite.length > 0 ? [] : ['pdm', 'run'])]
}

/** `poe task`: `tool.poe.tasks`, with sequences and references. */
export const poeTasks: Resolver = async ({ argv, cwd }, files) => {
  const task = argv[0] === 'poe' ? argv[1] : argv[0] === 'taskipy' || argv[0] === 'task' ? argv[1] : undefined
  const project = task === undefined ? null : await readProject(cwd, files)
  if (project === null || task === undefined) return null
  const found = at(project.value, 'tool', argv[0] === 'poe' ? 'poe' : 'taskipy', 'tasks', task)
  if (found === undefined) return null
  const rest = takesRest(found) && argv.length > 2 ? ` ${quoteWords(argv.slice(2))}` : ''
  const { place, ...told } = expansion(project, `${poeScript(found, argv[0] ?? 'poe')}${rest}`, cwd, task, [])
  const inProject = argv[0] === 'poe' && (await runsInProject(project, cwd, files))
  return [{ ...told, place: inProject ? { ...place, path: [posix.join(cwd, '.venv', 'bin')] } : place }]
}

/** A task that is one command takes further words as its own, unless it names its arguments (poethepoet.natn.io, "Passing arguments"). */
function takesRest(task: unknown): boolean {
  if (typeof task === 'string') return true
  return textAt(task, 'cmd') !== null && at(task, 'args') === undefined
}

/**
 * Whether poe runs tasks in the environment of the project itself, wherever it was called from: by uv, as it does on its own in a
 * project of uv (poethepoet.natn.io, "Configuring the executor"), or by the project's virtual environment where that is asked for.
 */
async function runsInProject({ value }: Project, cwd: string, files: FileSource): Promise<boolean> {
  const executor = at(value, 'tool', 'poe', 'executor')
  const type = typeof executor === 'string' ? executor : (textAt(executor, 'type') ?? 'auto')
  if (type !== 'auto') return type === 'uv' || type === 'virtualenv'
  if (at(value, 'tool', 'poetry') !== undefined) return false
  return at(value, 'tool', 'uv') !== undefined || (await files.read(posix.join(cwd, 'uv.lock'))) !== null
}

function poeScript(task: unknown, runner: string): string {
  if (typeof task === 'string') return task
  const sequence = Array.isArray(task) ? task : listAt(task, 'sequence')
  if (sequence.length > 0)
    return sequence.map((step) => (typeof step === 'string' ? `${runner} ${step}` : poeScript(step, runner))).join('\n')
  const reference = textAt(task, 'ref')
  return reference === null ? (textAt(task, 'cmd') ?? textAt(task, 'shell') ?? '') : `${runner} ${reference}`
}

function textsOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : textsAt(value)
}

function expansion(project: Project, script: string, cwd: string, name: string, wrapper: readonly string[]): Expansion {
  return {
    script,
    place: { cwd, wrapper, intent: intentOf(name) },
    source: lineOf(project.file, project.text, new RegExp(`^\\s*"?${name.replaceAll(/[^\w-]/g, '.')}"?\\s*=`)),
  }
}
