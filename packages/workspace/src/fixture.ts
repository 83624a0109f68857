import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
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

/** One repository and one workspace for each isolation that all tests of a file share; every test has a worktree of its own. */
export function shared(
  temp: string,
  files: Readonly<Record<string, string>>,
  untracked: Readonly<Record<string, string>> = {},
) {
  const made = new Map<string, Promise<{ repository: TestRepository; workspace: Workspace }>>()
  const make = async (isolation: 'auto' | 'copy') => {
    const repository = await gitRepository(files)
    for (const [path, text] of Object.entries(untracked)) repository.write(path, text)
    return { repository, workspace: await openWorkspace({ directory: repository.root, temp, isolation }) }
  }
  return {
    async open(isolation: 'auto' | 'copy' = 'auto') {
      const both = made.get(isolation) ?? make(isolation)
      made.set(isolation, both)
      const { repository, workspace } = await both
      const worktree = await workspace.open()
      return { repository, workspace, worktree, [Symbol.asyncDispose]: () => worktree[Symbol.asyncDispose]() }
    },
    async close() {
      for (const both of made.values()) {
        const { repository, workspace } = await both
        await workspace[Symbol.asyncDispose]()
        await repository[Symbol.asyncDispose]()
      }
    },
  }
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
