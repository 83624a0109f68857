/** Where repositories write down how they want to be written in, the most specific first. Read from the base commit only. */
export const CONVENTIONS_FILES: readonly string[] = [
  'AGENTS.md',
  'CLAUDE.md',
  '.github/copilot-instructions.md',
  'CONTRIBUTING.md',
  'docs/CONTRIBUTING.md',
  '.github/CONTRIBUTING.md',
]

/** Headings of sections that tell how code is written. */
export const CODE_HEADINGS =
  /\b(?:cod(?:e|ing)|styl(?:e|ing)|conventions?|guidelines?|typ(?:es?|ing)|annotations?|naming|names?|format(?:ting)?|lint(?:ing|er)?|patterns?|practices?|principles?|rules?|imports?|errors?|exceptions?|languages?|typescript|javascript|python|syntax|async|comments?|don'?ts?|do not|avoid|must|always|never|versions?)\b/i

/** Headings that are about code whatever else they name. */
export const SURELY_CODE =
  /\b(?:styl(?:e|ing)|conventions?|typ(?:es?|ing)|annotations?|naming|format(?:ting)?|lint(?:ing)?|patterns?|rules?|syntax|versions?)\b/i

/** Headings of sections that tell how a checkout is set up, run, changed in Git and released. */
export const OTHER_HEADINGS =
  /\b(?:install(?:ing|ation)?|set(?:ting)?[ -]?up|quick ?start|getting started|prerequisites?|requirements?|build(?:ing|s)?|run(?:ning)?|commands?|scripts?|usage|debug(?:ging)?|deploy(?:ing|ment)?|releas(?:e|es|ing)|publish(?:ing)?|changelog|commits?|branch(?:es)?|pull requests?|prs?|pre-commit|ci|cd|workflows?|issues?|bugs?|reporting|review(?:s|ing)?|tasks?|architecture|overview|structure|layout|directory|links?|resources?|references?|licen[cs]e|contribut(?:e|ing|ors?)|conduct|communit(?:y|ies)|support|sponsors?|security|environment|docker|docs|documentation|test(?:s|ing)?)\b/i

/** Languages of fenced blocks that hold commands. */
export const SHELLS =
  /^\s*(?:`{3,}|~{3,})\s*(?:ba|z|fi|c)?sh\b|^\s*(?:`{3,}|~{3,})\s*(?:shell|shell-session|console|terminal|powershell|ps1|bat|cmd|text)\b/i

/** Files that are mainly about something else: of them only what is surely about code counts. */
export const FOR_CONTRIBUTORS = /CONTRIBUTING/i
