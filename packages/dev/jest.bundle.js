import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import base from './jest.js'

/** Tests of the bundle of the action in the current folder: those of every action, and its own `*.bundle.test.ts`. */
export default {
  ...base,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: [fileURLToPath(new URL('src', import.meta.url)), join(process.cwd(), 'src')],
  testMatch: ['**/*.bundle.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: [],
}
