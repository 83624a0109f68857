import type { CheckRow, Result, Skip } from '@upkeep/schema'

/** Everything that a reader is shown of a run. */
export interface ReportData {
  result: Result
  patch: string
  proof: readonly CheckRow[]
  skips: readonly Skip[]
  isolation: string
  title: string
  left: readonly { rule: string; path: string; line: number; message: string; score: number }[]
}
export function summaryMarkdown(data: ReportData): string {
  return data.title
}
export function reportHtml(data: ReportData): string {
  return data.title
}
export function terminalReport(data: ReportData, _options: { color: boolean; width: number }): string {
  return JSON.stringify(data.result, null, 1)
}
