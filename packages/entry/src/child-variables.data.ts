/**
 * The variables that commands of the repository get, with the reason for each. Everything else is left out: what is not listed
 * here (or named by the input `env`) does not exist for them. A name that ends in `*` stands for all that begin so.
 */
export const CHILD_VARIABLES: readonly { names: readonly string[]; why: string }[] = [
  { names: ['PATH', 'PATHEXT'], why: 'where set-up steps put the tools' },
  {
    names: ['HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'USER', 'USERNAME', 'LOGNAME'],
    why: 'caches and settings of tools',
  },
  {
    names: ['SHELL', 'COMSPEC', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR'],
    why: 'without these no process starts on Windows',
  },
  {
    names: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'PROGRAMDATA', 'APPDATA', 'LOCALAPPDATA'],
    why: 'where tools lie on Windows',
  },
  {
    names: ['LANG', 'LANGUAGE', 'LC_*', 'TZ'],
    why: 'language and time zone change what tools print and what tests see',
  },
  { names: ['TERM', 'COLUMNS', 'LINES', 'NO_COLOR', 'FORCE_COLOR'], why: 'how tools print' },
  {
    names: ['TMPDIR', 'TEMP', 'TMP', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'AGENT_TOOLSDIRECTORY'],
    why: 'where set-up actions install',
  },
  { names: ['RUNNER_OS', 'RUNNER_ARCH', 'ImageOS', 'ImageVersion'], why: 'scripts choose by the platform' },
  {
    names: ['CI', 'GITHUB_ACTIONS', 'CONTINUOUS_INTEGRATION'],
    why: 'tools behave in CI as the workflow saw them behave',
  },
  {
    names: [
      'GITHUB_WORKSPACE',
      'GITHUB_REPOSITORY',
      'GITHUB_REPOSITORY_OWNER',
      'GITHUB_SHA',
      'GITHUB_REF',
      'GITHUB_REF_NAME',
    ],
    why: 'version and commit of a build',
  },
  {
    names: [
      'GITHUB_BASE_REF',
      'GITHUB_HEAD_REF',
      'GITHUB_EVENT_NAME',
      'GITHUB_RUN_ID',
      'GITHUB_RUN_NUMBER',
      'GITHUB_SERVER_URL',
    ],
    why: 'tests and builds read them; none grants anything',
  },
  {
    names: ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'PKG_CONFIG_PATH', 'CPATH', 'LIBRARY_PATH'],
    why: 'actions/setup-python and friends set the path of shared libraries',
  },
  {
    names: ['CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS', 'MAKEFLAGS'],
    why: 'the compiler that the job chose',
  },
  {
    names: ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
    why: 'caches and settings of tools',
  },
  {
    names: ['NODE_ENV', 'NVM_DIR', 'NVM_BIN', 'NVM_INC', 'FNM_DIR', 'FNM_MULTISHELL_PATH', 'VOLTA_HOME', 'N_PREFIX'],
    why: 'the Node that the job chose',
  },
  {
    names: [
      'PNPM_HOME',
      'YARN_CACHE_FOLDER',
      'COREPACK_HOME',
      'BUN_INSTALL',
      'DENO_DIR',
      'DENO_INSTALL',
      'npm_config_cache',
      'npm_config_prefix',
    ],
    why: 'package managers and their stores',
  },
  {
    names: [
      'VIRTUAL_ENV',
      'CONDA_PREFIX',
      'CONDA_DEFAULT_ENV',
      'CONDA',
      'PYTHONPATH',
      'PYTHONHOME',
      'PYTHONUNBUFFERED',
      'PYTHONDONTWRITEBYTECODE',
    ],
    why: 'the Python that the job chose',
  },
  {
    names: ['pythonLocation', 'Python_ROOT_DIR', 'Python2_ROOT_DIR', 'Python3_ROOT_DIR', 'PYENV_ROOT', 'PYENV_VERSION'],
    why: 'set by actions/setup-python and pyenv',
  },
  {
    names: [
      'UV_CACHE_DIR',
      'UV_PYTHON',
      'UV_PYTHON_INSTALL_DIR',
      'UV_TOOL_DIR',
      'UV_TOOL_BIN_DIR',
      'UV_PROJECT_ENVIRONMENT',
      'UV_SYSTEM_PYTHON',
    ],
    why: 'uv',
  },
  {
    names: [
      'POETRY_HOME',
      'POETRY_CACHE_DIR',
      'POETRY_VIRTUALENVS_*',
      'PIPX_HOME',
      'PIPX_BIN_DIR',
      'PIP_CACHE_DIR',
      'PDM_HOME',
      'HATCH_DATA_DIR',
    ],
    why: 'Python tools',
  },
  { names: ['PRE_COMMIT_HOME', 'MYPY_CACHE_DIR', 'RUFF_CACHE_DIR', 'MYPYPATH'], why: 'checkers and their caches' },
  {
    names: [
      'JAVA_HOME',
      'JAVA_HOME_*',
      'JDK_HOME',
      'M2_HOME',
      'MAVEN_HOME',
      'GRADLE_HOME',
      'GRADLE_USER_HOME',
      'KOTLIN_HOME',
      'SDKMAN_DIR',
    ],
    why: 'the JVM that the job chose',
  },
  { names: ['ANDROID_HOME', 'ANDROID_SDK_ROOT', 'ANDROID_NDK_HOME'], why: 'Android SDK' },
  {
    names: [
      'CARGO_HOME',
      'RUSTUP_HOME',
      'RUSTUP_TOOLCHAIN',
      'RUSTFLAGS',
      'CARGO_TARGET_DIR',
      'CARGO_INCREMENTAL',
      'CARGO_TERM_COLOR',
    ],
    why: 'the Rust that the job chose',
  },
  {
    names: ['GOROOT', 'GOPATH', 'GOBIN', 'GOCACHE', 'GOMODCACHE', 'GOFLAGS', 'GOTOOLCHAIN', 'CGO_ENABLED'],
    why: 'the Go that the job chose',
  },
  {
    names: ['GEM_HOME', 'GEM_PATH', 'BUNDLE_PATH', 'BUNDLE_GEMFILE', 'RBENV_ROOT', 'RUBYLIB'],
    why: 'the Ruby that the job chose',
  },
  { names: ['DOTNET_ROOT', 'DOTNET_CLI_TELEMETRY_OPTOUT', 'DOTNET_NOLOGO', 'NUGET_PACKAGES'], why: '.NET' },
  {
    names: [
      'COMPOSER_HOME',
      'PHP_INI_SCAN_DIR',
      'MIX_HOME',
      'HEX_HOME',
      'ERL_AFLAGS',
      'GHCUP_INSTALL_BASE_PREFIX',
      'SWIFTLY_HOME_DIR',
    ],
    why: 'further languages',
  },
  {
    names: ['ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR', 'MISE_CONFIG_DIR', 'HOMEBREW_PREFIX'],
    why: 'version managers',
  },
  {
    names: [
      'SSL_CERT_FILE',
      'SSL_CERT_DIR',
      'REQUESTS_CA_BUNDLE',
      'CURL_CA_BUNDLE',
      'NODE_EXTRA_CA_CERTS',
      'PIP_CERT',
      'CARGO_HTTP_CAINFO',
      'GIT_SSL_CAINFO',
    ],
    why: 'certificates of a network with its own authority, while checks are prepared',
  },
  {
    names: [
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'NO_PROXY',
      'http_proxy',
      'https_proxy',
      'no_proxy',
      'PIP_INDEX_URL',
      'UV_INDEX_URL',
      'UV_DEFAULT_INDEX',
      'npm_config_registry',
      'GOPROXY',
      'GONOSUMDB',
      'GOSUMDB',
      'PIP_CONSTRAINT',
      'UV_CONSTRAINT',
    ],
    why: 'where packages come from, while checks are prepared; an address with a password in it is left out',
  },
]
