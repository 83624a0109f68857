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

  it.each(['.github/workflows/ci.yml', '.GITHUB/x', '.git/config', 'a/.git/hooks/x', 'CODEOWNERS', 'docs/CODEOWNERS'])(
    'protects %s from an action that owns all',
    (path) => {
      expect(mayTouch(grant('type-safety', ['**']), path)).toMatch(/protected/)
    },
  )

  it.each(['../a.ts', '/etc/passwd', 'a//b.ts', './a.ts', 'a/../../b.ts', ''])('refuses the path "%s"', (path) => {
    expect(mayTouch(grant('type-safety', ['**']), path)).toMatch(/not a path inside/)
  })

  it('excepts the style rules for style-guide only', () => {
    const path = '.github/upkeep/style-rules/a.md'
    expect(mayTouch(grant('style-guide', ['.github/upkeep/style-rules/**']), path)).toBeNull()
    expect(mayTouch(grant('lint-fix', ['**']), path)).toMatch(/protected/)
  })
})
