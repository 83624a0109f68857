import { describe, expect, it } from '@jest/globals'
import { readEslint } from './eslint-output.ts'
import { vote } from './probe-eslint.ts'
import { decide } from './decide.ts'
import { scriptSuppressions } from './source-file.ts'
import { proposalsOf } from './proposal.ts'
import { findingOf } from './finding.ts'
import { NO_READERS } from './other-readers.ts'
import type { SourceFile } from './suppression.ts'

const TEXT = `/* eslint-disable no-debugger */
// eslint-disable-next-line no-console, no-var
console.log(1)
var b = 1 // eslint-disable-line
let c = 1 // eslint-disable-line eqeqeq -- because
/* eslint-disable-next-line
  no-console,
  eqeqeq
*/
c = 3
/* eslint-enable no-debugger */
`
const WITHOUT = `// eslint-disable-next-line no-console
console.log(1)
var b = 1 // eslint-disable-line
let c = 1
c = 3
`

/** Printed by ESLint 9.39.5, cut to what is read. */
const PRINTED = JSON.stringify([
  {
    filePath: '/root/src/a.js',
    messages: [
      {
        ruleId: null,
        message: "Unused eslint-disable directive (no problems were reported from 'no-debugger').",
        line: 1,
        column: 1,
        severity: 2,
      },
      {
        ruleId: null,
        message: "Unused eslint-disable directive (no problems were reported from 'no-var').",
        line: 2,
        column: 1,
        severity: 2,
      },
      {
        ruleId: null,
        message: "Unused eslint-disable directive (no problems were reported from 'eqeqeq').",
        line: 5,
        column: 11,
        severity: 2,
      },
      {
        ruleId: null,
        line: 6,
        column: 1,
        severity: 2,
        message: "Unused eslint-disable directive (no problems were reported from 'no-console' or 'eqeqeq').",
      },
    ],
    suppressedMessages: [
      { ruleId: 'no-console', line: 3, suppressions: [{ kind: 'directive', justification: '' }] },
      { ruleId: 'no-var', line: 4, suppressions: [{ kind: 'directive', justification: '' }] },
    ],
  },
  {
    filePath: '/root/dist/b.js',
    messages: [
      { ruleId: null, fatal: false, severity: 1, message: 'File ignored because of a matching ignore pattern.' },
    ],
    suppressedMessages: [],
  },
])

const configuration = {
  tool: 'eslint' as const,
  checks: ['lint'],
  label: 'eslint .',
  legs: [],
  leaf: {
    argv: ['eslint', '.'],
    wrapper: [],
    path: [],
    command: 'eslint .',
    cwd: '.',
    env: {},
    invocation: null,
    kinds: [],
    trail: [],
    runnable: true,
    confidence: 'certain' as const,
  },
}
const nobody = NO_READERS

function fileOf(text: string): SourceFile {
  const found = scriptSuppressions('src/a.js', text)
  if (typeof found === 'string') throw new Error(found)
  return { path: 'src/a.js', blob: 'a'.repeat(64), text, encoding: 'utf-8', bom: false, eol: '\n', ...found }
}

function after(file: SourceFile, printed: string): string {
  const enables = new Map([[file.path, file.enables]])
  const judgement = vote(configuration, 'eslint .', file.suppressions, readEslint(printed, '/root') ?? [], enables)
  const settled = file.suppressions.flatMap((suppression) => {
    const decision = decide(suppression, [judgement], nobody)
    return decision.kind === 'dead' || decision.kind === 'narrow'
      ? [{ suppression, finding: findingOf(file, suppression, decision, { ordinal: 0, readers: [] }) }]
      : []
  })
  const edits = proposalsOf(file, settled).proposals.flatMap((proposal) => proposal.edits)
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: own }) => text.slice(0, start) + (own ?? '') + text.slice(end), file.text)
}

describe('unused directives of ESLint', () => {
  it('are taken out: whole ones, single rules, and an eslint-enable with what it ends', () => {
    expect(after(fileOf(TEXT), PRINTED)).toBe(WITHOUT)
  })

  it('give a directive without rules the rules that it hides', () => {
    const file = fileOf('// eslint-disable-next-line -- why\nconsole.log(b == 1)\n')
    const hidden = ['no-console', 'eqeqeq'].map((ruleId) => ({
      ruleId,
      line: 2,
      suppressions: [{ kind: 'directive' }],
    }))
    const printed = JSON.stringify([{ filePath: '/root/src/a.js', messages: [], suppressedMessages: hidden }])
    expect(after(file, printed)).toBe('// eslint-disable-next-line eqeqeq, no-console -- why\nconsole.log(b == 1)\n')
  })

  it('are those as well that repeat one which is still in force', () => {
    const block = (rules: string) => `/* eslint-disable ${rules} */\nvar a = 1\n`
    const clean = JSON.stringify([{ filePath: '/root/src/a.js', messages: [] }])
    const twice = block('no-var') + block('no-var') + block('no-var, eqeqeq')
    expect(after(fileOf(twice), clean)).toBe(`${block('no-var')}var a = 1\n${block('no-var, eqeqeq')}`)
    const ended = `${block('no-var')}/* eslint-enable no-var */\n${block('no-var')}`
    expect(after(fileOf(ended), clean)).toBe(ended)
  })

  it('stay where an eslint-enable ends more than what is unneeded', () => {
    const text = '/* eslint-disable no-var */\na()\n/* eslint-enable */\n'
    const message = {
      ruleId: null,
      message: "Unused eslint-disable directive (no problems were reported from 'no-var').",
      line: 1,
      column: 1,
    }
    expect(after(fileOf(text), JSON.stringify([{ filePath: '/root/src/a.js', messages: [message] }]))).toBe(text)
  })

  it('stay where no rule ran, because the file could not be parsed or was ignored', () => {
    const printed = JSON.stringify([
      {
        filePath: '/root/src/a.js',
        messages: [{ ruleId: null, fatal: true, message: 'Parsing error: x', line: 1, column: 1 }],
      },
    ])
    const judgement = vote(configuration, 'eslint .', fileOf(TEXT).suppressions, readEslint(printed, '/root') ?? [])
    expect(judgement.covers('src/a.js', 'eslint-disable')).toBe(false)
    expect(readEslint('Oops! Something went wrong!', '/root')).toBeNull()
  })
})
