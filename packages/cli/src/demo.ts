// `npm run demo`: the main job on a small repository, with no key and no network.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'upkeep-demo-'))
const repository = join(folder, 'typescript-app')
cpSync(join(root, 'examples', 'typescript-app'), repository, { recursive: true })

const git = (...args: string[]) =>
  execFileSync('git', ['-C', repository, '-c', 'user.name=demo', '-c', 'user.email=demo@localhost', ...args])
git('init', '--quiet', '--initial-branch=main')
git('add', '--all')
git('commit', '--quiet', '--message', 'The example as it stands')

console.error(`The example repository was copied to ${repository}.\n$ upkeep type-safety --repo ${repository}\n`)
const main = join(root, 'packages', 'cli', 'bin', 'upkeep.mjs')
const { status } = spawnSync(
  process.execPath,
  [main, 'type-safety', '--repo', repository, '--out', join(folder, 'out')],
  {
    stdio: 'inherit',
    // The example's own `npm ci` would install these tools; the demo lends it those of this repository instead.
    env: { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) },
  },
)
process.exitCode = status ?? 1
