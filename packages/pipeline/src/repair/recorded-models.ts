import { join } from 'node:path'
import { modelFetch, newPatience, openModel, recordingFetch } from '@upkeep/agent-core'
import type { Model, ModelOptions } from '@upkeep/agent-core'
import type { RecordLevel } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'

/** What the record is redacted by: secrets, and the place of the repository on this machine. */
export function recordRedactor(redact: Redactor, root: string): Redactor {
  return (text) => (root.length > 1 ? redact(text).replaceAll(root, '$REPO') : redact(text))
}

export interface RecordedModelsOptions extends Pick<
  ModelOptions,
  'keys' | 'baseUrl' | 'redact' | 'ports' | 'cacheKey'
> {
  /** `provider/id`, the input `model`: one, or a second one behind a comma. */
  names: readonly string[]
  /** The address of a proxy for the way to the models. */
  proxy?: string | null
  /** How requests are sent; by `modelFetch` unless told. */
  send?: typeof fetch
  /** The folder `record`. */
  folder: string
  level: RecordLevel
}

/** The models of a run; a full record keeps what they answered. */
export function recordedModels({ names, folder, level, ...options }: RecordedModelsOptions): Model[] {
  const { redact, proxy = null, send = modelFetch(proxy) } = options
  const fetch = level === 'full' ? recordingFetch({ folder: join(folder, 'cassette'), redact }, send) : send
  const patience = newPatience() // for the run, not for each model
  return names.map((name) => openModel({ ...options, name, fetch, patience }))
}
