import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import type { CheckerName } from './checker.ts'
import { checkerNamed, parseOutput } from './registry.ts'

interface Case {
  checker: CheckerName
  /** Relative paths and texts; the first is what the tool complains of. */
  files: Readonly<Record<string, string>>
  command: readonly string[]
  rules: readonly string[]
  fixed: boolean
}

/** Tools whose runs nothing else tests: what they print today, beside what was recorded once. */
const CASES: readonly Case[] = [
  {
    checker: 'black',
    files: { 'app/a.py': 'a = {  "b":1 }\n', 'app/b.py': 'b = 1\n' },
    command: ['black', '--check', 'app'],
    rules: ['format'],
    fixed: true,
  },
  {
    checker: 'isort',
    files: { 'app/a.py': 'import sys\nimport os\n' },
    command: ['isort', '--check-only', '--diff', 'app'],
    rules: ['imports'],
    fixed: true,
  },
  {
    checker: 'codespell',
    files: { 'docs/a.md': 'The length of teh sides.\n' },
    command: ['codespell', 'docs'],
    rules: ['misspelling'],
    fixed: true,
  },
  {
    checker: 'pylint',
    files: { 'app/a.py': '"""A module."""\n\nimport os\n' },
    command: ['pylint', 'app/a.py'],
    rules: ['unused-import'],
    fixed: false,
  },
  {
    checker: 'markdownlint',
    files: { 'docs/a.md': '# A\n\n\n\nText\n' },
    command: ['markdownlint-cli2', 'docs/*.md'],
    rules: ['MD012', 'MD012'],
    fixed: true,
  },
  {
    checker: 'stylelint',
    files: {
      'styles/a.css': 'a {\n  color: #ffffff;\n}\n',
      '.stylelintrc.json': '{ "rules": { "color-hex-length": "short" } }\n',
    },
    command: ['stylelint', 'styles/*.css'],
    rules: ['color-hex-length'],
    fixed: true,
  },
]

describe.each(CASES.map((one) => [one.command[0] ?? '', one] as const))('%s, run here', (tool, given) => {
  const { checker: name, files, command, rules, fixed } = given
  const checker = checkerNamed(name)
  const [path] = Object.keys(files)

  it('is understood as it is called and as it is called for machines, and fixes what it complains of', () => {
    if (!toolOnPath(tool)) return notRun(`the output of ${tool}`, `there is no ${tool} on PATH`)
    const root = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-tool-'))
    try {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, file)), { recursive: true })
        writeFileSync(join(root, file), text)
      }
      const run = ([word = '', ...words]: readonly string[]) => {
        const { status, stdout, stderr } = spawnSync(word, words, { cwd: root, encoding: 'utf8' })
        return { exit: status, found: parseOutput(name, { stdout, stderr }, '.', root), stdout, stderr }
      }
      for (const call of [command, checker.machine(command)]) {
        const { exit, found, ...output } = run(call)
        expect({ exit: exit === 0, rules: found.map(({ rule }) => rule), output }).toMatchObject({ exit: false, rules })
        expect(found.map((one) => one.path)).toEqual(rules.map(() => path))
      }
      const fix = checker.fix(command)
      expect(fix !== null).toBe(fixed)
      if (fix !== null) run(fix)
      expect(run(command).exit === 0).toBe(fixed)
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })
})
