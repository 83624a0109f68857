import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import * as z from 'zod/mini'
import { ACTIONS } from './actions.ts'
import { NEEDS } from './init/needs.data.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const names = globSync('actions/*/package.json', { cwd: root })
  .map((path) => basename(dirname(path)))
  .toSorted()

/** One action is a folder of the same files. */
const FILES = ['README.md', 'action.yml', 'package.json', 'tsconfig.json', 'jest.config.js']
const STAGES = ['main', 'index', 'action', 'inputs', 'detect', 'propose', 'verify', 'publish']

/** It posts what the others have proven: no stages, and nothing for the command line. */
const PUBLISH = 'publish'
const PUBLISH_SOURCES = ['main', 'index', 'action', 'inputs', 'run', 'output']
const SCRIPTS = {
  bundle: 'node ../../packages/dev/bin/bundle.mjs',
  compile: 'tsc -b',
  test: 'node ../../packages/dev/bin/run-jest.mjs',
  'test:bundle':
    'node ../../packages/dev/bin/bundle.mjs --out build/bundle && node ../../packages/dev/bin/run-jest.mjs --bundle',
}
const Manifest = z.object({ name: z.string(), scripts: z.record(z.string(), z.string()) })

describe.each(names)('the action %s', (name) => {
  const at = (path: string) => join(root, 'actions', name, path)

  it('has the files of every action', () => {
    const files = [...FILES, ...(name === PUBLISH ? PUBLISH_SOURCES : STAGES).map((stage) => `src/${stage}.ts`)]
    expect(files.filter((file) => !existsSync(at(file)))).toEqual([])
  })

  it('has the scripts of every action and is called after its folder', () => {
    const manifest = Manifest.parse(JSON.parse(readFileSync(at('package.json'), 'utf8')))
    expect(manifest).toMatchObject({ name: `@upkeep/${name}`, scripts: SCRIPTS })
  })

  it('is offered by the command line, unless it only posts', () => {
    expect(ACTIONS.some((action) => action.name === name)).toBe(name !== PUBLISH)
  })

  it('runs on Node 24 from its bundle', () => {
    expect(readFileSync(at('action.yml'), 'utf8')).toMatch(/runs:\n {2}using: node24\n {2}main: dist\/index\.js\n/)
  })
})

it('upkeep init knows what each action of the command line needs', () => {
  expect(Object.keys(NEEDS).toSorted()).toEqual(ACTIONS.map(({ name }) => name).toSorted())
})

it('the command line offers no action that has no folder', () => {
  expect(ACTIONS.map((action) => action.name).filter((name) => !names.includes(name))).toEqual([])
})
