import type { CheckKind } from '@upkeep/schema'
import { kindsOfTool } from '@upkeep/checkers'
import { intentOfAction } from '../kinds/intent.ts'
import { localPath } from '../workflow/local-action.ts'
import { entriesAt, textAt } from '../workflow/raw.ts'
import { ACTION_COMMANDS, ACTION_KINDS, ACTION_SCRIPTS, ACTION_VERSIONS, DEFAULT_ARGUMENTS } from './uses.data.ts'

/** The longest start of a name first, in lower case. */
const BY_LENGTH: readonly (readonly [string, CheckKind])[] = Object.entries(ACTION_KINDS)
  .map(([start, kind]) => [start.toLowerCase(), kind] as const)
  .toSorted(([a], [b]) => b.length - a.length)

/** What an action does by its name and the inputs that matter; empty where nothing is known. */
export function kindsOfAction(uses: string, step: unknown): { kinds: readonly CheckKind[]; known: boolean } {
  const name = uses.replace(/@.*$/, '')
  const byInput = kindsByInput(name.toLowerCase(), step)
  if (byInput !== null) return { kinds: byInput, known: true }
  const lower = name.toLowerCase()
  const known = BY_LENGTH.find(([start]) => lower.startsWith(start))?.[1]
  if (known !== undefined && known !== 'unknown') return { kinds: [known], known: true }
  if (name.startsWith('docker://')) {
    const image =
      name
        .replace(/[:@][^/]*$/, '')
        .split('/')
        .at(-1) ?? ''
    const kinds = kindsOfTool([image])
    return kinds.length > 0 ? { kinds, known: true } : { kinds: intentOfAction(image), known: false }
  }
  if (localPath(name) !== null) return { kinds: [], known: false }
  const intent = intentOfAction(name)
  return { kinds: intent.length > 0 ? intent : kindsOfToolIn(name), known: false }
}

/** `karancode/yamllint-action` carries its tool's name. */
export function kindsOfToolIn(name: string): readonly CheckKind[] {
  const own = name.split('/').slice(1).join('/')
  const whole = own.replace(/^(?:actions?|github)-|-(?:github-)?actions?$/g, '')
  for (const candidate of [whole, ...own.split(/[-_/]/)]) {
    const kinds = kindsOfTool([candidate]).filter((kind) => kind !== 'other' && kind !== 'setup')
    if (kinds.length > 0) return kinds
  }
  return []
}

function kindsByInput(name: string, step: unknown): readonly CheckKind[] | null {
  const input = (key: string) => textAt(step, 'with', key)
  if (/^docker\/(?:build-push|bake)-action$/.test(name)) {
    const pushes = /^true$|\$\{\{/.test(input('push') ?? '') || /type=registry|push=true/.test(input('outputs') ?? '')
    return pushes ? ['build', 'publish'] : ['build']
  }
  if (name === 'actions/github-script') return kindsOfScript(input('script') ?? '')
  if (name.startsWith('goreleaser/goreleaser-action'))
    return /release/.test(input('args') ?? 'release') && !/--snapshot|--skip[= ]?publish/.test(input('args') ?? '')
      ? ['publish', 'release']
      : kindsOfTool(['goreleaser', ...(input('args') ?? '').split(/\s+/)])
  if (name === 'changesets/action') return input('publish') === null ? ['release'] : ['publish', 'release']
  if (name === 'cypress-io/github-action') return input('runTests') === 'false' ? ['setup'] : ['test']
  return entriesAt(step, 'with').some(([key]) => GATE.test(key)) ? ['test'] : null
}

/** An input that makes a report of coverage a gate. */
const GATE = /^(?:fail[_-]under|min(?:imum)?[_-]coverage|coverage[_-]threshold)$/i

/** What a script of actions/github-script does to the repository on GitHub. */
function kindsOfScript(script: string): readonly CheckKind[] | null {
  if (/\.(?:createRelease|updateRelease|uploadReleaseAsset|createTag)\b/.test(script)) return ['release']
  if (/\.(?:createDeployment\w*)\b/.test(script)) return ['deploy']
  if (
    /\.(?:createComment|updateComment|createReview\w*|addLabels|removeLabel|setLabels|createDispatchEvent|createWorkflowDispatch|addAssignees|requestReviewers)\b|issues\.(?:create|update)\b|pulls\.(?:create|update|merge)\b|createCommitStatus|checks\.(?:create|update)\b/.test(
      script,
    )
  )
    return ['notify']
  return /core\.(?:setOutput|exportVariable|addPath)\b|^\s*return\b/m.test(script) ? ['setup'] : null
}

/** The command behind an action that is a check, or the script that it is given to run. */
export function actionCommand(uses: string | null, step: unknown): string | null {
  const name = nameOf(uses)
  const input = Object.hasOwn(ACTION_SCRIPTS, name) ? ACTION_SCRIPTS[name] : undefined
  if (input !== undefined) {
    const given = textAt(step, 'with', input.input)
    return given === null ? null : `${input.before ?? ''}${given}`
  }
  const found = keyIn(ACTION_COMMANDS, name)
  const known = found === undefined ? undefined : ACTION_COMMANDS[found]
  if (found === undefined || known === undefined) return null
  const given = known.argumentsFrom.flatMap((key) => textAt(step, 'with', key) ?? [])
  return `${known.command} ${given.length > 0 ? given.join(' ') : (DEFAULT_ARGUMENTS[found] ?? '')}`.trim()
}

/** The version of its tool that such an action is told to bring, as `1.2`; null where that is left to it or to the runner. */
export function actionVersion(uses: string | null, step: unknown): string | null {
  const found = keyIn(ACTION_VERSIONS, nameOf(uses))
  const input = found === undefined ? undefined : ACTION_VERSIONS[found]
  const given = input === undefined ? null : textAt(step, 'with', input)
  return given === null ? null : (/^(?:v|==)?(\d+(?:\.\d+)+)$/.exec(given.trim())?.[1] ?? null)
}

function nameOf(uses: string | null): string {
  return (uses?.replace(/@.*$/, '') ?? '').toLowerCase()
}

function keyIn(table: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.keys(table).find((key) => key.toLowerCase() === name)
}
