import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { CASES, GROUPS } from './scorecard.data.ts'
import type { Case } from './scorecard.data.ts'

/** A case with the workspaces whose tests name it; `fail`: one of these tests failed. */
export interface Scored extends Case {
  status: 'pass' | 'fail' | 'not built'
  provenIn: string[]
}

/** A finished test: where it stands, and whether it passed. */
export interface NamedTest {
  workspace: string
  /** Its own last, behind those of its groups. */
  titles: string[]
  passed: boolean
}

const Results = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), ancestorTitles: z.array(z.string()), status: z.string() }),
      ),
    }),
  ),
})

/** Every test of the last `npm test` and `npm run test:bundle`. */
export function namedTests(root: string): NamedTest[] {
  const files = globSync('{packages,actions}/*/coverage/{results.json,bundle/results.json}', { cwd: root })
  return files.toSorted().flatMap((file) => {
    const path = join(root, file)
    const { testResults } = Results.parse(
      existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { testResults: [] },
    )
    const workspace = file.split(/[/\\]/).slice(0, 2).join('/')
    return testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, ancestorTitles, status }) => ({
        workspace,
        titles: [...ancestorTitles, title],
        passed: status === 'passed',
      }))
  })
}

/** `E01 waits`, `C03, C04: for …`, `B17 and B21: …`: ids that a title begins with. */
const LEADING = /^[A-F]\d\d(?:(?:, | and )[A-F]\d\d)*(?=[:, ])/

export function scored(tests: readonly NamedTest[]): Scored[] {
  const proofs = new Map<string, NamedTest[]>()
  for (const test of tests) {
    const ids = test.titles.flatMap((title) => LEADING.exec(title)?.[0].match(/[A-F]\d\d/g) ?? [])
    for (const id of ids) proofs.set(id, [...(proofs.get(id) ?? []), test])
  }
  return CASES.map((each) => {
    const own = proofs.get(each.id) ?? []
    const status = own.length === 0 ? 'not built' : own.every(({ passed }) => passed) ? 'pass' : 'fail'
    return { ...each, status, provenIn: [...new Set(own.map(({ workspace }) => workspace))].toSorted() }
  })
}

/** `C: 24 of 26` for every group, and all of them. */
export function totals(cases: readonly Scored[]): { group: string; passed: number; of: number }[] {
  return Object.keys(GROUPS).map((group) => {
    const own = cases.filter(({ id }) => id.startsWith(group))
    return { group, passed: own.filter(({ status }) => status === 'pass').length, of: own.length }
  })
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

/** docs/reference/scorecard.md. */
export function scorecardPage(cases: readonly Scored[]): string {
  const sums = totals(cases).map(({ group, passed, of }) => `| ${group} | ${GROUPS[group] ?? ''} | ${passed} | ${of} |`)
  const sections = Object.entries(GROUPS).flatMap(([group, title]) => [
    `## ${group}. ${title}`,
    '',
    '| Case | What must hold | Result | Tests in |',
    '| --- | --- | --- | --- |',
    ...cases
      .filter(({ id }) => id.startsWith(group))
      .map(({ id, holds, status, provenIn }) => `| ${id} | ${cell(holds)} | ${status} | ${provenIn.join(', ')} |`),
    '',
  ])
  return [
    '<!-- Written by `npm run scorecard` from the results of the tests; do not edit. -->',
    '',
    '# Scorecard',
    '',
    'What can go wrong in a run, and what holds then. Each case is a test whose title begins with its id; `not built` says that no test',
    'of this name exists yet. `npm test && npm run test:bundle && npm run scorecard` writes this page anew; CI compares.',
    '',
    '| Group | About | Passed | Cases |',
    '| --- | --- | --: | --: |',
    ...sums,
    '',
    ...sections,
  ].join('\n')
}
