/** The interpreters and compilers whose version a job sets up. */
export const TOOLCHAINS = ['python', 'node', 'go', 'java', 'ruby', 'php', 'rust', 'deno', 'bun', 'dotnet'] as const
export type Toolchain = (typeof TOOLCHAINS)[number]

/** As people write them. */
export const TOOLCHAIN_NAMES: Readonly<Record<Toolchain, string>> = {
  python: 'Python',
  node: 'Node',
  go: 'Go',
  java: 'Java',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
  deno: 'Deno',
  bun: 'Bun',
  dotnet: '.NET',
}

/** An action that sets one up: its inputs for a version and for a file that holds one. Names in lower case. */
export const SET_UPS: Readonly<
  Record<string, { toolchain: Toolchain; version: string; file?: string; byReference?: boolean }>
> = {
  'actions/setup-python': { toolchain: 'python', version: 'python-version', file: 'python-version-file' },
  'astral-sh/setup-uv': { toolchain: 'python', version: 'python-version' },
  'pdm-project/setup-pdm': { toolchain: 'python', version: 'python-version', file: 'python-version-file' },
  'conda-incubator/setup-miniconda': { toolchain: 'python', version: 'python-version' },
  'actions/setup-node': { toolchain: 'node', version: 'node-version', file: 'node-version-file' },
  'volta-cli/action': { toolchain: 'node', version: 'node-version' },
  'actions/setup-go': { toolchain: 'go', version: 'go-version', file: 'go-version-file' },
  'actions/setup-java': { toolchain: 'java', version: 'java-version', file: 'java-version-file' },
  'actions/setup-dotnet': { toolchain: 'dotnet', version: 'dotnet-version' },
  'ruby/setup-ruby': { toolchain: 'ruby', version: 'ruby-version' },
  'shivammathur/setup-php': { toolchain: 'php', version: 'php-version', file: 'php-version-file' },
  'dtolnay/rust-toolchain': { toolchain: 'rust', version: 'toolchain', byReference: true },
  'actions-rs/toolchain': { toolchain: 'rust', version: 'toolchain' },
  'actions-rust-lang/setup-rust-toolchain': { toolchain: 'rust', version: 'toolchain' },
  'moonrepo/setup-rust': { toolchain: 'rust', version: 'channel' },
  'denoland/setup-deno': { toolchain: 'deno', version: 'deno-version', file: 'deno-version-file' },
  'oven-sh/setup-bun': { toolchain: 'bun', version: 'bun-version', file: 'bun-version-file' },
}

/** Commands that do the same; the first group is the version. */
export const SET_UP_COMMANDS: readonly { toolchain: Toolchain; command: RegExp }[] = [
  {
    toolchain: 'rust',
    command: /^[ \t]*rustup (?:default|override set|(?:toolchain )?(?:install|update))\s+(?:-\S+\s+)*([\w.-]+)/m,
  },
  { toolchain: 'python', command: /^[ \t]*uv python (?:install|pin)\s+(?:-\S+\s+)*([\w.@-]+)/m },
  { toolchain: 'python', command: /^[ \t]*pyenv (?:install|global|local)\s+(?:-\S+\s+)*([\w.-]+)/m },
  { toolchain: 'node', command: /^[ \t]*(?:nvm|fnm) (?:install|use)\s+(?:-\S+\s+)*([\w./*-]+)/m },
]

/** What prints the version of each; the first that is there. */
export const VERSION_COMMANDS: Readonly<Record<Toolchain, readonly string[]>> = {
  python: ['python --version', 'python3 --version'],
  node: ['node --version'],
  go: ['go version'],
  java: ['java -version'],
  ruby: ['ruby --version'],
  php: ['php --version'],
  rust: ['rustup toolchain list', 'rustc --version'],
  deno: ['deno --version'],
  bun: ['bun --version'],
  dotnet: ['dotnet --version'],
}
