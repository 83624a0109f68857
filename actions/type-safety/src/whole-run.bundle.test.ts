import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, runnerEnvironment, toolOnPath } from '@upkeep/testing'

const root = resolve('..', '..')

function filesOf(example: string): Record<string, Uint8Array> {
  const folder = join(root, 'examples', example)
  const list = ['-C', folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', list, { encoding: 'utf8' }).split('\0')
  return Object.fromEntries(paths.filter(Boolean).map((path) => [path, readFileSync(join(folder, path))]))
}

/** The bundle as a step of a job, away from this repository's packages; the tools of the example are on PATH. */
const step = async (example: string) => await stepIn(filesOf(example))

async function stepIn(files: Record<string, string | Uint8Array>) {
  const away = mkdtempSync(join(tmpdir(), 'upkeep-bundle-'))
  try {
    cpSync(resolve('build', 'bundle'), away, { recursive: true })
    await using repository = await gitRepository(files)
    const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
    await using runner = await runnerEnvironment({ workspace: repository.root, env: { PATH } })
    const cwd = repository.root
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(away, 'index.js')], {
      env: runner.env,
      cwd,
      encoding: 'utf8',
    })
    const outputs = runner.outputs()
    const patch = join(outputs['out'] ?? '', 'patch.diff')
    return {
      log: `${stdout}\n${stderr}`,
      status,
      outputs,
      summary: runner.summary(),
      patch: existsSync(patch) ? readFileSync(patch, 'utf8') : '',
      changed: repository.git('status', '--porcelain'),
    }
  } finally {
    rmSync(away, { recursive: true })
  }
}

describe('a whole run of the bundle', () => {
  it('proves and writes down the removal of the dead suppressions of the TypeScript example', async () => {
    const { log, status, outputs, summary, patch, changed } = await step('typescript-app')
    expect({ status, outputs, log }).toMatchObject({
      status: 0,
      outputs: { result: 'changed', findings: '6', proposed: '6' },
    })
    expect(patch.match(/^-.*@ts-ignore/gm)).toHaveLength(6)
    expect(summary).toContain('npm run typecheck')
    expect(changed).toBe('')
  })

  it('skips a repository without CI: it says why in the log, the outputs and the summary, and changes nothing', async () => {
    const { log, status, outputs, summary, changed } = await stepIn({ 'README.md': '# Example\n' })
    expect({ status, log }).toMatchObject({ status: 0 })
    expect(log).toMatch(/::warning/)
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'no-ci' })
    expect(summary).not.toBe('')
    expect(changed).toBe('')
  })

  it('does the same on the Python example', async () => {
    const missing = ['python', 'mypy', 'ruff'].filter((tool) => !toolOnPath(tool))
    if (missing.length > 0) {
      notRun('the bundle on the Python example', `no ${missing.join(', ')} on PATH`)
      return
    }
    const { log, status, outputs, patch } = await step('python-app')
    expect({ status, outputs, log }).toMatchObject({ status: 0, outputs: { result: 'changed', proposed: '6' } })
    expect(patch.match(/^-.*# (?:type: ignore|noqa)/gm)).toHaveLength(6)
  })
})
