import type { Worktree } from '@upkeep/workspace'
import { textAt } from '../workflow/raw.ts'
import { interpolate } from './contexts.ts'
import type { Contexts } from './contexts.ts'

/** Actions that make a toolchain of Rust the one in use; the ref of the first names it too. */
const RUST = /^(?:dtolnay\/rust-toolchain|actions-rs\/toolchain|actions-rust-lang\/setup-rust-toolchain)@(.+)$/i
/** What the refs of dtolnay/rust-toolchain mean that are no toolchains. */
const REFS: Readonly<Record<string, string>> = { miri: 'nightly', clippy: 'stable' }

/** The toolchain that a ref of dtolnay/rust-toolchain names; null: it names none, as `master` and a commit do. */
export function toolchainOfRef(ref: string): string | null {
  const named = REFS[ref] ?? ref
  return /^(?:stable|beta|nightly|\d[\d.]*$)/.test(named) ? named : null
}

/**
 * Set-up is taken as done, but one job's toolchain may not be another one's: the unreleased Rust that this step asks for. Null: none, what is
 * there will do.
 */
export function toolchainOf(raw: unknown, contexts: Contexts): string | null {
  const ref = RUST.exec(textAt(raw, 'uses') ?? '')?.[1]
  if (ref === undefined) return null
  const named = interpolate(textAt(raw, 'with', 'toolchain') ?? '', contexts).trim()
  const channel = named === '' ? (REFS[ref] ?? ref) : named
  return /^(?:nightly|beta)(?:-\d{4}-\d\d-\d\d)?$/.test(channel) ? channel : null
}

/** Whether rustup has a toolchain, as commands of the worktree see it. */
export async function hasToolchain(
  channel: string,
  worktree: Worktree,
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { stdout } = await worktree.exec('rustup toolchain list', {
    cwd: '.',
    shell: 'sh',
    seconds: 20,
    network: 'none',
    env,
  })
  return stdout.split('\n').some((line) => line === channel || line.startsWith(`${channel}-`))
}
