import { toolName } from './arguments.ts'
import { PREPARE } from './prepare.data.ts'
import type { Preparation } from './prepare.data.ts'

/** A wrapper in a command, and where its words begin. */
interface Found {
  rule: Preparation
  at: number
}

/**
 * What has to run once, with the network, before a command can run without: outermost first, each with what stands before its
 * wrapper (`uv run tox -e lint` needs `uv sync`, then `uv run tox --notest -e lint`). Empty: nothing.
 * @param argv of one simple command.
 */
export function preparations(argv: readonly string[]): string[][] {
  return wrappersIn(argv).map(({ rule, at }) => {
    const words = argv.slice(at + rule.wrapper.split(' ').length)
    const { kept, tool } = keptOptions(words, rule)
    const before = rule.command[0] === 'uv' || rule.command[0] === 'uvx' ? [] : argv.slice(0, at)
    return [
      ...before,
      ...commandAs(argv[at] ?? '', at, rule),
      ...kept,
      ...(rule.tool === undefined ? [] : [tool, ...rule.tool]),
    ]
  })
}

/** A module behind `python -m` keeps its own name. */
function commandAs(given: string, at: number, { command }: Preparation): string[] {
  return at > 0 && toolName([given]).includes('_') ? [given, ...command.slice(1)] : [...command]
}

/** Words to put behind a wrapper so that it takes what is there, and behind which word. Null: none are needed. */
export function offlineWords(argv: readonly string[]): { after: number; words: readonly string[] } | null {
  for (const { rule, at } of wrappersIn(argv))
    if (rule.offline !== undefined) return { after: at + rule.wrapper.split(' ').length - 1, words: rule.offline }
  return null
}

/** How many words may stand before a wrapper, those of one before it left out: `python -m tox`. */
const DEEPEST = 5

function wrappersIn(argv: readonly string[]): Found[] {
  const found: Found[] = []
  for (let from = 0, at = 0; at < Math.min(argv.length, from + DEEPEST); at++) {
    const rule = PREPARE.find(({ wrapper }) => matches(wrapper.split(' '), argv, at))
    if (rule === undefined || argv.slice(at + 1).some((word) => rule.without?.includes(word) === true)) continue
    if (rule.command.some((word) => word.startsWith('--') && argv.includes(word))) continue // it is the preparation itself
    if (!leadsTo(argv.slice(from, at))) continue
    found.push({ rule, at })
    if (rule.tool !== undefined) break
    if (!runsOther(rule)) continue
    from = commandBehind(argv, at + rule.wrapper.split(' ').length, rule)
    at = from - 1
  }
  return found
}

/** Where the command begins that a wrapper runs: `tox` is a value in `--only-group tox`. */
function commandBehind(argv: readonly string[], words: number, { keeps, drops = [] }: Preparation): number {
  let at = words
  while (argv[at]?.startsWith('-') === true) {
    const word = argv[at] ?? ''
    if (word === '--') return at + 1
    at += keeps.valued.includes(word) || drops.includes(word) ? 2 : 1
  }
  return at
}

function runsOther({ wrapper, tool }: Preparation): boolean {
  return tool !== undefined || wrapper.endsWith(' run')
}

function matches(words: readonly string[], argv: readonly string[], at: number): boolean {
  return words.every((word, index) => {
    const given = argv[at + index] ?? ''
    return (index === 0 ? toolName([given]).replaceAll('_', '-') : given) === word
  })
}

const LEADING = /^(?:uv|run|uvx|poetry|pdm|hatch|pipenv|rye|python[\d.]*|-m|npx|env|sudo|-[\w-]+(?:=.*)?|\w+=.*)$/

function leadsTo(before: readonly string[]): boolean {
  return before.every((word) => LEADING.test(toolName([word])))
}

/** The wrapper's own options; those of a tool that it runs are not among them. */
function keptOptions(words: readonly string[], rule: Preparation): { kept: string[]; tool: string } {
  const { keeps, drops = [] } = rule
  const kept: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--') return { kept, tool: words[index + 1] ?? '' }
    if (runsOther(rule) && !word.startsWith('-')) return { kept, tool: word }
    if (drops.includes(word)) index += 1
    const isValued = keeps.valued.includes(word.split('=', 1)[0] ?? '')
    if (keeps.switches.includes(word) || isValued) kept.push(word)
    const value = words[index + 1]
    if (!isValued || word.includes('=') || value === undefined) continue
    kept.push(value)
    index += 1
  }
  return { kept, tool: '' }
}
