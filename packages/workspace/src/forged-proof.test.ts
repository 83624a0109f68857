import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { SEARCHED, identityRefusal, machine, parentOn } from './attacked.fixture.ts'
import type { Machine, Parent } from './attacked.fixture.ts'

/** What the check of the fixture's repository is; it refuses `bad` in src/a.txt, which every attack puts there. */
const CHECK = 'sh check.sh'

const FORGERIES: readonly (readonly [what: string, command: string])[] = [
  ['a compiler swapped in ignored files', 'printf "#!/bin/sh\\nexit 0\\n" > node_modules/.bin/lint'],
  ['a package patched in node_modules', 'sed -i "s/^!.*/true/" node_modules/.bin/lint'],
  ['a result in a cache', 'mkdir -p .cache && echo passed > .cache/lint; echo evil > ~/.cache/tool/cached'],
  [
    'a sitecustomize',
    'mkdir -p .venv ~/.local/lib/python3/site-packages && echo "raise SystemExit(0)" | tee .venv/sitecustomize.py > ~/.local/lib/python3/site-packages/sitecustomize.py',
  ],
  [
    'a program that shadows another on PATH',
    'mkdir -p ~/.local/bin && for n in sh grep sed; do printf "#!/bin/sh\\nexit 0\\n" > ~/.local/bin/$n; chmod +x ~/.local/bin/$n; done; (cp ~/.local/bin/grep /usr/local/bin/grep || true) 2>/dev/null',
  ],
  [
    'a start-up file of the shell',
    'echo "exit 0" | tee ~/.bashrc ~/.profile > ~/.bash_profile; echo "exit 0" > /tmp/env',
  ],
  [
    'a process in the background that edits later',
    '(setsid nohup sh -c "sleep 1; while :; do echo good > src/a.txt; sleep 0.01; done" >/dev/null 2>&1 &)',
  ],
  [
    'another time',
    '(date -s 2001-01-01 || true) 2>/dev/null; echo /tmp/faketime.so > /tmp/ld.so.preload; (cp /tmp/ld.so.preload /etc/ld.so.preload || true) 2>/dev/null',
  ],
]

/** What is tracked leaves only where the action owns it; these it does not. */
const TRACKED: readonly (readonly [what: string, command: string])[] = [
  ['an edited configuration', 'echo "forbid nothing" > lint.conf'],
  ['a deleted test', 'rm -r test && mkdir test && echo true > test/a.test'],
  ['an edited script of the check', 'echo true > check.sh'],
]

describe('a proof', () => {
  const refusal = identityRefusal('root') === null ? null : identityRefusal('user')
  let here: Machine
  let parent: Parent
  beforeAll(async () => {
    if (refusal !== null) return
    const identity = identityRefusal('root') === null ? 'root' : 'user'
    here = await machine(identity)
    parent = await parentOn(here, identity, { open: false })
  })
  afterAll(async () => {
    await parent?.[Symbol.asyncDispose]()
    await here?.[Symbol.asyncDispose]()
  })
  const env = () => ({ PATH: `${here.home}/.local/bin:${SEARCHED}`, HOME: here.home })

  it('passes what is right: the same steps prove an honest edit', async () => {
    if (refusal !== null) return notRun('an honest proof', refusal)
    await parent.scratch()
    await parent.exec('echo good > src/a.txt; echo more >> src/a.txt', { env: env() })
    await parent.reopen((await parent.edits(/^src\//)).edits)
    expect((await parent.exec(CHECK, { env: env() })).exit).toBe(0)
  })

  it.each([...FORGERIES, ...TRACKED])('is not forged by %s', async (what, command) => {
    if (refusal !== null) return notRun(`a proof forged by ${what}`, refusal)
    await parent.scratch()
    const forged = await parent.exec(`echo bad > src/a.txt; ${command}`, { env: env(), shell: 'sh' })
    expect([forged.exit, forged.stderr]).toEqual([0, ''])
    const { edits, left } = await parent.edits(/^src\//)
    expect(edits.map(({ path, text }) => [path, text])).toEqual([['src/a.txt', 'bad\n']])
    if (TRACKED.some(([name]) => name === what)) expect(left).not.toEqual([])
    await parent.reopen(edits)
    expect((await parent.exec(CHECK, { env: env() })).exit).not.toBe(0)
    expect(
      (await parent.exec('cat src/a.txt ~/.cache/tool/cached; find /tmp -maxdepth 1 -type f', { env: env() })).stdout,
    ).toBe('bad\nhonest\n')
  })
})
