import { availableTools, outcomesOf, planted, subjectOf } from './lint-fix/case.ts'
import type { Ran } from './lint-fix/case.ts'
import { PROJECTS } from './lint-fix/projects.data.ts'
import type { Project } from './lint-fix/projects.data.ts'
import { STYLES } from './lint-fix/workflows.ts'

const MODULES = 6

interface Score {
  right: number
  all: number
  wrong: string[]
}

/** Whether the tool that failed a job is told from its log: real tools, logs as a runner writes them, every way to write checks down. */
export const bench = {
  name: 'lint-fix',
  async run() {
    const rows: { what: string; value: string; baseline?: string }[] = []
    const total: Score = { right: 0, all: 0, wrong: [] }
    for (const project of PROJECTS) {
      const tools = availableTools(project)
      const missing = project.tools.filter((tool) => !tools.includes(tool)).map(({ needs }) => needs)
      const score = await identified(project)
      total.right += score.right
      total.all += score.all
      total.wrong.push(...score.wrong)
      const without = missing.length === 0 ? '' : ` (not run: ${missing.join(', ')})`
      rows.push({ what: `${project.name}: tool identified${without}`, value: rate(score) })
    }
    for (const line of total.wrong) console.error(line)
    return [...rows, { what: 'all: tool identified', value: rate(total), baseline: 'wanted 98 %' }]
  },
}

async function identified(project: Project): Promise<Score> {
  const score: Score = { right: 0, all: 0, wrong: [] }
  const tools = availableTools(project)
  const memory = new Map<string, Ran>()
  if (tools.length === 0) return score
  for (const [number, style] of STYLES.filter(({ fits }) => fits?.(tools) !== false).entries()) {
    await using subject = await subjectOf(project, style, MODULES, memory)
    const clean = await outcomesOf(subject, false)
    if (clean.length > 0)
      throw new Error(
        `${project.name} is not clean (${style.name}): ${clean.map(({ truth }) => truth.name).join(', ')}`,
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

function rate({ right, all }: Score): string {
  return all === 0 ? 'not run: no tools' : `${right} of ${all} (${((100 * right) / all).toFixed(1)} %)`
}
