import { describe, expect, it } from '@jest/globals'
import { classify, findChecks, withChangedFiles } from '@upkeep/ci'

const TJ = 'tj-actions/changed-files@v46'
const DORNY = 'dorny/paths-filter@v3'
const CHANGED = ['src/a.ts', 'src/b.js', 'docs/c.md', 'src/gone.ts', '.eslintrc.ts']
const TRACKED = ['src/a.ts', 'src/b.js', 'docs/c.md', 'src/other.ts', '.eslintrc.ts', 'web/src/a.ts', 'src/$(id).ts']

interface Written {
  uses?: string
  with?: Record<string, string>
  run?: string
  more?: string
  changed?: readonly string[]
}

/** The command that is run of a check behind a step that lists files; null: none is. */
async function commandOf({
  uses = TJ,
  with: given = {},
  run = 'eslint ${{ steps.changed.outputs.all_changed_files }}',
  more = '',
  changed = CHANGED,
}: Written): Promise<string | null> {
  const inputs = Object.keys(given).length === 0 ? '' : `        with: ${JSON.stringify(given)}\n`
  const text = `on: pull_request\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - id: changed\n        uses: ${uses}\n${inputs}      - run: ${JSON.stringify(run)}\n${more}`
  const files = Object.fromEntries([
    ...TRACKED.map((path) => [path, '']),
    ['.github/workflows/ci.yml', text],
  ]) as Record<string, string>
  const source = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path: string) => await Promise.resolve(files[path] ?? null),
  }
  const classification = await classify(source)
  const [found] = findChecks(classification).checks
  if (found === undefined) throw new Error('there is no check')
  const { check } = await withChangedFiles(found, classification, changed, source)
  return check.runnable ? check.command : null
}

describe('a value in which an action lists the files of a pull request', () => {
  it.each<[string, Written, string]>([
    ['all of them', {}, 'eslint src/a.ts src/b.js docs/c.md .eslintrc.ts'],
    ['those of a pattern', { with: { files: '**/*.{ts,js}' } }, 'eslint src/a.ts src/b.js .eslintrc.ts'],
    ['those of several patterns', { with: { files: 'docs/**\n\n  src/*.js\n' } }, 'eslint src/b.js docs/c.md'],
    [
      'those of a pattern by name',
      {
        with: { files_yaml: 'ts:\n  - src/*.ts\nother: [docs/**]' },
        run: 'eslint ${{ steps.changed.outputs.ts_all_changed_files }}',
      },
      'eslint src/a.ts',
    ],
    [
      'those of a filter',
      {
        uses: DORNY,
        with: { 'list-files': 'shell', filters: 'js: &js\n  - src/*.js\nall: [*js, docs/**]' },
        run: 'eslint --quiet ${{ steps.changed.outputs.all_files }}',
      },
      'eslint --quiet src/b.js docs/c.md',
    ],
    [
      'with inputs that change nothing',
      { with: { token: 'x', separator: ' ', json: 'false', files: 'src/*.js' } },
      'eslint src/b.js',
    ],
  ])('is %s', async (_, written, command) => {
    expect(await commandOf(written)).toBe(command)
  })

  it('is known in what an action is told to check', async () => {
    const step = (uses: string, given: Record<string, string>) =>
      `      - uses: ${uses}\n        with: ${JSON.stringify(given)}\n`
    const value = '${{ steps.changed.outputs.all_changed_files }}'
    const changed = ['src/a.ts', 'docs/c.md']
    const ofAction = async (uses: string, given: Record<string, string>) =>
      await commandOf({ run: 'npm ci', more: step(uses, given), changed })
    expect(await ofAction('psf/black@stable', { src: value, options: '--check' })).toBe(
      'black --check src/a.ts docs/c.md',
    )
    expect(await ofAction('pre-commit/action@v3', { extra_args: `--files ${value}` })).toBe(
      'pre-commit run --files src/a.ts docs/c.md',
    )
    expect(await ofAction('pre-commit/action@v3', { extra_args: '--from-ref ${{ github.sha }}' })).toBeNull()
  })

  it('is known through a variable, and where another job hands it on', async () => {
    const env = '        env: { FILES: "${{ steps.changed.outputs.all_changed_files }}" }\n'
    expect(await commandOf({ run: 'eslint $FILES', more: env, changed: ['src/a.ts'] })).toBe('eslint src/a.ts')
    const other = (output: string) =>
      `  changes:\n    runs-on: ubuntu-latest\n    outputs: { files: "${output}" }\n    steps:\n      - { id: list, uses: ${TJ} }\n`
    const run = 'eslint ${{ needs.changes.outputs.files }}'
    const handed = other('${{ steps.list.outputs.all_changed_files }}')
    expect(await commandOf({ run, more: handed, changed: ['src/a.ts'] })).toBe('eslint src/a.ts')
    for (const output of [
      'x ${{ steps.list.outputs.all_changed_files }}',
      '${{ needs.lint.outputs.a }}',
      '${{ steps.list.outputs.any_changed }}',
    ])
      expect(await commandOf({ run, more: other(output) })).toBeNull()
  })

  it.each<[string, Written]>([
    ['another action', { uses: 'someone/changed-files@v1' }],
    ['another output', { run: 'eslint ${{ steps.changed.outputs.modified_files }}' }],
    ['an expression around it', { run: "eslint ${{ steps.changed.outputs.all_changed_files || '.' }}" }],
    ['another step', { run: 'eslint ${{ steps.other.outputs.all_changed_files }}' }],
    ['an input that is not known', { with: { since_last_remote_commit: 'true' } }],
    ['another separator', { with: { separator: ',' } }],
    ['JSON', { with: { json: 'true' } }],
    ['a negation, which versions read in different ways', { with: { files: '**/*.ts\n!src/b.ts' } }],
    ['a group', { with: { files: '+(src|docs)/**' } }],
    ['a pattern that only a runner knows', { with: { files: '${{ github.sha }}/**' } }],
    ['nothing: CI would not run it', { with: { files: '**/*.py' } }],
    [
      'a filter that lists nothing',
      { uses: DORNY, with: { filters: 'a: [src/**]' }, run: 'eslint ${{ steps.changed.outputs.a_files }}' },
    ],
    [
      'a filter with files that are gone',
      {
        uses: DORNY,
        with: { filters: 'a: [src/**]', 'list-files': 'shell' },
        run: 'eslint ${{ steps.changed.outputs.a_files }}',
      },
    ],
    [
      'a filter in a file',
      {
        uses: DORNY,
        with: { filters: 'filters.yml', 'list-files': 'shell' },
        run: 'eslint ${{ steps.changed.outputs.a_files }}',
      },
    ],
    [
      'a filter by the kind of change',
      {
        uses: DORNY,
        with: { filters: 'a: [{ added: docs/** }]', 'list-files': 'shell' },
        run: 'eslint ${{ steps.changed.outputs.a_files }}',
      },
    ],
    ['a file whose name a shell would read', { changed: ['src/a.ts', 'src/$(id).ts'] }],
    [
      'in another folder',
      { run: 'cd web && eslint ${{ steps.changed.outputs.all_changed_files }}', changed: ['src/b.js'] },
    ],
  ])('is not known where it is %s', async (_, written) => {
    expect(await commandOf(written)).toBeNull()
  })
})
