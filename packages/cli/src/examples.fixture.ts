import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { classifyWorkflow, findAct, runSliceByAct } from '@upkeep/ci'
import type { ClassifiedWorkflow, Slice } from '@upkeep/ci'
import type { SliceRun } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { fakeGitHub } from '@upkeep/testing/github'
import type { FakeGitHub } from '@upkeep/testing/github'
import { openWorkspace } from '@upkeep/workspace'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** GITHUB_RUN_ID as act sets it. */
const RUN = 1
const NOTHING = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }

/** The files of examples/NAME that git would take; what tools left behind is no part of an example. */
export function exampleFiles(name: string): Record<string, Uint8Array> {
  const folder = join(root, 'examples', name)
  const list = ['-C', folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', list, { encoding: 'utf8' }).split('\0')
  return Object.fromEntries(paths.filter(Boolean).map((path) => [path, readFileSync(join(folder, path))]))
}

export interface WorkflowRun extends SliceRun {
  log: string
  /** Each artifact that was uploaded, with the paths in it. */
  uploads: Record<string, string[]>
}

export interface WorkflowRunOptions {
  event: string
  payload?: (at: Pick<ExampleRepository, 'checkout' | 'fake'>) => unknown
  /** Of the job's token; a token that may write everything where absent. */
  token?: string
}

/** A repository on a fake GitHub, whose workflows act runs with the real bundles. */
export interface ExampleRepository extends AsyncDisposable {
  fake: FakeGitHub
  checkout: TestRepository
  run(text: string, options: WorkflowRunOptions): Promise<WorkflowRun>
}

/** @param change what its pull request changes, on the branch `topic`; without it there is none */
export async function exampleRepository(
  files: Readonly<Record<string, string | Uint8Array>>,
  change?: Readonly<Record<string, string>>,
): Promise<ExampleRepository> {
  const checkout = await gitRepository(files, { origin: 'https://github.com/octocat/example' })
  if (change !== undefined) {
    checkout.git('switch', '--quiet', '--create', 'topic')
    for (const [path, text] of Object.entries(change)) checkout.write(path, text)
    checkout.git('commit', '--quiet', '--all', '--message', 'change')
  }
  const fake = await fakeGitHub({ repositories: [{ directory: checkout.root, defaultBranch: 'main' }] })
  fake.repository().run({ id: RUN })
  if (change !== undefined) fake.repository().pull({ head: 'topic', base: 'main' })
  const place = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-examples-'))
  const store = await artifactStore(fake)
  writeActions(place, store.url)
  return {
    fake,
    checkout,
    run: async (text, options) => {
      const run = await runWorkflow(text, { place, checkout, fake }, options)
      return { ...run, uploads: store.uploads() }
    },
    [Symbol.asyncDispose]: async () => {
      store.close()
      await fake.close()
      await checkout[Symbol.asyncDispose]()
      rmSync(place, { recursive: true, force: true })
    },
  }
}

/** Every step of a workflow, our own and those that publish too. */
function wholeOf(text: string, workflow: ClassifiedWorkflow): Slice {
  const steps = workflow.jobs.flatMap(({ id, steps: all }) =>
    all.map(({ index, kinds, confidence, evidence }) => ({
      job: id,
      step: index,
      kinds: [...kinds],
      keep: true,
      reason: 'all of it',
      confidence,
      evidence: [...evidence],
    })),
  )
  return { workflow: workflow.path, for: ['unknown'], text, steps, secrets: [], legs: [] }
}

interface Places {
  place: string
  checkout: TestRepository
  fake: FakeGitHub
}

async function runWorkflow(
  text: string,
  { place, checkout, fake }: Places,
  { event, payload, token }: WorkflowRunOptions,
): Promise<SliceRun & { log: string }> {
  const workflow = await classifyWorkflow('.github/workflows/upkeep.yml', text, NOTHING, [])
  const temp = mkdtempSync(join(place, 'run-'))
  // What act runs makes a sandbox of its own.
  await using workspace = await openWorkspace({
    directory: checkout.root,
    temp: join(temp, 'trees'),
    isolation: 'copy',
  })
  await using worktree = await workspace.open()
  let log = ''
  const env = { ...process.env, PATH: pathOf(place) } as Record<string, string>
  const run = await runSliceByAct(wholeOf(text, workflow), workflow, {
    worktree,
    act: await findAct(env['PATH'] ?? ''),
    env: { PATH: env['PATH'] ?? '', ...(env['LANG'] === undefined ? {} : { LANG: env['LANG'] }) },
    secrets: { GITHUB_TOKEN: token ?? fake.token },
    variables: {},
    github: { sha: workspace.commit },
    slug: 'octocat/example',
    temp,
    seconds: 200,
    secondsPerStep: 200,
    signal: new AbortController().signal,
    masks: { add: () => {}, redact: (each) => each },
    log: (piece) => (log += piece),
    event: { name: event, payload: payload?.({ checkout, fake }) ?? { repository: { default_branch: 'main' } } },
    actions: Object.fromEntries(USED.map(([uses, folder]) => [uses, join(place, folder)])),
    runner: { GITHUB_API_URL: fake.apiUrl, GITHUB_GRAPHQL_URL: fake.graphqlUrl, GITHUB_SERVER_URL: fake.url },
  })
  return { ...run, log }
}

const UPLOAD = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f'
const PYTHON = 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97'
/** What stands in for an action, by its place. */
const USED = [
  ['upkeep-actions/upkeep@v1', 'upkeep'],
  [UPLOAD, 'upload'],
  [PYTHON, 'python'],
] as const

/** The tools of this repository in place of an example's own `npm ci`. */
function pathOf(place: string): string {
  return [join(place, 'bin'), dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env['PATH']].join(
    delimiter,
  )
}

function writeActions(place: string, store: string): void {
  for (const name of ['lint-fix', 'publish', 'type-safety']) {
    const folder = join(place, 'upkeep', 'actions', name)
    cpSync(join(root, 'actions', name, 'build', 'bundle'), join(folder, 'dist'), { recursive: true })
    cpSync(join(root, 'actions', name, 'action.yml'), join(folder, 'action.yml'))
  }
  writeFileAt(join(place, 'upload', 'action.yml'), UPLOAD_ACTION)
  writeFileAt(join(place, 'upload', 'upload.mjs'), UPLOAD_SCRIPT.replace('STORE', store))
  writeFileAt(join(place, 'python', 'action.yml'), PYTHON_ACTION)
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim()
  const script = `#!/bin/sh\n[ "$1" = ci ] && exit 0\nexec '${npm}' "$@"\n`
  writeFileAt(join(place, 'bin', 'npm'), script, 0o755)
}

function writeFileAt(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { mode })
}

/** The Python on PATH, in which the tools of the example are there already. */
const PYTHON_ACTION = `name: python
runs:
  using: composite
  steps:
    - run: echo "the Python on PATH is taken"
      shell: bash
`

const UPLOAD_ACTION = `name: upload
inputs: { name: {}, path: {} }
outputs:
  artifact-id: { value: '\${{ steps.it.outputs.artifact-id }}' }
  artifact-digest: { value: '\${{ steps.it.outputs.artifact-digest }}' }
runs:
  using: composite
  steps:
    - id: it
      run: node "$GITHUB_ACTION_PATH/upload.mjs"
      shell: bash
      env: { NAME: '\${{ inputs.name }}', PLACES: '\${{ inputs.path }}' }
`

/** As the real one does: below the folder that all places share, or below the only one. */
const UPLOAD_SCRIPT = `import { appendFileSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
const places = process.env.PLACES.split('\\n').map((each) => each.trim()).filter(Boolean).map((each) => resolve(each))
const root = places.length === 1 ? places[0] : dirname(places[0])
const all = places.flatMap((each) => (statSync(each, { throwIfNoEntry: false })?.isDirectory() ? globSync(join(each, '**')) : [each]))
const files = all.filter((each) => statSync(each, { throwIfNoEntry: false })?.isFile())
const body = files.map((each) => [relative(root, each), readFileSync(each).toString('base64')])
const answer = await fetch('STORE/' + process.env.NAME, { method: 'POST', body: JSON.stringify(body) })
const { id, digest } = await answer.json()
appendFileSync(process.env.GITHUB_OUTPUT, 'artifact-id=' + id + '\\nartifact-digest=' + digest + '\\n')
`

/** Takes uploads and gives them to the fake. */
async function artifactStore(fake: FakeGitHub) {
  const uploads: Record<string, string[]> = {}
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const name = decodeURIComponent((request.url ?? '/').slice(1))
      const files = (JSON.parse(Buffer.concat(parts).toString()) as [string, string][]).map(
        ([path, text]) => [path, Buffer.from(text, 'base64')] as const,
      )
      uploads[name] = files.map(([path]) => path).toSorted()
      response.end(JSON.stringify(fake.repository().artifact({ name, run: RUN, files: Object.fromEntries(files) })))
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, uploads: () => uploads, close: () => server.close() }
}

export function workflowText(name: string): string {
  return readFileSync(join(root, 'examples', name), 'utf8')
}

export function shippedWorkflows(): string[] {
  return readdirSync(join(root, 'examples', 'workflows'))
}
