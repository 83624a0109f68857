/**
 * Where tools keep what they have, below the home folder, and the variable that says so: with a home folder of the run's own they would
 * find nothing. `written`: they write there too, so it is named only where that is gone with the worktree.
 */
export const TOOL_HOMES: readonly { variable: string; folder: string; written: boolean }[] = [
  { variable: 'RUSTUP_HOME', folder: '.rustup', written: false },
  { variable: 'PYENV_ROOT', folder: '.pyenv', written: false },
  { variable: 'NVM_DIR', folder: '.nvm', written: false },
  { variable: 'npm_config_userconfig', folder: '.npmrc', written: false },
  { variable: 'PIP_CONFIG_FILE', folder: '.config/pip/pip.conf', written: false },
  { variable: 'CARGO_HOME', folder: '.cargo', written: true },
  { variable: 'GOPATH', folder: 'go', written: true },
  { variable: 'GOCACHE', folder: '.cache/go-build', written: true },
  { variable: 'npm_config_cache', folder: '.npm', written: true },
  { variable: 'PIP_CACHE_DIR', folder: '.cache/pip', written: true },
  { variable: 'UV_CACHE_DIR', folder: '.cache/uv', written: true },
  { variable: 'COREPACK_HOME', folder: '.cache/node/corepack', written: true },
  { variable: 'YARN_CACHE_FOLDER', folder: '.cache/yarn', written: true },
  { variable: 'PRE_COMMIT_HOME', folder: '.cache/pre-commit', written: true },
]
