import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { ExpressionRefused, holds, interpolate } from './contexts.ts'
import { readPairs } from './runner-files.ts'

const CONTEXTS = {
  github: { event_name: 'push', ref: 'refs/heads/main' },
  env: { A: 'b', EMPTY: '' },
  steps: { x: { outputs: { y: 'false' } } },
  matrix: { n: 0, on: true },
  needs: {},
}

describe('interpolate', () => {
  it('puts values in, and nothing where a context does not know a name', () => {
    expect(interpolate('a ${{ env.A }} ${{env.NOPE}} ${{ steps.no.outputs.way }}.', CONTEXTS)).toBe('a b  .')
    expect(interpolate("${{ format('{0}-{1}', matrix.n, github['event_name']) }}", CONTEXTS)).toBe('0-push')
    expect(interpolate("${{ matrix.on && 'yes' || 'no' }}", CONTEXTS)).toBe('yes')
  })

  it('refuses what GitHub rejects', () => {
    expect(() => interpolate('${{ env.A == }}', CONTEXTS)).toThrow(ExpressionRefused)
    expect(() => interpolate('${{ nosuch() }}', CONTEXTS)).toThrow(ExpressionRefused)
  })
})

describe('hashFiles', () => {
  it('is of files of the repository alone', () => {
    const outer = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-hash-'))
    const root = join(outer, 'repository')
    mkdirSync(root)
    writeFileSync(join(outer, 'secret.txt'), 'canary')
    writeFileSync(join(root, 'own.txt'), 'a')
    symlinkSync('own.txt', join(root, 'link.txt'))
    symlinkSync('../secret.txt', join(root, 'out.txt'))
    const hash = (pattern: string) => interpolate(`\${{ hashFiles('${pattern}') }}`, { github: { workspace: root } })
    expect([hash('own.txt'), hash('link.txt')]).toEqual([
      expect.stringMatching(/^[\da-f]{64}$/),
      expect.stringMatching(/^[\da-f]{64}$/),
    ])
    for (const pattern of ['../secret.txt', 'out.txt', '{..,.}/secret.txt']) expect(hash(pattern)).toBe('')
    rmSync(outer, { recursive: true })
  })
})

describe('holds', () => {
  it.each([
    [null, 'success', true],
    [null, 'failure', false],
    ['always()', 'failure', true],
    ['failure()', 'failure', true],
    ['failure()', 'success', false],
    ["github.event_name == 'push'", 'success', true],
    ["github.event_name == 'push'", 'failure', false],
    ["startsWith(github.ref, 'refs/tags/')", 'success', false],
    ['${{ env.EMPTY }}', 'success', false],
    ['${{ matrix.n }}', 'success', false],
    // A text that is not empty holds, whatever it says.
    ['${{ steps.x.outputs.y }}', 'success', true],
    ["steps.x.outputs.y == 'true'", 'success', false],
    ['${{ false }} ', 'success', false],
    ['!cancelled()', 'failure', true],
    ['false', 'success', false],
  ] as const)('%s after %s: %s', (condition, status, expected) => {
    expect(holds(condition, CONTEXTS, status)).toBe(expected)
  })
})

describe('the files by which a step hands values on', () => {
  it('hold one value a line, or several lines up to a mark', () => {
    expect(readPairs('a=1\nb=x<<y\n\nc<<EOF\nline\n  two\nEOF\nd=\n')).toEqual({
      pairs: { a: '1', b: 'x<<y', c: 'line\n  two', d: '' },
      wrong: null,
    })
  })

  it.each([
    ['a mark without an end', 'a=1\nb<<EOF\nline\n', /"EOF" has no end/],
    ['a line that is no pair', 'a=1\nnothing\nb=2\n', /"nothing" is no NAME=value/],
  ])('are refused for %s, as GitHub does', (_, text, why) => {
    expect(readPairs(text)).toEqual({ pairs: { a: '1' }, wrong: expect.stringMatching(why) })
  })
})
