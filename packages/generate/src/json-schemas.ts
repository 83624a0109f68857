import { COMMON_INPUTS } from '@upkeep/entry'
import type { InputDeclaration } from '@upkeep/entry'
import { ChecksReport, CiReport, Publication, Result, SLUG, SliceReport } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { ActionFacts } from './actions.ts'

type Json = { [key: string]: unknown }

const FORMATS = {
  result: { schema: Result, title: 'result.json, and what `upkeep <action> --json` prints' },
  publication: { schema: Publication, title: 'publication.json: what is to be posted, as data' },
  checks: { schema: ChecksReport, title: 'What `upkeep checks --json` prints' },
  ci: { schema: CiReport, title: 'What `upkeep ci --json` prints' },
  slice: { schema: SliceReport, title: 'What `upkeep slice --json` prints' },
}

/** JSON Schemas (2020-12) of the formats that others read, and of `.github/upkeep.yml`, by file name. */
export function jsonSchemas(actions: readonly ActionFacts[]): Record<string, Json> {
  const formats = Object.entries(FORMATS).map(([name, { schema, title }]): [string, Json] => [
    `${name}.schema.json`,
    { $id: idOf(name), title, ...z.toJSONSchema(schema) },
  ])
  return { ...Object.fromEntries(formats), 'config.schema.json': configSchema(actions) }
}

function idOf(name: string): string {
  return `https://raw.githubusercontent.com/${SLUG}/main/docs/reference/schemas/${name}.schema.json`
}

/** Inputs that only a workflow can know, or that say where the file is. */
const NOT_IN_A_FILE = new Set(['config', 'job-status'])

function configSchema(actions: readonly ActionFacts[]): Json {
  const working = actions.filter(({ owns }) => owns.length > 0)
  const sections = working.map(({ name, inputs }): [string, Json] => [
    name,
    object({
      enabled: { type: 'boolean', default: true, description: 'Whether this action runs.' },
      ...settings(inputs),
    }),
  ])
  return {
    $id: idOf('config'),
    title: '.github/upkeep.yml',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...object({
      version: { const: 1 },
      ...settings(COMMON_INPUTS),
      actions: {
        ...object(Object.fromEntries(sections)),
        description: 'Settings of one action, over those common to all.',
      },
      mute: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of findings, or names of rules, that are to be left alone.',
      },
    }),
    required: ['version'],
  }
}

function object(properties: Json): Json {
  return { type: 'object', properties, additionalProperties: false }
}

function settings(inputs: readonly InputDeclaration[]): Json {
  const allowed = inputs.filter(({ name, secret }) => secret !== true && !NOT_IN_A_FILE.has(name))
  return Object.fromEntries(allowed.map((input) => [input.name, settingOf(input)]))
}

function settingOf({ type, choices, min, max, integer, default: fallback, description }: InputDeclaration): Json {
  if (type === 'number') {
    const bounds = { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) }
    return { type: integer === true ? 'integer' : 'number', ...bounds, default: Number(fallback), description }
  }
  if (type === 'boolean') return { type, default: fallback === 'true', description }
  if (type === 'choice') return { enum: choices, default: fallback, description }
  if (type === 'list') return { type: ['array', 'string'], items: { type: 'string' }, description }
  return { type, default: fallback, description }
}
