/** Projects as large as one likes, of code of our own. Modules are alike but for their numbers. */
export type Files = Record<string, string>

export interface Size {
  modules: number
  /** Functions, or methods, in each module. */
  functions: number
  /** Dead suppressions: over the first 50 modules in turn, since one patch may touch no more files. */
  dead: number
}

function workflow(install: string, run: string): string {
  return `name: CI
on: [push]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: ${install}
      - run: ${run}
`
}

const SPREAD = 50

/** Whether this function of this module holds one of the dead suppressions. */
function isDead(module: number, index: number, { modules, dead }: Size): boolean {
  const over = Math.min(SPREAD, modules)
  return module < over && index * over + module < dead
}

const TSCONFIG = { compilerOptions: { strict: true, noEmit: true, types: [], lib: ['es2024'] }, include: ['src'] }

/** A TypeScript project judged by tsc, with one live suppression besides. */
export function typescriptProject(size: Size): Files {
  const files: Files = {
    '.github/workflows/ci.yml': workflow('npm ci', 'tsc --project tsconfig.json'),
    'package.json': '{ "name": "generated", "private": true, "type": "module" }\n',
    'tsconfig.json': `${JSON.stringify(TSCONFIG)}\n`,
    'src/live.ts': '// @ts-ignore\nexport const live: number = missing\n',
  }
  for (let module = 0; module < size.modules; module += 1) {
    const functions = numbers(size.functions).map(
      (index) => `export function circumference${index}(shape: Shape${module}): number {
${isDead(module, index, size) ? '  // @ts-ignore\n' : ''}  return shape.sides.reduce((total, side) => total + side, ${index})
}
`,
    )
    const shape = `export interface Shape${module} {\n  name: string\n  sides: readonly number[]\n}\n`
    files[`src/part-${module % 20}/module-${module}.ts`] = [shape, ...functions].join('\n')
  }
  return files
}

/** The same in Python, judged by mypy. */
export function pythonProject(size: Size): Files {
  const files: Files = {
    '.github/workflows/ci.yml': workflow('python -m pip install mypy', 'mypy'),
    'pyproject.toml': '[tool.mypy]\nfiles = ["src"]\nstrict = true\nwarn_unused_ignores = false\n',
    'src/live.py': 'live: int = missing  # type: ignore[name-defined]\n',
  }
  for (let module = 0; module < size.modules; module += 1) {
    const methods = numbers(size.functions).map(
      (index) => `    def circumference${index}(self) -> int:
        return sum(self.sides, ${index})${isDead(module, index, size) ? '  # type: ignore' : ''}
`,
    )
    const shape = `from dataclasses import dataclass\n\n\n@dataclass\nclass Shape${module}:\n    name: str\n    sides: list[int]\n`
    files[`src/module_${module}.py`] = [shape, ...methods].join('\n')
  }
  return files
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
