import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { notRun, treeFingerprint } from '@upkeep/testing'
import { CANARY, SEARCHED, identityRefusal, machine, parentOn } from '../attacked.fixture.ts'
import type { Identity, Machine, Parent } from '../attacked.fixture.ts'

const IDENTITIES: readonly Identity[] = ['root', 'sudo', 'user']
const LIMITS = { memoryBytes: 256 * 1024 * 1024, processes: 80, privateBytes: 16 * 1024 * 1024 }

/** Processes of this machine whose command line, with a NUL between words, holds a text. */
function running(text: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(text))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 120 && !holds(); tries++) await sleep(50)
}

/** Tries every way out, and one that stays inside; prints what became of each. */
const REACH = `
const net = require('net'), dgram = require('dgram')
const { tcp, udp, abstract, paths } = JSON.parse(process.env.ADDRESSES)
const outcomes = {}
const dial = (name, where) => new Promise((resolve) => {
  const socket = net.connect(where)
  const end = (outcome) => { outcomes[name] = outcome; socket.destroy(); resolve() }
  socket.setTimeout(1000, () => end('silent'))
  socket.on('connect', () => end('reached'))
  socket.on('error', (error) => end(error.code))
})
const send = (port, host) => new Promise((resolve) => {
  const socket = dgram.createSocket('udp4')
  socket.on('error', () => resolve())
  socket.send('x', port, host, (error) => { outcomes['udp ' + host] = error ? error.code : 'sent'; socket.close(); resolve() })
})
const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1', async () => {
  await Promise.all([
    dial('loopback', { port: server.address().port, host: '127.0.0.1' }),
    ...['1.1.1.1', '169.254.169.254', '168.63.129.16', '2606:4700:4700::1111'].map((host) => dial(host, { port: 443, host })),
    dial('metadata', { port: 80, host: '169.254.169.254' }),
    dial('the host', { port: tcp, host: '127.0.0.1' }),
    dial('the host, IPv6', { port: tcp, host: '::1' }),
    dial('abstract', { path: abstract }),
    ...paths.map((path) => dial(path, { path })),
    send(53, '1.1.1.1'),
    send(udp, '127.0.0.1'),
  ])
  console.log(JSON.stringify(outcomes))
  process.exit()
})`

describe.each(IDENTITIES)('commands in a sandbox (parent: %s)', (identity) => {
  const refusal = identityRefusal(identity)
  let here: Machine
  let parent: Parent
  beforeAll(async () => {
    if (refusal !== null) return
    here = await machine(identity)
    parent = await parentOn(here, identity)
  })
  afterAll(async () => {
    await parent?.[Symbol.asyncDispose]()
    await here?.[Symbol.asyncDispose]()
  })
  const attack = (title: string, body: () => Promise<void>) =>
    it(title, async () => {
      if (refusal !== null) return notRun(`${title} (parent: ${identity})`, refusal)
      await body()
    })

  attack('reach the level that the identity allows, and say what is missing', async () => {
    const level = identity === 'user' ? 'user-namespace' : 'namespaces'
    expect(parent.sandbox).toMatchObject({ level, modelCode: 'sandboxed' })
    expect(parent.isolation).toEqual({ kind: 'overlay', via: identity === 'user' ? 'userns' : identity })
  })

  attack('B01: have exactly the variables that they are given, and find no other in /proc', async () => {
    const env = { PATH: SEARCHED, HOME: here.home, LANG: 'C.UTF-8', 'odd-name': '1' }
    const { stdout } = await parent.exec('env -0', { env })
    const names = stdout.split('\0').flatMap((entry) => entry.split('=')[0] || [])
    const ofTheShell = ['PWD', 'SHLVL', '_', 'OLDPWD']
    expect(names.filter((name) => !ofTheShell.includes(name)).toSorted()).toEqual(Object.keys(env).toSorted())
    const all = await parent.exec('cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr "\\0" "\\n"; true')
    expect(all.stdout).not.toContain(CANARY)
  })

  attack('B02: have no sudo, no docker, no group, no capability, and can get none', async () => {
    expect((await parent.exec('sudo -n true')).exit).not.toBe(0)
    expect((await parent.exec('ls -A /run /var/run/docker.sock /run/containerd')).exit).not.toBe(0)
    const { stdout } = await parent.exec(
      'ls -A /run/ | wc -l; id -G; grep -E "^(Cap(Inh|Prm|Eff|Amb)|NoNewPrivs)" /proc/self/status | tr -d "\\t"',
    )
    const [inRun, groups, ...status] = stdout.trim().split('\n')
    expect(inRun?.trim()).toBe('0')
    expect(groups?.split(' ')).toHaveLength(1)
    const none = '0'.repeat(16)
    expect(status).toEqual([`CapInh:${none}`, `CapPrm:${none}`, `CapEff:${none}`, `CapAmb:${none}`, 'NoNewPrivs:1'])
  })

  attack('B03: reach nothing outside, by no protocol, and each other by loopback', async () => {
    const { tcp, udp, abstract, paths } = here.listening
    writeFileSync(join(here.root, 'node_modules', 'reach.cjs'), REACH)
    const { stdout } = await parent.exec(`${process.execPath} node_modules/reach.cjs`, {
      env: { PATH: SEARCHED, ADDRESSES: JSON.stringify({ tcp, udp, abstract, paths }) },
    })
    const outcomes: Record<string, string> = JSON.parse(stdout)
    expect(outcomes['loopback']).toBe('reached')
    const others = Object.entries(outcomes).filter(([name]) => name !== 'loopback')
    expect(others.length).toBeGreaterThan(8)
    expect(others.filter(([, outcome]) => outcome === 'reached')).toEqual([])
    expect(here.reached).toEqual([])
  })

  attack('B04: see and signal no process but their own', async () => {
    const { pid } = parent
    const { stdout } = await parent.exec(
      `ls /proc | grep -cE '^[0-9]+$'; kill -0 ${pid} 2>&1; kill -9 -1 2>&1; cat /proc/${pid}/mem 2>&1; cat /proc/1/environ 2>&1 | tr -d '\\0'; ls /proc/1/fd /proc/1/root/ 2>&1; true`,
    )
    expect(Number(stdout.split('\n')[0])).toBeLessThan(12)
    expect(stdout).not.toContain(CANARY)
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    expect((await parent.exec('echo alive')).stdout).toBe('alive\n')
  })

  attack("B05: can not write the runner's files, and see nothing of its folders", async () => {
    const before = here.commandFiles.map((path) => readFileSync(path, 'utf8'))
    await parent.exec(
      `for f in ${here.runnerTemp}/_runner_file_commands/* ${here.commandFiles.join(' ')}; do echo evil >> $f; done; mkdir -p ${here.runnerTemp}/_runner_file_commands && echo evil > ${here.commandFiles[0]}; true`,
    )
    expect(here.commandFiles.map((path) => readFileSync(path, 'utf8'))).toEqual(before)
    const { stdout } = await parent.exec(
      `grep -rs ${CANARY} ${here.folder} ; find ${here.folder} -name '*.sock' -o -name event.json; true`,
    )
    expect(stdout.split('\n').filter((line) => line.includes(CANARY) || line.includes('event.json'))).toEqual([])
  })

  attack('B05: see the home folder without its credentials, and write it for themselves only', async () => {
    const before = treeFingerprint(here.home)
    const env = { PATH: SEARCHED, HOME: here.home }
    const { stdout } = await parent.exec(
      'cat ~/.cache/tool/cached ~/.config/tool/settings; echo evil > ~/.cache/tool/cached; cat ~/.cache/tool/cached; ls -A ~/.ssh ~/.docker ~/.config/gh; wc -c < ~/.npmrc; touch ~/new',
      { env },
    )
    expect(stdout.split('\n').slice(0, 3)).toEqual(['honest', 'settings', 'evil'])
    expect(stdout).not.toMatch(/id_ed25519|config\.json|hosts\.yml/)
    expect(stdout).toMatch(/\n0\n$/)
    await parent.reopen()
    expect((await parent.exec('cat ~/.cache/tool/cached; ls -A ~ | grep -c new || true', { env })).stdout).toBe(
      'honest\n0\n',
    )
    expect(treeFingerprint(here.home)).toBe(before)
  })

  attack('B06: can not change .git, by whatever name', async () => {
    const before = treeFingerprint(join(here.root, '.git'))
    for (const command of [
      'echo x > .git/hooks/pre-commit',
      'git config core.fsmonitor x',
      'mv .git g',
      'rm -rf .git',
      'mkdir -p .git/info && echo "* filter=x" > .git/info/attributes',
      'git commit --allow-empty -m x',
      'ln -s .git g && echo x > g/config',
      'unshare -Urm sh -c "umount .git || mount -o remount,rw .git; echo x > .git/x"',
    ])
      expect(
        (
          await parent.exec(command, {
            env: {
              PATH: SEARCHED,
              GIT_AUTHOR_NAME: 't',
              GIT_AUTHOR_EMAIL: 't@t',
              GIT_COMMITTER_NAME: 't',
              GIT_COMMITTER_EMAIL: 't@t',
            },
          })
        ).exit,
      ).not.toBe(0)
    expect(treeFingerprint(join(here.root, '.git'))).toBe(before)
    expect((await parent.exec('git log --oneline && git diff')).exit).toBe(0)
  })

  attack('write nothing of the machine but their own folders, devices of which there are six', async () => {
    const places = [
      '/',
      '/usr',
      '/etc',
      '/opt',
      '/srv',
      '/var/lib',
      '/sys',
      '/dev',
      '/proc/sys/kernel/core_pattern',
      '/sys/fs/cgroup',
    ]
    for (const place of places) {
      const { exit } = await parent.exec(
        `if [ -d ${place} ]; then mkdir ${place}/upkeep-evil; else echo x > ${place}; fi`,
      )
      expect([place, exit]).not.toEqual([place, 0])
    }
    const { stdout } = await parent.exec(
      'set +e; for f in /dev/* /dev/pts/*; do [ ! -L $f ] || continue; [ ! -b $f ] || echo $f; [ ! -c $f ] || echo $f; done | sort | tr "\\n" " "; echo x > /tmp/t && echo y > /var/tmp/t && echo z > /dev/shm/t && cat /tmp/t /var/tmp/t /dev/shm/t; mknod /tmp/sda b 8 0 2>/dev/null && echo made; true',
    )
    expect(stdout).toMatch(
      /^\/dev\/full \/dev\/null \/dev\/pts\/ptmx \/dev\/random \/dev\/tty \/dev\/urandom \/dev\/zero x\ny\nz\n$/,
    )
  })

  attack('B11: leave nothing running', async () => {
    const mark = `4711${identity.length}`
    await parent.exec(`setsid nohup sleep ${mark} >/dev/null 2>&1 & (sleep ${mark} &) ; disown -a; true`)
    await until(() => running(`sleep\0${mark}`).length === 0)
    expect(running(`sleep\0${mark}`)).toEqual([])
  })

  attack('B15, B16: end when their time is over, and wait for no input, editor or pager', async () => {
    const started = performance.now()
    const slow = await parent.exec('trap "" TERM INT; sleep 1e6', { seconds: 1 })
    expect([slow.timedOut, slow.exit]).toEqual([true, null])
    expect(performance.now() - started).toBeLessThan(10_000)
    const { stdout, timedOut } = await parent.exec(
      'set +e; cat; read -r line; git --paginate log --format=%s; vi -c q; echo over',
      { seconds: 30 },
    )
    expect([stdout.includes('first'), stdout.endsWith('over\n'), timedOut]).toEqual([true, true, false])
  })

  attack('B14: may say what they like: head and tail are kept, and little of it in memory', async () => {
    const { stdout, truncated } = await parent.exec('(yes || true) | head -c 100M; echo the end', {
      maxOutputBytes: 256 * 1024,
    })
    expect([truncated, stdout.endsWith('the end\n')]).toEqual([true, true])
    expect(stdout.length).toBeLessThan(257 * 1024)
    expect(await parent.memory()).toBeLessThan(250 * 1024 * 1024)
  })

  attack('B17: run a script that the model wrote offline and without any secret', async () => {
    const script = `env > stolen; cat ~/.npmrc /proc/*/environ >> stolen; (echo > /dev/tcp/127.0.0.1/${here.listening.tcp}) 2>&1; true`
    await parent.exec(`printf '%s' '${script}' > test.sh`)
    await parent.exec('bash test.sh', { env: { PATH: SEARCHED, HOME: here.home } })
    expect((await parent.exec('cat stolen | tr -d "\\0"')).stdout).not.toContain(CANARY)
    expect(here.reached).toEqual([])
  })

  attack('B23: gain nothing by a setuid helper', async () => {
    const { stdout } = await parent.exec(
      'cp $(command -v bash) helper && chmod 6755 helper && ./helper -p -c "id -u; grep CapEff /proc/self/status"',
    )
    expect(stdout.trim().split('\n')[0]).toBe(
      identity === 'root' ? '0' : identity === 'sudo' || process.getuid?.() === 0 ? '1001' : String(process.getuid?.()),
    )
    expect(stdout).toMatch(/CapEff:\s+0{16}/)
  })
})

describe.each(IDENTITIES)('limits of a sandbox (parent: %s)', (identity) => {
  const refusal = identityRefusal(identity)
  let here: Machine
  let parent: Parent
  beforeAll(async () => {
    if (refusal !== null) return
    here = await machine(identity)
    parent = await parentOn(here, identity, { settings: { limits: LIMITS } })
  })
  afterAll(async () => {
    await parent?.[Symbol.asyncDispose]()
    await here?.[Symbol.asyncDispose]()
  })
  const isAbsent = (what: RegExp) => parent.sandbox.absent.find((part) => what.test(part.what))

  it('B12: end a fork bomb, and the next command works', async () => {
    if (refusal !== null) return notRun(`B12 (parent: ${identity})`, refusal)
    const bomb = await parent.exec('for i in $(seq 200); do sleep 9 & done; echo all', { shell: 'sh', seconds: 5 })
    expect(bomb.stdout).not.toContain('all')
    if (isAbsent(/processes/) === undefined) expect(bomb.limit).toBe('processes')
    await parent.exec(':(){ :|:& };:', { seconds: 1 })
    expect((await parent.exec('echo works')).stdout).toBe('works\n')
  })

  it('B13: end what takes all memory, and what fills a private folder', async () => {
    if (refusal !== null) return notRun(`B13 (parent: ${identity})`, refusal)
    const full = await parent.exec('head -c 64M /dev/zero > /tmp/full; stat -c %s /tmp/full; rm /tmp/full', {
      shell: 'sh',
    })
    expect(full.stderr).toMatch(/No space left/)
    const absent = isAbsent(/memory/)
    if (absent !== undefined) return expect(absent.why).not.toBe('')
    const eat = `const all = []; for (;;) all.push(Buffer.alloc(8e6, 1))`
    const eaten = await parent.exec(`${process.execPath} -e '${eat}'`)
    expect([eaten.limit, eaten.exit === 0]).toEqual(['memory', false])
    expect((await parent.exec('echo works')).stdout).toBe('works\n')
  })
})

describe('the end of a run', () => {
  it.each(IDENTITIES)(
    'B11: leaves no process, mount or control group, though the parent is killed (parent: %s)',
    async (identity) => {
      const refusal = identityRefusal(identity)
      if (refusal !== null) return notRun(`B11 (parent: ${identity})`, refusal)
      await using here = await machine(identity)
      const parent = await parentOn(here, identity)
      const mark = `${process.pid}${identity.charCodeAt(0)}` // other runs of this suite may be under way
      const doomed = parent
        .exec(`setsid nohup sleep ${mark} >/dev/null 2>&1 & sleep ${mark}`, { seconds: 60 })
        .catch(() => null)
      await until(() => running(`sleep\0${mark}`).length === 2)
      await parent.kill()
      await doomed
      await until(() => running(`sleep\0${mark}`).length === 0 && running(here.runnerTemp).length === 0)
      expect(running(`sleep\0${mark}`)).toEqual([])
      expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(here.folder)
    },
  )
})
