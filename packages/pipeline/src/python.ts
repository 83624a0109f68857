import type { RunPython } from '@upkeep/proof'
import type { Workspace } from '@upkeep/workspace'

/**
 * Runs a script of ours with the Python that the repository's commands find, in a fresh worktree and isolated (`-I`): neither
 * the repository's modules nor its `PYTHON*` variables are read.
 */
export function pythonOf(workspace: Workspace, env: Readonly<Record<string, string>>, signal: AbortSignal): RunPython {
  return async (script, stdin) => {
    await using worktree = await workspace.open()
    const command = `exec "$(command -v python3 || command -v python)" -I -c ${quoted(script)}`
    const { exit, stdout } = await worktree.exec(command, {
      cwd: '.',
      env,
      shell: 'sh',
      seconds: 120,
      network: 'none',
      stdin,
      signal,
    })
    return exit === 0 ? stdout : null
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
