import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { ChecksReport, SliceReport } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const { JEST_WORKER_ID: _, ...env } = process.env
const FILE = '.github/workflows/ci.yml'
const WORKFLOW = `on: push
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - name: Lint
        run: npm run lint
      - name: Test
        run: npm test
        env:
          KEY: \${{ secrets.API_KEY }}
      - run: npm publish
`
const KEY = 'canary-5d1e-44aa'
const files = {
  [FILE]: WORKFLOW,
  'package.json': JSON.stringify({ scripts: { lint: 'eslint .', test: 'vitest run' } }),
}

function upkeep(root: string, args: readonly string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--repo', root], {
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('upkeep slice', () => {
  it('shows each step with why it stays or goes, and leaves the file as it is', async () => {
    await using repository = await gitRepository(files)
    const { status, stdout } = upkeep(repository.root, ['slice', FILE, '--for', 'lint'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/it is a lint step/)
    expect(stdout).toMatch(/3 of 5 steps are kept/)
    expect(readFileSync(join(repository.root, FILE), 'utf8')).toBe(WORKFLOW)
  })

  it('writes the slice into the file, and undoes it byte for byte', async () => {
    await using repository = await gitRepository(files)
    const path = join(repository.root, FILE)
    expect(upkeep(repository.root, ['slice', FILE, '--for', 'lint', '--write']).status).toBe(0)
    const sliced = readFileSync(path, 'utf8')
    expect(sliced).toContain('#~ - run: npm publish')
    expect(upkeep(repository.root, ['slice', FILE, '--undo']).stdout).toBe(WORKFLOW)
    expect(upkeep(repository.root, ['slice', FILE, '--undo', '--write']).status).toBe(0)
    expect(readFileSync(path, 'utf8')).toBe(WORKFLOW)
  })

  it('prints one JSON object, with the secrets that are missing and those that are given', async () => {
    await using repository = await gitRepository(files)
    const read = (more: Record<string, string> = {}) =>
      SliceReport.parse(JSON.parse(upkeep(repository.root, ['slice', FILE, '--for', 'test', '--json'], more).stdout))
    const report = read()
    expect(report.steps.filter(({ keep }) => keep).map(({ step }) => step)).toEqual([0, 1, 3])
    expect(report.secrets.map(({ name, given, disables }) => [name, given, disables])).toEqual([
      ['API_KEY', false, [{ job: 'check', step: 3 }]],
    ])
    expect(read({ UPKEEP_SECRET_API_KEY: 'x' }).secrets[0]).toMatchObject({ given: true, disables: [] })
  })

  it('knows the workflow by its path in the repository, whatever folder or link it is named from', async () => {
    await using repository = await gitRepository({ ...files, 'packages/a/x': '' })
    const link = join(repository.root, 'link')
    symlinkSync(repository.root, link)
    for (const [folder, file] of [
      [join(repository.root, 'packages/a'), `../../${FILE}`],
      [link, FILE],
    ] as const) {
      const { stdout } = upkeep(folder, ['slice', file, '--for', 'lint', '--json'])
      expect(SliceReport.parse(JSON.parse(stdout)).workflow).toBe(FILE)
    }
  })

  it('says so where nothing is wanted', async () => {
    await using repository = await gitRepository(files)
    const { status, stderr } = upkeep(repository.root, ['slice', FILE, '--for', 'typecheck', '--text'])
    expect([status, stderr]).toEqual([0, `${FILE} holds no typecheck step.\n`])
  })

  it('refuses what it can not slice with the place, and exit code 2', async () => {
    await using repository = await gitRepository(files)
    const refused = (bytes: Buffer | string) => {
      writeFileSync(join(repository.root, FILE), bytes)
      const { status, stderr } = upkeep(repository.root, ['slice', FILE, '--for', 'test'])
      expect(status).toBe(2)
      return stderr
    }
    expect(refused(Buffer.from(`${WORKFLOW}# \xff\n`, 'latin1'))).toMatch(/ci\.yml:15: .*UTF-8/)
    expect(refused('on: push\njobs:\n  a: [}\n')).toMatch(/ci\.yml:3:\d+: /)
    expect(upkeep(repository.root, ['slice', FILE, '--for', 'tests']).stderr).toMatch(/there is no kind tests/)
    expect(upkeep(repository.root, ['slice', 'no.yml', '--for', 'test']).stderr).toMatch(/no\.yml can not be read/)
    const secrets = upkeep(repository.root, ['slice', FILE, '--for', 'test', '--secret-file', 'none'])
    expect([secrets.status, secrets.stderr]).toEqual([
      2,
      expect.stringMatching(/^none can not be read.*\n.*NAME=value/),
    ])
  })
})

describe('upkeep slice --run', () => {
  const workflow = (steps: string, job = '') =>
    `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps.trimEnd().replaceAll(/^/gm, '      ')}\n`
  const ran = (root: string, more: Record<string, string> = {}, args: readonly string[] = []) =>
    upkeep(root, ['slice', FILE, '--for', 'test', '--run', ...args], more)
  const passing = "import('node:test').then(({ test }) => test('a', () => {}))"

  it('gives the verdict of the wanted steps, and what they found', async () => {
    await using repository = await gitRepository({
      [FILE]: workflow('- run: node --test\n- run: npm publish'),
      'a.test.mjs': passing,
    })
    const good = ran(repository.root)
    expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/The slice passes/)])
    writeFileSync(
      join(repository.root, 'a.test.mjs'),
      "console.log('::error file=a.test.mjs,line=1::broken'); process.exit(1)",
    )
    const bad = ran(repository.root)
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringMatching(/The slice fails/)])
    const { run } = SliceReport.parse(JSON.parse(ran(repository.root, {}, ['--json']).stdout))
    expect([run?.verdict, run?.steps[0]?.outcome]).toEqual(['fail', 'failure'])
  })

  it('runs the leg whose version is installed, and says which it was, why, and which are not run', async () => {
    const [own = ''] = process.versions.node.split('.')
    const legs = (versions: string) =>
      workflow(
        '- uses: actions/setup-node@v5\n  with:\n    node-version: ${{ matrix.node }}\n- name: Test\n  run: node --version | grep "^v${{ matrix.node }}\\."',
        `    strategy:\n      matrix:\n        node: [${versions}]\n`,
      )
    await using repository = await gitRepository({ [FILE]: legs(`6, ${own}, 99`) })
    const fits = ran(repository.root)
    expect(fits.stderr).toContain(`job check: node ${own} (Node ${own} is installed here); not run: node 6 | node 99\n`)
    expect([fits.status, fits.stdout]).toEqual([0, expect.stringMatching(/The slice passes/)])
    writeFileSync(join(repository.root, FILE), legs('6, 8'))
    const report = SliceReport.parse(JSON.parse(ran(repository.root, {}, ['--json']).stdout))
    expect(report.legs).toEqual([
      {
        job: 'check',
        kept: [{ node: 8 }],
        left: [{ node: 6 }],
        met: false,
        why: `Node 8 is not installed here, ${process.versions.node} is; the nearest leg`,
      },
    ])
    expect(ran(repository.root).stderr).toMatch(/^warning: job check: node 8 \(Node 8 is not installed here/m)
  })

  it('runs what fails once more with the steps that it left out, before the code is blamed', async () => {
    const make = '- name: Show\n  run: echo made > made.txt\n'
    await using repository = await gitRepository({
      [FILE]: workflow(`${make}- run: node --test`),
      'a.test.mjs': "import { readFileSync } from 'node:fs'\nreadFileSync('made.txt')",
    })
    const { status, stdout, stderr } = ran(repository.root)
    expect(stderr).toMatch(/The slice fails; once more with 1 of the steps/)
    expect(stdout).toMatch(/was run once more with check\/0/)
    expect(status).toBe(0)
    writeFileSync(join(repository.root, 'a.test.mjs'), "throw new Error('really')")
    const { run } = SliceReport.parse(JSON.parse(ran(repository.root, {}, ['--json']).stdout))
    expect([run?.verdict, run?.widened, run?.steps.map(({ outcome }) => outcome)]).toEqual([
      'fail',
      [{ job: 'check', step: 0 }],
      ['success', 'failure'],
    ])
  })

  it('says before the start what is not given, and which steps that leaves out', async () => {
    await using repository = await gitRepository({
      [FILE]: workflow(
        '- name: Test it\n  run: node --test\n  env: { K: "${{ secrets.KEY }}", V: "${{ vars.WHERE }}" }\n- run: node --test ${{ secrets[github.ref_name] }}',
      ),
      'a.test.mjs': passing,
    })
    const { status, stdout, stderr } = ran(repository.root)
    expect(stderr).toMatch(
      /the secret KEY is not given \(UPKEEP_SECRET_KEY.*\); not run without it: check\/0 \(Test it\)/,
    )
    expect(stderr).toMatch(/variable WHERE is not given \(UPKEEP_VAR_WHERE\): it is empty/)
    expect(stderr).toMatch(/a secret is read by a name that only the run knows in check\/1/)
    expect([status, stdout]).toEqual([1, expect.stringMatching(/it needs the\s+secret KEY/)])
    expect(stdout).not.toMatch(/--run runs it|--engine act/)
  })

  it('masks what it is given in every form, line by line, wherever it is printed', async () => {
    const secret = 'first-line-7f3a\nsecond "line" 9c2e'
    const show = `const k = process.env.K; const all = [k, Buffer.from(k).toString('base64'), encodeURIComponent(k), Buffer.from(k).toString('hex'), JSON.stringify(k)]
console.log(all.join('\\n')); console.error('a.mjs(1,2): error TS1: ' + k.split('\\n')[1]); console.log('::error file=a.test.mjs::' + k.split('\\n')[0])
require('node:fs').appendFileSync(process.env.GITHUB_STEP_SUMMARY, k)
console.log('::add-mask::later-value'); console.log('now a later-value'); process.exit(1)`
    await using repository = await gitRepository({
      [FILE]: workflow('- run: node --test && node show.cjs\n  env: { K: "${{ secrets.KEY }}" }'),
      'a.test.mjs': passing,
      'show.cjs': show,
      secrets: `OTHER=x\n`,
    })
    const { stdout, stderr } = ran(repository.root, { UPKEEP_SECRET_KEY: secret }, [
      '--json',
      '--secret-file',
      join(repository.root, 'secrets'),
    ])
    const said = stdout + stderr
    expect(said).toContain('now a ***')
    const forms = [
      ...secret.split('\n'),
      Buffer.from(secret).toString('base64').slice(0, 20),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      'later-value',
    ]
    for (const form of forms) expect(said).not.toContain(form)
    const step = SliceReport.parse(JSON.parse(stdout)).run?.steps[0]
    expect(step?.summary).toBe('***\n***'.slice(0, step?.summary?.length))
    expect(step?.diagnostics?.map(({ message }) => message)).toEqual(['***', '***'])
  })
})

describe('upkeep checks', () => {
  const left = `${WORKFLOW}  db:
    runs-on: ubuntu-latest
    services: { db: { image: postgres } }
    strategy: { matrix: { node: [20, 22] } }
    steps:
      - run: npm run e2e
      - uses: github/codeql-action/analyze@v3
  more:
    runs-on: ubuntu-latest
    strategy: { matrix: { node: [20, 22] } }
    steps:
      - run: npx jest
`

  it('lists the checks of the workflows with their places, and the others with their reasons', async () => {
    await using repository = await gitRepository({ ...files, [FILE]: left.replace('secrets.API_KEY', 'github.sha') })
    const { stdout } = upkeep(repository.root, ['checks'])
    expect(stdout).toMatch(/^1 check of the workflows can be run here; 4 more can not be run here\.$/m)
    expect(stdout).toMatch(
      /^\.github\/workflows\/ci\.yml\n {2}\d+ {2}test {2}more {2}npx jest\n +CI runs its job on 2 legs \(node 20, 22\)/m,
    )
    expect(stdout).toMatch(/^ {2}its job has a publish step\n {4}ci\.yml:8 +lint +npm run lint$/m)
    expect(stdout).toMatch(/^ {2}its action can not be run here\n {4}ci\.yml:\d+ +security +uses: github/m)
  })

  it('prints nothing of a workflow that a terminal would obey, nor does slice', async () => {
    const steps = '"\\e]0;title\\aTypes\\u202e \\e[2J"\n        run: tsc\n        env: { K: "${{ secrets.KEY }}" }'
    await using repository = await gitRepository({
      ...files,
      [FILE]: WORKFLOW.replace('Lint\n', `${steps}\n      - name: Lint\n`),
    })
    for (const args of [
      ['checks'],
      ['slice', FILE, '--for', 'typecheck'],
      ['slice', FILE, '--for', 'typecheck', '--run'],
    ]) {
      const { stdout, stderr } = upkeep(repository.root, args)
      expect(stdout).toMatch(args[0] === 'checks' ? /tsc/ : /Types/)
      expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}|\u202e/u)
    }
  })

  it('counts what reads a secret once that is given', async () => {
    const checks = WORKFLOW.replace('      - run: npm publish\n', '')
    await using repository = await gitRepository({ ...files, [FILE]: checks })
    expect(upkeep(repository.root, ['checks']).stdout).toMatch(/it needs the secret API_KEY\n[^]*UPKEEP_SECRET_<NAME>/)
    const given = upkeep(repository.root, ['checks'], { UPKEEP_SECRET_API_KEY: KEY })
    expect(given.stdout).toMatch(/^2 checks of the workflows can be run here\.$/m)
    expect(given.stdout).not.toContain(KEY)
  })

  it('prints one JSON object with all of them', async () => {
    await using repository = await gitRepository(files)
    const report = ChecksReport.parse(JSON.parse(upkeep(repository.root, ['checks', '--json']).stdout))
    expect(report.checks.map(({ kind, command }) => [kind, command])).toEqual([
      ['lint', 'npm run lint'],
      ['test', 'npm test'],
    ])
  })
})
