import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readReviewLock } from '@upkeep/ci'
import { Result } from '@upkeep/schema'
import { gitRepository, runnerEnvironment } from '@upkeep/testing'
import { fakeGitHub } from '@upkeep/testing/github'
import { modelServer } from '@upkeep/testing/model'
import type { ScriptedReply, SeenRequest } from '@upkeep/testing/model'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-review-route-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const action = fileURLToPath(new URL('../../../actions/type-safety/src/main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const LOCK = '.github/upkeep/ci.lock.yml'
const BRANCH = 'upkeep/type-safety/ci-lock'
const CI = '.github/workflows/ci.yml'
const FILES = {
  [CI]: 'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n      - run: prettier --check .\n      - run: ./frob\n      - run: prettier --check src\n        env: { KEY: "${{ secrets.KEY }}" }\n',
  'tsconfig.json': `{
  "compilerOptions": { "strict": true, "noEmit": true, "types": [] },
  "include": ["src"]
}
`,
  'src/a.ts': 'export const a: number = 1;\n// @ts-ignore\nexport const b: number = a;\n',
  frob: '#!/bin/sh\nexit 0\n',
}
const WHY = 'It compares "a" with: b, and nothing else; see [the page](https://example.com/x) \u202e @octocat.'
const says = (): ScriptedReply => ({
  calls: [
    {
      name: 'submit',
      input: { changes: [{ job: 'check', step: 2, add: ['lint'], remove: ['unknown'], why: WHY }] },
    },
  ],
})
const isReview = ({ system }: SeenRequest) => system.startsWith('You review how a program has classified')

/** A repository on a fake GitHub, and the action as a step of its scheduled job, with a model. */
async function scene() {
  const checkout = await gitRepository(FILES, { executable: ['frob'] })
  const fake = await fakeGitHub({ repositories: [{ directory: checkout.root, defaultBranch: 'main' }] })
  const server = await modelServer(says)
  const step = async () => {
    const asked = server.requests.length
    const out = join(mkdtempSync(join(temp, 'out-')), 'out')
    await using runner = await runnerEnvironment({
      workspace: checkout.root,
      event: 'schedule',
      inputs: {
        token: fake.token,
        publish: 'direct',
        model: 'openai-chat/scripted',
        'base-url': server.openaiUrl,
        'max-usd': '2',
        'max-minutes': '5',
        out,
      },
      payload: { repository: { default_branch: 'main', full_name: 'octocat/example' } },
      env: {
        PATH: [bin, process.env['PATH']].join(delimiter),
        GITHUB_API_URL: fake.apiUrl,
        GITHUB_GRAPHQL_URL: fake.graphqlUrl,
        GITHUB_SERVER_URL: fake.url,
        GITHUB_REF: 'refs/heads/main',
        UPKEEP_SECRET_KEY: 'canary',
      },
    })
    const child = spawn(process.execPath, [action], { env: runner.env, cwd: checkout.root, stdio: 'pipe' })
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => void (log += data.toString()))
    await once(child, 'close')
    const result = Result.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
    return { log, result, reviews: server.requests.slice(asked).filter(isReview).length }
  }
  return {
    fake,
    step,
    open: () => [...fake.repository().memory().issues.values()].filter(({ state }) => state === 'open'),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await fake.close()
      await checkout[Symbol.asyncDispose]()
    },
  }
}

describe('what a model says of the classification', () => {
  it('comes as a proven pull request of its own beside the one of the action, once, and never again when it is declined', async () => {
    await using at = await scene()
    const first = await at.step()
    expect(first.reviews).toBe(1)
    const branches = at.open().map(({ pull }) => pull?.headRef)
    expect(branches.toSorted()).toEqual([BRANCH, 'upkeep/type-safety/suppressions'])
    const text = at.fake.repository().files(BRANCH)[LOCK]?.text ?? ''
    expect(readReviewLock(text).lock?.workflows[CI]?.changes).toMatchObject([{ step: 2, add: ['lint'] }])
    expect(text).not.toContain('\u202e')
    expect(Object.keys(at.fake.repository().files(BRANCH)).toSorted()).toEqual([...Object.keys(FILES), LOCK].toSorted())
    const proposal = first.result.proposals.find(({ files }) => files.includes(LOCK))
    expect(proposal?.verdict).toBe('proven')
    expect(proposal?.checks.map(({ command, after }) => [command, after])).toEqual(
      expect.arrayContaining([
        ['prettier --check .', 'pass'],
        ['./frob', 'pass'],
        ['tsc --noEmit', 'not-run'],
      ]),
    )
    // a model wrote what is in that tree
    const withSecret = (files: string) =>
      first.result.proposals
        .find((each) => each.files.includes(files))
        ?.checks.find(({ command }) => command === 'prettier --check src')?.after
    expect([withSecret(LOCK), withSecret('src/a.ts')]).toEqual(['not-run', 'pass'])
    const pull = at.open().find(({ pull: own }) => own?.headRef === BRANCH)
    expect(pull?.title).toBe('ci: keep the review of what each step of CI is for')
    expect(pull?.body).toMatch(/\+lint: It compares 'a'/)
    expect(pull?.body).not.toMatch(/[^`\w]@octocat/)

    const second = await at.step()
    expect(second.reviews).toBe(0)
    expect(
      at
        .open()
        .map(({ pull: own }) => own?.headRef)
        .toSorted(),
    ).toEqual(branches.toSorted())

    at.fake.repository().close(pull?.number ?? 0)
    const third = await at.step()
    expect(third.reviews).toBe(0)
    expect(at.open().map(({ pull: own }) => own?.headRef)).toEqual(['upkeep/type-safety/suppressions'])
    expect(at.fake.violations()).toEqual([])
  }, 240_000)
})
