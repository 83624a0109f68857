import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import {
  ProblemMatcherRefused,
  matchProblems,
  parseOutput,
  readProblemMatchers,
  withMatchers,
  withoutOwner,
} from '@upkeep/checkers'
import type { MatchedProblem, ProblemMatcher } from '@upkeep/checkers'
import type { Diagnostic } from '@upkeep/schema'
import type { ExecResult, Worktree } from '@upkeep/workspace'
import { quoteWords } from '../workflow/shell.ts'
import type { Annotation, Piece, StepCommands } from './step-output.ts'

/** Where a command ran, and how a file of it is read. */
export interface ProblemPlace {
  /** Absolute. */
  root: string
  /** Relative to it. */
  cwd: string
  /** A file as commands see it; null: there is none. */
  read: (path: string) => Promise<string | null>
}

export interface StepProblems {
  /** By the matchers and by `::error::` and the like. */
  problems: MatchedProblem[]
  /** What is on for the steps behind it. */
  matchers: ProblemMatcher[]
  /** Why GitHub fails the step: a matcher that it can not take. */
  refused: string | null
}

/** Follows what a step printed with the problem matchers that are on, and with those that it adds and removes itself. */
export async function stepProblems(
  { pieces, annotations }: Pick<StepCommands, 'pieces' | 'annotations'>,
  before: readonly ProblemMatcher[],
  place: ProblemPlace,
): Promise<StepProblems> {
  const { root, cwd } = place
  const exists = (path: string) => existsSync(join(root, path))
  const problems = annotations.map((annotation) => annotated(annotation, root))
  let matchers = [...before]
  let refused: string | null = null
  for (const piece of pieces) {
    if ('text' in piece) problems.push(...matchProblems(piece.text, matchers, { from: root, cwd, exists }))
    else {
      const changed = await changedMatchers(piece, matchers, place)
      if (typeof changed === 'string') refused ??= changed
      else matchers = changed
    }
  }
  return { problems, matchers, refused }
}

async function changedMatchers(
  piece: Exclude<Piece, { text: string }>,
  matchers: readonly ProblemMatcher[],
  { root, read }: ProblemPlace,
): Promise<ProblemMatcher[] | string> {
  if ('removeMatcher' in piece && 'owner' in piece.removeMatcher)
    return withoutOwner(matchers, piece.removeMatcher.owner)
  const file = 'addMatcher' in piece ? piece.addMatcher : 'file' in piece.removeMatcher ? piece.removeMatcher.file : ''
  const path = posix.resolve(root, file)
  const text = await read(path)
  // What set-up put elsewhere is not there, because set-up is taken as done
  if (text === null) return path.startsWith(`${root}/`) ? `there is no file ${file} of problem matchers` : [...matchers]
  try {
    const named = readProblemMatchers(text)
    if ('addMatcher' in piece) return withMatchers(matchers, named)
    return named.reduce((left, { owner }) => withoutOwner(left, owner), [...matchers])
  } catch (error) {
    if (error instanceof ProblemMatcherRefused)
      return `${file} holds problem matchers that GitHub refuses: ${error.message}`
    throw error
  }
}

function annotated(
  { severity, file, line, column, endLine, message, title }: Annotation,
  root: string,
): MatchedProblem {
  const path = file === null ? null : posix.relative(root, posix.resolve(root, file.replaceAll('\\', '/')))
  return {
    path: path === null || path === '' || path.startsWith('..') ? null : path,
    line,
    column,
    ...(endLine === null ? {} : { endLine }),
    severity,
    code: title,
    message,
    owner: 'annotation',
  }
}

/**
 * The diagnostics of a command that failed: by the readers of the tools that we know, and where none of them says something of a line, by
 * problem matchers.
 */
export function diagnosticsOf(
  output: Pick<ExecResult, 'stdout' | 'stderr'>,
  problems: readonly MatchedProblem[],
  { root, cwd }: Pick<ProblemPlace, 'root' | 'cwd'>,
): Diagnostic[] {
  const read = parseOutput(null, output, cwd, root)
  const known = new Set(read.map(({ path, range }) => `${path ?? ''}:${range?.[0] ?? ''}`))
  const matched = problems.filter(({ path, line }) => path !== null && !known.has(`${path}:${line ?? ''}`))
  return [...read, ...matched.map(diagnosticOf)]
}

function diagnosticOf({ owner, code, severity, path, line, column, endLine, message }: MatchedProblem): Diagnostic {
  const start = line === null || line < 1 ? null : ([line, Math.max(column ?? 1, 1)] as const)
  return {
    tool: owner,
    rule: code,
    severity,
    path,
    range:
      start === null
        ? null
        : endLine !== undefined && endLine > start[0]
          ? [...start, endLine, 1]
          : [...start, ...start],
    message,
  }
}

/** A file as the commands of a worktree see it. */
export async function readIn(worktree: Worktree, path: string): Promise<string | null> {
  const { exit, stdout } = await worktree.exec(`cat ${quoteWords([path])}`, {
    cwd: '.',
    shell: 'sh',
    seconds: 10,
    network: 'none',
    env: { PATH: '/usr/bin:/bin' },
    maxOutputBytes: 1024 * 1024,
  })
  return exit === 0 ? stdout : null
}
