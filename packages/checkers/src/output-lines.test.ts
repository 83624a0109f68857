import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parseOutput } from './registry.ts'
import { repositoryFolder, repositoryPath } from './place.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const pathsOf = (stdout: string) => parseOutput('tsc', { stdout, stderr: '' }, '.', '/repo').map(({ path }) => path)
const line = "src/a.ts(3,5): error TS2578: Unused '@ts-expect-error' directive."

describe('the folder of a line', () => {
  it.each([
    ['pnpm-recursive', ['packages/a/src/a.ts', 'packages/b/src/a.ts']],
    ['npm-workspaces', ['packages/a/src/a.ts', 'packages/b/src/a.ts']],
    ['turbo', ['packages/a/src/a.ts', 'packages/b/src/a.ts']],
    ['pnpm-filter', ['packages/a/src/a.ts']],
    ['make', ['packages/a/src/a.ts']],
    ['concurrently', ['packages/a/src/a.ts']],
  ])('is told by %s', (name, paths) => {
    expect(pathsOf(recorded(name)).toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))).toEqual(paths)
  })

  it('is unknown where the output does not tell it: no path is better than a wrong one', () => {
    expect(pathsOf(`[web]: ${line}`)).toEqual([null])
    expect(pathsOf(`web:lint: cache miss, executing 0\nweb:lint: > web@1.0.0 lint\nweb:lint: ${line}`)).toEqual([null])
  })
})

describe('what stands before and in a line', () => {
  it('is taken off: time stamps, marks, job names, colours, links, carriage returns', () => {
    const stamped = `2026-11-21T00:00:00.0000000Z ##[error]${line}\r\n`
    const linked = `\u001B]8;;file:///repo/src/a.ts\u0007\u001B[31m${line}\u001B[39m\u001B]8;;\u0007`
    expect(pathsOf([stamped, linked, `[CI/lint]   | ${line}`, `50%\r${line}`].join('\n'))).toEqual(
      Array(4).fill('src/a.ts'),
    )
  })

  it('costs linear time, whatever it is', () => {
    const started = process.cpuUsage()
    for (const piece of [
      '\u001B]8;;http://x',
      '\u001B]',
      '\u001B[1;',
      '[\n',
      '{\n',
      '  ',
      ' [',
      ':1',
      '(1,1)',
      '  --> a:1',
      '> a@1 ',
    ]) {
      parseOutput(
        null,
        {
          stdout: piece.repeat(Math.floor(500_000 / piece.length)),
          stderr: '"filename" "filePath" "severity" "file"',
        },
        '.',
        '/repo',
      )
    }
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(15)
  })
})

describe('repositoryPath', () => {
  it('is relative to the root, from either kind of slash', () => {
    expect(repositoryPath('/repo/src/a.ts', 'x', '/repo')).toBe('src/a.ts')
    expect(repositoryPath('../lib/c.ts', 'src', '/repo/')).toBe('lib/c.ts')
    expect(repositoryPath('file:///repo/a.py', '.', '/repo')).toBe('a.py')
    expect(repositoryPath(String.raw`d:\a\repo\src\a.ts`, '.', String.raw`D:\a\repo`)).toBe('src/a.ts')
    expect(repositoryPath('..hidden/a.ts', '.', '/repo')).toBe('..hidden/a.ts')
  })

  it('is null outside of the root and where the folder is unknown', () => {
    for (const path of ['/repository/a.ts', '../a.ts', '/', '', '.', 'a\0b'])
      expect(repositoryPath(path, '.', '/repo')).toBeNull()
    expect(repositoryPath('a.ts', null, '/repo')).toBeNull()
    expect(repositoryPath('/repo/a.ts', null, '/repo')).toBe('a.ts')
  })

  it('has a folder for the root itself', () => {
    expect(repositoryFolder('/repo/', '/repo')).toBe('.')
    expect(repositoryFolder('/repo/packages/a', '/repo')).toBe('packages/a')
    expect(repositoryFolder('/elsewhere', '/repo')).toBeNull()
  })
})
