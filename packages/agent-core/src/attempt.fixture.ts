import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@upkeep/schema'
import type { Budget, EventBody, Recorder } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import { modelServer } from '@upkeep/testing/model'
import type { ModelServer, Script } from '@upkeep/testing/model'
import * as z from 'zod/mini'
import { modelFetch, openLedger, openModel, runAttempt, submitChange } from './index.ts'
import type { AttemptOutcome, AttemptRequest, ModelOptions, Tool } from './index.ts'
import { defineTool } from './tool.ts'

export const APIS = ['anthropic', 'openai-chat', 'openai-responses'] as const
export type ApiName = (typeof APIS)[number]

export const SUBMIT = { name: 'submit', input: { result: 'fixed', summary: 'done' } }
export const KEY = 'sk-test-CANARY_key_0123456789abcdef0123456789'

export interface Played extends AsyncDisposable {
  outcome: AttemptOutcome
  events: EventBody[]
  server: Pick<ModelServer, 'requests' | 'complaints' | 'times'>
  /** What the tool `mark` wrote, line by line: the effects of the attempt. */
  effects(): Promise<string[]>
  /** Seconds that were waited between calls. */
  waits: number[]
}

export interface PlayOptions {
  /** The model's id. */
  id?: string
  /** Asked as at its provider's own address; the way there is bent to the scripted server. */
  atProvider?: boolean
  turns?: number
  usd?: number
  budget?: Partial<Budget>
  tools?: readonly Tool[]
  prompt?: string
  /** Really wait between calls. */
  realWaits?: boolean
  model?: Partial<ModelOptions>
  secondsPerCall?: number
  signal?: AbortSignal
}

/** One attempt against a scripted server over real HTTP, with a tool whose effects are lines of a real file. */
export async function play(api: ApiName, script: Script, options: PlayOptions = {}): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'attempt-'))
  const file = join(folder, 'effects.txt')
  const server = await modelServer(script)
  const events: EventBody[] = []
  const waits: number[] = []
  const sleep = (seconds: number) => {
    waits.push(seconds)
    return Promise.resolve()
  }
  const redact = redactor([KEY])
  const url = api === 'anthropic' ? server.anthropicUrl : server.openaiUrl
  const model = openModel({
    name: `${api}/${options.id ?? 'scripted-1'}`,
    keys: { anthropic: KEY, openai: KEY },
    baseUrl: options.atProvider === true ? '' : url,
    fetch: options.atProvider === true ? redirected(url) : modelFetch(null),
    redact,
    ...(options.realWaits === true ? {} : { ports: { sleep, random: () => 0 } }),
    ...options.model,
  })
  const budget = { usd: 10, tokens: 10_000_000, turns: 100, seconds: 3600, ...options.budget }
  const request: AttemptRequest = {
    attempt: 'a1',
    findings: ['0123456789abcdef'],
    rung: 'L2',
    system: 'You repair code.',
    prompt: options.prompt ?? 'Mend it.',
    tools: options.tools ?? [markTool(file), submitChange()],
    turns: options.turns ?? 100,
    usd: options.usd ?? 100,
  }
  const outcome = await runAttempt(request, {
    model,
    ledger: openLedger({ budget, reserve: { usd: 0, seconds: 0 }, now: () => performance.now() }),
    recorder: memoryRecorder(events),
    redact,
    edits: () => Promise.resolve([]),
    secondsPerCall: options.secondsPerCall ?? 60,
    signal: options.signal ?? new AbortController().signal,
  })
  return {
    outcome,
    events,
    server,
    waits,
    async effects() {
      const text = await readFile(file, 'utf8').catch(() => '')
      return text.split('\n').filter((line) => line !== '')
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

function redirected(url: string): typeof fetch {
  return async (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    return await fetch(asked.replace(/^https:\/\/api\.(?:anthropic|openai)\.com(?:\/v1(?!\/messages))?/, url), init)
  }
}

export function memoryRecorder(events: EventBody[]): Recorder {
  return { append: (event) => void events.push(event), blob: (bytes) => sha256(bytes) }
}

/** Appends a line to a file. */
function markTool(file: string): Tool {
  return defineTool({
    name: 'mark',
    description: 'Write a line.',
    input: z.strictObject({ line: z.string() }),
    async run({ line }) {
      await appendFile(file, `${line}\n`)
      return { text: `wrote ${line}`, isError: false }
    },
  })
}

export function mark(line: string, id?: string) {
  return { name: 'mark', input: { line }, ...(id === undefined ? {} : { id }) }
}
