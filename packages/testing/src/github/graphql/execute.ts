import { Kind, OperationTypeNode, executeSync, getOperationAST, parse, validate } from 'graphql'
import type { DocumentNode, GraphQLError, GraphQLFormattedError, OperationDefinitionNode } from 'graphql'
import type { Answer } from '../answer.ts'
import type { GraphQLCall } from './answer.ts'
import { mutations } from './mutations.ts'
import { queries } from './queries.ts'
import { githubSchema } from './schema.ts'

/** The body of a POST to /graphql, as far as it is one. */
export interface GraphQLRequest {
  query: string
  variables?: Readonly<Record<string, unknown>>
}

/** A body that a client sent; null where it is no request. */
function requestOf(body: unknown): GraphQLRequest | null {
  const { query, variables } = (body ?? {}) as { query?: unknown; variables?: unknown }
  if (typeof query !== 'string') return null
  return typeof variables === 'object' && variables !== null
    ? { query, variables: variables as Readonly<Record<string, unknown>> }
    : { query }
}

/** Clients send few texts again and again. */
const known = new Map<string, { document: DocumentNode | GraphQLError; complaints?: readonly GraphQLError[] }>()
const MOST_KNOWN = 500

function documentOf(query: string): DocumentNode | GraphQLError {
  const there = known.get(query)
  if (there !== undefined) return there.document
  if (known.size >= MOST_KNOWN) known.clear()
  const document = parsed(query)
  known.set(query, { document })
  return document
}

/** What GitHub's schema finds wrong with it. */
function complaintsOf(query: string): readonly GraphQLError[] {
  const document = documentOf(query)
  if (!('definitions' in document)) return [document]
  const there = known.get(query) ?? { document }
  return (there.complaints ??= validate(githubSchema(), document))
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query)
  } catch (error) {
    return error as GraphQLError
  }
}

function operationOf(body: unknown): OperationDefinitionNode | null {
  const request = requestOf(body)
  const document = request === null ? null : documentOf(request.query)
  return document !== null && 'definitions' in document ? (getOperationAST(document) ?? null) : null
}

/** `query`, or the names of the mutations, as the journal shows a request. */
export function operationNames(body: unknown): { name: string; write: boolean } {
  const operation = operationOf(body)
  if (operation?.operation !== OperationTypeNode.MUTATION) return { name: 'query', write: false }
  const names = operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
  return { name: names.join(' '), write: true }
}

/**
 * Points of the hourly limit: the requests that the connections stand for, by hundreds, and no less than one.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function queryCost(body: unknown): number {
  const operation = operationOf(body)
  const variables = requestOf(body)?.variables ?? {}
  if (operation === null) return 1
  const requests = (node: OperationDefinitionNode['selectionSet'] | undefined, times: number): number =>
    (node?.selections ?? []).reduce((sum, one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return sum
      const size = one.kind === Kind.FIELD ? sizeOf(one.arguments ?? [], variables) : null
      return sum + (size === null ? 0 : times) + requests(one.selectionSet, times * (size ?? 1))
    }, 0)
  return Math.max(1, Math.round(requests(operation.selectionSet, 1) / 100))
}

type Arguments = NonNullable<
  Extract<OperationDefinitionNode['selectionSet']['selections'][number], { kind: Kind.FIELD }>['arguments']
>

function sizeOf(given: Arguments, variables: Readonly<Record<string, unknown>>): number | null {
  const size = given.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (size?.kind === Kind.INT) return Number(size.value)
  return size?.kind === Kind.VARIABLE ? Number(variables[size.name.value] ?? 1) : null
}

/** Answers as GitHub does: always 200, with `errors` beside `data`; what its schema does not know is a violation too. */
export function executeGraphQL(call: GraphQLCall, body: unknown): Answer {
  const request = requestOf(body)
  if (request === null)
    return { status: 400, body: { message: 'A query attribute must be specified and must be a string.' } }
  const document = documentOf(request.query)
  const complaints = complaintsOf(request.query)
  if (complaints.length > 0 || !('definitions' in document)) {
    for (const { message } of complaints) call.violation(message)
    return { status: 200, body: { errors: complaints.map(({ message, locations }) => ({ message, locations })) } }
  }
  const { data, errors } = executeSync({
    schema: githubSchema(),
    document,
    rootValue: { ...queries(call), ...mutations(call) },
    variableValues: request.variables ?? {},
  })
  if (data === undefined) for (const { message } of errors ?? []) call.violation(message)
  for (const error of errors ?? [])
    if (error.originalError !== undefined && !('extensions' in error.originalError)) throw error.originalError
  return {
    status: 200,
    body: { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors: errors.map(shown) }) },
  }
}

/** GitHub puts the type beside the message. */
function shown({ message, path, locations, extensions }: GraphQLError): GraphQLFormattedError & { type?: unknown } {
  const { type } = extensions
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    locations: locations ?? [],
    message,
  }
}
