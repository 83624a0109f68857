/** A script inside of another language, with its place in the file. */
export interface EmbeddedScript {
  /** UTF-16 index of the script's first character. */
  offset: number
  /** 0-based line on which it begins, and the column there. */
  line: number
  column: number
  text: string
  /** A file name that says which language it is in. */
  path: string
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/g
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---/

/** The script blocks of a Vue, Svelte or Astro file; the rest of the file is no script. */
export function embeddedScripts(path: string, text: string): EmbeddedScript[] {
  const scripts: EmbeddedScript[] = []
  const front = path.endsWith('.astro') ? FRONT_MATTER.exec(text) : null
  if (front?.[1] !== undefined) scripts.push(scriptAt(text, text.indexOf('\n') + 1, front[1], `${path}.ts`))
  for (const match of text.matchAll(SCRIPT)) {
    const [whole, attributes = '', body = ''] = match
    const language = /\blang\s*=\s*["']?(\w+)/.exec(attributes)?.[1] ?? (path.endsWith('.astro') ? 'ts' : 'js')
    scripts.push(scriptAt(text, match.index + whole.indexOf('>', 7) + 1, body, `${path}.${language}`))
  }
  return scripts
}

function scriptAt(text: string, offset: number, body: string, path: string): EmbeddedScript {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { offset, line: lines.length - 1, column: lines.at(-1)?.length ?? 0, text: body, path }
}
