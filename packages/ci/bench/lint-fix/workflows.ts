import type { Files, ProjectTool } from './projects.data.ts'

/** A step of a job as it runs: what a workflow of this style leads to. */
export interface RunStep {
  name?: string
  /** What is executed; for a composite action its inner step. */
  run: string
  uses?: string
  tools: readonly ProjectTool[]
}

/** How a repository writes its checks down. */
export interface Style {
  name: string
  /** The command that its checks are started by. */
  needs?: string
  /** Whether it can hold these commands. */
  fits?: (tools: readonly ProjectTool[]) => boolean
  write: (tools: readonly ProjectTool[]) => { files: Files; jobs: { name: string; steps: RunStep[] }[] }
}

const HEAD = 'name: CI\non: [push, pull_request]\njobs:\n'
const job = (id: string, steps: string, more = '') =>
  `  ${id}:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: actions/checkout@v5\n      - run: npm ci\n${steps}      - name: Test\n        run: npm test\n`
const workflow = (...jobs: string[]): Files => ({ '.github/workflows/ci.yml': HEAD + jobs.join('') })
const scripts = (given: Record<string, string> = {}): Files => ({
  'package.json': `${JSON.stringify({ name: 'example', private: true, type: 'module', scripts: { test: 'node --test', ...given } }, null, 2)}\n`,
})
const plain = (tools: readonly ProjectTool[]) => tools.every(({ command }) => !command.includes(';'))
const bare = (command: string) => command.replace(/^npx /, '')

export const STYLES: readonly Style[] = [
  {
    name: 'a step each',
    write: (tools) => ({
      files: {
        ...scripts(),
        ...workflow(job('lint', tools.map(({ command }) => `      - run: ${JSON.stringify(command)}\n`).join(''))),
      },
      jobs: [{ name: 'lint', steps: tools.map((one) => ({ run: one.command, tools: [one] })) }],
    }),
  },
  {
    name: 'a job each, with names',
    write: (tools) => ({
      files: {
        ...scripts(),
        ...workflow(
          ...tools.map(({ name, command }, index) =>
            job(`check-${index}`, `      - name: Run ${name}\n        run: |\n          ${command}\n`),
          ),
        ),
      },
      jobs: tools.map((one, index) => ({
        name: `check-${index}`,
        steps: [{ name: `Run ${one.name}`, run: `${one.command}\n`, tools: [one] }],
      })),
    }),
  },
  {
    name: 'one step for all',
    write: (tools) => {
      const lines = ['echo "::group::Checks"', ...tools.map(({ command }) => command), 'echo "::endgroup::"']
      return {
        files: {
          ...scripts(),
          ...workflow(
            job(
              'lint',
              `      - name: All checks\n        run: |\n${lines.map((line) => `          ${line}\n`).join('')}`,
            ),
          ),
        },
        jobs: [{ name: 'lint', steps: [{ name: 'All checks', run: `${lines.join('\n')}\n`, tools }] }],
      }
    },
  },
  {
    name: 'npm run lint',
    fits: plain,
    write: (tools) => ({
      files: {
        ...scripts({ lint: tools.map(({ command }) => bare(command)).join(' && ') }),
        ...workflow(job('lint', '      - run: npm run lint\n')),
      },
      jobs: [{ name: 'lint', steps: [{ run: 'npm run lint', tools }] }],
    }),
  },
  {
    name: 'make lint',
    fits: plain,
    write: (tools) => ({
      files: {
        ...scripts(),
        Makefile: `.PHONY: lint\nlint:\n${tools.map(({ command }) => `\t${bare(command)}\n`).join('')}`,
        ...workflow(job('lint', '      - run: make lint\n')),
      },
      jobs: [{ name: 'lint', steps: [{ run: 'make lint', tools }] }],
    }),
  },
  {
    name: 'a matrix of commands',
    fits: plain,
    write: (tools) => {
      const given = Object.fromEntries(tools.map(({ command }, index) => [`check-${index}`, bare(command)]))
      const names = Object.keys(given)
      const matrix = `    strategy:\n      fail-fast: false\n      matrix:\n        task: [${names.join(', ')}]\n        node: [22, 24]\n`
      return {
        files: { ...scripts(given), ...workflow(job('lint', '      - run: npm run ${{ matrix.task }}\n', matrix)) },
        jobs: tools.map((one, index) => ({
          name: `lint (${names[index]}, 22)`,
          steps: [{ run: `npm run ${names[index]}`, tools: [one] }],
        })),
      }
    },
  },
  {
    name: 'a composite action',
    write: (tools) => {
      const steps = tools.map(({ command }) => `    - run: ${JSON.stringify(command)}\n      shell: bash\n`).join('')
      return {
        files: {
          ...scripts(),
          '.github/actions/lint/action.yml': `name: Lint\ndescription: all checks\nruns:\n  using: composite\n  steps:\n${steps}`,
          ...workflow(job('lint', '      - uses: ./.github/actions/lint\n')),
        },
        jobs: [
          {
            name: 'lint',
            steps: tools.map((one) => ({ uses: './.github/actions/lint', run: one.command, tools: [one] })),
          },
        ],
      }
    },
  },
  {
    name: 'pre-commit',
    needs: 'pre-commit',
    fits: (tools) => plain(tools) && tools.every(({ command }) => !command.startsWith('npx')),
    write: (tools) => {
      const hooks = tools
        .map(
          ({ name, command }, index) =>
            `      - id: ${name}-${index}\n        name: ${name}\n        entry: ${command}\n        language: system\n        pass_filenames: false\n`,
        )
        .join('')
      return {
        files: {
          ...scripts(),
          '.pre-commit-config.yaml': `repos:\n  - repo: local\n    hooks:\n${hooks}`,
          ...workflow(job('lint', '      - run: pre-commit run --all-files\n')),
        },
        jobs: [{ name: 'lint', steps: [{ run: 'pre-commit run --all-files', tools }] }],
      }
    },
  },
]
