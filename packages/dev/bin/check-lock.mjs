// Every optional dependency that the lock promises must have an entry: npm leaves out what it can't resolve, and `npm ci` then fails elsewhere.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** Node's look-up: the nearest node_modules first, then each one above. */
function resolves(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

for (const [key, value] of Object.entries(packages)) {
  for (const name of Object.keys(value.optionalDependencies ?? {})) {
    if (resolves(key, name)) continue
    console.error(`package-lock.json lacks ${name}, wanted by ${key || 'the root'}`)
    process.exitCode = 1
  }
}
