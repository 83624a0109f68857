import { createHash } from 'node:crypto'
import { newest } from './pin.ts'
import type { SetupJob } from './setup-job.ts'

export type When = 'weekly' | 'daily' | 'push'

export interface WorkflowOptions {
  action: string
  title: string
  /** Where the set-up comes from, for the comment at the top. */
  source: string
  when: When
  /** Pushes to these start it, with `when: push`. */
  branches: readonly string[]
  /** One job that posts itself. */
  direct: boolean
  /** Inputs of our own step. */
  inputs: Readonly<Record<string, string>>
  /** Spreads schedules: the same for the same repository. */
  seed: string
}

const HEADER = '# upkeep-init: '

/** The whole file. Its second line holds the digest of the rest, by which a file that somebody changed is told from ours. */
export function workflowText(setup: SetupJob, options: WorkflowOptions): string {
  const { action, title, source, direct } = options
  const body = [
    `name: Upkeep ${action}`,
    '',
    ...triggersOf(options),
    '',
    'permissions: {}',
    '',
    'concurrency:',
    `  group: upkeep-${action}`,
    '  cancel-in-progress: false',
    '',
    ...setup.top.flatMap((text) => [text, '']),
    'jobs:',
    `  ${action}:`,
    `    name: ${title}`,
    ...setup.keys.flatMap((text) => indented(text, 4)),
    '    timeout-minutes: 30',
    '    permissions:',
    ...(direct ? WRITES : READS),
    ...(direct ? [] : OUTPUTS),
    '    steps:',
    ...setup.steps.flatMap((text) => indented(text, 6)),
    ...ourSteps(options),
    ...(direct ? [] : publishJob(action)),
    '',
  ].join('\n')
  const intro = [
    `# Written by \`upkeep init ${action}\` from ${source}. It is yours to change.`,
    `${HEADER}${digestOf(body)}`,
  ]
  return `${intro.join('\n')}\n${body}`
}

/** Whether a file is as init wrote it, whichever version of init. */
export function isUntouched(text: string): boolean {
  const [, mark = '', ...rest] = text.split('\n')
  return mark.startsWith(HEADER) && mark.slice(HEADER.length) === digestOf(rest.join('\n'))
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function triggersOf({ when, branches, seed, action }: WorkflowOptions): string[] {
  if (when === 'push') return ['on:', '  push:', `    branches: [${branches.join(', ')}]`, '  workflow_dispatch:']
  const spread = createHash('sha256').update(`${seed} ${action}`).digest()
  const [minute, hour, day] = [(spread[0] ?? 0) % 60, 2 + ((spread[1] ?? 0) % 5), 1 + ((spread[2] ?? 0) % 5)]
  return [
    'on:',
    '  schedule:',
    `    - cron: '${minute} ${hour} * * ${when === 'weekly' ? day : '*'}'`,
    '  workflow_dispatch:',
  ]
}

const READS = ['      contents: read # checkout', '      pull-requests: read # what was proposed and declined before']
const WRITES = [
  '      contents: write # one commit on a branch under upkeep/',
  '      pull-requests: write # one pull request',
]
const OUTPUTS = [
  '    outputs:',
  '      artifact-id: ${{ steps.upload.outputs.artifact-id }}',
  '      artifact-digest: ${{ steps.upload.outputs.artifact-digest }}',
]

function ourSteps({ action, direct, inputs }: WorkflowOptions): string[] {
  const given = { ...(direct ? { publish: 'direct' } : {}), ...inputs }
  const lines = Object.entries(given).flatMap(([name, value]) =>
    value.includes('\n') ? [`          ${name}: |`, ...indented(value, 12)] : [`          ${name}: ${value}`],
  )
  return [
    `      - uses: upkeep-actions/upkeep/actions/${action}@v1`,
    ...(direct ? [] : ['        id: upkeep']),
    ...(lines.length === 0 ? [] : ['        with:', ...lines]),
    ...(direct ? [] : UPLOAD),
  ]
}

const UPLOAD = [
  `      - uses: ${newest('actions/upload-artifact')}`,
  '        id: upload',
  "        if: steps.upkeep.outputs.has-publication == 'true'",
  '        with:',
  '          name: upkeep-publication',
  '          path: |',
  '            ${{ steps.upkeep.outputs.out }}/publication.json',
  '            ${{ steps.upkeep.outputs.out }}/patch.diff',
  '            ${{ steps.upkeep.outputs.out }}/blobs',
]

function publishJob(action: string): string[] {
  return [
    '',
    '  publish:',
    '    name: Pull request',
    `    needs: ${action}`,
    `    if: needs.${action}.outputs.artifact-id != ''`,
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 5',
    '    permissions:',
    ...WRITES,
    '    steps:',
    '      - uses: upkeep-actions/upkeep/actions/publish@v1',
    '        with:',
    `          artifact-id: \${{ needs.${action}.outputs.artifact-id }}`,
    `          artifact-digest: \${{ needs.${action}.outputs.artifact-digest }}`,
  ]
}

function indented(text: string, spaces: number): string[] {
  return text.split('\n').map((line) => (line.trim() === '' ? '' : `${' '.repeat(spaces)}${line}`))
}
