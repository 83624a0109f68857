import { readJobLog } from './read-log.ts'

// A process of its own that streams a log from an address: by how many megabytes its memory grows, what failed, the length of the log.
const [address = ''] = process.argv.slice(2)
const before = process.resourceUsage().maxRSS
const response = await fetch(address)
let read = 0
async function* counted(): AsyncGenerator<Uint8Array> {
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    read += chunk.length
    yield chunk
  }
}
const { parts } = await readJobLog(counted())
const last = parts.findLast(({ exit }) => exit !== null)
const megabytes = (process.resourceUsage().maxRSS - before) / 1024
process.stdout.write(JSON.stringify({ megabytes, command: last?.command, exit: last?.exit, read }))
