import { constants } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files by which a step hands values on: `GITHUB_ENV`, `GITHUB_OUTPUT`, `GITHUB_PATH`, `GITHUB_STATE`, `GITHUB_STEP_SUMMARY`. */
export interface RunnerFiles {
  /** For the environment of the step. */
  env: Readonly<Record<string, string>>
  read(): Promise<HandedOn>
}

export interface HandedOn {
  env: Record<string, string>
  outputs: Record<string, string>
  /** The last one comes first on PATH. */
  path: string[]
  /** What it wrote for the summary of its job. */
  summary: string
  /** Why GitHub fails the step: it can not read one of the files. */
  refused: string | null
}

const NAMES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'] as const
/** GitHub's limit for such a file is 1 MiB. */
const MOST_BYTES = 1024 * 1024
/** A step can not set these for later ones (docs.github.com, "Workflow commands"). */
const KEPT = /^(?:NODE_OPTIONS|GITHUB_\w+|RUNNER_\w+)$/i

/** @param folder absolute, outside of the worktree, for this step alone; made here */
export async function runnerFiles(folder: string): Promise<RunnerFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const paths = Object.fromEntries(NAMES.map((name) => [`GITHUB_${name}`, join(folder, name.toLowerCase())]))
  for (const path of Object.values(paths)) await writeFile(path, '', { mode: 0o600 })
  const text = async (name: (typeof NAMES)[number]) => await readPlain(paths[`GITHUB_${name}`] ?? '')
  return {
    env: paths,
    async read() {
      const handed = readPairs(await text('ENV'))
      const outputs = readPairs(await text('OUTPUT'))
      const state = readPairs(await text('STATE'))
      const env = Object.fromEntries(Object.entries(handed.pairs).filter(([name]) => !KEPT.test(name)))
      const lines = (await text('PATH')).split('\n').filter((line) => line !== '')
      const wrong = [
        ['ENV', handed.wrong],
        ['OUTPUT', outputs.wrong],
        ['STATE', state.wrong],
      ].find(([, why]) => why !== null)
      return {
        env,
        outputs: outputs.pairs,
        path: lines,
        summary: await text('STEP_SUMMARY'),
        refused: wrong === undefined ? null : `GitHub can not read what it wrote to $GITHUB_${wrong.join(': ')}`,
      }
    },
  }
}

const WITHOUT_LINKS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Empty where a command put something else than a file of a usual size there; what it left running may put it there meanwhile. */
async function readPlain(path: string): Promise<string> {
  const handle = await open(path, WITHOUT_LINKS).catch(() => null)
  if (handle === null) return ''
  try {
    const found = await handle.stat()
    return found.isFile() && found.size <= MOST_BYTES ? await handle.readFile('utf8') : ''
  } finally {
    await handle.close()
  }
}

/** Lines of `name=value`, and `name<<MARK` with the lines up to the mark. `wrong`: why GitHub fails on it, at the first such line. */
export function readPairs(text: string): { pairs: Record<string, string>; wrong: string | null } {
  const pairs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [equals, marked] = [line.indexOf('='), line.indexOf('<<')]
    if (marked > 0 && (equals < 0 || marked < equals)) {
      const mark = line.slice(marked + 2)
      const end = mark === '' ? -1 : lines.indexOf(mark, index + 1)
      if (end < 0) return { pairs, wrong: `the mark "${mark}" has no end` }
      pairs[line.slice(0, marked)] = lines.slice(index + 1, end).join('\n')
      index = end
    } else if (equals > 0) pairs[line.slice(0, equals)] = line.slice(equals + 1)
    else return { pairs, wrong: `"${line.slice(0, 80)}" is no NAME=value` }
  }
  return { pairs, wrong: null }
}
