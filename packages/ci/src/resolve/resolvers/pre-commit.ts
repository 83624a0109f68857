import { posix } from 'node:path'
import { flagValue } from '@upkeep/checkers'
import type { Expansion, Resolver } from './resolver.ts'
import { at, listAt, textAt, textsAt } from '../../workflow/raw.ts'
import { quoteWords } from '../../workflow/shell.ts'
import { HOOK_TOOLS } from './hook-tools.data.ts'
import { readYaml } from '../../workflow/yaml-file.ts'

/** `pre-commit run --all-files`: each hook as the tool that it runs. Its tools live in pre-commit's own environments. */
export const preCommitHooks: Resolver = async ({ argv, cwd }, files) => {
  if ((argv[0] !== 'pre-commit' && argv[0] !== 'prek') || argv[1] !== 'run') return null
  const file = posix.join(cwd, flagValue(argv, '-c', '--config') ?? '.pre-commit-config.yaml')
  const text = await files.read(file)
  if (text === null) return null
  const yaml = readYaml(text)
  const words = argv
    .slice(2)
    .filter(
      (word, index, all) =>
        !word.startsWith('-') &&
        !/^(?:-c|--config|--hook-stage|--from-ref|--to-ref|--files)$/.test(all[index - 1] ?? ''),
    )
  const stage = flagValue(argv, '--hook-stage')
  const found: Expansion[] = []
  for (const [index, repository] of listAt(yaml.value, 'repos').entries()) {
    for (const [position, hook] of listAt(repository, 'hooks').entries()) {
      const id = textAt(hook, 'id') ?? ''
      const stages = textsAt(hook, 'stages')
      const manual = stages.length > 0 && stages.every((name) => name === 'manual')
      if ((words.length > 0 && !words.includes(id)) || (manual && stage !== 'manual')) continue
      const local = textAt(repository, 'repo') === 'local' || at(hook, 'entry') !== undefined
      const entry = textAt(hook, 'entry') ?? HOOK_TOOLS[id]?.join(' ') ?? id
      const line = yaml.line('repos', index, 'hooks', position)
      const args = textsAt(hook, 'args')
      const script = `${entry} ${quoteWords(args)}`
      const system = local && ['system', 'unsupported', 'script'].includes(textAt(hook, 'language') ?? '')
      const unreachable = `the tool of hook ${id} lives in an environment of pre-commit`
      const called = {
        runner: argv[0],
        config: file,
        place: `${index}.${position}`,
        arguments: args.length,
        files: textAt(hook, 'files') ?? textAt(yaml.value, 'files'),
        exclude: textAt(hook, 'exclude') ?? textAt(yaml.value, 'exclude'),
      } as const
      found.push({
        script,
        place: { cwd, hook: called, ...(system ? {} : { unreachable }) },
        source: { file, line, text: `id: ${id}` },
      })
    }
  }
  return found.length > 0 ? found : null
}
