import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'
import { connectionOf } from '../wire/github.ts'

const Viewer = z.object({ viewer: z.object({ login: z.string() }) })

const logins = new WeakMap<GitHub, Promise<string>>()

/** The login that the token acts as, e.g. `github-actions[bot]`. Asked once per connection. */
export async function viewerLogin(github: GitHub): Promise<string> {
  const known = logins.get(github)
  if (known !== undefined) return await known
  const asked = github.query('query Viewer { viewer { login } }', {}, Viewer).then(({ viewer }) => viewer.login)
  logins.set(github, asked)
  try {
    return await asked
  } catch (error) {
    logins.delete(github)
    throw error
  }
}

/** Whether our token, or one of the further `authors` of the connection, wrote it. Only then a marker counts. */
export async function isOurs(github: GitHub, login: string | null): Promise<boolean> {
  if (login === null) return false
  const ours = [await viewerLogin(github), ...(connectionOf(github).options.authors ?? [])]
  return ours.some((one) => one.toLowerCase() === login.toLowerCase())
}

/** What an account may do here, `maintain` and `triage` counted as what they include. */
export type Permission = 'admin' | 'write' | 'read' | 'none'

const Collaborator = z.object({ permission: z.enum(['admin', 'write', 'read', 'none']) })

/** Whether an account may write to the repository, by GitHub's word. */
export async function mayWrite(github: GitHub, login: string): Promise<boolean> {
  const permission = await permissionOf(github, login)
  return permission === 'write' || permission === 'admin'
}

/** An account that GitHub doesn't know may do nothing. */
export async function permissionOf(github: GitHub, login: string): Promise<Permission> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
  const found = await github.get(route, { username: login }, Collaborator)
  return found?.permission ?? 'none'
}
