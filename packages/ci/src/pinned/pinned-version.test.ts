import { expect, it } from '@jest/globals'
import { pinnedVersion } from '@upkeep/ci'
import { checksOf } from '../failing/workflows.fixture.ts'
import { LOCK_FILES } from './lock-files.ts'
import { isVersion } from './pinned-version.ts'

const BERRY = `__metadata:
  version: 8

"eslint@npm:^7.0.0":
  version: 7.32.0
  resolution: "eslint@npm:7.32.0"

"eslint@npm:^8.0.0, eslint@npm:^8.1.0":
  version: 8.57.0
`
const CLASSIC = `# yarn lockfile v1


"@types/eslint@^8":
  version "9.9.9"

eslint@^8.0.0:
  version "8.57.0"
  resolved "https://registry.yarnpkg.com/eslint/-/eslint-8.57.0.tgz"
`
const PNPM = `lockfileVersion: '9.0'

importers:

  .:
    devDependencies:
      eslint:
        specifier: ^8.0.0
        version: 8.57.0(jiti@1.0.0)
  web:
    devDependencies:
      eslint: { specifier: ^9.0.0, version: 9.1.0 }
      oxfmt: { specifier: ^0.50.0, version: 0.50.0 }

packages:

  eslint@8.57.0: {}
`
const BUN = `{
  "lockfileVersion": 1,
  "packages": {
    "eslint": ["eslint@8.57.0", "", { "dependencies": {} }, "sha512-x"],
  },
}
`
const TABLES = `version = 1

[[package]]
name = "black-jack"
version = "9.9"

[[package]]
name = "Black"
version = "24.1.0"
`
const GO = `module example.com/a

go 1.24

toolchain go1.24.3

tool (
	github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	honnef.co/go/tools/cmd/staticcheck
)

require github.com/golangci/golangci-lint/v2 v2.1.6 // indirect
`
const HOOKS = `repos:
  - repo: https://github.com/psf/black-pre-commit-mirror
    rev: 24.1.0
    hooks: [{ id: black }]
  - repo: https://github.com/astral-sh/ruff-pre-commit.git
    rev: v0.5.1
    hooks: [{ id: ruff }]
`

const CASES: [string, string, Record<string, string>, string | null][] = [
  [
    'package-lock.json',
    'npx eslint .',
    { 'package-lock.json': '{"packages":{"node_modules/eslint":{"version":"8.57.0"}}}' },
    '8.57.0',
  ],
  [
    'package-lock.json of the first format',
    'npx eslint .',
    { 'package-lock.json': '{"dependencies":{"eslint":{"version":"8.57.0"}}}' },
    '8.57.0',
  ],
  [
    'package-lock.json, of a package that is called otherwise',
    'npx biome check .',
    { 'package-lock.json': '{"packages":{"node_modules/@biomejs/biome":{"version":"2.0.0"}}}' },
    '2.0.0',
  ],
  ['pnpm-lock.yaml', 'pnpm eslint .', { 'pnpm-lock.yaml': PNPM }, '8.57.0'],
  [
    'pnpm-lock.yaml, where package.json names pnpm and npm has left a file behind',
    'pnpm eslint .',
    {
      'package-lock.json': '{"packages":{"node_modules/eslint":{"version":"7.0.0"}}}',
      'pnpm-lock.yaml': PNPM,
      'package.json': '{ "packageManager": "pnpm@11.3.0" }',
    },
    '8.57.0',
  ],
  ['pnpm-lock.yaml, of a folder of its own', 'cd web && npx eslint .', { 'pnpm-lock.yaml': PNPM }, '9.1.0'],
  [
    'pnpm-lock.yaml, of what a script runs',
    'cd web && pnpm run format:check',
    { 'pnpm-lock.yaml': PNPM, 'web/package.json': '{"scripts":{"format:check":"oxfmt --check ."}}' },
    '0.50.0',
  ],
  ['yarn.lock', 'npx eslint .', { 'yarn.lock': CLASSIC }, '8.57.0'],
  [
    'yarn.lock of berry, with two versions',
    'npx eslint .',
    { 'yarn.lock': BERRY, 'package.json': '{"devDependencies":{"eslint":"^8.0.0"}}' },
    '8.57.0',
  ],
  ['yarn.lock of berry, where nobody can say which', 'npx eslint .', { 'yarn.lock': BERRY }, null],
  ['bun.lock', 'bunx eslint .', { 'bun.lock': BUN }, '8.57.0'],
  ['uv.lock', 'uv run black --check .', { 'uv.lock': TABLES }, '24.1.0'],
  ['poetry.lock', 'poetry run black --check .', { 'poetry.lock': TABLES }, '24.1.0'],
  ['pdm.lock', 'pdm run black --check .', { 'pdm.lock': TABLES }, '24.1.0'],
  ['Pipfile.lock', 'black --check .', { 'Pipfile.lock': '{"develop":{"black":{"version":"==24.1.0"}}}' }, '24.1.0'],
  [
    'requirements',
    'black --check .',
    { 'requirements-dev.txt': '# black==1\nblack-jack==9.9\nblack[d] == 24.1.0 ; python_version > "3"\n' },
    '24.1.0',
  ],
  [
    'requirements in a folder',
    'black --check .',
    { 'requirements/lint.requirements.txt': 'Black==24.1.0\n' },
    '24.1.0',
  ],
  ['requirements with a range', 'black --check .', { 'requirements.txt': 'black>=24\n' }, null],
  ['.pre-commit-config.yaml', 'ruff check .', { '.pre-commit-config.yaml': HOOKS }, '0.5.1'],
  ['go.mod, a tool', 'go tool golangci-lint run', { 'go.mod': GO }, '2.1.6'],
  ['go.mod, of Go itself', 'go vet ./...', { 'go.mod': GO }, '1.24.3'],
  ['rust-toolchain', 'cargo clippy', { 'rust-toolchain': '1.75\n' }, '1.75'],
  [
    'rust-toolchain.toml',
    'cargo fmt --check',
    { 'rust-toolchain.toml': '[toolchain]\nchannel = "1.75.0"\n' },
    '1.75.0',
  ],
  [
    'rust-toolchain.toml, a channel',
    'cargo clippy',
    { 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\n' },
    null,
  ],
  ['nothing', 'black --check .', { 'setup.py': '' }, null],
  ['what is broken', 'npx eslint .', { 'package-lock.json': '{', 'pnpm-lock.yaml': '\t- :', 'bun.lock': '' }, null],
]

it.each(CASES)('A pinned version is read from %s', async (_, command, files, version) => {
  const workflow = `on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`
  const [found] = await checksOf(workflow, files)
  const [leaf] = found?.leaves ?? []
  if (found === undefined || leaf === undefined) throw new Error(`no check is found for ${command}`)
  const source = {
    list: () => Promise.resolve(Object.keys(files)),
    read: (path: string) => Promise.resolve(files[path] ?? null),
  }
  expect((await pinnedVersion(leaf, found, source))?.version ?? null).toBe(version)
})

it('A pinned version is read from the command that installs it', async () => {
  const [found] = await checksOf(
    'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pip install "black==24.1.0" pytest\n      - run: black --check .\n',
  )
  const [leaf] = found?.leaves ?? []
  if (found === undefined || leaf === undefined) throw new Error('no check is found')
  const none = { list: () => Promise.resolve([]), read: () => Promise.resolve(null) }
  expect(await pinnedVersion(leaf, found, none)).toEqual({
    version: '24.1.0',
    from: 'pip install "black==24.1.0" pytest',
  })
})

it.each([
  ['v2.4.0', '2.4.0'],
  ['latest', null],
])('A pinned version is read from the action that runs the tool: %s', async (asked, version) => {
  const [found] = await checksOf(
    `on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: golangci/golangci-lint-action@v8\n        with: { version: ${asked} }\n`,
  )
  const [leaf] = found?.leaves ?? []
  if (found === undefined || leaf === undefined) throw new Error('no check is found')
  const none = { list: () => Promise.resolve([]), read: () => Promise.resolve(null) }
  const pin = version === null ? null : { version, from: '.github/workflows/ci.yml' }
  expect(await pinnedVersion(leaf, found, none)).toEqual(pin)
})

it('Files that somebody wrote to keep a reader busy are read in no time', () => {
  const hostile = [
    'a['.repeat(30_000),
    ' a['.repeat(30_000),
    '/a'.repeat(50_000),
    '"a@'.repeat(30_000),
    ': '.repeat(1_000),
  ]
  const started = performance.now()
  for (const text of hostile)
    for (const kind of LOCK_FILES) expect(kind.read(text, { name: 'eslint', folder: '.', manifest: text })).toBeNull()
  expect(performance.now() - started).toBeLessThan(10_000)
})

it('A version that names fewer parts stands for all that begin so', () => {
  const pin = { version: '1.75', from: 'rust-toolchain' }
  expect(['1.75.0', '1.75', '1.76.0', '1.7'].map((version) => isVersion(version, pin))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
