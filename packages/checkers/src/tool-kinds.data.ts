import type { CheckKind } from '@upkeep/schema'

/** Tools whose name alone says what they do. */
export const TOOLS_BY_KIND: Readonly<Partial<Record<CheckKind, readonly string[]>>> = {
  lint: `oxlint xo standard ts-standard semistandard stylelint markdownlint markdownlint-cli2 remark alex cspell textlint knip depcheck
    dpdm madge depcruise dependency-cruiser lint-staged commitlint publint-lint sherif manypkg syncpack ls-lint jscpd eslint_d tslint jshint
    flake8 pylint pyflakes pycodestyle pydocstyle pydoclint darglint vulture codespell interrogate doc8 bandit-lint ruff-lint deptry
    import-linter lint-imports check-manifest validate-pyproject pyroma yamllint actionlint shellcheck hadolint typos reuse addlicense
    license-eye golangci-lint staticcheck revive golint errcheck ineffassign clippy-driver rubocop standardrb reek php-cs-fixer phpcs
    psalm-lint ktlint detekt checkstyle pmd spotbugs clang-tidy cppcheck cpplint editorconfig-checker ec djlint curlylint sqlfluff
    pre-commit prek unimport pyupgrade autoflake docformatter-check vale proselint buf-lint tflint taplo-lint`.split(
    /\s+/,
  ),
  format:
    `prettier oxfmt black isort autopep8 yapf blue gofmt goimports gofumpt rustfmt clang-format taplo shfmt dprint yamlfmt scalafmt
    google-java-format docformatter ufmt usort mdformat nixfmt alejandra stylua`.split(/\s+/),
  typecheck:
    `tsd tstyche attw-types flow mypy pyright basedpyright pyre pytype ty pyrefly zuban dmypy stubtest type-coverage phpstan psalm sorbet srb
    steep dialyzer svelte-check vue-tsc tsc tsgo`.split(/\s+/),
  test: `jest vitest mocha ava tap tape uvu jasmine karma qunit cypress playwright wdio bun-test c8 nyc pytest py.test unittest nose2 nosetests green
    stestr testr trial behave robot ward coverage ctest rspec minitest cucumber phpunit pest gotestsum ginkgo nextest busted bats hurl
    newman xctest lit zx-test japa poku hereby-test ts-mocha storybook-test chromatic ctest-junit`.split(/\s+/),
  build:
    `webpack rollup vite esbuild tsup tsdown unbuild parcel rolldown rspack swc babel microbundle pkgroll bunchee ng nest astro gatsby nuxt
    vuepress-build snowpack preconstruct tshy bob api-extractor publint attw twine check-wheel-contents abi3audit auditwheel pyinstaller
    cmake ninja bazel meson maturin cibuildwheel ncc pkg electron-builder wasm-pack trunk esbuild-runner node-gyp prebuildify size-limit
    bundlewatch`.split(/\s+/),
  docs: `sphinx-build sphinx-autobuild mkdocs typedoc docusaurus vitepress vuepress jsdoc pdoc pydoctor mdbook doxygen antora docfx hugo
    jekyll lychee linkinator markdown-link-check storybook build-storybook`.split(/\s+/),
  security:
    `bandit safety pip-audit trivy grype snyk semgrep gitleaks trufflehog zizmor osv-scanner gosec govulncheck cargo-audit brakeman
    bundler-audit codeql checkov tfsec audit-ci better-npm-audit`.split(/\s+/),
  publish:
    `semantic-release np lerna-publish release-it goreleaser vsce ovsx flit-publish npm-publish clean-publish pkg-pr-new jsr
    multi-semantic-release`.split(/\s+/),
  release:
    'release-please standard-version git-cliff auto shipjs bumpversion bump2version bump-my-version towncrier'.split(
      ' ',
    ),
  deploy:
    `wrangler vercel netlify firebase surge gh-pages serverless sls cdk pulumi flyctl fly heroku kubectl helm ansible-playbook sam eb
    gcloud aws az terragrunt rsync scp`.split(/\s+/),
  setup:
    `nvm fnm volta corepack n asdf mise rustup pyenv conda mamba micromamba virtualenv apt apt-get brew choco dnf yum apk curl wget tar
    unzip cd mkdir cp mv rm ln chmod chown export source . set eval touch ni`.split(/\s+/),
  other:
    `echo printf true false : cat ls pwd env printenv which whoami date sleep tee test [ [[ exit codecov coveralls jq yq head tail wc
    grep sed awk sort uniq find xargs sudo-info du df uname`.split(/\s+/),
}

/** Tools whose first word after the name decides. `*` stands for any other, or none. */
export const SUBCOMMANDS: Readonly<Record<string, Readonly<Record<string, readonly CheckKind[]>>>> = {
  npm: {
    ci: ['setup'],
    install: ['setup'],
    i: ['setup'],
    'install-test': ['setup', 'test'],
    publish: ['publish'],
    audit: ['security'],
    pack: ['build'],
    config: ['setup'],
    version: ['release'],
    '*': [],
  },
  pnpm: {
    install: ['setup'],
    i: ['setup'],
    add: ['setup'],
    fetch: ['setup'],
    publish: ['publish'],
    audit: ['security'],
    pack: ['build'],
    dedupe: ['lint'],
    '*': [],
  },
  yarn: {
    install: ['setup'],
    add: ['setup'],
    config: ['setup'],
    publish: ['publish'],
    audit: ['security'],
    dedupe: ['lint'],
    constraints: ['lint'],
    '*': [],
  },
  bun: {
    install: ['setup'],
    add: ['setup'],
    i: ['setup'],
    test: ['test'],
    build: ['build'],
    publish: ['publish'],
    '*': [],
  },
  deno: {
    install: ['setup'],
    cache: ['setup'],
    lint: ['lint'],
    fmt: ['format'],
    check: ['typecheck'],
    test: ['test'],
    publish: ['publish'],
    bench: ['other'],
    '*': [],
  },
  pip: { install: ['setup'], check: ['lint'], download: ['setup'], '*': ['other'] },
  pip3: { install: ['setup'], check: ['lint'], '*': ['other'] },
  uv: {
    sync: ['setup'],
    pip: ['setup'],
    venv: ['setup'],
    python: ['setup'],
    tool: ['setup'],
    add: ['setup'],
    lock: ['lint'],
    build: ['build'],
    publish: ['publish'],
    format: ['format'],
    '*': [],
  },
  poetry: {
    install: ['setup'],
    config: ['setup'],
    add: ['setup'],
    self: ['setup'],
    check: ['lint'],
    lock: ['lint'],
    build: ['build'],
    publish: ['publish'],
    env: ['setup'],
    '*': [],
  },
  pdm: { install: ['setup'], sync: ['setup'], build: ['build'], publish: ['publish'], '*': [] },
  hatch: { build: ['build'], publish: ['publish'], test: ['test'], fmt: ['lint', 'format'], env: ['setup'], '*': [] },
  pipx: { install: ['setup'], '*': [] },
  flit: { install: ['setup'], build: ['build'], publish: ['publish'], '*': ['build'] },
  conda: { install: ['setup'], create: ['setup'], '*': ['setup'] },
  biome: { lint: ['lint'], format: ['format'], check: ['lint', 'format'], ci: ['lint', 'format'], '*': ['lint'] },
  ruff: { check: ['lint'], format: ['format'], '*': ['lint'] },
  next: { build: ['build'], lint: ['lint'], typegen: ['setup'], '*': ['build'] },
  astro: { check: ['typecheck'], build: ['build'], sync: ['setup'], '*': ['build'] },
  nuxt: { typecheck: ['typecheck'], nuxi: ['build'], prepare: ['setup'], build: ['build'], '*': ['build'] },
  nuxi: { typecheck: ['typecheck'], prepare: ['setup'], build: ['build'], '*': ['build'] },
  ng: { lint: ['lint'], test: ['test'], build: ['build'], e2e: ['test'], '*': ['build'] },
  vite: { build: ['build'], '*': ['build'] },
  vitest: { typecheck: ['typecheck'], bench: ['other'], '*': ['test'] },
  playwright: { install: ['setup'], 'install-deps': ['setup'], test: ['test'], '*': ['test'] },
  cypress: { install: ['setup'], run: ['test'], verify: ['setup'], '*': ['test'] },
  node: { '--test': ['test'], '*': [] },
  changeset: { publish: ['publish'], version: ['release'], status: ['other'], '*': ['other'] },
  go: {
    build: ['build'],
    test: ['test'],
    vet: ['lint'],
    fmt: ['format'],
    mod: ['setup'],
    get: ['setup'],
    install: ['setup'],
    generate: ['setup'],
    tool: ['lint'],
    run: [],
    '*': [],
  },
  cargo: {
    build: ['build'],
    check: ['typecheck'],
    clippy: ['lint'],
    fmt: ['format'],
    test: ['test'],
    nextest: ['test'],
    doc: ['docs'],
    fetch: ['setup'],
    install: ['setup'],
    publish: ['publish'],
    audit: ['security'],
    deny: ['security'],
    bench: ['other'],
    miri: ['test'],
    tarpaulin: ['test'],
    'llvm-cov': ['test'],
    hack: ['typecheck'],
    machete: ['lint'],
    'semver-checks': ['lint'],
    '*': [],
  },
  mvn: {
    test: ['test'],
    verify: ['build', 'test'],
    compile: ['build'],
    package: ['build', 'test'],
    install: ['build', 'test'],
    deploy: ['publish'],
    'spotless:check': ['format'],
    'checkstyle:check': ['lint'],
    '*': ['build', 'test'],
  },
  gradle: {
    test: ['test'],
    check: ['lint', 'test'],
    build: ['build', 'test'],
    assemble: ['build'],
    spotlessCheck: ['format'],
    ktlintCheck: ['lint'],
    detekt: ['lint'],
    publish: ['publish'],
    '*': ['build'],
  },
  dotnet: {
    restore: ['setup'],
    build: ['build'],
    test: ['test'],
    format: ['format'],
    publish: ['build'],
    pack: ['build'],
    tool: ['setup'],
    nuget: ['publish'],
    '*': [],
  },
  bundle: { install: ['setup'], config: ['setup'], '*': [] },
  composer: { install: ['setup'], update: ['setup'], validate: ['lint'], audit: ['security'], '*': [] },
  docker: {
    build: ['build'],
    push: ['publish'],
    login: ['setup'],
    pull: ['setup'],
    run: ['unknown'],
    compose: ['setup'],
    '*': ['other'],
  },
  terraform: {
    fmt: ['format'],
    validate: ['lint'],
    init: ['setup'],
    plan: ['other'],
    apply: ['deploy'],
    '*': ['other'],
  },
  gh: { release: ['release'], pr: ['notify'], issue: ['notify'], '*': ['other'] },
  git: {
    push: ['publish'],
    diff: ['lint'],
    tag: ['release'],
    config: ['setup'],
    submodule: ['setup'],
    fetch: ['setup'],
    checkout: ['setup'],
    clone: ['setup'],
    status: ['other'],
    '*': ['setup'],
  },
  bin: { '*': [] },
}
