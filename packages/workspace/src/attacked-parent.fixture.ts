// The process of attacked.fixture.ts: opens a workspace as an action would and obeys lines of JSON on stdin, in their order.
import { createInterface } from 'node:readline'
import { openWorkspace } from '@upkeep/workspace'
import type { ExecOptions, Extraction, WorkspaceOptions, Worktree } from '@upkeep/workspace'

const { open, ...config } = JSON.parse(process.env['CONFIG'] ?? '') as WorkspaceOptions & { open: boolean }
delete process.env['CONFIG']
const workspace = await openWorkspace(config)
let worktree: Worktree | null = open ? await workspace.open() : null
const answer = (value: unknown) => process.stdout.write(`${JSON.stringify({ value: value ?? null })}\n`)
answer({ isolation: workspace.isolation, sandbox: workspace.sandbox })

async function obey(verb: string, value: unknown): Promise<unknown> {
  if (verb === 'memory') return process.memoryUsage().rss
  if (verb === 'reopen' || verb === 'scratch') {
    await worktree?.[Symbol.asyncDispose]()
    worktree = null
    if (verb === 'scratch') worktree = await workspace.scratch()
    else {
      const tree = value === null ? undefined : await workspace.compose(value as Extraction['edits'])
      if (tree !== undefined && 'conflict' in tree) throw new Error('conflict')
      worktree = await workspace.open(tree)
    }
    return null
  }
  if (worktree === null) throw new Error('no worktree is open')
  if (verb === 'exec') {
    const { command, options } = value as { command: string; options: ExecOptions }
    return await worktree.exec(command, options)
  }
  if (verb === 'edits')
    return await worktree.edits((path) => (new RegExp(String(value)).test(path) ? null : 'it is not allowed'))
  return await worktree.changed()
}

let last = Promise.resolve()
const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const { verb, value } = JSON.parse(line) as { verb: string; value: unknown }
  // A command that is to be killed with us must not keep the others waiting.
  const run = async () => {
    try {
      answer(await obey(verb, value))
    } catch (error) {
      process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`)
    }
  }
  last = last.then(run)
})
await new Promise((resolve) => lines.once('close', resolve))
await last
await worktree?.[Symbol.asyncDispose]()
await workspace[Symbol.asyncDispose]()
