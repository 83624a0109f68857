import { describe, expect, it } from '@jest/globals'
import { mayTouch } from './grant.ts'
import type { Grant } from './grant.ts'

const commit = 'a'.repeat(40)
const grant = (action: string, owns: string[]): Grant => ({
  action,
  owns,
  limits: {},
  budget: {
    usd: 0,
    tokens: 0,
    turns: 0,
    seconds: 0,
  },
  target: {
    kind: 'repository',
    base: commit,
    head: commit,
  },
  may: {
    runCode: true,
    askModel: false,
    write: 'file',
  },
})

describe('mayTouch', () => {
  it('lets an action touch what it owns', () => {
    expect(mayTouch(grant('type-safety', ['**/*.ts']), 'src/a.ts')).toBeNull()
  })

  it.each([
    '.github/workflows/ci.yml',
    '.GitHub/x',
    '.git/config',
    'a/.git/hooks/x',
    'docs/CODEOWNERS',
    '.husky/a',
    'pkg/package.json',
    'a/AGENTS.md',
  ])('protects %s from an action that owns all', (path) => {
    expect(mayTouch(grant('type-safety', ['**']), path)).toMatch(/protected/)
  })

  it.each(['../a.ts', '/etc/passwd', 'a//b.ts', './a.ts', 'a/../../b.ts', ''])('refuses the path "%s"', (path) => {
    expect(mayTouch(grant('type-safety', ['**']), path)).toMatch(/not a path inside/)
  })

  it('excepts the style rules for style-guide only', () => {
    const path = '.github/upkeep/style-rules/a.md'
    expect(mayTouch(grant('style-guide', ['.github/upkeep/style-rules/**']), path)).toBeNull()
    expect(mayTouch(grant('lint-fix', ['**']), path)).toMatch(/protected/)
  })

  it.each([
    '.git./x',
    'git~1/config',
    '.git /x',
    'a\\b.ts',
    'a\u200b.ts',
    'a/../../x',
    '/etc/x.ts',
    'x\0.ts',
    '~/x.ts',
  ])('refuses %j, which is no plain path', (path) => {
    expect(mayTouch(grant('type-safety', ['**']), path)).not.toBeNull()
  })

  it('refuses a path that no file system takes', () => {
    expect(mayTouch(grant('type-safety', ['**']), `${'a/'.repeat(3000)}x`)).not.toBeNull()
  })

  it('lets the upgrader change manifests that it owns', () => {
    expect(mayTouch(grant('dependency-upgrader', ['**/package.json']), 'package.json')).toBeNull()
  })
})
