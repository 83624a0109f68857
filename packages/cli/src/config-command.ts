import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { explainInputs, readJobEnvironment } from '@upkeep/entry'
import { configFor } from '@upkeep/entry/config'
import { targetOf } from '@upkeep/github'
import { readConfiguration } from '@upkeep/pipeline'
import { openWorkspace } from '@upkeep/workspace'
import { stringify } from 'yaml'
import { ACTIONS } from './actions.ts'
import type { Terminal } from './terminal.ts'

/** `upkeep config print`: the values in force for every action, as YAML; those of the file are marked. */
export async function configCommand(options: { repo?: string }, terminal: Terminal): Promise<number> {
  await using workspace = await openWorkspace({
    directory: resolve(options.repo ?? '.'),
    temp: join(tmpdir(), 'upkeep-worktrees'),
    isolation: 'copy',
  })
  const { event, payload } = readJobEnvironment()
  const target = targetOf({ name: event, payload, sha: workspace.commit })
  const config = await readConfiguration(workspace, target, {}, ACTIONS)
  const lines = ['version: 1', 'actions:']
  for (const action of ACTIONS) {
    lines.push(`  ${action.name}:`, `    enabled: ${config.actions[action.name]?.enabled ?? true}`)
    for (const { name, value, from, declaration } of explainInputs(action.inputs, {}, configFor(config, action.name))) {
      if (declaration.secret === true || name === 'config' || name === 'job-status') continue
      const text = stringify({ [name]: value }, { lineWidth: 0 })
        .trimEnd()
        .replace(/\n/g, '\n    ')
      lines.push(`    ${text}${from === 'config' ? ' # .github/upkeep.yml' : ''}`)
    }
  }
  if (config.mute.length > 0) lines.push(stringify({ mute: config.mute }).trimEnd())
  terminal.out(`${lines.join('\n')}\n`)
  return 0
}
