import { posix } from 'node:path'
import { parse } from 'smol-toml'
import { intentOf } from '../../kinds/intent.ts'
import type { FileSource } from '../../model.ts'
import { at, entriesAt, listAt, textAt, textsAt } from '../../workflow/raw.ts'
import type { Expansion, Resolver } from './resolver.ts'
import { quoteWords } from '../../workflow/shell.ts'
import { lineOf } from './source-line.ts'

interface Manifest {
  file: string
  text: string
  tasks: ReadonlyMap<string, unknown>
}

const VALUED = /^(?:-e|--environment|--manifest-path)$/

/** `pixi run -e lint lint`: tasks of `pixi.toml` or of `tool.pixi` in pyproject.toml, of all features, with what they depend on. */
export const pixiTasks: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'pixi' || argv[1] !== 'run') return null
  const start = argv.findIndex(
    (word, index) => index > 1 && !word.startsWith('-') && !VALUED.test(argv[index - 1] ?? ''),
  )
  const name = argv[start]
  if (start < 0 || name === undefined) return null
  const [wrapper, given] = [argv.slice(0, start), argv.slice(start + 1)]
  const manifest = await readManifest(cwd, files)
  if (manifest?.tasks.has(name) === true) return expansionsOf(name, manifest, cwd, wrapper, given, new Set())
  const source = manifest === null ? { file: 'pixi.toml', line: 1, text: '' } : sourceOf(name, manifest)
  return [{ script: quoteWords([name, ...given]), place: { wrapper }, source }]
}

async function readManifest(cwd: string, files: FileSource): Promise<Manifest | null> {
  for (const [name, path] of [
    ['pixi.toml', []],
    ['pyproject.toml', ['tool', 'pixi']],
  ] as const) {
    const file = posix.join(cwd, name)
    const text = await files.read(file)
    if (text === null) continue
    try {
      const pixi = at(parse(text), ...path)
      const features = entriesAt(pixi, 'feature').flatMap(([, feature]) => entriesAt(feature, 'tasks'))
      const tasks = new Map([...features, ...entriesAt(pixi, 'tasks')])
      if (tasks.size > 0) return { file, text, tasks }
    } catch {
      // it is no TOML: pixi would not run either
    }
  }
  return null
}

function expansionsOf(
  name: string,
  manifest: Manifest,
  cwd: string,
  wrapper: readonly string[],
  given: readonly string[],
  seen: Set<string>,
): Expansion[] {
  if (seen.has(name)) return []
  seen.add(name)
  const task = manifest.tasks.get(name)
  const alone: readonly unknown[] = Array.isArray(task) ? task : []
  const needs = [...listAt(task, 'depends-on'), ...listAt(task, 'depends_on'), ...alone]
  const before = needs
    .map(taskOf)
    .flatMap((need) => (need === null ? [] : expansionsOf(need, manifest, cwd, wrapper, [], seen)))
  const command = typeof task === 'string' ? task : (textAt(task, 'cmd') ?? quoteWords(textsAt(task, 'cmd')))
  if (command === '') return before
  const script = [command, ...(given.length > 0 ? [quoteWords(given)] : [])].join(' ')
  const folder = posix.join(cwd, textAt(task, 'cwd') ?? '.')
  return [
    ...before,
    { script, place: { cwd: folder, wrapper, intent: intentOf(name) }, source: sourceOf(name, manifest) },
  ]
}

function taskOf(need: unknown): string | null {
  return typeof need === 'string' ? need : textAt(need, 'task')
}

function sourceOf(name: string, { file, text }: Manifest) {
  return lineOf(
    file,
    text,
    new RegExp(`^\\s*"?${name.replaceAll(/[^\w-]/g, '.')}"?\\s*=|tasks\\.${name.replaceAll(/[^\w-]/g, '.')}\\]`),
  )
}
