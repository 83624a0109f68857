import { findContainerEngine } from '@upkeep/ci'
import type { ActMode } from '@upkeep/ci'
import { UserError } from '@upkeep/schema'
import type { Terminal } from './terminal.ts'

/** Options of the commands that run act. */
export interface ActFlags {
  installAct?: boolean
  actMode?: 'host' | 'containers'
  /** `LABEL=IMAGE`, each. */
  actImage?: string[]
}

/**
 * Where act runs jobs: as asked for; else in containers where an engine answers, and on this machine where none does. Says which.
 * @throws UserError (state): containers are asked for, and no engine answers
 */
export async function actModeOf(wish: ActFlags['actMode'], terminal: Terminal): Promise<ActMode> {
  const address = wish === 'host' ? null : await findContainerEngine(process.env)
  if (address !== null) {
    terminal.err(`act runs jobs in containers of the engine at ${address}.\n`)
    return { kind: 'containers', address }
  }
  if (wish === 'containers')
    throw new UserError('No container engine answers.', {
      remedy: 'Start Docker, or set DOCKER_HOST; `--act-mode host` runs jobs on this machine.',
      kind: 'state',
    })
  terminal.err(`act runs jobs on this machine (host mode)${wish === 'host' ? '' : ': no container engine answers'}.\n`)
  return { kind: 'host' }
}

/** @throws UserError where one is not `LABEL=IMAGE` */
export function actImages(given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const [, label, image] = /^([\w.-]+)=([\w./:@-]+)$/.exec(each) ?? []
      if (label === undefined || image === undefined)
        throw new UserError(`--act-image ${each}: this is not LABEL=IMAGE`, {
          remedy: 'Such as ubuntu-latest=catthehacker/ubuntu:full-latest.',
        })
      return [label, image]
    }),
  )
}
