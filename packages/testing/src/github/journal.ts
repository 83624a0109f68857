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

/** A token where none may be: sent to a host that is not the API, or in what the API was sent to keep. */
export interface Leak {
  /** Without the query. */
  url: string
  where: 'authorization elsewhere' | 'address' | 'body'
}

export interface Journal {
  requests: RequestEntry[]
  violations: Violation[]
  leaks: Leak[]
  /** Requests to the host of archives and redirects. */
  elsewhere: { method: string; url: string }[]
}

/** Whether a text holds a token: as it is, in base64 at any of its three alignments, or in hex. */
export function holdsToken(text: string, token: string): boolean {
  return spellings(token).some((spelling) => text.includes(spelling))
}

function spellings(token: string): string[] {
  const bytes = Buffer.from(token)
  const aligned = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    // characters that hold bits of what stands beside are left out
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
  return [token, bytes.toString('hex'), ...aligned]
}

export function emptyJournal(): Journal {
  return { requests: [], violations: [], leaks: [], elsewhere: [] }
}
