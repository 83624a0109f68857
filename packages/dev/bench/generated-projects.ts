/** Projects as large as one likes, of code of our own. Modules are alike but for their numbers. */
export type Files = Record<string, string>

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

const TSCONFIG = { compilerOptions: { strict: true, noEmit: true, types: [], lib: ['es2024'] }, include: ['src'] }

/** `modules` TypeScript modules, of which the first `dead` hold one dead suppression each and one more a live one. */
export function typescriptProject(modules: number, dead: number): Files {
  const files: Files = {
    '.github/workflows/ci.yml': workflow('npm ci', 'tsc --project tsconfig.json'),
    'package.json': '{ "name": "generated", "private": true, "type": "module" }\n',
    'tsconfig.json': `${JSON.stringify(TSCONFIG)}\n`,
    'src/live.ts': '// @ts-ignore\nexport const live: number = missing\n',
  }
  for (let index = 0; index < modules; index += 1) {
    const comment = index < dead ? '  // @ts-ignore\n' : ''
    files[`src/part-${index % 20}/module-${index}.ts`] = `export interface Shape${index} {
  name: string
  sides: readonly number[]
}

export function circumference${index}(shape: Shape${index}): number {
${comment}  return shape.sides.reduce((total, side) => total + side, ${index})
}
`
  }
  return files
}

/** The same in Python, judged by mypy. */
export function pythonProject(modules: number, dead: number): Files {
  const files: Files = {
    '.github/workflows/ci.yml': workflow('python -m pip install mypy', 'mypy'),
    'pyproject.toml': '[tool.mypy]\nfiles = ["src"]\nstrict = true\nwarn_unused_ignores = false\n',
    'src/live.py': 'live: int = missing  # type: ignore[name-defined]\n',
  }
  for (let index = 0; index < modules; index += 1) {
    const comment = index < dead ? '  # type: ignore' : ''
    files[`src/module_${index}.py`] = `from dataclasses import dataclass


@dataclass
class Shape${index}:
    name: str
    sides: list[int]

    def circumference(self) -> int:
        return sum(self.sides, ${index})${comment}
`
  }
  return files
}
