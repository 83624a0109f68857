/** What a step asks of the runner by a line that it prints. */
export interface WorkflowCommand {
  /** In lower case. */
  name: string
  properties: Readonly<Record<string, string>>
  data: string
}

const KNOWN: ReadonlySet<string> = new Set(
  'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning'.split(
    ' ',
  ),
)

/**
 * The command in a line, in the runner's two forms: `::name key=value,…::data` at its beginning, and `##[name key=value;…]data` anywhere.
 * Null: it holds none that is known.
 * @param more a further name, by which commands begin again after `stop-commands`
 */
export function parseCommand(line: string, more: string | null = null): WorkflowCommand | null {
  return (
    commandOf(/^\s*::([^:].*?)::(.*)$/.exec(line), ',', more) ?? commandOf(/##\[([^\]]+)\](.*)$/.exec(line), ';', more)
  )
}

function commandOf(match: RegExpExecArray | null, separator: ',' | ';', more: string | null): WorkflowCommand | null {
  if (match === null) return null
  const [, head = '', data = ''] = match
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  if (!KNOWN.has(name) && name !== more?.toLowerCase()) return null
  const pairs = (space < 0 ? '' : head.slice(space + 1)).split(separator).flatMap((pair) => {
    const equals = pair.indexOf('=')
    const [key, value] = [pair.slice(0, equals).trim().toLowerCase(), pair.slice(equals + 1)]
    return equals > 0 && key !== '' && value !== '' ? [[key, unescaped(value, separator)] as const] : []
  })
  return {
    name,
    properties: Object.fromEntries(pairs),
    data: separator === ',' ? unescaped(data, null) : unescaped(data, separator),
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '%0D': '\r',
  '%0A': '\n',
  '%3A': ':',
  '%2C': ',',
  '%3B': ';',
  '%5D': ']',
  '%25': '%',
}
/** What each form escapes, beside line ends and `%`. */
const ESCAPED = { ',': /%(?:0D|0A|3A|2C|25)/g, ';': /%(?:0D|0A|3B|5D|25)/g }

function unescaped(text: string, form: ',' | ';' | null): string {
  return text.replace(form === null ? /%(?:0D|0A|25)/g : ESCAPED[form], (code) => ESCAPES[code] ?? code)
}
