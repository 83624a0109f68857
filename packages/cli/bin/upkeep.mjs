#!/usr/bin/env node
// `npx upkeep` inside the clone: runs the command line with Node 24, which npm installed where the user's own is older.
// What Node compiled once it keeps beside the packages: reading the sources is half of what a start costs.
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../../node_modules/.cache/upkeep', import.meta.url))
process.argv.splice(2, 0, 'node', main)
await import('../../dev/bin/with-node24.mjs')
