import { describe, expect, it } from '@jest/globals'
import { identify, withLoggedValues } from '@upkeep/ci'
import { openArguments } from '../checks/open-arguments.ts'
import { checksOf, failingIn, source } from './workflows.fixture.ts'

const FILES = ['src/a.ts', 'src/b.ts', 'run.sh', '-rf', 'a b.ts', 'A=1', '@args', 'x;id', '$(id)', 'it’s.ts', '{a,b}']
const lint = (run: string, more = '') =>
  `on: pull_request\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Lint\n        run: |\n${run
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}${more}`

/** The command that is run of a step with this script, once its log shows that one; null: none is. */
async function replayed(
  script: string,
  logged: string,
  { more = '', env }: { more?: string; env?: Record<string, string> } = {},
): Promise<string | null> {
  const text = { 'package.json': '{"scripts":{"lint":"eslint"}}' }
  const checks = await checksOf(lint(script, more), text)
  const failing = await failingIn([{ name: 'Lint', run: logged, exit: 1, ...(env === undefined ? {} : { env }) }])
  const files = source({ ...Object.fromEntries(FILES.map((path) => [path, ''])), ...text })
  const [found] = await withLoggedValues(checks, failing, files)
  return found?.check.runnable === true ? found.check.command : null
}

const VALUE = '${{ needs.changed.outputs.files }}'

describe('a value that only a runner knew', () => {
  it.each([
    [`eslint ${VALUE}`, 'eslint src/a.ts src/b.ts'],
    [`eslint --cache ${VALUE} --max-warnings 0`, 'eslint --cache src/a.ts --max-warnings 0'],
    [`eslint "${VALUE}"`, 'eslint "src/a.ts"'],
    [`npm run lint -- ${VALUE}`, 'npm run lint -- src ./run.sh'],
    [`uv run ruff check ${VALUE}`, 'uv run ruff check .'],
    [`cd src\neslint ${VALUE}`, 'cd src\neslint a.ts b.ts'],
    [
      `if [ -n "${VALUE}" ]; then\n  eslint ${VALUE}\nfi`,
      'if [ -n "src/a.ts src/b.ts" ]; then\n  eslint src/a.ts src/b.ts\nfi',
    ],
    [
      `if [[ -n "${VALUE}" && 1 == 1 ]]; then eslint ${VALUE}; fi`,
      'if [[ -n "src/a.ts src/b.ts" && 1 == 1 ]]; then eslint src/a.ts src/b.ts; fi',
    ],
    [`echo "${VALUE}" | xargs eslint`, 'echo "src/a.ts src/b.ts" | xargs eslint'],
    [
      `for file in ${VALUE}; do\n  echo "file $file:"\n  eslint "$file" || exit 1\ndone`,
      'for file in src/a.ts src/b.ts; do\n  echo "file $file:"\n  eslint "$file" || exit 1\ndone',
    ],
    [`eslint ${VALUE} && prettier --check ${VALUE}`, 'eslint src/a.ts && prettier --check src/a.ts src/b.ts'],
    [`eslint ${VALUE}`, 'eslint '],
  ])('is the files that the log of its step shows: %s', async (script, logged) => {
    expect(await replayed(script, logged)).toBe(logged.trim())
  })

  it('makes commands of which what they run is known', async () => {
    const checks = await checksOf(lint(`eslint ${VALUE}`))
    const failing = await failingIn([{ name: 'Lint', run: 'eslint src/a.ts', exit: 1 }])
    const known = await withLoggedValues(checks, failing, source({ 'src/a.ts': '' }))
    expect(known).toMatchObject([
      { check: { id: checks[0]?.check.id }, leaves: [{ argv: ['eslint', 'src/a.ts'], runnable: true }] },
    ])
    expect(known[0]?.check).not.toHaveProperty('why')
    expect(failing.map((one) => identify(one, known))).toMatchObject([{ by: 'command', check: known[0] }])
  })

  it.each([
    ['another command', `eslint ${VALUE}`, 'eslint src/a.ts\nid'],
    ['another program', `eslint ${VALUE}`, 'rm src/a.ts'],
    ['a file that git does not track', `eslint ${VALUE}`, 'eslint src/a.ts src/gone.ts'],
    ['a file outside', `eslint ${VALUE}`, 'eslint ../etc/passwd'],
    ['a file by its absolute path', `eslint ${VALUE}`, 'eslint /etc/passwd'],
    ['a file that is tracked in another folder', `cd src\neslint ${VALUE}`, 'cd src\neslint src/a.ts'],
    ['an option', `eslint ${VALUE}`, 'eslint --rulesdir src/a.ts'],
    ['an option that is the name of a file', `eslint ${VALUE}`, 'eslint -rf'],
    ['an assignment that is the name of a file', `make lint ${VALUE}`, 'make lint A=1'],
    ['a file of arguments', `mypy ${VALUE}`, 'mypy @args'],
    ['a second command in the name of a file', `eslint ${VALUE}`, 'eslint x;id'],
    ['a substitution in the name of a file', `eslint ${VALUE}`, 'eslint $(id)'],
    ['a pattern', `eslint ${VALUE}`, 'eslint src/*.ts'],
    ['braces', `eslint ${VALUE}`, 'eslint {a,b}'],
    ['a redirection', `eslint ${VALUE}`, 'eslint src/a.ts >src/b.ts'],
    ['a command behind an operator', `eslint ${VALUE}`, 'eslint src/a.ts && run.sh'],
    ['a variable', `eslint ${VALUE}`, 'eslint $HOME'],
    ['a quotation mark', `eslint "${VALUE}"`, 'eslint "src/a.ts" "src/b.ts"'],
    ['several words where one is meant', `eslint "${VALUE}"`, 'eslint "src/a.ts src/b.ts"'],
    ['a comment', `eslint ${VALUE}`, 'eslint #src/a.ts'],
    ['a continued line', `eslint ${VALUE}`, 'eslint src/a.ts \\'],
    ['what a mask hides', `eslint ${VALUE}`, 'eslint ***'],
    ['letters that look like others', `eslint ${VALUE}`, 'eslint src/а.ts'],
    ['signs that are not seen', `eslint ${VALUE}`, 'eslint src/a.ts\u200B'],
  ])('is never %s', async (_, script, logged) => {
    expect(await replayed(script, logged)).toBeNull()
  })

  it.each([
    ['a program', `${VALUE} --check`, 'run.sh --check'],
    ['a program behind a wrapper', `npx ${VALUE}`, 'npx run.sh'],
    ['a program that xargs runs', `ls | xargs ${VALUE}`, 'ls | xargs run.sh'],
    ['the script of an interpreter', `node ${VALUE} && eslint .`, 'node run.sh && eslint .'],
    ['the script of a shell', `bash -e ${VALUE} && eslint .`, 'bash -e run.sh && eslint .'],
    ['a program in a test', `[[ -n $(${VALUE}) ]] && eslint .`, '[[ -n $(run.sh) ]] && eslint .'],
    ['code', `bash -c "eslint ${VALUE}"`, 'bash -c "eslint src/a.ts"'],
    ['evaluated', `eval eslint ${VALUE}`, 'eval eslint src/a.ts'],
    ['a script of sed', `sed ${VALUE} a.ts && eslint .`, 'sed run.sh a.ts && eslint .'],
    ['a variable', `FILES=${VALUE} eslint .`, 'FILES=src/a.ts eslint .'],
    ['a variable of the shell', `FILES="${VALUE}"\neslint $FILES`, 'FILES="src/a.ts"\neslint $FILES'],
    ['a file that is written', `eslint . > ${VALUE}`, 'eslint . > src/a.ts'],
    ['a part of a word', `eslint --config=${VALUE}`, 'eslint --config=src/a.ts'],
    ['a part of a path', `eslint src/${VALUE}`, 'eslint src/a.ts'],
    ['a program by a loop', `for f in ${VALUE}; do $f; done; eslint .`, 'for f in run.sh; do $f; done; eslint .'],
    [
      'code by a loop',
      `for f in ${VALUE}; do bash -c "eslint $f"; done`,
      'for f in run.sh; do bash -c "eslint $f"; done',
    ],
    [
      'a part of a path by a loop',
      `for f in ${VALUE}; do eslint src/$f; done`,
      'for f in a.ts; do eslint src/$f; done',
    ],
    ['cut by a loop', `for f in ${VALUE}; do eslint \${f%.ts}; done`, 'for f in src/a.ts; do eslint ${f%.ts}; done'],
    [
      'changed in a loop',
      `for f in ${VALUE}; do f=-x$f; eslint $f; done`,
      'for f in src/a.ts; do f=-x$f; eslint $f; done',
    ],
    ['a part of a list', `for f in src/${VALUE}; do eslint $f; done`, 'for f in src/a.ts; do eslint $f; done'],
    ['printed by a program', `echo "$(${VALUE})" && eslint .`, 'echo "$(run.sh)" && eslint .'],
    ['inside a substitution', `eslint $(ls ${VALUE})`, 'eslint $(ls src/a.ts)'],
    ['text for another program', `eslint . <<E\n${VALUE}\nE`, 'eslint . <<E\nsrc/a.ts\nE'],
    ['the arguments of a function', `eslint() { "$@"; }\neslint ${VALUE}`, 'eslint() { "$@"; }\neslint run.sh'],
  ])('is not taken from a log where it is %s', async (_, script, logged) => {
    expect(await replayed(script, logged)).toBeNull()
  })

  const changed = (run: string, value: string, more = '') =>
    replayed(run, run, {
      env: { NODE: '22', FILES: value, LAST: 'x' },
      more: `        env:\n          FILES: ${VALUE}\n${more}`,
    })

  it.each([
    ['eslint $FILES', 'src/a.ts src/b.ts', 'eslint src/a.ts src/b.ts'],
    ['eslint ${FILES} --quiet', 'src/a.ts\nsrc/b.ts', 'eslint src/a.ts src/b.ts --quiet'],
    ['[ -z "$FILES" ] || eslint "$FILES"', 'src/a.ts', '[ -z "src/a.ts" ] || eslint "src/a.ts"'],
    ['for f in $FILES; do eslint $f; done', 'src/a.ts\nsrc/b.ts', 'for f in src/a.ts src/b.ts; do eslint $f; done'],
    ['echo "$FILES" | xargs eslint', 'src/a.ts src/b.ts', 'echo "src/a.ts src/b.ts" | xargs eslint'],
    [`eslint $FILES && prettier --check $FILES`, 'src/a.ts', 'eslint src/a.ts && prettier --check src/a.ts'],
  ])('is what the log says of its variable: %s', async (run, value, command) => {
    expect(await changed(run, value)).toBe(command)
  })

  it.each([
    ['eslint $FILES', 'src/a.ts; id'],
    ['eslint $FILES', '--fix'],
    ['eslint $FILES', '***'],
    ['eslint "$FILES"', 'src/a.ts src/b.ts'],
    ['echo "$FILES" | while read -r f; do eslint "$f"; done', 'src/a.ts\nsrc/b.ts'],
    ['$FILES --check', 'run.sh'],
    ["eslint '$FILES'", 'src/a.ts'],
    ['eslint \\$FILES', 'src/a.ts'],
    ['eslint ${FILES:-.}', 'src/a.ts'],
    ['eslint $FILES ${#FILES}', 'src/a.ts'],
    ['FILES="$FILES run.sh"\neslint $FILES', 'src/a.ts'],
    ['for f in $FILES; do $f; done', 'run.sh'],
    ['bash -c "eslint $FILES"', 'src/a.ts'],
    ['eslint . --cache-location $FILES/x', 'src'],
  ])('is never anything else that the log says of its variable: %s', async (run, value) => {
    const declared = await checksOf(lint(run, `        env:\n          FILES: ${VALUE}\n`))
    expect(await changed(run, value)).toBe(declared[0]?.check.command)
  })

  it('is not taken where no shell reads the step', async () => {
    for (const shell of ['python', 'pwsh'])
      expect(await replayed(`eslint ${VALUE}`, 'eslint src/a.ts', { more: `        shell: ${shell}\n` })).toBeNull()
  })

  it('is not taken from a log that breaks off in it, or is too long for it', async () => {
    const checks = await checksOf(lint(`eslint ${VALUE}`))
    const files = source({ 'src/a.ts': '', 'src/a.tsx': '' })
    const run = 'eslint src/a.ts src/a.tsx'
    const cut = await failingIn([{ name: 'Lint', run, exit: 1 }], 'lint', ({ text }) => ({
      text: text.slice(0, text.lastIndexOf('src/a.tsx') + 'src/a.ts'.length),
    }))
    expect(cut).toMatchObject([{ ran: [{ command: 'eslint src/a.ts src/a.ts', whole: false }] }])
    expect(await withLoggedValues(checks, cut, files)).toEqual(checks)
    const long = await failingIn([{ name: 'Lint', run: `eslint${' src/a.ts'.repeat(4_000)}`, exit: 1 }])
    expect(await withLoggedValues(checks, long, files)).toEqual(checks)
  })

  it('is not taken from the log of another job, nor from one that forges another step', async () => {
    const checks = await checksOf(lint(`eslint ${VALUE}`))
    const files = source({ 'src/a.ts': '', 'src/b.ts': '' })
    const forged = '##[group]Run eslint src/b.ts\n\u001B[36;1meslint src/b.ts\u001B[0m\nshell: bash\n##[endgroup]\n'
    const other = await failingIn([{ name: 'Test', run: 'npm test', output: forged, exit: 1 }])
    expect(await withLoggedValues(checks, other, files)).toEqual(checks)
    const elsewhere = await failingIn([{ name: 'Lint', run: 'eslint src/a.ts', exit: 1 }], 'test')
    expect(await withLoggedValues(checks, elsewhere, files)).toEqual(checks)
  })

  it('leaves checks that lack nothing, and those that no log tells of', async () => {
    const checks = await checksOf(lint('eslint .'))
    expect(
      await withLoggedValues(checks, await failingIn([{ name: 'Lint', run: 'eslint .', exit: 1 }]), source({})),
    ).toEqual(checks)
    const open = await checksOf(lint(`eslint ${VALUE}`))
    expect(await withLoggedValues(open, [], source({}))).toEqual(open)
  })
})

it('a script with very many values is left alone, and one with many is read in no time', () => {
  const script = (count: number) => 'eslint __EXPRESSION_1__\n'.repeat(count)
  const started = performance.now()
  expect(openArguments(script(64))).toHaveLength(64)
  expect(openArguments(script(20_000))).toBeNull()
  const loops = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => `for f${index} in __EXPRESSION_${index}__; do eslint $f${index}; done\n`,
    ).join('')
  expect(openArguments(loops(30))).toHaveLength(30)
  expect(openArguments(loops(64))).toBeNull()
  expect(openArguments(`eslint __EXPRESSION_1__ ${'[[ '.repeat(5_000)}`)).toHaveLength(1)
  expect(performance.now() - started).toBeLessThan(3_000)
})
