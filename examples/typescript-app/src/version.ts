// @ts-expect-error: the bundler puts this constant in; it is declared nowhere
const defined: unknown = typeof TIMESHEET_VERSION === 'undefined' ? undefined : TIMESHEET_VERSION

/** What `--version` prints; `0.0.0-dev` when run from source. */
export const version = typeof defined === 'string' ? defined : '0.0.0-dev'
