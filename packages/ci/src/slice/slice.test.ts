import { describe, expect, it } from '@jest/globals'
import { classifyWorkflow, sliceWorkflow, unslice } from '@upkeep/ci'
import type { Slice, SliceOptions } from '@upkeep/ci'
import { parse } from 'yaml'
import { WORKFLOWS } from '../fixtures/workflows.ts'

const PATH = '.github/workflows/ci.yml'

async function slice(text: string, options: SliceOptions, files: Record<string, string> = {}): Promise<Slice> {
  const source = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path: string) => await Promise.resolve(files[path] ?? null),
  }
  return sliceWorkflow(await classifyWorkflow(PATH, text, source, []), text, options)
}

/** The kept steps by `job/index`. */
const kept = ({ steps }: Slice) => steps.filter(({ keep }) => keep).map(({ job, step }) => `${job}/${step}`)
const named = (name: string) => WORKFLOWS[name] ?? ''
const steps = (list: string, job = '') =>
  `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${job}    steps:\n${list
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n`

describe('what a slice keeps', () => {
  it('is the wanted steps and what sets their job up', async () => {
    const text = named('one-job.yml')
    expect(kept(await slice(text, { for: ['lint'] }))).toEqual(['check/0', 'check/1', 'check/2', 'check/3'])
    expect(kept(await slice(text, { for: ['test'] }))).toEqual(['check/0', 'check/1', 'check/2', 'check/5'])
  })

  it('is what a kept step reads of other steps and jobs by outputs', async () => {
    const found = await slice(named('jobs.yml'), { for: ['lint'] })
    expect(kept(found)).toEqual(['changes/0', 'changes/1', 'lint/0', 'lint/1', 'lint/2'])
  })

  it('is the steps that make an artifact which a kept step reads', async () => {
    const found = await slice(named('jobs.yml'), { for: ['test'] })
    expect(kept(found)).toEqual(['build/0', 'build/1', 'build/2', 'build/3', 'test/0', 'test/1', 'test/2', 'test/3'])
  })

  it('is the job that fills a cache for the job that waits for it', async () => {
    const job = (id: string, rest: string, run: string) =>
      `  ${id}:\n    runs-on: ubuntu-latest\n${rest}    steps:\n      - uses: actions/cache@v4\n        with: { path: node_modules, key: "deps-\${{ hashFiles('package-lock.json') }}" }\n      - run: ${run}\n`
    const text = `on: push\njobs:\n${job('install', '', 'npm ci')}${job('lint', '    needs: install\n', 'npx eslint .')}${job('other', '', 'npx vitest run')}`
    expect(kept(await slice(text, { for: ['lint'] }))).toEqual(['install/0', 'install/1', 'lint/0', 'lint/1'])
  })

  it('is what is built, and what writes variables, before a wanted step', async () => {
    const text = steps(
      '- run: npm run build\n- run: echo A=b >> $GITHUB_ENV\n- run: cargo audit\n- run: npx tsc --noEmit',
    )
    expect(kept(await slice(text, { for: ['typecheck'] }))).toEqual(['one/0', 'one/1', 'one/3'])
  })

  it('is a step of which nothing is known, in doubt', async () => {
    const text = steps('- run: ./mystery\n- run: pytest')
    expect(kept(await slice(text.replace('one:', 'x:'), { for: ['test'] }))).toEqual(['x/0', 'x/1'])
  })

  it('is the call of a workflow that holds a wanted step', async () => {
    const called = 'on: workflow_call\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: pytest\n'
    const text =
      'on: push\njobs:\n  call:\n    uses: ./.github/workflows/t.yml\n  lint:\n    runs-on: x\n    steps:\n      - run: ruff check .\n'
    const files = { '.github/workflows/t.yml': called }
    expect(kept(await slice(text, { for: ['test'] }, files))).toEqual(['call/-1'])
    expect(kept(await slice(text, { for: ['lint'] }, files))).toEqual(['lint/0'])
  })

  it.each(['npm publish', 'git push', 'gh release create v1', 'npx wrangler deploy', 'twine upload dist/*'])(
    'is never a step that runs `%s`, also when asked for',
    async (run) => {
      const text = steps(`- run: pytest\n- run: pytest && ${run}`)
      for (const kind of ['publish', 'deploy', 'release', 'notify', 'test'] as const)
        expect(kept(await slice(text, { for: [kind] }))).toEqual(kind === 'test' ? ['one/0'] : [])
    },
  )

  it('is the call of a workflow that gives an artifact, and what gives the artifacts that a called workflow takes', async () => {
    const called = (list: string) => `on: workflow_call\njobs:\n  in:\n    runs-on: x\n    steps:\n${list}`
    const files = {
      '.github/workflows/pack.yml': called('      - run: tsup\n      - uses: actions/upload-artifact@v4\n'),
      '.github/workflows/run.yml': called('      - uses: actions/download-artifact@v4\n      - run: jest\n'),
    }
    const calls =
      '  pack:\n    uses: ./.github/workflows/pack.yml\n  other:\n    needs: pack\n    uses: ./.github/workflows/run.yml\n'
    const job =
      '  test:\n    needs: pack\n    runs-on: x\n    steps:\n      - uses: actions/download-artifact@v4\n      - run: jest\n'
    expect(kept(await slice(`on: push\njobs:\n${calls}`, { for: ['test'] }, files))).toEqual(['pack/-1', 'other/-1'])
    expect(kept(await slice(`on: push\njobs:\n${calls}${job}`, { for: ['test'] }, files))).toEqual([
      'pack/-1',
      'other/-1',
      'test/0',
      'test/1',
    ])
  })

  it('is a called workflow by what its inputs leave in it', async () => {
    const files = {
      '.github/workflows/run.yml':
        'on:\n  workflow_call:\n    inputs:\n      cover:\n        type: boolean\njobs:\n  in:\n    runs-on: x\n    steps:\n      - run: eslint .\n      - run: jest\n        if: always() && inputs.cover\n',
    }
    const call = (id: string, rest = '') => `  ${id}:\n    uses: ./.github/workflows/run.yml\n${rest}`
    const text = `on: push\njobs:\n${call('bare')}${call('covers', '    with:\n      cover: true\n')}`
    expect(kept(await slice(text, { for: ['test'] }, files))).toEqual(['covers/-1'])
    expect(kept(await slice(text, { for: ['lint'] }, files))).toEqual(['bare/-1', 'covers/-1'])
  })

  it('is what actions of one collection hand to each other', async () => {
    const job = (id: string, uses: string, needs = '') =>
      `  ${id}:\n${needs}    runs-on: x\n    steps:\n      - uses: ${uses}\n`
    const text = `on: push\njobs:\n${job('pack', 'a/tools/actions/make-sdist@v1')}${job('other', 'b/tools/make-docs@v1')}${job(
      'test',
      'a/tools/actions/test-sdist@v1',
      '    needs: [pack, other]\n',
    )}`
    expect(kept(await slice(text, { for: ['test'] }))).toEqual(['pack/0', 'test/0'])
  })

  it('is a step whose wanted command stands behind thousands of others', async () => {
    const echoes = Array.from({ length: 3000 }, (_, index) => `    echo ${index}`).join('\n')
    expect(kept(await slice(steps(`- run: |\n${echoes}\n    pytest`), { for: ['test'] }))).toEqual(['one/0'])
  })

  it('is nothing where nothing is wanted, and the slice is empty', async () => {
    const found = await slice(steps('- run: pytest'), { for: ['typecheck'] })
    expect([found.text, kept(found)]).toEqual(['', []])
  })

  it('says of each step why it is kept or left out', async () => {
    const { steps: all } = await slice(named('one-job.yml'), { for: ['lint'] })
    expect(all.map(({ reason }) => reason)).toEqual([
      'it sets its job up',
      'it sets its job up',
      'it sets its job up',
      'it is a lint step',
      'no kept step needs this typecheck step',
      'no kept step needs this test step',
      'no kept step needs this other step',
      'a publish step is never run',
    ])
  })
})

describe('the text of a slice', () => {
  const cases = Object.keys(WORKFLOWS).flatMap((name) =>
    (['lint', 'typecheck', 'test'] as const).map((kind) => [name, kind] as const),
  )

  it.each(cases)('of %s for %s holds the kept steps as they were, and gives the original back', async (name, kind) => {
    const original = named(name)
    for (const text of [original, original.replaceAll('\n', '\r\n'), original.trimEnd()]) {
      const found = await slice(text, { for: [kind], matrix: 'all' })
      if (found.text === '') continue
      expect(unslice(found.text)).toBe(text)
      const before = parse(text, { merge: true }) as { jobs: Record<string, { steps: unknown[] }> }
      const after = parse(found.text, { merge: true }) as typeof before
      for (const [id, job] of Object.entries(before.jobs)) {
        const staying = found.steps.filter((step) => step.job === id && step.keep && step.step >= 0)
        expect(after.jobs[id]?.steps ?? []).toEqual(staying.map(({ step }) => job.steps[step]))
      }
    }
  })

  it('comments out at the place of the dash, each part with its reason, and touches nothing else', async () => {
    const { text } = await slice(
      steps('- run: ruff check .\n\n- name: T\n  run: |\n    pytest\n\n    pytest x\n- run: black --check .'),
      {
        for: ['lint'],
      },
    )
    expect(text).toBe(
      steps(
        '- run: ruff check .\n\n#~! no kept step needs this test step\n#~ - name: T\n#~   run: |\n#~     pytest\n\n#~     pytest x\n- run: black --check .',
      ).replaceAll(/^ +$/gm, (line) => line),
    )
  })

  it('has no order between jobs that only waited, nor a condition on a job that is left out', async () => {
    const { text } = await slice(named('jobs.yml'), { for: ['test'] })
    const { needs, if: condition } =
      (parse(text) as { jobs: Record<string, { needs?: unknown; if?: unknown }> }).jobs['test'] ?? {}
    expect([needs, condition]).toEqual([['build'], undefined])
    expect((parse(text) as { on: { workflow_call: { outputs: unknown } } }).on.workflow_call.outputs).toEqual({
      version: { value: '${{ jobs.build.outputs.version }}' },
    })
  })

  it('has one leg of a matrix with every name that another leg has, or all', async () => {
    const matrixOf = async (matrix: 'one' | 'all') => {
      const { text } = await slice(named('jobs.yml'), { for: ['test'], matrix })
      return (parse(text) as { jobs: Record<string, { strategy: { matrix: unknown } }> }).jobs['test']?.strategy.matrix
    }
    expect(await matrixOf('one')).toEqual({ include: [{ os: 'ubuntu-latest', python: '3.13', extra: null }] })
    expect(await matrixOf('all')).toMatchObject({ os: ['ubuntu-latest', 'windows-latest'] })
  })

  it('has the legs that run other wanted tools', async () => {
    const matrix = '    strategy:\n      matrix:\n        task: [eslint ., stylelint ., pytest]\n'
    const { text } = await slice(steps('- run: ${{ matrix.task }}', matrix), { for: ['lint'] })
    expect((parse(text) as { jobs: { one: { strategy: unknown } } }).jobs.one.strategy).toEqual({
      matrix: { include: [{ task: 'eslint .' }, { task: 'stylelint .' }] },
    })
  })

  it('leaves a matrix that is computed, or holds lists, as it is', async () => {
    for (const matrix of ['${{ fromJSON(needs.a.outputs.b) }}', '{ a: [[1, 2], [3]] }']) {
      const text = steps('- run: pytest', `    strategy:\n      matrix: ${matrix}\n`)
      expect((await slice(text, { for: ['test'] })).text).toBe(text)
    }
  })

  it('gives the original of a text without marks as it is', () => {
    expect(unslice('a\n # b\n')).toBe('a\n # b\n')
  })
})

describe('a narrowed step', () => {
  const manifest = JSON.stringify({ scripts: { test: 'eslint . && tsc --noEmit && vitest run' } })

  it('runs the wanted command in the place of the script that does more, and is marked', async () => {
    const text = steps('- run: npm test')
    const found = await slice(text, { for: ['typecheck'], narrow: true }, { 'package.json': manifest })
    expect((parse(found.text) as { jobs: { one: { steps: unknown } } }).jobs.one.steps).toEqual([
      { run: '(export PATH="$PWD/node_modules/.bin":"$PATH" && tsc --noEmit)' },
    ])
    expect(found.steps[0]?.derived).toBe(true)
    expect(unslice(found.text)).toBe(text)
  })

  it('stays whole where nobody asks for less', async () => {
    const found = await slice(steps('- run: npm test'), { for: ['typecheck'] }, { 'package.json': manifest })
    expect(found.text).toContain('- run: npm test')
    expect(found.steps[0]?.derived).toBeUndefined()
  })
})

describe('the secrets of a slice', () => {
  it('are those that the kept part reads, with the steps that can not run without', async () => {
    const text = steps(
      '- run: pytest\n  env: { KEY: "${{ secrets.API }}" }\n- run: ruff check . ${{ secrets.LINT }}\n- run: pytest ${{ vars.WHERE }}',
    )
    const given = { secrets: [], variables: ['WHERE'] }
    const { secrets } = await slice(text, { for: ['test'], given })
    expect(secrets).toEqual([
      {
        name: 'API',
        kind: 'secret',
        given: false,
        references: [{ job: 'one', step: 0, in: null }],
        disables: [{ job: 'one', step: 0 }],
      },
      { name: 'WHERE', kind: 'variable', given: true, references: [{ job: 'one', step: 2, in: null }], disables: [] },
    ])
  })

  it('of a variable of the job disable the steps that name it', async () => {
    const text = steps('- run: pytest $KEY\n- run: pytest', '    env:\n      KEY: ${{ secrets.api }}\n')
    const { secrets } = await slice(text, { for: ['test'] })
    expect(secrets[0]?.disables).toEqual([{ job: 'one', step: 0 }])
  })

  const namesOf = async (text: string) =>
    (await slice(text, { for: ['test'] })).secrets.map(({ kind, name }) => `${kind} ${name}`)

  it('are all of them where they are inherited, and those whose names the matrix computes', async () => {
    expect(await namesOf(named('scripts.yml'))).toEqual(['inherited *', 'secret A_KEY'])
    const legs = '    strategy: { matrix: { at: [a, b] } }\n'
    const text = (inside: string) => steps(`- run: pytest\n  env: { K: "\${{ ${inside} }}" }`, legs)
    expect(await namesOf(text("secrets[format('{0}_KEY', matrix.at)]"))).toEqual(['secret a_KEY', 'secret b_KEY'])
    expect(await namesOf(text("secrets[matrix.at] || secrets['C'] && vars [ 'D' ] || 'secrets.E'"))).toEqual([
      'secret a',
      'secret b',
      'secret C',
      'variable D',
    ])
  })

  it.each([
    ['secrets[github.ref_name]', ['computed *']],
    ['secrets[env[vars.A]]', ['computed *', 'variable A']],
    ['toJSON(secrets)', ['computed *']],
    ['toJSON(secrets) || inputs.secrets || my-secrets.A || secrets.*', ['computed *']],
    ['secrets[', ['computed *']],
    ["contains('it''s secrets.A', 'secrets') || secrets.B-c", ['secret B-c']],
  ])('are any of them in %s', async (expression, names) => {
    expect(await namesOf(steps(`- run: pytest\n  env:\n    K: \${{ ${expression} }}`))).toEqual(names)
  })

  it('disable no step where they are variables, or tokens that only make a cache', async () => {
    const text = steps(
      '- run: pytest ${{ vars.A }} ${{ secrets.TURBO_TOKEN }} ${{ github.token }} ${{ secrets.github_token }}',
    )
    const { secrets } = await slice(text, { for: ['test'] })
    expect(secrets.map(({ name, given, disables }) => [name, given, disables])).toEqual([
      ['github_token', false, []],
      ['TURBO_TOKEN', false, []],
      ['A', false, []],
    ])
  })
})

describe('sliceWorkflow refuses', () => {
  it.each([
    ['broken YAML', 'on: push\njobs:\n  a:\n    steps: [}\n', /^\S+ci\.yml:4:\d+: /],
    ['several documents', 'on: push\n---\njobs: {}\n', /ci\.yml:\d+:\d+: /],
    ['a workflow without jobs', 'on: push\n', /ci\.yml:1:1: it holds no jobs/],
    ['a job that is no map', 'on: push\njobs:\n  a: 1\n', /ci\.yml:3:1: job a is no map/],
    ['steps that are no list', 'on: push\njobs:\n  a:\n    steps: { run: x }\n', /ci\.yml:3:1: the steps of job a/],
    ['a need of a job that is not there', steps('- run: x', '    needs: two\n'), /ci\.yml:5:1: job one needs job two/],
    [
      'needs in a circle',
      'on: push\njobs:\n  a:\n    needs: b\n    uses: x/y/z.yml@1\n  b:\n    needs: a\n    uses: x/y/z.yml@1\n',
      /ci\.yml:\d:1: job \w needs itself/,
    ],
    ['a slice', steps('#~ - run: x\n- run: pytest'), /ci\.yml:6: .*mark of a slice/],
    ['tabs', 'on: push\njobs:\n\ta: {}\n', /ci\.yml:3:\d+: /],
  ])('%s, and says where', async (_, text, message) => {
    await expect(slice(text, { for: ['test'] })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
    })
  })
})
