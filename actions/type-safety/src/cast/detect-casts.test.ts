import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { prove } from '@upkeep/proof'
import { openFixture } from '../fixture-repository.ts'
import type { Fixture } from '../fixture-repository.ts'
import type { TypeSafetyProposal } from '../payload.ts'
import { propose } from '../propose.ts'
import { publish } from '../publish.ts'
import { verify } from '../verify.ts'
import { detectCasts } from './detect-casts.ts'

const path = [fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url)), process.env['PATH']].join(
  delimiter,
)
const { resolve } = createRequire(import.meta.url)

/** Puts a compiler where the examined repository would have its own; `5` has an interface, `7` has not. */
function install({ root }: Fixture, version: '7' | '5'): void {
  const folder = join(root, 'node_modules')
  mkdirSync(folder)
  if (version === '7') return symlinkSync(dirname(resolve('typescript/package.json')), join(folder, 'typescript'))
  const library = join(dirname(resolve('@ts-morph/common')), 'typescript.js')
  mkdirSync(join(folder, 'typescript'))
  writeFileSync(join(folder, 'typescript', 'package.json'), '{ "version": "5.9.2", "main": "index.js" }')
  writeFileSync(join(folder, 'typescript', 'index.js'), `module.exports = require(${JSON.stringify(library)})`)
}

const CONFIG = JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [] }, include: ['src'] })
const CHECK = { argv: ['tsc', '-p', 'tsconfig.json'] }
const IGNORED = { '.gitignore': 'node_modules\n' }

interface Settled {
  found: string[]
  proven: string[]
  left: string
  commands: string[]
  titles: string[]
}

async function settle(files: Record<string, string>, version: '7' | '5' = '7', casts = 'needless'): Promise<Settled> {
  const checks = [CHECK]
  await using fixture = await openFixture({ ...IGNORED, ...files }, checks, { path, inputs: { casts } })
  install(fixture, version)
  const { context, commands } = fixture
  const { findings, left } = await detectCasts(context)
  const proposals: TypeSafetyProposal[] = []
  const open = findings.map((finding) => ({ finding, attempts: [] }))
  for await (const one of propose(open, 'L0', context)) if ('edits' in one) proposals.push(one)
  const { passing, verified } = await prove('casts', proposals, async (subset) => {
    const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
    if ('conflict' in tree) throw new Error('conflict')
    return (await verify({ proposals: subset, tree, depth: 'proof' }, context)).verdict
  })
  const operations = publish(verified === null ? [] : [{ verified, files: [] }], context)
  return {
    found: findings.map(({ rule, data }) => `${data.path}:${data.line} ${rule}`),
    proven: passing.map(({ data }) => `${data.path}:${data.line}`),
    left: left.map(({ what, why }) => `${what}: ${why}`).join('\n'),
    commands,
    titles: operations.map((operation) =>
      'title' in operation ? operation.title.map(({ text }) => text).join('') : '',
    ),
  }
}

const NEEDED = `
export function needed(a: string | null, b: { x: string }) {
  const c: string = a!
  const d = (b as any).y
  return [c, d]
}
`
const NEEDLESS = `
export function needless(a: string | null, b: { x: string }) {
  if (a === null) return ''
  const c: string = a!
  const d = (b as any).x
  return c + d + (b as unknown as { x: string }).x
}
`

describe('detectCasts', () => {
  it('finds and proves the casts that no compiler run needs, and keeps the others', async () => {
    const { found, proven, titles } = await settle({
      'tsconfig.json': CONFIG,
      'src/a.ts': NEEDED,
      'src/b.ts': NEEDLESS,
    })
    expect(found).toEqual([
      'src/b.ts:4 needless-non-null-assertion',
      'src/b.ts:5 needless-any-cast',
      'src/b.ts:6 needless-double-cast',
    ])
    expect(proven).toEqual(['src/b.ts:4', 'src/b.ts:5', 'src/b.ts:6'])
    expect(titles).toEqual(['Remove 3 casts that change nothing'])
  }, 60_000)

  it('keeps a cast that any other tsconfig needs', async () => {
    const loose = JSON.stringify({ extends: './tsconfig.json', compilerOptions: { lib: ['es5'] }, include: ['src'] })
    const source = 'export const a: number | undefined = ([1] as any).at(0)\n'
    const files = { 'tsconfig.json': CONFIG.replace('"types"', '"lib":["es2022"],"types"'), 'src/a.ts': source }
    expect((await settle(files)).found).toEqual(['src/a.ts:1 needless-any-cast'])
    expect((await settle({ ...files, 'tsconfig.old.json': loose })).found).toEqual([])
  }, 60_000)

  it('keeps ! where null is no type of its own', async () => {
    const config = CONFIG.replace('"strict":true', '"strict":false')
    const { found } = await settle({ 'tsconfig.json': config, 'src/a.ts': NEEDLESS })
    expect(found).not.toContain('src/a.ts:4 needless-non-null-assertion')
    expect(found).toContain('src/a.ts:5 needless-any-cast')
  }, 60_000)

  it('asks the type checker which casts change no type, where it has an interface', async () => {
    const source = `
export function f(a: string, b: any, c: string | number, d: string | null) {
  const same = a as string
  const told = b as string
  const narrower = c as string
  const never = a!
  const null_ = d! as any
  return [same, told.length, narrower.length, never, null_]
}
`
    const files = { 'tsconfig.json': CONFIG, 'src/a.ts': source }
    const { found, proven } = await settle(files, '5', 'redundant')
    expect(found).toEqual(['src/a.ts:3 redundant-cast', 'src/a.ts:6 needless-non-null-assertion'])
    expect(proven).toEqual(['src/a.ts:3', 'src/a.ts:6'])
    const without = await settle(files, '7', 'redundant')
    expect([without.found, without.commands]).toEqual([[], []])
    expect(without.left).toMatch(/redundant casts: .*no interface/)
  }, 60_000)

  it('judges nothing where modules are missing, and says so', async () => {
    const files = {
      'tsconfig.json': CONFIG,
      'src/a.ts': `import { z } from 'zod'\n${NEEDLESS}export const a = z as any\n`,
    }
    const { found, left } = await settle(files)
    expect(found).toEqual([])
    expect(left).toMatch(/modules are missing/)
  }, 60_000)

  it('runs nothing where there is no cast', async () => {
    const { commands } = await settle({ 'tsconfig.json': CONFIG, 'src/a.ts': 'export const a = [1] as const\n' })
    expect(commands).toEqual([])
  })
})
