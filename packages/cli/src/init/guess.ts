import { parseDocument } from 'yaml'
import type { FileSource } from '@upkeep/ci'
import { newest } from './pin.ts'
import { CHECKOUT } from './setup-job.ts'
import type { SetupJob } from './setup-job.ts'

/** A set-up and checks from the manifests of a repository that has no CI to take them from; a guess, and marked as one. */
export interface Guess {
  setup: SetupJob
  /** For the input `checks`. */
  checks: string[]
}

const NODE = [`- uses: ${newest('actions/setup-node')}`, '  with:', '    node-version: 24']
const PYTHON = [`- uses: ${newest('actions/setup-python')}`, '  with:', "    python-version: '3.13'"]
const UV = [`- uses: ${newest('astral-sh/setup-uv')}`]

/** Null where no manifest says how anything is installed. */
export async function guess(files: FileSource): Promise<Guess | null> {
  const names = new Set((await files.list()).filter((path) => !path.includes('/')))
  const found = [await guessNode(files, names), await guessPython(files, names)].flatMap((each) => each ?? [])
  if (found.length === 0) return null
  const steps = [CHECKOUT, ...found.flatMap((each) => each.steps)]
  const setup = { keys: ['runs-on: ubuntu-latest'], top: [], steps, notes: [] }
  return { setup, checks: found.flatMap((each) => each.checks) }
}

interface Part {
  steps: string[]
  checks: string[]
}

async function guessNode(files: FileSource, names: ReadonlySet<string>): Promise<Part | null> {
  if (!names.has('package.json')) return null
  // JSON is YAML, and what is broken reads as nothing
  const manifest = parseDocument((await files.read('package.json')) ?? '')
  const [run, install] = managerOf(names)
  const named = ['typecheck', 'type-check', 'check-types', 'types', 'lint'].filter((name) =>
    manifest.hasIn(['scripts', name]),
  )
  const checks = named.map((name) => `${run} ${name}`)
  if (names.has('tsconfig.json') && !named.some((name) => name !== 'lint')) checks.unshift('npx tsc --noEmit')
  if (checks.length === 0) return null
  const enable = run === 'npm run' || run === 'bun run' ? [] : ['- run: corepack enable']
  const bun = run === 'bun run' ? [`- uses: ${newest('oven-sh/setup-bun')}`] : []
  return { steps: [NODE.join('\n'), ...enable, ...bun, `- run: ${install}`], checks }
}

function managerOf(names: ReadonlySet<string>): [run: string, install: string] {
  if (names.has('pnpm-lock.yaml')) return ['pnpm run', 'pnpm install --frozen-lockfile']
  if (names.has('yarn.lock')) return ['yarn run', 'yarn install --immutable']
  if (names.has('bun.lock') || names.has('bun.lockb')) return ['bun run', 'bun install --frozen-lockfile']
  return ['npm run', names.has('package-lock.json') ? 'npm ci' : 'npm install']
}

async function guessPython(files: FileSource, names: ReadonlySet<string>): Promise<Part | null> {
  const manifest = ['pyproject.toml', 'setup.cfg', 'setup.py'].find((name) => names.has(name))
  if (manifest === undefined) return null
  const text = (
    await Promise.all([...names].filter((name) => /\.(?:toml|cfg|ini)$/.test(name)).map((name) => files.read(name)))
  ).join('\n')
  const prefix = names.has('uv.lock') ? 'uv run ' : ''
  const tools = [
    ['mypy', /\bmypy\b/, 'mypy .'],
    ['pyright', /\bpyright\b/, 'pyright'],
    ['ruff', /\bruff\b/, 'ruff check .'],
  ] as const
  const used = tools.filter(([, pattern]) => pattern.test(text))
  if (used.length === 0) return null
  const install = names.has('uv.lock')
    ? [UV.join('\n'), '- run: uv sync --all-groups --all-extras']
    : [PYTHON.join('\n'), `- run: python -m pip install -e . ${used.map(([tool]) => tool).join(' ')}`]
  return { steps: install, checks: used.map(([, , command]) => `${prefix}${command}`) }
}
