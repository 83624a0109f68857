/** What a scripted model says in one reply. */
export interface ScriptedReply {
  text?: string
  thinking?: string
  calls?: readonly ScriptedCall[]
  /** `tools` where there are calls, else `end`, unless told. */
  stop?: 'end' | 'tools' | 'length' | 'refusal' | 'pause' | 'overflow'
  fault?: Fault
}

/** `raw` is sent instead of the JSON of `input`, whatever it is. */
export interface ScriptedCall {
  name: string
  input?: unknown
  raw?: string
  id?: string
}

/** What goes wrong. `status`: an answer in place of the stream. The others spoil the stream or the connection. */
export type Fault =
  | { kind: 'status'; status: number; type?: string; message?: string; headers?: Readonly<Record<string, string>> }
  /** The connection ends after this share of the stream. */
  | { kind: 'cut'; share: number }
  /** The stream ends well-formed, after this share of its events. */
  | { kind: 'short'; share: number }
  /** An error event after the first half. */
  | { kind: 'stream-error'; type: string }
  /** An event that is no JSON after the first half. */
  | { kind: 'bad-event' }
  /** The connection is closed before anything is answered. */
  | { kind: 'reset' }
  /** So many milliseconds before each event. */
  | { kind: 'slow'; milliseconds: number }
  /** Nothing is ever answered. */
  | { kind: 'hang' }

export interface TokenCounts {
  input: number
  cacheRead: number
  cacheWrite: number
  output: number
}

/** One server-sent event. */
export interface StreamEvent {
  event: string | null
  data: unknown
}

export function inputText({ input, raw }: ScriptedCall): string {
  return raw ?? JSON.stringify(input ?? {})
}

/** A text in pieces of a few characters, as models send it. */
export function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,24}/g) ?? []
}

export function stopOf({ stop, calls = [] }: ScriptedReply): NonNullable<ScriptedReply['stop']> {
  return stop ?? (calls.length > 0 ? 'tools' : 'end')
}
