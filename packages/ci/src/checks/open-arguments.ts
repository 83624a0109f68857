import { posix } from 'node:path'
import { INTERPRETERS } from '../resolve/command-kinds.ts'
import { unwrap } from '../resolve/wrappers.ts'
import { readShell } from '../workflow/shell.ts'
import type { ShellCommand } from '../workflow/shell.ts'

/** An argument of a command of which only a runner knows the value: a placeholder stands in its place. */
export interface OpenArgument {
  /** 0-based offsets of the placeholder in the script. */
  start: number
  end: number
  /** Where its command runs, relative to where the script starts. */
  cwd: string
  /** A value of several words falls apart into as many arguments, or is text that its command only prints or compares. */
  takesWords: boolean
}

const PLACEHOLDER = /__EXPRESSION_\d+__/g

/**
 * The open arguments of a script in the order of their text. Null: it has none, or one stands where a value could become more than an
 * argument of a program that the script names (the program itself, an assignment, a file that is written, code, a part of a word).
 */
export function openArguments(script: string): OpenArgument[] | null {
  const places = [...script.matchAll(PLACEHOLDER)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
  const { commands } = readShell(script, {})
  const found = places.map(({ start, end }) => {
    // The innermost of commands that hold each other begins last
    const command = commands.findLast((each) => each.start <= start && end <= each.end)
    if (command === undefined || !isArgument(script.slice(start, end), command)) return null
    const takesWords = isBare(script, start, end) || SAYS.has(command.argv[0] ?? '')
    return { start, end, cwd: command.cwd, takesWords }
  })
  const known = found.filter((each) => each !== null)
  return known.length === 0 || known.length < found.length ? null : known
}

/** They print or compare what they are given. */
const SAYS: ReadonlySet<string> = new Set(['echo', 'printf', 'test', '['])

/** They run what they are given, or keep it for what comes behind them. */
const TAKES_CODE: ReadonlySet<string> = new Set(
  'eval source . trap alias set shift export declare readonly local typeset read unset cd pushd parallel su ssh'.split(
    ' ',
  ),
)

function isArgument(placeholder: string, { argv }: ShellCommand): boolean {
  const words = unwrap(argv).argv
  const at = words.indexOf(placeholder)
  const [program = ''] = words
  if (at < 1 || !/^(?:[\w./@-]+|\[)$/.test(program) || TAKES_CODE.has(program)) return false
  return !INTERPRETERS.test(program) || words.slice(1, at).some((word) => /^[\w./@]/.test(word))
}

function isBare(script: string, start: number, end: number): boolean {
  return /^$|\s/.test(script.slice(0, start).slice(-1)) && /^$|[\s;&|)]/.test(script.slice(end, end + 1))
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
    const words = (values[index] ?? '').split(/[ \t]+/).filter((word) => word !== '')
    if (words.length > 1 && !takesWords) return null
    if (!words.every((word) => PLAIN_PATH.test(word) && isThere(posix.join(cwd, word)))) return null
    text += script.slice(written, start) + words.join(' ')
    written = end
  }
  return text + script.slice(written)
}
