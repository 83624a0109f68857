import type { GitHub } from '@upkeep/github'
import { setLabels, stickyComment } from '@upkeep/github/write'
import { readOperationMarker } from '@upkeep/schema'
import type { Operation } from '@upkeep/schema'
import { shortened } from '@upkeep/text'
import type { Allowed } from '@upkeep/text/neutralise'
import { DENIED_LABELS, LIMITS } from './limits.data.ts'
import type { OperationOutcome, Withheld } from './outcome.ts'
import { slotsMarkdown, slotsTitle } from './slots.ts'

export interface IssueParts {
  github: GitHub
  operation: Extract<Operation, { op: 'issue-update' | 'report' }>
  allowed: Allowed
  serverUrl: string
  plan: ((line: string) => void) | null
}

/** Labels that the repository has, and the one comment of the action. A report without an issue is the job summary's. */
export async function publishIssue(parts: IssueParts): Promise<OperationOutcome[]> {
  const { github, operation, plan, serverUrl } = parts
  const { issue } = operation
  if (issue === null) return []
  const { add, remove, denied } = labelsOf(operation)
  const body = bodyOf(parts)
  const what = `#${issue}`
  if (plan !== null) {
    if (add.length + remove.length > 0)
      plan(`labels of ${what}: ${[...add.map((name) => `+${name}`), ...remove.map((name) => `-${name}`)].join(' ')}`)
    if (body !== '') plan(`a comment on ${what}`)
    return denied.map((withheld) => ({ withheld }))
  }
  const outcomes: OperationOutcome[] = denied.map((withheld) => ({ withheld }))
  const url = `${serverUrl}/${github.repository.owner}/${github.repository.name}/issues/${issue}`
  if (add.length + remove.length > 0) {
    const done = await setLabels(github, { issue, add, remove })
    if (done.done === 'refused') return [...outcomes, { withheld: { what, why: done.message } }]
    outcomes.push({ posted: { op: 'labels', url, wrote: done.done !== 'unchanged' } })
    for (const name of done.unknown)
      outcomes.push({ withheld: { what: name, why: 'The repository has no such label.' } })
  }
  if (body === '') return outcomes
  const about = readOperationMarker(operation.marker)
  if (about === null) throw new Error('the marker was validated before')
  const done = await stickyComment(github, { issue, action: about.action, body, ids: about.ids })
  if (done.done === 'refused') return [...outcomes, { withheld: { what, why: done.message } }]
  return [...outcomes, { posted: { op: 'comment', url: done.url, wrote: done.done !== 'unchanged' } }]
}

function isDenied(label: string): boolean {
  return DENIED_LABELS.test(label)
}

function labelsOf(operation: IssueParts['operation']): { add: string[]; remove: string[]; denied: Withheld[] } {
  if (operation.op === 'report') return { add: [], remove: [], denied: [] }
  const why = 'No action may set or take away this label.'
  const denied = [...operation.add, ...operation.remove].filter(isDenied).map((what) => ({ what, why }))
  const add = operation.add.filter((name) => !isDenied(name))
  const over = add.slice(LIMITS.labels).map((what) => ({ what, why: `One run sets ${LIMITS.labels} labels at most.` }))
  return {
    add: add.slice(0, LIMITS.labels),
    remove: operation.remove.filter((name) => !isDenied(name)).slice(0, LIMITS.labels),
    denied: [...denied, ...over],
  }
}

function bodyOf({ operation, allowed }: IssueParts): string {
  const title = slotsTitle(operation.title)
  const words = [
    title === '' ? '' : `### ${slotsMarkdown([{ text: title, from: 'model' }], allowed)}`,
    slotsMarkdown(operation.body, allowed),
  ]
  return shortened(words.filter((text) => text.trim() !== '').join('\n\n'), LIMITS.body)
}
