import { posix } from 'node:path'
import type { CheckKind } from '@upkeep/schema'
import { intentOf } from '../../kinds/intent.ts'
import type { FileSource } from '../../model.ts'
import type { Expansion, Resolver } from './resolver.ts'

interface Task {
  needs: string[]
  script: string
  file: string
  line: number
}

/** Classes that define a task, with the tool that it runs and its usual name. */
const TASK_CLASSES: readonly (readonly [RegExp, string, string])[] = [
  [/RSpec::Core::RakeTask/, 'rspec', 'spec'],
  [/(?:Rake|Minitest)::TestTask/, 'minitest', 'test'],
  [/RuboCop::RakeTask/, 'rubocop', 'rubocop'],
  [/Cucumber::Rake::Task/, 'cucumber', 'cucumber'],
  [/(?:YARD::Rake::YardocTask|RDoc::Task)/, 'yard', 'yard'],
  [/Reek::Rake::Task/, 'reek', 'reek'],
  [/Steep::RakeTask/, 'steep check', 'steep'],
  [/Rake::ExtensionTask/, 'rake-compiler build', 'compile'],
]

/** `rake lint`, `rake` alone: what Rakefile and `*.rake` files say, read as text; nothing of them is executed. */
export const rakeTasks: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'rake') return null
  const tasks = await readTasks(cwd, files)
  if (tasks === null) return null
  const words = argv.slice(1).filter((word) => !word.startsWith('-') && !word.includes('='))
  const seen = new Set<string>()
  const follow = (name: string): Expansion[] => {
    const task = tasks.get(name.replace(/\[.*$/, ''))
    if (task === undefined || seen.has(name)) return []
    seen.add(name)
    const { script, file, line } = task
    const own = { script, place: { cwd, intent: purposeOf(name) }, source: { file, line, text: `task ${name}` } }
    return [...task.needs.flatMap(follow), ...(script === '' ? [] : [own])]
  }
  const found = (words.length > 0 ? words : ['default']).flatMap(follow)
  return found.length > 0 ? found : null
}

/** A task that only has a tool is what the tool is, whatever it is called. */
function purposeOf(name: string): readonly CheckKind[] {
  return name === 'default' || name === 'ci' ? [] : intentOf(name)
}

async function readTasks(cwd: string, files: FileSource): Promise<Map<string, Task> | null> {
  const tasks = new Map<string, Task>()
  const listed = await files.list()
  const own = listed.filter((path) => {
    const inside = posix.relative(cwd, path)
    return /^(?:Rakefile|rakefile(?:\.rb)?|Rakefile\.rb|(?:tasks|lib\/tasks|rakelib)\/[\w/-]+\.rake)$/.test(inside)
  })
  if (own.length === 0) return null
  for (const file of own) readFile(file, (await files.read(file)) ?? '', tasks)
  return tasks
}

function readFile(file: string, text: string, tasks: Map<string, Task>): void {
  let open: Task | null = null
  let namespace = ''
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const inNamespace = /^namespace\s+[:'"]([\w-]+)/.exec(line)?.[1]
    if (inNamespace !== undefined) namespace = `${inNamespace}:`
    else if (/^end\b/.test(line)) namespace = ''
    const made = TASK_CLASSES.find(([pattern]) => pattern.test(line) && /\.new\b/.test(line))
    const head =
      /^\s*(?:multi)?task\(?\s*[:'"]?([\w-]+(?::[\w-]+)*)['"]?(?:\s*,\s*\[[^\]]*\])?\s*(?:(?:=>|:)\s*(.*))?/.exec(line)
    if (made !== undefined) {
      const name = /\.new\(?\s*[:'"]([\w-]+)/.exec(line)?.[1] ?? made[2]
      tasks.set(namespace + name, { needs: [], script: made[1], file, line: index + 1 })
      open = null
    } else if (head !== null && /^\s*(?:multi)?task\b/.test(line)) {
      const name = namespace + (head[1] ?? '')
      const needs = [...(head[2] ?? '').replace(/\bdo\b.*$/, '').matchAll(/[\w:-]+/g)].map(([word]) =>
        word.replace(/^:/, ''),
      )
      open = tasks.get(name) ?? { needs: [], script: '', file, line: index + 1 }
      open.needs.push(...needs.filter((need) => need !== 'w'))
      tasks.set(name, open)
    } else {
      const command = /\b(?:sh|system|ruby)[\s(]+(["'])(.*?)\1/.exec(line)?.[2]
      if (open !== null && command !== undefined) open.script += `${command}\n`
    }
  }
}
