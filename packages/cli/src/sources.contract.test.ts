import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { importsOf, sourceTree } from '@upkeep/testing'
import type { SourceFile } from '@upkeep/testing'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = sourceTree(root)
const isData = ({ path }: SourceFile) => /\.(?:data|generated)\.ts$/.test(path)

const linesOf = ({ text }: SourceFile) => text.split('\n').length - 1
const paths = (files: readonly SourceFile[]) => files.map(({ path }) => path)

/** Sources, tests aside, outside the given folders, that hold the pattern. */
function holding(pattern: RegExp, except: readonly string[]): string[] {
  return paths(sources.filter(({ folder, test, text }) => !test && !except.includes(folder) && pattern.test(text)))
}

describe('every source file', () => {
  it('has at most 400 lines, data aside', () => {
    expect(paths(sources.filter((file) => !isData(file) && linesOf(file) > 400))).toEqual([])
  })

  it('has at most 40 lines where it is a main.ts', () => {
    const mains = sources.filter(({ path }) => path.endsWith('/src/main.ts'))
    expect(paths(mains.filter((file) => linesOf(file) > 40))).toEqual([])
  })

  it('is named after a thing of the domain, not after a drawer or a job title', () => {
    const drawer = /(?:^|[/-])(?:utils?|helpers?|common|misc|managers?|processors?|services?)(?=[-./]|$)/i
    expect(paths(sources.filter((file) => !isData(file) && drawer.test(file.path)))).toEqual([])
  })

  it('reads the environment in entry, cli and the tools of development only', () => {
    const allowed = ['packages/entry', 'packages/cli', 'packages/dev', 'packages/generate', 'packages/testing']
    expect(holding(/\bprocess\.env\b/, allowed)).toEqual([])
  })

  it("asks the runner's toolkit for inputs and reports failure in entry only", () => {
    expect(holding(/\b(?:getInput|getMultilineInput|getBooleanInput|setFailed)\b/, ['packages/entry'])).toEqual([])
  })

  it('exports by name: no `export *`, no default export', () => {
    expect(holding(/^export (?:\*|default\b)/m, [])).toEqual([])
  })
})

describe('every test', () => {
  it('uses the real modules and is never skipped', () => {
    const words = [
      'jest\\.mock',
      'unstable_mockModule',
      '\\b(?:it|test|describe)\\.(?:skip|todo|only)\\b',
      '\\bx(?:it|describe)\\(',
    ]
    const pattern = new RegExp(words.join('|'))
    const own = 'packages/cli/src/sources.contract.test.ts'
    expect(paths(sources.filter(({ path, test, text }) => test && path !== own && pattern.test(text)))).toEqual([])
  })
})

describe("every checker's parser", () => {
  it('is string in, value out: it reads no file and starts no process', () => {
    const parsers = sources.filter(({ path }) => /^packages\/checkers\/src\/[\w-]+\/parse\.ts$/.test(path))
    const effects = /^(?:node:(?:fs|child_process|net|http|https|os|process|worker_threads)(?:\/.*)?|@actions\/.*)$/
    expect(paths(parsers.filter((file) => importsOf(file).some((specifier) => effects.test(specifier))))).toEqual([])
    expect(parsers.length).toBeGreaterThanOrEqual(5)
  })
})
