import { expect, it } from '@jest/globals'
import { sourceText } from './source.ts'
import { usesOf } from './uses.ts'

it('the uses that are shown hold those of tests, and imports only where there is room', () => {
  const sources = Array.from({ length: 14 }, (_, at) =>
    sourceText(`app/m${at}.py`, `from app.own import own\n\nprint(own(${at}))\n`),
  )
  const tests = sourceText('tests/test_own.py', 'from app.own import own\n\nassert own(1) == 2\n')
  const lines = usesOf(
    { name: 'own', path: 'app/own.py', as: 'alone' },
    { sources: [...sources, tests], searched: 15, files: 15 },
  ).split('\n')
  expect(lines[1]).toBe('app/m0.py:3: print(own(0))')
  expect(lines).toContain('tests/test_own.py:3: assert own(1) == 2')
  expect(lines.filter((line) => line.includes('import'))).toEqual([])
  const few = usesOf(
    { name: 'own', path: 'app/own.py', as: 'alone' },
    { sources: [tests], searched: 1, files: 1 },
  ).split('\n')
  expect(few.slice(1)).toEqual([
    'tests/test_own.py:1: from app.own import own',
    'tests/test_own.py:3: assert own(1) == 2',
  ])
})
