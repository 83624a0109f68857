import { kindsOfTool, toolName } from '@upkeep/checkers'
import type { CheckKind } from '@upkeep/schema'
import type { Leaf } from '../model.ts'
import { PLUMBING } from '../classify/step-kinds.ts'
import type { StepFacts } from './facts.ts'
import { textsOf } from '../workflow/references.ts'

/**
 * Whether a later step may read what a step builds. Not where it compiles again by itself (cargo, go), where the build only packs a
 * package of Python that the step does not name, and where the sources that it judges lead nowhere that a build writes.
 */
export function mayRead(build: StepFacts, later: StepFacts): boolean {
  const built = workOf(build)
  const read = workOf(later)
  if (built.length === 0) return true
  if (read.length === 0) return !leavesNothing([...later.kinds]) || textsOf(later.raw).some((text) => OUTPUT.test(text))
  if (COMPILING.some((tool) => [...built, ...read].every(({ argv }) => compilesItself(argv, tool)))) return false
  if (built.every(packsPython))
    return (
      !read.every(isKnown) ||
      textsOf(later.raw)
        .concat(read.map(({ command }) => command))
        .some(namesPackage)
    )
  return !(read.length > 0 && read.every(({ readsBuild }) => readsBuild === false))
}

/** What a step does, without what only sets up. */
function workOf({ readings }: StepFacts): Leaf[] {
  return readings
    .flatMap(({ leaves }) => leaves)
    .filter(
      ({ argv, kinds }) => !PLUMBING.has(toolName(argv)) && !leavesNothing(kinds) && !leavesNothing(kindsOfTool(argv)),
    )
}

/** A path into a folder that builds write to. */
const OUTPUT = /(?<![\w-])(?:(?:target|dist)(?![\w-])|(?:build|out|bin|lib)\/)|\.whl\b/

/** What leaves nothing that a check reads. */
const IDLE: ReadonlySet<CheckKind> = new Set(['setup', 'other', 'docs', 'security'])

function leavesNothing(kinds: readonly CheckKind[]): boolean {
  return kinds.length > 0 && kinds.every((kind) => IDLE.has(kind))
}

const COMPILING = ['cargo', 'go'] as const

/** `go build -o FILE` leaves what others may run; `go build` of several packages leaves nothing. */
function compilesItself(argv: readonly string[], tool: string): boolean {
  if (toolName(argv) !== tool)
    return tool === 'go' && /^(?:golangci-lint|staticcheck|gofmt|gofumpt)$/.test(toolName(argv))
  if (argv[1] === 'run' || argv[1] === 'install') return false
  return !argv.some((word) => /^-{1,2}(?:o|artifact-dir|out-dir|target-dir)(?:=|$)/.test(word))
}

function isKnown({ argv, invocation }: Leaf): boolean {
  return invocation !== null || kindsOfTool(argv).length > 0
}

function packsPython({ argv }: Leaf): boolean {
  const tool = toolName(argv)
  const [, word = ''] = argv
  if (/^(?:twine|check-wheel-contents|check-manifest|abi3audit|pyroma)$/.test(tool)) return true
  if (/^(?:uv|poetry|hatch|flit|pdm|rye|pyproject-build)$/.test(tool))
    return word === 'build' || tool === 'pyproject-build'
  if (!/^(?:python|pypy)[\d.]*$/.test(tool)) return false
  return (
    (word === '-m' && argv[2] === 'build') ||
    (word.endsWith('setup.py') && argv.some((each) => /^(?:sdist|bdist_wheel)$/.test(each)))
  )
}

function namesPackage(text: string): boolean {
  return /\bdist\b|\bwheel|\.whl|\bsdist|\.tar\.gz|--find-links|--installpkg/.test(text)
}
