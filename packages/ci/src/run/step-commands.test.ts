import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { outcomes, run, why } from './run-slice.fixture.ts'

describe('what a step asks of the runner', () => {
  it('turns on problem matchers, its own and those of set-up actions, and they give diagnostics', async () => {
    const matcher = {
      problemMatcher: [{ owner: 'mine', pattern: [{ regexp: '^(.+)!(\\d+)! (.+)$', file: 1, line: 2, message: 3 }] }],
    }
    const steps = [
      '- uses: actions/setup-node@v4',
      `- run: |\n    echo '${JSON.stringify(matcher)}' > mine.json\n    echo "::add-matcher::mine.json"`,
      '- run: |\n    pytest printf "sub/here.txt!3! bad\\nno.txt!4! not there\\n"\n    echo "sub/here.txt(5,6): error TS9: x" >&2\n    echo "::error file=bin/pytest,line=2,title=T::of its own%0Amore"\n    exit 1',
      '- if: always()\n  run: |\n    echo "::remove-matcher owner=mine::"\n    pytest echo "sub/here.txt!3! bad"\n    false',
    ].join('\n')
    const {
      steps: [, , third, fourth],
    } = await run(steps)
    expect(
      third?.diagnostics?.map(({ tool, rule, path, range, message }) => [
        tool,
        rule,
        path,
        range?.[0] ?? null,
        message,
      ]),
    ).toEqual([
      ['tsc', 'TS9', 'sub/here.txt', 5, 'x'],
      ['annotation', 'T', 'bin/pytest', 2, 'of its own\nmore'],
      ['mine', '', 'sub/here.txt', 3, 'bad'],
    ])
    expect([fourth?.outcome, fourth?.diagnostics]).toEqual(['failure', undefined])
  })

  it.each([
    ['echo "::set-env name=A::b"', /refuses the command set-env/],
    ['echo "::add-path::b"', /refuses the command add-path/],
    ['echo "::stop-commands::error"', /refuses stop-commands/],
    ['echo "::set-output::b"', /no name/],
    ['echo "::add-matcher::no.json"', /no file no\.json/],
    ['echo "{" > a.json; echo "::add-matcher::a.json"', /a\.json holds problem matchers that GitHub refuses/],
    ['echo nothing >> $GITHUB_ENV', /can not read what it wrote to \$GITHUB_ENV/],
    ['printf "a<<E\nb" >> $GITHUB_STATE', /\$GITHUB_STATE/],
  ])('fails where GitHub would not take it, whatever the exit code: %s', async (line, reason) => {
    const done = await run(`- run: |\n    pytest true\n    ${line.replaceAll('\n', '\\n')}`)
    expect([done.verdict, why(done)]).toEqual(['fail', expect.stringMatching(reason)])
  })

  it('takes old commands where the user allows them, and set-output everywhere', async () => {
    const { verdict } = await run(
      [
        '- id: one\n  env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: true }\n  run: |\n    echo "::set-env name=A::b"\n    echo "::set-output name=c::d%0Ae"\n    echo "::save-state name=x::y"\n    test -f "$GITHUB_STATE" && echo "s=1" >> $GITHUB_STATE',
        '- run: pytest test "$A" = b',
        "- env: { C: '${{ steps.one.outputs.c }}' }\n  run: pytest test \"$C\" = $'d\\ne'",
      ].join('\n'),
    )
    expect(verdict).toBe('pass')
  })

  it('obeys nothing between stop-commands and its token', async () => {
    const { verdict, steps, masked } = await run(
      `- run: |\n    echo "::stop-commands::a-token"\n    echo "::set-env name=A::b"\n    echo "::add-mask::no"\n    echo "::a-token::"\n    echo "::add-mask::yes"\n    pytest true`,
    )
    expect([verdict, steps[0]?.why]).toEqual(['pass', undefined])
    expect(masked).toEqual(['a-token', 'yes'])
  })

  it('masks a value and each of its lines before the line behind it is shown', async () => {
    const shown: string[] = []
    const known: string[] = []
    const { steps } = await run(
      `- run: |\n    echo "::add-mask::one%0Atwo"\n    echo "says two"\n    pytest echo "sub/here.txt:1:1: E1 two"\n    echo two >> $GITHUB_STEP_SUMMARY\n    false`,
      {
        masks: {
          add: (value) => void known.push(value),
          redact: (text) => known.reduce((all, value) => all.replaceAll(value, '***'), text),
        },
        log: (line) => shown.push(known.reduce((all, value) => all.replaceAll(value, '***'), line)),
      },
    )
    expect(known).toEqual(['one\ntwo', 'one', 'two'])
    expect(shown.join('')).toBe(
      '::add-mask::***\nsays ***\nran echo sub/here.txt:1:1: E1 two\n'
        .replaceAll('two', '***')
        .concat('sub/here.txt:1:1: E1 ***\n'),
    )
    expect(JSON.stringify(steps)).not.toContain('two')
    expect(steps[0]?.summary).toBe('***\n')
  })
})

describe('the shells of steps', () => {
  it('are run from a file, as GitHub runs them', async () => {
    const python = toolOnPath('python')
    if (!python) notRun('a step of Python', 'there is no python on PATH')
    const done = await run(
      [
        '- run: pytest test "$0" != bash && false | true',
        '- shell: bash\n  continue-on-error: true\n  run: pytest false | true',
        '- shell: sh\n  run: pytest test -z "$BASH_VERSION"',
        '- shell: bash -u {0}\n  run: |\n    false\n    pytest true',
        ...(python
          ? [
              `- shell: python\n  run: |\n    import subprocess, sys\n    sys.exit(subprocess.call(['bin/pytest', 'true']))`,
            ]
          : []),
        `- shell: node {0}\n  run: process.exit(require('node:child_process').spawnSync('pytest', ['false']).status)`,
      ].join('\n'),
    )
    const before = ['success', 'tolerated', 'success', 'success']
    expect(outcomes(done)).toEqual([...before, ...(python ? ['success'] : []), 'failure'])
  })

  it('are told where they are not here', async () => {
    const done = await run('- shell: no-such-shell {0}\n  run: pytest true')
    expect([done.verdict, why(done)]).toEqual(['not-run', 'no-such-shell is not installed'])
    expect(why(await run('- shell: fish\n  run: pytest true'))).toBe('its shell `fish` is not known here')
  })

  it('take scripts that no command line would', async () => {
    const { verdict } = await run(`- run: |\n    pytest true\n    : ${'x'.repeat(300_000)}`)
    expect(verdict).toBe('pass')
  })
})
