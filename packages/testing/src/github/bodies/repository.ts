import type { Call } from '../answer.ts'
import { iso } from '../answer.ts'
import { nodeId, slugOf, userOf } from '../model.ts'
import type { Label, Repository } from '../model.ts'
import { REPOSITORY_URLS, USER_URLS } from './urls.data.ts'

type At = Pick<Call, 'state' | 'api' | 'web'>
export type Body = Record<string, unknown>

export function userBody(at: At, login: string): Body {
  const user = userOf(at.state, login)
  const url = `${at.api}/users/${encodeURIComponent(login)}`
  const urls = Object.entries(USER_URLS).map(([field, rest]): [string, string] => [field, url + rest])
  return {
    login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: `${at.web}/avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: `${at.web}/${login}`,
    ...Object.fromEntries(urls),
    type: user.type,
    site_admin: false,
  }
}

export function repositoryUrl(at: At, repository: Repository): string {
  return `${at.api}/repos/${slugOf(repository)}`
}

export function repositoryBody(at: At, repository: Repository): Body {
  const [url, web] = [repositoryUrl(at, repository), `${at.web}/${slugOf(repository)}`]
  const urls = Object.entries(REPOSITORY_URLS).map(([field, rest]): [string, string] => [field, url + rest])
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open' && !issue.deleted).length
  const time = iso(repository.createdAt)
  const parent = repository.forkOf === null ? undefined : at.state.repositories.get(repository.forkOf)
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: slugOf(repository),
    private: repository.private,
    owner: userBody(at, repository.owner),
    html_url: web,
    description: null,
    fork: repository.forkOf !== null,
    url,
    ...Object.fromEntries(urls),
    clone_url: `${web}.git`,
    git_url: `git:${web.replace(/^\w+:/, '')}.git`,
    ssh_url: `git@localhost:${slugOf(repository)}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    ...Object.fromEntries(['has_issues', 'has_projects', 'has_wiki', 'has_downloads'].map((field) => [field, true])),
    has_pages: false,
    has_discussions: false,
    ...Object.fromEntries(
      [
        'forks',
        'forks_count',
        'size',
        'stargazers_count',
        'watchers',
        'watchers_count',
        'network_count',
        'subscribers_count',
      ].map((field) => [field, 0]),
    ),
    open_issues: open,
    open_issues_count: open,
    pushed_at: time,
    created_at: time,
    updated_at: time,
    ...(parent === undefined ? {} : { parent: repositoryBody(at, parent), source: repositoryBody(at, parent) }),
  }
}

export function labelBody(at: At, repository: Repository, label: Label): Body {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(at, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  }
}

/** The labels of this name that the repository has; GitHub makes a label that is added to an issue and not there yet. */
export function labelNamed(repository: Repository, name: string): Label | null {
  return [...repository.labels.values()].find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null
}

/** How the author stands to the repository, from its collaborators. */
export function associationOf(repository: Repository, login: string): string {
  if (login === repository.owner) return 'OWNER'
  const role = repository.collaborators.get(login) ?? 'none'
  if (role !== 'none' && role !== 'read') return 'COLLABORATOR'
  return login.endsWith('[bot]') ? 'CONTRIBUTOR' : 'NONE'
}
