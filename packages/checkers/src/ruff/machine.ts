import { withoutFlags } from '../arguments.ts'

const REWRITING = [
  '--fix',
  '--fix-only',
  '--unsafe-fixes',
  '--add-noqa',
  '--show-fixes',
  '--diff',
  '--statistics',
  '--quiet',
  '-q',
  '--watch',
  '-w',
]

/** `--no-fix` overrides `fix = true` of the configuration. */
export function machine(argv: readonly string[]): string[] {
  if (argv.includes('format')) return [...withoutFlags(argv, { switches: ['--check', '--diff'] }), '--check']
  return [
    ...withoutFlags(argv, { switches: REWRITING, valued: ['--output-format', '--format'] }),
    '--no-fix',
    '--output-format',
    'json',
  ]
}
