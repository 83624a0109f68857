import { withoutPythonComments } from '../text/python-text.ts'
import { scriptDifference } from '../text/script-tokens.ts'
import type { TextChange } from './refusal.ts'

/** Whether a file that is there before and after keeps its code, so that what it steers stays as it is. */
export function changesOnlyComments({ path, before, after, created, deleted }: TextChange): boolean {
  if (created || deleted) return false
  if (/\.[cm]?[jt]sx?$/.test(path)) return scriptDifference(path, before, after) === null
  return /\.pyi?$/.test(path) && codeLines(before) === codeLines(after)
}

function codeLines(text: string): string {
  return withoutPythonComments(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
}
