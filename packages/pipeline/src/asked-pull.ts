import type { InputValues, JobEnvironment, Log } from '@upkeep/entry'
import { askedPayload, askedPull } from '@upkeep/github'
import { UserError } from '@upkeep/schema'
import { connectionOf } from './ports/github-port.ts'

/** The environment of the job; where a person named a pull request for it, as if that had started it. */
export async function withAskedPull(job: {
  inputs: InputValues
  environment: JobEnvironment
  signal: AbortSignal
  log: Log
}): Promise<JobEnvironment> {
  const { environment } = job
  const number = askedPull(environment.event, environment.payload)
  if (number === null) return environment
  const github = connectionOf(job)
  if (github === null)
    throw new UserError('The pull request that was named can not be read without a token.', {
      remedy: 'Leave the input "token" out: the token of the job is the default.',
    })
  return { ...environment, payload: await askedPayload(github, number, environment.payload) }
}
