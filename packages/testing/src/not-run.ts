/**
 * Says on stderr that a test was not run. The test then returns; the runner of the suites keeps every such line in
 * `coverage/not-run.txt`, the closing table of `npm test` repeats it, and `.ci/run` fails on it.
 */
export function notRun(what: string, why: string): void {
  process.stderr.write(`not run: ${what} (${why})\n`)
}

/** The same for what a machine need not have: `.ci/run` tells of it and does not fail. */
export function notRunOptional(what: string, why: string): void {
  process.stderr.write(`not run: ${what} (optional: ${why})\n`)
}
