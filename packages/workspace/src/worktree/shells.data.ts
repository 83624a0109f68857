/** How GitHub runs the shells of `run:` steps (docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`). */
export const SHELLS = {
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'],
  sh: ['sh', '-e', '-c'],
  python: ['python', '-c'],
  pwsh: ['pwsh', '-command'],
} as const
