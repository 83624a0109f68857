import { spawn } from 'node:child_process'
import http from 'node:http'
import https from 'node:https'
import * as z from 'zod/mini'

/** The words that end the work, and the limits of one command, as mini-swe-agent has them (its `mini.yaml`). */
export const DONE = 'COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT'
const SECONDS_PER_COMMAND = 300
const MOST_CHARACTERS = 10_000
const MOST_OUTPUT = 8192

export const SYSTEM =
  'You are a helpful assistant that can interact multiple times with a computer shell to solve programming tasks.'

export const BASH = {
  name: 'bash',
  description: 'Execute a bash command in a new subshell, in the root of the repository.',
  input_schema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
}

/** The first message: the task, the ways of this loop, and how it ends. */
export function firstMessage(task: string): string {
  return [
    `Please solve this in the repository that you are in:\n\n${task}`,
    'Do it by types, not by another comment, cast or looser setting; change no test and no configuration. Do not commit.',
    'Each command runs in a new subshell: changes of the directory and of variables do not last. There is no other tool.',
    `When you are done, or can not do it, run \`echo ${DONE}\` alone.`,
  ].join('\n\n')
}

const Block = z.looseObject({
  type: z.string(),
  id: z.optional(z.string()),
  input: z.optional(z.looseObject({ command: z.optional(z.string()) })),
})
const Reply = z.looseObject({
  content: z.array(Block),
  usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }),
})

export interface BareLoop {
  /** The root of the tree that is worked in: a copy, for what is called runs there with all rights of this process. */
  folder: string
  task: string
  baseUrl: string
  model: string
  key: string
  /** Requests after which it ends. */
  turns: number
}

export interface BareOutcome {
  stop: 'submitted' | 'turns' | 'silent'
  turns: number
  /** Tokens of all requests, and of all replies. */
  input: number
  output: number
}

/**
 * A loop with a shell and nothing else, over the Anthropic Messages wire without its SDK: what a model does without our tools, context
 * and judge. Throws where the server does not answer with 200.
 */
export async function runBareLoop({ folder, task, baseUrl, model, key, turns }: BareLoop): Promise<BareOutcome> {
  const messages: unknown[] = [{ role: 'user', content: firstMessage(task) }]
  const outcome: BareOutcome = { stop: 'turns', turns: 0, input: 0, output: 0 }
  while (outcome.turns < turns) {
    const body = { model, system: SYSTEM, tools: [BASH], max_tokens: MOST_OUTPUT, messages }
    const reply = Reply.parse(await posted(`${baseUrl.replace(/\/$/, '')}/v1/messages`, key, body))
    outcome.turns += 1
    outcome.input += reply.usage.input_tokens
    outcome.output += reply.usage.output_tokens
    const calls = reply.content.filter(({ type }) => type === 'tool_use')
    messages.push({ role: 'assistant', content: reply.content })
    if (calls.length === 0) return { ...outcome, stop: 'silent' }
    const results = []
    for (const { id, input } of calls) {
      const text = await shell(input?.command ?? '', folder)
      if (text.output.trimStart().startsWith(DONE)) return { ...outcome, stop: 'submitted' }
      results.push({ type: 'tool_result', tool_use_id: id, content: `exit ${text.exit}\n${middleCut(text.output)}` })
    }
    messages.push({ role: 'user', content: results })
  }
  return outcome
}

/** Not by fetch: it hangs up after five minutes without an answer, and a model on slow hardware takes longer. */
async function posted(url: string, key: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'x-api-key': key, 'anthropic-version': '2023-06-01' }
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const send = url.startsWith('https:') ? https.request : http.request
    // a connection of its own: one that was kept may be closed just when it is used again
    const request = send(url, { method: 'POST', headers, agent: false }, (response) => {
      let answer = ''
      response.setEncoding('utf8').on('data', (part: string) => (answer += part))
      response.on('error', reject).on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }))
    })
    request.on('error', reject).end(JSON.stringify(body))
  })
  if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

async function shell(command: string, cwd: string): Promise<{ exit: string; output: string }> {
  const child = spawn('bash', ['-c', command], { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  const take = (text: string) => (output = (output + text).slice(-50 * MOST_CHARACTERS))
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const timer = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), SECONDS_PER_COMMAND * 1000)
  const exit = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message)).on('close', (code, signal) => resolve(String(code ?? signal)))
  })
  clearTimeout(timer)
  return { exit, output }
}

function middleCut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  const half = MOST_CHARACTERS / 2
  return `${text.slice(0, half)}\n… ${text.length - MOST_CHARACTERS} characters …\n${text.slice(-half)}`
}
