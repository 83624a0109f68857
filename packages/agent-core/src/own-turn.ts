import type { Message } from '@upkeep/schema'
import type { Turn } from './model.ts'
import { mapStrings } from './strings-in.ts'

/**
 * A reply as it can go back in the history: a lone surrogate would be refused by every server, and a call without an id of its own
 * could not be answered.
 * @param number of the turn.
 */
export function ownTurn(turn: Turn, history: readonly Message[], number: number): Turn {
  const used = new Set(
    history.flatMap((message) => (message.role === 'tools' ? message.results.map(({ id }) => id) : [])),
  )
  const said = mapStrings(turn.content, (text) => text.toWellFormed()) as Turn['content']
  const content = said.map((block, index) => {
    if (block.type !== 'tool-call') return block
    const id = block.id === '' || used.has(block.id) ? `call_${number}_${index}` : block.id
    used.add(id)
    return { ...block, id }
  })
  return { ...turn, content }
}
