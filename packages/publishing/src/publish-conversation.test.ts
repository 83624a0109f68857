import { describe, expect, it } from '@jest/globals'
import { operationMarker } from '@upkeep/schema'
import type { Anchor, Operation, Target, Verdict } from '@upkeep/schema'
import { ACTION, ID, PROVEN, publicationFixture } from './publication.fixture.ts'
import { BASE_FILES, scene } from './scene.fixture.ts'
import type { Event, Further, Scene } from './scene.fixture.ts'

const marker = operationMarker({ action: ACTION, batch: 'talk', ids: [ID] })
const lines = Array.from({ length: 40 }, (_, index) => `const n${index} = ${index}\n`)
const text = lines.join('')

/** A pull request that changes line 20 of src/long.ts, and the event that names it. */
async function pullRequest(): Promise<Scene & { event: Event; head: string; number: number }> {
  const at = await scene({ ...BASE_FILES, 'src/long.ts': text })
  const repository = at.fake.repository()
  const head = repository.commit({
    branch: 'topic',
    files: { 'src/long.ts': text.replace('const n19 = 19', 'const n19: any = 19') },
  })
  const number = repository.pull({ head: 'topic', author: 'octocat' })
  const target: Target = { kind: 'pull-request', number, base: at.commit, head, fork: false, pushable: true }
  return Object.assign(at, {
    head,
    number,
    event: { target, subject: number, headBranch: 'topic', baseBranch: 'main' },
  })
}

const anchor = (path: string, quote: string, whole: string): Anchor => {
  const start = Buffer.byteLength(whole.slice(0, whole.indexOf(quote)))
  return { path, quote, start, end: start + Buffer.byteLength(quote) }
}

type Comment = Extract<Operation, { op: 'review' }>['comments'][number]

function review(comments: readonly Comment[], body = 'One thing.'): Operation {
  return { op: 'review', marker, title: [], body: [{ text: body, from: 'model' }], comments: [...comments] }
}

const after = text.replace('const n19 = 19', 'const n19: any = 19')
const inside: Comment = {
  at: anchor('src/long.ts', 'const n19: any = 19', after),
  text: [{ text: 'This is a number.', from: 'model' }],
  suggestion: 'const n19 = 19\n',
  proof: PROVEN,
}
const outside: Comment = { ...inside, at: anchor('src/long.ts', 'const n2 = 2', after), suggestion: null }

describe('a review', () => {
  const post = async (at: Awaited<ReturnType<typeof pullRequest>>, operation: Operation) =>
    await at.run({ operation: () => operation }, { event: at.event })

  it('stands on its lines with a suggestion, is a comment and no approval, and is not posted twice', async () => {
    await using at = await pullRequest()
    expect(await post(at, review([inside]))).toMatchObject({
      result: 'changed',
      posted: [{ op: 'review', wrote: true }],
    })
    expect(await post(at, review([inside]))).toMatchObject({ result: 'clean', posted: [{ wrote: false }] })
    const { reviews, reviewComments } = at.fake.state()['octocat/example'] ?? {}
    expect(reviews).toMatchObject([{ state: 'COMMENTED', commit: at.head }])
    expect(reviewComments).toMatchObject([{ path: 'src/long.ts', line: 20, side: 'RIGHT' }])
    expect(reviewComments?.[0]?.body).toBe('This is a number.\n\n```suggestion\nconst n19 = 19\n```')
    expect(at.fake.violations()).toEqual([])
  })

  it('says after another push only what it did not say before on lines that are still there', async () => {
    await using at = await pullRequest()
    await post(at, review([inside]))
    const repository = at.fake.repository()
    const push = (files: Record<string, string>) => {
      const head = repository.commit({ branch: 'topic', files })
      if (at.event.target !== undefined) at.event.target = { ...at.event.target, head }
    }
    push({ 'src/new.ts': 'export {}\n' })
    expect(await post(at, review([inside]))).toMatchObject({ result: 'clean', posted: [{ wrote: false }] })
    const other: Comment = { ...inside, text: [{ text: 'This is another thing.', from: 'model' }] }
    expect(await post(at, review([inside, other]))).toMatchObject({ posted: [{ wrote: true }] })
    const said = () => [...repository.memory().reviewComments.values()].map(({ body }) => body.split('\n')[0])
    expect(said()).toEqual(['This is a number.', 'This is another thing.'])
    for (const comment of repository.memory().reviewComments.values()) comment.line = null // a later push changed the line
    expect(await post(at, review([inside]))).toMatchObject({ posted: [{ wrote: true }] })
    expect(said()).toEqual(['This is a number.', 'This is another thing.', 'This is a number.'])
  })

  it('C22: tells in its own words what has no line in the diff, in one review, without a 422', async () => {
    await using at = await pullRequest()
    const gone = { ...inside, at: { path: 'src/b.ts', quote: 'nothing', start: 0, end: 7 } }
    await post(at, review([inside, outside, gone]))
    const { reviews, reviewComments } = at.fake.state()['octocat/example'] ?? {}
    expect(reviews).toHaveLength(1)
    expect(reviewComments).toHaveLength(1)
    expect(reviews?.[0]?.body).toContain('`src/long.ts:3`')
    expect(reviews?.[0]?.body).toContain('`src/b.ts`')
    expect(at.fake.requests().map(({ status }) => status)).not.toContain(422)
  })

  it('D09: is posted once as words where GitHub refuses its lines all the same', async () => {
    await using at = await pullRequest()
    const errors = ['Pull request review thread line must be part of the diff']
    at.fake.fault({ kind: 'error', match: 'pulls/create-review', status: 422, message: 'Unprocessable Entity', errors })
    expect(await post(at, review([inside]))).toMatchObject({ result: 'changed' })
    const { reviews, reviewComments } = at.fake.state()['octocat/example'] ?? {}
    expect(reviews).toHaveLength(1)
    expect(reviewComments).toEqual([])
    expect(reviews?.[0]?.body).toContain('This is a number.')
  })

  it('D14: that two runs post at once stands once', async () => {
    await using at = await pullRequest()
    const both = await Promise.all([post(at, review([inside])), post(at, review([inside]))])
    expect(both.map(({ refusal }) => refusal)).toEqual([null, null])
    const { reviews, reviewComments } = at.fake.state()['octocat/example'] ?? {}
    expect(
      reviews?.filter(({ id }) => at.fake.repository().memory().reviews.get(id)?.minimized === undefined),
    ).toHaveLength(1)
    expect(reviewComments).toHaveLength(1)
  })
})

describe('a commit on the branch of a pull request', () => {
  const files = { 'src/long.ts': { before: after, after: text } }
  const commit = (each: Extract<Operation, { op: 'pull-request' }>): Operation => ({
    ...each,
    op: 'commit',
    branch: 'topic',
  })
  const post = async (at: Awaited<ReturnType<typeof pullRequest>>) =>
    await at.run({ files, operation: commit }, { event: at.event })

  it('goes to its head, once', async () => {
    await using at = await pullRequest()
    expect(await post(at)).toMatchObject({ result: 'changed', posted: [{ op: 'commit' }] })
    expect(at.fake.repository().files('topic')['src/long.ts']?.text).toBe(text)
    const head = at.fake.repository().branch('topic')
    expect(await post(at)).toMatchObject({ refusal: null })
    expect(at.fake.repository().branch('topic')).toBe(head)
  })

  it('says in its message what it does, as plain text', async () => {
    await using at = await pullRequest()
    await post(at)
    const [message] = at.fake.repository().messages('topic')
    expect(message).toMatch(/\n\nOnly comments change\.\n- src\/a\.ts:1 goes\n\nProven by [^]*\n\nUpkeep-Key: /)
  })

  it('waits where two of ours are there already, one behind the other', async () => {
    await using at = await pullRequest()
    const ours = (name: string) =>
      at.fake
        .repository()
        .commit({ branch: 'topic', files: { [name]: 'x\n' }, message: `style\n\nUpkeep-Key: ${name}` })
    ours('one')
    const head = ours('two')
    expect(await post(at)).toMatchObject({
      result: 'skipped',
      withheld: [{ why: expect.stringContaining('are ours') }],
    })
    expect(at.fake.repository().branch('topic')).toBe(head)
  })

  it('is proven by a check that was red and has strictly less to say, and not by one that is as red as before', async () => {
    const diagnostic = { tool: 'tsc', rule: 'TS1', severity: 'error', path: 'a.ts', range: null, message: 'm' } as const
    const told = (count: number) => Array.from({ length: count }, () => diagnostic)
    const red = (before: number, now: number): Verdict => {
      const [evidence] = PROVEN.evidence
      if (evidence?.kind !== 'check') throw new Error('the fixture holds a check')
      const of = (count: number) => ({ ...evidence.after, status: 'fail' as const, exit: 1, diagnostics: told(count) })
      return { ...PROVEN, evidence: [{ kind: 'check', before: of(before), after: of(now) }] }
    }
    const posted = async (proof: Verdict) => {
      await using at = await pullRequest()
      return await at.run(
        { files, operation: (each) => ({ ...commit(each), proof }) as Operation },
        { event: at.event },
      )
    }
    expect(await posted(red(2, 1))).toMatchObject({ result: 'changed' })
    expect(await posted(red(1, 1))).toMatchObject({ result: 'failed', refusal: { code: 'E_UNPROVEN' } })
  })

  it('is there already where somebody has pushed on top of it', async () => {
    await using at = await pullRequest()
    await post(at)
    const head = at.fake.repository().commit({ branch: 'topic', files: { 'src/b.ts': 'new\n' } })
    expect(await post(at)).toMatchObject({ result: 'clean', refusal: null, posted: [{ wrote: false }] })
    expect(at.fake.repository().branch('topic')).toBe(head)
  })

  it('D11: goes on top of what others pushed to other files meanwhile, and is stale where they touched its own', async () => {
    await using at = await pullRequest()
    const push = (path: string) => () =>
      void at.fake.repository().commit({ branch: 'topic', files: { [path]: 'new\n' } })
    at.fake.fault({ kind: 'meanwhile', match: 'createCommitOnBranch', act: push('src/b.ts') })
    expect(await post(at)).toMatchObject({ result: 'changed' })
    expect(at.fake.repository().files('topic')).toMatchObject({
      'src/b.ts': { text: 'new\n' },
      'src/long.ts': { text },
    })

    await using other = await pullRequest()
    other.fake.fault({
      kind: 'meanwhile',
      match: 'createCommitOnBranch',
      act: () => void other.fake.repository().commit({ branch: 'topic', files: { 'src/long.ts': 'theirs\n' } }),
    })
    expect(await post(other)).toMatchObject({ refusal: { code: 'E_STALE', where: 'src/long.ts' } })
    expect(other.fake.repository().files('topic')['src/long.ts']?.text).toBe('theirs\n')
  })
})

describe('what is said on an issue', () => {
  const issues = (at: Scene, number: number): Further => ({
    event: { target: { kind: 'issues', base: at.commit, head: at.commit }, subject: number },
  })
  const update = (issue: number, add: string[], remove: string[] = []): Operation => ({
    op: 'issue-update',
    marker,
    title: [],
    body: [{ text: 'Seen before in #3; @octocat/team please look.', from: 'model' }],
    issue,
    add,
    remove,
    close: false,
    proof: PROVEN,
  })
  const post = async (at: Scene, number: number, operation: Operation) =>
    await at.run({ operation: () => operation }, issues(at, number))

  it('D12: is one comment, which is edited and never doubled, also where 250 others stand before it', async () => {
    await using at = await scene()
    const number = at.fake.repository().issue()
    for (let index = 0; index < 250; index++) at.fake.repository().comment(number, `comment ${index}`)
    expect(await post(at, number, update(number, []))).toMatchObject({ result: 'changed' })
    for (let index = 0; index < 20; index++) at.fake.repository().comment(number, `later ${index}`)
    const further = { ...update(number, []), body: [{ text: 'Something else.', from: 'model' as const }] }
    expect(await post(at, number, further)).toMatchObject({ result: 'changed' })
    const ours = at.fake.state()['octocat/example']?.comments.filter(({ author }) => author === 'github-actions[bot]')
    expect(ours).toHaveLength(1)
    expect(ours?.[0]?.body).toContain('Something else.')
  })

  it('A15: holds no live mention', async () => {
    await using at = await scene()
    const number = at.fake.repository().issue()
    await post(at, number, update(number, []))
    expect(at.fake.state()['octocat/example']?.comments[0]?.body).not.toMatch(/@octocat/)
  })

  it('C21: drops labels that the repository has not, that no action may set, and those over the limit, and says so', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `area-${index}`)
    await using at = await scene()
    const number = at.fake.repository().issue()
    for (const name of [...many, 'automerge', 'security']) at.fake.repository().label(name)
    const done = await post(at, number, update(number, ['nowhere', 'automerge', 'security', ...many]))
    expect(at.fake.state()['octocat/example']?.issues[0]?.labels).toEqual(many.slice(0, 9))
    expect(done.withheld.map(({ what }) => what).toSorted()).toEqual([
      'area-10',
      'area-11',
      'area-9',
      'automerge',
      'nowhere',
      'security',
    ])
    expect(at.fake.state()['octocat/example']?.labels).not.toContain('nowhere')
  })

  it('D04: stands once where GitHub answered 502 after it was done', async () => {
    await using at = await scene()
    const number = at.fake.repository().issue()
    at.fake.fault({ kind: 'error', match: 'issues/create-comment', status: 502, when: 'after' })
    expect(await post(at, number, update(number, []))).toMatchObject({ result: 'changed' })
    expect(at.fake.state()['octocat/example']?.comments).toHaveLength(1)
  })

  it.each([
    ['deleted', (at: Scene, number: number) => at.fake.repository().deleteIssue(number)],
    ['transferred', (at: Scene, number: number) => void at.fake.repository().transferIssue(number, 'octocat/other')],
    ['locked', (at: Scene, number: number) => at.fake.repository().lock(number)],
  ])('D08: is withheld, and no error, where the issue was %s meanwhile', async (_, fate) => {
    await using at = await scene()
    const number = at.fake.repository().issue()
    fate(at, number)
    // a locked conversation refuses only those who may not write here
    if (_ === 'locked')
      at.fake.fault({
        kind: 'error',
        match: 'issues/create-comment',
        status: 403,
        message: 'Unable to create comment because issue is locked.',
      })
    const done = await post(at, number, update(number, []))
    expect(done).toMatchObject({ refusal: null, posted: [] })
    expect(done.withheld).toHaveLength(1)
    expect(at.fake.state()['octocat/other']?.comments ?? []).toEqual([])
  })

  it('C20: is refused for another issue than that of the event', async () => {
    await using at = await scene()
    const [one, other] = [at.fake.repository().issue(), at.fake.repository().issue()]
    expect(await post(at, one, update(other, []))).toMatchObject({ refusal: { code: 'E_TARGET' } })
    expect(at.fake.writes()).toEqual([])
  })
})

it('C12, C13: a pull request says nothing that GitHub or a bot would act on, whoever wrote its text', async () => {
  await using at = await scene()
  const evil =
    '![x](https://evil.example/x.png)\n\nFixes #1\n\n/merge\n\nbors r+\n\n<script>x</script> https://github.com@evil.example\n'
  for (const from of ['upkeep', 'model'] as const) {
    const { publication, blobs } = publicationFixture({
      commit: at.commit,
      operation: (each) => ({ ...each, body: [{ text: evil, from }] }),
    })
    await at.run({}, { made: { publication, blobs } })
    const [pull] = at.fake.state()['octocat/example']?.pulls ?? []
    const shown = (pull?.body ?? '').split('### Proof')[0] ?? ''
    expect(shown).not.toMatch(/!\[|<script|^\/merge|^bors|\bFixes #1/m)
    at.fake.repository().setBranch(pull?.head ?? '', null)
    at.fake.repository().memory().issues.clear()
  }
})
