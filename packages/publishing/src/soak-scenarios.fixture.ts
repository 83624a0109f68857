import { operationMarker } from '@upkeep/schema'
import type { Operation, Target } from '@upkeep/schema'
import { parseMarker } from '@upkeep/github'
import { ACTION, ID, PROVEN } from './publication.fixture.ts'
import type { FixtureOptions } from './publication.fixture.ts'
import { BASE_FILES, BRANCH, SLUG, scene } from './scene.fixture.ts'
import type { Further, Scene } from './scene.fixture.ts'

const BOT = 'github-actions[bot]'
const marker = operationMarker({ action: ACTION, batch: 'talk', ids: [ID] })
const words = (text: string) => [{ text, from: 'model' as const }]

/** Something to publish, and what has to stand on GitHub once a run of it was not disturbed. */
export interface Scenario {
  at: Scene
  options: FixtureOptions
  further: Further
  /** What is wrong with what stands there; nothing where it is what was to be published. */
  missing: () => string[]
  /** Requests of a run that finds nothing to do. */
  mostOfNothing: number
  /** Whether others decide what becomes of it: then a run may also refuse, or leave it alone. */
  contested?: boolean
  /** Something that somebody else does. Nothing of it changes what is to be published, unless it is contested. */
  stranger: () => void
}

const LINES = Array.from({ length: 40 }, (_, index) => `const n${index} = ${index}\n`)
const long = LINES.join('')
const worse = long.replace('const n19 = 19', 'const n19: any = 19')

/** A change of one to five files; every third of them has an executable one. */
async function pullRequest(random: () => number, replaced: boolean): Promise<Scenario> {
  const names = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, index) => `src/f${index}.ts`)
  const script = '#!/usr/bin/python\nx = 1\n'
  const base = {
    ...BASE_FILES,
    ...Object.fromEntries(names.map((name) => [name, 'let x = 1\n'])),
    'tools/run.py': { content: script, mode: '100755' },
  }
  const at = await scene(base)
  const executable = random() < 0.33
  const files = {
    ...Object.fromEntries(names.map((name) => [name, { before: 'let x = 1\n', after: 'const x = 1\n' }])),
    ...(executable ? { 'tools/run.py': { before: script, after: '#!/usr/bin/python\n' } } : {}),
  }
  if (replaced) await at.run() // another change, of src/a.ts
  const ids = ['fedcba9876543210']
  const missing = () => {
    const wrong: string[] = []
    const { pulls = [], branches = {} } = at.fake.state()[SLUG] ?? {}
    const open = pulls.filter(({ state }) => state === 'open')
    if (open.length !== 1) wrong.push(`${open.length} pull requests are open`)
    if (!(open[0]?.body ?? '').includes(ids[0] ?? '')) wrong.push('the pull request has the words of another change')
    const others = Object.keys(branches).filter((name) => !['main', BRANCH, 'elsewhere'].includes(name))
    if (others.length > 0) wrong.push(`left beside: ${others.join(', ')}`)
    if (branches[BRANCH] === undefined) return [...wrong, 'there is no branch']
    const there = at.fake.repository().files(BRANCH)
    for (const [path, { after }] of Object.entries(files))
      if (there[path]?.text !== after) wrong.push(`${path} is not what it was to be`)
    if (there['tools/run.py']?.mode !== '100755') wrong.push('tools/run.py is not executable')
    if (there['src/a.ts']?.text !== BASE_FILES['src/a.ts']) wrong.push('src/a.ts is still changed')
    return wrong
  }
  const stranger = () => void at.fake.repository().commit({ files: { [`other-${random()}.md`]: 'x\n' } })
  return { at, options: { files, ids }, further: {}, mostOfNothing: 4, missing, stranger }
}

async function onPullRequest(): Promise<{ at: Scene; number: number; further: Further }> {
  const at = await scene({ ...BASE_FILES, 'src/long.ts': long })
  const head = at.fake.repository().commit({ branch: 'topic', files: { 'src/long.ts': worse } })
  const number = at.fake.repository().pull({ head: 'topic' })
  const target: Target = { kind: 'pull-request', number, base: at.commit, head, fork: false, pushable: true }
  return { at, number, further: { event: { target, subject: number, headBranch: 'topic', baseBranch: 'main' } } }
}

const comment = (quote: string) => {
  const start = Buffer.byteLength(worse.slice(0, worse.indexOf(quote)))
  const place = { path: 'src/long.ts', quote, start, end: start + Buffer.byteLength(quote) }
  return { at: place, text: words(`About ${quote}.`), suggestion: null, proof: PROVEN }
}

async function review(random: () => number): Promise<Scenario> {
  const { at, number, further } = await onPullRequest()
  const inside = ['const n17', 'const n19', 'const n21'].slice(0, 1 + Math.floor(random() * 3))
  const outside = random() < 0.5 ? ['const n2 ='] : []
  const comments = [...inside, ...outside].map(comment)
  const operation = (): Operation => ({ op: 'review', marker, title: [], body: words('One thing.'), comments })
  const missing = () => {
    const { reviewComments = [] } = at.fake.state()[SLUG] ?? {}
    const own = [...at.fake.repository().memory().reviews.values()].filter(({ author }) => author === BOT)
    const seen = own.filter((each) => (each.minimized ?? null) === null)
    const standing = reviewComments.filter(({ review: of }) => seen.some(({ id }) => id === of))
    const wrong = seen.length === 1 ? [] : [`${seen.length} reviews are to be seen`]
    if (standing.length !== inside.length) wrong.push(`${standing.length} comments for ${inside.length}`)
    if (reviewComments.length !== standing.length) wrong.push('comments of a hidden review are left')
    return wrong
  }
  const stranger = () => void at.fake.repository().comment(number, 'nice')
  return { at, options: { operation }, further, mostOfNothing: 5, missing, stranger }
}

const asCommit = (each: Extract<Operation, { op: 'pull-request' }>): Operation => ({
  ...each,
  op: 'commit',
  branch: 'topic',
})

async function commit(random: () => number): Promise<Scenario> {
  const { at, further } = await onPullRequest()
  const files = { 'src/long.ts': { before: worse, after: long } }
  const missing = () => {
    const there = at.fake.repository().files('topic')
    const wrong = there['src/long.ts']?.text === long ? [] : ['src/long.ts is not what it was to be']
    const theirs = Object.keys(there).filter((path) => path.startsWith('other-'))
    if (theirs.length !== pushed) wrong.push('what somebody else pushed is gone')
    return wrong
  }
  let pushed = 0
  const stranger = () => {
    pushed += 1
    at.fake.repository().commit({ branch: 'topic', files: { [`other-${random()}.md`]: 'x\n' } })
  }
  return { at, options: { files, operation: asCommit }, further, mostOfNothing: 5, missing, stranger }
}

async function issue(random: () => number): Promise<Scenario> {
  const at = await scene()
  const repository = at.fake.repository()
  for (const label of ['bug', 'stale']) repository.label(label)
  const number = repository.issue({ labels: ['stale'] })
  const many = random() < 0.3 ? 120 : 0
  for (let index = 0; index < many; index++) repository.comment(number, `comment ${index}`)
  const operation = (): Operation => ({
    op: 'issue-update',
    marker,
    title: [],
    body: words('It was fixed.'),
    issue: number,
    add: ['bug', 'unknown'],
    remove: ['stale'],
    close: false,
    proof: PROVEN,
  })
  const target: Target = { kind: 'issues', base: at.commit, head: at.commit }
  const missing = () => {
    const { comments = [], issues = [], labels = [] } = at.fake.state()[SLUG] ?? {}
    const own = comments.filter(({ author, body }) => author === BOT && parseMarker(body)?.action === ACTION)
    const wrong = own.length === 1 ? [] : [`${own.length} comments of ours`]
    if (issues[0]?.labels.join() !== 'bug') wrong.push(`the labels are ${issues[0]?.labels.join()}`)
    if (labels.length !== 2) wrong.push('a label was made')
    return wrong
  }
  const pasted = `look\n\n<!-- upkeep:${ACTION} key=abc ids= v=1 -->`
  const stranger = () => void repository.comment(number, random() < 0.5 ? pasted : 'me too', 'mallory')
  const event = { target, subject: number }
  return { at, options: { operation }, further: { event }, mostOfNothing: 6, missing, stranger }
}

const retiring = (): Operation => ({ op: 'retire', marker, title: [], body: [], ids: [ID] })

/** Of the findings of the open pull request none fires any more. */
async function retired(random: () => number): Promise<Scenario> {
  const at = await scene()
  await at.run()
  const missing = () => {
    const { pulls = [], branches = {} } = at.fake.state()[SLUG] ?? {}
    const wrong = pulls.map(({ state }) => state).join() === 'closed' ? [] : ['the pull request is still open']
    if (parseMarker(pulls[0]?.body ?? '')?.ids.length !== 0) wrong.push('the findings count as declined')
    if (branches[BRANCH] !== undefined) wrong.push('the branch is left')
    return wrong
  }
  const stranger = () => void at.fake.repository().commit({ files: { [`other-${random()}.md`]: 'x\n' } })
  return { at, options: { operation: retiring }, further: {}, mostOfNothing: 4, missing, stranger }
}

/** People push to our branch, close and merge the pull request, delete the branch: nothing of theirs is lost, nothing comes back. */
async function contested(random: () => number): Promise<Scenario> {
  const at = await scene()
  const repository = at.fake.repository()
  if (random() < 0.7) await at.run()
  const files = { 'src/b.ts': { before: BASE_FILES['src/b.ts'], after: 'export const b = 3\n' } }
  const pushed: string[] = []
  const openNumber = () => at.fake.state()[SLUG]?.pulls.find(({ state }) => state === 'open')?.number
  const acts: (() => void)[] = [
    () => {
      if (repository.branch(BRANCH) === null) return
      const name = `theirs-${random()}.ts`
      pushed.push(name)
      repository.commit({ branch: BRANCH, files: { [name]: 'x\n' }, message: 'theirs' })
    },
    () => openNumber() !== undefined && repository.close(openNumber() ?? 0),
    () => openNumber() !== undefined && repository.merge(openNumber() ?? 0),
  ]
  const missing = () => {
    const { pulls = [] } = at.fake.state()[SLUG] ?? {}
    const heads = [
      'main',
      ...(repository.branch(BRANCH) === null ? [] : [BRANCH]),
      ...pulls.map((pull) => pull.headSha),
    ]
    const kept = new Set(heads.flatMap((ref) => Object.keys(repository.files(ref))))
    const lost = pushed.filter((name) => !kept.has(name))
    return [...lost.map((name) => `${name} is lost`), ...(pulls.length > 2 ? [`${pulls.length} pull requests`] : [])]
  }
  const stranger = () => acts[Math.floor(random() * acts.length)]?.()
  const ids = ['fedcba9876543210']
  return { at, options: { files, ids }, further: {}, mostOfNothing: 6, contested: true, missing, stranger }
}

export const SCENARIOS: Readonly<Record<string, (random: () => number) => Promise<Scenario>>> = {
  'a new pull request': (random) => pullRequest(random, false),
  'a replaced pull request': (random) => pullRequest(random, true),
  'a review': review,
  'a commit': commit,
  'an issue': issue,
  'a retired pull request': retired,
  'a contested pull request': contested,
}
