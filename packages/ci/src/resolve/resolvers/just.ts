import { posix } from 'node:path'
import { intentOf } from '../../kinds/intent.ts'
import type { Expansion, Resolver } from './resolver.ts'

const NAMES = ['justfile', 'Justfile', '.justfile']

/** `just lint`: the recipe after those that it depends on. */
export const justRecipes: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'just') return null
  const wanted = argv.slice(1).filter((word) => !word.startsWith('-'))
  for (const name of NAMES) {
    const file = posix.join(cwd, name)
    const text = await files.read(file)
    if (text === null) continue
    const recipes = readRecipes(text)
    const first = recipes.keys().next().value
    const targets = wanted.length > 0 ? wanted : first === undefined ? [] : [first]
    const found = targets.flatMap((target) => expand(target, recipes, file, cwd, new Set()))
    return found.length > 0 ? found : null
  }
  return null
}

interface Recipe {
  needs: string[]
  body: string[]
  line: number
}

function readRecipes(text: string): Map<string, Recipe> {
  const recipes = new Map<string, Recipe>()
  let open: Recipe | null = null
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const head = /^@?([A-Za-z_][\w-]*)(?:\s+[^:=]*)?:(?!=)\s*([^#]*)/.exec(line)
    if (/^\s+\S/.test(line)) open?.body.push(line.trim().replace(/^[@-]+/, ''))
    else if (head !== null) {
      open = {
        needs: (head[2] ?? '').split(/\s+|&&/).filter((need) => /^[\w-]+$/.test(need)),
        body: [],
        line: index + 1,
      }
      recipes.set(head[1] ?? '', open)
    } else if (line.trim() !== '') open = null
  }
  return recipes
}

function expand(
  target: string,
  recipes: ReadonlyMap<string, Recipe>,
  file: string,
  cwd: string,
  seen: Set<string>,
): Expansion[] {
  const recipe = recipes.get(target)
  if (recipe === undefined || seen.has(target)) return []
  seen.add(target)
  const before = recipe.needs.flatMap((need) => expand(need, recipes, file, cwd, seen))
  const source = { file, line: recipe.line, text: `${target}:` }
  return [...before, { script: recipe.body.join('\n'), place: { cwd, intent: intentOf(target) }, source }]
}
