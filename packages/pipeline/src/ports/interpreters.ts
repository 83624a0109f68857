import { leafPath, quoteWords } from '@upkeep/ci'
import type { ClassPorts, EffectiveConfiguration, RunScript } from '@upkeep/proof'
import type { Workspace } from '@upkeep/workspace'

/**
 * Runs scripts of ours with the Python and the Node that the repository's commands find, each in a fresh worktree and without the
 * network. Python is isolated (`-I`): neither the repository's modules nor its `PYTHON*` variables are read. The Node script loads
 * the repository's compiler, which is why it is a child and never us.
 */
export function interpretersOf(
  workspace: Workspace,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): ClassPorts {
  const runner =
    (command: string): RunScript =>
    async (script, stdin) => {
      await using worktree = await workspace.open()
      const { exit, stdout } = await worktree.exec(`exec ${command} ${quoted(script)}`, {
        cwd: '.',
        env,
        shell: 'sh',
        seconds: 600,
        maxOutputBytes: 256 * 1024 * 1024,
        network: 'none',
        stdin,
        signal,
      })
      return exit === 0 ? stdout : null
    }
  return {
    runPython: runner('"$(command -v python3 || command -v python)" -I -c'),
    runNode: runner('node -e'),
  }
}

/** Prints what a configuration comes to, by the repository's own tool in a fresh worktree of the tree. */
export function effectiveIn(
  workspace: Workspace,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): EffectiveConfiguration {
  return async ({ argv, cwd }, tree) => {
    await using worktree = await workspace.open(tree)
    const folders = cwd === '.' ? ['node_modules/.bin'] : [`${cwd}/node_modules/.bin`, 'node_modules/.bin']
    const path = leafPath({ path: folders }, worktree.root, env['PATH'] ?? '')
    const { exit, stdout } = await worktree.exec(quoteWords(argv), {
      cwd,
      env: { ...env, PATH: path },
      shell: 'sh',
      seconds: 120,
      maxOutputBytes: 16 * 1024 * 1024,
      network: 'none',
      signal,
    })
    return exit === 0 ? stdout : null
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
