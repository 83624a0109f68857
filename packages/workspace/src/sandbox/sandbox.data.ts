/**
 * What commands of the repository find of the machine. Each table gives its reason, since an entry too many breaks a check and one
 * too few shows a command what it must not see.
 */

/** Below the home folder: credentials of tools. What exists of them shows as empty; the rest of the home folder shows as it is. */
export const HOME_CREDENTIALS: readonly { names: readonly string[]; of: string }[] = [
  { names: ['.ssh', '.gnupg', '.pki', '.local/share/keyrings', '.password-store'], of: 'keys' },
  {
    names: ['.git-credentials', '.config/git/credentials', '.netrc', '.config/gh', '.config/hub'],
    of: 'git and GitHub',
  },
  { names: ['.config/configstore', '.pypirc', '.config/pypoetry/auth.toml'], of: 'npm and Python registries' },
  { names: ['.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials'], of: 'cargo, gem' },
  { names: ['.m2/settings-security.xml', '.composer/auth.json', '.config/composer/auth.json'], of: 'Maven, Composer' },
  {
    names: ['.aws', '.azure', '.config/gcloud', '.oci', '.config/doctl', '.boto', '.s3cfg', '.config/rclone'],
    of: 'clouds',
  },
  { names: ['.docker', '.config/containers', '.kube', '.helm', '.config/helm'], of: 'containers and their sockets' },
  { names: ['.terraform.d', '.terraformrc', '.vault-token', '.config/op', '.ansible'], of: 'operations' },
  { names: ['.pgpass', '.my.cnf', '.mylogin.cnf', '.mongorc.js', '.rediscli_history'], of: 'databases' },
  {
    names: ['.bash_history', '.zsh_history', '.python_history', '.node_repl_history', '.psql_history'],
    of: 'histories',
  },
  { names: ['.claude', '.claude.json', '.codex', '.gemini', '.config/github-copilot'], of: 'coding agents' },
  { names: ['actions-runner', 'runners'], of: 'the runner itself' },
]

/** Below the home folder: settings that name a registry, hidden only where they hold a credential as well. */
export const HOME_SETTINGS: readonly string[] = [
  '.npmrc .yarnrc .yarnrc.yml .bunfig.toml .config/pip/pip.conf .pip/pip.conf',
  '.m2/settings.xml .gradle/gradle.properties .bundle/config .nuget/NuGet/NuGet.Config',
].flatMap((names) => names.split(' '))

export const HOLDS_CREDENTIAL = /:\/\/[^/\s'"]*@|auth|token|passw|secret|credential|apikey/i

/** In the folder that holds the work folders of a runner: its registration, its settings and its diagnostics. */
export const RUNNER_FILES: readonly string[] = ['.credentials', '.credentials_rsaparams', '.runner', '.env', '_diag']

/** In the workspace's own folder: what set-up actions write there beside the repository. */
export const WORKSPACE_CREDENTIALS: readonly RegExp[] = [/^gha-creds-[0-9a-f]+\.json$/]

/** Nothing shows of these. In `/run` lie the sockets of docker, containerd, the system bus and of secrets' agents. */
export const HIDDEN_FOLDERS: readonly string[] = [
  '/run',
  '/var/run',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/kubelet',
  '/var/lib/cloud',
  '/etc/kubernetes',
  '/root/.docker',
]

/** Private to a worktree, empty at its beginning, gone with it. */
export const PRIVATE_FOLDERS: readonly string[] = ['/tmp', '/var/tmp', '/dev/shm']

/** Variables that name further ones. */
export const TEMP_VARIABLES: readonly string[] = ['TMPDIR', 'TEMP', 'TMP']

/** Devices that programs need; there are no others. */
export const DEVICES: readonly string[] = ['null', 'zero', 'full', 'random', 'urandom', 'tty']

/**
 * Variables that name a folder into which a tool writes what it downloads or remembers. Outside of the home folder and the
 * workspace these are the only ones that a command may write, and what it writes is gone with its worktree.
 */
export const CACHE_VARIABLES: readonly string[] = [
  'XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME',
  'npm_config_cache YARN_CACHE_FOLDER PNPM_HOME COREPACK_HOME BUN_INSTALL DENO_DIR',
  'UV_CACHE_DIR PIP_CACHE_DIR POETRY_CACHE_DIR PRE_COMMIT_HOME MYPY_CACHE_DIR RUFF_CACHE_DIR',
  'CARGO_HOME CARGO_TARGET_DIR GOPATH GOCACHE GOMODCACHE GRADLE_USER_HOME NUGET_PACKAGES',
  'BUNDLE_PATH COMPOSER_HOME MIX_HOME HEX_HOME',
].flatMap((names) => names.split(' '))

/** Variables that name a folder in which a tool is installed: it stays visible, read-only, wherever it lies. */
export const TOOL_VARIABLES: readonly string[] = [
  'VIRTUAL_ENV CONDA_PREFIX pythonLocation PYENV_ROOT UV_PYTHON_INSTALL_DIR UV_TOOL_DIR PIPX_HOME',
  'NVM_DIR FNM_DIR FNM_MULTISHELL_PATH VOLTA_HOME N_PREFIX RUNNER_TOOL_CACHE AGENT_TOOLSDIRECTORY',
  'JAVA_HOME M2_HOME MAVEN_HOME GRADLE_HOME ANDROID_HOME RUSTUP_HOME GOROOT GEM_HOME DOTNET_ROOT',
  'SDKMAN_DIR ASDF_DATA_DIR MISE_DATA_DIR',
].flatMap((names) => names.split(' '))

/** In the runner's folder for temporary files: never shown, though a variable or PATH named it. */
export const RUNNER_SECRETS: readonly string[] = ['_runner_file_commands', '_github_workflow']

const GIB = 1024 ** 3

/** What one run's commands may take together, unless told otherwise. */
export const DEFAULT_LIMITS = {
  /** Share of the machine's memory. */
  memoryShare: 0.85,
  processes: 4096,
  /** Of each private folder, in bytes; memory, so never more than half of it. */
  privateBytes: 4 * GIB,
  /** A command is ended before the disk of the worktrees holds less than this. */
  freeDiskBytes: 2 * GIB,
}

/** What each command gets anew, so that it ends with all that it started. */
export const COMMAND_NAMESPACES = '--mount --propagation private --pid --fork --kill-child --mount-proc'.split(' ')
