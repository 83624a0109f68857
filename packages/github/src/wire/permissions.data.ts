/** Which line of `permissions:` a request needs, where the answer does not say so. The first that matches counts. */
export const PERMISSIONS: readonly { endpoint: RegExp; permission: string }[] = [
  { endpoint: /^POST \/repos\/\{owner\}\/\{repo\}\/actions\//, permission: 'actions: write' },
  { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/pulls/, permission: 'pull-requests: write' },
  { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/issues/, permission: 'issues: write' },
  { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/git\//, permission: 'contents: write' },
  { endpoint: /^(?:POST|PATCH) \/repos\/\{owner\}\/\{repo\}\/check-runs/, permission: 'checks: write' },
  { endpoint: /^GraphQL mutation (?:CreateCommit|MoveBranch)/, permission: 'contents: write' },
  { endpoint: /^GraphQL mutation (?:Minimize|Unmark)/, permission: 'pull-requests: write' },
  { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/actions\//, permission: 'actions: read' },
  { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/pulls/, permission: 'pull-requests: read' },
  { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/issues/, permission: 'issues: read' },
  { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/commits\/\{ref\}\/check-runs/, permission: 'checks: read' },
  { endpoint: /^GraphQL query FailedCheckRuns/, permission: 'checks: read' },
  { endpoint: /^GraphQL query Overview/, permission: 'pull-requests: read' },
  { endpoint: /^(?:GET|GraphQL query) /, permission: 'contents: read' },
]
