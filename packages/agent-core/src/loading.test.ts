import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'

/** Prints which packages were asked for: after the import, and after a first call. */
const PROBE = `
import { registerHooks } from 'node:module'
const asked = new Set()
registerHooks({ resolve(specifier, context, next) { asked.add(specifier); return next(specifier, context) } })
const sdks = () => ['@anthropic-ai/sdk', 'openai'].filter((name) => asked.has(name))
const { openModel } = await import('./index.ts')
const options = { keys: { anthropic: 'k', openai: 'k' }, baseUrl: 'http://127.0.0.1:9', redact: (text) => text,
  fetch: () => Promise.reject(new Error('no network')), ports: { sleep: () => Promise.resolve() } }
const model = openModel({ ...options, name: 'anthropic/x' })
openModel({ ...options, name: 'openai/x' })
const before = sdks()
await model.turn({ system: '', messages: [{ role: 'user', text: 'a' }], tools: [], maxOutput: 1, seconds: 5, signal: new AbortController().signal })
console.log(JSON.stringify([before, sdks()]))
`

it('no SDK is loaded before a model of its provider is asked, and the other one never', () => {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', PROBE], { cwd, encoding: 'utf8' })
  expect(JSON.parse(out)).toEqual([[], ['@anthropic-ai/sdk']])
})
