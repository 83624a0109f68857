#!/usr/bin/env node
// `npx upkeep` inside the clone: runs the command line with Node 24, which npm installed where the user's own is older.
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
process.argv.splice(2, 0, 'node', main)
await import('../../dev/bin/with-node24.mjs')
