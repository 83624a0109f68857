import { posix } from 'node:path'
import { intentOf } from '../../kinds/intent.ts'
import { listAt, textAt } from '../../workflow/raw.ts'
import type { Expansion, Resolver } from './resolver.ts'
import type { YamlFile } from '../../workflow/yaml-file.ts'
import { readYaml } from '../../workflow/yaml-file.ts'

const NAMES = ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml', 'taskfile.yaml', 'Taskfile.dist.yml']

/** `task lint` (go-task): the commands of the task after those of its dependencies. */
export const taskfileTasks: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'task' && argv[0] !== 'go-task') return null
  const words = argv.slice(1).filter((word) => !word.startsWith('-') && !word.includes('='))
  for (const name of NAMES) {
    const file = posix.join(cwd, name)
    const text = await files.read(file)
    if (text === null) continue
    const seen = new Set<string>()
    const found = (words.length > 0 ? words : ['default']).flatMap((task) =>
      commandsOf(task, readYaml(text), file, cwd, seen),
    )
    return found.length > 0 ? found : null
  }
  return null
}

/** `task: name` in a list of commands or dependencies. */
function called(value: unknown): string {
  return textAt(value, 'task') ?? ''
}

function commandsOf(task: string, yaml: YamlFile, file: string, cwd: string, seen: Set<string>): Expansion[] {
  if (seen.has(task)) return []
  seen.add(task)
  const dependencies = listAt(yaml.value, 'tasks', task, 'deps').map((each) =>
    typeof each === 'string' ? each : called(each),
  )
  const source = { file, line: yaml.line('tasks', task), text: `${task}:` }
  const place = { cwd: posix.join(cwd, textAt(yaml.value, 'tasks', task, 'dir') ?? '.'), intent: intentOf(task) }
  const commands = [...listAt(yaml.value, 'tasks', task, 'cmds'), ...listAt(yaml.value, 'tasks', task, 'cmd')]
  return [
    ...dependencies.flatMap((name) => commandsOf(name, yaml, file, cwd, seen)),
    ...commands.flatMap((each): Expansion[] => {
      if (called(each) !== '') return commandsOf(called(each), yaml, file, cwd, seen)
      const script = typeof each === 'string' ? each : textAt(each, 'cmd')
      return script === null ? [] : [{ script, place, source }]
    }),
  ]
}
