export interface Preparation {
  /** The words that name it. */
  wrapper: string
  command: readonly string[]
  /** The wrapper's own options that the command takes over from the check. */
  keeps: { switches: readonly string[]; valued: readonly string[] }
  /** Its options with a value that the command does not know. */
  drops?: readonly string[]
  /** Its commands that need nothing of the kind. */
  without?: readonly string[]
  /** Runs the tool that the check names, with these words. */
  tool?: readonly string[]
  /** What the check's own command is told besides, so that it takes what is there. */
  offline?: readonly string[]
  source: string
}

/** What tools are told by variables, so that they take what is there and do not wait for a network that is not. */
export const OFFLINE_VARIABLES: Readonly<Record<string, string>> = {
  UV_OFFLINE: '1',
  CARGO_NET_OFFLINE: 'true',
  GOPROXY: 'off',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_RETRIES: '1', // it says that it can not connect only where it tries again
  npm_config_update_notifier: 'false',
  npm_config_fetch_retries: '0',
  pnpm_config_fetch_retries: '0', // the name since pnpm 11
  YARN_HTTP_RETRY: '0',
}

/** Of a list of environments, those whose interpreter is there are run. Source: https://tox.wiki/en/latest/cli_interface.html */
export const INTERPRETER_VARIABLES: Readonly<Record<string, string>> = { TOX_SKIP_MISSING_INTERPRETERS: 'true' }

/**
 * What a wrapper is told once, on the untouched tree and with the network, before its checks can run without one. The checkers
 * themselves need nothing.
 */
export const PREPARE: readonly Preparation[] = [
  {
    wrapper: 'tox',
    command: ['tox', '--notest'], // the only form of tox 3; tox 4 takes it for `tox run --notest`
    keeps: { switches: [], valued: ['-e', '-c', '--conf', '-f', '-m', '--workdir', '--root'] },
    source: 'https://tox.wiki/en/latest/cli_interface.html',
  },
  {
    wrapper: 'nox',
    command: ['nox', '--install-only'],
    keeps: {
      switches: [],
      valued: ['-s', '--session', '-e', '-k', '--keywords', '-t', '--tags', '-p', '--python', '-f', '--noxfile'],
    },
    offline: ['-R'], // else it makes its environments anew
    source: 'https://nox.thea.codes/en/stable/usage.html',
  },
  {
    wrapper: 'pre-commit',
    command: ['pre-commit', 'install-hooks'],
    keeps: { switches: [], valued: ['-c', '--config'] },
    source: 'https://pre-commit.com/#pre-commit-install-hooks',
  },
  {
    wrapper: 'prek',
    command: ['prek', 'install-hooks'],
    keeps: { switches: [], valued: ['-c', '--config'] },
    source: 'https://prek.j178.dev/cli/',
  },
  {
    wrapper: 'uv run',
    command: ['uv', 'sync', '--inexact'], // as it syncs itself: what other checks have put there stays
    keeps: {
      switches: [
        '--all-extras',
        '--all-groups',
        '--all-packages',
        '--no-default-groups',
        '--no-dev',
        '--only-dev',
        '--frozen',
        '--locked',
      ],
      valued: [
        '--extra',
        '--group',
        '--only-group',
        '--no-group',
        '--package',
        '--python',
        '-p',
        '--project',
        '--directory',
      ],
    },
    drops: ['--with', '--with-editable', '--with-requirements', '-w', '--env-file'],
    without: ['--no-sync', '--no-project'],
    source: 'https://docs.astral.sh/uv/concepts/projects/sync/',
  },
  {
    wrapper: 'uvx',
    command: ['uvx'],
    keeps: { switches: [], valued: ['--from', '--with', '--python', '-p'] },
    tool: ['--version'],
    source: 'https://docs.astral.sh/uv/guides/tools/',
  },
  {
    wrapper: 'uv tool run',
    command: ['uv', 'tool', 'run'],
    keeps: { switches: [], valued: ['--from', '--with', '--python', '-p'] },
    tool: ['--version'],
    source: 'https://docs.astral.sh/uv/guides/tools/',
  },
  {
    wrapper: 'pixi run',
    command: ['pixi', 'install'],
    keeps: { switches: [], valued: ['-e', '--environment', '--manifest-path'] },
    source: 'https://pixi.sh/latest/reference/cli/pixi/install/',
  },
  {
    wrapper: 'cargo',
    command: ['cargo', 'fetch'],
    keeps: { switches: ['--locked'], valued: ['--manifest-path', '--target'] },
    without: ['fmt', '--version', 'version'],
    source: 'https://doc.rust-lang.org/cargo/commands/cargo-fetch.html',
  },
  {
    wrapper: 'go',
    command: ['go', 'mod', 'download'],
    keeps: { switches: [], valued: [] },
    without: ['fmt', 'version', 'env', 'mod', 'install'],
    source: 'https://go.dev/ref/mod#go-mod-download',
  },
]
