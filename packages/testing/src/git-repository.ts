import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A real git repository in a temporary folder, gone when disposed. */
export interface TestRepository extends AsyncDisposable {
  /** Absolute, without links. */
  root: string
  /** Runs git in the repository as a fixed author; returns stdout, throws on a failure. */
  git(...args: string[]): string
  /** Puts a file into the work tree, its folders too, without staging it. */
  write(path: string, content: string | Uint8Array): void
}

export interface RepositoryOptions {
  /** Paths of `files` that get mode 755. */
  executable?: readonly string[]
  /** Symbolic links: path → target. */
  links?: Readonly<Record<string, string>>
  /** URL of the remote `origin`; it is never contacted. */
  origin?: string
  /** False leaves the files uncommitted, in a repository without HEAD. */
  commit?: boolean
}

const SETTINGS = ['user.name=test', 'user.email=test@localhost', 'core.autocrlf=false', 'commit.gpgSign=false']

/** Writes the files and commits them on `main`, ignored ones too. Nothing of the machine's git configuration applies. */
export async function gitRepository(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: RepositoryOptions = {},
): Promise<TestRepository> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-repository-'))
  const settings = SETTINGS.flatMap((setting) => ['-c', setting])
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...settings, ...args], { encoding: 'utf8', env, maxBuffer: 1 << 28 })
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  git('init', '--quiet', '--initial-branch=main')
  for (const [path, content] of Object.entries(files)) write(path, content)
  for (const path of options.executable ?? []) chmodSync(join(root, path), 0o755)
  for (const [path, target] of Object.entries(options.links ?? {})) symlinkSync(target, join(root, path))
  if (options.origin !== undefined) git('remote', 'add', 'origin', options.origin)
  if (options.commit !== false) {
    git('add', '--all', '--force')
    git('commit', '--quiet', '--allow-empty', '--message', 'first')
  }
  return { root, git, write, [Symbol.asyncDispose]: async () => rmSync(root, { recursive: true, force: true }) }
}
