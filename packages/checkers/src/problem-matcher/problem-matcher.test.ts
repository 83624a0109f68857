import { describe, expect, it } from '@jest/globals'
import { MATCHERS_OF_ACTIONS } from './matchers.data.ts'
import { matchProblems, matchersOfAction, readProblemMatchers, usualMatchers, withMatchers } from './index.ts'
import type { MatchedProblem, ProblemMatcher } from './index.ts'

const file = (...problemMatcher: object[]) => JSON.stringify({ problemMatcher })
const one = (pattern: object | object[], more: object = {}): ProblemMatcher[] =>
  readProblemMatchers(file({ owner: 'mine', ...more, pattern: [pattern].flat() }))

const said = (problems: readonly MatchedProblem[]) =>
  problems.map(({ path, line, column, severity, code, message }) =>
    [path, line, column, severity, code, message].join('|'),
  )

describe('readProblemMatchers', () => {
  it('reads what the documentation of GitHub shows, with comments', () => {
    const [matcher] = readProblemMatchers(`\uFEFF{
      "problemMatcher": [{
        "owner": "mine", "fileLocation": "relative",
        "pattern": [{
          // the message is all there is
          "regexp": "^x (.*)$", "message": 1, "endLine": 3,
        }],
      }]
    }`)
    expect(matcher).toEqual({ owner: 'mine', pattern: [{ regexp: '^x (.*)$', message: 1 }] })
    expect(readProblemMatchers('{}')).toEqual([])
  })

  it.each([
    ['no JSON', '{"problemMatcher": [', /no JSON/],
    ['one pattern for a list', file({ owner: 'a', pattern: { regexp: 'x', message: 0 } }), /pattern/],
    ['no owner', file({ owner: '', pattern: [{ regexp: 'x', message: 0 }] }), /owner is empty/],
    ['no pattern', file({ owner: 'a', pattern: [] }), /no pattern/],
    ['no message', file({ owner: 'a', pattern: [{ regexp: '(x)', file: 1 }] }), /no pattern sets message/],
    ['a group that is not there', file({ owner: 'a', pattern: [{ regexp: '(x)', message: 2 }] }), /message is group 2/],
    [
      'a value twice',
      file({
        owner: 'a',
        pattern: [
          { regexp: '(x)', message: 1 },
          { regexp: '(x)', message: 1 },
        ],
      }),
      /set twice/,
    ],
    ['a loop of one', file({ owner: 'a', pattern: [{ regexp: '(x)', message: 1, loop: true }] }), /may loop/],
    ['no regular expression', file({ owner: 'a', pattern: [{ regexp: '(x', message: 1 }] }), /no regular expression/],
    ['no severity', file({ owner: 'a', severity: 'info', pattern: [{ regexp: 'x', message: 0 }] }), /severity info/],
    [
      'an owner twice',
      file(
        { owner: 'a', pattern: [{ regexp: 'x', message: 0 }] },
        { owner: 'A', pattern: [{ regexp: 'y', message: 0 }] },
      ),
      /two matchers/,
    ],
  ])('refuses %s, and says what is wrong', (_, text, message) => {
    expect(() => readProblemMatchers(text)).toThrow(message)
  })
})

describe('matchProblems', () => {
  it('finds values in a line, without its colours and the time stamp of a log', () => {
    const matchers = one({ regexp: '^(.+):(\\d+): (.+)$', file: 1, line: 2, message: 3 })
    const text = '2026-01-02T03:04:05.1234567Z \u001B[31msrc/a.x:3:\u001B[0m not good\r\nelse\n'
    expect(matchProblems(text, matchers)).toEqual([
      {
        path: 'src/a.x',
        line: 3,
        column: null,
        severity: 'error',
        code: '',
        message: 'not good',
        owner: 'mine',
      },
    ])
  })

  it('follows patterns from line to line, and loops on the last one', () => {
    const matchers = one([
      { regexp: '^== (.+)$', file: 1 },
      { regexp: '^-- (.+)$', code: 1 },
      { regexp: '^(\\d+) (.+)$', line: 1, message: 2, loop: true },
    ])
    const text = '== a\n-- c\n1 one\n2 two\nelse\n3 three\n== b\n4 four\n== d\n-- e\n5 five\n'
    expect(said(matchProblems(text, matchers))).toEqual(['a|1||error|c|one', 'a|2||error|c|two', 'd|5||error|e|five'])
  })

  it('begins a match anew with every line that could be its first', () => {
    const matchers = one([
      { regexp: '^(\\w+)$', file: 1 },
      { regexp: '^! (.+)$', message: 1 },
    ])
    expect(said(matchProblems('a\nb\n! x\n! y\n', matchers))).toEqual(['b|||error||x'])
  })

  it('gives a line to the first matcher, and lets the others begin anew', () => {
    const matchers = readProblemMatchers(
      file(
        { owner: 'a', severity: 'warning', pattern: [{ regexp: '^both (.+)$', message: 1 }] },
        {
          owner: 'b',
          pattern: [
            { regexp: '^(file)$', file: 1 },
            { regexp: '^(?:both )?(.+)$', message: 1 },
          ],
        },
      ),
    )
    expect(
      matchProblems('both x\nfile\ny\nfile\nboth z\nw', matchers).map(({ owner, message }) => owner + message),
    ).toEqual(['ax', 'by', 'az'])
  })

  it('leaves out what GitHub does not annotate, and leaves the line to the next matcher', () => {
    const matchers = readProblemMatchers(
      file(
        { owner: 'a', pattern: [{ regexp: '^(info|Error)? ?- (.*)$', severity: 1, message: 2 }] },
        { owner: 'b', severity: 'notice', pattern: [{ regexp: '^info - (.*)$', message: 1 }] },
      ),
    )
    expect(said(matchProblems('info - x\nError - y\n- z\n-  \n', matchers))).toEqual([
      '|||notice||x',
      '|||error||y',
      '|||error||z',
    ])
  })

  it('makes paths relative to a root, from the folder of the command or of another file', () => {
    const matchers = one({ regexp: '^(\\S+) (\\S*) (.+)$', file: 1, fromPath: 2, message: 3 })
    const text = '/r/a.c  one\na.c  two\n/else/a.c  three\na.c /r/p/q.csproj four\n../a.c q/x five\n'
    const paths = (options: object) => matchProblems(text, matchers, options).map(({ path }) => path)
    expect(paths({ from: '/r', cwd: 'sub' })).toEqual(['a.c', 'sub/a.c', null, 'p/a.c', 'sub/a.c'])
    expect(paths({})).toEqual(['/r/a.c', 'a.c', '/else/a.c', '/r/p/a.c', 'q/../a.c'])
    expect(paths({ from: '/r', exists: (path: string) => path === 'a.c' })).toEqual(['a.c', 'a.c', null, null, 'a.c'])
  })

  it('leaves out a matcher that takes too long, and goes on with the others', () => {
    const matchers = readProblemMatchers(
      file(
        { owner: 'slow', pattern: [{ regexp: '^(a+)+$', message: 1 }] },
        { owner: 'fine', pattern: [{ regexp: '^(.).*!$', message: 1 }] },
      ),
    )
    const dropped: string[] = []
    const text = `aa\n${'a'.repeat(60)}!\naa\nb!\n`
    const found = matchProblems(text, matchers, { milliseconds: 50, onDropped: (owner) => dropped.push(owner) })
    expect(found.map(({ owner, message }) => [owner, message])).toEqual([
      ['slow', 'aa'],
      ['fine', 'a'],
      ['fine', 'b'],
    ])
    expect(dropped).toEqual(['slow'])
  })

  it('reads long lines and long logs in linear time', () => {
    const started = process.cpuUsage()
    const hostile = ['a', ' ', 'a.go:', '(1,', 'x (1): ', 'File "', "raise ('", ': line 1, col 1, ', ' \t']
    for (const piece of hostile)
      matchProblems(
        `${piece.repeat(300_000 / piece.length)}\n${`${piece.repeat(100)}\n`.repeat(1000)}`,
        usualMatchers(),
      )
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(15)
  })
})

const STYLISH = `
/r/src/a.js
   1:10  error    'x' is defined but never used  no-unused-vars
  12:3   warning  Unexpected console statement   no-console

✖ 2 problems (1 error, 1 warning)
`
const RUST = `warning: unused variable: \`x\`
 --> src/lib.rs:2:9
  |
error[E0308]: mismatched types
  --> src/main.rs:7:5
Diff in /r/src/lib.rs:4:
Diff in /r/src/lib.rs at line 9:
thread 'tests::a' (123) panicked at src/lib.rs:20:9:
assertion failed: false
`

describe('the matchers of set-up actions', () => {
  it.each<[string, string, string[]]>([
    [
      'actions/setup-node@v4',
      "src/a.ts(3,5): error TS2322: Type 'a (b)' is no C.\nsrc/b.ts:10:2 - error TS7006: Implicit.\n",
      ["src/a.ts|3|5|error|TS2322|Type 'a (b)' is no C.", 'src/b.ts|10|2|error|TS7006|Implicit.'],
    ],
    [
      'actions/setup-node@v4',
      STYLISH,
      [
        "src/a.js|1|10|error|no-unused-vars|'x' is defined but never used",
        'src/a.js|12|3|warning|no-console|Unexpected console statement',
      ],
    ],
    [
      'actions/setup-node@v4',
      "/r/a.js: line 50, col 11, Error - 'x' (y) is never used. (no-unused-vars)\n",
      ["a.js|50|11|error|no-unused-vars|'x' (y) is never used."],
    ],
    [
      'actions/setup-python@v5',
      'Traceback (most recent call last):\n  File "/r/a.py", line 3, in f\n    raise ValueError(\'no\')\nValueError: no\n',
      ['a.py|3||error||no'],
    ],
    [
      'actions/setup-go@v5',
      './a.go:3:5: undefined: x\n    a_test.go:12: got 1\nvet: ./b.go:1:2: bad\n',
      ['a.go|3|5|error||undefined: x', 'a_test.go|12||error||got 1', 'b.go|1|2|error||bad'],
    ],
    [
      'actions/setup-java@v4',
      'src/A.java:3: error: cannot find symbol\n[ERROR] /r/src/B.java:[4,5] not a statement\nException in thread "main" a.B: no\n',
      ['src/A.java|3||error||cannot find symbol', 'src/B.java|4|5|error||not a statement', '|||error|a.B|no'],
    ],
    [
      'actions/setup-dotnet@v4',
      'a.cs(3,7): error CS1002: ; expected [/r/p/p.csproj]\na.cs(1): warning MSB3277: x [/r/p/p.csproj]\n',
      ['p/a.cs|3|7|error|CS1002|; expected'],
    ],
    [
      'actions-rust-lang/setup-rust-toolchain@v1',
      RUST,
      [
        'src/lib.rs|2|9|warning||unused variable: `x`',
        'src/main.rs|7|5|error|E0308|mismatched types',
        'src/lib.rs|4||warning||Diff in /r/src/lib.rs',
        'src/lib.rs|9||warning||Diff in /r/src/lib.rs',
        'src/lib.rs|20|9|error||assertion failed: false',
      ],
    ],
    [
      'lumaxis/shellcheck-problem-matchers@v2',
      '\nIn a.sh line 3:\necho $x\n     ^-- SC2086 (info): Double quote.\n     ^-- SC2154 (warning): x is referenced.\n',
      ['a.sh|3||warning|SC2086|Double quote.', 'a.sh|3||warning|SC2154|x is referenced.'],
    ],
    ['ammaraskar/gcc-problem-matcher@0.3', 'a.c:3:5: fatal error: x.h: none\n', ['a.c|3|5|error||x.h: none']],
    [
      'xt0rted/markdownlint-problem-matcher@v3',
      'README.md:3:81 error MD013/line-length Line length\n',
      ['README.md|3|81|error|MD013/line-length|Line length'],
    ],
    [
      'denoland/setup-deno@v2',
      'error[no-unused-vars]: `x` is never used\n --> /r/a.ts:1:7\n',
      ['a.ts|1|7|error|no-unused-vars|`x` is never used'],
    ],
  ])('%s finds what its tools print', (uses, text, expected) => {
    expect(said(matchProblems(text, matchersOfAction(uses), { from: '/r' }))).toEqual(expected)
  })

  it('are ones that GitHub would take', () => {
    for (const matchers of Object.values(MATCHERS_OF_ACTIONS))
      expect(readProblemMatchers(JSON.stringify({ problemMatcher: matchers }))).toEqual(matchers)
  })

  it('are known by the name of the action, and replaced by owner', () => {
    expect(matchersOfAction('Actions/Setup-Node@1234').map(({ owner }) => owner)).toContain('tsc')
    expect(matchersOfAction('constructor')).toEqual([])
    const mine: ProblemMatcher = { owner: 'TSC', pattern: [{ regexp: 'x', message: 0 }] }
    const owners = withMatchers(matchersOfAction('actions/setup-node@v4'), [mine]).map(({ owner }) => owner)
    expect(owners).toEqual(['TSC', 'eslint-compact', 'eslint-stylish'])
  })
})
