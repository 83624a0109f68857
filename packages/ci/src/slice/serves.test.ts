import { describe, expect, it } from '@jest/globals'
import { classifyWorkflow, sliceWorkflow } from '@upkeep/ci'
import type { CheckKind } from '@upkeep/schema'

const PATH = '.github/workflows/ci.yml'

/** The indexes of the steps of a job that stay for a kind. */
async function kept(kind: CheckKind, list: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const steps = list.map((step) => `      - ${step.replaceAll('\n', '\n        ')}\n`).join('')
  const text = `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`
  const source = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path: string) => await Promise.resolve(files[path] ?? null),
  }
  const { steps: found } = sliceWorkflow(await classifyWorkflow(PATH, text, source, []), text, { for: [kind] })
  return found.filter(({ keep }) => keep).map(({ step }) => step)
}

describe('a build before a wanted step', () => {
  it.each<[string, string, string, boolean]>([
    ['that compiles again by itself', 'run: cargo build --workspace', 'run: cargo test --workspace', false],
    [
      'that runs what was built',
      'run: cargo build --release',
      'run: ./target/release/x --self-test && cargo test',
      true,
    ],
    ['of go that compiles again', 'run: go build ./...', 'run: go test ./...', false],
    ['of go, with a file that others may run', 'run: go build -o bin/x ./cmd/x', 'run: go test ./...', true],
    ['of Python that does not name the package', 'run: python -m build && twine check dist/*', 'run: pytest', false],
    ['of Python that installs the package', 'run: uv build', 'run: pip install dist/*.whl && pytest', true],
    ['of which nothing is known', 'run: python -m build', 'run: ./tests/all', true],
    ['of Python that extensions are built for', 'run: python setup.py build_ext --inplace', 'run: pytest', true],
    ['that is an action', 'run: cargo build', 'uses: cypress-io/github-action@v6', true],
    ['of JavaScript', 'run: npx rollup -c', 'run: npx vitest run', true],
  ])('%s', async (_, build, test, stays) => {
    expect(await kept('test', [build, test])).toEqual(stays ? [0, 1] : [1])
  })

  it('stays where what it built is copied in between', async () => {
    expect(await kept('test', ['run: cargo build', 'run: cp target/debug/x /opt', 'run: cargo test'])).toEqual([
      0, 1, 2,
    ])
  })

  it('stays where a step in between that is kept later on reads it', async () => {
    const list = [
      'run: python -m build',
      'id: version\nrun: echo "v=$(ls dist)" >> $GITHUB_OUTPUT',
      'run: pytest --v ${{ steps.version.outputs.v }}',
    ]
    expect(await kept('test', list)).toEqual([0, 1, 2])
  })
})

describe('a build before a compiler that checks types', () => {
  const files = {
    'package.json': JSON.stringify({ name: 'own', scripts: { build: 'rollup -c', types: 'tsc --noEmit' } }),
    'tsconfig.json': '{\n  // sources only\n  "include": ["src", "test"],\n}',
    'src/index.ts': "import { x } from './x.js'\nimport ts from 'typescript'\nexport { x, ts }\n",
    'src/x.ts': 'export const x = 1\n',
    'test/x.ts': "import { x } from '../src'\nx\n",
  }
  const list = ['run: npm ci', 'run: npm run build', 'run: npm run types']

  it('goes where every import of the sources is in the tree or installed', async () => {
    expect(await kept('typecheck', list, files)).toEqual([0, 2])
  })

  it.each<[string, Record<string, string>]>([
    ['a test imports the package by its name', { 'test/x.ts': "import { x } from 'own'\n" }],
    ['a test imports what is built', { 'test/x.ts': "import { x } from '../dist/index.js'\n" }],
    ['sources are generated', { 'src/index.ts': "export * from './generated/api'\n" }],
    ['its map of imports is used', { 'src/index.ts': "import '#x'\n" }],
    [
      'there are workspaces',
      {
        'package.json': JSON.stringify({
          name: 'own',
          workspaces: ['a'],
          scripts: { build: 'x', types: 'tsc --noEmit' },
        }),
      },
    ],
    [
      'a package beside it is a dependency',
      {
        'package.json': JSON.stringify({
          dependencies: { a: 'file:../a' },
          scripts: { build: 'x', types: 'tsc --noEmit' },
        }),
      },
    ],
    ['projects refer to each other', { 'tsconfig.json': '{ "references": [{ "path": "a" }], "include": ["src"] }' }],
    [
      'paths lead to what is built',
      { 'tsconfig.json': '{ "compilerOptions": { "paths": { "own": ["./dist/x.d.ts"] } }, "include": ["src"] }' },
    ],
    ['a folder that is built is included', { 'tsconfig.json': '{ "include": ["src", "types"] }' }],
    ['its tsconfig can not be read', { 'tsconfig.json': '{' }],
  ])('stays where %s', async (_, more) => {
    expect(await kept('typecheck', list, { ...files, ...more })).toEqual([0, 1, 2])
  })
})

describe('the cache of a tool', () => {
  const cache = (path: string) => `uses: actions/cache@v4\nwith:\n  path: ${path}\n  key: a`
  it('goes with the steps that run the tool', async () => {
    const list = [cache('.mypy_cache'), 'run: mypy .', 'run: pytest']
    expect(await kept('test', list)).toEqual([2])
    expect(await kept('typecheck', list)).toEqual([0, 1])
  })

  it('stays where a kept step names the tool, nothing does, or it may be more than that', async () => {
    expect(await kept('test', [cache('~/.cache/pip'), 'run: pip install x', 'run: pytest'])).toEqual([0, 1, 2])
    expect(await kept('test', [cache('.thingcache'), 'run: pytest'])).toEqual([0, 1])
    expect(await kept('test', [cache('node_modules'), 'run: npx eslint .', 'run: npx jest'])).toEqual([0, 2])
  })
})

describe('what only looks like a build', () => {
  it('is a check of one: it does not stay for others', async () => {
    const manifest = { scripts: { 'dist:check': 'node scripts/x.mjs', 'build-check': 'tsc --noEmit', test: 'jest' } }
    const files = { 'package.json': JSON.stringify(manifest) }
    const list = [
      'name: Check the build output\nrun: npm run dist:check',
      'name: Compile\nrun: npm run build-check',
      'run: npx eslint .',
    ]
    expect(await kept('lint', list, files)).toEqual([2])
    expect(await kept('typecheck', list, files)).toEqual([1])
    expect(await kept('test', list, files)).toEqual([0])
  })

  it('is a test where a package that takes what the repository packs is compiled by its own tests', async () => {
    const files = {
      'package.json': JSON.stringify({ scripts: { test: 'cd examples/a && npm test' } }),
      'examples/a/package.json': JSON.stringify({
        dependencies: { own: 'file:../../own.tgz' },
        scripts: { test: 'tsc --noEmit' },
      }),
    }
    expect(await kept('typecheck', ['run: npm test'], files)).toEqual([])
    expect(await kept('test', ['run: npm test'], files)).toEqual([0])
  })
})
