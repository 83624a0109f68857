import { connect, permissionOf } from '@upkeep/github'

// A process of its own that reads as an action does, on the clock of its timers: API TOKEN → the permission of octocat and the waits.
const [apiUrl = '', token = ''] = process.argv.slice(2)
const lines: string[] = []
const github = connect({
  apiUrl,
  token,
  repository: { owner: 'octocat', name: 'example' },
  signal: new AbortController().signal,
  log: (line) => lines.push(line),
})
const permission = await permissionOf(github, 'octocat')
process.stdout.write(JSON.stringify({ permission, lines, requests: github.requests().made }))
