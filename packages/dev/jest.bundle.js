import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import base from './jest.js'

const ofAction = basename(dirname(process.cwd())) === 'actions'

/** Tests of bundles: of the action in the current folder those of every action, and of any package its own `*.bundle.test.ts`. */
export default {
  ...base,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: [...(ofAction ? [fileURLToPath(new URL('src', import.meta.url))] : []), join(process.cwd(), 'src')],
  testMatch: ['**/*.bundle.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: [],
}
