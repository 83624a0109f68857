import { givenValues } from './given-values.ts'

/** Parts of a variable's name that say that its value is a secret; compared with the words between `_` and `-`. */
const SECRET_WORDS = new Set(
  (
    'TOKEN TOKENS PAT SECRET SECRETS PASSWORD PASSWD PWD PASS PASSPHRASE CREDENTIAL CREDENTIALS CREDS AUTH KEY KEYS APIKEY ' +
    'PRIVATE BEARER COOKIE SESSION SIGNATURE SAS DSN WEBHOOK JWT NETRC'
  ).split(' '),
)

/** Names that hold such a word and no secret. */
const HARMLESS = new Set(['PWD', 'OLDPWD', 'SSH_AUTH_SOCK', 'XDG_SESSION_ID', 'XDG_SESSION_TYPE', 'XDG_SESSION_CLASS'])

/** Secret-shaped variables often hold a plain word, which must not be blanked out of every report. */
const PLAIN = new Set([
  'true',
  'false',
  'null',
  'none',
  'undefined',
  'default',
  'auto',
  'inherit',
  'test',
  'enabled',
  'disabled',
])

/** Whether the name of a variable says that its value is a secret: `NPM_TOKEN`, `db-password`, `APIKEY`, `githubToken`. */
export function isSecretName(name: string): boolean {
  if (HARMLESS.has(name.toUpperCase())) return false
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z]+/)
  return words.some((word) => SECRET_WORDS.has(word) || /(TOKEN|SECRET|PASSWORD|APIKEY)$/.test(word))
}

/** For the redactor, longest first: the values of secret-shaped variables, and of the secrets that the user gives. */
export function secretValues(): string[] {
  const given = [...Object.values(givenValues().secrets), ...linesOf(process.env['INPUT_SECRETS'] ?? '')]
  const values = new Set(given.filter((value) => value.length >= SHORTEST && !PLAIN.has(value.toLowerCase())))
  for (const [name, value = ''] of Object.entries(process.env)) {
    const secret = value.trim()
    if (name !== 'INPUT_SECRETS' && isSecretName(name) && isTelling(secret)) values.add(secret)
  }
  return [...values].toSorted((a, b) => b.length - a.length)
}

/** A line that gives nothing (the second one of a key, a name with a dash) is a secret all the same. */
function linesOf(input: string): string[] {
  return input.split(/\r\n|\r|\n/).flatMap((line) => [line.trim(), line.slice(line.indexOf('=') + 1).trim()])
}

/** Shorter ones are no secrets, and would blank out words. */
const SHORTEST = 4

/** A path is a place where a secret may lie (`GOOGLE_APPLICATION_CREDENTIALS`), and names what reports must be able to name. */
function isTelling(value: string): boolean {
  return value.length >= SHORTEST && !PLAIN.has(value.toLowerCase()) && !/^(\/[\w.-]+)+\/?$/.test(value)
}
