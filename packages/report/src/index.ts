export type { LeftOver, ReportData } from './data.ts'
export { reportHtml } from './html.ts'
export { summaryMarkdown } from './summary.ts'
export { terminalReport } from './terminal.ts'
