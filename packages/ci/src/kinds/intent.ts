import type { CheckKind } from '@upkeep/schema'
import { ACTION_VERBS, HEAD_NOUNS, PURPOSES } from './intent.data.ts'
import { WORLDLY } from './kinds.data.ts'

const JUDGES = /^(check|test|lint|verify|validate)[:._-](?!\S*[:._-]?(?:and|then)[:._-])\S*$/i

/** What a name (of a script, target, step or job) says that it is for; empty where it says nothing. */
export function intentOf(name: string): readonly CheckKind[] {
  const found = PURPOSES.find(([pattern]) => pattern.test(name))
  // `check-release`, `test:deploy`: what is done with it stands first.
  const verb = found !== undefined && WORLDLY.has(found[1]) ? JUDGES.exec(name)?.[1] : undefined
  if (verb !== undefined) return intentOf(verb).length > 0 ? intentOf(verb) : ['lint']
  // `build-check`, `dist:check`: the head of a compound stands last, and what checks a build builds nothing.
  if (found?.[1] === 'build' && /[:._-]check$/i.test(name)) return []
  // `build:types`: of a tool that is not known it is not clear which of both.
  if (found?.[1] === 'build' && /[:._-](?:[\w-]*[-_])?(?:d?ts|types?|typings)\b/i.test(name))
    return ['typecheck', 'build']
  return found === undefined ? [] : [found[1]]
}

/**
 * What the name of an action says: `verb-noun` by its verb (`setup-x`, `create-release`), else by its head, which in English
 * compounds stands last (`coverage-report`, `release-drafter`).
 * @param uses without its reference: `owner/name` or `owner/name/folder`
 */
export function intentOfAction(uses: string): readonly CheckKind[] {
  const [, name = '', ...folders] = uses.split('/')
  const own = folders.at(-1) ?? name
  const words = own
    .replace(/\.ya?ml$/, '')
    .toLowerCase()
    .split(/[-_.]+/)
    .filter((word) => !/^(?:actions?|github|gh|the|for|and|to|ci|v\d+)$/.test(word))
  // A verb alone names no work: `ci-trigger` is asked, `trigger-build` triggers.
  const verb = words.length < 2 ? undefined : ACTION_VERBS.find(([pattern]) => pattern.test(words[0] ?? ''))
  if (verb !== undefined) return [verb[1]]
  for (const word of words.toReversed()) {
    const noun = HEAD_NOUNS.find(([pattern]) => pattern.test(word))
    if (noun !== undefined) return [noun[1]]
  }
  return intentOf(words.join(' '))
}
