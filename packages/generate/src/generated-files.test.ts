import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NoOperationTraceWriter } from '@actions/workflow-parser'
import { parseAction } from '@actions/workflow-parser/actions/action-parser'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { generatedFiles } from './generated-files.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

describe('generatedFiles', () => {
  let files: Map<string, string> = new Map()
  beforeAll(async () => {
    files = await generatedFiles(root)
  })

  it('gives what is committed: after a change of its sources, `npm run generate` was run', () => {
    const stale = [...files]
      .filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text)
      .map(([path]) => path)
    expect(stale).toEqual([])
  })

  it("writes an action.yml for every action that GitHub's own schema accepts", () => {
    const metadata = [...files].filter(([path]) => path.endsWith('/action.yml'))
    const errors = metadata.flatMap(([name, content]) =>
      parseAction({ name, content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => `${name}: ${message}`),
    )
    expect(errors).toEqual([])
    expect(metadata.length).toBeGreaterThan(0)
  })

  it('lets GitHub refuse an action.yml that names a runtime which is none', () => {
    const content = (files.get('actions/type-safety/action.yml') ?? '').replace('node24', 'node99')
    const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
    expect(context.errors.getErrors()).not.toEqual([])
  })

  it('keeps secrets out of the configuration schema', () => {
    const schema = files.get('docs/reference/schemas/config.schema.json') ?? ''
    expect(schema).toContain('"max-usd"')
    expect(schema).not.toMatch(/"(?:token|secrets|openai-api-key|anthropic-api-key)":/)
  })
})
