import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { detect } from './detect.ts'
import { openFixture, patched } from './fixture-repository.ts'
import type { Fixture } from './fixture-repository.ts'
import { isSuppression } from './payload.ts'
import { propose } from './propose.ts'
import type { SuppressionProposal } from './proposal.ts'

const BIN = join(dirname(fileURLToPath(import.meta.url)), '../../../node_modules/.bin')
const PATH = `${BIN}:${process.env['PATH'] ?? ''}`
const TSCONFIG =
  '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [], "jsx": "preserve" }, "include": ["src"] }'

async function proposals({ context }: Fixture): Promise<SuppressionProposal[]> {
  const { findings } = await detect(context)
  const found: SuppressionProposal[] = []
  for await (const one of propose(
    findings.map((finding) => ({ finding, attempts: [] })),
    'L0',
    context,
  ))
    if ('edits' in one && isSuppression(one)) found.push(one)
  return found
}

/** Files with 50 directives that suppress nothing and 50 that do, and what they are without the first. */
function planted(): { before: Record<string, string>; after: Record<string, string> } {
  const before: Record<string, string> = {}
  const after: Record<string, string> = {}
  for (let file = 0; file < 10; file += 1) {
    const [was, is]: [string[], string[]] = [[], []]
    for (let index = 0; index < 5; index += 1) {
      was.push(
        index % 2 === 0 ? '// @ts-ignore' : '/* @ts-ignore: some words */',
        `export const dead${index} = ${index}`,
      )
      is.push(`export const dead${index} = ${index}`)
      const live = ['// @ts-ignore', `export const live${index}: string = ${index}`]
      was.push(...live)
      is.push(...live)
    }
    before[`src/file${file}.ts`] = was.join('\r\n')
    after[`src/file${file}.ts`] = is.join('\r\n')
  }
  return { before, after }
}

const project = (extra: string): string =>
  `{ "compilerOptions": { "composite": true, "strict": true, "types": [], "outDir": "out" }, "include": ["*.ts"]${extra} }`

describe('dead directives of TypeScript', () => {
  it('F05: claims nothing where the compiler stops at syntax errors, as in the pointer of a large file that was not fetched', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n'
    const files = {
      'src/a.ts': '// @ts-ignore\nexport const a = 1\n',
      'src/big.ts': pointer,
      'tsconfig.json': TSCONFIG,
    }
    await using fixture = await openFixture(files, [{ argv: ['tsc', '-p', '.'] }], { path: PATH })
    const { findings, left } = await detect(fixture.context)
    expect(findings).toEqual([])
    expect(JSON.stringify(left)).toMatch(/stops at syntax errors \(src\/big\.ts:1: TS1\d{3}: /)
  })

  it('finds 50 of 50 dead ones and none of 50 live ones, in one run', async () => {
    const { before, after } = planted()
    await using fixture = await openFixture({ ...before, 'tsconfig.json': TSCONFIG }, [{ argv: ['tsc', '-p', '.'] }], {
      path: PATH,
    })
    const found = await proposals(fixture)
    expect(found).toHaveLength(50)
    expect(fixture.commands).toHaveLength(1)
    expect(await patched(fixture, found)).toEqual(after)
  }, 60_000)

  it('leaves what another configuration needs, and files that the checker does not read', async () => {
    const files = {
      'tsconfig.json': TSCONFIG,
      'tsconfig.legacy.json':
        '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [], "noImplicitOverride": true }, "files": ["src/a.ts"] }',
      'src/a.ts': 'class A { f() {} }\nexport class B extends A {\n  // @ts-ignore\n  f() {}\n}\n',
      'src/b.ts': '// @ts-ignore\nexport const b = 1\n',
      'scripts/c.ts': '// @ts-ignore\nexport const c = 1\n',
    }
    await using fixture = await openFixture(files, [{ argv: ['tsc'] }], { path: PATH })
    const detection = await detect(fixture.context)
    expect(detection.findings.map(({ data }) => data.path)).toEqual(['src/b.ts'])
    expect(detection.ranked.map(({ path }) => path)).toEqual(['src/a.ts'])
    expect(detection.left.map(({ what }) => what)).toEqual(['1 × ts-ignore in scripts/c.ts'])
  }, 60_000)

  it('takes a JSX comment with its braces, and the comment that excused the directive with it', async () => {
    const files = {
      'tsconfig.json': TSCONFIG,
      'src/jsx.d.ts': 'declare namespace JSX { interface IntrinsicElements { p: object } interface Element {} }\n',
      'src/a.tsx': 'export const a = (\n  <p>\n    {/* @ts-ignore */}\n    <p />\n  </p>\n)\n',
      'src/b.ts':
        '// eslint-disable-next-line @typescript-eslint/ban-ts-comment\n// @ts-expect-error\nexport const b = 1\n',
    }
    await using fixture = await openFixture(files, [{ argv: ['tsc', '--noEmit'] }], { path: PATH })
    expect(await patched(fixture, await proposals(fixture))).toEqual({
      'src/a.tsx': 'export const a = (\n  <p>\n    <p />\n  </p>\n)\n',
      'src/b.ts': 'export const b = 1\n',
    })
  }, 60_000)

  it('judges every project of a build', async () => {
    const files = {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "one" }, { "path": "two" }] }',
      'one/tsconfig.json': project(''),
      'one/a.ts': '// @ts-ignore\nexport const a = 1\n',
      'two/tsconfig.json': project(', "references": [{ "path": "../one" }]'),
      'two/b.ts':
        "import { a } from '../one/a'\n// @ts-ignore\nexport const b: number = a\n// @ts-ignore\nexport const c: string = a\n",
    }
    await using fixture = await openFixture(files, [{ argv: ['tsc', '-b'] }], { path: PATH })
    const { findings } = await detect(fixture.context)
    expect(findings.map(({ data }) => `${data.path}:${data.line}`)).toEqual(['one/a.ts:1', 'two/b.ts:2'])
    expect(fixture.commands.length).toBeLessThanOrEqual(3)
  }, 60_000)

  it('says that nothing can prove anything where modules are missing or no check runs the compiler', async () => {
    const files = {
      'tsconfig.json': TSCONFIG,
      'src/a.ts': "import { x } from 'absent'\n// @ts-ignore\nexport const a: string = x\n",
    }
    await using missing = await openFixture(files, [{ argv: ['tsc'] }], { path: PATH })
    expect((await detect(missing.context)).reason).toMatchObject({
      code: 'not-set-up',
      message: expect.stringContaining('modules are missing'),
    })
    await using without = await openFixture(files, [], { path: PATH })
    expect((await detect(without.context)).reason).toMatchObject({ code: 'no-check' })
  }, 60_000)

  it('finds nothing in a repository without suppressions, and runs nothing', async () => {
    await using fixture = await openFixture(
      { 'tsconfig.json': TSCONFIG, 'src/a.ts': 'export const a = "// @ts-ignore"\n' },
      [{ argv: ['tsc'] }],
      { path: PATH },
    )
    expect(await detect(fixture.context)).toEqual({ findings: [], examined: [], left: [], ranked: [] })
    expect(fixture.commands).toEqual([])
  })

  it('takes directives out of a file that @ts-nocheck silences as a whole, and lists that', async () => {
    const files = {
      'tsconfig.json': TSCONFIG,
      'src/a.ts': '// @ts-nocheck\n// @ts-ignore\nexport const a: string = 1\n',
    }
    await using fixture = await openFixture(files, [{ argv: ['tsc'] }], { path: PATH })
    const { findings, ranked } = await detect(fixture.context)
    expect(findings.map(({ data }) => data.line)).toEqual([2])
    expect(ranked.map(({ rule }) => rule)).toEqual(['live-ts-nocheck'])
  }, 60_000)

  it('looks only where `paths` and `ignore` allow', async () => {
    const text = '// @ts-ignore\nexport const a = 1\n'
    const files = { 'tsconfig.json': TSCONFIG, 'src/a.ts': text, 'src/gen/b.ts': text, 'src/c.js': text }
    const inputs = { paths: ['src/**/*.ts'], ignore: ['src/gen'] }
    await using fixture = await openFixture(files, [{ argv: ['tsc'] }], { path: PATH, inputs })
    expect((await detect(fixture.context)).findings.map(({ data }) => data.path)).toEqual(['src/a.ts'])
  }, 60_000)
})
