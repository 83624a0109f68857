import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { findContainerEngine } from '@upkeep/ci'
import { notRunOptional, toolOnPath } from '@upkeep/testing'
import { jobOf, ranBy } from '../act.fixture.ts'
import { machineOption } from './container-options.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-containers-'))
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What listens as a container engine does; its address. */
async function engine(name: string, status: number | null): Promise<string> {
  const socket = join(folder, name)
  const server = createServer((request, response) => {
    if (status !== null && request.url === '/_ping') response.writeHead(status).end('OK')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return `unix://${socket}`
}

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

describe('findContainerEngine', () => {
  const PATH = '/usr/bin:/bin'

  it('takes the engine that DOCKER_HOST names, where it answers, and no other one', async () => {
    const address = await engine('named.sock', 200)
    expect(await findContainerEngine({ PATH, DOCKER_HOST: address })).toBe(address)
    const silent = `unix://${join(folder, 'nobody.sock')}`
    expect(await findContainerEngine({ PATH, DOCKER_HOST: silent, XDG_RUNTIME_DIR: folder })).toBeNull()
    expect(await findContainerEngine({ PATH, DOCKER_HOST: await engine('broken.sock', 500) })).toBeNull()
  })

  it("asks docker's own context before the usual places", async () => {
    const [context, usual] = [await engine('context.sock', 200), await engine('docker.sock', 200)]
    const bin = mkdtempSync(join(folder, 'bin-'))
    program(`${bin.split('/').at(-1) ?? ''}/docker`, `[ "$1 $2" = "context inspect" ] && echo ${context}`)
    const env = { PATH: `${bin}:${PATH}`, XDG_RUNTIME_DIR: folder }
    expect(await findContainerEngine(env)).toBe(context)
    const none = await findContainerEngine({ PATH, XDG_RUNTIME_DIR: folder })
    if (none !== 'unix:///var/run/docker.sock') expect(none).toBe(usual)
  })

  it('waits no longer than three seconds for one that is silent', async () => {
    const address = await engine('silent.sock', null)
    const before = performance.now()
    expect(await findContainerEngine({ PATH, DOCKER_HOST: address })).toBeNull()
    expect(performance.now() - before).toBeLessThan(6000)
  })
})

/** Says what act would say of a job in a container, and keeps how it was called. */
const FAKE_ACT = `
printf '%s\\n' "$@" > ${folder}/arguments; env > ${folder}/environment; pwd > ${folder}/cwd
for each; do case $each in --directory=*) clone=\${each#--directory=} ;; esac; done
ls "$clone" > ${folder}/clone
line() { printf '{"jobID":"one","level":"info","matrix":{},"time":"x",%s}\\n' "$1"; }
line '"msg":"⭐ Run Main pytest","stage":"Main","stepID":["0"],"step":"pytest"'
line '"msg":"'"$clone"'/a.py:3: error: no good\\n","raw_output":true,"stage":"Main","stepID":["0"]'
line '"msg":"exitcode '"'1'"': failure","stage":"Main","stepID":["0"]'
line '"msg":"❌  Failure - Main pytest","stage":"Main","stepID":["0"],"stepResult":"failure","executionTime":1000000'
line '"msg":"x","stepid":["--complete-job"],"stepResult":"success"'
exit 1`

describe('act with containers', () => {
  it('is told of images, of no daemon and of no file of the repository, and reads the same log', async () => {
    const address = 'unix:///run/engine.sock'
    const act = program('act', FAKE_ACT)
    const done = await ranBy(
      jobOf('- run: pytest\n', '    services:\n      db:\n        image: postgres:17\n').replace(
        'ubuntu-latest',
        'ubuntu-22.04',
      ),
      {
        act,
        mode: { kind: 'containers', address },
        images: { 'ubuntu-22.04': 'own/image:1' },
        secrets: { GITHUB_TOKEN: 'canary-77' },
        files: { 'a.py': 'a = 1\n', '.actrc': '--privileged\n' },
        env: { API_KEY: 'canary-78', PATH: process.env['PATH'] ?? '' },
      },
    )
    expect(done).toMatchObject({ verdict: 'fail', outcomes: ['one/0 failure'] })
    expect(done.steps[0]).toMatchObject({ why: 'it ended with 1' })
    expect(done.log).toMatch(/^\/(?!.*\/act\/clone)\S*\/a\.py:3: error: no good$/m)
    const given = readFileSync(join(folder, 'arguments'), 'utf8')
    for (const option of [
      'platform=ubuntu-22.04=own/image:1',
      'container-architecture=linux/amd64',
      'container-daemon-socket=-',
      'pull=false',
      'env-file=',
      'input-file=',
    ])
      expect(given).toContain(`--${option}\n`)
    expect(given).not.toMatch(/self-hosted|canary|127\.0\.0\.1/)
    const environment = readFileSync(join(folder, 'environment'), 'utf8')
    expect(environment).toContain(`DOCKER_HOST=${address}\n`)
    expect(environment).not.toContain('canary')
    expect(readFileSync(join(folder, 'cwd'), 'utf8')).toMatch(/\/act\/neutral\n$/)
    expect(readFileSync(join(folder, 'clone'), 'utf8')).toBe('a.py\n')
  })

  it.each([
    [
      '    container:\n      image: node:24\n      volumes: [/etc:/etc]\n',
      'its container would get /etc of this machine',
    ],
    [
      '    container:\n      image: node:24\n      options: --privileged --user 0\n',
      'its container would get hold of this machine by --privileged',
    ],
    [
      '    services:\n      db:\n        image: x\n        options: --health-cmd x -v /:/host\n',
      'its container would get hold of this machine by -v',
    ],
    [
      '    container:\n      image: node:24\n      volumes: ["data:/data"]\n',
      'its container would get data of this machine',
    ],
    [
      '    strategy:\n      matrix:\n        o: [--privileged]\n    container:\n      image: x\n      options: ${{ matrix.o }}\n',
      'what its container would get of this machine is computed while it runs',
    ],
  ])('gives no part of this machine to a container that asks for it: %j', async (job, why) => {
    const done = await ranBy(jobOf('- run: pytest', job), {
      act: '/nowhere',
      mode: { kind: 'containers', address: 'unix:///x' },
    })
    expect(done).toMatchObject({ verdict: 'not-run', notes: [`job one is not run: ${why}`] })
    expect(done.steps[0]).toMatchObject({ outcome: 'not-run', why })
  })

  it.each([
    ['-v/:/host', '-v'],
    ['-itv /:/host', '-v'],
    [`"--volume=/:/host"`, '--volume'],
    [`--pri'vileged'`, '--privileged'],
    ['--privi\\\nleged', '--privileged'],
    ['--env A=1 # --privileged', '--privileged'],
    ['--env-file /etc/passwd', '--env-file'],
    ['--network host', '--network'],
    ['--group-add 0 --gpus all', '--group-add'],
    ['"--pid=host', '--pid'],
    [`--health-cmd "pg_isready -U postgres" --health-interval=10s --user 0 -e A=1 -it -uroot --memory-swap 2g`, null],
    [`--health-cmd 'redis-cli -h x' --entrypoint 'sh -c "--privileged"' --tmpfs /data`, null],
  ])('knows by which option a container would get hold of this machine: %s', (options, option) => {
    expect(machineOption(options)).toBe(option)
  })

  it('asks act to end, and ends it, where it takes too long', async () => {
    const act = program('slow-act', `trap 'echo asked > ${folder}/asked; exit 1' INT\nsleep 30 & wait`)
    const done = await ranBy(jobOf('- run: pytest'), {
      act,
      seconds: 1,
      mode: { kind: 'containers', address: 'unix:///x' },
    })
    expect(done).toMatchObject({ verdict: 'engine', outcomes: ['one/0 not-run'] })
    expect(done.steps[0]?.why).toMatch(/act was ended after \d s/)
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('asked\n')
  })
})

/** An image with bash and Node, which is there. */
const IMAGE = process.env['UPKEEP_TEST_IMAGE'] ?? ''

describe('act with a container engine that answers', () => {
  const PYTEST = { 'bin/pytest': '#!/bin/sh\necho "ran $*"\nexec "$@"\n' }
  const TEST = 'PATH=$PWD/bin:$PATH pytest'
  const run = async (steps: string, job = '') => {
    const address = await findContainerEngine(process.env)
    if (address === null || IMAGE === '' || !toolOnPath('act')) {
      notRunOptional(
        'act with containers',
        address === null ? 'no container engine answers' : 'UPKEEP_TEST_IMAGE names no image',
      )
      return null
    }
    return await ranBy(jobOf(`- uses: actions/checkout@v4\n${steps}`, job), {
      mode: { kind: 'containers', address },
      images: { 'ubuntu-latest': IMAGE },
      files: PYTEST,
      prepare: (repository) => {
        chmodSync(join(repository.root, 'bin/pytest'), 0o755)
        repository.git('commit', '--quiet', '--all', '--amend', '--no-edit')
      },
    })
  }

  it('runs a job in its image, with outputs from step to step', async () => {
    const done = await run(
      `- id: a\n  run: echo "x=1" >> "$GITHUB_OUTPUT"\n- run: ${TEST} test "\${{ steps.a.outputs.x }}" = 1 -a ! -e /work -a -e bin/pytest`,
    )
    if (done !== null) expect(done).toMatchObject({ verdict: 'pass' })
  })

  it('is red where a command in the container is, and skips what comes behind', async () => {
    const done = await run(`- run: ${TEST} sh -c 'exit 3'\n- run: ${TEST} true`)
    if (done === null) return
    expect(done).toMatchObject({ verdict: 'fail', outcomes: ['one/0 success', 'one/1 failure', 'one/2 skipped'] })
    expect(done.steps[1]?.why).toBe('it ended with 3')
  })

  it('runs a job in the container that it names', async () => {
    const done = await run(
      `- run: ${TEST} test "$HERE" = inside`,
      `    container:\n      image: ${IMAGE}\n      env: { HERE: inside }\n`,
    )
    if (done !== null) expect(done).toMatchObject({ verdict: 'pass' })
  })

  it('starts the services of a job, which answer at its own ports', async () => {
    const answer = `import('node:net').then((net)=>net.createServer((socket)=>socket.end('pong')).listen(6000))`
    const service = [
      `        image: ${IMAGE}`,
      '        ports: ["6001:6000"]',
      '        options: --entrypoint node',
      `        env: { NODE_OPTIONS: "--import=data:text/javascript,${answer}" }`,
    ]
    const ask = `node -e 'require("net").connect(6001, "localhost").on("data", () => process.exit(0)).on("error", () => process.exit(3))'`
    const done = await run(`- run: sleep 2; ${TEST} ${ask}`, `    services:\n      pong:\n${service.join('\n')}\n`)
    if (done !== null) expect(done).toMatchObject({ verdict: 'pass' })
  })
})
