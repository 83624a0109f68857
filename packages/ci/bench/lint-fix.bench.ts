import { basename } from 'node:path'
import { availableTools, outcomesOf, planted, subjectOf } from './lint-fix/case.ts'
import type { Ran } from './lint-fix/case.ts'
import { fixedByAll, fixedByHand, fixedByProduct } from './lint-fix/fixing.ts'
import type { Fixing } from './lint-fix/fixing.ts'
import { identifiedIn } from './lint-fix/given.ts'
import { PROJECTS } from './lint-fix/projects.data.ts'
import type { Project } from './lint-fix/projects.data.ts'
import { STYLES } from './lint-fix/workflows.ts'

const MODULES = 6

interface Row {
  what: string
  value: string
  baseline?: string
  ratio?: number
}

interface Score {
  right: number
  all: number
  wrong: string[]
}

/**
 * With real tools on projects with one planted violation each: whether the tool that failed a job is told from its log, written as a
 * runner does, whatever way the checks are written down; and what `upkeep lint-fix` makes of it, beside the fix by hand and every
 * fixer that there is.
 */
export const bench = {
  name: 'lint-fix',
  async run({ repo }: { repo?: string | undefined } = {}) {
    if (repo !== undefined) return [await givenRow(repo)]
    const rows: Row[] = []
    const total: Score = { right: 0, all: 0, wrong: [] }
    for (const project of PROJECTS) {
      const missing = project.tools.filter((tool) => !availableTools(project).includes(tool)).map(({ needs }) => needs)
      const score = await identified(project)
      total.right += score.right
      total.all += score.all
      total.wrong.push(...score.wrong)
      const without = missing.length === 0 ? '' : ` (not run: ${missing.join(', ')})`
      rows.push({ what: `${project.name}: tool identified${without}`, value: rate(score) })
    }
    for (const line of total.wrong) console.error(line)
    rows.push({ what: 'all: tool identified', value: rate(total), baseline: 'wanted 98 %' })
    return [...rows, ...(await fixedRows())]
  },
}

async function givenRow(repo: string): Promise<Row> {
  const { lines, ...score } = await identifiedIn(repo)
  for (const line of lines) console.error(line)
  return { what: `${basename(repo)}: tool identified`, value: rate(score) }
}

const fitting = (project: Project) => STYLES.filter(({ fits }) => fits?.(availableTools(project)) !== false)

async function identified(project: Project): Promise<Score> {
  const score: Score = { right: 0, all: 0, wrong: [] }
  const memory = new Map<string, Ran>()
  if (availableTools(project).length === 0) return score
  for (const [number, style] of fitting(project).entries()) {
    await using subject = await subjectOf(project, style, MODULES, memory)
    const clean = await outcomesOf(subject, false)
    if (clean.length > 0)
      throw new Error(
        `${project.name} is not clean (${style.name}): ${clean.map(({ truth, said }) => `${truth.name}: ${said}`).join(', ')}`,
      )
    for (const [index, plant] of project.plants.entries()) {
      planted(subject, plant, index)
      for (const { truth, told, right } of await outcomesOf(subject, number % 2 === 1)) {
        score.all += 1
        if (right) score.right += 1
        else score.wrong.push(`${project.name}, ${style.name}, ${plant.name}: ${truth.leaf}, told ${told}`)
      }
      subject.repository.git('checkout', '--quiet', '.')
      subject.state = 'clean'
    }
    console.error(`${project.name}, ${style.name}: ${rate(score)}`)
  }
  return score
}

function rate({ right, all }: Pick<Score, 'right' | 'all'>): string {
  return all === 0 ? 'not run: no tools' : `${right} of ${all} (${((100 * right) / all).toFixed(1)} %)`
}

interface Compared {
  product: Fixing
  hand: Fixing
  every: Fixing
}

async function fixedRows(): Promise<Row[]> {
  const cases: Compared[] = []
  for (const project of PROJECTS) cases.push(...(await fixed(project)))
  const fixes = (way: keyof Compared) =>
    rate({ right: cases.filter((one) => one[way].fixed).length, all: cases.length })
  const sum = (way: keyof Compared, what: 'collateral' | 'seconds') =>
    cases.reduce((all, one) => all + one[way][what], 0)
  const [ours, byHand, byAll] = [sum('product', 'seconds'), sum('hand', 'seconds'), sum('every', 'seconds')]
  return [
    {
      what: 'what tools can fix: the check passes again',
      value: fixes('product'),
      baseline: `every fixer ${fixes('every')}`,
    },
    {
      what: 'lines changed that were not planted',
      value: String(sum('product', 'collateral')),
      baseline: `every fixer ${sum('every', 'collateral')}, by hand ${sum('hand', 'collateral')}`,
    },
    {
      what: 'processor time of all',
      value: `${ours.toFixed(1)} s`,
      baseline: `fix and check by hand ${byHand.toFixed(1)} s, every fixer ${byAll.toFixed(1)} s`,
      ratio: ours / byHand,
    },
  ]
}

/** Each violation that a tool fixes, in another style each time. */
async function fixed(project: Project): Promise<Compared[]> {
  const styles = fitting(project)
  const cases: Compared[] = []
  if (availableTools(project).length === 0) return []
  for (const [index, plant] of project.plants.entries()) {
    const style = styles[index % styles.length]
    if (!plant.fixable || style === undefined) continue
    await using subject = await subjectOf(project, style, MODULES, new Map())
    const { repository } = subject
    repository.git('checkout', '--quiet', '-b', 'topic')
    planted(subject, plant, index)
    const [first] = await outcomesOf(subject, false)
    repository.git('commit', '--quiet', '--all', '--message', 'change')
    if (first === undefined || first.truth.fix === null) continue
    const { truth } = first
    const product = fixedByProduct(subject, truth)
    cases.push({ product, hand: fixedByHand(subject, truth), every: fixedByAll(subject, project, truth) })
    const wrong = product.fixed && product.collateral === 0 ? '' : `: ${product.collateral} lines; ${product.said}`
    console.error(`${project.name}, ${style.name}, ${plant.name}: ${product.fixed ? 'fixed' : 'not fixed'}${wrong}`)
  }
  return cases
}
