import { describe, expect, it } from '@jest/globals'
import { classify, keptReview, writeReviewLock } from '@upkeep/ci'
import { gitRepository } from '@upkeep/testing'
import { parse } from 'yaml'
import { ci, initOf, jobOf, stepsOf } from './init.fixture.ts'

const CI = '.github/workflows/ci.yml'
const MANIFEST = {
  'package.json': '{ "devDependencies": { "eslint": "9", "typescript": "5" } }',
  'tsconfig.json': '{}',
}
const SETUP = `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
`
const job = (id: string, steps: string, keys = '') =>
  `  ${id}:\n    runs-on: ubuntu-latest\n${keys}    steps:\n${steps}`

async function made(workflow: string, action = 'type-safety', more: Record<string, string> = {}) {
  await using repository = await gitRepository({ ...MANIFEST, [CI]: workflow, ...more })
  return await initOf(action, repository)
}

describe('several jobs that hold the checks of a repository', () => {
  it('become one, with what each of them needs before the first check', async () => {
    const jobs = [
      job('lint', `${SETUP}      - run: npx eslint .\n`),
      job('types', `${SETUP}      - run: npm run codegen\n      - run: npx tsc --noEmit\n`),
      job('format', `${SETUP}      - run: npx prettier --check .\n`),
    ]
    const { text, err } = await made(ci(jobs.join('')), 'lint-fix')
    expect(text.split('\n')[0]).toBe(
      '# Written by `upkeep init lint-fix` from .github/workflows/ci.yml, jobs lint, format, types. It is yours to change.',
    )
    expect(stepsOf(text, 'lint-fix')).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'npm ci',
      'npm run codegen',
      'npx eslint .',
      'npx prettier --check .',
      'npx tsc --noEmit',
    ])
    expect(err).toBe('Nothing was written. Run it again with --write.\n')
  })

  it('stay apart where one has another machine, other settings, or releases; that is said', async () => {
    const apart = [
      [job('types', `${SETUP}      - run: npx tsc --noEmit\n`).replace('ubuntu-latest', 'macos-15'), 'another machine'],
      [job('types', `${SETUP}      - run: npx tsc --noEmit\n`, '    env:\n      A: 1\n'), 'its env is another one'],
      [job('types', `${SETUP}      - run: npx tsc --noEmit\n      - run: npm publish\n`), 'it also publishes'],
    ] as const
    for (const [other, why] of apart) {
      const { err, text } = await made(ci(job('lint', `${SETUP}      - run: npx eslint .\n`) + other), 'lint-fix')
      expect(text).not.toContain('tsc')
      expect(err).toContain(`${CI}, job types holds tsc checks too (`)
      expect(err).toContain(why)
    }
  })

  it('take the checkout that fetches more, and the version of the first', async () => {
    const full = SETUP.replace('checkout@v4\n', 'checkout@v4\n        with:\n          fetch-depth: 0\n')
    const jobs = [
      job('lint', `${SETUP}      - run: npx eslint .\n`),
      job('types', `${full.replace('22', '20')}      - run: npx tsc --noEmit\n`),
    ]
    const { text, err } = await made(ci(jobs.join('')), 'lint-fix')
    const { steps } = jobOf(text, 'lint-fix')
    expect(steps[0]).toMatchObject({ with: { 'fetch-depth': 0, 'persist-credentials': false } })
    expect(steps[1]).toMatchObject({ with: { 'node-version': 22 } })
    expect(err).toContain('actions/setup-node is used as in')
  })
})

describe('what only another job, a caller or another leg could give', () => {
  it('is left out of what sets up, and its step where it does nothing else', async () => {
    const steps = `      - uses: actions/checkout@v4
        with:
          ref: \${{ needs.plan.outputs.sha }}
      - uses: actions/setup-node@v4
        with:
          node-version: \${{ needs.plan.outputs.node }}
          cache: npm
      - uses: actions/cache@v4
        id: built
        with:
          path: dist
          key: \${{ needs.plan.outputs.key }}
      - name: Without the cache
        if: steps.built.outputs.cache-hit != 'true'
        run: npm ci
      - run: echo \${{ needs.plan.outputs.sha }}
      - run: npx tsc --noEmit
`
    const plan = job('plan', '      - run: echo\n', '    outputs:\n      sha: a\n      node: b\n      key: c\n')
    const types = job('types', steps, '    needs: plan\n    env:\n      SHA: ${{ needs.plan.outputs.sha }}\n')
    const { text, err } = await made(ci(plan + types))
    expect(jobOf(text)).not.toHaveProperty('env')
    expect(jobOf(text).steps.slice(0, 3)).toEqual([
      { uses: expect.stringContaining('actions/checkout@'), with: { 'persist-credentials': false } },
      { uses: expect.stringContaining('actions/setup-node@'), with: { cache: 'npm' } },
      { name: 'Without the cache', run: 'npm ci' },
    ])
    expect(stepsOf(text)).toHaveLength(3)
    expect(text).not.toContain('needs.plan')
    for (const said of [
      'written without ref',
      'without node-version',
      '"actions/cache@v4" reads',
      'always runs here',
      'variable SHA',
    ])
      expect(err).toContain(said)
  })

  it('is left out of braces as well', async () => {
    const steps = `      - uses: actions/checkout@v4
        with: { ref: "\${{ needs.plan.outputs.sha }}", fetch-depth: 0 }
      - { run: npm ci, env: { A: "\${{ needs.plan.outputs.sha }}", B: 2 } }
      - run: npx tsc --noEmit
`
    const keys = '    needs: plan\n    env: { KEY: "${{ secrets.KEY }}", C: 3 }\n'
    const plan = job('plan', '      - run: echo\n', '    outputs: { sha: a }\n')
    const top = 'env: { SENTRY: "${{ secrets.SENTRY }}" }\n'
    const { text, err } = await made(ci(plan + job('types', steps, keys), top))
    expect(text).not.toMatch(/needs\.plan|secrets/)
    expect(err).not.toContain('its set-up reads')
    expect(jobOf(text)).toMatchObject({ env: { C: 3 } })
    expect(jobOf(text).steps.slice(0, 2)).toEqual([
      { uses: expect.anything(), with: { 'fetch-depth': 0, 'persist-credentials': false } },
      { run: 'npm ci', env: { B: 2 } },
    ])
  })

  it('has the default of an input, and goes where an axis is computed', async () => {
    const workflow = `on:
  workflow_call:
    inputs:
      node:
        default: 22
      registry:
        type: string
jobs:
  types:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        os: \${{ fromJSON(inputs.registry) }}
    steps:
      - uses: actions/setup-node@v4
        with:
          node-version: \${{ inputs.node }}
          registry-url: \${{ inputs.registry }}
          architecture: \${{ matrix.os }}
      - run: npx tsc --noEmit
`
    const { text, err } = await made(workflow)
    expect(jobOf(text).steps[1]).toMatchObject({ with: { 'node-version': '22' } })
    expect(text).not.toMatch(/inputs\.|matrix/)
    expect(err).toContain('without registry-url')
    expect(err).toContain('without architecture')
  })
})

describe('a checkout', () => {
  it.each([
    ['in braces', '- { uses: actions/checkout@v4 }'],
    ['with settings in braces', '- uses: actions/checkout@v4\n  with: { fetch-depth: 0, persist-credentials: true }'],
    ['without settings', '- uses: actions/checkout@v4\n  with: {}'],
    ['with a key in quotes', '- "uses": actions/checkout@v4'],
    ['with its action on a line of its own', '- uses: >-\n    actions/checkout@v4'],
    ['behind an empty line', '- uses: actions/checkout@v4\n  with:\n\n    "persist-credentials": true'],
    ['in capitals', '- uses: Actions/Checkout@v4'],
  ])('%s keeps no token, and is pinned', async (_, step) => {
    const steps = `${step}\n- run: npm ci\n- run: npx tsc --noEmit\n`.replaceAll(/^(?=.)/gm, '      ')
    const { text, err } = await made(ci(job('types', steps)))
    expect(stepsOf(text)).toHaveLength(2)
    expect(jobOf(text).steps[0]).toMatchObject({ with: { 'persist-credentials': false } })
    expect(text).toMatch(/uses: actions\/checkout@[0-9a-f]{40} # v4/i)
    expect(err).not.toContain('not pinned')
  })
})

describe('what a job has beside its steps', () => {
  it('loses services that no step speaks to, and keeps them where one does', async () => {
    const services = '    services:\n      db:\n        image: postgres:17\n'
    const idle = await made(ci(job('types', `${SETUP}      - run: npx tsc --noEmit\n`, services)))
    expect(jobOf(idle.text)).not.toHaveProperty('services')
    expect(idle.err).toContain('its services (db) are left out')
    const speaks = SETUP.replace('npm ci', 'npm ci\n        env:\n          DATABASE: postgres://localhost/app')
    const used = await made(ci(job('types', `${speaks}      - run: npx tsc --noEmit\n`, services)))
    expect(jobOf(used.text)).toHaveProperty('services')
  })

  it('keeps a variable with a secret only where a step or an installer reads it', async () => {
    const env =
      '    env:\n      UPLOAD_KEY: ${{ secrets.UPLOAD_KEY }}\n      NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\n      PLAIN: a\n'
    const { text, err } = await made(
      ci(job('types', `${SETUP}      - run: npx tsc --noEmit\n`, env), 'env:\n  SENTRY: ${{ secrets.SENTRY }}\n'),
    )
    expect(jobOf(text).env).toEqual({ NPM_TOKEN: '${{ secrets.NPM_TOKEN }}', PLAIN: 'a' })
    expect(parse(text)).not.toHaveProperty('env')
    expect(err).toContain('variable UPLOAD_KEY is left out')
    expect(err).toContain('reads secret NPM_TOKEN')
  })

  it('keeps the right to read packages of GitHub, names a runner of its own, and gives our steps free ids', async () => {
    const steps = `      - uses: actions/setup-node@v4
        id: upload
        with:
          registry-url: https://npm.pkg.github.com
      - run: npm ci
        id: upkeep
        env:
          NODE_AUTH_TOKEN: \${{ secrets.GITHUB_TOKEN }}
      - run: npx tsc --noEmit
`
    const types = job('types', steps, '    permissions:\n      packages: read\n      id-token: write\n')
    const { text, err } = await made(ci(types.replace('ubuntu-latest', '[self-hosted, linux]')))
    expect(jobOf(text).permissions).toEqual({ contents: 'read', 'pull-requests': 'read', packages: 'read' })
    expect(jobOf(text).steps.map(({ id }) => id)).toEqual([
      undefined,
      'upload',
      'upkeep',
      'upkeep-action',
      'upload-publication',
    ])
    expect(text).toContain('steps.upload-publication.outputs.artifact-id')
    expect(text).toContain('steps.upkeep-action.outputs.has-publication')
    expect(err).toContain('it runs on self-hosted, linux')
    expect(err).toContain('id-token: write')
  })
})

describe('the kept reviews of a classification', () => {
  it('decide which job owns the checks', async () => {
    const workflow = ci(job('odd', `${SETUP}      - run: ./frob\n`))
    await using repository = await gitRepository({ ...MANIFEST, [CI]: workflow })
    await expect(initOf('type-safety', repository)).resolves.toMatchObject({ text: expect.stringContaining('A GUESS') })
    const source = {
      list: async () => await Promise.resolve([CI]),
      read: async (path: string) => await Promise.resolve(path === CI ? workflow : null),
    }
    const [found] = (await classify(source)).workflows
    if (found === undefined) throw new Error('there is a workflow')
    const change = { job: 'odd', step: 3, add: ['typecheck' as const], remove: ['unknown' as const], why: 'it is one' }
    const { review } = keptReview(found, 'some/model', [change])
    const lock = writeReviewLock({ format: 'upkeep/ci-lock@1', workflows: { [CI]: review } })
    repository.write('.github/upkeep/ci.lock.yml', lock)
    const { text } = await initOf('type-safety', repository)
    expect(text.split('\n')[0]).toContain(`from ${CI}, job odd.`)
    repository.write(CI, workflow.replace('frob', 'frob --more'))
    expect((await initOf('type-safety', repository)).err).toContain('is of other contents than it has now')
  })
})
