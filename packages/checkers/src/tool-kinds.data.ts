import type { CheckKind } from '@upkeep/schema'

/** Tools whose name alone says what they do. The checkers are asked themselves first. */
export const TOOLS: readonly { kinds: readonly CheckKind[]; tools: string }[] = [
  {
    kinds: ['lint'],
    tools: `eslint eslint_d oxlint xo standard ts-standard semistandard stylelint markdownlint markdownlint-cli markdownlint-cli2
      remark remark-cli alex cspell textlint knip depcheck dpdm madge depcruise dependency-cruiser lint-staged commitlint sherif
      manypkg ls-lint jscpd tslint jshint jscs htmlhint html-validate solhint flake8 pylint pyflakes pycodestyle
      pydoclint darglint vulture codespell deptry import-linter lint-imports check-manifest validate-pyproject pyroma bashate
      yamllint actionlint shellcheck hadolint typos reuse addlicense license-eye golangci-lint staticcheck revive golint errcheck
      ineffassign clippy-driver rubocop standardrb reek haml-lint erb_lint phpcs phpmd parallel-lint ktlint detekt checkstyle pmd
      spotbugs clang-tidy cppcheck cpplint editorconfig-checker ec djlint curlylint sqlfluff vale proselint tflint ansible-lint
      unimport pyupgrade autoflake refurb fixit swiftlint credo luacheck selene statix deadnix buildifier protolint spectral
      eclint renovate-config-validator kube-linter kubeconform sqruff xenon radon`,
  },
  { kinds: ['lint', 'docs'], tools: 'interrogate pydocstyle doc8 docstr-coverage rstcheck' },
  { kinds: ['lint', 'format'], tools: 'ecs' },
  {
    kinds: ['format'],
    tools: `prettier prettierd oxfmt black blacken-docs isort autopep8 yapf blue darker gofmt goimports gofumpt gci rustfmt
      clang-format cmake-format taplo shfmt dprint yamlfmt scalafmt google-java-format docformatter ufmt usort pyproject-fmt
      mdformat nixfmt nixpkgs-fmt alejandra treefmt stylua swiftformat php-cs-fixer phpcbf pint sort-package-json fantomas ormolu fourmolu`,
  },
  {
    kinds: ['typecheck'],
    tools: `tsc vue-tsc tsgo mypy dmypy pyright basedpyright tsd tstyche dtslint flow pyre pytype ty pyrefly zuban stubtest
      mypy.stubtest type-coverage phpstan psalm sorbet srb steep dialyzer svelte-check glint ember-tsc`,
  },
  {
    kinds: ['test'],
    tools: `jest vitest mocha ava tap tape uvu jasmine karma qunit cypress playwright wdio c8 nyc pytest py.test nose2 nosetests
      stestr testr trial behave coverage ctest rspec minitest cucumber cucumber-js phpunit pest paratest codecept gotestsum ginkgo
      nextest busted bats hurl newman web-test-runner wtr poku ts-mocha mocha-webpack test-storybook chromatic backstop detox
      nightwatch testcafe mutmut stryker schemathesis locust robot avocado prove`,
  },
  {
    kinds: ['build'],
    tools: `webpack rollup vite esbuild tsup tsdown unbuild parcel rolldown rspack rsbuild rslib swc babel microbundle pkgroll
      bunchee nest gatsby snowpack preconstruct tshy bob api-extractor publint attw twine check-wheel-contents abi3audit auditwheel
      delocate-wheel pyinstaller pyproject-build cmake ninja meson scons maturin cibuildwheel ncc pkg electron-builder
      electron-forge wasm-pack trunk node-gyp prebuildify node-pre-gyp size-limit bundlesize bundlewatch ng-packagr stencil sass
      lessc postcss tailwindcss tailwind svelte-package svelte-kit solc javac gcc g++ clang rustc ant xcodebuild`,
  },
  {
    kinds: ['docs'],
    tools: `sphinx-build sphinx-autobuild mkdocs mike typedoc docusaurus vitepress vuepress jsdoc documentation pdoc pydoctor mdbook
      doxygen antora docfx hugo jekyll lychee linkinator markdown-link-check storybook build-storybook yard asciidoctor`,
  },
  {
    kinds: ['security'],
    tools: `bandit safety pip-audit trivy grype snyk semgrep opengrep gitleaks trufflehog detect-secrets zizmor osv-scanner gosec
      govulncheck cargo-audit cargo-deny brakeman bundler-audit bundle-audit codeql checkov tfsec audit-ci better-npm-audit
      lockfile-lint cosign syft`,
  },
  {
    kinds: ['publish', 'release'],
    tools: 'semantic-release multi-semantic-release np release-it goreleaser',
  },
  { kinds: ['publish'], tools: 'vsce ovsx clean-publish pkg-pr-new jsr' },
  {
    kinds: ['release'],
    tools: `release-please standard-version commit-and-tag-version git-cliff conventional-changelog bumpversion bump2version
      bump-my-version bumpver towncrier cz commitizen changelogen bumpp`,
  },
  {
    kinds: ['deploy'],
    tools: `wrangler vercel netlify firebase surge gh-pages serverless sls cdk pulumi flyctl fly heroku kubectl helm
      ansible-playbook sam eb gcloud aws az terragrunt rsync scp railway kamal skaffold`,
  },
  {
    kinds: ['setup'],
    tools: `nvm fnm volta corepack asdf mise rustup rbenv pyenv conda mamba micromamba virtualenv apt apt-get brew choco winget dnf
      yum apk pacman snap curl wget tar unzip cd pushd popd mkdir cp mv rm ln chmod chown export source . set eval touch ni nci
      sdk gem cpanm cpan luarocks opam stack cabal ghcup husky simple-git-hooks lefthook patch-package`,
  },
  {
    kinds: ['other'],
    tools: `echo printf true false : cat ls pwd env printenv which command whoami date sleep tee test [ [[ exit return codecov
      coveralls codeclimate jq yq head tail wc grep sed awk sort uniq find xargs tr cut diff cmp df du uname ps kill wait trap
      shift read local declare unset alias type tree file stat basename dirname realpath seq`,
  },
]

type Words = Readonly<Record<string, readonly CheckKind[]>>

const NODE_PACKAGES: Words = {
  install: ['setup'],
  i: ['setup'],
  ci: ['setup'],
  add: ['setup'],
  link: ['setup'],
  rebuild: ['setup'],
  config: ['setup'],
  dlx: [],
  publish: ['publish'],
  audit: ['security'],
  pack: ['build'],
  version: ['release'],
  dedupe: ['lint'],
  '*': [],
}

/** Tools whose first word after the name decides: `''` stands for none, `*` for any other. */
export const SUBCOMMANDS: Readonly<Record<string, Words>> = {
  npm: { ...NODE_PACKAGES, 'install-test': ['setup', 'test'], it: ['setup', 'test'], 'clean-install': ['setup'] },
  pnpm: { ...NODE_PACKAGES, fetch: ['setup'], prune: ['setup'], env: ['setup'], store: ['setup'] },
  yarn: { ...NODE_PACKAGES, '': ['setup'], constraints: ['lint'], set: ['setup'], plugin: ['setup'] },
  bun: { ...NODE_PACKAGES, test: ['test'], build: ['build'] },
  deno: {
    install: ['setup'],
    cache: ['setup'],
    lint: ['lint'],
    fmt: ['format'],
    check: ['typecheck'],
    test: ['test'],
    doc: ['docs'],
    compile: ['build'],
    publish: ['publish'],
    bench: ['other'],
    '*': [],
  },
  pip: { install: ['setup'], download: ['setup'], wheel: ['build'], check: ['lint'], '*': ['other'] },
  uv: {
    sync: ['setup'],
    pip: ['setup'],
    venv: ['setup'],
    python: ['setup'],
    tool: ['setup'],
    add: ['setup'],
    cache: ['other'],
    lock: ['lint'],
    build: ['build'],
    publish: ['publish'],
    format: ['format'],
    '*': [],
  },
  poetry: {
    install: ['setup'],
    sync: ['setup'],
    config: ['setup'],
    add: ['setup'],
    self: ['setup'],
    env: ['setup'],
    check: ['lint'],
    lock: ['lint'],
    build: ['build'],
    publish: ['publish'],
    '*': [],
  },
  pdm: {
    install: ['setup'],
    sync: ['setup'],
    use: ['setup'],
    lock: ['lint'],
    build: ['build'],
    publish: ['publish'],
    '*': [],
  },
  hatch: { build: ['build'], publish: ['publish'], test: ['test'], fmt: ['lint', 'format'], env: ['setup'], '*': [] },
  rye: {
    sync: ['setup'],
    lint: ['lint'],
    fmt: ['format'],
    test: ['test'],
    build: ['build'],
    publish: ['publish'],
    '*': [],
  },
  pipenv: { install: ['setup'], sync: ['setup'], verify: ['lint'], check: ['security'], '*': [] },
  pipx: { install: ['setup'], '*': [] },
  flit: { install: ['setup'], build: ['build'], publish: ['publish'], '*': [] },
  twine: { check: ['build'], upload: ['publish'], '*': ['other'] },
  biome: { lint: ['lint'], format: ['format'], check: ['lint', 'format'], ci: ['lint', 'format'], '*': ['other'] },
  rome: { check: ['lint', 'format'], ci: ['lint', 'format'], format: ['format'], '*': ['other'] },
  ruff: { check: ['lint'], format: ['format'], clean: ['other'], '*': ['other'] },
  'pre-commit': { install: ['setup'], 'install-hooks': ['setup'], autoupdate: ['setup'], '*': ['lint'] },
  prek: { install: ['setup'], 'install-hooks': ['setup'], 'auto-update': ['setup'], '*': ['lint'] },
  next: { build: ['build', 'typecheck'], lint: ['lint'], typegen: ['setup'], '*': ['other'] },
  astro: { check: ['typecheck'], build: ['build'], sync: ['setup'], '*': ['other'] },
  nuxt: { typecheck: ['typecheck'], prepare: ['setup'], build: ['build'], generate: ['build'], '*': ['other'] },
  nuxi: { typecheck: ['typecheck'], prepare: ['setup'], build: ['build'], generate: ['build'], '*': ['other'] },
  ng: { lint: ['lint'], test: ['test'], build: ['build'], e2e: ['test'], '*': ['other'] },
  vite: { build: ['build'], '': ['other'], dev: ['other'], preview: ['other'], '*': ['other'] },
  'react-scripts': { test: ['test'], build: ['build'], '*': ['other'] },
  'vue-cli-service': { lint: ['lint'], build: ['build'], 'test:unit': ['test'], 'test:e2e': ['test'], '*': ['other'] },
  expo: { lint: ['lint'], export: ['build'], prebuild: ['build'], '*': ['other'] },
  prisma: { generate: ['setup'], migrate: ['setup'], validate: ['lint'], format: ['format'], '*': ['other'] },
  buf: {
    lint: ['lint'],
    breaking: ['lint'],
    format: ['format'],
    generate: ['setup'],
    build: ['build'],
    push: ['publish'],
    '*': [],
  },
  redocly: { lint: ['lint'], bundle: ['build'], 'build-docs': ['docs'], '*': ['other'] },
  taplo: { fmt: ['format'], format: ['format'], lint: ['lint'], check: ['lint'], '*': ['other'] },
  manypkg: { check: ['lint'], fix: ['lint'], '*': [] },
  syncpack: { lint: ['lint'], 'list-mismatches': ['lint'], format: ['format'], '*': ['lint'] },
  vitest: { typecheck: ['typecheck'], bench: ['other'], '*': ['test'] },
  playwright: { install: ['setup'], 'install-deps': ['setup'], 'show-report': ['other'], '*': ['test'] },
  cypress: { install: ['setup'], verify: ['setup'], cache: ['setup'], info: ['other'], '*': ['test'] },
  mkdocs: { 'gh-deploy': ['docs', 'deploy'], '*': ['docs'] },
  mike: { deploy: ['docs', 'deploy'], '*': ['docs'] },
  changeset: {
    publish: ['publish', 'release'],
    version: ['release'],
    tag: ['release'],
    status: ['other'],
    '*': ['other'],
  },
  lerna: { publish: ['publish', 'release'], version: ['release'], bootstrap: ['setup'], '*': [] },
  go: {
    build: ['build'],
    test: ['test'],
    vet: ['lint'],
    fmt: ['format'],
    fix: ['lint'],
    mod: ['setup'],
    get: ['setup'],
    install: ['setup'],
    generate: ['setup'],
    env: ['other'],
    '*': [],
  },
  cargo: {
    build: ['build'],
    b: ['build'],
    check: ['typecheck'],
    c: ['typecheck'],
    clippy: ['lint'],
    fmt: ['format'],
    test: ['test'],
    t: ['test'],
    nextest: ['test'],
    doc: ['docs'],
    fetch: ['setup'],
    install: ['setup'],
    binstall: ['setup'],
    publish: ['publish'],
    package: ['build'],
    audit: ['security'],
    deny: ['security'],
    vet: ['security'],
    bench: ['other'],
    miri: ['test'],
    tarpaulin: ['test'],
    'llvm-cov': ['test'],
    hack: ['typecheck'],
    machete: ['lint'],
    udeps: ['lint'],
    sort: ['lint'],
    'semver-checks': ['lint'],
    '*': [],
  },
  mvn: {
    test: ['test'],
    verify: ['build', 'test'],
    compile: ['build'],
    package: ['build', 'test'],
    install: ['build', 'test'],
    site: ['docs'],
    deploy: ['publish'],
    clean: ['other'],
    'go-offline': ['setup'],
    resolve: ['setup'],
    'spotless:check': ['format'],
    'spotless:apply': ['format'],
    'checkstyle:check': ['lint'],
    'pmd:check': ['lint'],
    'spotbugs:check': ['lint'],
    'javadoc:javadoc': ['docs'],
    '*': [],
  },
  gradle: {
    test: ['test'],
    check: ['lint', 'test'],
    build: ['build', 'test'],
    assemble: ['build'],
    compileJava: ['build'],
    clean: ['other'],
    javadoc: ['docs'],
    dependencies: ['setup'],
    spotlessCheck: ['format'],
    spotlessApply: ['format'],
    ktlintCheck: ['lint'],
    detekt: ['lint'],
    lint: ['lint'],
    checkstyleMain: ['lint'],
    publish: ['publish'],
    '*': [],
  },
  sbt: {
    test: ['test'],
    compile: ['build'],
    scalafmtCheckAll: ['format'],
    publish: ['publish'],
    doc: ['docs'],
    '*': [],
  },
  bazel: { test: ['test'], build: ['build'], coverage: ['test'], fetch: ['setup'], '*': [] },
  swift: { test: ['test'], build: ['build'], format: ['format'], package: ['setup'], '*': [] },
  zig: { test: ['test'], build: ['build'], fmt: ['format'], '*': [] },
  dart: { analyze: ['lint', 'typecheck'], format: ['format'], test: ['test'], pub: ['setup'], doc: ['docs'], '*': [] },
  flutter: { analyze: ['lint', 'typecheck'], test: ['test'], build: ['build'], pub: ['setup'], '*': [] },
  mix: {
    'deps.get': ['setup'],
    'local.hex': ['setup'],
    'local.rebar': ['setup'],
    compile: ['build'],
    test: ['test'],
    format: ['format'],
    credo: ['lint'],
    dialyzer: ['typecheck'],
    docs: ['docs'],
    'hex.publish': ['publish'],
    '*': [],
  },
  dotnet: {
    restore: ['setup'],
    tool: ['setup'],
    workload: ['setup'],
    build: ['build'],
    test: ['test'],
    format: ['format'],
    publish: ['build'],
    pack: ['build'],
    nuget: ['publish'],
    '*': [],
  },
  rails: {
    test: ['test'],
    'test:system': ['test'],
    'db:setup': ['setup'],
    'db:create': ['setup'],
    'db:migrate': ['setup'],
    '*': [],
  },
  rake: {
    test: ['test'],
    spec: ['test'],
    rubocop: ['lint'],
    build: ['build'],
    release: ['publish', 'release'],
    '*': [],
  },
  bundle: { install: ['setup'], config: ['setup'], '': ['setup'], '*': [] },
  composer: {
    install: ['setup'],
    update: ['setup'],
    require: ['setup'],
    validate: ['lint'],
    audit: ['security'],
    '*': [],
  },
  docker: {
    build: ['build'],
    buildx: ['build'],
    push: ['publish'],
    login: ['setup'],
    pull: ['setup'],
    compose: ['setup'],
    run: ['unknown'],
    '*': ['other'],
  },
  'docker-compose': { '*': ['setup'] },
  terraform: {
    fmt: ['format'],
    validate: ['lint'],
    init: ['setup'],
    plan: ['other'],
    apply: ['deploy'],
    destroy: ['deploy'],
    '*': ['other'],
  },
  tofu: { fmt: ['format'], validate: ['lint'], init: ['setup'], plan: ['other'], apply: ['deploy'], '*': ['other'] },
  helm: {
    lint: ['lint'],
    template: ['lint'],
    unittest: ['test'],
    push: ['publish'],
    repo: ['setup'],
    dependency: ['setup'],
    '*': ['deploy'],
  },
  gh: { release: ['release'], pr: ['notify'], issue: ['notify'], workflow: ['notify'], '*': ['other'] },
  git: {
    push: ['publish'],
    tag: ['release'],
    config: ['setup'],
    submodule: ['setup'],
    fetch: ['setup'],
    checkout: ['setup'],
    clone: ['setup'],
    pull: ['setup'],
    lfs: ['setup'],
    '*': ['other'],
  },
}

/** What a flag, or a flag with its value, makes of a tool: the first row that fits wins. */
export const FLAGS: readonly {
  tool: string
  flags: readonly string[]
  value?: string
  word?: string
  kinds: readonly CheckKind[]
}[] = [
  { tool: 'node', flags: ['--test'], kinds: ['test'] },
  { tool: 'node', flags: ['--check', '-c'], kinds: ['lint'] },
  { tool: 'vitest', flags: ['--typecheck', '--typecheck.only'], kinds: ['typecheck', 'test'] },
  { tool: 'git', word: 'diff', flags: ['--exit-code', '--quiet', '--check'], kinds: ['lint'] },
  { tool: 'coverage', word: 'report', flags: ['--fail-under'], kinds: ['test'] },
  { tool: 'sphinx-build', flags: ['-b', '-M'], value: 'doctest', kinds: ['docs', 'test'] },
  { tool: 'golangci-lint', word: 'fmt', flags: [], kinds: ['format'] },
  { tool: 'coverage', word: 'report', flags: [], kinds: ['other'] },
  { tool: 'coverage', word: 'xml', flags: [], kinds: ['other'] },
  { tool: 'coverage', word: 'html', flags: [], kinds: ['other'] },
  { tool: 'coverage', word: 'json', flags: [], kinds: ['other'] },
  { tool: 'coverage', word: 'combine', flags: [], kinds: ['other'] },
  { tool: 'coverage', word: 'erase', flags: [], kinds: ['other'] },
  { tool: 'cmake', flags: ['--install'], kinds: ['setup'] },
  { tool: 'meson', word: 'test', flags: [], kinds: ['test'] },
  { tool: 'meson', word: 'setup', flags: [], kinds: ['setup'] },
  { tool: 'nest', word: 'start', flags: [], kinds: ['other'] },
  { tool: 'conda', word: 'build', flags: [], kinds: ['build'] },
]

/** Other names of a tool. */
export const ALIASES: Readonly<Record<string, string>> = {
  gradlew: 'gradle',
  mvnw: 'mvn',
  mvnd: 'mvn',
  pip3: 'pip',
  nodejs: 'node',
  tsx: 'node',
  'ts-node': 'node',
  changesets: 'changeset',
}

/** Tools that print their version for the short flag; for others it means verbose. */
export const SHORT_VERSION: Readonly<Record<string, readonly string[]>> = {
  node: ['-v'],
  npm: ['-v'],
  pnpm: ['-v'],
  yarn: ['-v'],
  bun: ['-v'],
  tsc: ['-v'],
  eslint: ['-v'],
  prettier: ['-v'],
  vitest: ['-v'],
  python: ['-V'],
  pip: ['-V'],
  ruff: ['-V'],
  mypy: ['-V'],
  uv: ['-V'],
  cargo: ['-V'],
  php: ['-v'],
  ruby: ['-v'],
}
