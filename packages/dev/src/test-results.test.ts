import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readResults, summaryOf } from './test-results.ts'

const PASSED = { numTotalTestSuites: 1, numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

describe('the closing lines of the tests', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'upkeep-results-'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  const write = (path: string, content: unknown) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const addPackage = (name: string) => write(`packages/${name}/package.json`, { scripts: { test: 'x' } })

  it('ends with the counts alone on the last line', () => {
    addPackage('a')
    write('packages/a/coverage/results.json', { ...PASSED, numRuntimeErrorTestSuites: 0 })
    write('packages/a/coverage/coverage-summary.json', { total: { lines: { pct: 97.5 } } })
    const { text, failed } = summaryOf(readResults(root, 'test'))
    expect(text.split('\n').at(-1)).toBe('3 passed, 0 failed')
    expect(text).toContain('97.5 %')
    expect(failed).toBe(0)
  })

  it('counts a suite that broke and a package without results as failures', () => {
    addPackage('a')
    addPackage('b')
    write('packages/a/coverage/results.json', { ...PASSED, numRuntimeErrorTestSuites: 1 })
    const { text, failed } = summaryOf(readResults(root, 'test'))
    expect(failed).toBe(2)
    expect(text).toMatch(/packages\/b .*ended without results/)
    expect(text.split('\n').at(-1)).toBe('3 passed, 2 failed')
  })

  it('repeats what was not run, with the package', () => {
    addPackage('a')
    write('packages/a/coverage/results.json', { ...PASSED, numRuntimeErrorTestSuites: 0 })
    write('packages/a/coverage/not-run.txt', 'not run: mypy, live (no mypy on PATH)\n')
    expect(summaryOf(readResults(root, 'test')).text).toContain('not run: mypy, live (no mypy on PATH) [packages/a]')
  })

  it('leaves out packages that have no such task', () => {
    write('packages/a/package.json', {})
    expect(readResults(root, 'test')).toEqual([])
  })
})
