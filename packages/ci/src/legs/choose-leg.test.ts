import { describe, expect, it } from '@jest/globals'
import { classify, findChecks, installedBy, sliceWorkflow } from '@upkeep/ci'

const PATH = '.github/workflows/ci.yml'

/** What a machine prints that is asked for its versions. */
const MACHINE: Readonly<Record<string, string>> = {
  python: 'Python 3.12.3',
  node: 'v24.1.0',
  go: 'go version go1.24.2 linux/amd64',
  java: 'openjdk version "17.0.2" 2022-01-18\nOpenJDK Runtime Environment 19.1',
  ruby: 'ruby 3.3.0 (2023-12-25 revision 5124f98) [x86_64-linux]',
  php: 'PHP 8.3.6 (cli) (built: Mar 19 2025)',
  rust: 'stable-x86_64-unknown-linux-gnu (active, default)\n1.75.0-x86_64-unknown-linux-gnu',
}

const on = (machine: Readonly<Record<string, string>>, asked: string[] = []) =>
  installedBy(async (script) => {
    const named = [...script.matchAll(/^echo "== (\w+)"/gm)].map(([, name]) => name ?? '')
    asked.push(...named)
    return await Promise.resolve(named.map((name) => `== ${name}\n${machine[name] ?? 'sh: 1: not found'}\n`).join(''))
  })

async function read(matrix: string, steps: string, files: Record<string, string> = {}, machine = MACHINE) {
  const strategy = matrix === '' ? '' : `    strategy:\n      matrix:\n${matrix.replaceAll(/^/gm, '        ')}\n`
  const text = `on: push\njobs:\n  one:\n    runs-on: \${{ matrix.os || 'ubuntu-latest' }}\n${strategy}    steps:\n${steps.replaceAll(/^/gm, '      ')}\n      - run: ./test\n        name: Test\n`
  const all: Record<string, string> = { [PATH]: text, ...files }
  const source = {
    list: async () => await Promise.resolve(Object.keys(all)),
    read: async (path: string) => await Promise.resolve(all[path] ?? null),
  }
  const asked: string[] = []
  const classification = await classify(source, { installed: on(machine, asked) })
  const [workflow] = classification.workflows
  if (workflow === undefined) throw new Error('there is no workflow')
  const { legs, text: sliced } = sliceWorkflow(workflow, text, { for: ['test'] })
  return { legs: legs[0], sliced, asked, checks: findChecks(classification).checks }
}

const setUp = (action: string, input: string, value: string) => `- uses: ${action}\n  with:\n    ${input}: ${value}`

describe('the leg that stands for all', () => {
  it.each([
    [
      'python',
      'v: ["3.9", "3.12", "3.14"]',
      setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}'),
      '3.12',
    ],
    ['node', 'v: [18, 20, 24, 26]', setUp('actions/setup-node@v4', 'node-version', '${{ matrix.v }}.x'), 24],
    ['go', 'v: ["1.23", "1.24", "stable"]', setUp('actions/setup-go@v5', 'go-version', '"~${{ matrix.v }}.0"'), '1.24'],
    ['java', 'v: [8, 17, 25]', setUp('actions/setup-java@v4', 'java-version', '${{ matrix.v }}'), 17],
    [
      'ruby',
      'v: ["3.2", "3.3", "head", "jruby"]',
      setUp('ruby/setup-ruby@v1', 'ruby-version', '${{ matrix.v }}'),
      '3.3',
    ],
    ['php', 'v: ["7.2", "8.3", "8.5"]', setUp('shivammathur/setup-php@v2', 'php-version', '${{ matrix.v }}'), '8.3'],
    [
      'a toolchain of Rust',
      'v: [nightly, "1.75.0", "1.60"]',
      '- uses: dtolnay/rust-toolchain@master\n  with:\n    toolchain: ${{ matrix.v }}',
      '1.75.0',
    ],
    [
      'a toolchain that a command installs',
      'v: [beta, stable]',
      '- run: rustup toolchain install ${{ matrix.v }} --profile minimal',
      'stable',
    ],
    ['uv', 'v: ["3.11", "3.12", "3.13t"]', setUp('astral-sh/setup-uv@v6', 'python-version', '${{ matrix.v }}'), '3.12'],
    [
      'free-threaded and other Pythons',
      'v: ["3.12t", "pypy-3.12", "3.11"]',
      setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}'),
      '3.11',
    ],
  ])('is the one whose %s is installed, or comes nearest', async (_, matrix, steps, version) => {
    const { legs } = await read(matrix, steps)
    expect(legs?.kept).toEqual([{ v: version }])
  })

  it('says why, in the slice and in the check, and which legs are left', async () => {
    const { legs, sliced, checks } = await read(
      'v: ["3.9", "3.12"]',
      setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}'),
    )
    expect(legs).toEqual({
      job: 'one',
      kept: [{ v: '3.12' }],
      left: [{ v: '3.9' }],
      met: true,
      why: 'Python 3.12 is installed here',
    })
    expect(sliced).toContain('one leg of 2: Python 3.12 is installed here')
    expect(checks[0]?.check.leg).toEqual({ met: true, why: 'Python 3.12 is installed here', of: 2 })
  })

  it('is the nearest where none is installed, and it is said', async () => {
    const { legs, checks } = await read(
      'v: ["3.9", "3.10"]',
      setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}'),
    )
    expect(legs).toMatchObject({
      kept: [{ v: '3.10' }],
      met: false,
      why: 'Python 3.10 is not installed here, 3.12.3 is; the nearest leg',
    })
    expect(checks[0]?.check.leg?.met).toBe(false)
  })

  it('fits in every version that is set up, and is one of Linux first of all', async () => {
    const both = `${setUp('actions/setup-python@v5', 'python-version', '${{ matrix.py }}')}\n${setUp('actions/setup-node@v4', 'node-version', '${{ matrix.node }}')}`
    const { legs } = await read('py: ["3.12", "3.14"]\nnode: [22, 24]\nos: [windows-latest, ubuntu-latest]', both)
    expect(legs?.kept).toEqual([{ py: '3.12', node: 24, os: 'ubuntu-latest' }])
    expect(legs?.left).toHaveLength(7)
    const foreign = await read(
      'include: [{ v: "3.12", os: windows-latest }, { v: "3.9", os: ubuntu-latest }]',
      setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}'),
    )
    expect(foreign.legs?.kept).toEqual([{ v: '3.9', os: 'ubuntu-latest' }])
  })

  it('is found through an action of the repository, by its inputs', async () => {
    const action =
      'inputs:\n  python:\n    default: "3.9"\nruns:\n  using: composite\n  steps:\n    - uses: actions/setup-python@v5\n      with:\n        python-version: ${{ inputs.python }}\n'
    const { legs } = await read('v: ["3.12", "3.14"]', setUp('./.github/actions/py', 'python', '${{ matrix.v }}'), {
      '.github/actions/py/action.yml': action,
    })
    expect(legs?.kept).toEqual([{ v: '3.12' }])
  })

  it('is the newest where the toolchain is missing, or no version is set up by the matrix', async () => {
    const step = setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}')
    const missing = await read('v: ["3.9", "3.14"]', step, {}, {})
    expect(missing.legs).toMatchObject({
      kept: [{ v: '3.14' }],
      met: false,
      why: expect.stringMatching(/^no Python is installed here/),
    })
    const none = await read('v: ["3.9", "3.14"]', '- run: echo')
    expect(none.legs).toMatchObject({ kept: [{ v: '3.14' }], met: null })
    expect(none.asked).toEqual([])
  })

  it('asks the machine once for each toolchain', async () => {
    const { asked } = await read(
      'v: ["3.9", "3.12"]',
      `${setUp('actions/setup-python@v5', 'python-version', '${{ matrix.v }}')}\n${setUp('actions/setup-node@v4', 'node-version', '24')}`,
    )
    expect(asked.toSorted()).toEqual(['node', 'python'])
  })
})

describe('a job of one leg', () => {
  it.each([
    ['.nvmrc', 'v22.1.0\n', setUp('actions/setup-node@v4', 'node-version-file', '.nvmrc'), 'Node 22.1.0'],
    [
      'package.json',
      '{"engines":{"node":"^20"}}',
      setUp('actions/setup-node@v4', 'node-version-file', 'package.json'),
      'Node ^20',
    ],
    [
      '.python-version',
      '3.13\n',
      setUp('actions/setup-python@v5', 'python-version-file', '.python-version'),
      'Python 3.13',
    ],
    [
      '.tool-versions',
      'nodejs 18.1.0\npython 3.8\n',
      setUp('actions/setup-python@v5', 'python-version-file', '.tool-versions'),
      'Python 3.8',
    ],
    ['go.mod', 'module x\n\ngo 1.26\n', setUp('actions/setup-go@v5', 'go-version-file', 'go.mod'), 'Go >=1.26'],
  ])('whose version in %s is not installed is told, and runs all the same', async (name, text, step, wanted) => {
    const { legs } = await read('', step, { [name]: text })
    expect(legs).toMatchObject({
      kept: [{}],
      left: [],
      met: false,
      why: expect.stringContaining(`${wanted} is not installed here`),
    })
  })

  it.each([
    [
      'pyproject.toml',
      'requires-python = ">=3.9,<4"',
      setUp('actions/setup-python@v5', 'python-version-file', 'pyproject.toml'),
    ],
    ['go.mod', 'module x\n\ngo 1.21\n', setUp('actions/setup-go@v5', 'go-version-file', 'go.mod')],
    ['x', '', setUp('actions/setup-node@v4', 'node-version', 'lts/*')],
    ['x', '', setUp('actions/setup-python@v5', 'python-version', '"3.x"')],
    ['x', '', setUp('actions/setup-python@v5', 'python-version', '|\n      3.9\n      3.12')],
    ['x', '', setUp('actions/setup-node@v4', 'node-version', '${{ vars.NODE }}')],
  ])('of which %s fits says nothing', async (name, text, step) => {
    expect((await read('', step, { [name]: text })).legs).toBeUndefined()
  })
})
