import { describe, expect, it } from '@jest/globals'
import { conventionsOfCode } from './conventions.ts'
import { importsOf } from './imports.ts'
import { basesOf } from './head.ts'
import { packContext } from './pack.ts'
import type { PackInput } from './pack.ts'
import { sourceText } from './source.ts'
import { statementAround } from './statement.ts'
import { together } from './together.ts'

const client = `from __future__ import annotations
from typing import TYPE_CHECKING
from .base import Base
if TYPE_CHECKING:
    from .ids import MessageId
    from .flags import (
        Flags,
    )

LIMIT: int = 10


class Client(Base[int], metaclass=Meta):
    on_connect: Callback

    def __init__(self, *args, protocol: str = "v3"):
        super().__init__(*args)
        self.started = False
        if protocol == "v5":
            self.on_connect = self._connected_v5
        else:
            self.on_connect = self._connected_v3  # type: ignore[assignment]
            self.on_leave = self._left_v3  # type: ignore[assignment]
            self.on_note = self._noted_v3  # type: ignore[assignment]
${'        self.started = True\n'.repeat(20)}\
        self.on_end = self._ended(LIMIT)  # type: ignore[assignment]

    def publish(  # type: ignore[override]
        self,
        topic: Topic,  # type: ignore[valid-type]
        payload: bytes = b"(",
    ) -> MessageId:
        return self.send(topic)
${'\n    # far away\n'.repeat(30)}
    def _connected_v3(
        self,
        flags: dict[str, int],
    ) -> None:
        pass

    def _left_v3(self, code: int) -> None: ...
`

const base = `class Other:
    def publish(self): ...


class Base(Root):
    on_connect: Callable[[int], None]

    def send(self, topic: str) -> int:
        return 1

    def publish(self, topic: str, payload: bytes | None = None) -> int:
        return 2
`

const input: PackInput = {
  task: 'Settle it.',
  diagnostics: [],
  files: [sourceText('app/client.py', client)],
  neighbours: [sourceText('app/base.py', base)],
  conventions: null,
  rejected: [],
  nonce: 'k3v9',
}

const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1
const at = (part: string) => ({ path: 'app/client.py', line: lineOf(client, part), rule: 'r', message: 'm' })
const sectionOf = (text: string, title: string) =>
  text.split(`<data-k3v9 of="${title}">\n`)[1]?.split('\n</data-k3v9>')[0] ?? ''

describe('findings that are asked for together', () => {
  const source = sourceText('app/client.py', client)
  const line = (part: string) => lineOf(client, part)

  it('stand in one head of a function, in one run of statements, or in one small function', () => {
    const [head, topic, send] = ['def publish(', 'topic: Topic', 'return self.send'].map(line)
    const [connect, leave, note, end] = ['_connected_v3 ', '_left_v3 ', '_noted_v3 ', '_ended('].map(line)
    const all = [end, send, note, topic, leave, head, connect].map((one) => one ?? 0)
    expect(together(source, all)).toEqual([[connect, leave, note], [end], [head, topic, send]])
  })

  it('are those of one statement in a script too, and a block is none', () => {
    const text = `it('works', () => {\n  const a = f(\n    one,\n    two,\n  )\n${'  more()\n'.repeat(40)}  const b = g()\n})\n`
    const script = sourceText('a.test.ts', text)
    expect(statementAround(script, 3)).toEqual({ first: 2, last: 5 })
    expect(statementAround(script, 46)).toEqual({ first: 46, last: 46 })
    expect(together(script, [3, 4, 46])).toEqual([[3, 4], [46]])
  })

  it('are not more than a few', () => {
    const lines = Array.from({ length: 20 }, (_, n) => n + 1)
    const groups = together(sourceText('a.py', 'x = 1\n'.repeat(20)), lines)
    expect(groups.flat()).toEqual(lines)
    expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(6)
  })
})

describe('what a packed context says of the lines in question', () => {
  it('holds the declarations of what is assigned there', () => {
    const named = sectionOf(packContext({ ...input, diagnostics: [at('_connected_v3 ')] }), 'named and overridden')
    expect(named).toContain('    def _connected_v3(\n        self,\n        flags: dict[str, int],\n    ) -> None:')
    expect(named).not.toContain('started')
  })

  it('holds what a checker says to explain, within its share', () => {
    const notes = ['Superclass:', `    def publish(self, ${'topic: str, '.repeat(500)})`, 'Subclass:']
    const text = packContext({ ...input, diagnostics: [{ ...at('def publish('), notes }] })
    const said = sectionOf(text, 'notes of the checkers')
    expect(said).toMatch(/^app\/client\.py:\d+\nSuperclass:\n {4}def publish\(self, topic: str[\s\S]*Subclass:$/)
    expect(said.length).toBeLessThan(3500)
    expect(text.indexOf('Superclass:')).toBeLessThan(text.indexOf('of="code"'))
  })

  it('holds the classes above it, and the method that is overridden', () => {
    const named = sectionOf(packContext({ ...input, diagnostics: [at('def publish(')] }), 'named and overridden')
    expect(named).toContain('app/base.py:5\nclass Base(Root):')
    expect(named).toContain('    def publish(self, topic: str, payload: bytes | None = None) -> int:')
    expect(named).not.toContain('class Other')
  })

  it('holds types with their members, methods and members of scripts, and nothing that is quoted anyway', () => {
    const types =
      'export interface Options {\n  depth: number\n}\nexport abstract class Shape {\n  abstract area(unit: Unit): number\n}\n'
    const script = `import { Options, Shape } from './types.js'\nclass Square extends Shape {\n  side: Length\n  area(unit: string): number {\n    // @ts-ignore\n    return measure(this.side, { unit } as Options)\n  }\n}\n${'\n// far away\n'.repeat(40)}function measure(side: Length, options: Options): number {\n  return 1\n}\n`
    const text = packContext({
      ...input,
      diagnostics: [{ path: 'src/square.ts', line: 6, rule: 'r', message: 'm' }],
      files: [sourceText('src/square.ts', script)],
      neighbours: [sourceText('src/types.ts', types)],
    })
    const named = sectionOf(text, 'named and overridden')
    expect(named).toContain('export interface Options {\n  depth: number\n}')
    expect(named).toContain('  abstract area(unit: Unit): number')
    expect(named).toContain('function measure(side: Length, options: Options): number {')
    expect(named).toContain('src/square.ts:3\n  side: Length')
    expect(named).not.toContain('area(unit: string)')
  })

  it('holds the imports that only type checkers read', () => {
    const imports = importsOf(sourceText('app/client.py', client))
    expect(imports).toContain(
      'if TYPE_CHECKING:\n    from .ids import MessageId\n    from .flags import (\n        Flags,\n    )',
    )
    expect(imports).not.toContain('LIMIT')
  })

  it.each([
    ['class A(Base[int], mod.Other, metaclass=M):', ['Base', 'Other']],
    ['class A:', []],
    ['export class A<T> extends Base<Map<K, V>> implements One, Two {', ['Base', 'One', 'Two']],
    ['export interface A extends B {', ['B']],
  ])('knows the bases of %j', (head, bases) => {
    expect(basesOf(head)).toEqual(bases)
  })
})

describe('the conventions in a prompt', () => {
  const text = `# Rules of this repository

[![build](https://img.shields.io/x.svg)](https://ci)

Intro.

## Getting started

Clone it.

### Code of conduct

Be kind.

## Code style

- Types first.

Run it locally:
\`\`\`bash
npm run lint # not a heading
\`\`\`

\`\`\`ts
# still code
const a = 1
\`\`\`

## Things that bite

Dragons.

## Pull requests

Squash.

## Links

- [Docs](https://docs)
`

  it('are what concerns code, without set-up, commands, badges and links', () => {
    const kept = conventionsOfCode({ path: 'AGENTS.md', text }, 5000)
    expect(kept).toBe(
      '# Rules of this repository\n\nIntro.\n\n## Code style\n\n- Types first.\n\n```ts\n# still code\nconst a = 1\n```\n\n## Things that bite\n\nDragons.',
    )
  })

  it('keep the sections about code where there is not room for all', () => {
    expect(
      conventionsOfCode({ path: 'AGENTS.md', text: text.replace('Dragons.', 'Dragons. '.repeat(99)) }, 200),
    ).toMatch(/## Code style[\s\S]*const a = 1/)
  })

  it('are, of a page for contributors, only what is surely about code', () => {
    expect(conventionsOfCode({ path: 'CONTRIBUTING.md', text }, 5000)).not.toMatch(/Dragons|Squash|Clone/)
    expect(conventionsOfCode({ path: 'CONTRIBUTING.md', text: '# Contributing\n\nSee the site.\n' }, 5000)).toBe('')
  })

  it('take time in proportion to their length, whatever they hold', () => {
    const started = process.cpuUsage()
    for (const part of ['<!--', '```sh\n', '# a\n', '[](', '![', '- [x](', '    '])
      conventionsOfCode({ path: 'AGENTS.md', text: part.repeat(50_000) }, 2600)
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3)
  })
})
