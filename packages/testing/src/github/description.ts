import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'

type Schema = Record<string, unknown>

interface Operation {
  id: string
  method: string
  path: string
  query: Record<string, { required?: boolean; schema: Schema }>
  parameters: Record<string, { schema: Schema }>
  body: Schema | null
  bodyRequired: boolean
  answers: Record<string, Schema | null>
}

export interface Matched {
  operation: Operation
  path: Record<string, string>
}

/** Parameters that may hold slashes. */
const WIDE = new Set(['ref', 'path', 'branch', 'basehead'])

interface Loaded {
  patterns: { operation: Operation; names: string[]; pattern: RegExp }[]
  definitions: Schema
}

let loaded: Loaded | undefined

/** GitHub's own description of the operations in use; written by scripts/extract-openapi.mjs. */
function description(): Loaded {
  loaded ??= load()
  return loaded
}

function load(): Loaded {
  const text = readFileSync(new URL('openapi.data.json', import.meta.url), 'utf8')
  const { operations, $defs } = JSON.parse(text) as { operations: Operation[]; $defs: Schema }
  const literals = ({ path }: Operation) =>
    path.split('/').filter((part) => part !== '' && !part.startsWith('{')).length
  const patterns = operations
    .toSorted((a, b) => literals(b) - literals(a))
    .map((operation) => {
      const names: string[] = []
      const pattern = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        names.push(name)
        return WIDE.has(name) ? '(.*)' : '([^/]+)'
      })
      // the root folder is asked for without its slash
      return { operation, names, pattern: new RegExp(`^${pattern.replace(/(contents)\/\(\.\*\)$/, '$1(?:/(.*))?')}$`) }
    })
  return { patterns, definitions: $defs }
}

/** The described operation of a request; null where there is none. Path parameters are decoded. */
export function matchOperation(method: string, path: string): Matched | null {
  for (const { operation, names, pattern } of description().patterns) {
    if (operation.method !== method) continue
    const found = pattern.exec(path)
    if (found === null) continue
    const values = names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')])
    return { operation, path: Object.fromEntries(values) as Record<string, string> }
  }
  return null
}

const validators = new Map<string, ValidateFunction>()
let ajvs: { strict: Ajv; coercing: Ajv } | undefined

function validator(key: string, kind: 'strict' | 'coercing', schema: () => Schema): ValidateFunction {
  const known = validators.get(key)
  if (known !== undefined) return known
  if (ajvs === undefined) {
    const options = { strict: false, validateSchema: false, allErrors: true, logger: false } as const
    const schemas = [{ $id: 'github', $defs: description().definitions }]
    ajvs = { strict: new Ajv({ ...options, schemas }), coercing: new Ajv({ ...options, schemas, coerceTypes: true }) }
  }
  const made = ajvs[kind].compile(schema())
  validators.set(key, made)
  return made
}

/** Objects of a request may hold only the fields that are described. */
function closed(schema: unknown, within = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => closed(one, within))
  if (typeof schema !== 'object' || schema === null) return schema
  const { properties, additionalProperties } = schema as Schema
  const isObject = typeof properties === 'object' && properties !== null
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'properties') {
      return [key, Object.fromEntries(Object.entries(value as Schema).map(([name, one]) => [name, closed(one)]))]
    }
    // a branch of a union sees its parent's fields too
    return [key, closed(value, isObject && ['oneOf', 'anyOf', 'allOf'].includes(key))]
  })
  const close = isObject && !within && additionalProperties === undefined
  return { ...Object.fromEntries(entries), ...(close ? { additionalProperties: false } : {}) }
}

function complaints(validate: ValidateFunction, value: unknown, what: string): string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const name = (params as { additionalProperty?: string }).additionalProperty
    return `${what}${instancePath} ${message ?? 'is wrong'}${name === undefined ? '' : `: ${name}`}`
  })
}

/** What is wrong with a query; `query` gets the described types. */
export function queryComplaints({ operation }: Matched, query: Record<string, unknown>): string[] {
  const schema = () => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(operation.query).map(([name, one]) => [name, one.schema])),
    required: Object.entries(operation.query).flatMap(([name, one]) => (one.required === true ? [name] : [])),
    additionalProperties: false,
  })
  return complaints(validator(`${operation.id} query`, 'coercing', schema), query, 'query')
}

/** What is wrong with path parameters, such as a word for a number. */
export function pathComplaints({ operation, path }: Matched): string[] {
  const schema = () => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(operation.parameters).map(([name, one]) => [name, one.schema])),
  })
  return complaints(validator(`${operation.id} path`, 'coercing', schema), { ...path }, 'path')
}

export function bodyComplaints({ operation }: Matched, body: unknown): string[] {
  if (operation.body === null) return body === undefined ? [] : ['body: this operation has none']
  if (body === undefined) return operation.bodyRequired ? ['body is required'] : []
  return complaints(
    validator(`${operation.id} body`, 'strict', () => closed(operation.body) as Schema),
    body,
    'body',
  )
}

/** What GitHub's description finds wrong with an answer of ours; refusals (400 and more) are not looked at. */
export function answerComplaints({ operation }: Matched, status: number, body: unknown): string[] {
  if (status >= 400) return []
  if (!(String(status) in operation.answers)) return [`status ${status} is not described`]
  const schema = operation.answers[String(status)] ?? null
  if (schema === null) return body === undefined ? [] : ['answer: no body is described']
  return complaints(
    validator(`${operation.id} ${status}`, 'strict', () => schema),
    body,
    'answer',
  )
}
