import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, it } from '@jest/globals'
import { Result } from '@upkeep/schema'
import { gitRepository, notRun, toolOnPath, treeFingerprint } from '@upkeep/testing'
import { exampleFiles } from './examples.fixture.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** `upkeep type-safety --json` on a copy of the example, with the tools of this repository in place of its own `npm ci`. */
async function run(example: string, ...args: string[]) {
  await using repository = await gitRepository(exampleFiles(example))
  const out = mkdtempSync(join(tmpdir(), 'upkeep-example-'))
  try {
    const before = treeFingerprint(repository.root)
    const { JEST_WORKER_ID: _, ...inherited } = process.env
    const env = { ...inherited, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) }
    const main = join(root, 'packages', 'cli', 'bin', 'upkeep.mjs')
    const command = [main, 'type-safety', '--repo', repository.root, '--out', join(out, 'out'), '--json', ...args]
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`upkeep ended with ${status}:\n${stderr}`)
    const unchanged = treeFingerprint(repository.root) === before
    return { result: Result.parse(JSON.parse(stdout)), unchanged, diff: repository.git('diff', '--numstat') }
  } finally {
    rmSync(out, { recursive: true })
  }
}

/** How many findings were proposed in each file. */
function proposedIn({ findings }: Result): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state, path } of findings) if (state === 'proposed') counts[path ?? ''] = (counts[path ?? ''] ?? 0) + 1
  return counts
}

describe('examples/typescript-app', () => {
  it('loses its six dead suppressions, keeps two live ones, and is byte-identical after a dry run', async () => {
    const { result, unchanged } = await run('typescript-app')
    expect(result.result).toBe('changed')
    expect(proposedIn(result)).toEqual({ 'src/duration.ts': 2, 'src/entry.ts': 1, 'src/report.ts': 3 })
    expect(result.proposals.every(({ verdict }) => verdict === 'proven')).toBe(true)
    expect(unchanged).toBe(true)
  })

  it('gets the proven patch into its work tree with --apply', async () => {
    const { result, diff } = await run('typescript-app', '--apply')
    expect(result.result).toBe('changed')
    expect(diff).toBe('0\t2\tsrc/duration.ts\n0\t1\tsrc/entry.ts\n0\t3\tsrc/report.ts\n')
  })
})

describe('examples/python-app', () => {
  it('loses its six dead suppressions and keeps two live ones', async () => {
    const missing = ['python', 'mypy', 'ruff'].filter((tool) => !toolOnPath(tool))
    if (missing.length > 0) {
      notRun('examples/python-app', `no ${missing.join(', ')} on PATH`)
      return
    }
    const { result, unchanged } = await run('python-app')
    expect(result.result).toBe('changed')
    expect(proposedIn(result)).toEqual({ 'src/inventory/shelf.py': 4, 'src/inventory/summary.py': 2 })
    expect(unchanged).toBe(true)
  })
})

describe("every workflow that we ship, and our own, by GitHub's schema", () => {
  const workflows = globSync(
    ['.github/workflows/*.yml', 'examples/workflows/*.yml', 'examples/*/.github/workflows/*.yml'],
    { cwd: root },
  )

  it.each(workflows)('%s is valid', (name) => {
    const content = readFileSync(join(root, name), 'utf8')
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
  })

  it.each(workflows)('%s is started by nothing that runs with more rights than its author has', (name) => {
    expect(readFileSync(join(root, name), 'utf8')).not.toMatch(/pull_request_target|workflow_run|issue_comment/)
  })

  it('The ones that the documentation shows are valid as well', () => {
    const shown = globSync(['README.md', 'docs/**/*.md'], { cwd: root }).flatMap((page) => {
      const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm)]
      return blocks.flatMap(([, text = '']) => (/^jobs:/m.test(text) && /^on:/m.test(text) ? [{ page, text }] : []))
    })
    expect(shown).not.toEqual([])
    for (const { page, text } of shown) {
      const { context } = parseWorkflow({ name: `${page}.yml`, content: text }, new NoOperationTraceWriter())
      expect([page, context.errors.getErrors().map(({ message }) => message)]).toEqual([page, []])
    }
  })
})
