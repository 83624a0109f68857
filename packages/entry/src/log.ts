/** Progress of a run. Lines may hold anything that a tool printed. */
export interface Log {
  info(line: string): void
  /** What `body` logs is folded under `title`. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
  /** Shown only where debugging is on. */
  debug(line: string): void
  warning(line: string): void
}

type Core = Pick<typeof import('@actions/core'), 'debug' | 'endGroup' | 'info' | 'startGroup' | 'warning'>

/**
 * The log on a runner. A line of a tool that looks like a workflow command (`::add-path::`, `##[group]`) is taken apart with a
 * zero-width space, because the runner obeys whatever reaches standard output. `redact` is applied to everything.
 */
export function runnerLog(core: Core, redact: (text: string) => string): Log {
  const inert = (text: string) => withoutCommands(redact(text))
  return {
    info: (line) => core.info(inert(line)),
    debug: (line) => core.debug(redact(line)), // debug and warning are commands themselves and escape their text
    warning: (line) => core.warning(redact(line)),
    async group(title, body) {
      core.startGroup(inert(title).replace(/\s+/g, ' '))
      try {
        return await body()
      } finally {
        core.endGroup()
      }
    },
  }
}

/** The log anywhere else: standard error, indented inside a group. */
export function streamLog(write: (text: string) => void, redact: (text: string) => string, debug: boolean): Log {
  let indent = ''
  const put = (text: string) => write(`${redact(text).replace(/^/gm, indent)}\n`)
  return {
    info: put,
    debug: (line) => (debug ? put(line) : undefined),
    warning: (line) => put(`warning: ${line}`),
    async group(title, body) {
      const outer = indent
      put(title)
      indent = `${outer}  `
      try {
        return await body()
      } finally {
        indent = outer
      }
    },
  }
}

const LINE_END = /\r\n|\r|\n/

function withoutCommands(text: string): string {
  return text
    .split(LINE_END)
    .map((line) => line.replace(/^(\s*):(?=:)/, '$1:\u200b').replaceAll('##[', '##\u200b['))
    .join('\n')
}
