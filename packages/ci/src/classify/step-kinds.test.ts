import { describe, expect, it } from '@jest/globals'
import { classify } from '@upkeep/ci'
import type { ClassifiedStep } from '@upkeep/ci'

/** The steps of a workflow whose only job runs these. */
async function stepsOf(list: string, files: Record<string, string> = {}, job = ''): Promise<readonly ClassifiedStep[]> {
  const indented = list
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')
  const all: Record<string, string> = {
    '.github/workflows/ci.yml': `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${job}    steps:\n${indented}\n`,
    ...files,
  }
  const { workflows } = await classify({
    list: async () => await Promise.resolve(Object.keys(all)),
    read: async (path) => await Promise.resolve(all[path] ?? null),
  })
  const [found] = workflows[0]?.jobs ?? []
  return [...(found?.steps ?? []), ...(found?.variants ?? [])]
}

const kindsOf = async (list: string, files: Record<string, string> = {}, job = '') =>
  (await stepsOf(list, files, job)).map(({ kinds }) => kinds.join('+'))
const manifest = (scripts: Record<string, string | string[]>, rest: Record<string, unknown> = {}) =>
  JSON.stringify({ scripts, ...rest })

describe('the kinds of a step that runs commands', () => {
  it.each([
    ['cargo hack check --feature-powerset', 'typecheck'],
    ['cargo +nightly hack test', 'test'],
    ['cross build --target x', 'build'],
    ['go run github.com/golangci/golangci-lint/cmd/golangci-lint@v1.60 run', 'lint'],
    ['go test -race ./...', 'test'],
    ['./gradlew build -x test', 'build'],
    ['mvn -B clean install -DskipTests', 'build'],
    ['bundle exec rspec', 'test'],
    ['vendor/bin/phpstan analyse', 'lint+typecheck'],
    ['vendor/bin/psalm.phar', 'lint+typecheck'],
    ['make check VERBOSE=yes\\ngit diff --exit-code', 'test'],
    ['make -j4 doc/manual.1 tests/man.test', 'build'],
    ['A=(cargo hack check)\\n${A[@]} --all', 'typecheck'],
    ['A=(--all)\\nB=(cargo test)\\n"${B[@]}" "${A[@]}"', 'test'],
    ['cargo test --no-run', 'build'],
    ['wasm-pack test --node', 'test'],
    ['wasm-pack build', 'build'],
    ['pixi add --pypi pytest-cov', 'setup'],
    ['./docs/build.py', 'docs'],
    ['npx envinfo', 'other'],
    ['if ! pipx run towncrier check; then false; fi', 'lint'],
    ['nyc report --reporter=lcov', 'other'],
    ['nyc --no-clean mocha', 'test'],
    ['yarn dlx --package renovate@latest renovate-config-validator', 'lint'],
    ['node bin/eslint.js --version-of-things .', 'unknown'],
    ['ctest --output-on-failure', 'test'],
    ['cmake -B build && cmake --build build && ctest', 'test+build'],
    ['find . -name "*.cc" | xargs clang-format-18 -i\\ngit diff --exit-code', 'lint+format'],
    ['docker run --rm -v "$PWD:/w" -w /w ghcr.io/google/addlicense -check .', 'lint'],
    ['docker compose run --rm app pytest', 'test'],
    ['docker compose up -d', 'setup'],
    ['node server.js &', 'setup'],
    ['echo "a=b" >> "$GITHUB_OUTPUT"', 'setup'],
    ['cat > config.ini <<EOF\\na\\nEOF', 'setup'],
    ['sudo frobnicate --now', 'setup'],
    ['gh release download v1', 'setup'],
    ['gh release create v1', 'release'],
    ['curl -X POST -d @body https://hooks.example.org', 'notify'],
    ['curl -X POST -d a http://localhost:8080', 'setup'],
    ['python -m package.tests', 'test'],
    ['corepack yarn install --immutable', 'setup'],
    ['npx vitest --typecheck.only --run', 'typecheck'],
    ['git push origin HEAD', 'publish'],
    ['python tests/data/make.py && ruff check .', 'lint'],
  ])('`%s` are %s', async (run, kinds) => {
    expect(await kindsOf(`- run: "${run.replaceAll('"', '\\"')}"`)).toEqual([kinds])
  })

  it('are those that its name says where its tools say nothing', async () => {
    const named = async (name: string, run = './x') => (await kindsOf(`- name: ${name}\n  run: ${run}`))[0]
    expect(await named('Run unit tests')).toBe('test')
    expect(await named('Build before publishing')).toBe('build')
    expect(await named('🧪 Run the linters')).toBe('lint')
    expect(await named('Install test dependencies')).toBe('setup')
    expect(await named('Show the test report', 'cat report')).toBe('other')
    expect(await named('Publish', 'cp a b')).toBe('setup')
    expect(await named('Build | Build docs site', 'vitepress build docs')).toBe('docs')
    expect(await named('Setup | Tools')).toBe('setup')
    expect(await named('Build system information')).toBe('other')
    expect(await named('Generate coverage report', 'nyc report')).toBe('other')
    expect(await named('Ensure no files changed', 'node ./scripts/unchanged.js')).toBe('lint')
    expect(await named('Build', 'docker run -v "$PWD:/w" someone/image')).toBe('build+unknown')
    expect(await named('Run tests', 'rsync -a . machine:/w && ssh machine make')).toBe('deploy')
  })

  it('are those of the tests of a makefile that is not written by hand, and else what it says', async () => {
    expect(await kindsOf('- run: make check')).toEqual(['test'])
    expect(await kindsOf('- run: make check', { Makefile: 'check:\n\truff check .\n' })).toEqual(['lint'])
    expect(await kindsOf('- run: make check', { Makefile: 'include rules.mk\n' })).toEqual(['lint'])
  })

  it('are those of linters for a check that says nothing more, in a job of linters', async () => {
    const check = '\n- name: Check rule files\n  run: node tools/rules.js'
    expect(await kindsOf(`- run: eslint .\n- run: prettier --check .${check}`)).toEqual(['lint', 'format', 'lint'])
    expect((await kindsOf(`- run: eslint .\n- run: jest${check}`)).at(-1)).toBe('test')
    expect((await kindsOf(`- run: eslint .${check}`)).at(-1)).toBe('test')
  })

  it('are tests of types where the script says so, whatever runs them', async () => {
    const files = { 'package.json': manifest({ 'test:types': 'vitest --project types', test: 'vitest' }) }
    expect(await kindsOf('- run: npm run test:types\n- run: npm test', files)).toEqual(['typecheck+test', 'test'])
  })

  it('are those of the name as well where the last part of a build is not known', async () => {
    const run = (script: string) => `- name: Build and test\n  run: ${script}`
    expect(await kindsOf(run('cmake --build build && device ./all'))).toEqual(['build+test'])
    expect(await kindsOf(run('cmake --build build'))).toEqual(['build'])
  })

  it('are found through the tasks of pixi, of every feature, and what they depend on', async () => {
    const tasks = [
      '[tool.pixi.tasks]',
      'all = { depends-on = ["types", { task = "pack" }] }',
      '[tool.pixi.feature.ci.tasks]',
      'types = "mypy src"',
      'pack = { cmd = "python -m build", cwd = "sub" }',
      'verify-dist = "twine check dist/*"',
      'loop = { cmd = "true", depends-on = ["loop"] }',
    ].join('\n')
    const files = { 'pyproject.toml': tasks }
    const [all] = await stepsOf('- run: pixi run -e ci all', files)
    expect(all?.leaves.map(({ argv, cwd }) => [argv.join(' '), cwd])).toEqual([
      ['mypy src', '.'],
      ['python -m build', 'sub'],
    ])
    expect(await kindsOf('- run: pixi run --environment=ci verify-dist', files)).toEqual(['build'])
    expect(await kindsOf('- run: pixi run pytest -x', files)).toEqual(['test'])
    expect(await kindsOf('- run: pixi run loop', files)).toEqual(['other'])
    expect(await kindsOf('- run: pixi run ruff check .', { 'pixi.toml': '[tasks' })).toEqual(['lint'])
  })

  it('are what the environment of hatch says, where the script says little', async () => {
    const files = { 'pyproject.toml': '[tool.hatch.envs.docs.scripts]\nbuild = "make -C docs html"\n' }
    expect(await kindsOf('- run: hatch run docs:build', files)).toEqual(['docs'])
  })
})

describe('what the name of a script says bounds what is found in it', () => {
  it.each([
    ['a compiler that writes, in a build', { build: 'tsc -p .' }, 'build', 'build'],
    ['a check of types, in a build that does more', { build: 'tsc --noEmit && vite build' }, 'build', 'build'],
    ['a check of types that is all of a build', { build: 'tsc --noEmit' }, 'build', 'typecheck'],
    ['a benchmark that runs tests', { bench: 'vitest run bench' }, 'bench', 'other'],
    [
      'linters that serve to make a documentation',
      { 'build:docs': 'prettier --write . && mkdocs build' },
      'build:docs',
      'docs',
    ],
    [
      'a test that is lint, types and tests',
      { test: 'eslint . && tsc --noEmit && vitest run' },
      'test',
      'lint+typecheck+test',
    ],
    ['a build that publishes all the same', { build: 'npm publish' }, 'build', 'publish'],
  ])('%s', async (_, scripts, name, kinds) => {
    expect(await kindsOf(`- run: npm run ${name}`, { 'package.json': manifest(scripts) })).toEqual([kinds])
  })

  it('and noEmit of a tsconfig says that a compiler only checks', async () => {
    const files = {
      'tsconfig.json': '{ "extends": "./base" } // a comment',
      'base.json': '{ "compilerOptions": { "noEmit": true } }',
    }
    expect(await kindsOf('- run: npx tsc', files)).toEqual(['typecheck'])
    expect(await kindsOf('- run: npx tsc', { 'tsconfig.json': '{}' })).toEqual(['typecheck+build'])
    // Patterns hold what begins and ends a comment
    const between = '{ "compilerOptions": { "paths": { "@/*": ["./*"] }, "noEmit": true, }, "include": ["**/*.ts"] }'
    expect(await kindsOf('- run: npx tsc', { 'tsconfig.json': between })).toEqual(['typecheck'])
  })

  it('and the second version of yarn runs no hooks', async () => {
    const scripts = { pretest: 'eslint .', test: 'vitest run' }
    expect(
      await kindsOf('- run: yarn test', { 'package.json': manifest(scripts, { packageManager: 'yarn@1.22.0' }) }),
    ).toEqual(['lint+test'])
    expect(
      await kindsOf('- run: yarn test', { 'package.json': manifest(scripts, { packageManager: 'yarn@4.1.0' }) }),
    ).toEqual(['test'])
  })
})

describe('the kinds of a step that uses an action', () => {
  it.each([
    ['actions/checkout@v5', '', 'setup'],
    ['codecov/test-results-action@v1', '', 'other'],
    ['someone/setup-things@v1', '', 'setup'],
    ['someone/vitest-coverage-report-action@v1', '', 'other'],
    ['someone/yamllint-github-action@v1', '', 'lint'],
    ['someone/update-pr-description@v1', '', 'notify'],
    ['someone/update-json-file-action@v1', '', 'setup'],
    ['someone/trigger-build@v1', '', 'deploy'],
    ['someone/ci-trigger@v1', '', 'unknown'],
    ['gradle/actions/wrapper-validation@v4', '', 'security'],
    ['liskin/gh-problem-matcher-wrap@v3', 'run: mypy .', 'typecheck'],
    ['docker/build-push-action@v6', 'push: false', 'build'],
    ['docker/build-push-action@v6', 'push: true', 'build+publish'],
    ['docker/build-push-action@v6', "push: ${{ github.event_name != 'pull_request' }}", 'build+publish'],
    ['actions/github-script@v7', 'script: github.rest.issues.createComment({})', 'notify'],
    ['actions/github-script@v7', 'script: core.setOutput("a", 1)', 'setup'],
    ['nick-fields/retry@v3', 'command: npx eslint .', 'lint'],
    ['actions-rs/cargo@v1', 'command: clippy', 'lint'],
    ['docker://hadolint/hadolint:v2', '', 'lint'],
  ])('%s with { %s } are %s', async (uses, input, kinds) => {
    expect(await kindsOf(`- uses: ${uses}${input === '' ? '' : `\n  with:\n    ${input}`}`)).toEqual([kinds])
  })

  it('of Upkeep are no checks, whatever their names say', async () => {
    const uses = ['type-safety', 'lint-fix', 'publish'].map(
      (name) => `- uses: upkeep-actions/upkeep/actions/${name}@v1`,
    )
    expect(await kindsOf(uses.join('\n'))).toEqual(['other', 'other', 'other'])
  })

  it('of the repository itself are those of its steps, and set-up where its name says so', async () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - uses: actions/setup-node@v5\n    - run: eslint .\n'
    const files = { '.github/actions/lint/action.yml': action, '.github/actions/ci-setup/action.yml': action }
    expect(await kindsOf('- uses: ./.github/actions/lint', files)).toEqual(['setup+lint'])
    expect(await kindsOf('- uses: $/.github/actions/ci-setup', files)).toEqual(['setup'])
  })

  it('of the repository itself are also those by which an action in it reaches the world', async () => {
    const action = (steps: string) => `runs:\n  using: composite\n  steps:\n${steps}`
    const files = {
      'finish/action.yml': action('    - uses: pypa/gh-action-pypi-publish@release/v1\n'),
      'outer/action.yml': action('    - run: pytest\n    - uses: ./finish\n'),
      'setup/action.yml': action(
        '    - uses: actions/setup-node@v5\n    - uses: pypa/gh-action-pypi-publish@v1\n      if: false\n',
      ),
    }
    const uses = ['finish', 'outer', 'setup'].map((folder) => `- uses: ./${folder}`).join('\n')
    expect(await kindsOf(uses, files)).toEqual(['publish', 'test+publish', 'setup'])
  })
})

describe('the kinds of a step by the files that it leads to', () => {
  it.each<[string, string, Record<string, string>, string]>([
    [
      'a Rakefile',
      'bundle exec rake',
      { Rakefile: 'RSpec::Core::RakeTask.new(:spec)\nRuboCop::RakeTask.new\ntask default: %i[spec rubocop]\n' },
      'lint+test',
    ],
    [
      'a composer.json',
      'composer check',
      { 'composer.json': manifest({ check: ['@lint', 'phpunit'], lint: 'phpcs' }) },
      'lint+test',
    ],
    [
      'a Taskfile',
      'task ci',
      {
        'Taskfile.yml':
          'tasks:\n  ci:\n    deps: [lint]\n    cmds: [go test ./...]\n  lint:\n    cmd: golangci-lint run\n',
      },
      'lint+test',
    ],
    [
      'the factors of tox',
      'tox run -f ${PYTHON}-lint',
      { 'tox.ini': '[tox]\nenvlist = py-lint, py-test\n[testenv]\ncommands =\n  lint: ruff check\n  test: pytest\n' },
      'lint',
    ],
    ['a shell script', 'ci/all.sh test', { 'ci/all.sh': '#!/bin/bash\ncmd="${1:-test}"\ncargo "${cmd}"\n' }, 'test'],
  ])('%s', async (_, run, files, kinds) => {
    expect(await kindsOf(`- run: ${run}`, files)).toEqual([kinds])
  })

  it('on each leg where the environment of the step chooses the task', async () => {
    const tox = '[tox]\nenvlist = a\n[testenv:types]\ncommands = mypy .\n[testenv:lint]\ncommands = ruff check .\n'
    const matrix =
      '    strategy:\n      matrix:\n        include:\n          - env: { TOXENV: types }\n          - env: { TOXENV: lint }\n'
    expect(await kindsOf('- run: tox\n  env: ${{ matrix.env }}', { 'tox.ini': tox }, matrix)).toEqual([
      'typecheck',
      'lint',
    ])
  })
})

describe('the kinds of a step by grammar that repositories use', () => {
  it.each([
    ['cmake --build build --target ci_test_clang', 'test'],
    ['cmake --build build --target ci_cppcheck', 'lint'],
    ['cmake --build build --target all', 'build'],
    ['./gradlew githubRelease publishToSonatype', 'publish+release'],
    ['./gradlew assembleRelease', 'build'],
    ['./gradlew :app:testReleaseUnitTest', 'test'],
    ['make check-release', 'lint'],
    ['npm dist-tag add a@1 latest', 'publish'],
    ['npm deprecate a@1 old', 'publish'],
    ["sed -i~ 's/a/b/' c", 'setup'],
    ["echo '1.2.3.4 a' | sudo tee -a /etc/hosts", 'setup'],
    ['docker run -d --rm elasticsearch:8', 'setup'],
    ['composer exec phpunit -- --group a', 'test'],
    ["go test -run='^$' -bench=. ./...", 'other'],
    ['go run scripts/build.go vet', 'lint'],
    ['cargo hack --workspace check-external-types', 'lint'],
    ['towncrier build --draft', 'docs'],
    ['poetry run poe pyrefly_all', 'typecheck'],
    ['mvn -B', 'test+build'],
    ['mvn -B -DskipTests', 'build'],
    ['pip uninstall -y a', 'setup'],
    ['cd docs && npx vite build', 'docs'],
    ['pnpm tsx ./test/formatX/a.ts', 'test'],
  ])('`%s` are %s', async (run, kinds) => {
    expect(await kindsOf(`- run: ${JSON.stringify(run)}`)).toEqual([kinds])
  })

  it.each([
    ['Build tests', './x', 'build'],
    ['Check that the headers are named as they must be', './x', 'lint'],
    ['Ensure that it can be imported', "python -c 'import a'", 'test'],
    ['Making sure that it remains sorted', 'sort --check A', 'lint'],
    ['Check that A is published', "python -c 'import a'", 'other'],
    ['Check the target', 'if [ "$GITHUB_BASE_REF" != main ]; then exit 1; fi', 'other'],
    ['Run clang-tidy', './x', 'lint'],
    ['Run ty on tests', './x', 'typecheck'],
    ['Install it and run tests', './x', 'setup+test'],
    ['Find and validate all', './x', 'lint'],
    ['Fix up Cargo.lock - lazy_static', 'cargo update -p a', 'setup'],
    ['Npm Link', 'npm link', 'setup'],
    ['Generate lockfile', 'cargo generate-lockfile', 'setup+build'],
    ['Auto-close old issues', './x', 'notify'],
    ['Test and publish', './x', 'publish'],
    ['Verify, then release', './x', 'release'],
  ])('the name `%s` of `%s` says %s', async (name, run, kinds) => {
    expect(await kindsOf(`- name: ${JSON.stringify(name)}\n  run: ${JSON.stringify(run)}`)).toEqual([kinds])
  })

  it('a command that is empty does nothing', async () => {
    expect(await kindsOf('- name: "tests: ${{ steps.a.outcome }}"\n  run: ""')).toEqual(['other'])
  })

  it.each([
    ['someone/couchdb-action@v1', 'setup'],
    ['someone/markdownlint-problem-matcher@v1', 'setup'],
    ['someone/action-create-tag@v1', 'release'],
    ['someone/npm-get-version-action@v1', 'setup'],
    ['someone/cff-validation@v1', 'lint'],
    ['anthropics/claude-code-action@v1', 'notify'],
  ])('the action %s is %s', async (uses, kinds) => {
    expect(await kindsOf(`- uses: ${uses}`)).toEqual([kinds])
  })

  it('an action of a tool that is only asked for help as what installs it', async () => {
    const step = '- name: Install golangci-lint\n  uses: golangci/golangci-lint-action@v8\n  with: { args: --help }'
    expect(await kindsOf(step)).toEqual(['setup'])
  })

  it('a rule of make for a pattern, with the names that it builds its variables from', async () => {
    const Makefile = '_FLAGS_full = --all-features\ncheck-%:\n\tcargo check ${_FLAGS_${@:check-%=%}} --bin $*\n'
    const [step] = await stepsOf('- run: make check-full', { Makefile })
    expect(step?.leaves.map(({ command }) => command)).toEqual(['cargo check --all-features --bin full'])
    expect(await kindsOf('- run: make vet', { Makefile: '%:\n\tgo run scripts/build.go $*\n' })).toEqual(['lint'])
  })

  it('an environment of tox whose arguments are no options of tox', async () => {
    const files = { 'tox.ini': '[tox]\nenvlist = a\n[testenv:release]\ncommands = twine upload dist/*\n' }
    expect(await kindsOf('- run: tox -e release -- --version 1', files)).toEqual(['publish'])
  })
})
