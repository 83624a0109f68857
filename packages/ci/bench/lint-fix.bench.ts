import { basename } from 'node:path'
import { median } from '@upkeep/testing/bench'
import type { Row } from '@upkeep/testing/bench'
import { availableTools, isAvailable, outcomesOf, planted, searchPath, subjectOf } from './lint-fix/case.ts'
import type { Ran } from './lint-fix/case.ts'
import { fixedByAction, fixedByAll, fixedByCommandLine, fixedByHand } from './lint-fix/fixing.ts'
import type { Fixing } from './lint-fix/fixing.ts'
import { identifiedIn } from './lint-fix/given.ts'
import type { Took } from './lint-fix/cpu-time.ts'
import { bundleAction, takenOver } from './lint-fix/pull-request.ts'
import { PROJECTS } from './lint-fix/projects.data.ts'
import type { Project } from './lint-fix/projects.data.ts'
import { STYLES } from './lint-fix/workflows.ts'

const MODULES = 6

interface Score {
  right: number
  all: number
  wrong: string[]
}

/**
 * With real tools on projects with one planted violation each: whether the tool that failed a job is told from its log, written as a
 * runner does, whatever way the checks are written down; and what lint-fix makes of it, beside the fix by hand and every fixer that
 * there is.
 */
export const bench = {
  name: 'lint-fix',
  async run({ repo }: { repo?: string | undefined } = {}) {
    bundleAction()
    if (repo !== undefined) return await givenRows(repo)
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

async function givenRows(repo: string): Promise<Row[]> {
  const { fixes, ...score } = await identifiedIn(repo)
  const name = basename(repo)
  const passing = { right: fixes.filter(({ action }) => action.fixed).length, all: fixes.length }
  return [
    { what: `${name}: tool identified`, value: rate(score) },
    { what: `${name}: what tools can fix: the check passes again`, value: rate(passing) },
    ...(fixes.length === 0 ? [] : [timeRow(`${name}: the action`, fixes, 'action')]),
  ]
}

const fitting = (project: Project) =>
  STYLES.filter(
    ({ needs, fits }) => (needs === undefined || isAvailable(needs)) && fits?.(availableTools(project)) !== false,
  )

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

type Way = 'action' | 'hand' | 'commandLine' | 'every'

/** Modules of a project: as small as tests like them, as many as a repository has that people work on, and a large one. */
const SIZES: readonly { modules: number; ways: readonly Way[] }[] = [
  { modules: MODULES, ways: ['action', 'hand', 'commandLine', 'every'] },
  { modules: 300, ways: ['action', 'hand', 'commandLine', 'every'] },
  { modules: 1500, ways: ['action', 'hand'] },
]
const LIMIT = 1.5

interface Compared {
  what: string
  plant: string
  by: Partial<Record<Way, Fixing>> & Record<'action' | 'hand', Fixing>
}

async function fixedRows(): Promise<Row[]> {
  const rows: Row[] = []
  for (const { modules, ways } of SIZES) {
    const cases: Compared[] = []
    for (const project of PROJECTS) cases.push(...(await fixed(project, modules, ways)))
    rows.push(...rowsOf(`${modules} modules`, cases))
  }
  return [...rows, await greenRow()]
}

/** Whether the planted violation is one of layout: what other checks read is then the same. */
function isLayout({ plant }: Compared): boolean {
  return ['format', 'quotes', 'blank lines'].includes(plant)
}

const NAMES: Readonly<Record<Way, string>> = {
  action: 'the action',
  hand: 'by hand',
  commandLine: 'the command line',
  every: 'every fixer',
}

function rowsOf(size: string, cases: readonly Compared[]): Row[] {
  const ways = (['commandLine', 'every', 'hand'] as const).filter((way) =>
    cases.every(({ by }) => by[way] !== undefined),
  )
  const fixes = (way: Way) => rate({ right: cases.filter(({ by }) => by[way]?.fixed).length, all: cases.length })
  const lines = (way: Way) => String(cases.reduce((all, { by }) => all + (by[way]?.collateral ?? 0), 0))
  const beside = (told: (way: Way) => string) => ways.map((way) => `${NAMES[way]} ${told(way)}`).join(', ')
  const times = (name: string, way: Way, of: readonly Compared[]) => {
    const took = of.flatMap(({ by: { [way]: one, hand } }) => (one === undefined ? [] : [{ one, hand }]))
    return took.length === 0 ? [] : [timeRow(`${size}: ${name}`, took, 'one')]
  }
  return [
    { what: `${size}: what tools can fix: the check passes again`, value: fixes('action'), baseline: beside(fixes) },
    { what: `${size}: lines changed that were not planted`, value: lines('action'), baseline: beside(lines) },
    ...times('the action', 'action', cases),
    ...times('the action, where layout is what fails', 'action', cases.filter(isLayout)),
    ...times(
      'the action, where a lint rule is',
      'action',
      cases.filter((one) => !isLayout(one)),
    ),
    ...times(
      `the action, where it takes ${SECONDS} s by hand`,
      'action',
      cases.filter(({ by }) => by.hand.cpu >= SECONDS),
    ),
    ...ways.filter((way) => way !== 'hand').flatMap((way) => times(NAMES[way], way, cases)),
  ]
}

/** A process of ours takes about as long, whatever it is for. */
const SECONDS = 1

/** Processor time over the fix and the check by hand; the ratio is that of the sums. */
function timeRow<W extends string>(what: string, cases: readonly Record<W | 'hand', Took>[], way: W): Row {
  const ratios = cases.map((one) => one[way].cpu / one.hand.cpu).toSorted((a, b) => a - b)
  const sum = (each: W | 'hand') => cases.reduce((all, one) => all + one[each].cpu, 0)
  const [least, middle, most] = [ratios[0], median(ratios), ratios.at(-1)].map((ratio) => (ratio ?? 0).toFixed(2))
  const within = ratios.filter((ratio) => ratio <= LIMIT).length
  const beyond = median(cases.map((one) => one[way].cpu - one.hand.cpu)).toFixed(1)
  return {
    what: `${what} over by hand (limit ${LIMIT}): ${within} of ${ratios.length} within`,
    value: `median ${middle} × (${least}–${most}), ${beyond} s more`,
    baseline: `${sum(way).toFixed(1)} s over ${sum('hand').toFixed(1)} s`,
    ratio: sum(way) / sum('hand'),
  }
}

/** Each violation that a tool fixes, in another style each time. */
async function fixed(project: Project, modules: number, ways: readonly Way[]): Promise<Compared[]> {
  const styles = fitting(project)
  const cases: Compared[] = []
  if (availableTools(project).length === 0) return []
  for (const [index, plant] of project.plants.entries()) {
    const style = styles[index % styles.length]
    if (!plant.fixable || style === undefined) continue
    await using subject = await subjectOf(project, style, modules, new Map())
    const { repository } = subject
    repository.git('checkout', '--quiet', '-b', 'topic')
    planted(subject, plant, index)
    const outcomes = await outcomesOf(subject, false)
    repository.git('commit', '--quiet', '--all', '--message', 'change')
    if (outcomes[0] === undefined || outcomes[0].truth.fix === null) continue
    const what = `${modules} modules, ${project.name}, ${style.name}, ${plant.name}`
    const by: Compared['by'] = {
      action: await fixedByAction(subject, outcomes),
      hand: await fixedByHand(subject, outcomes),
    }
    if (ways.includes('commandLine')) by.commandLine = await fixedByCommandLine(subject, outcomes)
    if (ways.includes('every')) by.every = await fixedByAll(subject, project, outcomes)
    const one = { what, plant: plant.name, by }
    cases.push(one)
    console.error(lineOf(one))
  }
  return cases
}

function lineOf({ what, by: { action, hand, commandLine } }: Compared): string {
  const ratio = (way: Fixing) => `${(way.cpu / hand.cpu).toFixed(2)} × (${way.cpu.toFixed(2)} s)`
  const line = commandLine === undefined ? '' : `command line ${ratio(commandLine)}, `
  const times = `action ${ratio(action)}, ${line}by hand ${hand.cpu.toFixed(2)} s`
  const wrong = action.fixed && action.collateral === 0 ? '' : `: ${action.collateral} lines; ${action.output}`
  return `${what}: ${action.fixed ? 'fixed' : 'not fixed'}; ${times}; wall ${action.wall.toFixed(1)} s, by hand ${hand.wall.toFixed(1)} s${wrong}`
}

const GREEN_RUNS = 5

/** Behind checks that all succeeded, on the clock of the wall: limit 2 s. */
async function greenRow(): Promise<Row> {
  const [project] = PROJECTS
  const [style] = project === undefined ? [] : fitting(project)
  if (project === undefined || style === undefined || availableTools(project).length === 0)
    return { what: 'nothing to do on green', value: 'not run: no tools' }
  await using subject = await subjectOf(project, style, 300, new Map())
  const { root } = subject.repository
  subject.repository.git('checkout', '--quiet', '-b', 'topic')
  subject.repository.git('commit', '--quiet', '--allow-empty', '--message', 'change')
  const walls: number[] = []
  for (let run = 0; run < GREEN_RUNS; run += 1) {
    const { wall, result } = await takenOver(root, [], searchPath(root), { id: 'lint', status: 'success' })
    if (result !== 'clean') throw new Error(`a green job ended as ${result}`)
    walls.push(wall)
  }
  return { what: 'nothing to do on green, as a process', value: `${median(walls).toFixed(2)} s`, baseline: 'limit 2 s' }
}
