import type { ProblemMatcher } from './read.ts'

// The patterns are our own: they take the same lines as the files named with them, in one pass, and codes with their letters (`TS2322`).

/** As actions/setup-node adds them (.github/tsc.json, .github/eslint-compact.json, .github/eslint-stylish.json). */
const NODE: readonly ProblemMatcher[] = [
  {
    owner: 'tsc',
    pattern: [
      {
        regexp: String.raw`^(\S.*?)[(:](\d+)[,:](\d+)(?:\):| -)\s+(error|warning|info)\s+(TS\d+)\s*:\s*(.*)$`,
        file: 1,
        line: 2,
        column: 3,
        severity: 4,
        code: 5,
        message: 6,
      },
    ],
  },
  {
    owner: 'eslint-compact',
    pattern: [
      {
        regexp: String.raw`^(\S.*?): line (\d+), col (\d+), ([Ee]rror|[Ww]arning|[Ii]nfo) - (.+) \(([^()]+)\)$`,
        file: 1,
        line: 2,
        column: 3,
        severity: 4,
        message: 5,
        code: 6,
      },
    ],
  },
  {
    owner: 'eslint-stylish',
    pattern: [
      { regexp: String.raw`^\s*(\S.*)$`, file: 1 },
      {
        regexp: String.raw`^\s+(\d+):(\d+)\s+(error|warning|info)\s+(\S.*?)\s\s+(\S+)$`,
        line: 1,
        column: 2,
        severity: 3,
        message: 4,
        code: 5,
        loop: true,
      },
    ],
  },
]

/** As actions/setup-python, astral-sh/setup-uv and pdm-project/setup-pdm add it (.github/python.json): the last line of a traceback. */
const PYTHON: readonly ProblemMatcher[] = [
  {
    owner: 'python',
    pattern: [
      { regexp: String.raw`^\s*File "([^"]+)", line (\d+), in .*$`, file: 1, line: 2 },
      { regexp: String.raw`^\s*raise [^(]*\('(.*)'\)\s*$`, message: 1 },
    ],
  },
]

/** As actions/setup-go adds it (matchers.json). */
const GO: readonly ProblemMatcher[] = [
  {
    owner: 'go',
    pattern: [
      {
        regexp: String.raw`^\s*(?:vet: )?(\S.*?\.go):(?:(\d+):(?:(\d+):)?)? (.*)$`,
        file: 1,
        line: 2,
        column: 3,
        message: 4,
      },
    ],
  },
]

/** As actions/setup-java adds them (.github/java.json). */
const JAVA: readonly ProblemMatcher[] = [
  {
    owner: 'java',
    pattern: [{ regexp: String.raw`^Exception in thread "[^"]*" ([^:]+): (.*)$`, code: 1, message: 2 }],
  },
  {
    owner: 'javac',
    pattern: [
      {
        regexp: String.raw`^([^:]+):(\d+): (warning|error): (.+)$`,
        file: 1,
        line: 2,
        severity: 3,
        message: 4,
      },
    ],
  },
  {
    owner: 'maven-javac',
    pattern: [
      {
        regexp: String.raw`^\[(WARNING|ERROR)\]\s+(\S.*?\.java):\[(\d+),(\d+)\]\s+(.+)$`,
        severity: 1,
        file: 2,
        line: 3,
        column: 4,
        message: 5,
      },
    ],
  },
]

/** As actions/setup-dotnet adds it (.github/csc.json): what MSBuild says itself is left out. */
const DOTNET: readonly ProblemMatcher[] = [
  {
    owner: 'csc',
    pattern: [
      {
        regexp: String.raw`^([^(]*)\((\d+)(?:,(\d+))?(?:,\d+)*\):\s+(error|warning)\s+((?!MSB)[A-Za-z]+\d+):\s*(\S.*?)\s+\[([^\]]*)\]$`,
        file: 1,
        line: 2,
        column: 3,
        severity: 4,
        code: 5,
        message: 6,
        fromPath: 7,
      },
    ],
  },
]

/** As actions-rust-lang/setup-rust-toolchain (rust.json) and r7kamura/rust-problem-matchers (.github/matchers.json) add them. */
const RUST: readonly ProblemMatcher[] = [
  {
    owner: 'rustc',
    pattern: [
      { regexp: String.raw`^(warning|error)(?:\[([\w:]+)\])?: (.+)$`, severity: 1, code: 2, message: 3 },
      { regexp: String.raw`^\s*--> (\S.*?):(\d+):(\d+)$`, file: 1, line: 2, column: 3 },
    ],
  },
  {
    owner: 'rustfmt',
    severity: 'warning',
    pattern: [{ regexp: String.raw`^(Diff in (.+?))(?: at line |:)(\d+):`, message: 1, file: 2, line: 3 }],
  },
  {
    owner: 'rust-panic',
    pattern: [
      { regexp: String.raw`^thread '.*' (?:\(\d+\) )?panicked at (\S.*?):(\d+):(\d+):$`, file: 1, line: 2, column: 3 },
      { regexp: String.raw`^(.+)$`, message: 1 },
    ],
  },
]

/** As denoland/setup-deno adds it (deno-problem-matchers.json). */
const DENO: readonly ProblemMatcher[] = [
  {
    owner: 'deno-lint',
    pattern: [
      { regexp: String.raw`^(warning|error)(?:\[([\w-]+)\])?: (.+)$`, severity: 1, code: 2, message: 3 },
      { regexp: String.raw`^\s*--> (\S+?):(\d+):(\d+)$`, file: 1, line: 2, column: 3 },
    ],
  },
]

/** As lumaxis/shellcheck-problem-matchers adds it (.github/shellcheck-tty.json). */
const SHELLCHECK: readonly ProblemMatcher[] = [
  {
    owner: 'shellcheck-tty',
    severity: 'warning',
    pattern: [
      { regexp: String.raw`^In (\S.*) line (\d+):$`, file: 1, line: 2 },
      { regexp: '^' },
      { regexp: String.raw`^\s*\^-+\^? *(SC\d+)(?: \(\w+\))?: (.+)$`, code: 1, message: 2, loop: true },
    ],
  },
]

/** As ammaraskar/gcc-problem-matcher adds it (gcc_matcher.json). */
const GCC: readonly ProblemMatcher[] = [
  {
    owner: 'gcc-problem-matcher',
    pattern: [
      {
        regexp: String.raw`^(\S.*?):(\d+):(\d+):\s+(?:fatal\s+)?(warning|error):\s+(.*)$`,
        file: 1,
        line: 2,
        column: 3,
        severity: 4,
        message: 5,
      },
    ],
  },
]

/** As xt0rted/markdownlint-problem-matcher adds it (.github/problem-matcher.json). */
const MARKDOWNLINT: readonly ProblemMatcher[] = [
  {
    owner: 'markdownlint',
    pattern: [
      {
        regexp: String.raw`^([^:\s][^:]*):(\d+)(?::(\d+))?\s+(?:error\s+)?(MD\d+\/[\w/-]+)\s+(.*)$`,
        file: 1,
        line: 2,
        column: 3,
        code: 4,
        message: 5,
      },
    ],
  },
]

/** What is on in a job behind a step that uses this action. */
export const MATCHERS_OF_ACTIONS: Readonly<Record<string, readonly ProblemMatcher[]>> = {
  'actions/setup-node': NODE,
  'actions/setup-python': PYTHON,
  'astral-sh/setup-uv': PYTHON,
  'pdm-project/setup-pdm': PYTHON,
  'actions/setup-go': GO,
  'actions/setup-java': JAVA,
  'actions/setup-dotnet': DOTNET,
  'actions-rust-lang/setup-rust-toolchain': RUST,
  'r7kamura/rust-problem-matchers': RUST,
  'denoland/setup-deno': DENO,
  'lumaxis/shellcheck-problem-matchers': SHELLCHECK,
  'ammaraskar/gcc-problem-matcher': GCC,
  'xt0rted/markdownlint-problem-matcher': MARKDOWNLINT,
}
