import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { median } from '@upkeep/testing/bench'
import type { Row } from '@upkeep/testing/bench'

const RUNS = 40
const ENV = { PATH: '/usr/local/bin:/usr/bin:/bin' }

/** What keeping a command in costs: a command in an open worktree, and a worktree with its first command, over a plain spawn. */
export const bench = {
  name: 'sandbox',
  async run(): Promise<Row[]> {
    const folder = mkdtempSync(join(tmpdir(), 'upkeep-bench-'))
    try {
      const root = join(folder, 'repository')
      execFileSync('git', ['init', '--quiet', root])
      writeFileSync(join(root, 'a.txt'), 'a\n')
      const git = (...args: string[]) =>
        execFileSync('git', ['-C', root, '-c', 'user.name=b', '-c', 'user.email=b@localhost', ...args])
      git('add', '.')
      git('commit', '--quiet', '--message', 'first')
      const started = performance.now()
      await using workspace = await openWorkspace({
        directory: root,
        temp: join(folder, 'temp'),
        sandbox: { env: ENV },
      })
      const opened = performance.now() - started
      return [...(await figures(workspace, root)), { what: 'a workspace is opened', value: milliseconds(opened) }]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function figures(workspace: Workspace, root: string): Promise<Row[]> {
  const exec = { cwd: '.', env: ENV, shell: 'bash', seconds: 60, network: 'none' } as const
  const [plain, kept, fresh]: number[][] = [[], [], []]
  await using worktree = await workspace.open()
  await worktree.exec('true', exec)
  // Interleaved, so that a busy moment of the machine hits all.
  for (let run = 0; run < RUNS; run++) {
    plain?.push(await timed(() => plainly(root)))
    kept?.push(await timed(() => worktree.exec('true', exec)))
    if (run % 4 !== 0) continue
    fresh?.push(
      await timed(async () => {
        await using other = await workspace.open()
        await other.exec('true', exec)
      }),
    )
  }
  const base = median(plain ?? [])
  const row = (what: string, values: number[]): Row => ({
    what: `${what} (median of ${values.length}; ${workspace.sandbox.level})`,
    value: milliseconds(median(values)),
    baseline: `plain spawn ${milliseconds(base)}, so ${milliseconds(median(values) - base)} more`,
  })
  return [row('a command', kept ?? []), row('a worktree, its first command and its end', fresh ?? [])]
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await body()
  return performance.now() - started
}

function plainly(cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', 'true'], {
      cwd,
      env: ENV,
      detached: true,
    })
    child.once('error', reject)
    child.once('close', () => resolve())
  })
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}
