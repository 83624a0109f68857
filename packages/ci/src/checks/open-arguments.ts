import { posix } from 'node:path'
import { INTERPRETERS } from '../resolve/command-kinds.ts'
import { unwrap } from '../resolve/wrappers.ts'
import { loneExpression } from '../workflow/references.ts'
import { readShell } from '../workflow/shell.ts'
import type { ClassifiedStep, OpenScript } from '../model.ts'
import type { ShellCommand } from '../workflow/shell.ts'

/** 0-based offsets in a script. */
interface Span {
  start: number
  end: number
}

/** An argument of a command of which only a runner knows the value: a placeholder stands in its place. */
export interface OpenArgument extends Span {
  /** Where its command runs, relative to where the script starts. */
  cwd: string
  /** A value of several words falls apart into as many arguments, or is text that its command only prints or compares. */
  takesWords: boolean
}

const PLACEHOLDER = /__EXPRESSION_\d+__/g

/** A script with more of them is left alone, and a longer one: no log shows all of it. */
const MOST = 64
const LONGEST = 16_384

/** Numbers from here on are of no expression. */
const FIRST_READ = 1000

/**
 * The open arguments of a script in the order of their text. Null: it has none, or one stands where a value could become more than an
 * argument of a program that the script names (the program itself, an assignment, a file that is written, code, a part of a word).
 */
export function openArguments(script: string): OpenArgument[] | null {
  const { found, variables } = placesIn(script)
  if (found === null || found.length === 0) return null
  const names = [...new Set(variables)]
  if (names.length === 0) return found
  let number = FIRST_READ
  const probe = script.replace(new RegExp(readsOf(names), 'g'), () => `__EXPRESSION_${number++}__`)
  return names.every(isName) && !isSet(names, probe) && placesIn(probe).found !== null ? found : null
}

/** The open arguments of a script, and the variables of the lists that hold some: what reads those is to be looked at as well. */
function placesIn(script: string): { found: OpenArgument[] | null; variables: string[] } {
  const places = spansOf(script, PLACEHOLDER)
  if (places.length > MOST || script.length > LONGEST) return { found: null, variables: [] }
  const tests = spansOf(script, TEST)
  const { commands, lists } = readShell(script, {})
  const variables: string[] = []
  const found = places.map((at): OpenArgument | null => {
    const placeholder = script.slice(at.start, at.end)
    const list = lists.find((each) => holds(each, at))
    if (list !== undefined) variables.push(list.variable)
    if (list !== undefined)
      return list.text === placeholder ? { ...at, cwd: list.cwd, takesWords: isBare(script, at) } : null
    if (tests.some((each) => holds(each, at)) && isWord(script, at)) return { ...at, cwd: '.', takesWords: true }
    // The innermost of commands that hold each other begins last
    const command = commands.findLast((each) => holds(each, at))
    if (command === undefined || !isArgument(placeholder, command)) return null
    return { ...at, cwd: command.cwd, takesWords: isBare(script, at) || SAYS.has(command.argv[0] ?? '') }
  })
  const known = found.filter((each) => each !== null)
  return { found: known.length < found.length ? null : known, variables }
}

function spansOf(script: string, pattern: RegExp): Span[] {
  return [...script.matchAll(pattern)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
}

function holds(outer: Span, { start, end }: Span): boolean {
  return outer.start <= start && end <= outer.end
}

function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name)
}

/** `$NAME` and `${NAME}`; in single quotes, or behind a backslash, there is none. */
function readsOf(names: readonly string[]): string {
  return names.map((name) => `(?<![\\\\'])\\$(?:${name}\\b|\\{${name}\\})`).join('|')
}

/** Whether a script reads or sets variables in further ways. */
function isSet(names: readonly string[], script: string): boolean {
  const own = names.some((name) => new RegExp(`\\$\\{?[#!]?${name}\\b|\\b${name}\\+?=`).test(script))
  return own || /\$\{!|\b(?:read|mapfile|readarray|getopts|eval|source|unset|printf\s+-v)\b/.test(script)
}

/**
 * A script that lacks nothing but values that a runner put in as arguments; null: it lacks none, or more.
 * @param declared with a placeholder for each expression that only a runner knows
 */
export function openScriptOf(
  declared: string,
  { expressions, variables: around }: ClassifiedStep['open'],
): OpenScript | null {
  const words = new Set(declared.match(/\w+/g))
  const read = Object.keys(around).filter((name) => words.has(name) && isName(name))
  const [variables, written]: [(string | null)[], string[]] = [[], []]
  const own = expressions.values()
  const open = new RegExp([PLACEHOLDER.source, ...(read.length === 0 ? [] : [readsOf(read)])].join('|'), 'g')
  const script = declared.replace(open, (text) => {
    const name = text.startsWith('$') ? text.replaceAll(/\W/g, '') : null
    variables.push(name)
    written.push((name === null ? own.next().value : loneExpression(around[name] ?? '')) ?? '')
    return `__EXPRESSION_${variables.length}__`
  })
  const left = new Set(script.match(/\w+/g))
  return read.some((name) => left.has(name)) || openArguments(script) === null
    ? null
    : { declared, script, variables, expressions: written }
}

/** It compares, and runs nothing that stands in it as a word. */
const TEST = /\[\[\s[^\n`$]*?\s\]\]/g

/** They print or compare what they are given. */
const SAYS: ReadonlySet<string> = new Set(['echo', 'printf', 'test', '['])

/** They run what they are given, or keep it for what comes behind them. */
const TAKES_CODE: ReadonlySet<string> = new Set(
  'eval source . builtin trap alias set shift export declare readonly local typeset read unset cd pushd parallel su ssh sed awk gawk mawk'.split(
    ' ',
  ),
)

function isArgument(placeholder: string, { argv }: ShellCommand): boolean {
  if (SAYS.has(argv[0] ?? '')) return argv.some((word) => word.includes(placeholder) && !/\$\(|`/.test(word))
  const words = unwrap(argv).argv
  const at = words.indexOf(placeholder)
  const [program = ''] = words
  if (at < 1 || !/^[\w./@-]+$/.test(program) || TAKES_CODE.has(program)) return false
  return !INTERPRETERS.test(program) || words.slice(1, at).some((word) => /^[\w./@]/.test(word))
}

function isBare(script: string, { start, end }: Span): boolean {
  return /^\s?$/.test(script.charAt(start - 1)) && /^[\s;&|)]?$/.test(script.charAt(end))
}

function isWord(script: string, { start, end }: Span): boolean {
  return isBare(script, { start, end }) || (script.charAt(start - 1) === '"' && script.charAt(end) === '"')
}

/** A word that is the same to a shell with quotes and without, that no tool takes for an option, and that assigns nothing. */
const PLAIN_PATH = /^[\w.][\w./+@,-]*$/

/**
 * The script with these values in the places of its open arguments, each a list of paths. Null where one of their words is anything
 * else: values come from logs, which everybody writes whose code a job runs.
 * @param isThere whether a path, relative to where the script starts, is a file or folder that git tracks
 */
export function filledScript(
  script: string,
  values: readonly string[],
  isThere: (path: string) => boolean,
): string | null {
  const open = openArguments(script)
  if (open === null || open.length !== values.length) return null
  let [text, written] = ['', 0]
  for (const [index, { start, end, cwd, takesWords }] of open.entries()) {
    const value = values[index] ?? ''
    const words = value.split(/\s+/).filter((word) => word !== '')
    if ((words.length > 1 && !takesWords) || (value.includes('\n') && !isBare(script, { start, end }))) return null
    if (!words.every((word) => PLAIN_PATH.test(word) && isThere(posix.join(cwd, word)))) return null
    text += script.slice(written, start) + words.join(' ')
    written = end
  }
  return text + script.slice(written)
}
