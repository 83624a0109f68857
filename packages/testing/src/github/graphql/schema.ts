import { schema } from '@octokit/graphql-schema'
import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'

let known: GraphQLSchema | null = null

/** GitHub's own schema, as @octokit/graphql-schema publishes it. Reading it takes a fifth of a second, so that it is done once and when asked. */
export function githubSchema(): GraphQLSchema {
  known ??= buildSchema(schema.idl, { assumeValid: true })
  return known
}
