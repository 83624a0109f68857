import { describe, expect, it } from '@jest/globals'
import { classify, classifyWorkflow, sliceWorkflow, unslice } from '@upkeep/ci'
import type { CheckKind, Unresolved } from '@upkeep/schema'

const PATH = '.github/workflows/ci.yml'

async function slice(text: string, kind: CheckKind = 'test', files: Readonly<Record<string, string>> = {}) {
  const unresolved: Unresolved[] = []
  const source = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path: string) => await Promise.resolve(files[path] ?? null),
  }
  const workflow = await classifyWorkflow(PATH, text, source, unresolved)
  const found = sliceWorkflow(workflow, text, { for: [kind] })
  if (found.text !== '') expect(unslice(found.text)).toBe(text)
  return { ...found, unresolved, kept: found.steps.filter(({ keep }) => keep).map(({ job, step }) => `${job}/${step}`) }
}

const job = (id: string, body: string) => `  ${id}:\n    runs-on: ubuntu-latest\n${body}`
const steps = (...list: string[]) => `    steps:\n${list.map((step) => `      - ${step}\n`).join('')}`
const workflow = (...jobs: string[]) => `on: push\njobs:\n${jobs.join('')}`

describe('a workflow that is unusual', () => {
  it('whose alias stands in what its anchor names is refused, and so is nothing that only says a thing twice', async () => {
    await expect(slice(`on: push\njobs: &all\n${job('one', `    env: *all\n${steps('run: jest')}`)}`)).rejects.toThrow(
      /an alias stands in what its anchor names/,
    )
    const twice = `on: push\nenv: &e { A: b }\njobs:\n${job('one', `    env: *e\n${steps('run: jest')}`)}${job('two', `    env: *e\n${steps('run: jest')}`)}`
    expect((await slice(twice)).kept).toEqual(['one/0', 'two/0'])
  })

  it('whose script names an array again and again stays as long as it is', async () => {
    const script = `|\n          A=(${'x '.repeat(60)})\n          jest ${'"${A[@]}" '.repeat(20_000)}\n`
    const started = performance.now()
    expect((await slice(workflow(job('one', steps(`run: ${script}`))))).kept).toEqual(['one/0'])
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('of hundreds of jobs that hand artifacts to all behind them is sliced in seconds', async () => {
    const one = (index: number) =>
      job(
        `j${index}`,
        `${index === 0 ? '' : `    needs: [j${index - 1}]\n`}${steps('uses: actions/download-artifact@v4', 'run: npx jest', 'uses: actions/upload-artifact@v4')}`,
      )
    const started = performance.now()
    const { kept } = await slice(workflow(...Array.from({ length: 400 }, (_, index) => one(index))))
    expect(kept.length).toBeGreaterThan(1100)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('of a megabyte is classified and sliced in seconds, and comes back', async () => {
    const one = (index: number) =>
      job(
        `job${index}`,
        steps('run: npm ci', 'run: npx eslint .', 'run: npx vitest run', `run: echo ${'x'.repeat(4000)}`),
      )
    const text = workflow(...Array.from({ length: 250 }, (_, index) => one(index)))
    expect(text.length).toBeGreaterThan(1_000_000)
    const started = performance.now()
    const { kept } = await slice(text)
    expect(kept).toHaveLength(500)
    // ten times what it takes
    expect(performance.now() - started).toBeLessThan(30_000)
  }, 90_000)

  it('with syntax and events that are newer than the parsers is read as far as it goes', async () => {
    const text = `on: { push: {}, quantum_push: {} }\nfuture: yes\njobs:\n${job('one', `    teleport: { to: moon }\n    steps:\n      - parallel:\n          - run: npx eslint .\n          - run: npx vitest run\n      - run: echo \${{ case(github.ref == 'a', 1, 2) }}\n      - uses: $/.github/actions/x\n      - run: pytest\n        retry: 3\n`)}`
    const files = {
      '.github/actions/x/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: mypy .\n      shell: bash\n',
    }
    expect((await slice(text, 'test', files)).kept).toEqual(['one/0', 'one/3'])
    expect((await slice(text, 'typecheck', files)).kept).toEqual(['one/2'])
    expect((await slice(text, 'lint', files)).kept).toEqual(['one/0'])
  })

  it('that reads a secret by a computed name is told to read any', async () => {
    const { secrets } = await slice(
      workflow(job('one', steps("run: pytest ${{ secrets[format('{0}_KEY', github.actor)] }}"))),
    )
    expect(secrets.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['computed *'])
  })

  it('whose matrix has several systems is sliced to a leg of Linux', async () => {
    const matrix = '    strategy:\n      matrix:\n        os: [windows-latest, macos-latest, ubuntu-latest]\n'
    const { text } = await slice(workflow(`  one:\n    runs-on: \${{ matrix.os }}\n${matrix}${steps('run: pytest')}`))
    expect(text).toContain('{"include":[{"os":"ubuntu-latest"}]}')
  })

  it.each([
    [
      'anchors and merge keys',
      `on: push\nx-env: &env { A: b }\njobs:\n${job('one', `    env:\n      <<: *env\n    steps: &all\n      - run: npx eslint .\n      - run: pytest\n`)}${job('two', '    steps: *all\n')}`,
      ['one/1', 'two/1'],
    ],
    [
      'steps in flow style',
      `on: push\njobs: { one: { runs-on: x, steps: [{ run: npx eslint . }, { run: pytest }] } }\n`,
      ['one/1'],
    ],
    ['CRLF', workflow(job('one', steps('run: npx eslint .', 'run: pytest'))).replaceAll('\n', '\r\n'), ['one/1']],
    ['a byte order mark', `\ufeff${workflow(job('one', steps('run: npx eslint .', 'run: pytest')))}`, ['one/1']],
    [
      'a huge here-document',
      workflow(
        job(
          'one',
          `    steps:\n      - run: |\n          cat > a <<EOF\n${'          some text && pytest\n'.repeat(5000)}          EOF\n      - run: pytest\n`,
        ),
      ),
      ['one/0', 'one/1'],
    ],
    [
      'expressions inside of shell',
      workflow(job('one', steps('run: "if ${{ github.ref }}; then pytest ${{ matrix.x }}; fi"'))),
      ['one/0'],
    ],
    [
      'scripts that are missing',
      workflow(job('one', steps('run: npm run nowhere', 'run: make nothing', 'run: ./no/script', 'run: pytest'))),
      ['one/0', 'one/1', 'one/2', 'one/3'],
    ],
  ])('with %s is sliced as it means', async (_, text, kept) => {
    expect((await slice(text)).kept).toEqual(kept)
  })

  it('whose expressions GitHub rejects is told with the line of the step, and read all the same', async () => {
    const text = workflow(job('one', steps('run: pytest ${{ github.ref == }}', 'run: pytest ${{ a')))
    const { unresolved, kept } = await slice(text)
    expect(kept).toEqual(['one/0', 'one/1'])
    const said = unresolved.map(({ reason }) => reason).filter((reason) => reason.startsWith('line'))
    expect(said).toEqual([
      expect.stringMatching(/^line 6: GitHub rejects/),
      expect.stringMatching(/^line 7: .* not closed/),
    ])
  })

  it('that can not be read leaves the others as they are', async () => {
    const files: Record<string, string> = {
      '.github/workflows/a.yml': 'on: push\njobs: [\n',
      '.github/workflows/b.yml': workflow(job('one', steps('run: pytest'))),
    }
    const { workflows, unresolved } = await classify({
      list: async () => await Promise.resolve(Object.keys(files)),
      read: async (path) => await Promise.resolve(files[path] ?? null),
    })
    expect(workflows.map(({ errors, jobs }) => [errors.length > 0, jobs.length])).toEqual([
      [true, 0],
      [false, 1],
    ])
    expect(unresolved[0]).toMatchObject({
      workflow: '.github/workflows/a.yml',
      reason: expect.stringMatching(/^line \d+, column \d+: /),
    })
  })
})
