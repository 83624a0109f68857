import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { sha256 } from '@upkeep/schema'
import { gitRepository, notRun, treeFingerprint } from '@upkeep/testing'
import { applyPatch, byteOffset, decodeText, openWorkspace } from './index.ts'
import type { Composition, ExecOptions, Workspace } from './index.ts'
import { shared } from './fixture.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-workspace-test-'))
const plain = shared(temp, { 'a.txt': 'a\n' })
afterAll(async () => {
  await plain.close()
  rmSync(temp, { recursive: true, force: true })
})

const PATH = process.env['PATH'] ?? ''
const options = (part: Partial<ExecOptions> = {}): ExecOptions => ({
  cwd: '.',
  env: { PATH },
  shell: 'sh',
  seconds: 30,
  network: 'none',
  ...part,
})
const modes = ['auto', 'copy'] as const
const whole = async (workspace: Workspace, path: string, text: string | null) => {
  const bytes = await workspace.read(path)
  return { path, blob: bytes === null ? null : sha256(bytes), start: 0, end: bytes?.length ?? 0, text }
}
const composed = (composition: Awaited<ReturnType<Workspace['compose']>>): Composition => {
  if ('conflict' in composition) throw new Error('conflict')
  return composition
}

describe.each(modes)('a worktree (%s)', (isolation) => {
  it('shows the tree with its edits, and the user never sees what happens in it', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', 'src/b.txt': 'b\n', '.gitignore': 'installed\n' })
    mkdirSync(join(repository.root, 'installed'))
    writeFileSync(join(repository.root, 'installed', 'tool'), 'tool\n')
    const before = treeFingerprint(repository.root)
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation })
    const tree = composed(
      await workspace.compose([await whole(workspace, 'src/b.txt', 'B\n'), await whole(workspace, 'new/c.txt', 'c\n')]),
    )
    await using worktree = await workspace.open(tree)
    const { stdout } = await worktree.exec(
      'cat a.txt src/b.txt new/c.txt installed/tool; echo x >> a.txt; rm src/b.txt; touch left',
      options(),
    )
    expect(stdout).toBe('a\nB\nc\ntool\n')
    expect(await worktree.changed()).toEqual(['a.txt', 'left', 'src/b.txt'])
    expect((await worktree.exec('git status --porcelain && cat a.txt', options())).stdout).toContain(' M a.txt\n')
    expect(treeFingerprint(repository.root)).toBe(before)
  })

  it('leads from an installed workspace package to the patched source', async () => {
    await using repository = await gitRepository({ 'packages/a/index.js': 'old\n', '.gitignore': 'node_modules\n' })
    mkdirSync(join(repository.root, 'node_modules', '@own'), { recursive: true })
    symlinkSync('../../packages/a', join(repository.root, 'node_modules', '@own', 'a'))
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation })
    await using worktree = await workspace.open(
      composed(await workspace.compose([await whole(workspace, 'packages/a/index.js', 'new\n')])),
    )
    expect((await worktree.exec('cat node_modules/@own/a/index.js', options())).stdout).toBe('new\n')
  })

  it('reports nothing changed after a command that only reads and writes ignored files', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', '.gitignore': 'out\n' })
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation })
    await using worktree = await workspace.open(
      composed(await workspace.compose([await whole(workspace, 'a.txt', 'b\n')])),
    )
    await worktree.exec('mkdir -p out && echo x > out/x && git status', options())
    expect(await worktree.changed()).toEqual([])
  })

  it('starts fresh each time, and equal contents have equal names', async () => {
    await using place = await plain.open(isolation)
    const { workspace } = place
    const one = composed(await workspace.compose([await whole(workspace, 'a.txt', 'b\n')]))
    const same = composed(await workspace.compose([await whole(workspace, 'a.txt', 'b\n')]))
    expect(one.tree).toBe(same.tree)
    expect(composed(await workspace.compose([])).tree).toBe(workspace.baseTree)
    for (let round = 0; round < 2; round++) {
      await using worktree = await workspace.open(one)
      expect((await worktree.exec('ls; cat a.txt; echo > made', options())).stdout).toBe('a.txt\nb\n')
    }
  })

  it('ends a command with all it started when its time is over', async () => {
    await using place = await plain.open(isolation)
    const { worktree } = place
    const marker = `9${String(process.pid).padStart(7, '0')}`
    const result = await worktree.exec(`sleep ${marker} & sh -c 'sleep ${marker}'`, options({ seconds: 0.5 }))
    expect(result).toMatchObject({ timedOut: true, exit: null })
    await sleep(200)
    expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(`sleep ${marker}`)
  })

  it('does not wait for a daemon that keeps the output open', async () => {
    await using place = await plain.open(isolation)
    const { worktree } = place
    const { exit, seconds } = await worktree.exec('(sleep 60 &) ; echo done', options())
    expect(exit).toBe(0)
    expect(seconds).toBeLessThan(20)
  })

  it('keeps head and tail of too much output', async () => {
    await using place = await plain.open(isolation)
    const { worktree } = place
    const { stdout, truncated } = await worktree.exec(
      'echo first; seq 100000; echo last',
      options({ maxOutputBytes: 2000 }),
    )
    expect(truncated).toBe(true)
    expect(stdout.length).toBeLessThan(4000)
    expect(stdout).toMatch(/^first[\s\S]*last\n$/)
  })

  it('rejects when the run is cancelled', async () => {
    await using place = await plain.open(isolation)
    const { worktree } = place
    const signal = AbortSignal.timeout(300)
    await expect(worktree.exec('sleep 60', options({ signal }))).rejects.toThrow()
  })

  it('gives a command exactly its environment and its input', async () => {
    await using place = await plain.open(isolation)
    const { worktree } = place
    const { stdout } = await worktree.exec(
      'cat; env | grep -c SECRET || true',
      options({ stdin: 'given\n', env: { PATH, A: '1' } }),
    )
    expect(stdout).toBe('given\n0\n')
  })
})

describe('an overlay', () => {
  it('shows commands the tree at its own path and has no network when told so', async () => {
    await using place = await plain.open()
    const { repository, workspace, worktree } = place
    if (workspace.isolation.kind === 'copy') return notRun('overlay at its own path', workspace.isolation.why)
    expect((await worktree.exec('pwd', options())).stdout.trim()).toBe(repository.root)
    expect((await worktree.exec('cat /proc/net/dev | grep -c : ', options())).stdout.trim()).toBe('1')
  })

  it('leaves the tree as it was and no mount behind when the process is killed in the middle', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n' })
    const before = treeFingerprint(repository.root)
    const own = join(temp, 'killed')
    const index = new URL('./index.ts', import.meta.url).href
    const script = `
      const { openWorkspace } = await import(${JSON.stringify(index)})
      const workspace = await openWorkspace({ directory: ${JSON.stringify(repository.root)}, temp: ${JSON.stringify(own)} })
      const worktree = await workspace.open()
      const env = { PATH: process.env.PATH }
      await worktree.exec('echo x > a.txt; rm -rf .git/config || true; echo ready; sleep 60', { cwd: '.', env, shell: 'sh', seconds: 60, network: 'none', onOutput: (t) => process.stdout.write(t) })`
    const { JEST_WORKER_ID: _, ...env } = process.env
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ready') && resolve()),
    )
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    expect(treeFingerprint(repository.root)).toBe(before)
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(repository.root)
    const left = readdirSync(own).filter((name) => name.startsWith('run-'))
    await using next = await openWorkspace({ directory: repository.root, temp: own })
    expect(readdirSync(own).filter((name) => left.includes(name))).toEqual([])
    expect(next.commit).toMatch(/^[0-9a-f]{40}$/)
  })

  it('works without root in a user namespace', async () => {
    if (process.getuid?.() !== 0) return notRun('overlay in a user namespace', 'needs root to become another user')
    const folder = mkdtempSync(join(tmpdir(), 'upkeep-user-'))
    const here = dirname(fileURLToPath(import.meta.url))
    const readable = (() => {
      try {
        execFileSync(
          'setpriv',
          [
            '--reuid=12345',
            '--regid=12345',
            '--clear-groups',
            process.execPath,
            '-e',
            `require('fs').readFileSync(${JSON.stringify(join(here, 'index.ts'))})`,
          ],
          { stdio: 'ignore' },
        )
        return true
      } catch {
        return false
      }
    })()
    if (!readable) return notRun('overlay in a user namespace', 'another user can not read this checkout')
    chmodSync(folder, 0o777)
    const script = `
      import { execFileSync } from 'node:child_process'
      import { mkdirSync, writeFileSync, readFileSync } from 'node:fs'
      const { openWorkspace } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
      const root = ${JSON.stringify(join(folder, 'repository'))}
      mkdirSync(root); writeFileSync(root + '/a.txt', 'a\\n')
      const git = (...args) => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args])
      git('init', '-q'); git('add', '.'); git('commit', '-qm', 'x')
      const workspace = await openWorkspace({ directory: root, temp: ${JSON.stringify(join(folder, 'temp'))} })
      const worktree = await workspace.open()
      const { stdout } = await worktree.exec('id -u; echo b > a.txt; cat a.txt', { cwd: '.', env: { PATH: process.env.PATH }, shell: 'sh', seconds: 60, network: 'none' })
      console.log(JSON.stringify([workspace.isolation, stdout, await worktree.changed(), readFileSync(root + '/a.txt', 'utf8')]))
      await worktree[Symbol.asyncDispose](); await workspace[Symbol.asyncDispose]()`
    const env = { PATH, HOME: folder }
    const output = execFileSync(
      'setpriv',
      ['--reuid=12345', '--regid=12345', '--clear-groups', process.execPath, '--input-type=module', '-e', script],
      { env },
    )
    rmSync(folder, { recursive: true, force: true })
    const [isolation, stdout, changed, own]: unknown[] = JSON.parse(output.toString())
    if (JSON.stringify(isolation).includes('copy'))
      return notRun('overlay in a user namespace', JSON.stringify(isolation))
    expect([isolation, stdout, changed, own]).toEqual([
      { kind: 'overlay', via: 'userns' },
      '12345\nb\n',
      ['a.txt'],
      'a\n',
    ])
  })
})

describe('compose and patch', () => {
  const files = {
    'crlf.txt': 'one\r\n# x\r\ntwo\r\n',
    'bom.txt': '\uFEFFone\n# x\ntwo\n',
    'none.txt': 'one\ntwo # x',
    'latin.txt': Buffer.from('caf\xe9 # x\nzwei\n', 'latin1'),
    'dir/with space "q".txt': 'one # x\n',
  }

  it.each(Object.keys(files))('changes only what an edit names in %s, through patch and git apply', async (path) => {
    await using repository = await gitRepository(files)
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const bytes = await workspace.read(path)
    const decoded = bytes === null ? null : decodeText(bytes)
    if (bytes === null || decoded === null) throw new Error(`${path} is not readable`)
    const index = decoded.text.indexOf('# x')
    const offset = (at: number) => byteOffset(decoded.text, at, decoded.encoding, decoded.bom)
    const tree = composed(
      await workspace.compose([{ path, blob: sha256(bytes), start: offset(index), end: offset(index + 3), text: '' }]),
    )
    const patch = await workspace.patch(tree)
    expect(patch).toMatch(/^diff --git/)
    await applyPatch(repository.root, patch)
    const expected = Buffer.from(bytes).toString('latin1').replace('# x', '')
    expect(readFileSync(join(repository.root, path)).toString('latin1')).toBe(expected)
  })

  it('applies all of a patch or nothing of it', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const edits = [await whole(workspace, 'a.txt', 'A\n'), await whole(workspace, 'b.txt', 'B\n')]
    const patch = await workspace.patch(composed(await workspace.compose(edits)))
    writeFileSync(join(repository.root, 'b.txt'), 'changed meanwhile\n')
    await expect(applyPatch(repository.root, patch)).rejects.toThrow('does not fit')
    expect(readFileSync(join(repository.root, 'a.txt'), 'utf8')).toBe('a\n')
  })

  it('names the later of two edits that overlap, and takes adjacent ones', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abcdef' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const blob = sha256('abcdef')
    const edit = (start: number, end: number) => ({ path: 'a.txt', blob, start, end, text: '-' })
    const [late, early] = [edit(0, 3), edit(2, 4)]
    expect(await workspace.compose([early, late])).toEqual({ conflict: [early, late] })
    const tree = composed(await workspace.compose([edit(0, 3), edit(3, 6)]))
    expect(Buffer.from(tree.files.get('a.txt') ?? []).toString()).toBe('--')
  })

  it('keeps the executable bit', async () => {
    await using repository = await gitRepository({ 'run.sh': 'echo a\n' })
    chmodSync(join(repository.root, 'run.sh'), 0o755)
    execFileSync('git', ['-C', repository.root, 'update-index', '--chmod=+x', 'run.sh'])
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const tree = composed(await workspace.compose([await whole(workspace, 'run.sh', 'echo b\n')]))
    expect(await workspace.patch(tree)).not.toContain('mode')
    await using worktree = await workspace.open(tree)
    expect((await worktree.exec('./run.sh', options())).stdout).toBe('b\n')
  })
})

describe('openWorkspace', () => {
  it('says what is wrong with a folder that is no repository, a bare one, and one without a commit', async () => {
    const folder = mkdtempSync(join(temp, 'none-'))
    await expect(openWorkspace({ directory: folder, temp })).rejects.toThrow('not inside a git repository')
    execFileSync('git', ['init', '-q', folder])
    await expect(openWorkspace({ directory: folder, temp })).rejects.toThrow('no commit yet')
    const bare = mkdtempSync(join(temp, 'bare-'))
    execFileSync('git', ['init', '-q', '--bare', bare])
    await expect(openWorkspace({ directory: bare, temp })).rejects.toThrow('bare')
    await expect(openWorkspace({ directory: join(folder, 'absent'), temp })).rejects.toThrow('not a folder')
  })

  it('reads no link, no folder and nothing outside', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', 'd/b.txt': 'b\n' })
    symlinkSync('/etc/passwd', join(repository.root, 'link'))
    symlinkSync('/etc', join(repository.root, 'folder'))
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    for (const path of ['link', 'folder/passwd', 'd', '../x', '/etc/passwd', 'absent', 'a.txt/b'])
      expect(await workspace.read(path)).toBeNull()
  })

  it('knows a dirty, detached, shallow checkout', async () => {
    await using origin = await gitRepository({ 'a.txt': 'a\n' })
    writeFileSync(join(origin.root, 'a.txt'), 'b\n')
    execFileSync('git', ['-C', origin.root, '-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qam', 'second'])
    const clone = join(mkdtempSync(join(temp, 'clone-')), 'x')
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${origin.root}`, clone])
    execFileSync('git', ['-C', clone, 'checkout', '-q', '--detach'])
    writeFileSync(join(clone, 'a.txt'), 'c\n')
    await using workspace = await openWorkspace({ directory: clone, temp })
    expect(workspace.state).toEqual({ shallow: true, detached: true, dirty: ['a.txt'], submodules: [] })
    expect(await workspace.files()).toEqual([{ path: 'a.txt', mode: '100644', changed: true }])
  })

  it('works in a linked work tree, whose git folder lies elsewhere and stays as it is', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n' })
    const linked = join(mkdtempSync(join(temp, 'linked-')), 'x')
    execFileSync('git', ['-C', repository.root, 'worktree', 'add', '-q', linked])
    await using workspace = await openWorkspace({ directory: linked, temp })
    await using worktree = await workspace.open()
    const { stdout } = await worktree.exec(
      'git log --oneline | wc -l; git commit --allow-empty -qm x 2>/dev/null || echo refused',
      options(),
    )
    expect(stdout.replaceAll(' ', '')).toBe(workspace.isolation.kind === 'overlay' ? '1\nrefused\n' : '1\n')
  })

  it('names the full disk', async () => {
    if (process.getuid?.() !== 0) return notRun('a full disk', 'needs root for a small file system')
    const small = mkdtempSync(join(temp, 'small-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,nr_inodes=6', 'tmpfs', small])
    try {
      await using repository = await gitRepository({ 'a.txt': 'a\n' })
      for (let n = 0; n < 10 && existsSync(small); n++)
        try {
          writeFileSync(join(small, `fill-${n}`), '')
        } catch {
          break
        }
      await expect(openWorkspace({ directory: repository.root, temp: join(small, 'x') })).rejects.toThrow(/ENOSPC/)
    } finally {
      execFileSync('umount', [small])
    }
  })
})
