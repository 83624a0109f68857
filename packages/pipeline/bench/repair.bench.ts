import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bashTool, checkTool, editTool, estimateTokens, repairSystem, submitChange } from '@upkeep/agent-core'
import type { RecordedEvent } from '@upkeep/schema'
import type { ReplayReport } from '../src/repair/replay.ts'
import { median } from '@upkeep/testing/bench'
import type { Row } from '@upkeep/testing/bench'

interface Measured {
  seconds: number
  /** Mebibytes. */
  maxRss: number
  events: RecordedEvent[]
  replayed: ReplayReport
  proven: boolean
}

/** What an attempt costs beside the model: fixed words, what stays cached, our own time and memory; and how fast it is replayed. */
export const bench = {
  name: 'repair',
  run(): Promise<Row[]> {
    const rows = [...fixedPrompt()]
    for (const name of ['anthropic/first', 'openai-chat/first', 'openai-responses/first'])
      rows.push(...attempt(name, 0))
    rows.push(...attempt('anthropic/first', 1000).filter(({ what }) => what.includes('replay')))
    return Promise.resolve(rows)
  },
}

function fixedPrompt(): Row[] {
  const tree = {
    exec: () => Promise.reject(new Error('not run')),
    read: () => Promise.resolve(null),
    write: () => Promise.resolve(),
    reset: () => Promise.resolve(),
  }
  const tools = [
    bashTool(tree),
    editTool({ tree, refusal: () => null }),
    checkTool(() => Promise.reject(new Error('not run'))),
    submitChange(),
  ].map((tool) => tool?.schema)
  return [
    {
      what: 'system prompt, tokens (estimated)',
      value: String(estimateTokens(repairSystem(tools.flatMap((tool) => tool?.name ?? [])))),
      baseline: 'limit 900',
    },
    { what: 'tools, tokens (estimated)', value: String(estimateTokens(JSON.stringify(tools))), baseline: 'limit 500' },
  ]
}

function attempt(name: string, delay: number): Row[] {
  const script = fileURLToPath(new URL('./forty-turns.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, name, String(delay)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`)
  const { seconds, maxRss, events, replayed, proven } = JSON.parse(stdout) as Measured
  if (!proven || replayed.differences.length > 0)
    throw new Error('the run did not come to its end, or its replay differs')
  const turns = events.filter((event) => event.kind === 'model.turn')
  const later = turns.filter(({ turn, attempt: own }) => turn > 1 && own.startsWith('L2'))
  const cached = later.reduce((sum, { usage }) => sum + usage.cacheRead, 0)
  const input = later.reduce((sum, { usage }) => sum + usage.input + usage.cacheRead + usage.cacheWrite, 0)
  const about = delay === 0 ? `${name}, ${later.length + 1} turns` : `${name}, ${delay / 1000} s a turn`
  return [
    {
      what: `${about}: input from the cache on turn 2 and later`,
      value: `${((100 * cached) / input).toFixed(1)} %`,
      baseline: 'wanted 90 %',
    },
    { what: `${about}: the loop's time a turn`, value: `${loopTime(events).toFixed(1)} ms`, baseline: 'limit 20 ms' },
    {
      what: `${about}: a call that the server answers at once (median)`,
      value: `${(1000 * median(later.map((event) => event.seconds))).toFixed(1)} ms`,
    },
    { what: `${about}: memory`, value: `${maxRss.toFixed(0)} MiB`, baseline: 'limit 250 MB' },
    {
      what: `${about}: replay`,
      value: `${(replayed.seconds * 1000).toFixed(0)} ms`,
      baseline: `run ${seconds.toFixed(1)} s`,
      ratio: seconds / replayed.seconds,
    },
  ]
}

/** Milliseconds of an attempt in which neither the server nor a tool was at work, for each turn. */
function loopTime(events: readonly RecordedEvent[]): number {
  const start = events.findLast((event) => event.kind === 'attempt.start')
  const end = events.findLast((event) => event.kind === 'attempt.end')
  const own = events.filter((event) => 'attempt' in event && event.attempt === end?.attempt)
  const busy = own.reduce(
    (sum, event) => sum + (event.kind === 'model.turn' || event.kind === 'tool.result' ? event.seconds : 0),
    0,
  )
  const turns = own.filter(({ kind }) => kind === 'model.turn').length
  const last = own.findLast(({ kind }) => kind === 'tool.result')
  return (Date.parse(last?.t ?? '') - Date.parse(start?.t ?? '') - busy * 1000) / turns
}
