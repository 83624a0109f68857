/**
 * What a wrapper has to be told once, on the untouched tree and with the network, before its checks can run without one.
 * `arguments` replaces those after the tool's name; the check's own environment names are kept where `keeps` says so.
 */
export const PREPARE: readonly {
  tool: string
  command: readonly string[]
  keeps: readonly string[]
  source: string
}[] = [
  {
    tool: 'tox',
    command: ['tox', '--notest'],
    keeps: ['-e', '-c'],
    source: 'https://tox.wiki/en/latest/cli_interface.html',
  },
  {
    tool: 'nox',
    command: ['nox', '--install-only'],
    keeps: ['-s', '-f'],
    source: 'https://nox.thea.codes/en/stable/usage.html',
  },
  {
    tool: 'pre-commit',
    command: ['pre-commit', 'install-hooks'],
    keeps: ['-c'],
    source: 'https://pre-commit.com/#pre-commit-install-hooks',
  },
  { tool: 'prek', command: ['prek', 'install-hooks'], keeps: ['-c'], source: 'https://prek.j178.dev/cli/' },
  { tool: 'uv', command: ['uv', 'sync'], keeps: [], source: 'https://docs.astral.sh/uv/concepts/projects/sync/' },
  {
    tool: 'cargo',
    command: ['cargo', 'fetch'],
    keeps: [],
    source: 'https://doc.rust-lang.org/cargo/commands/cargo-fetch.html',
  },
  { tool: 'go', command: ['go', 'mod', 'download'], keeps: [], source: 'https://go.dev/ref/mod#go-mod-download' },
]
