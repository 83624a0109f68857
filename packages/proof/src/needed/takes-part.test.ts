import { expect, it } from '@jest/globals'
import type { CheckKind, CheckResult } from '@upkeep/schema'
import { checkFixture } from '../fixture-check.ts'
import { takesPart } from './takes-part.ts'

const result = (check: string, tree: string, status: CheckResult['status']): [string, CheckResult] => [
  `${tree}|${check}`,
  { check, tree, status, exit: 0, seconds: 0, diagnostics: [], rewrote: [], output: '' },
]

it('Whether a check will be asked is what this run knows of it: by its results, its kind and what it would be given', () => {
  const cache = new Map([
    result('passes', 'base', 'pass'),
    result('missing', 'base', 'not-run'),
    result('later', 'base', 'not-run'),
    result('later', 'patched', 'fail'),
  ])
  const told = new Map([result('parted', 'base', 'fail')].map(([, one]) => [one.check, one]))
  const part = (id: string, kind: CheckKind = 'test', more = {}) =>
    takesPart({ ...checkFixture({ id, kind, command: id }), ...more }, { cache, told })
  expect(['passes', 'later', 'parted', 'missing', 'unknown'].map((id) => part(id))).toEqual([
    true,
    true,
    true,
    false,
    'perhaps',
  ])
  expect(part('unknown', 'deploy')).toBe(false)
  expect(
    part('unknown', 'test', { handed: { secrets: ['KEY'], variables: [], env: {}, open: false, contexts: {} } }),
  ).toBe(false)
})
