import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'

let known: GraphQLSchema | null = null

/** GitHub's own schema, as @octokit/graphql-schema publishes it. Reading it takes a fifth of a second, so that it is done once and when asked. */
export function githubSchema(): GraphQLSchema {
  const file = new URL('./schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
  known ??= buildSchema(readFileSync(fileURLToPath(file), 'utf8'), { assumeValid: true })
  return known
}
