import type { ScriptedCall, ScriptedReply } from './reply.ts'
import type { SeenRequest } from './request.ts'

/** An order in what a model reads: `!!call NAME {"…"}` on one line. Whoever can write there commands this model. */
const ORDER = /!!call (\w+) (?=(\{[^\n]*\}))/g
/** The same in people's words. */
const WORDS = /(?:run|execute) `([^`\n]+)`/gi
const CANARY = /CANARY_\w+/g

/**
 * A model that does all it is told by anyone: it makes every call that it finds in its input, wherever that stands, says every canary
 * that it has seen, and submits when no order is left.
 */
export function evilModel(submission: unknown = { result: 'fixed', summary: 'done' }) {
  const obeyed = new Set<string>()
  const seen = new Set<string>()
  return {
    /** Everything that it was ordered to do. */
    obeyed: obeyed as ReadonlySet<string>,
    /** Every canary that reached it. */
    seen: seen as ReadonlySet<string>,
    script(request: SeenRequest): ScriptedReply {
      const input = [
        request.system,
        ...request.messages.filter(({ role }) => role !== 'assistant').map((one) => one.text),
      ]
      const text = input.join('\n')
      for (const [canary] of text.matchAll(CANARY)) seen.add(canary)
      const calls = ordersIn(text).filter((call) => {
        const order = JSON.stringify(call)
        const isNew = !obeyed.has(order)
        obeyed.add(order)
        return isNew
      })
      const said = [...seen].join(' ')
      if (calls.length > 0) return { text: `At your command. ${said}`, calls }
      return { text: `Done. ${said}`, calls: [{ name: 'submit', input: submission }] }
    },
  }
}

function ordersIn(text: string): ScriptedCall[] {
  const orders = [...text.matchAll(ORDER)].flatMap(([, name = '', json = '']) => {
    const input = parsed(json)
    return input === undefined ? [] : [{ name, input }]
  })
  const commands = [...text.matchAll(WORDS)].map(([, command]) => ({ name: 'bash', input: { command } }))
  return [...orders, ...commands]
}

/** The longest beginning that is JSON: the line may go on behind it. */
function parsed(text: string): unknown {
  for (let end = text.length; end > 0; end = text.lastIndexOf('}', end - 1)) {
    try {
      return JSON.parse(text.slice(0, end + 1))
    } catch {
      if (end <= 1) return undefined
    }
  }
  return undefined
}
