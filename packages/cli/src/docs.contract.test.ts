import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Names of types among what schema's root exports: functions begin in lower case, constants are upper case. */
function exportedTypes(): string[] {
  const lists = [...read('packages/schema/src/index.ts').matchAll(/export (?:type )?\{([^}]*)\}/g)]
  const names = lists.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
  return names.filter((name) => /^[A-Z][a-z]/.test(name)).toSorted()
}

describe('docs/glossary.md', () => {
  const terms = [...read('docs/glossary.md').matchAll(/^\| `([A-Z]\w+)`/gm)].map((match) => match[1])

  it('explains every type that schema exports', () => {
    expect(exportedTypes().filter((name) => !terms.includes(name))).toEqual([])
  })

  it('explains no type that is gone', () => {
    const exported = new Set(exportedTypes())
    expect(terms.filter((term) => term !== undefined && !exported.has(term))).toEqual([])
  })
})

describe('the pages', () => {
  const pages = globSync(['*.md', '{docs,examples,actions,packages}/**/*.md'], {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/build/**', '**/fixtures/**'],
  })

  it('link only to files that are there', () => {
    const broken = pages.flatMap((page) => {
      const targets = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '')
      return targets
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`)
    })
    expect(broken).toEqual([])
  })

  it('keep AGENTS.md a map of at most 150 lines', () => {
    expect(read('AGENTS.md').split('\n').length - 1).toBeLessThanOrEqual(150)
  })
})
