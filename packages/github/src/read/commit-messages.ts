import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'

const Commit = z.object({ message: z.string(), parents: z.array(z.object({ sha: Sha })) })

/** The messages of a commit and of those before it, along first parents, newest first; empty where it is gone. One request each. */
export async function commitMessages(github: GitHub, sha: Sha, count: number): Promise<string[]> {
  const messages: string[] = []
  let next: Sha | undefined = sha
  while (next !== undefined && messages.length < count) {
    const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'
    const commit: z.infer<typeof Commit> | null = await github.get(route, { commit_sha: next }, Commit)
    if (commit === null) break
    messages.push(commit.message)
    next = commit.parents[0]?.sha
  }
  return messages
}
