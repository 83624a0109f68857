import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError, messageOf } from '@upkeep/schema'

/** Secrets and variables of a workflow that the user gives. */
export interface GivenValues {
  secrets: Readonly<Record<string, string>>
  variables: Readonly<Record<string, string>>
}

/** Of `UPKEEP_SECRET_<NAME>`, `UPKEEP_VAR_<NAME>` and a file with a secret a line, as `NAME=value`. */
export async function givenValues(secretFile: string | undefined): Promise<GivenValues> {
  const lines = secretFile === undefined ? [] : (await readText(resolve(secretFile), secretFile)).split(/\r?\n/)
  const inFile = lines.flatMap((line) => {
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [[name, unquoted(value)] as const]
  })
  return { secrets: { ...named('UPKEEP_SECRET_'), ...Object.fromEntries(inFile) }, variables: named('UPKEEP_VAR_') }
}

/** The environment variables with a value whose names begin so. */
function named(start: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith(start) && value !== undefined && value !== '' ? [[name.slice(start.length), value]] : [],
    ),
  )
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/** As it is, byte for byte: a file of other bytes than UTF-8's would not come back the same. */
export async function readText(path: string, name: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new UserError(`${name} can not be read: ${messageOf(error)}`, {
      remedy: 'Name a workflow by its path from the repository, such as .github/workflows/ci.yml.',
      cause: error,
    })
  }
  const text = bytes.toString('utf8')
  const same = Buffer.from(text, 'utf8')
  if (same.equals(bytes)) return text
  const at = bytes.findIndex((byte, index) => same[index] !== byte)
  const line = bytes.subarray(0, at).toString('latin1').split('\n').length
  throw new UserError(`${name}:${line}: this line is not UTF-8`, {
    remedy: 'GitHub reads workflows as UTF-8; save it so.',
  })
}
