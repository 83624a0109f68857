import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { reportedLines } from '../line-reports.ts'

const MISSPELT = /^(\S.{0,1000}?):(\d{1,9}): (\S{1,200}) ==> (\S.{0,500})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('codespell', read, output, cwd, root)
}

function read(text: string) {
  const [, file, line, word = '', right = ''] = MISSPELT.exec(text) ?? []
  return file === undefined ? null : { file, line: Number(line), rule: 'misspelling', message: `${word} ==> ${right}` }
}
