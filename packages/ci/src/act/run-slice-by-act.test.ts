import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gitRepository } from '@upkeep/testing'
import { hasAct, jobOf, ranBy } from './act.fixture.ts'

/** Stands for a test runner: what it judges is its exit code. */
const PYTEST = { 'bin/pytest': '#!/bin/sh\necho "ran $*"\nexec "$@"\n' }
const here = hasAct('act in host mode')
/** A suite without act says so once, above. */
const withAct = (body: () => Promise<void>) => async () => await (here ? body() : undefined)

const bare = (text: string) => text.replaceAll('\r', '')

async function run(steps: string, options: Parameters<typeof ranBy>[1] = {}) {
  const workflow = steps.startsWith('on:') ? steps : jobOf(steps)
  return await ranBy(workflow, {
    ...options,
    files: { ...PYTEST, ...options.files },
    prepare: async (repository) => {
      execFileSync('chmod', ['+x', join(repository.root, 'bin/pytest')])
      repository.git('commit', '--quiet', '--all', '--amend', '--no-edit', '--allow-empty')
      await options.prepare?.(repository)
    },
  })
}
const TEST = 'PATH=$PWD/bin:$PATH pytest'

describe('what the log of act proves', () => {
  it(
    'is green where every wanted step ran and passed',
    withAct(async () => {
      const done = await run(`- uses: actions/checkout@v4\n- run: ${TEST} true\n- run: ${TEST} echo twice`)
      expect(done).toMatchObject({
        engine: 'act',
        verdict: 'pass',
        outcomes: ['one/0 success', 'one/1 success', 'one/2 success'],
      })
      expect(bare(done.log)).toContain('ran echo twice\ntwice\n')
    }),
  )

  it(
    'is red where one failed, and what comes behind it was skipped',
    withAct(async () => {
      const done = await run(`- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'exit 3'\n- run: ${TEST} true`)
      expect(done).toMatchObject({ verdict: 'fail', outcomes: ['one/0 success', 'one/1 failure', 'one/2 skipped'] })
      expect(done.steps[1]?.why).toBe('it ended with 3')
    }),
  )

  it(
    'is not-run where act ends with 0 and ran nothing, by a condition of the job or of the step',
    withAct(async () => {
      const job = await ranBy(jobOf('- run: pytest', "    if: github.ref == 'refs/heads/none'\n"))
      expect(job).toMatchObject({ verdict: 'not-run', outcomes: ['one/0 skipped'] })
      const step = await ranBy(jobOf("- if: github.actor == 'nobody'\n  run: pytest"))
      expect(step).toMatchObject({ verdict: 'not-run', outcomes: ['one/0 skipped'] })
    }),
  )

  it(
    'is engine where a set-up step is red, for the code is not to blame',
    withAct(async () => {
      const done = await run(`- uses: actions/checkout@v4\n- run: npm ci\n- run: ${TEST} true`)
      expect(done).toMatchObject({ verdict: 'engine', outcomes: ['one/0 success', 'one/1 failure', 'one/2 skipped'] })
    }),
  )

  it(
    'is engine where an action can not be fetched: act then runs no step of the job at all',
    withAct(async () => {
      const done = await run(`- uses: actions/checkout@v4\n- uses: localhost/nothing@v1\n- run: ${TEST} true`, {
        env: { GIT_TERMINAL_PROMPT: '0', HTTPS_PROXY: 'http://127.0.0.1:9' },
      })
      expect(done.verdict).toBe('engine')
      expect(done.outcomes).toEqual(['one/0 not-run', 'one/1 not-run', 'one/2 not-run'])
      expect(done.notes).toEqual(['localhost/nothing@v1 is fetched from GitHub by act'])
    }),
  )

  it(
    'is engine where act is killed half-way, and the step that ran is not-run',
    withAct(async () => {
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'kill -9 $(cat /proc/$PPID/stat | cut -d" " -f4); sleep 5'\n- run: ${TEST} true`,
      )
      expect(done).toMatchObject({ verdict: 'engine', outcomes: ['one/0 success', 'one/1 not-run', 'one/2 not-run'] })
    }),
  )

  it(
    'is engine where it takes too long, and everything that was started is gone',
    withAct(async () => {
      const started = performance.now()
      const done = await run(`- uses: actions/checkout@v4\n- run: ${TEST} sleep 47.11`, { seconds: 3 })
      expect(done).toMatchObject({ verdict: 'engine', outcomes: ['one/0 success', 'one/1 not-run'] })
      expect(done.steps[1]?.why).toMatch(/^act was ended after \d s$/)
      expect(performance.now() - started).toBeLessThan(20_000)
      expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain('sleep 47.11')
    }),
  )

  it(
    'knows a red that is tolerated, and a step that runs always',
    withAct(async () => {
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} false\n  continue-on-error: true\n- run: ${TEST} true\n- if: failure()\n  run: ${TEST} echo never`,
      )
      expect(done.outcomes).toEqual(['one/0 success', 'one/1 tolerated', 'one/2 success', 'one/3 skipped'])
      expect(done.verdict).toBe('pass')
    }),
  )

  it(
    'counts the legs of a matrix whose runner is computed, and leaves other systems out with a word',
    withAct(async () => {
      const job = `    strategy:\n      matrix:\n        os: [ubuntu-latest, ubuntu-22.04, windows-latest]\n`
      const workflow = jobOf(`- uses: actions/checkout@v4\n- run: ${TEST} echo \${{ matrix.os }}`, job).replace(
        'runs-on: ubuntu-latest',
        'runs-on: ${{ matrix.os }}',
      )
      const done = await run(workflow, { matrix: 'all' })
      expect(done.notes).toEqual(['not all legs of job one are run: it runs on windows-latest'])
      const ran = done.outcomes.filter((outcome) => outcome === 'one/1 success')
      expect(ran).toHaveLength(2)
      expect(done.outcomes).toContain('one/1 not-run')
      expect(bare(done.log)).toContain('ran echo ubuntu-22.04')
      expect(done.verdict).toBe('not-run')
    }),
  )
})

describe("the job's surroundings", () => {
  it(
    "D: act takes no option, variable or secret from the repository's own files",
    withAct(async () => {
      const hostile = {
        '.actrc': '-n\n--env=FROM=actrc\n-P ubuntu-latest=nothing\n',
        '.env': 'FROM=env\n',
        '.secrets': 'CODECOV_TOKEN=from-secrets\n',
        '.vars': 'PLACE=from-vars\n',
        '.input': 'x=1\n',
      }
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} echo "[$FROM] [\${{ secrets.CODECOV_TOKEN }}] [\${{ vars.PLACE }}]"`,
        { files: hostile },
      )
      expect(done.verdict).toBe('pass')
      expect(bare(done.log)).toContain('ran echo [] [] []\n')
    }),
  )

  it(
    'holds nothing of the environment beyond what is handed on, and a home folder of its own',
    withAct(async () => {
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'env; echo home=$HOME; tty; cat < /dev/null'`,
        {
          env: { GITHUB_TOKEN: 'ghs_canary', XDG_CONFIG_HOME: '/etc', TOOL: 'kept' },
        },
      )
      expect(done.log).not.toContain('ghs_canary')
      expect(done.log).toContain('TOOL=kept')
      expect(done.log).toMatch(/home=\/.*\/act\/home\b/)
    }),
  )

  it(
    'secrets come as they are, also of several lines, and nothing of them is left behind',
    withAct(async () => {
      const key = 'line one $HOME\nline "two" # no comment\n'
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'printf %s "$KEY" | od -c | head -n 9; printf %s "$KEY" | cksum'\n  env:\n    KEY: \${{ secrets.key }}`,
        {
          secrets: { KEY: key },
          after: ({ temp }) => expect(readdirSync(temp)).toEqual([]),
        },
      )
      const sum = execFileSync('cksum', { input: key, encoding: 'utf8' }).trim()
      expect(bare(done.log)).toContain(sum)
    }),
  )

  it(
    'a step that lacks a secret is not run, nor known what is behind it',
    withAct(async () => {
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} echo \${{ secrets.KEY }}\n- run: ${TEST} echo behind`,
      )
      expect(done).toMatchObject({ verdict: 'not-run', outcomes: ['one/0 success', 'one/1 not-run', 'one/2 not-run'] })
      expect(done.steps[1]?.why).toBe('it needs the secret KEY')
      expect(done.log).not.toContain('ran echo')
    }),
  )

  it(
    'a job that commits in a linked worktree moves no branch of the repository',
    withAct(async () => {
      const linked = join(mkdtempSync(join(tmpdir(), 'upkeep-linked-')), 'tree')
      await using repository = await gitRepository({ 'a.txt': 'a\n' })
      repository.git('worktree', 'add', '--quiet', linked, '-b', 'other')
      try {
        const before = repository.git('rev-parse', 'other')
        const script = `git -c user.name=a -c user.email=a@b.c commit --allow-empty -qm moved && git log --oneline | wc -l`
        const done = await ranBy(jobOf(`- uses: actions/checkout@v4\n- run: ${script}; ${TEST}`), { directory: linked })
        expect(bare(done.log)).toContain('2\n')
        expect(repository.git('rev-parse', 'other')).toBe(before)
      } finally {
        rmSync(linked, { recursive: true, force: true })
      }
    }),
  )

  it(
    'the tree is the one on the disk: what is changed, new and deleted in it, submodules too',
    withAct(async () => {
      const done = await run(
        `- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'cat kept.txt new.txt inner/file.txt; ls; git status --porcelain'`,
        {
          files: { 'kept.txt': 'old\n', 'gone.txt': 'x\n', '.gitignore': 'ignored.txt\n' },
          prepare: async (repository) => {
            const inner = await gitRepository({ 'file.txt': 'inside\n' })
            repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner')
            repository.git('commit', '--quiet', '--message', 'a submodule')
            await inner[Symbol.asyncDispose]()
            repository.write('kept.txt', 'changed\n')
            repository.write('new.txt', 'new\n')
            repository.write('ignored.txt', 'ignored\n')
            rmSync(join(repository.root, 'gone.txt'))
          },
        },
      )
      const log = bare(done.log)
      expect(log).toContain('changed\nnew\ninside\n')
      expect(log).toContain('bin  inner  kept.txt  new.txt\n D gone.txt\n M kept.txt\n?? new.txt\n')
      expect(done.verdict).toBe('pass')
    }),
  )

  it(
    'another port is taken where the first one is not free; without a free one nothing is known',
    withAct(async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      const taken = (server.address() as AddressInfo).port
      try {
        const ports = [taken]
        const steps = `- uses: actions/checkout@v4\n- run: ${TEST} true`
        const done = await run(steps, { port: async () => await Promise.resolve(ports.pop() ?? 0) })
        expect(done.verdict).toBe('pass')
        const never = await run(steps, { port: async () => await Promise.resolve(taken) })
        expect(never.verdict).toBe('engine')
        expect(never.steps[1]?.why).toMatch(/address already in use/)
      } finally {
        server.close()
      }
    }),
  )

  it(
    'a tree that can not be cloned is no run',
    withAct(async () => {
      const done = await run(`- uses: actions/checkout@v4\n- run: ${TEST} true`, {
        prepare: (repository) => {
          const object = repository.git('rev-parse', 'HEAD:bin/pytest').trim()
          rmSync(join(repository.root, '.git/objects', object.slice(0, 2), object.slice(2)))
        },
      })
      expect(done.verdict).toBe('engine')
      expect(done.steps[0]?.why).toMatch(/^the tree can not be cloned: /)
    }),
  )

  it(
    'an action of the repository runs as it is, with stand-ins for the actions that it uses',
    withAct(async () => {
      const action = `name: set up
inputs:
  word: { default: '' }
outputs:
  said: { value: '\${{ steps.say.outputs.said }}' }
runs:
  using: composite
  steps:
    - uses: actions/setup-node@v4
      with: { node-version: 24 }
    - id: say
      shell: bash
      run: echo "said=\${{ inputs.word }}" >> "$GITHUB_OUTPUT"
`
      const done = await run(
        `- uses: actions/checkout@v4\n- uses: ./.github/actions/set-up\n  id: up\n  with: { word: hello }\n- run: ${TEST} echo \${{ steps.up.outputs.said }}`,
        { files: { '.github/actions/set-up/action.yml': action } },
      )
      expect(done).toMatchObject({ verdict: 'pass', notes: [] })
      expect(bare(done.log)).toContain('ran echo hello')
    }),
  )

  it(
    'artifacts go from job to job, and caches and reports are done without',
    withAct(async () => {
      const workflow = `on: push
jobs:
  make:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: mkdir -p out/deep && echo built > out/deep/a.txt # npm run build
      - uses: actions/upload-artifact@v4
        with: { name: built, path: out }
  one:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with: { path: x, key: y }
      - uses: actions/download-artifact@v4
        with: { name: built, path: got }
      - run: ${TEST} cat got/deep/a.txt
      - uses: codecov/codecov-action@v5
`
      const done = await run(workflow)
      expect(done).toMatchObject({ verdict: 'pass' })
      expect(bare(done.log)).toContain('ran cat got/deep/a.txt\nbuilt\n')
    }),
  )
})

describe('what host mode has nothing for', () => {
  it.each([
    ['services', '    services:\n      db:\n        image: postgres\n', 'it needs the service db'],
    ['a container', '    container: node:22\n', 'its job runs in a container'],
  ])('is said before the start: %s', async (_, job, why) => {
    const done = await ranBy(jobOf('- run: pytest', job), { act: '/nowhere/act' })
    expect(done).toMatchObject({ verdict: 'not-run', outcomes: ['one/0 not-run'] })
    expect(done.notes).toEqual([`job one is not run: ${why}`])
  })

  it('is said of a workflow that only calls others, and of what waits for such a job', async () => {
    const workflow = `on: push
jobs:
  call:
    uses: ./.github/workflows/tests.yml
  after:
    needs: call
    runs-on: ubuntu-latest
    steps:
      - run: pytest \${{ needs.call.outputs.what }}
`
    const called = 'on: workflow_call\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n'
    const done = await ranBy(workflow, { act: '/nowhere/act', files: { '.github/workflows/tests.yml': called } })
    expect(done.verdict).toBe('not-run')
    expect(done.notes).toEqual([
      'job call is not run: it calls ./.github/workflows/tests.yml; slice and run that workflow itself',
      'job after is not run: it needs the job call, which can not run here',
    ])
  })
})

it(
  'keeps nothing readable for others while it runs',
  withAct(async () => {
    const done = await run(
      `- uses: actions/checkout@v4\n- run: ${TEST} sh -c 'ls -l $HOME/../secrets.yml; stat -c %a $HOME/..'`,
    )
    expect(bare(done.log)).toMatch(/^-rw-------/m)
    expect(bare(done.log)).toMatch(/^700$/m)
  }),
)
