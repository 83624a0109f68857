import { failure } from './providers/failure.ts'
import { RETRIES } from './providers/failure.data.ts'
import type { Wire } from './providers/wire.ts'
import type { ModelFailure, Turn, TurnRequest } from './model.ts'

export interface RetryPorts {
  /** Rejects where the signal ends it. */
  sleep: (seconds: number, signal: AbortSignal) => Promise<void>
  random: () => number
}

/** What all calls to a model of one run may wait together; a server that is down is not waited for once per finding. */
export interface Patience {
  seconds: number
}

export interface Tried {
  result: { turn: Turn } | { failure: ModelFailure }
  retries: number
}

/** One turn with its retries. A reply that was cut is thrown away whole and asked for again. Never rejects. */
export async function askWithRetries(
  wire: Wire,
  request: TurnRequest,
  patience: Patience,
  ports: RetryPorts,
): Promise<Tried> {
  const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(request.seconds * 1000)))
  const signal = AbortSignal.any([request.signal, deadline])
  for (let retries = 0; ; retries += 1) {
    const result = await tryOnce(wire, request, signal)
    if ('turn' in result) return { result, retries }
    const { kind, waitSeconds } = result.failure
    const { times, seconds, most } = RETRIES[kind]
    if (retries >= times || signal.aborted) return { result, retries }
    const wait = waitSeconds ?? Math.min(most, seconds * 2 ** retries) * (1 - ports.random() / 4)
    if (wait > patience.seconds) return { result, retries }
    patience.seconds -= wait
    try {
      await ports.sleep(wait, signal)
    } catch {
      return { result: { failure: endedBy(request) }, retries }
    }
  }
}

async function tryOnce(
  wire: Wire,
  request: TurnRequest,
  signal: AbortSignal,
): Promise<{ turn: Turn } | { failure: ModelFailure }> {
  try {
    return { turn: await wire.send(request, signal) }
  } catch (error) {
    if (signal.aborted) return { failure: endedBy(request) }
    return { failure: isTimeout(error) ? failure('timeout', null, null) : wire.classify(error) }
  }
}

function endedBy({ signal }: TurnRequest): ModelFailure {
  return failure(signal.aborted ? 'aborted' : 'timeout', null, null)
}

/** Also the cause of what an SDK makes of it. */
function isTimeout(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at.name === 'TimeoutError') return true
  return false
}
