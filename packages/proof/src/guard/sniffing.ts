import { grown, matches } from './fact.ts'
import type { Fact } from './fact.ts'
import { PYTHON_SNIFFING } from './guards.data.ts'
import type { Refusal, TextChange } from './refusal.ts'
import { scriptFacts } from './script-facts.ts'

const MEANING: Readonly<Record<string, string>> = {
  ci: 'asks whether it runs in CI',
  'test runner': 'asks whether it is being tested',
  clock: 'fakes the clock or the chance that checks measure by',
  exit: 'ends the process that judges it',
}

/** Code that behaves another way where it is judged: it reads the variables of CI, fakes time, or leaves before the verdict. */
export function sniffingRefusals({ path, before, after }: TextChange): Refusal[] {
  const [old, now] = [factsOf(path, before), factsOf(path, after)]
  return grown(old, now, { before, after }).map(({ rule, line }) => ({
    guard: 'sniffing',
    rule,
    path,
    line,
    sentence: `${path}:${line} ${MEANING[rule] ?? rule}: a patch may not behave differently where it is judged`,
  }))
}

function factsOf(path: string, text: string): Fact[] {
  if (/\.pyi?$/.test(path)) {
    const code = text.replace(/(^|\s)#[^\n]*/g, '$1')
    return PYTHON_SNIFFING.flatMap(({ rule, pattern }) => matches(code, rule, pattern))
  }
  if (!/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path)) return []
  const facts = scriptFacts(path, text)
  if (facts !== null) return facts.sniffing
  return [
    ...matches(text, 'ci', /\bprocess\.env\s*(?:\.\s*|\[\s*['"])(?:CI|GITHUB_ACTIONS|JEST_WORKER_ID|VITEST)\b/g),
    ...matches(text, 'clock', /\b(?:Date\.now|performance\.now|Math\.random)\s*=(?!=)/g),
    ...matches(text, 'exit', /\bprocess\.(?:exit|abort|reallyExit)\s*\(/g),
  ]
}
