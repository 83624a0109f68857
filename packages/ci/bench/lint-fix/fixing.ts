import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { availableTools, ran, searchPath } from './case.ts'
import type { Subject } from './case.ts'
import type { Project, ProjectTool } from './projects.data.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const MAIN = join(root, 'packages', 'cli', 'src', 'main.ts')

/** What a way to fix made of a branch with one violation. */
export interface Fixing {
  /** The command that failed passes. */
  fixed: boolean
  /** Lines added and removed that the violation had not changed. */
  collateral: number
  /** Of processors, all children included: other work of the machine does not count. */
  seconds: number
  said: string
}

/** On a branch with the violation, committed: `upkeep lint-fix --base main --apply`. */
export function fixedByProduct(subject: Subject, truth: ProjectTool): Fixing {
  const out = mkdtempSync(join(tmpdir(), 'upkeep-bench-'))
  try {
    const words = [
      process.execPath,
      MAIN,
      'lint-fix',
      '--repo',
      '.',
      '--base',
      'main',
      '--apply',
      '--out',
      join(out, 'out'),
    ]
    return fixing(subject, truth, [words.map((word) => `'${word}'`).join(' ')])
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** The fix of the tool that fails, and its check behind it. */
export function fixedByHand(subject: Subject, truth: ProjectTool): Fixing {
  return fixing(subject, truth, [truth.fix ?? 'true', truth.command])
}

/** Every fixer that there is for such files, as long as it is there. */
export function fixedByAll(subject: Subject, project: Project, truth: ProjectTool): Fixing {
  const there = new Set(availableTools(project).map(({ needs }) => needs))
  const known = project.everyFixer.filter((command) =>
    [...there, 'cargo', 'go', 'gofmt'].some((tool) => command.includes(tool)),
  )
  return fixing(subject, truth, [...known, truth.command])
}

function fixing(subject: Subject, truth: ProjectTool, commands: readonly string[]): Fixing {
  const { repository } = subject
  const tree = repository.root
  const path = searchPath(tree)
  const script = `${commands.map((command) => `{ ${command.replaceAll(/^npx /gm, '')}; } 2>&1 || true`).join('\n')}\ntimes`
  const { stdout } = spawnSync('bash', ['-c', script], {
    cwd: tree,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const lines = stdout.trimEnd().split('\n')
  const seconds = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  )
  subject.state = `fixed ${repository.git('rev-parse', 'HEAD')} ${commands[0] ?? ''}`
  const changed = repository.git('diff', '--numstat', 'main', '--', '.')
  const collateral = [...changed.matchAll(/^(\d+)\t(\d+)\t/gm)].reduce(
    (sum, [, added, removed]) => sum + Number(added) + Number(removed),
    0,
  )
  // A check may write files of its own
  const fixed = ran(truth.command, subject).exit === 0
  subject.memory.clear()
  repository.git('checkout', '--quiet', '.')
  repository.git('clean', '--quiet', '--force', '-d')
  return { fixed, collateral, seconds, said: lines.slice(0, -2).join('\n').slice(-2000) }
}
