// `npm run control -- work --record OUT/record --repo DIR --to FOLDER --base-url URL --model NAME [--turns 40]`
//   hands the findings that a recorded run of type-safety gave to a model to a loop with a shell and nothing else.
// `npm run control -- judge --record OUT/record --repo DIR --to FOLDER`
//   lets `upkeep type-safety`, with the inputs of the recorded run, judge the patches that came of it.
// The loop runs what the model says WITHOUT a sandbox: inside a container only. The key is read from ANTHROPIC_API_KEY.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { runBareLoop } from './bare-loop.ts'
import { judge } from './judge.fixture.ts'
import { recordedTasks } from './recorded-tasks.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'string', default: '' },
    repo: { type: 'string', default: '' },
    to: { type: 'string', default: '' },
    'base-url': { type: 'string', default: 'https://api.anthropic.com' },
    model: { type: 'string', default: 'claude-sonnet-4-5' },
    turns: { type: 'string', default: '40' },
  },
})
const Outcome = z.looseObject({ turns: z.number(), input: z.number(), output: z.number() })
const { record, repo, to } = values
if (record === '' || repo === '' || to === '') throw new Error('--record, --repo and --to have to be given')
mkdirSync(to, { recursive: true })
const tasks = recordedTasks(record)
if (positionals[0] === 'judge') await judged()
else await work()

async function work(): Promise<void> {
  for (const { id, task } of tasks) {
    const file = join(to, `${id}.diff`)
    if (existsSync(file)) continue
    const copy = mkdtempSync(join(tmpdir(), 'upkeep-control-'))
    try {
      git(['clone', '--quiet', '--no-hardlinks', repo, copy], repo)
      // what is installed lies beside the sources and is ignored by git
      spawnSync('cp', ['-a', '-n', `${repo}/.`, copy])
      const loop = { folder: copy, task, baseUrl: values['base-url'], model: values.model, turns: Number(values.turns) }
      const outcome = await runBareLoop({ ...loop, key: process.env['ANTHROPIC_API_KEY'] ?? 'none' })
      git(['add', '--intent-to-add', '.'], copy)
      writeFileSync(file, git(['diff', '--no-color', '--no-ext-diff'], copy))
      writeFileSync(join(to, `${id}.json`), JSON.stringify(outcome))
      console.error(`${id}: ${outcome.stop}, ${outcome.turns} turns, ${outcome.input} + ${outcome.output} tokens`)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
}

async function judged(): Promise<void> {
  const patches = new Map(
    tasks.map(({ id, task }) => {
      const file = join(to, `${id}.diff`)
      return [task, existsSync(file) ? readFileSync(file, 'utf8') : '']
    }),
  )
  const solved = await judge({ record, repo, out: join(to, 'judged'), patches, main: upkeepMain() })
  const outcomes = tasks.flatMap(({ id }) => {
    const file = join(to, `${id}.json`)
    return existsSync(file) ? [Outcome.parse(JSON.parse(readFileSync(file, 'utf8')))] : []
  })
  const sum = (key: 'turns' | 'input' | 'output') => outcomes.reduce((total, one) => total + one[key], 0)
  const tried = tasks.filter(({ id }) => existsSync(join(to, `${id}.diff`))).length
  console.log(`solved and proven: ${solved.length} of ${tried}`)
  console.log(`turns ${sum('turns')}, input tokens ${sum('input')}, output tokens ${sum('output')}`)
  for (const id of solved) console.log(`  ${id}`)
}

function upkeepMain(): string {
  return fileURLToPath(new URL('../../../cli/bin/upkeep.mjs', import.meta.url))
}

function git(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (status !== 0) throw new Error(`git ${args[0]} in ${cwd}: ${stderr}`)
  return stdout
}
