import { describe, expect, it } from '@jest/globals'
import type { Judgement } from '@upkeep/proof'
import type { CheckRow, Diagnostic, Verdict } from '@upkeep/schema'
import { reportOf } from './check-report.ts'

const PATH = 'src/a.py'
const asked = (line: number, message: string) => ({ path: PATH, line, rule: 'F821', message })
const row = (command: string, more: Partial<CheckRow> = {}): CheckRow => ({
  id: command,
  kind: 'lint',
  command,
  before: 'fail',
  after: 'pass',
  new: 0,
  fixed: 0,
  seconds: 1,
  ...more,
})
const said = (message: string): Diagnostic => ({
  tool: 'flake8',
  rule: 'F821',
  path: PATH,
  range: [9, 1, 9, 2],
  message,
  severity: 'error',
})
function judgement(
  status: Verdict['status'],
  rows: CheckRow[],
  left: Diagnostic[],
  guard: string | null = null,
): Judgement {
  const after = { check: 'flake8', status: 'fail', diagnostics: left, exit: 1, seconds: 1 } as never
  const evidence: Verdict['evidence'] = guard === null ? [{ kind: 'check', after, before: null }] : []
  const reasons = status === 'proven' ? [] : [guard ?? '`mypy` reports no-any at src/a.py:3: x']
  return {
    verdict: { status, depth: 'probe', tree: '', evidence, reasons, suspects: [], score: 0 },
    rows,
    class: null,
    guard,
  }
}

describe('what a judgement says to a model', () => {
  const of = { diagnostics: [asked(3, "undefined name 're'"), asked(5, "undefined name 'x'")], kept: [] }

  it('counts what was asked for once, and beside it only the rest', () => {
    const report = reportOf(judgement('proven', [row('flake8', { fixed: 2 }), row('mypy', { fixed: 1 })], []), of)
    expect(report).toMatchObject({
      ok: true,
      asked: { all: 2, still: [] },
      beside: { gone: 1, introduced: [] },
      ran: ['`flake8`: pass', '`mypy`: pass'],
    })
  })

  it('says of what is red anyway that it is', () => {
    const rows = [row('flake8', { after: 'fail', fixed: 1 }), row('build', { after: 'fail' })]
    expect(reportOf(judgement('proven', rows, []), of).ran).toEqual([
      '`flake8`: fail',
      '`build`: fail, as without your change',
    ])
  })

  it('names what still stands, though its line has moved, and what did not run', () => {
    const rows = [row('flake8', { fixed: 1 }), row('pytest', { after: 'not-run', why: 'no test reads it' })]
    const report = reportOf(judgement('proven', rows, [said("undefined name 'x'")]), of)
    expect(report.asked).toEqual({ all: 2, still: ["src/a.py:5 F821 undefined name 'x'"] })
    expect(report.beside.gone).toBe(0)
    expect(report.notRun).toEqual(['`pytest` (no test reads it)'])
  })

  it('claims nothing of what was asked for where another check, or a guard, ended the judgement before', () => {
    expect(reportOf(judgement('refuted', [row('mypy', { after: 'fail', new: 1 })], []), of)).toMatchObject({
      ok: false,
      asked: null,
      beside: { introduced: ['`mypy` reports no-any at src/a.py:3: x'] },
      refusals: [],
    })
    expect(reportOf(judgement('refuted', [], [], 'adds a suppression'), of)).toMatchObject({
      asked: null,
      beside: { introduced: [] },
      refusals: ['adds a suppression'],
    })
  })
})
