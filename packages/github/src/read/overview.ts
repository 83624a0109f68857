import { Sha, branchOf } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'
import { parseMarker } from '../marker.ts'
import type { Marker } from '../marker.ts'

/** A pull request that we opened: from a branch of our own name in the repository itself, with our marker in its body. */
export interface OwnPullRequest {
  number: number
  url: string
  state: 'open' | 'closed' | 'merged'
  branch: string
  /** The branch that it goes to. */
  base: string
  title: string
  marker: Marker
}

export interface BranchState {
  head: Sha
  /** The message of its last commit. */
  message: string
  /** How many commits it has that the base branch has not. */
  ahead: number
}

/** What GitHub holds of one action's work on one base branch. */
export interface Overview {
  /** The head of the base branch; null where there is no such branch. */
  baseHead: Sha | null
  branches: ReadonlyMap<string, BranchState>
  /** Newest first, at most twenty of each branch; then those of other branches of the action that are open. */
  pullRequests: readonly OwnPullRequest[]
  /** Those that were closed because nothing of theirs fires any more, and whose branch is there all the same. */
  retired: readonly OwnPullRequest[]
}

const Branch = z.nullable(
  z.object({
    target: z.object({ oid: Sha, message: z.optional(z.string()) }),
    compare: z.optional(z.nullable(z.object({ behindBy: z.int() }))),
  }),
)
const PullRequests = z.object({
  nodes: z.array(
    z.object({
      number: z.int(),
      url: z.string(),
      state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
      isCrossRepository: z.boolean(),
      headRefName: z.string(),
      baseRefName: z.string(),
      title: z.string(),
      body: z.string(),
    }),
  ),
})

const OwnRefs = z.object({ nodes: z.array(z.object({ associatedPullRequests: PullRequests })) })

/** Which of these an entry is follows from its name. */
const Answer = z.object({ repository: z.record(z.string(), z.union([Branch, PullRequests, OwnRefs])) })

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const

/**
 * One query: the base branch, our branches and the pull requests that were ever opened from them, and what is open from any other
 * branch of the same action.
 */
export async function overviewOf(
  github: GitHub,
  { action, base, branches }: { action: string; base: string; branches: readonly string[] },
): Promise<Overview> {
  const fields = branches.map((_, index) => fieldsOf(index))
  const declared = branches.map((_, index) => `$ref${index}: String!, $head${index}: String!`)
  const variables = Object.fromEntries(
    branches.flatMap((branch, index) => [
      [`ref${index}`, `refs/heads/${branch}`],
      [`head${index}`, branch],
    ]),
  )
  const query =
    `query Overview($owner: String!, $name: String!, $base: String!, $baseRef: String!, $own: String!, ${declared.join(', ')}) {
    repository(owner: $owner, name: $name) {
      base: ref(qualifiedName: $baseRef) { target { oid } }
      own: refs(refPrefix: $own, first: 50) {
        nodes { associatedPullRequests(states: [OPEN, CLOSED], first: 5, orderBy: ${NEWEST}) { ${PULL} } }
      }
      ${fields.join('\n')}
    }
  }` as const
  const own = `refs/heads/${branchOf(action, '')}`
  const { repository } = await github.query(query, { ...variables, base, baseRef: `refs/heads/${base}`, own }, Answer)
  const states = new Map<string, BranchState>()
  const pullRequests: OwnPullRequest[] = []
  for (const [index, branch] of branches.entries()) {
    const state = Branch.parse(repository[`branch${index}`])
    if (state !== null) {
      const { target, compare } = state
      states.set(branch, { head: target.oid, message: target.message ?? '', ahead: compare?.behindBy ?? 0 })
    }
    pullRequests.push(...ownOf(action, PullRequests.parse(repository[`pulls${index}`])))
  }
  const retired: OwnPullRequest[] = []
  for (const { associatedPullRequests } of OwnRefs.parse(repository['own']).nodes) {
    const all = ownOf(action, associatedPullRequests)
    const open = all.filter(({ state }) => state === 'open')
    retired.push(...all.slice(0, 1).filter(({ state, marker }) => state === 'closed' && marker.ids.length === 0))
    pullRequests.push(...open.filter(({ number }) => pullRequests.every((known) => known.number !== number)))
  }
  const baseHead = Branch.parse(repository['base'])?.target.oid ?? null
  return { baseHead, branches: states, pullRequests, retired }
}

const NEWEST = '{ field: CREATED_AT, direction: DESC }'
const PULL = 'nodes { number url state isCrossRepository headRefName baseRefName title body }'

function fieldsOf(index: number): string {
  return `branch${index}: ref(qualifiedName: $ref${index}) {
    target { oid ... on Commit { message } }
    compare(headRef: $base) { behindBy }
  }
  pulls${index}: pullRequests(headRefName: $head${index}, first: 20, orderBy: ${NEWEST}) { ${PULL} }`
}

/** A fork can name its branch as it likes and paste a marker, so that only pull requests from the repository itself count. */
function ownOf(action: string, { nodes }: z.infer<typeof PullRequests>): OwnPullRequest[] {
  return nodes.flatMap((node) => {
    const marker = parseMarker(node.body)
    if (node.isCrossRepository || marker?.action !== action) return []
    const { number, url, title, headRefName: branch, baseRefName: base } = node
    return [{ number, url, title, branch, base, marker, state: STATES[node.state] }]
  })
}
