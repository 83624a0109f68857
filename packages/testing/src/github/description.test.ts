import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { answerComplaints, matchOperation } from './description.ts'
import { ROUTES } from './pipeline.ts'

const list = new URL('../../scripts/openapi-operations.data.mjs', import.meta.url).href
const { OPERATIONS } = (await import(list)) as { OPERATIONS: string[] }
const data = JSON.parse(readFileSync(new URL('openapi.data.json', import.meta.url), 'utf8')) as {
  operations: { id: string; method: string; path: string }[]
}

describe("GitHub's description", () => {
  it('is kept of exactly the operations that are listed, and each has its route', () => {
    const ids = data.operations.map(({ id }) => id)
    expect(ids).toEqual(OPERATIONS)
    expect(Object.keys(ROUTES).toSorted()).toEqual(ids.filter((id) => id !== 'rate-limit/get').toSorted())
  })

  it.each(data.operations)('tells $id by $method $path', ({ id, method, path }) => {
    expect(matchOperation(method, path.replaceAll(/[{}]/g, ''))?.operation.id).toBe(id)
  })

  it('finds what an answer lacks', () => {
    const matched = matchOperation('GET', '/repos/o/r/git/ref/heads/main')
    if (matched === null) throw new Error('no operation')
    const object = { type: 'commit', sha: 'a'.repeat(40), url: 'u' }
    expect(answerComplaints(matched, 200, { ref: 'r', node_id: 'n', url: 'u', object })).toEqual([])
    expect(answerComplaints(matched, 200, { ref: 'r', node_id: 'n', url: 'u' })).toEqual([
      "answer must have required property 'object'",
    ])
    expect(answerComplaints(matched, 201, {})).toEqual(['status 201 is not described'])
  })
})
