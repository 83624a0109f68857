import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerEnvironment } from '@upkeep/testing'
import type { RunnerLog } from '@upkeep/testing'
import { fakeGitHub } from '@upkeep/testing/github'
import { cpuTime, quoted } from './cpu-time.ts'
import type { Took } from './cpu-time.ts'

const action = fileURLToPath(new URL('../../../../actions/lint-fix', import.meta.url))
const MAIN = join(action, 'build', 'bundle', 'index.js')

/** Bundles the action as it is now, for `takenOver`: `dist` may be that of an older commit. */
export function bundleAction(): void {
  const commands = [
    [join(action, '../../node_modules/typescript/bin/tsc'), '-b'],
    [join(action, '../../packages/dev/bin/bundle.mjs'), '--out', 'build/bundle'],
  ]
  for (const words of commands) {
    const { status } = spawnSync(process.execPath, words, { cwd: action, stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status ?? 'a signal'}`)
  }
}

/** A job of a pull request that failed. */
export interface FailedJob {
  name: string
  workflow: string
  log: RunnerLog
}

/**
 * The action in a job of its own (a label, a dispatch), on a pull request whose head is checked out and whose jobs failed; its patch is
 * put into the tree afterwards.
 */
export async function takenOver(
  root: string,
  failed: readonly FailedJob[],
  path: string,
  job = { id: 'fixes', status: 'success' },
): Promise<Took & { result: string }> {
  const head = git(root, 'rev-parse', 'topic')
  const fake = await fakeGitHub({ repositories: [{ directory: root, defaultBranch: 'main' }] })
  try {
    const repository = fake.repository()
    const number = repository.pull({ head: 'topic', base: 'main' })
    for (const [index, { name, workflow, log }] of failed.entries())
      repository.job({
        name,
        path: workflow,
        steps: log.steps,
        log: log.text,
        id: 51_000_000_000 + index,
        headSha: head,
      })
    const home = { id: repository.id, full_name: 'octocat/example' }
    const pull = {
      number,
      base: { ref: 'main', sha: repository.branch('main'), repo: home },
      head: { ref: 'topic', sha: head, repo: home },
    }
    await using runner = await runnerEnvironment({
      workspace: root,
      inputs: { token: fake.token, publish: 'file', 'job-status': job.status },
      event: 'pull_request',
      payload: {
        action: 'labeled',
        repository: { default_branch: 'main', full_name: 'octocat/example' },
        pull_request: pull,
      },
      env: {
        PATH: path,
        NO_COLOR: '1',
        GITHUB_API_URL: fake.apiUrl,
        GITHUB_GRAPHQL_URL: fake.graphqlUrl,
        GITHUB_SERVER_URL: fake.url,
        GITHUB_REF: 'refs/heads/main',
        GITHUB_SHA: head,
        GITHUB_JOB: job.id,
        GITHUB_WORKFLOW_REF: 'octocat/example/.github/workflows/ci.yml@refs/heads/main',
      },
    })
    const took = await cpuTime([quoted([process.execPath, MAIN])], { cwd: root, env: runner.env })
    const { out, result = 'failed' } = runner.outputs()
    const patch = out === undefined ? '' : join(out, 'patch.diff')
    if (existsSync(patch)) git(root, 'apply', '--allow-empty', patch)
    return { ...took, result }
  } finally {
    await fake.close()
  }
}

function git(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args[0] ?? ''}: ${stderr}`)
  return stdout.trim()
}
