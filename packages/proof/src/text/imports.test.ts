import { describe, expect, it } from '@jest/globals'
import { importedPaths } from './imports.ts'

const script = "import { readFile } from 'node:fs/promises'\nimport {\n  parse,\n  type Options,\n} from './parse.js'\n"
const python = 'import os\nfrom .models import (\n    User,\n)\n'
const among =
  (...known: string[]) =>
  async (path: string) =>
    known.includes(path)

describe('the imports of a file', () => {
  it('lead to the files of the repository', async () => {
    expect(await importedPaths('src/a.ts', script, among('src/parse.ts', 'parse.ts'))).toEqual(['src/parse.ts'])
    expect(await importedPaths('app/a.py', python, among('app/models.py', 'os.py'))).toEqual(['os.py', 'app/models.py'])
  })
})
