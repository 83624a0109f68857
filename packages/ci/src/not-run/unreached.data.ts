/** What a tool says that could not bring what it needs: then what it was asked to run was never run. */
export interface Unreached {
  /** Programs that say so, or that call one which does. */
  tools: readonly string[]
  says: RegExp
}

export const UNREACHED: readonly Unreached[] = [
  {
    tools: ['cargo'],
    says: /^\s*(?:spurious network error|attempting to make an HTTP request, but --offline was specified)|Could not resolve host(?:name)?\b/m,
  },
  { tools: ['go'], says: /dial tcp: lookup \S+|module lookup disabled by GOPROXY=off/ },
  {
    tools: ['npm', 'npx'],
    says: /^npm (?:error|ERR!) (?:code|errno) (?:ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH)\b/m,
  },
  { tools: ['pnpm', 'pnpx'], says: /\bERR_PNPM_(?:META_FETCH_FAIL|NO_OFFLINE_META|NO_OFFLINE_TARBALL)\b/ },
  { tools: ['yarn'], says: /There appears to be trouble with your network connection|RequestError: getaddrinfo/ },
  {
    tools: ['pip', 'pip3', 'pipx', 'tox', 'nox', 'hatch', 'pre-commit', 'prek'],
    says: /^(?:WARNING: )?Retrying \(Retry\(.*(?:NewConnectionError|NameResolutionError)/m,
  },
  {
    tools: ['uv', 'uvx', 'tox', 'nox', 'hatch', 'prek'],
    says: /Network connectivity is disabled|Failed to fetch: `https?:|^\s*(?:Caused by: )?dns error\b/m,
  },
  { tools: ['poetry'], says: /All attempts to connect to \S+ failed/ },
  { tools: ['curl'], says: /^curl: \((?:5|6|7|28)\)/m },
  { tools: ['wget'], says: /^wget: unable to resolve host address/m },
  { tools: ['git', 'pre-commit', 'prek'], says: /^\s*fatal: unable to access '[^']+': Could not resolve host/m },
  { tools: ['mvn', 'mvnw'], says: /Could not transfer artifact .*(?:Unknown host|Temporary failure)/ },
  { tools: ['gradle', 'gradlew'], says: /Could not (?:GET|HEAD) 'https?:/ },
  { tools: ['bundle', 'gem'], says: /^Could not (?:reach host|fetch specs from)\b/m },
  { tools: ['composer'], says: /curl error (?:6|7|28) while downloading/ },
]
