#!/usr/bin/env node
// Runs a command with Node 24 first on PATH: this process's own Node when it is new enough, else the one npm installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const modules = join(root, 'node_modules')
const platform = process.platform === 'win32' ? 'win' : process.platform
const installed = join(modules, `node-${platform}-${process.arch}`, 'bin')
const ownIsEnough = Number(process.versions.node.split('.')[0]) >= 24

if (!ownIsEnough && !existsSync(installed)) {
  console.error(
    `This repository runs on Node 24; you have ${process.version}, and no Node 24 package was installed for ` +
      `${process.platform}-${process.arch}. Run \`npm ci\` first, or install Node 24 (https://nodejs.org).`,
  )
  process.exit(1)
}

const [command = 'node', ...args] = process.argv.slice(2)
const path = [join(modules, '.bin'), ownIsEnough ? dirname(process.execPath) : installed, process.env.PATH]
const { status, error } = spawnSync(command, args, {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, PATH: path.join(delimiter), TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
})
if (error) console.error(error.message)
process.exit(status ?? 1)
