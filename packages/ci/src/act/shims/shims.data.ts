/** An action that stands in for another one: what this machine has takes the place of what that one would download. */
export interface Shim {
  /** `owner/name`, with the folder in it where there is one; lower case. A star at its end: whatever begins so. */
  uses: readonly string[]
  /** Read by the script as `INPUT_…`, upper case, with `_` for what is no letter. */
  inputs?: readonly string[]
  /** Outputs that the script writes to GITHUB_OUTPUT. */
  outputs?: readonly string[]
  /** In a container too: it stands in for what no run on a machine of one's own should do. */
  everywhere?: true
  /** For bash, with `-e` and `pipefail`, after the functions of `PRELUDE`. */
  script: string
}

/** What every script may call. */
export const PRELUDE = `
have() { command -v "$1" >/dev/null 2>&1; }
say() { echo "upkeep: $*"; }
# missing NAME: host mode takes what the machine has; the line is what \`missingShim\` reads
missing() { echo "upkeep: it sets up $1, which is not installed here" >&2; exit 1; }
# major NAME WANTED HAVE: says so where the machine has another one
other() { case "$3" in "$2"|"$2".*|v"$2"|v"$2".*) ;; *) [ -z "$2" ] || say "$1 $3 of this machine stands in for $1 $2" ;; esac; }
`

const NODE = `
have node || missing node
version=$(node --version)
other node "\${INPUT_NODE_VERSION#v}" "\${version#v}"
echo "node-version=$version" >> "$GITHUB_OUTPUT"
echo "cache-hit=false" >> "$GITHUB_OUTPUT"
`

const PNPM = `
if ! have pnpm; then
  mkdir -p "$HOME/.local/bin"
  version=$INPUT_VERSION
  if have corepack && [ -z "$version" ]; then corepack enable --install-directory "$HOME/.local/bin" pnpm
  else npm install --silent --global --prefix "$HOME/.local" "pnpm@\${version:-latest}"
  fi
  echo "$HOME/.local/bin" >> "$GITHUB_PATH"
  export PATH="$HOME/.local/bin:$PATH"
fi
have pnpm || missing pnpm
echo "bin-dest=$(dirname "$(command -v pnpm)")" >> "$GITHUB_OUTPUT"
case "$INPUT_RUN_INSTALL" in ''|false|null) ;; *) pnpm install ;; esac
`

const PYTHON = `
wanted=$(printf '%s\\n' "$INPUT_PYTHON_VERSION" | grep -v '^ *$' | tail -n 1 | tr -d ' ' || true)
number=$(printf '%s' "$wanted" | sed -n 's/^[^0-9]*\\([0-9]*\\.[0-9]*\\).*/\\1/p')
python=
for candidate in "\${PYENV_ROOT:-/nowhere}/versions/$number".*/bin/python "python$number" python3 python; do
  if [ -n "$number" ] || [ "$candidate" = python3 ] || [ "$candidate" = python ]; then
    "$candidate" -c 'import venv' >/dev/null 2>&1 && { python=$candidate; break; }
  fi
done
[ -n "$python" ] || missing python3
version=$("$python" -c 'import platform; print(platform.python_version())')
[ -z "$number" ] || other python "$number" "$version"
# A folder of its own for each: what a step installs is neither the machine's nor another job's.
place=$(mktemp -d "$RUNNER_TEMP/python-XXXXXX")
"$python" -m venv "$place"
# The machine's own stands behind it, for tools that want no virtual environment.
"$python" -c 'import sys; print(sys.base_prefix + "/bin")' >> "$GITHUB_PATH"
echo "$place/bin" >> "$GITHUB_PATH"
{ echo "pythonLocation=$place"; echo "Python_ROOT_DIR=$place"; echo "Python3_ROOT_DIR=$place"; } >> "$GITHUB_ENV"
{ echo "python-version=$version"; echo "python-path=$place/bin/python"; echo "cache-hit=false"; } >> "$GITHUB_OUTPUT"
`

/** A tool of Python by pip, in a folder of its own, where the machine has none. */
const ofPip = (tool: string) => `
if ! have ${tool}; then
  place=$(mktemp -d "$RUNNER_TEMP/${tool}-XXXXXX")
  python3 -m venv "$place"
  "$place/bin/pip" install --quiet "${tool}\${INPUT_VERSION:+==$INPUT_VERSION}"
  mkdir "$place/only"; ln -s "$place/bin/${tool}" "$place/only/${tool}"
  echo "$place/only" >> "$GITHUB_PATH"
  export PATH="$place/only:$PATH"
fi
have ${tool} || missing ${tool}
`

const UV = `
case "$INPUT_VERSION" in latest|*[!0-9.]*) INPUT_VERSION= ;; esac
${ofPip('uv')}
[ -z "$INPUT_PYTHON_VERSION" ] || echo "UV_PYTHON=$INPUT_PYTHON_VERSION" >> "$GITHUB_ENV"
{ echo "uv-path=$(command -v uv)"; echo "cache-hit=false"; } >> "$GITHUB_OUTPUT"
case "$INPUT_ACTIVATE_ENVIRONMENT" in
  true) uv venv .venv; echo "VIRTUAL_ENV=$PWD/.venv" >> "$GITHUB_ENV"; echo "$PWD/.venv/bin" >> "$GITHUB_PATH" ;;
esac
`

const PDM = `
${PYTHON}
"$place/bin/pip" install --quiet pdm
`

const GO = `
have go || missing go
version=$(go env GOVERSION)
other go "$INPUT_GO_VERSION" "\${version#go}"
{ echo "go-version=\${version#go}"; echo "cache-hit=false"; } >> "$GITHUB_OUTPUT"
echo "$(go env GOPATH)/bin" >> "$GITHUB_PATH"
`

const RUST = `
have cargo || missing cargo
toolchain=$INPUT_TOOLCHAIN
if [ -n "$toolchain" ] && have rustup && rustup toolchain list 2>/dev/null | grep -q "^$toolchain"; then
  echo "RUSTUP_TOOLCHAIN=$toolchain" >> "$GITHUB_ENV"
  export RUSTUP_TOOLCHAIN=$toolchain
else
  # A released one stands in for another; what only an unreleased one understands is no red of the code.
  case "$toolchain" in nightly*|beta*) missing "Rust $toolchain" ;; esac
  say "$(rustc --version) of this machine stands in for \${toolchain:-the toolchain that was asked for}"
fi
for component in $(printf '%s' "$INPUT_COMPONENTS" | tr ',' ' '); do
  case "$component" in
    clippy) cargo clippy --version >/dev/null 2>&1 || missing cargo-clippy ;;
    rustfmt) cargo fmt --version >/dev/null 2>&1 || missing cargo-fmt ;;
  esac
done
echo "name=\${toolchain:-stable}" >> "$GITHUB_OUTPUT"
echo "cachekey=none" >> "$GITHUB_OUTPUT"
`

const TOOLS = `
for tool in $(printf '%s' "\${INPUT_TOOL:-}" | tr ',' ' '); do
  name=\${tool%%@*}
  have "$name" || missing "$name"
done
`

const RUBY = `
have ruby || missing ruby
other ruby "$INPUT_RUBY_VERSION" "$(ruby -e 'print RUBY_VERSION')"
if [ "$INPUT_BUNDLER_CACHE" = true ]; then bundle config set --local path vendor/bundle; bundle install; fi
`

/** A machine's own tool, and nothing more. */
const own = (tool: string, input: string, version: string) => `
have ${tool} || missing ${tool}
other ${tool} "$${input}" "$(${version})"
`

/** Artifacts of one run lie in a folder of it, each below its name. */
const UPLOAD = `
store=$UPKEEP_ARTIFACTS/\${INPUT_NAME:-artifact}
mkdir -p "$store"
found=0
while IFS= read -r pattern; do
  case "$pattern" in ''|'!'*) continue ;; esac
  for path in $pattern; do
    [ -e "$path" ] || continue
    found=1
    if [ -d "$path" ]; then cp -R "$path/." "$store/"; else cp "$path" "$store/"; fi
  done
done <<< "$INPUT_PATH"
if [ "$found" = 0 ]; then
  say "nothing was found at $INPUT_PATH"
  [ "$INPUT_IF_NO_FILES_FOUND" != error ] || exit 1
fi
echo "artifact-id=1" >> "$GITHUB_OUTPUT"
`

const DOWNLOAD = `
target=\${INPUT_PATH:-.}
mkdir -p "$target"
if [ -n "$INPUT_NAME" ]; then
  [ -d "$UPKEEP_ARTIFACTS/$INPUT_NAME" ] || { echo "upkeep: no step of this run uploaded $INPUT_NAME" >&2; exit 1; }
  cp -R "$UPKEEP_ARTIFACTS/$INPUT_NAME/." "$target/"
elif [ -d "$UPKEEP_ARTIFACTS" ]; then
  for store in "$UPKEEP_ARTIFACTS/"\${INPUT_PATTERN:-*}; do
    [ -d "$store" ] || continue
    if [ "$INPUT_MERGE_MULTIPLE" = true ]; then cp -R "$store/." "$target/"; else cp -R "$store" "$target/"; fi
  done
fi
echo "download-path=$(cd "$target" && pwd)" >> "$GITHUB_OUTPUT"
`

const NOTHING = `say "nothing is done for $GITHUB_ACTION here"
echo "cache-hit=false" >> "$GITHUB_OUTPUT"
`

/** The first one that fits counts. What stands in no line is fetched from GitHub by act. */
export const SHIMS: readonly Shim[] = [
  { uses: ['actions/setup-node'], inputs: ['node-version'], outputs: ['node-version', 'cache-hit'], script: NODE },
  {
    uses: ['pnpm/action-setup', 'wyvox/action-setup-pnpm'],
    inputs: ['version', 'run_install'],
    outputs: ['bin-dest'],
    script: PNPM,
  },
  {
    uses: ['actions/setup-python'],
    inputs: ['python-version'],
    outputs: ['python-version', 'python-path', 'cache-hit'],
    script: PYTHON,
  },
  {
    uses: ['pdm-project/setup-pdm'],
    inputs: ['python-version'],
    outputs: ['python-version', 'python-path'],
    script: PDM,
  },
  {
    uses: ['astral-sh/setup-uv', 'hynek/setup-cached-uv', 'yezz123/setup-uv'],
    inputs: ['version', 'python-version', 'activate-environment'],
    outputs: ['uv-path', 'cache-hit'],
    script: UV,
  },
  { uses: ['snok/install-poetry', 'abatilo/actions-poetry'], inputs: ['version'], script: ofPip('poetry') },
  { uses: ['actions/setup-go'], inputs: ['go-version'], outputs: ['go-version', 'cache-hit'], script: GO },
  {
    uses: [
      'dtolnay/rust-toolchain',
      'actions-rs/toolchain',
      'actions-rust-lang/setup-rust-toolchain',
      'hecrj/setup-rust-action',
      'moonrepo/setup-rust',
    ],
    inputs: ['toolchain', 'components'],
    outputs: ['name', 'cachekey'],
    script: RUST,
  },
  { uses: ['taiki-e/install-action'], inputs: ['tool'], script: TOOLS },
  { uses: ['oven-sh/setup-bun'], inputs: ['bun-version'], script: own('bun', 'INPUT_BUN_VERSION', 'bun --version') },
  {
    uses: ['denoland/setup-deno'],
    inputs: ['deno-version'],
    script: own('deno', 'INPUT_DENO_VERSION', 'deno --version | head -n 1 | cut -d" " -f2'),
  },
  {
    uses: ['extractions/setup-just', 'taiki-e/install-just'],
    script: own('just', 'INPUT_JUST_VERSION', 'just --version'),
  },
  {
    uses: ['actions/setup-java'],
    inputs: ['java-version'],
    script: own('java', 'INPUT_JAVA_VERSION', 'java -version 2>&1 | sed -n "1s/[^0-9]*//p"'),
  },
  {
    uses: ['cachix/install-nix-action', 'determinatesystems/nix-installer-action', 'nixbuild/nix-quick-install-action'],
    script: '\nhave nix || missing nix\n',
  },
  { uses: ['ruby/setup-ruby'], inputs: ['ruby-version', 'bundler-cache'], script: RUBY },
  {
    uses: ['shivammathur/setup-php'],
    inputs: ['php-version'],
    script: own('php', 'INPUT_PHP_VERSION', "php -r 'echo PHP_VERSION;'"),
  },
  {
    uses: ['actions/upload-artifact'],
    inputs: ['name', 'path', 'if-no-files-found'],
    outputs: ['artifact-id'],
    script: UPLOAD,
  },
  {
    uses: ['actions/download-artifact'],
    inputs: ['name', 'path', 'pattern', 'merge-multiple'],
    outputs: ['download-path'],
    script: DOWNLOAD,
  },
  {
    // Caches: without them everything is the same, only slower.
    uses: [
      'actions/cache',
      'actions/cache/restore',
      'actions/cache/save',
      'swatinem/rust-cache',
      'mozilla-actions/sccache-action',
      'hendrikmuhs/ccache-action',
    ],
    outputs: ['cache-hit'],
    script: NOTHING,
  },
  {
    // Reports to others, and what changes the runner itself.
    uses: [
      'codecov/*',
      'coverallsapp/github-action',
      'step-security/harden-runner',
      'styfle/cancel-workflow-action',
      'jlumbroso/free-disk-space',
      'easimon/maximize-build-space',
      'actions/upload-pages-artifact',
    ],
    everywhere: true,
    script: NOTHING,
  },
]
