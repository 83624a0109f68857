export type Api = 'anthropic' | 'chat' | 'responses'

/** A request as the script sees it, alike for the three formats. */
export interface SeenRequest {
  /** From 0. */
  n: number
  api: Api
  model: string
  system: string
  tools: { name: string; description: string; schema: unknown }[]
  /** What was said, in order; calls and results as text. */
  messages: { role: string; text: string }[]
  maxOutput: number
  body: Readonly<Record<string, unknown>>
  raw: string
  headers: Readonly<Record<string, string>>
}

type Fields = Readonly<Record<string, unknown>>

export function apiOf(path: string): Api | null {
  if (path.endsWith('/messages')) return 'anthropic'
  if (path.endsWith('/chat/completions')) return 'chat'
  return path.endsWith('/responses') ? 'responses' : null
}

export function readRequest(api: Api, raw: string, headers: Fields, n: number): SeenRequest {
  const body = fieldsOf(JSON.parse(raw))
  const tools = listOf(body['tools']).map((tool) => toolOf(api, tool))
  const shared = { n, api, model: String(body['model']), tools, body, raw, headers: asText(headers) }
  if (api === 'anthropic') {
    const messages = listOf(body['messages']).map(({ role, content }) => ({
      role: String(role),
      text: textOf(content),
    }))
    return { ...shared, system: textOf(body['system']), messages, maxOutput: Number(body['max_tokens']) }
  }
  const maxOutput = Number(body['max_output_tokens'] ?? body['max_completion_tokens'] ?? body['max_tokens'])
  const said = listOf(body[api === 'chat' ? 'messages' : 'input']).map((message) => ({
    role: String(message['role'] ?? message['type']),
    text: [textOf(message['content'] ?? message['output']), callsOf(message)].filter(Boolean).join('\n'),
  }))
  const system = api === 'chat' ? said.filter(({ role }) => role === 'system') : []
  return {
    ...shared,
    system: api === 'chat' ? system.map(({ text }) => text).join('\n') : textOf(body['instructions']),
    messages: said.filter((message) => !system.includes(message)),
    maxOutput,
  }
}

/** The parts of a request in the order in which a server caches them. */
export function cachedParts({ api, body }: SeenRequest): string[] {
  const list = listOf(body[api === 'responses' ? 'input' : 'messages'])
  const head = [JSON.stringify(body['tools'] ?? []), JSON.stringify(body['system'] ?? body['instructions'] ?? '')]
  // neighbours of one role are one message for Anthropic; its blocks are what is cached
  const parts = api === 'anthropic' ? list.flatMap(({ content }) => blocksOf(content)) : list
  return [String(body['model']), ...head, ...parts.map((part) => JSON.stringify(part))]
}

/** What the real server would refuse, in its words; null: nothing. */
export function complaintAbout({ api, body, raw }: SeenRequest): string | null {
  if (/\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])/i.test(raw)) return 'the request holds a lone surrogate'
  const list = listOf(body[api === 'responses' ? 'input' : 'messages'])
  if (list.length === 0) return 'there are no messages'
  const twice = list.flatMap(callIds).find((id, at, all) => id === '' || all.indexOf(id) !== at)
  if (twice !== undefined) return `the id ${JSON.stringify(twice)} of a tool call is not unique`
  if (api === 'anthropic') return anthropicComplaint(list)
  return unanswered(list.flatMap(callIds), list.flatMap(answeredIds))
}

function anthropicComplaint(messages: readonly Fields[]): string | null {
  if (messages[0]?.['role'] !== 'user') return 'messages: the first message must have the role user'
  for (const [at, { role, content }] of messages.entries()) {
    if (at > 0 && role === messages[at - 1]?.['role']) return 'messages: roles must alternate'
    if (blocksOf(content).length === 0) return `messages.${at}: content must not be empty`
    if (blocksOf(content).some(({ type, text }) => type === 'text' && text === ''))
      return `messages.${at}: text content blocks must be non-empty`
    const complaint = unanswered(callIds({ content }), answeredIds(messages[at + 1] ?? {}))
    if (complaint !== null) return `messages.${at}: ${complaint}`
  }
  return null
}

/** A text alone stands for one block. */
function blocksOf(content: unknown): Fields[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content)
}

function unanswered(calls: readonly string[], answers: readonly string[]): string | null {
  const missing = calls.find((id) => !answers.includes(id))
  if (missing !== undefined) return `the tool call ${missing} has no result`
  const stray = answers.find((id) => calls.length > 0 && !calls.includes(id))
  return stray === undefined ? null : `the tool result ${stray} has no call`
}

function callIds(message: Fields): string[] {
  if (message['type'] === 'function_call') return [String(message['call_id'])]
  const blocks = listOf(message['content']).filter(({ type }) => type === 'tool_use')
  return [...blocks, ...listOf(message['tool_calls'])].map(({ id }) => String(id))
}

function answeredIds(message: Fields): string[] {
  if (message['type'] === 'function_call_output') return [String(message['call_id'])]
  if (message['role'] === 'tool') return [String(message['tool_call_id'])]
  const blocks = listOf(message['content']).filter(({ type }) => type === 'tool_result')
  return blocks.map(({ tool_use_id: id }) => String(id))
}

function toolOf(api: Api, tool: Fields): SeenRequest['tools'][number] {
  const own = api === 'chat' ? fieldsOf(tool['function']) : tool
  const schema = own['input_schema'] ?? own['parameters']
  return { name: String(own['name']), description: String(own['description']), schema }
}

function callsOf(message: Fields): string {
  if (message['type'] === 'function_call') return `[calls ${String(message['name'])} ${String(message['arguments'])}]`
  return listOf(message['tool_calls'])
    .map((call) => fieldsOf(call['function']))
    .map((call) => `[calls ${String(call['name'])} ${String(call['arguments'])}]`)
    .join('\n')
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return listOf(content)
    .map((block) => {
      if (block['type'] === 'tool_use') return `[calls ${String(block['name'])} ${JSON.stringify(block['input'])}]`
      return textOf(block['text'] ?? block['content'])
    })
    .join('\n')
}

function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {}
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function asText(headers: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
