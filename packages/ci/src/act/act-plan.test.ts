import { describe, expect, it } from '@jest/globals'
import { classifyWorkflow, sliceWorkflow } from '@upkeep/ci'
import type { SliceOptions } from '@upkeep/ci'
import { jobOf } from './act.fixture.ts'
import { planForAct } from './act-plan.ts'

const NO_FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
type Job = { 'runs-on': string; steps: Record<string, unknown>[]; defaults: unknown; strategy?: unknown }

async function planned(text: string, matrix: SliceOptions['matrix'] = 'all') {
  const workflow = await classifyWorkflow('.github/workflows/ci.yml', text, NO_FILES, [])
  const plan = planForAct(sliceWorkflow(workflow, text, { for: ['test', 'lint'], matrix }), workflow)
  const file = plan.text === '' ? null : (JSON.parse(plan.text) as { on: unknown; jobs: Record<string, Job> })
  return { ...plan, file, one: file?.jobs['one'] }
}

describe('planForAct', () => {
  it('writes the label of the runner out: computed in a matrix it would be a data race', async () => {
    const job = '    strategy:\n      matrix:\n        os: [ubuntu-22.04, macos-latest]\n'
    const text = jobOf('- run: pytest', job).replace('ubuntu-latest', '${{ matrix.os }}')
    const linux = await planned(text)
    expect(linux.one).toMatchObject({
      'runs-on': 'ubuntu-latest',
      strategy: { matrix: { include: [{ os: 'ubuntu-22.04' }] } },
    })
    expect(linux.labels).toEqual(['ubuntu-latest'])
    expect(linux.jobs).toMatchObject([{ legs: 1, foreign: ['it runs on macos-latest'], obstacle: null }])
    expect((await planned(jobOf('- run: pytest').replace('ubuntu-latest', 'ubuntu-24.04'))).labels).toEqual([
      'ubuntu-24.04',
    ])
    expect((await planned(jobOf('- run: pytest').replace('ubuntu-latest', '[self-hosted, linux]'))).labels).toEqual([
      'ubuntu-latest',
    ])
  })

  it("gives the shell that GitHub gives, where the workflow names none: act's own adds pipefail", async () => {
    expect((await planned(jobOf('- run: pytest'))).one?.defaults).toEqual({ run: { shell: 'bash -e {0}' } })
    const named = await planned(jobOf('- run: pytest', '    defaults:\n      run:\n        shell: sh\n'))
    expect(named.one?.defaults).toEqual({ run: { shell: 'sh' } })
  })

  it('checks out the tree itself, also where a step names its commit or repository', async () => {
    const steps = [
      '- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.head_ref }}\n    fetch-depth: 0',
      '- uses: actions/checkout@v4\n  with:\n    repository: ${{ github.repository }}\n    path: inner',
      '- uses: actions/checkout@v4\n  with:\n    repository: other/tools',
      '- run: pytest',
    ]
    const { one, uses } = await planned(jobOf(steps.join('\n')))
    expect(one?.steps.map((step) => step['with'])).toEqual([
      undefined,
      { path: 'inner' },
      { repository: 'other/tools' },
      undefined,
    ])
    expect(uses).toEqual([])
  })

  it('runs the command of an action that is one', async () => {
    const { one } = await planned(jobOf('- uses: golangci/golangci-lint-action@v8\n  with:\n    args: --fast'))
    expect(one?.steps).toEqual([
      { name: 'golangci/golangci-lint-action@v8', run: expect.stringContaining('golangci-lint run') },
    ])
  })

  it('starts with what the workflow is started by, and one that is only called by hand', async () => {
    expect((await planned(jobOf('- run: pytest'))).event).toBe('push')
    expect((await planned(jobOf('- run: pytest').replace('on: push', 'on: [pull_request, push]'))).event).toBe('push')
    const called = jobOf('- run: pytest').replace(
      'on: push',
      "on:\n  workflow_call:\n    inputs:\n      x: { type: string, default: '1' }",
    )
    const { event, file } = await planned(called)
    expect(event).toBe('workflow_dispatch')
    expect(file?.on).toEqual({ workflow_dispatch: { inputs: { x: { type: 'string', default: '1' } } } })
  })

  it.each([
    ['    services:\n      db:\n        image: postgres\n', 'it needs the service db'],
    ['    container: node:22\n', 'its job runs in a container'],
  ])('leaves out what host mode has nothing for: %j', async (job, obstacle) => {
    const { text, jobs } = await planned(jobOf('- run: pytest', job))
    expect(text).toBe('')
    expect(jobs).toMatchObject([{ id: 'one', obstacle }])
  })

  it('leaves out a job for another system, and one that runs an image', async () => {
    const windows = await planned(jobOf('- run: pytest').replace('ubuntu-latest', 'windows-2022'))
    expect(windows.jobs).toMatchObject([{ obstacle: 'it runs on windows-2022' }])
    const image = await planned(jobOf('- uses: docker://alpine:3\n  id: x\n- run: pytest ${{ steps.x.outputs.y }}'))
    expect(image.jobs).toMatchObject([{ obstacle: 'it runs the image docker://alpine:3' }])
  })
})
