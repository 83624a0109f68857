// One attempt of forty turns, each with a long output of a command; prints what it took as JSON. Run in a process of its own, so that
// its memory is that of the run (and of the scripted server, which is in here too).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEvents } from '../src/record/read-events.ts'
import { replay } from '../src/repair/replay.ts'
import { SUBMIT, edit, repairRun } from '../src/repair/repair.fixture.ts'

const TURNS = 40
const [name = 'anthropic/first', delay = '0'] = process.argv.slice(2)

const started = performance.now()
await using run = await repairRun({
  files: { a: `${'// a line of code that says something\n'.repeat(300)}export const y = BAD\n` },
  names: [name],
  limits: { turns: TURNS, usd: 1000, seconds: 3600 },
  script(request) {
    const slow = { fault: { kind: 'slow', milliseconds: Number(delay) / 10 } } as const
    if (!request.tools.some((tool) => tool.name === 'bash'))
      return { calls: [{ name: 'submit', input: { result: 'cannot_fix', summary: '' } }] }
    const turn = request.messages.filter(({ role }) => role === 'assistant').length
    if (turn >= TURNS - 1) return { calls: [edit('src/a.js', 'BAD', 'good'), SUBMIT] }
    const command = `head -c 4000 src/a.js; echo ${turn}`
    return { text: 'I look further.', calls: [{ name: 'bash', input: { command } }], ...(delay === '0' ? {} : slow) }
  },
})
const seconds = (performance.now() - started) / 1000
const maxRss = process.resourceUsage().maxRSS / 1024
const events = readEvents(readFileSync(join(run.out, 'record/events.jsonl'), 'utf8'))
const replayed = await replay(run.out)
console.log(JSON.stringify({ seconds, maxRss, events, replayed, proven: run.repaired.verified !== null }))
