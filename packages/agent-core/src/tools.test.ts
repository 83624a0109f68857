import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mayTouch } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { evilModel } from '@upkeep/testing/model'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { play } from './attempt.fixture.ts'
import {
  bashTool,
  checkTool,
  editTool,
  gaveUp,
  grepTool,
  listTool,
  neededBy,
  readTool,
  resetTool,
  submitChange,
  submitOrAsk,
  worktreeTree,
} from './index.ts'
import type { AttemptTree } from './index.ts'

const GRANT = { action: 'type-safety', owns: ['src/**'] }
const { signal } = new AbortController()
const temp = mkdtempSync(join(tmpdir(), 'tools-'))
let repository: TestRepository
let workspace: Workspace

beforeAll(async () => {
  repository = await gitRepository(
    {
      'src/a.ts': 'const one = 1\nconst two = 2\nconst two2 = 2\n',
      'src/crlf.ts': 'first\r\nsecond\r\nthird\r\n',
      'src/bom.ts': '\ufeffconst x: any = 1\n',
      'src/go.go': 'func main() {\n\tprint("tab")\n}\n',
      'src/latin.ts': Buffer.from('// caf\xe9\nlet a = 1\n', 'latin1'),
      'src/binary.bin': Buffer.from([0, 1, 2]),
      'package.json': '{}\n',
      'test/a.test.ts': 'expect(1)\n',
    },
    { links: { 'src/link.ts': '/etc/passwd', 'src/out': '../..' } },
  )
  workspace = await openWorkspace({ directory: repository.root, temp: join(temp, 'worktrees') })
})

afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await repository[Symbol.asyncDispose]()
  rmSync(temp, { recursive: true })
})

const tree = (mayRun = true): AttemptTree =>
  worktreeTree({ workspace, env: { PATH: process.env['PATH'] ?? '' }, mayRun, grant: GRANT, signal })

async function edited(own: AttemptTree, path: string, old: string, text: string, all = false): Promise<string> {
  const tool = editTool({ tree: own, refusal: (one) => mayTouch(GRANT, one) })
  return (await tool.call({ path, old_str: old, new_str: text, replace_all: all }, signal)).text
}

const textAt = async (own: AttemptTree, path: string) => Buffer.from((await own.read(path)) ?? []).toString()

describe('edit', () => {
  it('replaces what occurs once, and nothing else of the file', async () => {
    await using own = tree()
    expect(await edited(own, 'src/a.ts', 'one = 1', 'one = 11')).toBe('edited src/a.ts')
    expect(await textAt(own, 'src/a.ts')).toBe('const one = 11\nconst two = 2\nconst two2 = 2\n')
    expect(await own.edits()).toHaveLength(1)
  })

  it('names the lines where the text occurs more often, and replaces all where told', async () => {
    await using own = tree()
    expect(await edited(own, 'src/a.ts', 'two', 'zwei')).toContain('at the lines 2, 3')
    expect(await own.edits()).toEqual([])
    await edited(own, 'src/a.ts', 'two', 'zwei', true)
    expect(await textAt(own, 'src/a.ts')).toBe('const one = 1\nconst zwei = 2\nconst zwei2 = 2\n')
  })

  it('shows the nearest lines where the text does not occur', async () => {
    await using own = tree()
    expect(await edited(own, 'src/a.ts', 'const  one = 1 ', 'x')).toContain('lines 1-1:\nconst one = 1')
  })

  it('keeps line ends, byte order marks, tabs and encodings', async () => {
    await using own = tree()
    await edited(own, 'src/crlf.ts', 'first\nsecond', 'first\ninserted\nsecond')
    await edited(own, 'src/bom.ts', ': any', ': number')
    await edited(own, 'src/go.go', '"tab"', '"tabs"')
    await edited(own, 'src/latin.ts', 'let a', 'let ä')
    expect(await textAt(own, 'src/crlf.ts')).toBe('first\r\ninserted\r\nsecond\r\nthird\r\n')
    expect(await textAt(own, 'src/bom.ts')).toBe('\ufeffconst x: number = 1\n')
    expect(await textAt(own, 'src/go.go')).toBe('func main() {\n\tprint("tabs")\n}\n')
    expect(await own.read('src/latin.ts')).toEqual(Buffer.from('// caf\xe9\nlet \xe4 = 1\n', 'latin1'))
    expect(await edited(own, 'src/latin.ts', 'let ', 'let 日')).toContain('encoding')
  })

  it('makes a file with an empty old text, and never over one', async () => {
    await using own = tree()
    expect(await edited(own, 'src/new.ts', '', 'export {}\n')).toBe('made src/new.ts')
    expect(await edited(own, 'src/a.ts', '', 'gone')).toContain('is there already')
    expect((await own.edits()).map(({ path, blob }) => [path, blob])).toEqual([['src/new.ts', null]])
  })

  it.each([
    '../outside.ts',
    '/etc/hosts',
    'src/../../x.ts',
    '.git/config',
    '.github/workflows/ci.yml',
    'package.json',
    'test/a.test.ts',
    '~/.ssh/config',
    'src/a\u200b.ts',
    '',
  ])('refuses %j and changes nothing', async (path) => {
    await using own = tree()
    expect(await edited(own, path, '', 'x')).toMatch(/^Not edited/)
    expect(await own.edits()).toEqual([])
  })

  it('does not follow a link out of the tree', async () => {
    await using own = tree()
    expect(await edited(own, 'src/link.ts', 'root', 'toor')).toMatch(/^Not edited/)
    await expect(edited(own, 'src/out/x.ts', '', 'x')).rejects.toThrow('link')
    await expect(edited(own, 'src/a.ts/below.ts', '', 'x')).rejects.toThrow('src/a.ts is a file')
    expect(await own.edits()).toEqual([])
  })
})

describe('reset', () => {
  const undo = async (own: AttemptTree) => await resetTool(own).call({}, signal)

  it('puts back what was edited and made, and edits go on from there', async () => {
    await using own = tree()
    await edited(own, 'src/a.ts', 'one = 1', 'one = 11')
    await edited(own, 'src/new.ts', '', 'export {}\n')
    expect(await undo(own)).toMatchObject({ text: 'all files are as they were', isError: false })
    expect(await own.edits()).toEqual([])
    await edited(own, 'src/a.ts', 'one = 1', 'one = 111')
    expect((await own.edits()).map(({ path, text }) => [path, text])).toEqual([['src/a.ts', 'const one = 111\n']])
  })

  it('puts back what commands did, too', async () => {
    await using own = tree()
    const bash = bashTool(own)
    await bash?.call({ command: 'echo 3 > src/a.ts; rm src/go.go; echo x > src/note.ts' }, signal)
    expect(await own.edits()).not.toEqual([])
    await undo(own)
    expect(await own.edits()).toEqual([])
    const seen = await bash?.call({ command: 'cat src/a.ts; ls src' }, signal)
    expect(seen?.text).toMatch(/one = 1[\s\S]*go\.go/)
    expect(seen?.text).not.toContain('note.ts')
  })
})

describe('paths outside of the tree', () => {
  const OUTSIDE = ['/proc/self/environ', '/proc/1/environ', '/sys/kernel', '/dev/fd/0', '/etc/passwd']
  const LINKED = ['src/link.ts', 'src/out/etc/passwd', 'src/out']

  it.each(['anthropic', 'openai-chat', 'openai-responses'] as const)(
    'A02: give nothing to any tool of a model that asks for them all (%s)',
    async (api) => {
      await using own = tree()
      const evil = evilModel({ result: 'fixed', summary: 'done' })
      const asked = [...OUTSIDE, ...LINKED, ...OUTSIDE.map((path) => `../../../../../..${path}`)]
      const orders = asked.flatMap((path): [string, unknown][] => [
        ['read', { path }],
        ['list', { glob: path }],
        ['list', { glob: `${path}/**` }],
        ['grep', { text: 'root', glob: path }],
        ['grep', { text: 'PATH', glob: `${path}*` }],
        ['edit', { path, old_str: 'root', new_str: 'toor' }],
        ['edit', { path, old_str: '', new_str: 'pwn' }],
      ])
      const tools = [
        readTool(own),
        listTool(own),
        grepTool(own),
        editTool({ tree: own, refusal: (one) => mayTouch(GRANT, one) }),
        submitChange(),
      ]
      const before = readFileSync('/etc/passwd', 'utf8')
      await using played = await play(api, (request) => evil.script(request), {
        prompt: orders.map(([name, input]) => `!!call ${name} ${JSON.stringify(input)}`).join('\n'),
        tools,
      })
      expect(evil.obeyed.size).toBe(orders.length)
      expect(played.outcome.stop).toBe('submitted')
      const told = played.events.flatMap((event) => (event.kind === 'tool.result' ? [event.text ?? ''] : [])).join('\n')
      for (const part of [before.split('\n')[0] ?? 'root:', `PATH=${process.env['PATH'] ?? ''}`, 'notes\n', 'uevent'])
        expect(told).not.toContain(part)
      expect(readFileSync('/etc/passwd', 'utf8')).toBe(before)
      expect(await own.edits()).toEqual([])
    },
  )
})

describe('bash', () => {
  it('runs on the tree with its edits, and what it changes is in the tree, not in the checkout', async () => {
    await using own = tree()
    await edited(own, 'src/a.ts', 'one = 1', 'one = 11')
    const ran = await bashTool(own)?.call({ command: 'cat src/a.ts; sed -i s/two2/three/ src/a.ts; exit 3' }, signal)
    expect(ran?.text).toMatch(/^exit 3\nconst one = 11\n/)
    expect(await textAt(own, 'src/a.ts')).toBe('const one = 11\nconst two = 2\nconst three = 2\n')
    await edited(own, 'src/a.ts', 'three', 'drei')
    expect((await own.edits()).map(({ text }) => text)).toEqual(['const one = 11\n', 'const drei = 2\n'])
    expect(workspace.state.dirty).toEqual([])
  })

  it('cuts long output in the middle, and ends what takes too long', async () => {
    await using own = tree()
    const long = await bashTool(own)?.call({ command: 'seq 1 100000' }, signal)
    expect(long?.text.length).toBeLessThan(10_200)
    expect(long?.text).toMatch(/^exit 0\n1\n2\n[^]*characters cut here[^]*100000\n$/)
    const slow = await bashTool(own)?.call({ command: 'sleep 60', timeout_s: 1 }, signal)
    expect(slow?.text).toContain('ended after 1 s')
  })

  it('takes a file that a command moved for one that goes and one that comes', async () => {
    await using own = tree()
    await bashTool(own)?.call({ command: 'git mv src/a.ts src/b.ts 2>/dev/null || mv src/a.ts src/b.ts' }, signal)
    const edits = await own.edits()
    expect(edits.map(({ path, blob, text }) => [path, blob === null, text === null])).toEqual([
      ['src/a.ts', false, true],
      ['src/b.ts', true, false],
    ])
  })

  it('does not read back through links that a command made', async () => {
    await using own = tree()
    await bashTool(own)?.call({ command: 'ln -sf /etc/passwd src/a.ts; ln -s /etc src/etc' }, signal)
    expect(await own.read('src/a.ts')).toBeNull()
    expect(await own.read('src/etc/passwd')).toBeNull()
  })

  it('leaves scratch files beside the work out, and keeps what was done to protected ones for the guards', async () => {
    await using own = tree()
    await bashTool(own)?.call({ command: 'echo x > scratch.txt; echo {} >> package.json; echo y > src/new.ts' }, signal)
    expect([...new Set((await own.edits()).map(({ path }) => path))]).toEqual(['package.json', 'src/new.ts'])
  })

  it('is not there where nothing of a model may run', () => {
    expect(bashTool(tree(false))).toBeNull()
  })
})

describe('the reading tools', () => {
  it('read lines with their numbers, a part of a file too', async () => {
    const read = readTool(tree(false))
    expect((await read.call({ path: 'src/a.ts', start_line: 2, end_line: 2 }, signal)).text).toBe('2\tconst two = 2')
    expect((await read.call({ path: 'src/link.ts' }, signal)).isError).toBe(true)
    for (const path of ['/etc/passwd', '../x', 'src/binary.bin', '/proc/self/environ', ''])
      expect(await read.call({ path }, signal)).toMatchObject({ isError: true })
  })

  it('find a text with its place, and files by a glob', async () => {
    expect((await grepTool(tree(false)).call({ text: 'two', glob: 'src/*.ts' }, signal)).text).toBe(
      'src/a.ts:2: const two = 2\nsrc/a.ts:3: const two2 = 2',
    )
    expect((await listTool(tree(false)).call({ glob: '*.json' }, signal)).text).toBe('package.json')
  })

  it('B24: take no time for a pattern or a glob that is made to take time, on a deep tree either', async () => {
    const deep = Array.from({ length: 2000 }, (_, index) => `${'a/'.repeat(60)}f${index}.ts`)
    const made = { list: async () => deep, read: async () => Buffer.from(`${'a'.repeat(60)}!\n(a+)+$\n`) }
    const started = process.cpuUsage()
    const found = await grepTool(made).call({ text: '(a+)+$', glob: '**/*.ts' }, signal)
    expect(found.text).toContain(':2: (a+)+$')
    for (const glob of ['**/**/**/**/*', '**/**/**/**/**/**/**/**/**/x', '(a|'.repeat(30), '{a,b}'.repeat(40)])
      await listTool(made).call({ glob }, signal)
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3)
  })
})

describe('check', () => {
  const report = {
    ok: true,
    asked: { all: 2, still: [] },
    beside: { gone: 1, introduced: [] },
    refusals: [],
    ran: ['`flake8`: pass', '`mypy src`: pass'],
    notRun: ['`pytest`: no test reads this file'],
    formatted: ['src/a.py'],
  }
  const answer = async (more = {}) => await checkTool(() => Promise.resolve({ ...report, ...more })).call({}, signal)

  it('counts each message once, names the checks, and says that nothing more is to be asked', async () => {
    expect((await answer()).text).toBe(
      [
        'ok, it would be accepted as it is; no further check is needed',
        'asked for: 2 of 2 messages are gone',
        'beside that: 1 gone, 0 new',
        'ran: `flake8`: pass; `mypy src`: pass',
        'not run: `pytest`: no test reads this file',
        "the repository's formatter lays out anew: src/a.py",
      ].join('\n'),
    )
  })

  it('shows what is new and what would be refused, in few words', async () => {
    const introduced = Array.from({ length: 500 }, (_, n) => `src/a.ts:${n} TS2322 no`)
    const asked = { all: 2, still: ['src/b.ts: any'] }
    const { text } = await answer({
      ok: false,
      asked,
      beside: { gone: 0, introduced },
      refusals: ['adds a suppression'],
    })
    expect(text.length).toBeLessThan(2100)
    expect(text).toMatch(
      /^not ok\nasked for: 1 of 2 messages are gone\nbeside that: 0 gone, 500 new\nrefused: adds a suppression\nnew: /,
    )
  })

  it('counts nothing where nothing ran', async () => {
    const nothing = { ok: false, asked: null, ran: [], notRun: [], formatted: [], refusals: ['there is no change yet'] }
    expect((await answer(nothing)).text).toBe('not ok\nrefused: there is no change yet')
  })
})

describe('submit in one reply', () => {
  it('takes what has to be seen, which is another word than that it can not be done', async () => {
    const asking = { result: 'need_more', summary: 'who calls it', need: ['src/a.ts:1-57', 'parse'] }
    expect(await submitOrAsk().call(asking, signal)).toMatchObject({ status: 'submitted', submitted: asking })
    expect(await submitChange().call(asking, signal)).toMatchObject({ status: 'refused' })
    expect([neededBy(asking), gaveUp(asking)]).toEqual([['src/a.ts:1-57', 'parse'], true])
    expect([neededBy({ ...asking, result: 'cannot_fix' }), gaveUp({ ...asking, result: 'fixed' })]).toEqual([[], false])
  })
})

describe('the schemas of the tools', () => {
  it('say nothing that a model does not need', () => {
    const own = tree()
    const tools = [bashTool(own), editTool({ tree: own, refusal: () => null }), submitChange()]
    const text = JSON.stringify(tools.map((tool) => tool?.schema))
    expect(text).not.toMatch(/\$schema|9007199254740991/)
    expect(tools[0]?.schema.input).toMatchObject({ required: ['command'], additionalProperties: false })
  })
})

it('a worktree that was never needed is never opened', async () => {
  writeFileSync(join(temp, 'marker'), '')
  symlinkSync(join(temp, 'marker'), join(temp, 'link'))
  let opened = 0
  const counting = new Proxy(workspace, {
    get: (target, name: keyof Workspace) => {
      if (name === 'open') opened += 1
      return target[name]
    },
  })
  await using own = worktreeTree({ workspace: counting, env: {}, mayRun: true, grant: GRANT, signal })
  await edited(own, 'src/a.ts', 'one = 1', 'one = 11')
  expect(await own.edits()).toHaveLength(1)
  expect(opened).toBe(0)
})
