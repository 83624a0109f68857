import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { ReportData } from './data.ts'
import { diffFiles } from './diff-lines.ts'
import { reportHtml, summaryMarkdown, terminalReport } from './index.ts'
import { SAMPLE } from './sample.fixture.ts'

const HOSTILE = '<script>alert(1)</script> @user fixes #1 | `x` </details> \u001b[31m "\'&'

/** What is a number, a closed word or a diff stays. */
const KEPT = new Set([
  'state',
  'severity',
  'result',
  'kind',
  'before',
  'after',
  'format',
  'incomplete',
  'commit',
  'code',
  'patch',
])

/** Replaces every text in a value by the hostile one. */
function poison(value: object): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === 'string' && !KEPT.has(key)) Reflect.set(value, key, HOSTILE)
    else if (typeof inner === 'object' && inner !== null) poison(inner)
  }
}

function poisoned(): ReportData {
  const data = structuredClone(SAMPLE)
  poison(data)
  const reason = { code: 'unproven' as const, message: HOSTILE, remedy: HOSTILE }
  const patch = `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+${HOSTILE}\n`
  return { ...data, result: { ...data.result, reason }, patch }
}

describe('summaryMarkdown', () => {
  it('says what the golden file says', () => {
    expect(summaryMarkdown(SAMPLE)).toBe(readFileSync(new URL('fixtures/summary.golden.md', import.meta.url), 'utf8'))
  })

  it('lets no text of the repository become markup, outside of code', () => {
    const prose = summaryMarkdown(poisoned())
      .replace(/^```\w+\n[^]*?\n```$/gm, '')
      .replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '')
    expect(prose).not.toContain('<script')
    expect(prose).not.toContain('@user')
    expect(prose).not.toMatch(/fixes #1/)
    expect(prose.match(/<details>/g)?.length).toBe(prose.match(/<\/details>/g)?.length)
  })

  it('stays under its size and says what it left out', () => {
    const [finding] = SAMPLE.result.findings
    if (finding === undefined) throw new Error('the sample holds findings')
    const findings = Array.from({ length: 20_000 }, () => ({ ...finding, message: 'é'.repeat(5000) }))
    const summary = summaryMarkdown({ ...SAMPLE, result: { ...SAMPLE.result, findings } })
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900 * 1024)
    expect(summary).toContain('more rows left out here')
  })

  it('tells a skipped run what to do', () => {
    const reason = { code: 'no-ci' as const, message: 'There is no workflow.', remedy: 'Add one.' }
    const result = { ...SAMPLE.result, result: 'skipped' as const, reason, findings: [] }
    const summary = summaryMarkdown({ ...SAMPLE, result, proof: [], left: [], skips: [], patch: '' })
    expect(summary).toContain('Skipped: There is no workflow.')
    expect(summary).toContain('**What to do:** Add one.')
    expect(summary).toContain('No check of the repository was run.')
  })
})

describe('reportHtml', () => {
  it('holds every section, every check and every finding', () => {
    const html = reportHtml(SAMPLE)
    const titles = [...html.matchAll(/<h2>([^<]+)/g)].map(([, title]) => title?.trim())
    expect(titles).toEqual([
      'Findings',
      'Changes',
      'Proof',
      'Not checked',
      'What models were asked',
      'What guards refused',
      'What is left, most valuable first',
      'Skipped',
      'Not examined',
      'How it was done',
    ])
    for (const { command } of SAMPLE.proof) expect(html).toContain(command)
    for (const { id } of SAMPLE.result.findings) expect(html).toContain(id)
    expect(html).toContain(SAMPLE.isolation)
  })

  it('asks for nothing and runs nothing', () => {
    const html = reportHtml(SAMPLE)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\s(?:src|href|on\w+)=|@import|url\(/i)
  })

  it('escapes every text that it is given', () => {
    const html = reportHtml(poisoned())
    expect(html).not.toContain('<script')
    expect(html).not.toContain(`"'&`)
    const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0
    for (const tag of ['details', 'section', 'table', 'div', 'ul', 'code', 'p'])
      expect([tag, count(new RegExp(`<${tag}[ >]`, 'g'))]).toEqual([tag, count(new RegExp(`</${tag}>`, 'g'))])
  })

  it('shows a patch that can not be parsed as it is', () => {
    const patch = '@@ -1,2 +1,1 @@\n nonsense'
    expect(reportHtml({ ...SAMPLE, patch })).toContain('@@ -1,2 +1,1 @@')
  })
})

describe('diffFiles', () => {
  it('numbers the lines of both sides', () => {
    const [file] =
      diffFiles('--- a/x y\n+++ b/x y\n@@ -3,2 +3,2 @@\n same\n-old\n+new\n\\ No newline at end of file\n') ?? []
    expect(file).toMatchObject({ path: 'x y', from: null, added: 1, removed: 1 })
    expect(file?.lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['hunk', null, null],
      ['same', 3, 3],
      ['removed', 4, null],
      ['added', null, 4],
      ['note', null, null],
    ])
  })

  it('knows a file that is new', () => {
    const [file] = diffFiles('--- /dev/null\n+++ b/new.ts\n@@ -0,0 +1 @@\n+a\n') ?? []
    expect(file).toMatchObject({ path: 'new.ts', from: null, added: 1 })
  })
})

describe('terminalReport', () => {
  it('keeps to the width and leaves the terminal alone', () => {
    for (const data of [SAMPLE, poisoned()]) {
      const text = terminalReport(data, { color: false, width: 80 })
      expect(text).not.toContain('\u001b')
      const tooLong = text.split('\n').filter((line) => line.length > 110)
      expect(tooLong).toEqual([])
    }
  })

  it('shows the reason of what is left whole', () => {
    const why = 'the model gave up, since what is right is not to be known from the repository '.repeat(6).trim()
    const findings = SAMPLE.result.findings.map((each) => ({ ...each, state: 'left' as const, why }))
    const text = terminalReport({ ...SAMPLE, result: { ...SAMPLE.result, findings } }, { color: false, width: 80 })
    expect(text.replace(/\s+/g, ' ')).toContain(why)
    const long = [{ ...findings[0], why: 'word '.repeat(900) }] as typeof findings
    const cut = terminalReport({ ...SAMPLE, result: { ...SAMPLE.result, findings: long } }, { color: false, width: 80 })
    expect(cut.split('\n').filter((line) => /^ +word/.test(line))).toHaveLength(12)
    expect(cut).toMatch(/word …\n/)
  })

  it('names what was not checked by its reason', () => {
    const [row] = SAMPLE.proof
    if (row === undefined) throw new Error('no row')
    const services = ['a', 'b\nc'].map((command) => ({
      ...row,
      command,
      after: 'not-run' as const,
      why: 'it needs the service db',
    }))
    const text = terminalReport({ ...SAMPLE, proof: [...SAMPLE.proof, ...services] }, { color: false, width: 100 })
    expect(text).toContain('Not checked\n  2 checks: it needs the service db\n    a · b …\n  1 check: ')
    expect(text.slice(text.indexOf('Proof\n'), text.indexOf('Not checked'))).not.toContain('service')
  })

  it('shows findings, diff, proof, what is left, coverage and the report', () => {
    const text = terminalReport(SAMPLE, { color: true, width: 120 })
    for (const part of ['Findings', 'Diff', 'Proof', 'What is left', 'Not examined', 'report.html'])
      expect(text).toContain(part)
    expect(text).toContain('\u001b[32m')
  })
})
