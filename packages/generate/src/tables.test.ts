import { describe, expect, it } from '@jest/globals'
import { betweenMarkers, inputsTable } from './tables.ts'

describe('betweenMarkers', () => {
  it('replaces what stands between and keeps the rest', () => {
    const page = 'a\n<!-- x:start -->\nold\n<!-- x:end -->\nb\n'
    const once = betweenMarkers(page, 'x', 'new', 'page.md')
    expect(once).toBe('a\n<!-- x:start -->\n\nnew\n\n<!-- x:end -->\nb\n')
    expect(betweenMarkers(once, 'x', 'new', 'page.md')).toBe(once)
  })

  it('names the page that lacks its markers', () => {
    expect(() => betweenMarkers('', 'x', 'new', 'page.md')).toThrow(/page\.md lacks the markers/)
  })
})

describe('inputsTable', () => {
  it('says what an input accepts', () => {
    const table = inputsTable([
      { name: 'sandbox', type: 'choice', choices: ['auto', 'unsafe'], default: 'auto', description: 'Where.' },
      { name: 'max-usd', type: 'number', min: 0, default: '2', description: 'Money.' },
      { name: 'key', type: 'string', secret: true, default: '', description: 'A key.' },
    ])
    expect(table).toMatch(/`sandbox` *\| *`auto`, `unsafe` *\| *`auto`/)
    expect(table).toMatch(/`max-usd` *\| *a number, at least 0/)
    expect(table).toMatch(/`key` *\| *a secret/)
  })
})
