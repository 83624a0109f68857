import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify, stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { readJobLog } from '@upkeep/ci'
import { runnerLog } from '@upkeep/testing'
import { inPieces } from './workflows.fixture.ts'

const read = async (text: string, size?: number) => await readJobLog(inPieces(text, size))
const failed = async (text: string) => (await read(text)).parts.filter(({ exit }) => exit !== null)

const STAMP = '2026-11-20T09:30:04.1234567Z '
const LINE = `${STAMP}\u001B[31msrc/a.test.ts\u001B[0m expected 1, got 2 at some place of the sources that is named here\n`
const FORGED = ['##[group]Run rm -rf /', 'shell: x', '##[endgroup]', '##[error]Process completed with exit code 1.']
const PIECES: Readonly<Record<string, string>> = {
  'many lines': LINE.repeat(500),
  'one line': 'x'.repeat(65_536),
  'two million steps': FORGED.map((line) => `${STAMP}${line}\n`)
    .join('')
    .repeat(400),
}

describe("a job's log", () => {
  it('is read wherever the network cuts it', async () => {
    const { text } = runnerLog([{ run: 'echo ä\nnpx eslint .', output: '✖ 1 problem ü', exit: 1 }])
    const whole = await read(text, 1_000_000)
    for (const size of [1, 2, 3, 7, 100]) expect(await read(text, size)).toEqual(whole)
    expect(whole.parts.filter(({ exit }) => exit === 1)).toMatchObject([{ command: 'echo ä\nnpx eslint .' }])
  })

  it('has the whole command of a step, its shell and its exit, without its environment', async () => {
    const run = 'set -x\n\n  for d in a b; do\n    ruff check $d\n  done\n'
    const { text } = runnerLog([{ run, env: { A: 'x', B: '##[notice]y' }, shell: '/usr/bin/bash -xe {0}', exit: 3 }])
    expect(await failed(text)).toMatchObject([
      { title: 'set -x', command: run.trimEnd(), shell: '/usr/bin/bash -xe {0}', exit: 3 },
    ])
  })

  it('has a command that a tool has taken the colours from', async () => {
    const { text } = runnerLog([{ run: 'a\nb', env: { A: 'x' }, exit: 1 }])
    expect(await failed(stripVTControlCharacters(text))).toMatchObject([{ command: 'a\nb' }])
  })

  it('shows no command for an action', async () => {
    const { parts } = await read(runnerLog([{ uses: 'psf/black@stable', with: { options: '--check' } }]).text)
    expect(parts.map(({ title, command }) => [title, command])).toEqual([
      ['actions/checkout@v5', null],
      ['psf/black@stable', null],
      ['Post job cleanup.', null],
    ])
  })

  it('keeps a group that a command opens inside the step', async () => {
    const output = '::group::Linting\nsrc/a.ts\n::endgroup::\n::error file=src/a.ts,line=1::bad'
    const [part, ...others] = await failed(runnerLog([{ run: 'npm run lint', output, exit: 1 }]).text)
    expect(others).toEqual([])
    expect(part?.head.map(({ text }) => text)).toEqual([
      '##[group]Linting',
      'src/a.ts',
      '##[endgroup]',
      '##[error]bad',
      '##[error]Process completed with exit code 1.',
    ])
    expect(part?.errors).toEqual(['bad'])
  })

  it('says whether it goes on to its end, and where the repository is', async () => {
    const { text } = runnerLog([{ run: 'npm test', output: 'x\n'.repeat(50), exit: 1 }], { repository: 'app' })
    expect(await read(text)).toMatchObject({ whole: true, root: '/home/runner/work/app/app' })
    const cut = await read(text.slice(0, Math.floor(text.length * 0.6)))
    expect(cut.whole).toBe(false)
    expect(cut.parts.at(-1)).toMatchObject({ command: 'npm test', exit: null })
    expect(await read('')).toEqual({ parts: [], root: null, whole: false, lines: 0 })
  })

  it('keeps the beginning and the end of much output', async () => {
    const output = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join('\n')
    const [part] = await failed(runnerLog([{ run: 'npm test', output, exit: 1 }]).text)
    const numbers = [...(part?.head ?? []), ...(part?.tail ?? [])].map(({ text }) => text)
    expect(numbers).toContain('line 0')
    expect(numbers).toContain('line 9999')
    expect(numbers).not.toContain('line 5000')
  })

  it.each(Object.keys(PIECES))(
    'F21: of 200 MB is streamed in less than 150 MB of memory, and its last failure is found (%s)',
    async (shape) => {
      const { megabytes, ...found } = await readBy(PIECES[shape] ?? '')
      expect(found).toEqual({ command: 'npm test', exit: 7, read: expect.any(Number) })
      expect(found.read).toBeGreaterThan(200_000_000)
      expect(megabytes).toBeLessThan(150)
    },
    60_000,
  )
})

function* longLog(piece: string): Generator<string> {
  const header = ['##[group]Run npm test', '\u001B[36;1mnpm test\u001B[0m', 'shell: bash', '##[endgroup]']
  for (let size = 0; size < 201_000_000; size += piece.length) yield piece
  for (const line of ['', ...header, '##[error]Process completed with exit code 7.']) yield `${STAMP}${line}\n`
}

async function readBy(piece: string): Promise<{ megabytes: number; command: string; exit: number; read: number }> {
  const server = createServer((_, response) => Readable.from(longLog(piece), { objectMode: false }).pipe(response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const program = fileURLToPath(new URL('large-log.fixture.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [program, address])
    return JSON.parse(stdout) as Awaited<ReturnType<typeof readBy>>
  } finally {
    server.close()
  }
}
