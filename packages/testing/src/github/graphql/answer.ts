import { GraphQLError } from 'graphql'
import type { Call } from '../answer.ts'
import type { Repository } from '../model.ts'

/** One GraphQL request that passed authentication. */
export interface GraphQLCall extends Omit<Call, 'path' | 'query' | 'body' | 'repository'> {
  /** Whether the token may do what a mutation (by its name) or a reader (`git/…`, `pulls/…`) does here. */
  allows(repository: Repository, operation: string): boolean
  violation(complaint: string): void
}

/** An error with GitHub's `type`: it stands beside `data`, and the field is null. */
export function refusal(
  type: 'NOT_FOUND' | 'FORBIDDEN' | 'STALE_DATA' | 'UNPROCESSABLE',
  message: string,
): GraphQLError {
  return new GraphQLError(message, { extensions: { type } })
}

/** GitHub's own words, quoted as it quotes. */
export const noRepository = (slug: string) =>
  refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${slug}'.`)
export const noNode = (id: string) => refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
export const forbidden = () => refusal('FORBIDDEN', 'Resource not accessible by integration')
