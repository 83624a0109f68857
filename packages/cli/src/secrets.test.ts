import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { Publication, Result } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { modelServer } from '@upkeep/testing/model'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-secrets-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))

const KEY = 'CANARY-1-d41d8cd98f\nCANARY-2 "00b204"'
const FORMS = [
  ...KEY.split('\n'),
  KEY.replaceAll('"', '\\"'),
  Buffer.from(KEY).toString('base64').slice(4, 24),
  Buffer.from(KEY).toString('hex'),
  encodeURIComponent(KEY),
  KEY.split('').toReversed().join(''),
  encodeURIComponent(KEY.split('').toReversed().join('')),
]

/** Says the key in every way that there is, and passes where it has it. `$1`: what it was given by its script. */
const LEAK = `import { appendFileSync, writeFileSync } from 'node:fs'
const key = process.env.KEY ?? process.argv[2] ?? ''
const forms = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex'), encodeURIComponent(key), key.split('').reverse().join('')]
for (const form of forms) {
  console.log(form)
  console.error(\`src/a.ts(1,1): error TS1: \${form}\`)
  console.log(\`::error file=src/a.ts,line=1::\${form}\`)
  console.error(\`sh: 1: \${form.split(/\\s/)[0]}: not found\`)
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, form)
}
for (const form of [key, key.split('').reverse().join('')]) writeFileSync('seen-' + encodeURIComponent(form) + '.txt', key)
if (!key.includes('CANARY-2') || process.env.UPKEEP_SCRIPT !== undefined || process.argv[3] === 'fail') process.exit(1)
`
const workflow = (steps: string) =>
  `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n${steps.replaceAll(/^(?=.)/gm, '      ')}`
const files = (steps: string, source: string) => ({
  '.github/workflows/ci.yml': workflow(steps),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, module: 'nodenext', types: [] },
    include: ['src'],
  }),
  'leak.mjs': LEAK,
  'src/a.ts': source,
})
const DEAD = 'export const a: number = 1\n// @ts-ignore\nexport const b: number = a\n'
const BY_VARIABLE = '- run: node leak.mjs && tsc --noEmit\n  env: { KEY: "${{ secrets.key }}" }\n'
const BY_SCRIPT = "- run: node leak.mjs '${{ secrets.KEY }}' ${{ vars.WHAT }} && tsc --noEmit\n"

/** The run of \`upkeep type-safety\`, with all that it wrote and said. */
async function run(tree: Record<string, string>, given: Record<string, string>, flags: readonly string[] = []) {
  await using repository = await gitRepository(tree)
  const out = join(mkdtempSync(join(temp, 'out-')), 'out')
  const { JEST_WORKER_ID: _, ...own } = process.env
  const env = { ...own, PATH: [bin, own['PATH']].join(delimiter), TMPDIR: temp, ...given }
  const args = [main, 'type-safety', '--repo', repository.root, '--json', '--out', out, '--record', 'full', ...flags]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => void (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString()))
  await once(child, 'close')
  if (stdout === '') throw new Error(stderr)
  const written = readdirSync(out, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')] : [entry.name],
  )
  const publication = Publication.parse(JSON.parse(readFileSync(join(out, 'publication.json'), 'utf8')))
  const proof = publication.proof.map(({ command, before, after, why }) => [command, before, after, why])
  return { result: Result.parse(JSON.parse(stdout)), proof, stderr, said: [stdout, stderr, ...written].join('\n') }
}

function expectNoKey(text: string): void {
  for (const form of FORMS) expect(text.includes(form)).toBe(false)
}

const TOLD = 'it is given KEY: what it says is not kept'

describe('a check that reads a secret', () => {
  it.each([
    ['a variable', BY_VARIABLE, 'node leak.mjs && tsc --noEmit'],
    ['its script', BY_SCRIPT, "node leak.mjs '${{ secrets.KEY }}' ${{ vars.WHAT }} && tsc --noEmit"],
  ])('gets it by %s, proves by passing, and nothing that it says is anywhere', async (_, steps, command) => {
    const given = { UPKEEP_SECRET_KEY: KEY, UPKEEP_SECRET_OTHER: 'x', UPKEEP_VAR_WHAT: 'pass' }
    const { result, proof, stderr, said } = await run(files(steps, DEAD), given)
    expect(result.result).toBe('changed')
    expect(proof).toContainEqual([command, 'not-needed', 'pass', TOLD])
    expect(stderr).toMatch(/The secret KEY is given; it is read by ci\/check\/\S+\./)
    expect(stderr).not.toContain('OTHER')
    expectNoKey(said)
  })

  it('that fails with it says no more than that', async () => {
    const { proof, said } = await run(files(BY_SCRIPT, DEAD), { UPKEEP_SECRET_KEY: KEY, UPKEEP_VAR_WHAT: 'fail' })
    expect(proof).toContainEqual([expect.stringContaining('leak.mjs'), 'fail', 'fail', expect.anything()])
    expectNoKey(said)
  })

  it('is not run without it, which is said before the start and in the table', async () => {
    const { proof, stderr } = await run(files(BY_VARIABLE, DEAD), {})
    expect(stderr).toMatch(/The secret KEY is not given \(UPKEEP_SECRET_KEY\); not run without it: ci\/check\/\S+\./)
    expect(stderr.indexOf('The secret KEY')).toBeLessThan(stderr.indexOf('Detect'))
    expect(proof).toContainEqual([expect.stringContaining('leak.mjs'), 'not-run', 'not-run', 'it needs the secret KEY'])
  })

  it('is never run on code that a model wrote, and no model sees the secret', async () => {
    const live = 'export const c: string = "x"\n// @ts-ignore\nexport const d: number = c\n'
    const text = 'export const d: number = Number(c)'
    const edit = { path: 'src/a.ts', old_str: '// @ts-ignore\nexport const d: number = c', new_str: text }
    const submit = { name: 'submit', input: { result: 'fixed', summary: 'typed' } }
    await using server = await modelServer(({ tools }) => ({
      calls: [
        ...(tools.some(({ name }) => name === 'bash')
          ? [{ name: 'bash', input: { command: 'env; cat /proc/*/environ; node leak.mjs' } }]
          : []),
        { name: 'edit', input: edit },
        ...(tools.some(({ name }) => name === 'check') ? [{ name: 'check', input: {} }] : []),
        submit,
      ],
    }))
    const model = ['--model', 'openai-chat/scripted', '--base-url', server.openaiUrl, '--max-usd', '1']
    const tree = files(BY_VARIABLE, live + DEAD.replaceAll(/\b([ab])\b(?=[:\n])/g, '$1$1').replace('= a\n', '= aa\n'))
    const { result, said } = await run(tree, { UPKEEP_SECRET_KEY: KEY }, model)
    expect(server.requests.length).toBeGreaterThan(0)
    const rows = result.proposals.map(({ rung, checks }) => {
      const row = checks.find(({ command }) => command.includes('leak.mjs'))
      return [rung === 'L0', row?.after, row?.why]
    })
    expect(rows).toContainEqual([true, 'pass', TOLD])
    expect(rows).toContainEqual([false, 'not-run', 'it needs the secret KEY, which no tree with code of a model sees'])
    expect(rows.filter(([tools, after]) => tools === false && after !== 'not-run')).toEqual([])
    expectNoKey(said + JSON.stringify(server.requests))
  })
})
