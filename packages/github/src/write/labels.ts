import * as z from 'zod/mini'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { goneOf, refused, repeat, writeRest } from './once.ts'
import type { Written } from './once.ts'

export interface LabelsRequest {
  /** The number of an issue or a pull request. */
  issue: number
  add: readonly string[]
  remove: readonly string[]
}

export type LabelsResult = Written<{ added: string[]; removed: string[]; unknown: string[] }>

const Labels = z.array(z.object({ name: z.string() }))
const Named = z.object({ name: z.string() })

/**
 * Adds and removes labels; `unknown` are those that the repository doesn't have and that are therefore left out (GitHub would create
 * them). Names differ in case only: the repository's spelling counts.
 */
export async function setLabels(github: GitHub, request: LabelsRequest): Promise<LabelsResult> {
  const { issue } = request
  try {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels'
    const present = await github.get(route, { issue_number: issue, per_page: 100 }, Labels)
    if (present === null) return refused('deleted', `There is no #${issue}.`)
    const has = (name: string) => present.some((label) => same(label.name, name))
    const { known, unknown } = await existing(
      github,
      request.add.filter((name) => !has(name)),
    )
    const gone = present.map(({ name }) => name).filter((name) => request.remove.some((other) => same(name, other)))
    if (known.length > 0) {
      const add = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'
      await repeat(github, () => writeRest(github, add, { issue_number: issue, labels: known }, Labels))
    }
    for (const name of gone) await removed(github, issue, name)
    const done = known.length + gone.length > 0 ? 'updated' : 'unchanged'
    return { done, added: known, removed: gone, unknown }
  } catch (error) {
    const gone = goneOf(error)
    if (gone === null) throw error
    return gone
  }
}

async function existing(github: GitHub, names: readonly string[]): Promise<{ known: string[]; unknown: string[] }> {
  const known: string[] = []
  const unknown: string[] = []
  for (const name of names) {
    const label = await github.get('GET /repos/{owner}/{repo}/labels/{name}', { name }, Named)
    if (label === null) unknown.push(name)
    else known.push(label.name)
  }
  return { known, unknown }
}

async function removed(github: GitHub, issue: number, name: string): Promise<void> {
  try {
    const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}'
    await repeat(github, () => writeRest(github, route, { issue_number: issue, name }, z.unknown()))
  } catch (error) {
    if (!(error instanceof GitHubError && error.status === 404)) throw error // somebody else took it off
  }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
