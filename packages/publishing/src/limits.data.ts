/** What the validator refuses, in the order in which it looks (docs/reference/publishing.md). */
export const REFUSAL_CODES = [
  { code: 'E_ARTIFACT', says: 'The artifact is not the one that the working job made, or holds what it may not hold.' },
  { code: 'E_SCHEMA', says: 'publication.json is no publication: its JSON or its fields are wrong.' },
  { code: 'E_TARGET', says: 'It was made for another commit, pull request, issue or action than this job is about.' },
  { code: 'E_ACTOR', says: 'Nobody who may write to the repository asked for it by a comment.' },
  { code: 'E_UNPROVEN', says: 'It changes code without a proof of exactly these files.' },
  { code: 'E_PATH', says: 'A path is not one that a patch may name, or not one that the action owns.' },
  { code: 'E_PROTECTED', says: 'A path is protected: no action may change it.' },
  { code: 'E_MODE', says: 'A file is a link, a submodule or otherwise no plain file.' },
  { code: 'E_BINARY', says: 'A file is not UTF-8 text.' },
  { code: 'E_SIZE', says: 'Too many files, or too large ones.' },
  { code: 'E_HIDDEN', says: 'Added text holds characters that nobody can see.' },
  { code: 'E_SECRET', says: 'A text or file holds what looks like a secret.' },
  { code: 'E_TEXT', says: 'A text could not be made safe to post.' },
  { code: 'E_STALE', says: 'A file that it changes has changed on the branch since.' },
  { code: 'E_LIMIT', says: 'It asks for more than one run may post.' },
] as const satisfies readonly { code: string; says: string }[]

/** Limits of one publication; an action's own may be lower, never higher. Sizes in bytes, texts in UTF-16 units. */
export const LIMITS = {
  json: 8 * 1024 * 1024,
  jsonDepth: 24,
  entries: 110,
  inflated: 16 * 1024 * 1024,
  files: 100,
  file: 1024 * 1024,
  total: 4 * 1024 * 1024,
  title: 200,
  body: 60_000,
  operations: 50,
  comments: 50,
  /** Commits of ours on a pull request, one behind the other. */
  commits: 2,
  labels: 10,
} as const

/** Labels that steer merging, releases or trust: never set or taken away by an action. */
export const DENIED_LABELS: RegExp =
  /^(?:auto-?merge.*|merge|ready[ -]to[ -]merge|security.*|approved?|lgtm|safe[ -]to[ -]test|ok[ -]to[ -]test|release.*|deploy.*|semver.*|dependencies|upkeep.*)$/i
