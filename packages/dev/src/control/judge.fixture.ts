import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelServer } from '@upkeep/testing/model'
import type { ScriptedReply, SeenRequest } from '@upkeep/testing/model'
import * as z from 'zod/mini'
import { taskOf } from './recorded-tasks.ts'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Started = z.looseObject({
  kind: z.literal('run.start'),
  inputs: z.record(z.string(), z.union([Scalar, z.array(z.string())])),
})
const Verdict = z.looseObject({
  kind: z.literal('verdict'),
  proposal: z.string(),
  rung: z.string(),
  status: z.string(),
})

export interface Judging {
  record: string
  repo: string
  /** Where the judging run leaves its own record. */
  out: string
  /** A task of the recorded run → the patch, as git writes it; empty: none. */
  patches: ReadonlyMap<string, string>
  /** The program of `upkeep`. */
  main: string
}

/** The inputs that belong to the question, not to the run that is being repeated. */
const ASKED = ['checks', 'paths', 'ignore', 'casts', 'annotations', 'max-findings']

/** Runs `upkeep type-safety` with a model that hands in these patches. Returns the ids whose patch was found good. */
export async function judge({ record, repo, out, patches, main }: Judging): Promise<string[]> {
  {
    await using server = await modelServer((request) => handedIn(request, patches))
    const inputs = ASKED.flatMap((name) => option(name, startOf(record)[name]))
    const model = ['--model', 'anthropic/claude-sonnet-4-5', '--base-url', server.anthropicUrl]
    const limits = ['--max-usd', '20', '--max-minutes', '60', '--record', 'full']
    const args = [main, 'type-safety', '--repo', repo, '--out', out, ...limits, ...model, ...inputs]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    const code = await new Promise((resolve) => {
      child.on('close', resolve)
    })
    if (code !== 0) throw new Error(`upkeep ended with ${String(code)}`)
  }
  const good = new Set<string>()
  for (const event of eventsOf(join(out, 'record'))) {
    const verdict = Verdict.safeParse(event).data
    if (verdict?.status === 'proven' && verdict.rung !== 'L0') good.add(verdict.proposal)
  }
  return [...good]
}

function option(name: string, value: string | number | boolean | string[] | undefined): string[] {
  const text = Array.isArray(value) ? value.join('\n') : String(value ?? '')
  return text === '' ? [] : [`--${name}`, text]
}

function startOf(record: string): z.infer<typeof Started>['inputs'] {
  const start = eventsOf(record).find((event) => Started.safeParse(event).success)
  return Started.parse(start).inputs
}

function eventsOf(record: string): unknown[] {
  const lines = readFileSync(join(record, 'events.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line): unknown => JSON.parse(line))
}

/** Gives up where it has no shell, else applies the patch of the task and submits. */
export function handedIn({ tools, messages }: SeenRequest, patches: ReadonlyMap<string, string>): ScriptedReply {
  const patch = patches.get(taskOf(messages[0]?.text ?? '')) ?? ''
  if (patch === '' || !tools.some(({ name }) => name === 'bash'))
    return { calls: [{ name: 'submit', input: { result: 'cannot_fix', summary: 'nothing was handed in' } }] }
  if (messages.length > 1)
    return { calls: [{ name: 'submit', input: { result: 'fixed', summary: 'made by the bare loop' } }] }
  const command = `git apply --whitespace=nowarn - <<'UPKEEP_PATCH'\n${patch}\nUPKEEP_PATCH`
  return { calls: [{ name: 'bash', input: { command } }] }
}
