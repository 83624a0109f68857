import { appendFileSync, mkdirSync } from 'node:fs'

/** Says that a suite was not run, on stderr and in `coverage/not-run.txt`, from which `npm test` repeats it at the end. */
export function notRun(what: string, why: string): void {
  const line = `not run: ${what} (${why})`
  mkdirSync('coverage', { recursive: true })
  appendFileSync('coverage/not-run.txt', `${line}\n`)
  process.stderr.write(`${line}\n`)
}
