/** A workflow whose job `check` runs these commands. */
export function workflow(...steps: string[]): string {
  const runs = steps.map((step) => `      - run: ${step}\n`).join('')
  return `on: pull_request\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${runs}`
}

/** A clean repository that lints, formats and checks types. */
export const BASE = {
  '.github/workflows/ci.yml': workflow('oxlint', 'prettier --check .', 'tsc --noEmit'),
  '.prettierrc': '{ "semi": false, "singleQuote": true }\n',
  '.prettierignore': '.github\n',
  '.oxlintrc.json': '{ "rules": { "no-var": "error", "eqeqeq": "error", "prefer-const": "error" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["src"] }\n',
  'src/a.ts': "export const a = 'a'\n",
  'src/b.ts': 'export const b = 1\n',
} as const
