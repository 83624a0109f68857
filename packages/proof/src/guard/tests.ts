import { grown, matches, shrunk } from './fact.ts'
import type { Fact } from './fact.ts'
import { TEST_FILE, TEST_LANGUAGES, TEST_PATTERNS } from './guards.data.ts'
import type { Refusal, TextChange } from './refusal.ts'
import { scriptFacts } from './script-facts.ts'

interface TestFacts {
  tests: Fact[]
  asserts: Fact[]
  skips: Fact[]
}

/** Tests that were deleted or switched off, and assertions that went. */
export function testRefusals(change: TextChange): Refusal[] {
  const { path, before, after, deleted } = change
  const isTest = TEST_FILE.test(path)
  const old = testFacts(path, before)
  if (deleted) {
    const lost = isTest && (old === null || old.tests.length > 0 || old.asserts.length > 0)
    return lost ? [refusal(path, 'test deleted', null, `${path} holds tests: a patch may not delete it`)] : []
  }
  const now = testFacts(path, after)
  if (old === null || now === null) return []
  const texts = { before, after }
  const found = grown(old.skips, now.skips, texts).map(({ rule, line }) =>
    refusal(path, 'test skipped', line, `${path}:${line} would switch tests off by \`${rule.trim()}\``),
  )
  const fewer = (facts: 'tests' | 'asserts', rule: string, words: string) =>
    shrunk(old[facts], now[facts], texts).map(({ had, has, line }) =>
      refusal(
        path,
        rule,
        line,
        `${path} would hold ${has} ${words} instead of ${had}; line ${line} of the base has the first that went`,
      ),
    )
  if (!isTest) return found
  return [...found, ...fewer('tests', 'test removed', 'tests'), ...fewer('asserts', 'assertion removed', 'assertions')]
}

function testFacts(path: string, text: string): TestFacts | null {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path)) return scriptFacts(path, text)
  const language = TEST_LANGUAGES[path.slice(path.lastIndexOf('.') + 1)]
  const patterns = language === undefined ? undefined : TEST_PATTERNS[language]
  if (patterns === undefined) return null
  return {
    tests: matches(text, 'test', patterns.tests),
    asserts: matches(text, 'assertion', patterns.asserts),
    skips: [...text.matchAll(patterns.skips)].flatMap(([word]) => matches(text, word, literal(word))).filter(unique()),
  }
}

function literal(word: string): RegExp {
  return new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g')
}

function unique(): (fact: Fact) => boolean {
  const seen = new Set<string>()
  return ({ rule, line }) => {
    const key = `${line} ${rule}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}

function refusal(path: string, rule: string, line: number | null, sentence: string): Refusal {
  return { guard: 'test', rule, path, line, sentence }
}
