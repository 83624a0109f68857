import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { quoteWords } from '../workflow/shell.ts'

/** How a script is run: by a command line that names the file in which it stands. */
export interface ShellCall {
  /** The program, by which a shell that is not there is told. */
  program: string
  /** `{0}` is the file. */
  template: string
  extension: string
  script: (text: string) => string
}

const same = (text: string) => text

/** docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`; without a shell it is bash, without `pipefail`. */
const BUILT_IN: Readonly<Record<string, ShellCall>> = {
  '': { program: 'bash', template: 'bash -e {0}', extension: '.sh', script: same },
  bash: { program: 'bash', template: 'bash --noprofile --norc -eo pipefail {0}', extension: '.sh', script: same },
  sh: { program: 'sh', template: 'sh -e {0}', extension: '.sh', script: same },
  python: { program: 'python', template: 'python {0}', extension: '.py', script: same },
  pwsh: {
    program: 'pwsh',
    template: `pwsh -command ". '{0}'"`,
    extension: '.ps1',
    script: (text) =>
      `$ErrorActionPreference = 'stop'\n${text}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }\n`,
  },
}

/** What the text of `shell:` means, a template of the user's own included; null: GitHub refuses it, or it is none of this system. */
export function shellCall(text: string): ShellCall | null {
  const trimmed = text.trim()
  if (Object.hasOwn(BUILT_IN, trimmed.toLowerCase())) return BUILT_IN[trimmed.toLowerCase()] ?? null
  const [program = ''] = trimmed.split(/\s+/)
  if (!trimmed.includes('{0}') || program.includes('{0}')) return null
  const own = BUILT_IN[program.toLowerCase()]
  return { program, template: trimmed, extension: own?.extension ?? '', script: own?.script ?? same }
}

/**
 * Writes a script to a file and gives the command for it, for `sh`.
 * @param folder absolute, where commands of the worktree see it
 */
export async function scriptCommand(call: ShellCall, text: string, folder: string, name: string): Promise<string> {
  const file = join(folder, `${name}${call.extension}`)
  await writeFile(file, `${call.script(text)}\n`, { mode: 0o700 })
  const quoted = call.template.includes(`'{0}'`) ? file.replaceAll("'", "''") : quoteWords([file])
  return `exec ${call.template.replaceAll('{0}', () => quoted)}`
}
