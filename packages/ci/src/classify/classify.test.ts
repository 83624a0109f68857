import { describe, expect, it } from '@jest/globals'
import { classify, findChecks } from '@upkeep/ci'
import type { FileSource, FoundCheck } from '@upkeep/ci'

const source = (files: Record<string, string>): FileSource => ({
  list: async () => await Promise.resolve(Object.keys(files)),
  read: async (path) => await Promise.resolve(files[path] ?? null),
})

/** The checks of one workflow whose only job runs these steps. */
const checksOf = async (steps: string, files: Record<string, string> = {}, job = ''): Promise<FoundCheck[]> => {
  const indented = steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')
  const text = `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${job}    steps:\n${indented}\n`
  return findChecks(await classify(source({ '.github/workflows/ci.yml': text, ...files }))).checks
}
const manifest = (scripts: Record<string, string>, rest: Record<string, unknown> = {}) =>
  JSON.stringify({ name: 'root', scripts, ...rest }, null, 2)
const kindsOf = (checks: readonly FoundCheck[]) => checks.map(({ check }) => check.kinds.toSorted().join('+'))
const tools = (checks: readonly FoundCheck[]) =>
  checks.flatMap(({ leaves }) => leaves.map(({ argv }) => argv.join(' ')))

describe('classify, on trees that are not as expected', () => {
  it('finds nothing where there is no workflow', async () => {
    expect(await classify(source({ 'README.md': '' }))).toEqual({ workflows: [], unresolved: [] })
  })

  it('finds no check in a workflow that only greets', async () => {
    expect(await checksOf('- run: echo hello')).toEqual([])
  })

  it('names line and column of broken YAML and still reads the other workflows', async () => {
    const broken = 'on: push\njobs:\n  a:\n    steps: [}\n'
    const good = 'on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: eslint .\n'
    const found = await classify(source({ '.github/workflows/a.yml': broken, '.github/workflows/b.yml': good }))
    expect(found.unresolved[0]?.reason).toMatch(/line 4, column \d+/)
    expect(findChecks(found).checks.map(({ check }) => check.command)).toEqual(['eslint .'])
  })

  it('reads anchors and merge keys', async () => {
    const checks = await checksOf('- &lint\n  name: Lint\n  run: eslint .\n- <<: *lint\n  run: tsc --noEmit')
    expect(checks.map(({ check }) => check.command)).toEqual(['eslint .', 'tsc --noEmit'])
  })

  it('gives up neither on a giant script nor on one that is no shell at all', async () => {
    const giant = Array.from({ length: 5000 }, (_, index) => `    echo ${index}`).join('\n')
    const checks = await checksOf(`- run: |\n${giant}\n    eslint .\n- run: ")) && ((( '"\n- run: mypy .`)
    expect(kindsOf(checks)).toContain('typecheck')
  })

  it('reads bash arrays, here-documents and functions without failing', async () => {
    const script = [
      '- run: |',
      '    files=(a b)',
      '    declare -a more=(c)',
      '    cat <<EOF > x',
      '    eslint not-a-command',
      '    EOF',
      '    check() { mypy "$1"; }',
      '    check src',
    ].join('\n')
    const checks = await checksOf(script)
    expect(tools(checks).some((tool) => tool.startsWith('eslint'))).toBe(false)
    expect(kindsOf(checks)).toEqual(['typecheck'])
  })

  it('ends on scripts and targets that call themselves', async () => {
    const files = {
      'package.json': manifest({ a: 'npm run b', b: 'npm run a && eslint .' }),
      Makefile: 'x: y\n\teslint .\ny: x\n\tmypy .\n',
    }
    const checks = await checksOf('- run: npm run a\n- run: make x', files)
    expect(kindsOf(checks)).toEqual(['lint', 'lint+typecheck'])
  })

  it('does not throw on a script pattern that is no regular expression', async () => {
    await expect(
      checksOf('- run: pnpm run "/[/"', { 'package.json': manifest({ lint: 'eslint .' }) }),
    ).resolves.toBeDefined()
  })
})

describe('classify, through what repositories put between a workflow and a tool', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'npm with pre and post scripts',
      'npm test',
      { 'package.json': manifest({ pretest: 'eslint .', test: 'vitest run', posttest: 'tsc --noEmit' }) },
      ['eslint .', 'vitest run', 'tsc --noEmit'],
    ],
    [
      'npm-run-all globs',
      'npm run lint',
      { 'package.json': manifest({ lint: 'run-p lint:*', 'lint:js': 'eslint .', 'lint:types': 'tsc --noEmit' }) },
      ['eslint .', 'tsc --noEmit'],
    ],
    [
      'concurrently',
      'npm run all',
      { 'package.json': manifest({ all: 'concurrently "npm:lint" "tsc --noEmit"', lint: 'eslint .' }) },
      ['eslint .', 'tsc --noEmit'],
    ],
    [
      'a workspace by name',
      'npm run lint -w packages/a',
      {
        'package.json': manifest({}, { workspaces: ['packages/*'] }),
        'packages/a/package.json': JSON.stringify({ name: 'a', scripts: { lint: 'eslint src' } }),
      },
      ['eslint src'],
    ],
    [
      'pnpm -r',
      'pnpm -r lint',
      {
        'package.json': manifest({}),
        'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
        'packages/a/package.json': JSON.stringify({ name: 'a', scripts: { lint: 'eslint src' } }),
      },
      ['eslint src'],
    ],
    [
      'turbo',
      'npx turbo run lint',
      {
        'package.json': manifest({}, { workspaces: ['p/*'] }),
        'p/a/package.json': JSON.stringify({ name: 'a', scripts: { lint: 'eslint src' } }),
      },
      ['eslint src'],
    ],
    ...[
      ['turbo of what changed, with words for the script', 'turbo run lint --filter="...[origin/main]" -- --quiet src'],
      ['turbo of what changed in a folder', 'turbo lint --filter={./p/a}[HEAD^1] --filter=!b -- --quiet src'],
      ['pnpm with a package left out', 'pnpm --filter "p/*" --filter "!b" run lint --quiet src'],
    ].map(([what = '', command = '']): [string, string, Record<string, string>, string[]] => [
      what,
      command,
      {
        'package.json': manifest({ lint: 'turbo run lint' }, { workspaces: ['p/*'] }),
        'p/a/package.json': JSON.stringify({ name: 'a', scripts: { lint: 'eslint' } }),
        'p/b/package.json': JSON.stringify({ name: 'b', scripts: { src: 'mypy src' } }),
      },
      ['eslint --quiet src'],
    ]),
    ['make with variables', 'make lint', { Makefile: 'SRC := src tests\nlint:\n\t@mypy $(SRC)\n' }, ['mypy src tests']],
    ['just', 'just lint', { justfile: 'lint: types\n  ruff check .\ntypes:\n  mypy .\n' }, ['mypy .', 'ruff check .']],
    [
      'tox',
      'tox -e types',
      { 'tox.ini': '[tox]\nenvlist = py,types\n[testenv:types]\ncommands =\n  mypy {posargs:src}\n' },
      ['mypy src'],
    ],
    [
      'nox',
      'nox -s lint',
      {
        'noxfile.py':
          'import nox\n\n@nox.session\ndef lint(session):\n    session.install("mypy")\n    session.run("mypy", "src")\n',
      },
      ['mypy src'],
    ],
    [
      'hatch',
      'hatch run types:check',
      { 'pyproject.toml': '[tool.hatch.envs.types.scripts]\ncheck = "mypy {args:src}"\n' },
      ['mypy src'],
    ],
    [
      'poe',
      'poetry run poe lint',
      { 'pyproject.toml': '[tool.poe.tasks]\nlint = ["types"]\ntypes = "mypy src"\n' },
      ['mypy src'],
    ],
    [
      'a shell script of the repository, as on CI',
      './scripts/check',
      { 'scripts/check': '#!/bin/sh\nif [ -z "$GITHUB_ACTIONS" ]; then\n  pytest\nfi\nmypy src\n' },
      ['mypy src'],
    ],
    ['a tool of node_modules by its manager', 'pnpm tsc --noEmit', { 'package.json': manifest({}) }, ['tsc --noEmit']],
    ['a tool with its version', 'npx eslint@9 .', {}, ['eslint .']],
    ['wrappers on wrappers', 'timeout 60 xvfb-run -a env A=b uv run python -m mypy src', {}, ['mypy src']],
  ])('follows %s', async (_, run, files, expected) => {
    const found = tools(await checksOf(`- run: ${run}`, files)).filter(
      (tool) => !tool.startsWith('pip') && !/^(?:set|\[)/.test(tool),
    )
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(found.some((tool) => tool === 'pytest')).toBe(false)
  })

  it.each([
    ['a lock file of uv', '', true],
    ['the executor uv', 'executor = "uv"\n', true],
    ['a virtual environment that is asked for', 'executor = { type = "virtualenv" }\n', true],
    ['an executor that takes what is there', 'executor.type = "simple"\n', false],
    ['poetry, which knows where its environment lies', '[tool.poetry]\nname = "a"\n', false],
  ])('finds the tools of a task of poe in the environment of the project: %s', async (_, table, isThere) => {
    const project = `[tool.poe]\n${table}[tool.poe.tasks]\nfmt = "ruff format --check"\n`
    const checks = await checksOf('- run: poe fmt', { 'pyproject.toml': project, 'uv.lock': 'version = 1\n' })
    const leaves = checks.flatMap((check) => check.leaves).filter(({ argv }) => argv[0] === 'ruff')
    expect(leaves.map(({ path }) => path)).toEqual([isThere ? ['.venv/bin'] : []])
  })

  it.each([
    ['"ruff check"', 'ruff check --quiet a.py'],
    ['{ cmd = "ruff check" }', 'ruff check --quiet a.py'],
    ['{ cmd = "ruff check", args = ["quiet"] }', 'ruff check'],
    ['{ shell = "ruff check" }', 'ruff check'],
    ['["ruff check"]', null],
  ])('hands further words to a task of poe that is one command: %s', async (task, command) => {
    const project = `[tool.poe.tasks]\nlint = ${task}\n`
    const checks = await checksOf('- run: poe lint --quiet a.py', { 'pyproject.toml': project })
    const leaves = checks.flatMap((check) => check.leaves).filter(({ argv }) => argv[0] === 'ruff')
    expect(leaves.map((leaf) => leaf.command)).toEqual(command === null ? [] : [command])
  })

  it('keeps the folder of each line of a recipe to that line', async () => {
    const checks = await checksOf('- run: make lint', { Makefile: 'lint:\n\tcd one && eslint .\n\tcd two && mypy .\n' })
    const places = checks.flatMap(({ leaves }) =>
      leaves.filter(({ invocation }) => invocation !== null).map(({ cwd }) => cwd),
    )
    expect(places).toEqual(['one', 'two'])
  })

  it('runs through the loops of a recipe', async () => {
    const recipe =
      '@$(foreach mod,$(MODULES), \\\n\t\t(cd $(mod) && golangci-lint run --path-prefix $(mod) ./...) &&) true'
    const checks = await checksOf('- run: make lint', { Makefile: `MODULES = . ./exp\nlint:\n\t${recipe}\n` })
    const leaves = checks.flatMap((check) => check.leaves).filter(({ invocation }) => invocation !== null)
    expect(leaves.map(({ argv, cwd }) => `${cwd}: ${argv.join(' ')}`)).toEqual([
      '.: golangci-lint run --path-prefix . ./...',
      'exp: golangci-lint run --path-prefix ./exp ./...',
    ])
  })

  it('leaves loops alone that write without end, and those that have none', async () => {
    const many = `V = ${'a '.repeat(200)}\nlint:\n\t$(foreach a,$(V),$(foreach b,$(V),$(foreach c,$(V),eslint $(a)$(b);)))\n\tmypy .\n`
    for (const Makefile of [many, 'lint:\n\t$(foreach a,b,eslint\n\tmypy .\n'])
      expect(tools(await checksOf('- run: make lint', { Makefile }))).toContain('mypy .')
  })

  it('knows variables that the script itself sets', async () => {
    const checks = await checksOf('- run: ./lint.sh', {
      'lint.sh': '#!/bin/sh\nexport FILES="src tests"\nPREFIX=""\n${PREFIX}mypy $FILES\n',
    })
    expect(tools(checks)).toContain('mypy src tests')
  })

  it('says that a hook of pre-commit can not be called directly, and still what it is', async () => {
    const config =
      'repos:\n  - repo: https://example.org/mirrors-mypy\n    rev: v1\n    hooks:\n      - id: mypy\n        args: [--strict]\n'
    const [check] = await checksOf('- uses: pre-commit/action@v3', { '.pre-commit-config.yaml': config })
    expect(check?.check.command).toMatch(/^pre-commit run --all-files/)
    expect(check?.leaves[0]?.invocation?.checker).toBe('mypy')
    expect(check?.leaves[0]?.runnable).toBe(false)
  })

  it('calls a build script that compiles a build first', async () => {
    const [check] = await checksOf('- run: npm run build', { 'package.json': manifest({ build: 'tsc -p .' }) })
    expect(check?.check.kind).toBe('build')
    expect(check?.check.kinds).toEqual(expect.arrayContaining(['build', 'typecheck']))
  })

  it('finds the checks of a local composite action', async () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - run: eslint .\n      shell: bash\n'
    const checks = await checksOf('- uses: ./.github/actions/lint', { '.github/actions/lint/action.yml': action })
    expect(checks.map(({ check }) => check.command)).toEqual(['eslint .'])
  })

  it('takes no input that only a runner knows for its default', async () => {
    const action =
      'inputs: { where: { default: . } }\nruns:\n  using: composite\n  steps:\n    - run: eslint ${{ inputs.where }}\n      shell: bash\n'
    const files = { '.github/actions/lint/action.yml': action }
    const uses = '- uses: ./.github/actions/lint'
    const given = (value: string) => checksOf(`${uses}\n  with:\n    where: ${value}`, files)
    const told = (checks: readonly FoundCheck[]) => checks.map(({ check }) => [check.runnable, check.command])
    expect(told(await checksOf(uses, files))).toEqual([[true, 'eslint .']])
    expect(told(await given('src'))).toEqual([[true, 'eslint src']])
    expect(told(await given('${{ steps.changed.outputs.files }}'))).toEqual([[false, 'eslint ${{ inputs.where }}']])
  })

  it.each([
    [
      'an axis that is called as a context is',
      '${{ matrix.job.run }} ${{ matrix.env.FLAGS }}',
      true,
      'eslint . --quiet',
    ],
    ['a variable in brackets that an earlier step may give', "eslint . ${{ env['FLAGS'] }}", false, null],
    ['a variable of a name that is computed', 'eslint . ${{ env[matrix.job.run] }}', false, null],
    ['a variable in brackets that is known', "eslint . ${{ env['KNOWN'] }}", true, 'eslint . --fast'],
  ])('knows which expressions are known before a run: %s', async (_, run, runnable, command) => {
    const job =
      '    env: { KNOWN: --fast }\n    strategy: { matrix: { job: [{ run: eslint . }], env: [{ FLAGS: --quiet }] } }\n'
    const [found] = await checksOf(`- name: Lint\n  run: ${run}`, {}, job)
    expect([found?.check.runnable, found?.check.command]).toEqual([runnable, command ?? run])
  })

  it('finds the steps of a parallel group', async () => {
    expect(kindsOf(await checksOf('- parallel:\n    - run: eslint .\n    - run: mypy .'))).toEqual([
      'lint',
      'typecheck',
    ])
  })
})
