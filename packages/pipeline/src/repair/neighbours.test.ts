import { sourceText } from '@upkeep/agent-core'
import { expect, it } from '@jest/globals'
import { neighboursOf } from './neighbours.ts'

const neighbours = async (path: string, files: Record<string, string>) =>
  await neighboursOf(sourceText(path, files[path] ?? ''), {
    paths: new Set(Object.keys(files)),
    text: async (file) => await Promise.resolve(files[file] ?? null),
  })

it('The files that a file imports come with what an index hands on, and not with what they import themselves', async () => {
  expect(
    await neighbours('src/a.ts', {
      'src/a.ts': "import { Row } from './rows'\nimport { b } from './b'\n",
      'src/b.ts': "import './far'\n",
      'src/far.ts': '',
      'src/rows/index.ts': "export * from './row'\nexport { type Cell } from './cells'\n",
      'src/rows/row.ts': "import '../far'\n",
      'src/rows/cells/index.ts': "export * from './cell'\n",
      'src/rows/cells/cell.ts': '',
    }),
  ).toEqual(['src/rows/index.ts', 'src/b.ts', 'src/rows/row.ts', 'src/rows/cells/index.ts', 'src/rows/cells/cell.ts'])
  expect(
    await neighbours('app/a.py', {
      'app/a.py': 'from .rows import Row\n',
      'app/__init__.py': '',
      'app/rows/__init__.py': 'from .row import Row\n',
      'app/rows/row.py': '',
    }),
  ).toEqual(expect.arrayContaining(['app/rows/__init__.py', 'app/rows/row.py']))
})
