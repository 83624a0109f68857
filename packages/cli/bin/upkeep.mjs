#!/usr/bin/env node
// The command line. Runs in this process where its Node is 24 or newer, else by the Node 24 that npm installed.
import * as module from 'node:module'
import { fileURLToPath } from 'node:url'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Half of a start is stripping types and compiling; what was compiled is kept. Before the first import, so that what strips types is
  // not even loaded. A folder that can not be written is no reason to fail.
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/upkeep', import.meta.url)))
  await import('../src/main.ts')
} else {
  process.argv.splice(2, 0, 'node', fileURLToPath(import.meta.url))
  await import('../../dev/bin/with-node24.mjs')
}
