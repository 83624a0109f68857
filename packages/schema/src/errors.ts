/** The user can mend it: says what is wrong, where, and the remedy. Shown without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** `usage`: a wrong command line, input or configuration (exit 2). `state`: the repository or machine is not as needed (exit 1). */
  readonly kind: 'usage' | 'state'
  readonly remedy: string

  constructor(message: string, options: { remedy: string; kind?: 'usage' | 'state'; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.remedy = options.remedy
    this.kind = options.kind ?? 'usage'
  }
}

/** A service outside this process failed. `status` is its own code (HTTP status), null where there was no answer. */
export class ExternalError extends Error {
  override readonly name = 'ExternalError'
  readonly service: string
  readonly status: number | null
  readonly retryable: boolean

  constructor(
    message: string,
    options: { service: string; status: number | null; retryable: boolean; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.service = options.service
    this.status = options.status
    this.retryable = options.retryable
  }
}

/** The message of anything that can be thrown. Duck-typed, because errors of another realm are no `instanceof Error` here. */
export function messageOf(thrown: unknown): string {
  const message = property(thrown, 'message')
  return typeof message === 'string' ? message : String(thrown)
}

/** The operating system's error code (`ENOSPC`, `EROFS` …), null where there is none. */
export function systemCode(thrown: unknown): string | null {
  const code = property(thrown, 'code')
  return typeof code === 'string' ? code : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
