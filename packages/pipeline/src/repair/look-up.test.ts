import { expect, it } from '@jest/globals'
import { lookedUp } from '@upkeep/agent-core'
import type { Workspace } from '@upkeep/workspace'
import { lookUpIn } from './look-up.ts'
import { sourceReader } from './read-source.ts'

const FROM = ['app/a.py']

/** What an attempt is told that has to see these, in a repository of these files. */
async function told(
  need: readonly string[],
  texts: Readonly<Record<string, string>>,
  from: readonly string[] = FROM,
): Promise<string> {
  const workspace: Pick<Workspace, 'files' | 'read'> = {
    files: async () =>
      await Promise.resolve(Object.keys(texts).map((path) => ({ path, mode: '100644', changed: false }) as const)),
    read: async (path) => await Promise.resolve(Buffer.from(texts[path] ?? '')),
  }
  return await lookedUp(need, lookUpIn(workspace, from, sourceReader()))
}

it('a name that is not found is said to be nowhere in so many files, and in how many nobody looked', async () => {
  const files = { 'app/a.py': 'x = 1\n', 'lib/b.py': '\n', 'a.ts': 'pair()\n', 'data.json': '{"pair": 1}' }
  expect(await told(['pair'], files)).toBe('pair: no other use found in all 2 files of its language')
  const large = { ...files, 'lib/large.py': `pair()${' '.repeat(300_000)}` }
  expect(await told(['pair'], large)).toBe('pair: no other use found in 2 of 3 files of its language')
  const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`far/away/${index}.py`, 'x = 1\n']))
  expect(await told(['pair'], { ...many, ...files })).toBe(
    'pair: no other use found in 800 of 902 files of its language',
  )
})

it('a name is not said to be nowhere where no file could hold it', async () => {
  expect(await told(['pair'], { 'app/a.py': 'pair()\n' }, ['Makefile'])).toBe(
    'pair: nobody looked for it, there is no file of its language',
  )
})

it('a name of a language that we do not read is looked for in files that end alike', async () => {
  const files = {
    'Cobra.java': 'String text = command.usage(false);\n',
    'Command.java': 'String usage() {\n',
    'a.md': 'usage\n',
  }
  expect(await told(['usage'], files, ['Cobra.java'])).toBe(
    'usage is used at (found by its name)\nCobra.java:1: String text = command.usage(false);\nCommand.java:1: String usage() {',
  )
})

it('a name of Go has its definition and its uses; of which type it is to be may be told', async () => {
  const files = {
    'cobra.go': 'package cobra\n\n// Usage of it\nvar text = cmd.Usage("Usage")\n',
    'command.go': 'package cobra\n\nfunc (c *Command) Usage() string {\n\treturn ""\n}\n',
    'flag.go': 'package cobra\n\nfunc (f *Flag) Usage() int { return 0 }\nfunc (f *Flag) show() { f.Usage() }\n',
    'set.go': 'package cobra\n\nfunc (s Set) Usage() {}\n',
  }
  const used = 'cobra.go:4: var text = cmd.Usage("Usage")'
  expect(await told(['Command.Usage'], files, ['cobra.go'])).toBe(
    `command.go:3-5\n3\tfunc (c *Command) Usage() string {\n4\t\treturn ""\n5\t}\nUsage is used at (found by its name)\n${used}`,
  )
  expect(await told(['Usage'], files, ['cobra.go'])).toBe(
    [
      'Usage is declared at',
      'command.go:3: func (c *Command) Usage() string {',
      'flag.go:3: func (f *Flag) Usage() int { return 0 }',
      'set.go:3: func (s Set) Usage() {}',
      'Usage is used at (found by its name)',
      used,
      'flag.go:4: func (f *Flag) show() { f.Usage() }',
    ].join('\n'),
  )
})

it('a name that is found in more places than are shown is said to be there as often', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`app/${index}.py`, 'pair(1)\n']))
  expect(await told(['pair'], files)).toMatch(
    /^pair is used at \(found by its name\)\napp\/0\.py:1: pair\(1\)\n[^]*\n\[8 more in all 20 files\]$/,
  )
})

it('lines that are not there are those nearest to them', async () => {
  const files = { 'app/a.py': 'one\ntwo\nthree' }
  const asked = ['app/a.py:0', 'app/a.py:0-1', 'app/a.py:9', 'app/a.py:2-99', 'app/a.py:3-1']
  expect((await told(asked, files)).split('\n\n')).toEqual([
    'app/a.py:1-1\n1\tone',
    'app/a.py:1-1\n1\tone',
    'app/a.py:3-3\n3\tthree',
    'app/a.py:2-3\n2\ttwo\n3\tthree',
    'app/a.py:3-3\n3\tthree',
  ])
})
