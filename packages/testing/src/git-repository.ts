import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A real git repository in a temporary folder, gone when disposed. */
export interface TestRepository extends AsyncDisposable {
  root: string
  git(...args: string[]): string
}

/** Writes the files and commits them on `main`. */
export async function gitRepository(files: Readonly<Record<string, string | Uint8Array>>): Promise<TestRepository> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-repository-'))
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@localhost',
    '-c',
    'core.autocrlf=false',
    '-c',
    'commit.gpgSign=false',
  ]
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...identity, ...args], { encoding: 'utf8' })
  git('init', '--quiet', '--initial-branch=main')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  git('add', '--all', '--force')
  git('commit', '--quiet', '--allow-empty', '--message', 'first')
  return { root, git, [Symbol.asyncDispose]: async () => rmSync(root, { recursive: true, force: true }) }
}
