// Keeps of GitHub's OpenAPI description what the fake GitHub answers: node scripts/extract-openapi.mjs DIR
// DIR is the unpacked npm package `@octokit/openapi` (npm pack @octokit/openapi && tar xzf …); it is 29 MB packed, so it is no
// dependency. Writes src/github/openapi.data.json: per operation its method, path, parameters, body schema and the schemas of
// its successful answers, of which only the required properties are kept; no prose.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OPERATIONS } from './openapi-operations.data.mjs'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node scripts/extract-openapi.mjs DIR_OF_UNPACKED_@octokit/openapi')
  process.exit(2)
}
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const description = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'))

const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'externalDocs',
  'format',
  'readOnly',
])
const resolve = (node) =>
  node?.$ref === undefined
    ? node
    : node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key], description)
const schemas = {}

/** A schema without prose; `answer` also drops the properties that are not required, and limits that only a request has. */
function lean(schema, answer) {
  if (Array.isArray(schema)) return schema.map((one) => lean(one, answer))
  if (typeof schema !== 'object' || schema === null) return schema
  if (schema.$ref !== undefined) {
    const name = `${schema.$ref.split('/').at(-1)}${answer ? '' : '.request'}`
    if (!(name in schemas)) {
      schemas[name] = true // a schema may hold itself
      schemas[name] = lean(resolve(schema), answer)
    }
    return { $ref: `github#/$defs/${name}` }
  }
  const kept = Object.entries(schema).filter(([key]) => !PROSE.has(key) && !key.startsWith('x-'))
  return nullable(Object.fromEntries(kept.map(([key, value]) => [key, leanMember(schema, key, value, answer)])))
}

function leanMember(schema, key, value, answer) {
  if (key !== 'properties') return key === 'enum' || key === 'required' ? value : lean(value, answer)
  const names = Object.keys(value).filter((name) => !answer || schema.required?.includes(name))
  return Object.fromEntries(names.map((name) => [name, lean(value[name], answer)]))
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a union. */
function nullable({ nullable: isNullable, ...schema }) {
  if (isNullable !== true) return schema
  return { anyOf: [{ type: 'null' }, schema] }
}

function operationOf(method, path, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve)
  const of = (place) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === place)
        .map((one) => [one.name, { ...(one.required ? { required: true } : {}), schema: lean(one.schema, false) }]),
    )
  const body = resolve(operation.requestBody)
  const answers = Object.entries(operation.responses ?? {})
    .filter(([status]) => status < '400')
    .map(([status, answer]) => [status, resolve(answer).content?.['application/json']?.schema])
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    query: of('query'),
    parameters: of('path'),
    body: body === undefined ? null : lean(body.content['application/json']?.schema ?? {}, false),
    bodyRequired: body?.required === true,
    answers: Object.fromEntries(answers.map(([status, schema]) => [status, schema ? lean(schema, true) : null])),
  }
}

const found = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, operation]) => OPERATIONS.includes(operation.operationId))
    .map(([method, operation]) => operationOf(method, path, operation, item.parameters ?? [])),
)
const missing = OPERATIONS.filter((id) => !found.some((operation) => operation.id === id))
if (missing.length > 0) throw new Error(`GitHub's description has no ${missing.join(', ')}`)

const line = (value) => JSON.stringify(value)
const sorted = found.toSorted((a, b) => OPERATIONS.indexOf(a.id) - OPERATIONS.indexOf(b.id))
const definitions = Object.keys(schemas).toSorted()
const lines = [
  '{',
  `"source": ${line(`@octokit/openapi ${version}`)},`,
  '"operations": [',
  sorted.map(line).join(',\n'),
  '],',
  '"$defs": {',
  definitions.map((name) => `${line(name)}: ${line(schemas[name])}`).join(',\n'),
  '}',
  '}',
]
writeFileSync(new URL('../src/github/openapi.data.json', import.meta.url), `${lines.join('\n')}\n`)
