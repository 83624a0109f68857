import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { sha256 } from '@upkeep/schema'
import type { Grant } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { checkFixture, leafFixture as leaf } from '../fixture-check.ts'
import { changesOf } from '../change.ts'
import { candidateRefusals, checkScriptRefusals } from './candidate.ts'
import type { EffectiveConfiguration } from './effective.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-guards-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const tools = fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url))
const PATH = [tools, process.env['PATH']].join(delimiter)
const commit = 'a'.repeat(40)
const grant: Grant = {
  action: 'test',
  owns: ['**'],
  limits: {},
  target: { kind: 'repository', base: commit, head: commit },
  budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
  may: { runCode: true, askModel: false, write: 'file' },
}

/** What the guards refuse where one file becomes another text; the compiler prints what a tsconfig comes to. */
async function refused(files: Record<string, string>, path: string, after: string): Promise<string[]> {
  await using repository = await gitRepository(files)
  await using workspace = await openWorkspace({ directory: repository.root, temp, isolation: 'copy' })
  const bytes = await workspace.read(path)
  const edit =
    bytes === null
      ? { path, blob: null, start: 0, end: 0, text: after }
      : { path, blob: sha256(bytes), start: 0, end: bytes.length, text: after }
  const tree = await workspace.compose([edit])
  if ('conflict' in tree) throw new Error('conflict')
  const effective: EffectiveConfiguration = async ({ argv, cwd }, composition) => {
    await using worktree = await workspace.open(composition)
    const options = { cwd, env: { PATH }, shell: 'sh', seconds: 60, network: 'none' } as const
    const { exit, stdout } = await worktree.exec(argv.join(' '), options)
    return exit === 0 ? stdout : null
  }
  const changes = await changesOf(workspace, tree)
  const found = await candidateRefusals(changes, tree, { grant, checks: [], workspace, effective })
  return found.map(({ guard, rule }) => `${guard} ${rule}`)
}

const base = '{ "compilerOptions": { "strict": true, "types": [] } }'

describe('configurations in the end', () => {
  it('may be written in another way that comes to the same', async () => {
    const files = { 'tsconfig.base.json': base, 'tsconfig.json': base, 'a.ts': '' }
    expect(await refused(files, 'tsconfig.json', '{ "extends": "./tsconfig.base.json" }')).toEqual([])
  })

  it('may not come to less, however it is written', async () => {
    const files = { 'tsconfig.base.json': '{ "compilerOptions": { "types": [] } }', 'tsconfig.json': base, 'a.ts': '' }
    const found = await refused(files, 'tsconfig.json', '{ "extends": "./tsconfig.base.json" }')
    expect(found).toContain('configuration compilerOptions.strict')
  })

  it('are compared as they are written where their tool is missing', async () => {
    const files = { 'eslint.config.js': 'export default [1]', 'a.js': '' }
    expect(await refused(files, 'eslint.config.js', 'export default []')).toEqual(['configuration eslint'])
  })
})

describe('checkScriptRefusals', () => {
  const check = (...leaves: Leaf[]): FoundCheck =>
    checkFixture({ id: 'a', kind: 'test', command: leaves.map(({ command }) => command).join(' && ') }, leaves)
  const touched = (path: string, ...leaves: Leaf[]) =>
    checkScriptRefusals([{ path, before: null, after: null }], [check(...leaves)]).map(({ sentence }) => sentence)

  it('refuses the script that a check runs, by itself or by an interpreter', () => {
    expect(touched('scripts/check.sh', leaf(['./scripts/check.sh']))).toHaveLength(1)
    expect(touched('a/run.mjs', leaf(['node', '--test', 'run.mjs'], 'a'))).toHaveLength(1)
    expect(touched('tests/run.py', leaf(['python3', '-W', 'tests/run.py']))).toHaveLength(1)
  })

  it('lets pass what a tool reads as its subject', () => {
    expect(touched('src/a.ts', leaf(['eslint', 'src/a.ts']), leaf(['node', 'b.js', 'src/a.ts']))).toEqual([])
  })
})
