import { posix } from 'node:path'
import { intentOf } from '../../kinds/intent.ts'
import { unrolled } from './make-foreach.ts'
import type { Expansion, Resolver } from './resolver.ts'

interface Rule {
  needs: string[]
  recipe: string[]
  line: number
}

/** `make lint`, `make -C sub test`, `make` alone: the target's recipe after those of its prerequisites. */
export const makeTargets: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'make' && argv[0] !== 'gmake') return null
  let folder = cwd
  let name: string | null = null
  const targets: string[] = []
  const given = new Map<string, string>()
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '-C' || word === '--directory') folder = posix.join(folder, argv[++index] ?? '.')
    else if (word === '-f' || word === '--file') name = argv[++index] ?? null
    else if (word === '-j' && /^\d+$/.test(argv[index + 1] ?? '')) index += 1
    else if (word.includes('=')) given.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1))
    else if (!word.startsWith('-')) targets.push(word)
  }
  for (const candidate of name === null ? ['GNUmakefile', 'makefile', 'Makefile'] : [name]) {
    const file = posix.join(folder, candidate)
    const text = await files.read(file)
    if (text === null) continue
    const makefile = readMakefile(text, given)
    const wanted =
      targets.length > 0 ? targets : [...makefile.rules.keys()].filter((target) => !target.startsWith('.')).slice(0, 1)
    const seen = new Set<string>()
    const found = wanted.flatMap((target) => recipeOf(target, makefile, file, folder, seen))
    const isPlain = isPlainMakefile(text) && argv.every((word) => !CHANGES_RUN.test(word))
    return found.length > 0 ? found.map((each) => ({ ...each, isVerbatim: isPlain && each.isVerbatim === true })) : null
  }
  return null
}

/** Words of make's own language that are not read here: which lines are run, and how, may depend on them. */
const UNREAD =
  /^ *(?:-?include|sinclude|ifn?eq|ifn?def|else|endif|define|vpath|export|unexport|undefine|private)\b|^\.(?:ONESHELL|RECIPEPREFIX|SHELLFLAGS|IGNORE|DEFAULT_GOAL)\b|^[^\t\n#:=]+:[^\n#;=]*[\w)}][ \t]*[:?+]?=|\$[({](?:eval|call)\b/m

function isPlainMakefile(text: string): boolean {
  const shell = /^SHELL\s*[:?]*=\s*(.*)$/m.exec(text)?.[1] ?? 'sh'
  return !UNREAD.test(text) && /(?:^|[/ ])(?:ba)?sh$/.test(shell.trim())
}

/** `-k`, `-n`, `-i`, `--dry-run` …: lines are not run as they stand. */
const CHANGES_RUN = /^-(?![CfjsBw]|-(?:directory|file|jobs|silent|quiet|always-make|no-print-directory)\b)/

interface Makefile {
  rules: Map<string, Rule>
  variables: Map<string, string>
}

/** The part of make's language that repositories' check targets use: rules, recipes, simple variables. */
function readMakefile(text: string, given: ReadonlyMap<string, string>): Makefile {
  const variables = new Map<string, string>([
    ['MAKE', 'make'],
    ['CURDIR', '.'],
    ['SHELL', 'sh'],
    ['CC', 'cc'],
    ['CXX', 'c++'],
    ['RM', 'rm -f'],
  ])
  const rules = new Map<string, Rule>()
  let open: Rule[] = []
  for (const { line, number } of joinedLines(text)) {
    if (line.startsWith('\t')) {
      for (const rule of open) rule.recipe.push(line.slice(1))
      continue
    }
    const assignment = /^(?:export\s+|override\s+)*([\w.-]+)\s*(\?=|:=|::=|\+=|=)\s*(.*)$/.exec(line)
    const rule = /^([^\s#:=][^:=#]*?)\s*::?(?!=)\s*([^;#]*)(?:;\s*(.*))?(?:#.*)?$/.exec(line)
    if (assignment !== null) {
      const [, name = '', operator, value = ''] = assignment
      if (operator === '+=') variables.set(name, `${variables.get(name) ?? ''} ${value}`)
      else if (operator !== '?=' || !variables.has(name)) variables.set(name, value.replace(/\s+#.*$/, ''))
    } else if (rule !== null) {
      const [, targets = '', needs = '', inline] = rule
      open = substitute(targets, variables)
        .split(/\s+/)
        .map((target) => {
          const known = rules.get(target) ?? { needs: [], recipe: [], line: number }
          known.needs.push(
            ...substitute(needs.split('|')[0] ?? '', variables)
              .split(/\s+/)
              .filter(Boolean),
          )
          if (inline !== undefined) known.recipe.push(inline)
          rules.set(target, known)
          return known
        })
    }
  }
  for (const [name, value] of given) variables.set(name, value)
  return { rules, variables }
}

/** Lines with their continuations, and the 1-based number of the first. */
function joinedLines(text: string): { line: string; number: number }[] {
  const joined: { line: string; number: number }[] = []
  let continues = false
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const last = joined.at(-1)
    if (continues && last !== undefined) last.line += ` ${line.replace(/\\$/, '').trim()}`
    else joined.push({ line: line.replace(/\\$/, ''), number: index + 1 })
    continues = line.endsWith('\\')
  }
  return joined
}

const VARIABLE = /\$[({](\w[\w.-]*)[)}]/g

function substitute(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 5) return text
  const written = unrolled(text, variables, (part, known) => substitute(part, known, depth + 1))
  return written.replace(VARIABLE, (whole, name: string) => {
    const value = variables.get(name)
    return value === undefined ? '' : substitute(value, variables, depth + 1)
  })
}

/** The rule of a target, or the pattern that fits it (`check-%`) with what its `%` stands for. */
function ruleFor(target: string, rules: ReadonlyMap<string, Rule>): [Rule | undefined, string] {
  const own = rules.get(target)
  if (own !== undefined) return [own, target]
  for (const [pattern, rule] of rules) {
    const [before, after] = pattern.split('%')
    if (before === undefined || after === undefined || (before + after === '' && pattern !== '%')) continue
    const stem = target.slice(before.length, target.length - after.length)
    if (stem !== '' && target === before + stem + after) return [rule, stem]
  }
  return [undefined, '']
}

/** `$@`, `$*` and `${@:check-%=%}`. */
function automatic(line: string, target: string, stem: string): string {
  return line
    .replace(/\$[({]@:[^=(){}]*=%[)}]/g, stem)
    .replace(/\$[({]@[)}]|\$@/g, target)
    .replace(/\$[({]\*[)}]|\$\*/g, stem)
}

function recipeOf(target: string, makefile: Makefile, file: string, cwd: string, seen: Set<string>): Expansion[] {
  const [rule, stem] = ruleFor(target, makefile.rules)
  if (rule === undefined || seen.has(target)) return []
  seen.add(target)
  const before = rule.needs.flatMap((need) => recipeOf(need, makefile, file, cwd, seen))
  const source = { file, line: rule.line, text: `${target}:` }
  // Each line is a shell of its own: a `cd` ends with it.
  const lines = rule.recipe.map((line) => {
    const named = automatic(line.replace(/^[@+-]+\s*/, ''), target, stem)
    const script = substitute(named, makefile.variables).replaceAll('$$', '$')
    const isVerbatim = !/^[@+]*-/.test(line) && isKnown(named, makefile.variables)
    return { script, place: { cwd, intent: intentOf(target) }, source, isVerbatim }
  })
  return [...before, ...lines]
}

/** Whether every variable of a line is one of the makefile, and nothing is left to make's functions. */
function isKnown(line: string, variables: ReadonlyMap<string, string>): boolean {
  const texts = new Set([line])
  for (const text of texts) {
    const own = text.replaceAll('$$', '')
    if (own.replaceAll(VARIABLE, '').includes('$')) return false
    for (const [, name = ''] of own.matchAll(VARIABLE)) {
      const value = variables.get(name)
      if (value === undefined) return false
      texts.add(value)
    }
  }
  return true
}
