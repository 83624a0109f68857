/**
 * What a wrapper is told once, on the untouched tree and with the network, before its checks can run without one. `keeps` are
 * the wrapper's own options that the command takes over from the check. The checkers themselves need nothing.
 */
export const PREPARE: readonly {
  wrapper: string
  command: readonly string[]
  keeps: { switches: readonly string[]; valued: readonly string[] }
  source: string
}[] = [
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
    command: ['uv', 'sync'],
    keeps: {
      switches: ['--all-extras', '--all-groups', '--all-packages', '--no-dev', '--only-dev', '--frozen', '--locked'],
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
    source: 'https://docs.astral.sh/uv/concepts/projects/sync/',
  },
  {
    wrapper: 'cargo',
    command: ['cargo', 'fetch'],
    keeps: { switches: ['--locked'], valued: ['--manifest-path', '--target'] },
    source: 'https://doc.rust-lang.org/cargo/commands/cargo-fetch.html',
  },
  {
    wrapper: 'go',
    command: ['go', 'mod', 'download'],
    keeps: { switches: [], valued: [] },
    source: 'https://go.dev/ref/mod#go-mod-download',
  },
]
