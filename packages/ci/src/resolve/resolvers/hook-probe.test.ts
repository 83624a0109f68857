import { describe, expect, it } from '@jest/globals'
import { hookProbe, readHookProbe } from './hook-probe.ts'

const CONFIG = `
default_language_version: { python: python3.12 }
fail_fast: true
repos:
  - repo: https://example.org/a
    rev: v1
    hooks:
      - id: one
      - id: mypy
        args: [--strict]
        additional_dependencies: [types-x]
  - repo: https://example.org/b
    rev: v2
    hooks: [{ id: two }]
`

describe('hookProbe', () => {
  it('asks only the hooks that are named, in the environments that they have', () => {
    const probe: unknown = JSON.parse(hookProbe(CONFIG, new Set(['0.1'])))
    expect(probe).toMatchObject({
      default_language_version: { python: 'python3.12' },
      fail_fast: false,
      repos: [
        {
          repo: 'https://example.org/a',
          rev: 'v1',
          hooks: [{ id: 'mypy', args: ['--strict'], additional_dependencies: ['types-x'], require_serial: true }],
        },
      ],
    })
    expect(JSON.stringify(probe)).not.toMatch(/two|"one"/)
  })
})

describe('readHookProbe', () => {
  it('reads environments and words between what the hook manager prints', () => {
    const printed = [
      'mypy.....................Passed',
      '- duration: 0.1s',
      'upkeep-hook 0.1 env PATH=/cache/bin:/usr/bin',
      'upkeep-hook 0.1 word --strict',
      'upkeep-hook 0.1 word a file.py',
      'upkeep-hook x',
    ].join('\r\n')
    expect([...readHookProbe(printed)]).toEqual([
      ['0.1', { env: { PATH: '/cache/bin:/usr/bin' }, words: ['--strict', 'a file.py'] }],
    ])
  })
})
