/** One request as it came and went. */
export interface RequestEntry {
  index: number
  /** On the fake's clock, milliseconds; when it came. */
  time: number
  method: string
  /** Without `/api/v3` and the query. */
  path: string
  query: Record<string, string>
  /** GitHub's operationId (`pulls/create`), the names of mutations (`createCommitOnBranch`), or `query`. */
  operation: string
  /** POST, PATCH, PUT, DELETE, or a mutation. */
  write: boolean
  /** True where the fake did what was asked, whatever it then answered. */
  done: boolean
  /** Of the answer; null where the connection was cut. */
  status: number | null
  /** Kind of the fault that hit this request. */
  fault: string | null
  headers: Record<string, string>
  /** As parsed; GraphQL: `{ query, variables }`. */
  body: unknown
}

/** A request that GitHub would not understand, or an answer of the fake's own that GitHub would not give. */
export interface Violation {
  request: string
  complaint: string
}

/** A token that was sent to a host that is not the API. */
export interface Leak {
  url: string
  authorization: string
}

export interface Journal {
  requests: RequestEntry[]
  violations: Violation[]
  leaks: Leak[]
  /** Requests to the host of archives and redirects. */
  elsewhere: { method: string; url: string }[]
}

export function emptyJournal(): Journal {
  return { requests: [], violations: [], leaks: [], elsewhere: [] }
}
