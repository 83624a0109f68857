import { posix } from 'node:path'
import { forEachChild, parse } from 'unbash'
import type { SyntaxNode, Word } from 'unbash'

/** A simple command of a script. */
export interface ShellCommand {
  argv: string[]
  env: Record<string, string>
  /** As it stands in the script, its assignments too. */
  source: string
  /** 0-based offset in the script. */
  start: number
  end: number
  /** 0-based line in the script. */
  line: number
  /** Relative to where the script starts: what `cd` before it said. */
  cwd: string
}

export interface ShellScript {
  commands: ShellCommand[]
  /** Nothing but simple commands joined by line breaks, `;` and `&&`. */
  flat: boolean
}

/** The simple commands of a script in the order of their text, also inside conditions, loops and functions. */
export function readShell(script: string, variables: Readonly<Record<string, string>>): ShellScript {
  const tree = parse(script)
  const commands: ShellCommand[] = []
  let flat = true
  const visit = (node: SyntaxNode, cwd: { path: string }): void => {
    if (node.type === 'Command') {
      const command = commandOf(node, script, variables, cwd.path)
      if (command === null) return
      if (command.argv[0] === 'cd' || command.argv[0] === 'pushd')
        cwd.path = posix.join(cwd.path, command.argv[1] ?? '.')
      commands.push(command)
      return
    }
    if (node.type === 'If' && isFalseOnCi(script.slice(node.clause.pos, node.clause.end))) {
      flat = false
      for (const child of [...node.elif, ...(node.else === undefined ? [] : [node.else])]) visit(child, cwd)
      return
    }
    if (!FLAT.has(node.type) || (node.type === 'AndOr' && node.operators.includes('||'))) flat = false
    const inner = node.type === 'Subshell' ? { path: cwd.path } : cwd
    forEachChild(node, (child) => visit(child, inner))
  }
  visit(tree, { path: '.' })
  return { commands, flat: flat && (tree.errors?.length ?? 0) === 0 }
}

const FLAT: ReadonlySet<string> = new Set(['Script', 'Statement', 'AndOr', 'CompoundList'])

function commandOf(
  node: Extract<SyntaxNode, { type: 'Command' }>,
  script: string,
  variables: Readonly<Record<string, string>>,
  cwd: string,
): ShellCommand | null {
  const env: Record<string, string> = {}
  for (const part of node.prefix) {
    if (part.type === 'Assignment' && part.name !== undefined)
      env[part.name] = wordText(part.value as Word | undefined, variables)
  }
  if (node.name === undefined) return null
  const words = node.args.flatMap((word) => (word.type === 'Word' ? split(word, variables) : [word.text]))
  const argv = [...split(node.name, variables), ...words]
  const line = script.slice(0, node.pos).split('\n').length - 1
  return { argv, env, source: script.slice(node.pos, node.end), start: node.pos, end: node.end, line, cwd }
}

/** An unquoted variable whose value is known falls apart into words, as in a shell. */
function split(word: Word, variables: Readonly<Record<string, string>>): string[] {
  const text = wordText(word, variables)
  const lone = /^\$\{?\w+\}?$/.test(word.text)
  return lone && text !== word.value ? text.split(/\s+/).filter((part) => part !== '') : [text]
}

function wordText(word: Word | undefined, variables: Readonly<Record<string, string>>): string {
  if (word === undefined) return ''
  return word.value.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables[braced ?? bare ?? ''] ?? whole,
  )
}

/** Scripts that do less on CI ask for these variables; there they are set. */
function isFalseOnCi(condition: string): boolean {
  return /^\s*\[\[?\s+-z\s+"?\$\{?(?:CI|GITHUB_ACTIONS)\b/.test(condition)
}

/** Quotes words for a shell, where they need it. */
export function quoteWords(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}
