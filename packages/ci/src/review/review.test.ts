import { describe, expect, it } from '@jest/globals'
import {
  REVIEW_LOCK,
  classify,
  findChecks,
  keptReview,
  readReviewLock,
  reviewed,
  sliceWorkflow,
  writeReviewLock,
} from '@upkeep/ci'
import type { Classification, FileSource, ReviewChange, Reviewed } from '@upkeep/ci'

const CI = '.github/workflows/ci.yml'

const workflow = (steps: string, rest = '') =>
  `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n${rest}`

async function classified(files: Readonly<Record<string, string>>): Promise<Classification> {
  const source: FileSource = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path) => await Promise.resolve(files[path] ?? null),
  }
  return await classify(source)
}

/** What a lock file with these changes, whoever wrote it, makes of a workflow. */
async function withLock(
  files: Readonly<Record<string, string>>,
  changes: readonly Partial<ReviewChange>[],
): Promise<Reviewed> {
  const classification = await classified(files)
  const [first] = classification.workflows
  if (first === undefined) throw new Error('there is no workflow')
  const { review } = keptReview(first, 'a/model', [])
  const whole = changes.map((each) => ({ job: 'one', step: 0, what: '', add: [], remove: [], why: 'because', ...each }))
  const text = writeReviewLock({
    format: 'upkeep/ci-lock@1',
    workflows: { [CI]: { ...review, changes: whole } },
  })
  return reviewed(classification, readReviewLock(text))
}

const kindsOf = ({ classification }: Reviewed) =>
  classification.workflows[0]?.jobs[0]?.steps.map(({ kinds }) => kinds.join('+'))
const slicesOf = ({ classification }: Reviewed, text: string) => {
  const [first] = classification.workflows
  if (first === undefined) throw new Error('there is no workflow')
  const all = (['lint', 'typecheck', 'test', 'build', 'publish', 'deploy', 'release', 'notify'] as const).flatMap(
    (kind) => sliceWorkflow(first, text, { for: [kind], matrix: 'all' }).steps.filter(({ keep }) => keep),
  )
  return new Set(all.map(({ job, step }) => `${job}/${step}`))
}

const WORLDLY = [
  'npm publish',
  'git push origin HEAD',
  'gh release create v1',
  'npx wrangler deploy',
  'twine upload dist/*',
  'curl -X POST -d @body https://hooks.example.org',
]

describe('a lock file that somebody wrote to do harm', () => {
  it.each(WORLDLY)('never makes `%s` run, whatever it says of the step', async (run) => {
    const text = workflow(`- run: pytest\n- run: ${run}\n- run: pytest && ${run}`)
    const every = ['setup', 'lint', 'typecheck', 'test', 'build'] as const
    const found = await withLock({ [CI]: text }, [
      { step: 1, add: [...every], remove: ['publish', 'deploy', 'release', 'notify'] },
      { step: 2, add: [...every], remove: ['publish', 'deploy', 'release', 'notify'] },
      { step: 1, add: ['test'], remove: ['publish'] },
    ])
    expect([...slicesOf(found, text)].filter((step) => step !== 'one/0')).toEqual([])
    const runnable = findChecks(found.classification).checks.filter(({ check }) => check.runnable)
    expect(runnable.filter(({ check }) => check.command.includes(run))).toEqual([])
    expect(found.notes.join('\n')).toMatch(/one \/ 1, (?:publish|deploy|release|notify): not taken: .*never run/)
  })

  it('neither makes run what an action, a composite action or another workflow publishes', async () => {
    const files = {
      [CI]: workflow(
        '- uses: pypa/gh-action-pypi-publish@v1\n- uses: ./.github/actions/ship\n',
        '  two:\n    uses: owner/name/.github/workflows/publish.yml@v1\n',
      ),
      '.github/actions/ship/action.yml':
        'runs:\n  using: composite\n  steps:\n    - run: pytest\n      shell: bash\n    - run: npm publish\n      shell: bash\n',
    }
    const found = await withLock(files, [
      { step: 0, add: ['test'], remove: ['publish'] },
      { step: 1, add: ['test'], remove: ['publish'] },
      { job: 'two', step: -1, add: ['test'], remove: ['publish'] },
    ])
    expect([...slicesOf(found, files[CI])]).toEqual([])
    expect(findChecks(found.classification).checks.filter(({ check }) => /publish/.test(check.command))).toHaveLength(0)
  })

  it('does not leave out a check whose tools are all known', async () => {
    const text = workflow('- run: pytest\n- run: eslint .\n- run: ./frob')
    const found = await withLock({ [CI]: text }, [
      { step: 0, add: ['publish', 'other'], remove: ['test'] },
      { step: 1, add: ['deploy'], remove: ['lint'] },
    ])
    expect(kindsOf(found)).toEqual(['test+other', 'lint', 'unknown'])
    expect(findChecks(found.classification).checks.map(({ check }) => check.runnable)).toEqual([true, true])
  })

  it('does not take away what later steps need', async () => {
    const text = workflow(
      '- uses: actions/setup-node@v5\n- run: npm ci\n- run: echo A=b >> $GITHUB_ENV\n- id: x\n  run: ./which\n- run: ./x ${{ steps.x.outputs.a }}\n- run: pytest',
    )
    const bare = { add: ['other' as const], remove: ['setup' as const, 'unknown' as const] }
    const found = await withLock(
      { [CI]: text },
      [0, 1, 2, 3].map((step) => ({ step, ...bare })),
    )
    expect([...slicesOf(found, text)]).toEqual(expect.arrayContaining(['one/0', 'one/1', 'one/2', 'one/3', 'one/5']))
  })

  it('speaks of places that are there, and of no place that an object has by itself', async () => {
    const text = workflow('- run: pytest')
    const found = await withLock({ [CI]: text }, [
      { job: 'nine', add: ['lint'] },
      { step: 7, add: ['lint'] },
      { step: -1, add: ['lint'] },
      { job: '__proto__', add: ['lint'] },
      { add: ['unknown'] },
      { remove: ['test'] },
    ])
    expect(kindsOf(found)).toEqual(['test'])
    expect(found.notes).toHaveLength(6)
    const read = readReviewLock('format: upkeep/ci-lock@1\nworkflows:\n  __proto__: {}\n')
    expect(read.lock === null || Object.keys(read.lock.workflows).length === 0).toBe(true)
  })
})

describe('a review that helps', () => {
  it('says what a step is of which the rules know nothing, and what else one does', async () => {
    const text = workflow('- run: ./frob\n- name: Check docs\n  run: ./all')
    const found = await withLock({ [CI]: text }, [
      { step: 0, add: ['other'], remove: ['unknown'] },
      { step: 1, add: ['typecheck'] },
    ])
    expect(kindsOf(found)?.[0]).toBe('other')
    expect(kindsOf(found)?.[1]).toContain('typecheck')
    expect(found.classification.unresolved).toEqual([])
    expect(found.open).toEqual([])
  })

  it('makes a step that only seems to test one that is never run, with all that it consists of', async () => {
    const files = {
      [CI]: workflow('- run: ./tests/ship.sh\n- uses: ./.github/actions/t'),
      '.github/actions/t/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: ./test\n      shell: bash\n',
    }
    const found = await withLock(files, [
      { step: 0, add: ['deploy'] },
      { step: 1, add: ['publish'] },
    ])
    expect([...slicesOf(found, files[CI])]).toEqual([])
    expect(findChecks(found.classification).checks.filter(({ check }) => check.runnable)).toEqual([])
  })

  it('says of the call of a workflow of another repository what it is for', async () => {
    const text = workflow('- run: pytest', '  two:\n    uses: owner/name/.github/workflows/x.yml@v1\n')
    const found = await withLock({ [CI]: text }, [{ job: 'two', step: -1, add: ['lint'], remove: ['unknown'] }])
    const [first] = found.classification.workflows
    expect(first?.jobs[1]?.steps[0]?.kinds).toEqual(['lint'])
  })

  it('is kept without what was not taken, in one line of words, and reads back as it was written', async () => {
    const [first] = (await classified({ [CI]: workflow('- run: pytest\n- run: ./frob') })).workflows
    if (first === undefined) throw new Error('there is no workflow')
    const { review, refused } = keptReview(first, 'a/model', [
      { job: 'one', step: 0, add: ['test'], remove: ['test'], why: 'no' },
      { job: 'one', step: 1, add: ['lint', 'lint'], remove: ['unknown'], why: 'a\n- b: "c"\u202e #\nworkflows: {}' },
    ])
    expect(refused).toHaveLength(1)
    expect(review.changes).toEqual([
      { job: 'one', step: 1, what: './frob', add: ['lint'], remove: ['unknown'], why: "a - b: 'c' # workflows: {}" },
    ])
    const lock = { format: 'upkeep/ci-lock@1' as const, workflows: { [CI]: review } }
    const text = writeReviewLock(lock)
    const read = readReviewLock(text)
    expect(read.lock).toEqual(lock)
    expect(text.split('\n')[read.lineOf(CI, 0) - 1]).toMatch(/- job: one/)
  })
})

describe('a lock file that can not be read', () => {
  const entry = (fields: string) => `format: upkeep/ci-lock@1\nworkflows:\n  w.yml:\n${fields}`
  it.each([
    ['a conflict of a merge', '<<<<<<< HEAD\nformat: upkeep/ci-lock@1\n=======\n', /^\S+ci\.lock\.yml:\d+: /],
    [
      'another format',
      'format: upkeep/ci-lock@9\nworkflows: {}\n',
      /ci\.lock\.yml:1: format: it is not as it must be$/,
    ],
    [
      'a kind that is none',
      entry(
        `    hash: ${'a'.repeat(64)}\n    files: []\n    model: m\n    changes:\n      - job: a\n        step: 0\n        what: x\n        add: [lynt]\n        remove: []\n        why: ''\n`,
      ),
      /ci\.lock\.yml:11: workflows\.w\.yml\.changes\.0\.add\.0: /,
    ],
    [
      'a field too many',
      entry(`    hash: ${'a'.repeat(64)}\n    files: []\n    model: m\n    changes: []\n    more: 1\n`),
      /ci\.lock\.yml:3: workflows\.w\.yml: there is no more$/,
    ],
    ['no text at all', '', /ci\.lock\.yml:1: /],
    ['aliases that grow', `a: &a [x, x]\nb: &b [*a, *a]\nc: [${'*b, '.repeat(2000)}]\n`, /ci\.lock\.yml:1: /],
    ['millions of letters', 'x'.repeat(2_000_001), /ci\.lock\.yml:1: it is too large/],
  ])('because of %s counts as none, and says where', (_, text, problem) => {
    const read = readReviewLock(text)
    expect([read.lock, read.problem]).toEqual([null, expect.stringMatching(problem)])
    expect(read.problem).toContain(REVIEW_LOCK)
  })
})
