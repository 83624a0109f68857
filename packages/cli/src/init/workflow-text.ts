import { createHash } from 'node:crypto'
import { SLUG } from '@upkeep/schema'
import { stringify } from 'yaml'
import type { Form } from './needs.data.ts'
import { newest } from './pin.ts'
import { idOf } from './setup-job.ts'
import type { SetupJob } from './setup-job.ts'

export type When = 'weekly' | 'daily' | 'push'

export interface WorkflowOptions {
  action: string
  form: Form
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
  const { action, title, source, direct, form } = options
  const { reads, writes } = PERMISSIONS[form]
  const ids = freeIds(setup)
  const body = [
    `name: Upkeep ${action}`,
    '',
    ...triggersOf(options),
    '',
    'permissions: {}',
    '',
    'concurrency:',
    ...(form === 'repository'
      ? [`  group: upkeep-${action}`, '  cancel-in-progress: false']
      : [`  group: upkeep-${action}-\${{ github.event.pull_request.number }}`, '  cancel-in-progress: true']),
    '',
    ...[...setup.top.values()].flatMap((text) => [text, '']),
    'jobs:',
    `  ${action}:`,
    `    name: ${title}`,
    ...[...setup.keys.values()].flatMap((text) => indented(text, 4)),
    '    timeout-minutes: 30',
    '    permissions:',
    ...(direct ? writes : reads),
    ...setup.permissions.map((line) => `      ${line}`),
    ...(direct ? [] : outputs(ids)),
    '    steps:',
    ...setup.steps.flatMap(({ text }) => indented(text, 6)),
    ...(form === 'pull-request' && setup.rewrites ? RESTORE : []),
    ...ourSteps(options, ids),
    ...(direct ? [] : publishJob(action, form)),
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

function triggersOf({ when, branches, seed, action, form }: WorkflowOptions): string[] {
  if (form === 'pull-request') return ['on:', '  pull_request:']
  if (when === 'push') return ['on:', '  push:', `    branches: ${listOf(branches)}`, '  workflow_dispatch:']
  const spread = createHash('sha256').update(`${seed} ${action}`).digest()
  const [minute, hour, day] = [(spread[0] ?? 0) % 60, 2 + ((spread[1] ?? 0) % 5), 1 + ((spread[2] ?? 0) % 5)]
  return [
    'on:',
    '  schedule:',
    `    - cron: '${minute} ${hour} * * ${when === 'weekly' ? day : '*'}'`,
    '  workflow_dispatch:',
  ]
}

const PERMISSIONS: Readonly<Record<Form, { reads: string[]; writes: string[] }>> = {
  repository: {
    reads: ['      contents: read # checkout', '      pull-requests: read # what was proposed and declined before'],
    writes: [
      '      contents: write # one commit on a branch under upkeep/',
      '      pull-requests: write # one pull request; Settings → Actions → General has to allow that',
    ],
  },
  'pull-request': {
    reads: ['      contents: read # checkout', '      pull-requests: read # which files the pull request changes'],
    writes: [
      '      contents: write # one commit on the branch of the pull request',
      '      pull-requests: write # suggestions, where it can not be committed to',
    ],
  },
}
/** Behind checks that rewrite files: the action looks at the tree that it finds. */
const RESTORE = [
  '      # A check above may have rewritten files: what is fixed is what was committed.',
  '      - run: git restore :/',
  '        if: always()',
]

/** Ids of our own steps. */
interface Ids {
  upkeep: string
  upload: string
}

/** Ids that no step has which was taken over. */
function freeIds({ steps }: SetupJob): Ids {
  const taken = new Set(steps.map(({ text }) => idOf(text)))
  const free = (name: string, other: string) => (taken.has(name) ? other : name)
  return { upkeep: free('upkeep', 'upkeep-action'), upload: free('upload', 'upload-publication') }
}

function outputs({ upload }: Ids): string[] {
  return [
    '    outputs:',
    `      artifact-id: \${{ steps.${upload}.outputs.artifact-id }}`,
    `      artifact-digest: \${{ steps.${upload}.outputs.artifact-digest }}`,
  ]
}

function ourSteps({ action, direct, inputs, form }: WorkflowOptions, ids: Ids): string[] {
  const given = { ...(direct ? { publish: 'direct' } : {}), ...inputs }
  const lines = Object.entries(given).flatMap(([name, value]) =>
    value.includes('\n') ? [`          ${name}: |`, ...indented(value, 12)] : [`          ${name}: ${value}`],
  )
  return [
    `      - uses: ${SLUG}/actions/${action}@v1`,
    ...(direct ? [] : [`        id: ${ids.upkeep}`]),
    ...(form === 'pull-request' ? ['        if: always()'] : []),
    ...(lines.length === 0 ? [] : ['        with:', ...lines]),
    ...(direct ? [] : uploadStep(action, form, ids)),
  ]
}

function uploadStep(action: string, form: Form, { upkeep, upload }: Ids): string[] {
  const [before, name] = form === 'repository' ? ['', 'upkeep-publication'] : ['always() && ', `upkeep-${action}`]
  return [
    `      - uses: ${newest('actions/upload-artifact')}`,
    `        id: ${upload}`,
    `        if: ${before}steps.${upkeep}.outputs.has-publication == 'true'`,
    '        with:',
    `          name: ${name}`,
    '          path: |',
    ...['publication.json', 'patch.diff', 'blobs'].map(
      (file) => `            \${{ steps.${upkeep}.outputs.out }}/${file}`,
    ),
  ]
}

function publishJob(action: string, form: Form): string[] {
  const made = `needs.${action}.outputs.artifact-id != ''`
  return [
    '',
    '  publish:',
    `    name: ${form === 'repository' ? 'Pull request' : 'Commit'}`,
    `    needs: ${action}`,
    ...(form === 'repository'
      ? [`    if: ${made}`]
      : [
          '    # A job for a pull request of a fork gets no token that can write; its patch is in the artifact.',
          `    if: always() && ${made} && !github.event.pull_request.head.repo.fork`,
        ]),
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 5',
    '    permissions:',
    ...PERMISSIONS[form].writes,
    '    steps:',
    `      - uses: ${SLUG}/actions/publish@v1`,
    '        with:',
    `          artifact-id: \${{ needs.${action}.outputs.artifact-id }}`,
    `          artifact-digest: \${{ needs.${action}.outputs.artifact-digest }}`,
  ]
}

/** On one line, each quoted where it would be read as something else: a branch may be called 1.10. */
function listOf(names: readonly string[]): string {
  const form = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0, singleQuote: true } as const
  return stringify(names, form).trimEnd()
}

function indented(text: string, spaces: number): string[] {
  return text.split('\n').map((line) => (line.trim() === '' ? '' : `${' '.repeat(spaces)}${line}`))
}
