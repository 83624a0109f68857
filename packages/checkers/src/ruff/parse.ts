import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, numberField, outputLines, pointRange, repositoryPath, textField } from '../output-lines.ts'

// `a.py:1:8: F401 [*] Message` (concise) · `F401 [*] Message` then ` --> a.py:1:8` (full, since 0.12) · `Would reformat: a.py`
const CONCISE =
  /^(\S.*?\.(?:pyi?|ipynb|toml)):(?:cell \d+:)?(\d+):(\d+): ([A-Z]+\d+|[a-z][a-z-]+:|SyntaxError:) (?:\[\*\] )?(.*)$/
const TITLE = /^([A-Z]+\d+|[a-z][a-z-]*[a-z]:) (?:\[\*\] )?(.+)$/
const PLACE = /^\s*--> (.+?):(?:cell \d+:)?(\d+):(\d+)$/
const REFORMAT = /^(?:Would reformat: |unformatted: File would be reformatted: )(.+)$/

export function parse({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const values = stdout.includes('"filename"') ? jsonValues(stdout).flat() : []
  if (values.length > 0) return values.flatMap((value) => fromObject(value, cwd, root))
  return fromText(`${stdout}\n${stderr}`, cwd, root)
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message] = [textField(value, 'filename'), textField(value, 'message')]
  if (file === null || message === null) return []
  const place = (edge: string) => {
    const point = field(value, edge)
    return [numberField(point, 'row') ?? 1, numberField(point, 'column') ?? 1] as const
  }
  const range = pointRange(...place('location'), ...place('end_location'))
  return [
    {
      tool: 'ruff',
      rule: textField(value, 'code') ?? '',
      severity: 'error',
      path: repositoryPath(file, cwd, root),
      range,
      message,
    },
  ]
}

function fromText(output: string, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let title: { rule: string; message: string } | null = null
  const add = (file: string, row: string, column: string, rule: string, message: string) =>
    found.push({
      ...{
        tool: 'ruff',
        rule: rule.replace(/:$/, ''),
        severity: 'error' as const,
        path: repositoryPath(file, cwd, root),
      },
      ...{ range: pointRange(Number(row), Number(column)), message },
    })
  for (const line of outputLines(output)) {
    const reformat = REFORMAT.exec(line)
    const concise = CONCISE.exec(line)
    const place = PLACE.exec(line)
    if (reformat !== null) add(reformat[1] ?? '', '1', '1', 'format', 'would be reformatted')
    else if (concise !== null)
      add(concise[1] ?? '', concise[2] ?? '1', concise[3] ?? '1', concise[4] ?? '', concise[5] ?? '')
    else if (place !== null && title !== null)
      add(place[1] ?? '', place[2] ?? '1', place[3] ?? '1', title.rule, title.message)
    const next = TITLE.exec(line)
    title = next === null ? null : { rule: next[1] ?? '', message: next[2] ?? '' }
  }
  return found
}
