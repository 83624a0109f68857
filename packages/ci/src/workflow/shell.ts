import { posix } from 'node:path'
import { forEachChild, parse } from 'unbash'
import type { SyntaxNode, Word } from 'unbash'

/** A simple command of a script. */
export interface ShellCommand {
  /** Words with what is known of their variables. */
  argv: string[]
  /** Assignments before the command. */
  env: Record<string, string>
  /** As it stands in the script, its assignments too. */
  source: string
  /** 0-based offset in the script. */
  start: number
  end: number
  /** Relative to where the script starts: what `cd` before it said. */
  cwd: string
  /** It goes on while the script does. */
  background: boolean
  /** The file that its output goes to, as written; null: none. */
  output: string | null
}

/** A part of a script that can be left out by itself: a whole statement, or one side of an `&&`. */
export interface ShellPiece {
  source: string
  /** An `&&` stands before it. */
  joined: boolean
}

/** A word of the list of a `for`. */
export interface ListWord {
  /** The variable that takes its values. */
  variable: string
  text: string
  /** 0-based offset in the script. */
  start: number
  end: number
  cwd: string
}

export interface ShellScript {
  commands: ShellCommand[]
  lists: ListWord[]
  /** Null where nothing can be left out: it has here-documents, background jobs or errors. */
  pieces: ShellPiece[] | null
}

type CommandNode = Extract<SyntaxNode, { type: 'Command' }>

interface Walk {
  script: string
  variables: Record<string, string>
  arrays: Record<string, readonly Word[]>
  commands: ShellCommand[]
  lists: ListWord[]
  functions: Set<string>
  /** How many branches that may not be taken are open. */
  conditional: number
  background: boolean
}

/** The simple commands of a script in the order of their text, also inside conditions, loops and functions. Never throws. */
export function readShell(script: string, variables: Readonly<Record<string, string>>): ShellScript {
  const tree = parse(script)
  const walk: Walk = {
    script,
    variables: { ...variables },
    arrays: {},
    commands: [],
    lists: [],
    functions: new Set(),
    conditional: 0,
    background: false,
  }
  visit(tree, walk, { path: '.' })
  const pieces = tree.commands.flatMap(({ command }): ShellPiece[] => {
    const splits = command.type === 'AndOr' && command.operators.every((operator) => operator === '&&')
    const parts = splits ? command.commands : [command]
    return parts.map(({ pos, end }, index) => ({ source: script.slice(pos, end), joined: index > 0 }))
  })
  const whole =
    (tree.errors?.length ?? 0) > 0 || /<</.test(script) || tree.commands.some(({ background }) => background === true)
  const commands = walk.commands.filter(({ argv }) => !walk.functions.has(argv[0] ?? ''))
  return { commands, lists: walk.lists, pieces: whole ? null : pieces }
}

function visit(node: SyntaxNode, walk: Walk, place: { path: string }): void {
  if (node.type === 'Command') return visitCommand(node, walk, place)
  if (node.type === 'Function') walk.functions.add(node.name.value)
  if (node.type === 'Statement' && node.background === true) {
    walk.background = true
    forEachChild(node, (child) => visit(child, walk, { path: place.path }))
    walk.background = false
    return
  }
  if (node.type === 'If') {
    walk.conditional += 1
    if (!isFalseOnCi(walk.script.slice(node.clause.pos, node.clause.end))) {
      visit(node.clause, walk, place)
      visit(node.then, walk, place)
    }
    for (const child of [...node.elif, ...(node.else === undefined ? [] : [node.else])]) visit(child, walk, place)
    walk.conditional -= 1
    return
  }
  if (node.type === 'For')
    for (const { value: text, pos: start, end } of node.wordlist ?? [])
      walk.lists.push({ variable: node.name.value, text, start, end, cwd: place.path })
  const inner = node.type === 'Subshell' ? { path: place.path } : place
  forEachChild(node, (child) => visit(child, walk, inner))
}

function visitCommand(node: CommandNode, walk: Walk, place: { path: string }): void {
  const { script, variables } = walk
  let spare = MOST_ELEMENTS * 8
  const spread = (word: Word) => {
    const name = /^"?\$\{(\w+)\[[@*]\]\}"?$/.exec(word.text)?.[1]
    const array = name !== undefined && Object.hasOwn(walk.arrays, name) ? walk.arrays[name] : undefined
    if (array === undefined || array.length > spare) return split(word, variables)
    spare -= array.length
    return array.flatMap((each) => split(each, variables))
  }
  const env: Record<string, string> = {}
  for (const part of node.prefix)
    if (part.type === 'Assignment') {
      env[part.name] = valueText(part.value, variables)
      const words = elementsOf(part.value)
      if (words !== null && node.name === undefined) walk.arrays[part.name] = words
    }
  if (node.name === undefined) return assign(env, walk)
  const words = node.args.flatMap((word) =>
    word.type === 'Word' ? spread(word) : [`${word.name}=${valueText(word.value, variables)}`],
  )
  const argv = [...spread(node.name), ...words]
  if (DECLARES.has(argv[0] ?? '')) assign(assignmentsOf(words), walk)
  const [start, end] = [node.pos, node.end]
  const source = script.slice(start, end)
  const { background } = walk
  walk.commands.push({ argv, env, source, start, end, cwd: place.path, background, output: outputOf(node) })
  if (argv[0] === 'cd' || argv[0] === 'pushd') place.path = posix.join(place.path, argv[1] ?? '.')
}

function outputOf({ redirects }: CommandNode): string | null {
  const written = redirects.find((each) => each.type === 'Redirect' && /^(?:>|>>|>\||&>)$/.test(each.operator))
  const target = written?.type === 'Redirect' ? written.target?.value : undefined
  return target === undefined || target.startsWith('/dev/') ? null : target
}

const DECLARES: ReadonlySet<string> = new Set(['export', 'declare', 'readonly', 'local', 'typeset'])

/** Inside a branch that may not be taken, what was known stays. */
function assign(values: Readonly<Record<string, string>>, { variables, conditional }: Walk): void {
  for (const [name, value] of Object.entries(values))
    if (!/\$\(|`/.test(value) && (conditional === 0 || variables[name] === undefined)) variables[name] = value
}

function assignmentsOf(words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const word of words) {
    const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(word) ?? []
    if (name !== undefined) found[name] = value ?? ''
  }
  return found
}

/** Longer arrays stay as they are written: what names them often would grow without bound. */
const MOST_ELEMENTS = 64

/** The words of an array that is written out; null: it is none. */
function elementsOf(value: unknown): Word[] | null {
  const isArray = typeof value === 'object' && value !== null && 'elements' in value && Array.isArray(value.elements)
  if (!isArray) return null
  const elements = value.elements as readonly unknown[]
  if (elements.length > MOST_ELEMENTS) return null
  return elements.filter((each): each is Word => typeof each === 'object' && each !== null && 'text' in each)
}

/** An array has no one value. */
function valueText(value: unknown, variables: Readonly<Record<string, string>>): string {
  const isWord = typeof value === 'object' && value !== null && 'value' in value
  return isWord ? wordText(value as Word, variables) : ''
}

/** An unquoted variable whose value is known falls apart into words, as in a shell. */
function split(word: Word, variables: Readonly<Record<string, string>>): string[] {
  const text = wordText(word, variables)
  const lone = /^\$\{?\w+\}?$/.test(word.text)
  return lone && text !== word.value ? text.split(/\s+/).filter((part) => part !== '') : [text]
}

function wordText({ value }: Word, variables: Readonly<Record<string, string>>): string {
  return value
    .replace(
      /\$\{(\w+)(?::?-([^{}$]*))?\}/g,
      (whole, name: string, fallback?: string) => variables[name] ?? fallback ?? whole,
    )
    .replace(/\$(\w+)/g, (whole, name: string) => variables[name] ?? whole)
}

/** Scripts that do less on CI ask for these variables; there they are set. A virtual environment in the tree is a laptop's. */
function isFalseOnCi(condition: string): boolean {
  return (
    /^\s*\[\[?\s+-z\s+"?\$\{?(?:CI|GITHUB_ACTIONS)\b/.test(condition) ||
    /^\s*\[\[?\s+-d\s+["']?(?:\.\/)?\.?v?env\/?["']?\s+\]/.test(condition)
  )
}

/** Quotes words for a shell, where they need it. */
export function quoteWords(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}
