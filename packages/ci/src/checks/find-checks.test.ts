import { describe, expect, it } from '@jest/globals'
import { NOTHING_GIVEN, checksFromInput, classify, findChecks, readValues, withGiven } from '@upkeep/ci'
import type { FileSource, FoundCheck } from '@upkeep/ci'

const source = (files: Record<string, string>): FileSource => ({
  list: async () => await Promise.resolve(Object.keys(files)),
  read: async (path) => await Promise.resolve(files[path] ?? null),
})
const checksIn = async (files: Record<string, string>) => findChecks(await classify(source(files))).checks
const checksOf = async (steps: string, job = '', on = 'push'): Promise<FoundCheck[]> => {
  const indented = steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')
  return await checksIn({
    '.github/workflows/ci.yml': `on: ${on}\njobs:\n  one:\n    runs-on: ubuntu-latest\n${job}    steps:\n${indented}\n`,
  })
}
const only = (checks: readonly FoundCheck[]) => {
  expect(checks).toHaveLength(1)
  return checks[0]?.check
}

describe('what judges the tree and is never run', () => {
  const uncheckedIn = async (files: Record<string, string>) =>
    findChecks(await classify(source(files))).unchecked.map(({ kind, command, why, runnable }) => {
      expect(runnable).toBe(false)
      return [kind, command, why]
    })
  const job = (steps: string) => `jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`

  it('is told with its reason: actions, other workflows, conditions and events', async () => {
    expect(
      await uncheckedIn({
        '.github/workflows/a.yml': `on: push\n${job("      - uses: github/codeql-action/analyze@v3\n      - run: npx vitest run\n      - run: npx jest\n        if: matrix.os == 'w'\n")}  lint:\n    uses: o/r/.github/workflows/lint.yml@v1\n`,
        '.github/workflows/b.yml': `on: workflow_run\n${job('      - run: npx eslint ${{ github.sha }}\n')}`,
      }),
    ).toEqual([
      ['security', 'uses: github/codeql-action/analyze@v3', 'its action can not be run here'],
      ['test', 'npx jest', "it never runs (if: matrix.os == 'w')"],
      ['lint', 'uses: o/r/.github/workflows/lint.yml@v1', 'it calls a workflow that is not here'],
      ['lint', 'npx eslint ${{ github.sha }}', 'its workflow runs on workflow_run alone'],
    ])
  })

  it('is nothing that is a check elsewhere, and nothing that judges nothing', async () => {
    const steps =
      '      - run: npx jest\n      - run: npx jest\n        if: false\n      - uses: actions/stale@v9\n      - run: npm publish\n        if: false\n'
    expect(await uncheckedIn({ '.github/workflows/a.yml': `on: push\n${job(steps)}` })).toEqual([])
  })
})

describe('a step that only compares files with what is committed', () => {
  const commandsOf = async (steps: string) =>
    (await checksOf(steps)).map(({ check: { command, cwd, env } }) => ({ command, cwd, env }))
  const COMPARES = '- run: git diff --exit-code'

  it('is a check together with the step before it, which writes them', async () => {
    const steps = `- run: npm ci\n- run: node generate.js\n  env: { A: b }\n${COMPARES}`
    expect(await commandsOf(steps)).toContainEqual({
      command: 'node generate.js\ngit diff --exit-code',
      cwd: '.',
      env: { A: 'b' },
    })
  })

  it.each([
    ['it writes them itself', '- run: node other.js\n- run: node generate.js && git diff --exit-code'],
    ['the step before it only sets up', `- run: npm ci\n${COMPARES}`],
    ['the step before it runs in another folder', `- run: node generate.js\n  working-directory: docs\n${COMPARES}`],
    ['the step before it publishes', `- run: npm publish\n  if: github.event_name == 'push'\n${COMPARES}`],
    ['the step before it tells somebody', `- run: gh pr comment 1 --body done\n${COMPARES}`],
    ['the step before it reads a secret', `- run: node generate.js \${{ secrets.KEY }}\n${COMPARES}`],
    ['the step before it is no script of its shell', `- run: print(1)\n  shell: python\n${COMPARES}`],
  ])('is one by itself where %s', async (_, steps) => {
    const commands = (await commandsOf(steps)).map(({ command }) => command)
    expect(commands).toContain(steps.split('run: ').at(-1))
  })
})

describe('what a check reads of secrets and variables', () => {
  const job =
    '    env: { URL: "${{ secrets.URL }}", OTHER: "${{ secrets.OTHER }}" }\n    strategy: { matrix: { v: [1] } }\n'
  const readIn = async (steps: string) => {
    const [found] = await checksOf(steps, job)
    const { handed, check } = found ?? {}
    return [check?.runnable, check?.why ?? handed?.env, handed?.secrets, handed?.variables]
  }

  it.each([
    ['nothing, where its job alone does', '- run: npx jest', [true, undefined, undefined, undefined]],
    [
      'what its job does, where it names it',
      '- run: URL="$URL" npx jest',
      [false, 'it needs the secret URL', ['URL'], []],
    ],
    [
      'what it exports',
      '- run: npx jest\n  env: { K: "${{ secrets.key }}-${{ matrix.v }}" }',
      [false, 'it needs the secret KEY', ['KEY'], []],
    ],
    ['a variable', '- run: npx jest ${{ vars.A }}', [false, 'it reads the variable A, which is not given', [], ['A']]],
    [
      'a variable that may be empty',
      '- run: npx jest\n  env: { A: "${{ vars.A }}" }',
      [true, { A: '${{ vars.A }}' }, [], ['A']],
    ],
    [
      'no token of caches and reports',
      '- run: npx jest\n  env: { T: "${{ secrets.GITHUB_TOKEN }}" }',
      [true, undefined, undefined, undefined],
    ],
    [
      'nothing that could be given, beside what only a runner knows',
      '- run: npx jest\n  env: { K: "${{ secrets.KEY }}${{ github.sha }}" }',
      [false, 'it needs the secret KEY', undefined, undefined],
    ],
    [
      'no computed name',
      '- run: npx jest\n  env: { K: "${{ secrets[matrix.v] }}" }',
      [false, 'it reads secrets by names that only a runner knows', undefined, undefined],
    ],
  ])('is %s', async (_, steps, expected) => {
    expect(await readIn(steps)).toEqual(expected)
  })

  it('makes it runnable once all of it is given, and is told with its readers', async () => {
    const checks = await checksOf('- run: npx jest ${{ secrets.KEY }} ${{ vars.A }}')
    const given = { secrets: { KEY: 'k' }, variables: { A: 'a' } }
    const runnable = (values: typeof NOTHING_GIVEN, refused: string | null = null) =>
      withGiven(checks, values, refused).map(({ check }) => check.why ?? check.runnable)
    expect(runnable(given)).toEqual([true])
    expect(runnable({ ...given, variables: {} })).toEqual(['it reads the variable A, which is not given'])
    expect(runnable({ ...given, secrets: {} })).toEqual(['it needs the secret KEY'])
    expect(runnable(given, 'to forks')).toEqual(['it needs the secret KEY, which is not given to forks'])
    expect(
      readValues(checks, { ...given, variables: {} }).map(({ kind, name, given: is, readers }) => [
        kind,
        name,
        is,
        readers.length,
      ]),
    ).toEqual([
      ['secret', 'KEY', true, 1],
      ['variable', 'A', false, 1],
    ])
  })

  it('is handed on to a workflow of the repository under its own names alone', async () => {
    const called =
      'on: workflow_call\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npx jest\n        env: { K: "${{ secrets.KEY }}" }\n'
    const of = async (secrets: string) => {
      const text = `on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: ${secrets}\n`
      const files = { '.github/workflows/a.yml': text, '.github/workflows/b.yml': called }
      const checks = (await checksIn(files)).filter(({ check }) => check.workflow?.endsWith('a.yml'))
      return checks.map(({ check, handed }) => [check.why, handed?.secrets])
    }
    expect(await of('inherit')).toEqual([['it needs the secret KEY', ['KEY']]])
    expect(await of('{ KEY: "${{ secrets.OTHER }}" }')).toEqual([['it needs the secret KEY', undefined]])
  })
})

describe('the problem matchers of a check', () => {
  it('are those of the set-up actions and steps before it', async () => {
    const [check] = await checksOf(
      '- uses: actions/setup-go@v5\n- run: echo "::add-matcher::.github/mine.json"\n- run: go vet ./...\n- uses: actions/setup-node@v5',
    )
    expect(check?.matchers?.known.map(({ owner }) => owner)).toEqual(['go'])
    expect(check?.matchers?.files).toEqual(['.github/mine.json'])
  })
})

describe('the command of a check', () => {
  it('is the script without what only installs', async () => {
    expect(only(await checksOf('- run: |\n    npm ci\n    npx eslint .'))?.command).toBe('npx eslint .')
  })

  it('keeps assignments that its commands read', async () => {
    expect(only(await checksOf('- run: |\n    npm ci\n    FILES="a b"\n    npx eslint $FILES'))?.command).toContain(
      'FILES="a b"',
    )
  })

  it('keeps background jobs in the background', async () => {
    const command =
      only(await checksOf('- run: |\n    npm ci\n    node server.js &\n    npx vitest run'))?.command ?? ''
    expect(command).toMatch(/server\.js &/)
  })

  it('keeps here-documents whole', async () => {
    const command =
      only(await checksOf('- run: |\n    npm ci\n    cat > x.json <<EOF\n    {}\n    EOF\n    npx eslint .'))
        ?.command ?? ''
    expect(command).toMatch(/<<EOF\n\{\}\nEOF/)
  })

  it('keeps pipes whole', async () => {
    expect(only(await checksOf('- run: |\n    npm ci\n    npx eslint . | tee log'))?.command).toContain(
      'npx eslint . | tee log',
    )
  })

  it('has the values of the chosen leg: Linux, newest', async () => {
    const matrix = '    strategy:\n      matrix:\n        os: [windows-latest, ubuntu-latest]\n        node: [18, 22]\n'
    const check = only(await checksOf('- run: npx eslint . --cache-location .cache-${{ matrix.node }}', matrix))
    expect(check?.command).toContain('.cache-22')
    expect(check?.matrix).toMatchObject({ os: 'ubuntu-latest', node: 22 })
  })

  it('has the inputs that a caller gives to a reusable workflow', async () => {
    const called =
      'on:\n  workflow_call:\n    inputs:\n      target: { type: string, default: src }\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx eslint ${{ inputs.target }}\n'
    const caller = 'on: push\njobs:\n  call:\n    uses: ./.github/workflows/lint.yml\n    with: { target: lib }\n'
    const checks = await checksIn({ '.github/workflows/ci.yml': caller, '.github/workflows/lint.yml': called })
    expect(checks.map(({ check }) => check.command)).toContain('npx eslint lib')
    expect(checks.map(({ check }) => check.command)).not.toContain('npx eslint')
  })

  it('is one check where several jobs run the same', async () => {
    const job = 'runs-on: ubuntu-latest\n    steps: [{ run: eslint . }]\n'
    expect(
      await checksIn({ '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    ${job}  b:\n    ${job}` }),
    ).toHaveLength(1)
  })

  it('runs every task of an axis of tasks', async () => {
    const matrix = '    strategy:\n      matrix:\n        task: [eslint ., mypy .]\n'
    expect((await checksOf('- run: ${{ matrix.task }}', matrix)).map(({ check }) => check.command)).toEqual([
      'eslint .',
      'mypy .',
    ])
  })
})

describe('steps that never run on the leg', () => {
  it('leaves out what is statically false', async () => {
    expect(await checksOf("- run: eslint .\n  if: runner.os == 'Windows'\n- run: mypy .\n  if: false")).toEqual([])
  })

  it('keeps what only a runner could tell', async () => {
    expect(
      await checksOf(
        "- run: eslint .\n  if: env.SET_BY_A_STEP == 'true'\n- run: mypy .\n  if: steps.x.outputs.y == 'z'",
      ),
    ).toHaveLength(2)
  })

  it('leaves out what runs only after a failure', async () => {
    expect(await checksOf('- run: vitest run --inspect\n  if: failure()')).toEqual([])
  })

  it('finds a step that another leg runs', async () => {
    const matrix = '    strategy:\n      matrix:\n        node: [18, 22]\n'
    const check = only(await checksOf('- run: eslint .\n  if: matrix.node == 18', matrix))
    expect(check?.matrix).toEqual({ node: 18 })
  })
})

describe('a check that is not runnable says why', () => {
  const cases: [string, string, string, RegExp][] = [
    ['a secret in its text', '- run: vitest run --token ${{ secrets.API }}', '', /secret.*API/],
    ['a secret in its environment', '- run: vitest run\n  env: { API_KEY: "${{ secrets.API }}" }', '', /secret.*API/],
    ['a service', '- run: vitest run', '    services: { db: { image: postgres } }\n', /service.*db/],
    ['a container', '- run: vitest run', '    container: alpine\n', /container/],
    ['a value of another step', '- run: vitest run ${{ steps.a.outputs.b }}', '', /runner knows/],
    [
      'a matrix that is made at run time',
      '- run: vitest run ${{ matrix.flags }}',
      '    strategy: { matrix: "${{ fromJSON(needs.x.outputs.y) }}" }\n',
      /runner knows/,
    ],
    [
      'an axis that is made at run time',
      '- run: vitest run ${{ matrix.a }}',
      '    strategy: { matrix: { a: "${{ fromJSON(needs.x.outputs.y) }}" } }\n',
      /runner knows/,
    ],
    ['a variable that an earlier step sets', '- run: vitest run ${{ env.FLAGS }}', '', /runner knows/],
    ['a step of its job that publishes', '- run: npx eslint .\n- run: npm publish', '', /publish/],
    ['docker', '- run: docker run --rm image pytest\n  name: Test', '', /docker/],
  ]
  it.each(cases)('%s', async (_, steps, job, why) => {
    const [found] = await checksOf(steps, job)
    expect(found?.check).toMatchObject({ runnable: false })
    expect(found?.check.why).toMatch(why)
  })

  it('is runnable where the publishing step stands under a condition', async () => {
    const [found] = await checksOf(
      "- run: npx eslint .\n- run: npm publish\n  if: startsWith(github.ref, 'refs/tags/')",
    )
    expect(found?.check.runnable).toBe(true)
  })

  it('a service of a reusable workflow that its job calls', async () => {
    const called =
      'on: workflow_call\njobs:\n  t:\n    runs-on: ubuntu-latest\n    services: { db: { image: postgres } }\n    steps: [{ run: vitest run }]\n'
    const caller = 'on: push\njobs:\n  call:\n    uses: ./.github/workflows/t.yml\n'
    const checks = await checksIn({ '.github/workflows/ci.yml': caller, '.github/workflows/t.yml': called })
    expect(checks.some(({ check }) => check.runnable)).toBe(false)
  })

  it('hands no placeholder on as the value of a variable', async () => {
    const [found] = await checksOf(
      '- run: vitest run\n  env: { GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}", REF: "${{ github.ref }}", A: b }',
    )
    expect(JSON.stringify(found?.check.env)).not.toMatch(/__EXPRESSION/)
    expect(found?.check.env).toMatchObject({ A: 'b' })
  })
})

describe('which workflows count', () => {
  it.each(['pull_request_target', 'issues', 'release'])('gives no check of a workflow on %s', async (event) => {
    expect(await checksOf('- run: eslint .', '', event)).toEqual([])
  })
})

describe('checksFromInput', () => {
  it('takes each line as a check and says what it is', async () => {
    const files = source({ 'package.json': JSON.stringify({ scripts: { types: 'tsc --noEmit' } }) })
    const found = await checksFromInput(['npm run types', '', '  ./unknown.sh '], files)
    expect(found.map(({ check }) => [check.id, check.command, check.kind, check.runnable])).toEqual([
      ['input/1', 'npm run types', 'typecheck', true],
      ['input/2', './unknown.sh', 'unknown', true],
    ])
  })
})
