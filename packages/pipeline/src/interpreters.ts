import type { ClassPorts, RunScript } from '@upkeep/proof'
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
        seconds: 120,
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

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
