/** Clean projects of code of our own, and what is planted in them. Modules are alike but for their numbers. */
export type Files = Record<string, string>

/** A command of a project's CI that judges it. */
export interface ProjectTool {
  /** The name by which it has to be identified. */
  name: string
  /** What its command begins with once wrappers are stripped: tells two calls of one tool apart. */
  leaf: string
  command: string
  /** What has to be on PATH. */
  needs: string
  /** By hand, its fix; null: it has none. */
  fix: string | null
}

export interface Plant {
  name: string
  /** Which files it may go into. */
  file: RegExp
  change: (text: string) => string
  /** A tool of the project fixes it. */
  fixable: boolean
}

export interface Project {
  name: string
  files: (modules: number) => Files
  tools: readonly ProjectTool[]
  plants: readonly Plant[]
  /** What somebody would run who runs all fixers that there are for such files. */
  everyFixer: readonly string[]
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
const each = (count: number, file: (index: number) => [path: string, text: string]): Files =>
  Object.fromEntries(numbers(count).map(file))

/** What no check of these projects looks at, written as nobody's tools would. */
const UNCHECKED: Files = {
  'third_party/legacy.js': 'var a = 1;\n\n\n\nif (a == 1) { console.log("legacy") }\n',
  'third_party/legacy.ts': 'export const  legacy = { a : 1,b:2 };\n',
  'third_party/legacy.py': "import sys, os\ndef legacy( a ):\n  return { 'a':a }\n",
  'third_party/legacy.css': 'a{color:#FFFFFF}\n',
  'third_party/NOTES.md': '#Notes\n* one\n* two   \n\n\n\n* teh end\n',
}

const TSCONFIG = { compilerOptions: { strict: true, noEmit: true, types: [], lib: ['es2024'] }, include: ['src'] }
const typescript = (index: number): [string, string] => [
  `src/part-${index % 3}/module-${index}.ts`,
  `export interface Shape${index} {
  name: string
  sides: readonly number[]
}

export const unit${index} = 'metre'

export function circumference${index}(shape: Shape${index}): number {
  const start = ${index}
  return shape.sides.reduce((total, side) => total + side, start)
}

export function label${index}(shape: Shape${index}): string {
  return \`\${shape.name}: \${circumference${index}(shape)}\`
}
`,
]
const SCRIPT = (index: number): [string, string] => [
  `scripts/script-${index}.mjs`,
  `export function doubled${index}(value) {
  const factor = 2
  if (value === ${index}) return value
  return value * factor
}
`,
]

const indented = (text: string) => text.replace(/^ {2}return/m, '        return')
const quoted = (text: string) => text.replace("'metre'", '"metre"')
const wrongType = (text: string) => text.replace(/const start = (\d+)/, "const start: number = '$1'")

const PRETTIER: ProjectTool = {
  name: 'prettier',
  leaf: 'prettier',
  command: 'npx prettier --check src scripts',
  needs: 'prettier',
  fix: 'npx prettier --write src scripts',
}
const TSC: ProjectTool = { name: 'tsc', leaf: 'tsc', command: 'npx tsc --project .', needs: 'tsc', fix: null }
const PRETTIERRC = '{ "semi": false, "singleQuote": true }\n'
const ESLINT_CONFIG = `export default [{
  files: ['scripts/**/*.mjs'],
  rules: { 'no-var': 'error', 'prefer-const': 'error', eqeqeq: 'error', 'no-unused-vars': 'error' },
}]
`

const WEB_FIXERS = [
  'npx prettier --write .',
  'npx eslint --fix .',
  'npx biome check --write .',
  'npx oxlint --fix .',
  'npx markdownlint-cli2 --fix "**/*.md" "#node_modules"',
  'npx stylelint --fix "**/*.css"',
]

export const TYPESCRIPT: Project = {
  name: 'TypeScript: eslint, prettier, tsc',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, typescript),
    ...each(2, SCRIPT),
    'tsconfig.json': `${JSON.stringify(TSCONFIG)}\n`,
    '.prettierrc': PRETTIERRC,
    'eslint.config.mjs': ESLINT_CONFIG,
  }),
  tools: [
    { name: 'eslint', leaf: 'eslint', command: 'npx eslint scripts', needs: 'eslint', fix: 'npx eslint --fix scripts' },
    PRETTIER,
    TSC,
  ],
  plants: [
    { name: 'format', file: /^src\//, change: indented, fixable: true },
    { name: 'quotes', file: /^src\//, change: quoted, fixable: true },
    { name: 'var', file: /^scripts\//, change: (text) => text.replace('const factor', 'var factor'), fixable: true },
    { name: 'let', file: /^scripts\//, change: (text) => text.replace('const factor', 'let factor'), fixable: true },
    {
      name: 'unused',
      file: /^scripts\//,
      change: (text) => text.replace('value * factor', 'value * 2'),
      fixable: false,
    },
    { name: 'type', file: /^src\//, change: wrongType, fixable: false },
  ],
  everyFixer: WEB_FIXERS,
}

export const BIOME: Project = {
  name: 'TypeScript: biome, tsc',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, typescript),
    'tsconfig.json': `${JSON.stringify(TSCONFIG)}\n`,
    'biome.json': `${JSON.stringify({
      formatter: { indentStyle: 'space' },
      javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } },
      linter: { rules: { style: { useConst: 'error' }, correctness: { noUnusedImports: 'error' } } },
    })}\n`,
  }),
  tools: [
    { name: 'biome', leaf: 'biome', command: 'npx biome ci src', needs: 'biome', fix: 'npx biome check --write src' },
    TSC,
  ],
  plants: [
    { name: 'format', file: /^src\//, change: indented, fixable: true },
    { name: 'let', file: /^src\//, change: (text) => text.replace('const start', 'let start'), fixable: true },
    {
      name: 'unused import',
      file: /^src\//,
      change: (text) => `import { label0 } from '../part-0/module-0'\n\n${text}`,
      fixable: false,
    },
    { name: 'type', file: /^src\//, change: wrongType, fixable: false },
  ],
  everyFixer: WEB_FIXERS,
}

export const WEB: Project = {
  name: 'web: oxlint, prettier, markdownlint, stylelint',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, typescript),
    ...each(2, SCRIPT),
    'docs/guide.md': '# Guide\n\nHow it works.\n\n## Parts\n\n- one\n- two\n',
    'styles/main.css': '.shape {\n  color: #fff;\n  margin: 0;\n}\n',
    '.prettierrc': PRETTIERRC,
    '.oxlintrc.json': '{ "rules": { "no-debugger": "error", "no-var": "error", "prefer-const": "error" } }\n',
    '.stylelintrc.json': '{ "rules": { "color-hex-length": "short", "block-no-empty": true } }\n',
  }),
  tools: [
    {
      name: 'oxlint',
      leaf: 'oxlint',
      command: 'npx oxlint src scripts',
      needs: 'oxlint',
      fix: 'npx oxlint --fix src scripts',
    },
    PRETTIER,
    {
      name: 'markdownlint',
      leaf: 'markdownlint-cli2',
      command: 'npx markdownlint-cli2 "docs/*.md"',
      needs: 'markdownlint-cli2',
      fix: 'npx markdownlint-cli2 --fix "docs/*.md"',
    },
    {
      name: 'stylelint',
      leaf: 'stylelint',
      command: 'npx stylelint "styles/*.css"',
      needs: 'stylelint',
      fix: 'npx stylelint --fix "styles/*.css"',
    },
  ],
  plants: [
    { name: 'var', file: /^scripts\//, change: (text) => text.replace('const factor', 'var factor'), fixable: true },
    {
      name: 'debugger',
      file: /^src\//,
      change: (text) => text.replace(/\n {2}const start/, '\n  debugger\n  const start'),
      fixable: false,
    },
    { name: 'format', file: /^src\//, change: indented, fixable: true },
    { name: 'blank lines', file: /^docs\//, change: (text) => text.replace('\n\n##', '\n\n\n\n##'), fixable: true },
    { name: 'colour', file: /^styles\//, change: (text) => text.replace('#fff', '#ffffff'), fixable: true },
    { name: 'empty', file: /^styles\//, change: (text) => `${text}\n.empty {\n}\n`, fixable: false },
  ],
  everyFixer: WEB_FIXERS,
}

const python = (index: number): [string, string] => [
  `app/module_${index}.py`,
  `"""Shape ${index}."""

import json
from dataclasses import dataclass


@dataclass
class Shape${index}:
    """A shape."""

    name: str
    sides: list[int]

    def circumference(self) -> int:
        """The length of all sides together."""
        start: int = ${index}
        return sum(self.sides, start)

    def as_text(self) -> str:
        """The shape as text."""
        return json.dumps({"name": self.name, "sides": self.sides})
`,
]
const PYTHON_PLANTS: readonly Plant[] = [
  {
    name: 'format',
    file: /^app\//,
    change: (text) => text.replace('sum(self.sides, start)', 'sum( self.sides,start )'),
    fixable: true,
  },
  { name: 'quotes', file: /^app\//, change: (text) => text.replace('{"name"', "{'name'"), fixable: true },
]
const UNUSED: Plant = {
  name: 'unused import',
  file: /^app\//,
  change: (text) => text.replace('import json\n', 'import json\nimport os\n'),
  fixable: true,
}
const PYTHON_TYPE: Plant = {
  name: 'type',
  file: /^app\//,
  change: (text) => text.replace(/start: int = (\d+)/, 'start: int = "$1"'),
  fixable: false,
}
const PYTHON_FIXERS = ['ruff check --fix .', 'ruff format .', 'isort .', 'black .', 'codespell -w .']
const tool = (
  name: string,
  command: string,
  fix: string | null,
  leaf = command.split(' ', 1)[0] ?? '',
): ProjectTool => ({
  name,
  leaf,
  command,
  fix,
  needs: command.split(' ', 1)[0] ?? '',
})

export const RUFF: Project = {
  name: 'Python: ruff, mypy',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, python),
    'pyproject.toml': '[tool.ruff.lint]\nselect = ["E", "F", "I"]\n\n[tool.mypy]\nstrict = true\n',
  }),
  tools: [
    tool('ruff', 'ruff check app', 'ruff check --fix app', 'ruff check'),
    tool('ruff', 'ruff format --check app', 'ruff format app', 'ruff format'),
    tool('mypy', 'python -m mypy app', null, 'mypy'),
  ].map((one) => (one.name === 'mypy' ? { ...one, needs: 'mypy' } : one)),
  plants: [...PYTHON_PLANTS, UNUSED, PYTHON_TYPE],
  everyFixer: PYTHON_FIXERS,
}

export const BLACK: Project = {
  name: 'Python: black, isort, flake8, codespell',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, python),
    'pyproject.toml': '[tool.isort]\nprofile = "black"\n',
    '.flake8': '[flake8]\nmax-line-length = 100\n',
  }),
  tools: [
    tool('isort', 'isort --check-only --diff app', 'isort app'),
    tool('black', 'black --check app', 'black app'),
    tool('flake8', 'flake8 app', null),
    tool('codespell', 'codespell app', 'codespell -w app'),
  ],
  plants: [
    ...PYTHON_PLANTS,
    { ...UNUSED, fixable: false },
    {
      name: 'imports',
      file: /^app\//,
      change: (text) =>
        text.replace(
          /import json\nfrom dataclasses import dataclass/,
          'from dataclasses import dataclass\nimport json',
        ),
      fixable: true,
    },
    { name: 'spelling', file: /^app\//, change: (text) => text.replace('The length', 'Teh length'), fixable: true },
  ],
  everyFixer: PYTHON_FIXERS,
}

export const PYLINT: Project = {
  name: 'Python: pylint, pyright',
  files: (modules) => ({ ...UNCHECKED, ...each(modules, python), 'pyrightconfig.json': '{ "include": ["app"] }\n' }),
  tools: [tool('pylint', 'pylint app', null), tool('pyright', 'pyright', null)],
  plants: [{ ...UNUSED, fixable: false }, PYTHON_TYPE],
  everyFixer: PYTHON_FIXERS,
}

export const GO: Project = {
  name: 'Go: gofmt, go vet',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, (index) => [
      `shape${index}/shape.go`,
      `package shape${index}\n\nimport "fmt"\n\n// Label names a shape.\nfunc Label(name string, sides int) string {\n\treturn fmt.Sprintf("%s: %d of ${index}", name, sides)\n}\n`,
    ]),
    'go.mod': 'module example.com/shapes\n\ngo 1.22\n',
  }),
  tools: [
    { ...tool('gofmt', 'out=$(gofmt -l .); echo "$out"; test -z "$out"', 'gofmt -w .', 'gofmt'), needs: 'gofmt' },
    tool('go-vet', 'go vet ./...', null, 'go vet'),
  ],
  plants: [
    { name: 'format', file: /\.go$/, change: (text) => text.replace('\treturn', '  return'), fixable: true },
    { name: 'verb', file: /\.go$/, change: (text) => text.replace('%d of', '%s of'), fixable: false },
  ],
  everyFixer: ['gofmt -w .', 'go fix ./...'],
}

export const RUST: Project = {
  name: 'Rust: rustfmt, clippy',
  files: (modules) => ({
    ...UNCHECKED,
    ...each(modules, (index) => [
      `src/shape${index}.rs`,
      `pub fn circumference(sides: &[u32]) -> u32 {\n    let start = ${index};\n    sides.iter().fold(start, |total, side| total + side)\n}\n`,
    ]),
    'src/lib.rs': numbers(modules)
      .map((index) => `shape${index}`)
      .toSorted() // as rustfmt puts them
      .map((name) => `pub mod ${name};\n`)
      .join(''),
    'Cargo.toml': '[package]\nname = "shapes"\nversion = "0.1.0"\nedition = "2021"\n',
    'Cargo.lock':
      '# This file is automatically @generated by Cargo.\n# It is not intended for manual editing.\nversion = 4\n\n[[package]]\nname = "shapes"\nversion = "0.1.0"\n',
    '.gitignore': 'target\n',
  }),
  tools: [
    { ...tool('rustfmt', 'cargo fmt --check', 'cargo fmt', 'cargo fmt'), needs: 'rustfmt' },
    {
      ...tool(
        'clippy',
        'cargo clippy --offline -- -D warnings',
        'cargo clippy --offline --fix --allow-dirty',
        'cargo clippy',
      ),
      needs: 'cargo-clippy',
    },
  ],
  plants: [
    {
      name: 'format',
      file: /shape\d+\.rs$/,
      change: (text) => text.replace('let start =', 'let start  ='),
      fixable: true,
    },
    {
      name: 'clippy',
      file: /shape\d+\.rs$/,
      change: (text) => text.replace(/ {4}(sides\.iter\(\).*)\n/, '    return $1;\n'),
      fixable: true,
    },
  ],
  everyFixer: ['cargo fmt', 'cargo clippy --offline --fix --allow-dirty'],
}

export const PROJECTS: readonly Project[] = [TYPESCRIPT, BIOME, WEB, RUFF, BLACK, PYLINT, GO, RUST]
