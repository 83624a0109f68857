import { createProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

const cancel = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143
    cancel.abort(new Error('the run was cancelled'))
    // What does not end by itself within the runner's patience is ended.
    setTimeout(() => process.exit(), 5000).unref()
  })
}

const terminal = processTerminal(cancel.signal)
try {
  const code = await createProgram(terminal).run(process.argv.slice(2))
  process.exitCode ??= code
} catch (thrown) {
  const { describeError } = await import('@upkeep/entry')
  const { title, remedy, stack, exit } = describeError(thrown)
  terminal.err(
    cancel.signal.aborted
      ? 'Cancelled; the repository is as it was.\n'
      : [title, remedy, stack].filter(Boolean).join('\n') + '\n',
  )
  process.exitCode ??= exit
}
