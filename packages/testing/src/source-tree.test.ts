import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gitRepository } from './git-repository.ts'
import { importsOf, sourceTree } from './source-tree.ts'

const source = (text: string) => ({ path: 'packages/a/src/a.ts', folder: 'packages/a', test: false, text })

describe('importsOf', () => {
  it('finds static, bare, type, re-exported and dynamic imports once each', () => {
    const text = `import { a } from 'one'
import type {
  B,
  C,
} from 'two'
import './three.ts'
export { d } from './four.ts'
const e = (await import('five')).e
export type { F } from 'one'
`
    expect(importsOf(source(text)).toSorted()).toEqual(['./four.ts', './three.ts', 'five', 'one', 'two'])
  })

  it('takes no fixture in a template literal for an import', () => {
    const text = ['const fixture = `', "import x from 'y'", '`', "import { z } from 'real'"].join('\n')
    expect(importsOf(source(text))).toEqual(['real'])
  })
})

describe('sourceTree', () => {
  it('lists the sources of packages and actions, and says which are tests', async () => {
    await using repository = await gitRepository({
      'packages/a/src/b/c.ts': '1',
      'actions/d/src/e.test.ts': '2',
      'actions/d/src/fixture-site.ts': '3',
      'x.ts': '',
    })
    mkdirSync(join(repository.root, 'packages/a/build'))
    writeFileSync(join(repository.root, 'packages/a/build/c.ts'), '')
    expect(sourceTree(repository.root)).toEqual([
      { path: 'actions/d/src/e.test.ts', folder: 'actions/d', test: true, text: '2' },
      { path: 'actions/d/src/fixture-site.ts', folder: 'actions/d', test: true, text: '3' },
      { path: 'packages/a/src/b/c.ts', folder: 'packages/a', test: false, text: '1' },
    ])
  })
})
