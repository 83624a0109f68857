import { Refusal, found, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { changeBodies, commitBody, entryOf } from '../bodies/commit.ts'
import { repositoryBody, repositoryUrl, userBody } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { ancestors, commitsBetween, mergeBase } from '../git/commits.ts'
import { entryType, readObject, readTree } from '../git/objects.ts'
import { slugOf } from '../model.ts'
import type { Role } from '../model.ts'
import { resolveCommit } from '../refs.ts'
import { wrapped } from './git.ts'

/** The old answer of this operation knows four words only. */
const PERMISSION: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
}

const ROLES: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin']
const NAMED = { pull: 'read', triage: 'triage', push: 'write', maintain: 'maintain', admin: 'admin' } as const

const getRepository: Handler = (call) => ok(repositoryBody(call, call.repository))

const getPermission: Handler = (call) => {
  const login = call.path['username'] ?? ''
  if (!call.state.users.has(login) && !call.repository.collaborators.has(login)) found(null)
  const fallback: Role = call.repository.private ? 'none' : 'read'
  const role = call.repository.collaborators.get(login) ?? (login === call.repository.owner ? 'admin' : fallback)
  const granted = ROLES.slice(0, ROLES.indexOf(role) + 1)
  const permissions = Object.fromEntries(
    (['pull', 'triage', 'push', 'maintain', 'admin'] as const).map((name) => [name, granted.includes(NAMED[name])]),
  )
  const user = { ...userBody(call, login), permissions, role_name: role }
  return ok({ permission: PERMISSION[role], role_name: role, user })
}

const getBranch: Handler = (call) => {
  const name = call.path['branch'] ?? ''
  const sha = found(call.repository.refs.get(`refs/heads/${name}`))
  const url = `${repositoryUrl(call, call.repository)}/branches/${name}`
  return ok({
    name,
    commit: commitBody(call, call.repository, sha),
    _links: { self: url, html: `${call.web}/${slugOf(call.repository)}/tree/${name}` },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  })
}

function commitNamed(call: Call, name: string): string {
  const sha = resolveCommit(call, call.repository, name)
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${name}`)
  return sha
}

const getCommit: Handler = (call) => {
  const sha = commitNamed(call, call.path['ref'] ?? '')
  const body = commitBody(call, call.repository, sha)
  const parent = (body['parents'] as { sha: string }[])[0]?.sha ?? ''
  const files = changeBodies(call, call.repository, parent, sha)
  return ok({ ...body, stats: statsOf(files), files: files.slice(0, 300) })
}

function statsOf(files: readonly Body[]): Body {
  const sum = (field: string) => files.reduce((total, file) => total + Number(file[field]), 0)
  return { additions: sum('additions'), deletions: sum('deletions'), total: sum('changes') }
}

const listCommits: Handler = (call) => {
  const start = resolveCommit(call, call.repository, String(call.query['sha'] ?? ''))
  const all = ancestors(call.store, found(start))
  const list = page(call, all)
  return { ...list, body: (list.body as string[]).map((sha) => commitBody(call, call.repository, sha)) }
}

const compare: Handler = (call) => {
  const [base = '', head = ''] = (call.path['basehead'] ?? '').split('...')
  const [from, to] = [resolveSide(call, base), resolveSide(call, head)]
  const common = mergeBase(call.store, from, to)
  if (common === null) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`)
  const commits = commitsBetween(call.store, from, to)
  const behind = commitsBetween(call.store, to, from).length
  const url = `${repositoryUrl(call, call.repository)}/compare/${base}...${head}`
  const web = `${call.web}/${slugOf(call.repository)}/compare/${base}...${head}`
  const list = page(call, commits)
  return {
    ...list,
    body: {
      url,
      html_url: web,
      permalink_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      base_commit: commitBody(call, call.repository, from),
      merge_base_commit: commitBody(call, call.repository, common),
      status: statusOf(commits.length, behind),
      ahead_by: commits.length,
      behind_by: behind,
      total_commits: commits.length,
      commits: (list.body as string[]).map((sha) => commitBody(call, call.repository, sha)),
      // all files come with the first page, at most 300
      files: Number(call.query['page'] ?? 1) === 1 ? changeBodies(call, call.repository, common, to).slice(0, 300) : [],
    },
  }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind'
  return behind === 0 ? 'ahead' : 'diverged'
}

/** `main`, or `owner:main` of a fork. */
function resolveSide(call: Call, name: string): string {
  const [owner = '', branch = ''] = name.split(':')
  const other = [...call.state.repositories.values()].find(
    (one) => one.owner === owner && (one.forkOf === call.repository.id || one === call.repository),
  )
  const side = name.includes(':') ? ([found(other), branch] as const) : ([call.repository, name] as const)
  return found(resolveCommit(call, ...side))
}

const getContent: Handler = (call) => {
  const ref = String(call.query['ref'] ?? '')
  const sha = resolveCommit(call, call.repository, ref)
  if (sha === null)
    throw new Refusal(404, ref === '' ? 'This repository is empty.' : `No commit found for the ref ${ref}`)
  const path = (call.path['path'] ?? '').replace(/\/$/, '')
  const entry = entryOf(call, sha, path)
  if (entryType(entry) !== 'tree') return ok(contentBody(call, path, entry, ref || call.repository.defaultBranch, true))
  const entries = readTree(call.store, entry.sha).map((one) =>
    contentBody(call, path === '' ? one.name : `${path}/${one.name}`, one, ref || call.repository.defaultBranch, false),
  )
  return ok(entries)
}

const TYPES = { blob: 'file', tree: 'dir', commit: 'submodule' } as const

function contentBody(
  call: Call,
  path: string,
  entry: { mode: string; sha: string; name: string },
  ref: string,
  whole: boolean,
): Body {
  const url = `${repositoryUrl(call, call.repository)}/contents/${path}?ref=${ref}`
  const git = `${repositoryUrl(call, call.repository)}/git/${entryType(entry)}s/${entry.sha}`
  const html = `${call.web}/${slugOf(call.repository)}/blob/${ref}/${path}`
  const content = readObject(call.store, entry.sha, 'blob') ?? Buffer.alloc(0)
  const type = entry.mode === '120000' ? 'symlink' : TYPES[entryType(entry)]
  const isLarge = content.length > 1 << 20
  return {
    type: type === 'submodule' && !whole ? 'file' : type,
    size: content.length,
    name: entry.name,
    path,
    sha: entry.sha,
    url,
    git_url: git,
    html_url: html,
    download_url: type === 'file' ? html.replace('/blob/', '/raw/') : null,
    _links: { self: url, git, html },
    ...(whole && type === 'file'
      ? { content: isLarge ? '' : wrapped(content), encoding: isLarge ? 'none' : 'base64' }
      : {}),
    ...(whole && type === 'symlink' ? { target: content.toString('utf8') } : {}),
    ...(whole && type === 'submodule' ? { submodule_git_url: null } : {}),
  }
}

const getAuthenticated: Handler = (call) => {
  // an installation's token belongs to no user
  if (call.viewer.login.endsWith('[bot]')) throw new Refusal(403, 'Resource not accessible by integration')
  const user = userBody(call, call.viewer.login)
  const rest = ['bio', 'blog', 'company', 'email', 'hireable', 'location', 'name'].map((field) => [field, null])
  const counts = ['followers', 'following', 'public_gists', 'public_repos'].map((field) => [field, 0])
  const time = new Date(0).toISOString()
  return ok({ ...user, ...Object.fromEntries([...rest, ...counts]), blog: '', created_at: time, updated_at: time })
}

export const repositoryRoutes: Readonly<Record<string, Handler>> = {
  'repos/get': getRepository,
  'repos/get-collaborator-permission-level': getPermission,
  'repos/get-branch': getBranch,
  'repos/get-commit': getCommit,
  'repos/list-commits': listCommits,
  'repos/compare-commits-with-basehead': compare,
  'repos/get-content': getContent,
  'users/get-authenticated': getAuthenticated,
}
