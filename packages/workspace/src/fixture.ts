import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@upkeep/schema'
import type { TestRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import type { Composition, ExecOptions, Workspace } from '@upkeep/workspace'

/** A folder of the tests' own; the caller removes it. */
export const temporary = () => mkdtempSync(join(tmpdir(), 'upkeep-workspace-hard-'))

export const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'

export const options = (part: Partial<ExecOptions> = {}): ExecOptions => ({
  cwd: '.',
  env: { PATH },
  shell: 'bash',
  seconds: 30,
  network: 'none',
  ...part,
})

/** What most repositories of these tests hold. */
export const FILES = {
  'a.txt': 'a\n',
  'd/x.txt': 'x\n',
  'd/y.txt': 'y\n',
  's.sh': '#!/bin/sh\n',
  '.gitignore': 'node_modules/\n.venv/\n',
}

/** Opens a repository and one worktree of it; both go at the end of the scope. */
export async function opened(repository: TestRepository, temp: string, isolation: 'auto' | 'copy' = 'auto') {
  const workspace = await openWorkspace({ directory: repository.root, temp, isolation })
  const worktree = await workspace.open()
  const close = async () => {
    await worktree[Symbol.asyncDispose]()
    await workspace[Symbol.asyncDispose]()
  }
  return { workspace, worktree, [Symbol.asyncDispose]: close }
}

export const edit = (root: string, path: string, start: number, end: number, text: string | null) => ({
  path,
  start,
  end,
  text,
  blob: sha256(readFileSync(join(root, path))),
})

export const created = (path: string, text: string) => ({ path, blob: null, start: 0, end: 0, text })

export const composed = (composition: Awaited<ReturnType<Workspace['compose']>>): Composition => {
  if ('conflict' in composition) throw new Error('conflict')
  return composition
}
