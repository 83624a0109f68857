import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { classifyWorkflow, runSlice, sliceWorkflow } from '@upkeep/ci'
import type { SliceRunOptions } from '@upkeep/ci'
import type { CheckKind, SliceRun } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'

const PATH = '.github/workflows/ci.yml'
const NO_FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
/** Stands for a test runner: what it judges is its exit code. */
const FILES = {
  'bin/pytest': '#!/bin/sh\necho "ran $*"\nexec "$@"\n',
  'sub/here.txt': '',
  'bin/rustup': '#!/bin/sh\necho stable-x86_64-unknown-linux-gnu\necho nightly-x86_64-unknown-linux-gnu\n',
}

/** The run of the slice of a workflow with one job of these steps, or of a whole workflow. */
export async function run(
  steps: string,
  change: Partial<SliceRunOptions> = {},
  kinds: readonly CheckKind[] = ['test'],
): Promise<SliceRun & { log: string; masked: string[]; left: string }> {
  const root = await mkdtemp(join(tmpdir(), 'upkeep-slice-run-'))
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const tool of ['bin/pytest', 'bin/rustup']) await chmod(join(root, tool), 0o755)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: root })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'a')
  const text = steps.startsWith('on:')
    ? steps
    : `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replaceAll(/^/gm, '      ')}\n`
  const workflow = await classifyWorkflow(PATH, text, NO_FILES, [])
  const env = { PATH: `${root}/bin:${process.env['PATH'] ?? ''}` }
  await using workspace = await openWorkspace({
    directory: root,
    temp: await mkdtemp(join(tmpdir(), 'upkeep-slice-temp-')),
    sandbox: { env },
  })
  const files = await realpath(await mkdtemp(join(tmpdir(), 'upkeep-slice-files-')))
  await using worktree = await workspace.open(undefined, { shared: [files] })
  let log = ''
  const masked: string[] = []
  const done = await runSlice(sliceWorkflow(workflow, text, { for: kinds }), workflow, {
    worktree,
    env,
    secrets: {},
    variables: {},
    github: {},
    temp: files,
    secondsPerStep: 30,
    signal: new AbortController().signal,
    masks: { add: (value) => void masked.push(value), redact: (line) => line },
    log: (line) => (log += line),
    ...change,
  })
  return { ...done, log, masked, left: git('status', '--porcelain').toString() }
}

export const outcomes = ({ steps }: SliceRun) => steps.map(({ outcome }) => outcome)

export const why = ({ steps }: SliceRun, index = 0) => steps[index]?.why ?? ''
