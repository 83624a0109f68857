import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ClassPorts } from './class/proof-class.ts'
import type { RunScript } from './class/remembered.ts'

/** `7` has a command only; `5` is the one inside of @ts-morph/common, whose command would take the place of ours. */
export type Compiler = '7' | '5'

/** For tests: a folder with one TypeScript installed, and interpreters that run in it. Both are real. */
export interface Interpreters extends ClassPorts, Disposable {
  hasPython: boolean
}

export function interpretersWith(compiler: Compiler | null): Interpreters {
  const folder = mkdtempSync(join(tmpdir(), 'upkeep-compiler-'))
  if (compiler !== null) install(compiler, join(folder, 'node_modules'))
  const run =
    (command: string, args: readonly string[]): RunScript =>
    async (script, input) => {
      const options = { input, encoding: 'utf8', cwd: folder, maxBuffer: 1 << 26 } as const
      const { status, stdout } = spawnSync(command, [...args, script], options)
      return status === 0 ? stdout : null
    }
  return {
    runPython: run('python3', ['-I', '-c']),
    runNode: run(process.execPath, ['-e']),
    hasPython: spawnSync('python3', ['--version']).status === 0,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function install(compiler: Compiler, folder: string): void {
  const { resolve } = createRequire(import.meta.url)
  mkdirSync(folder)
  if (compiler === '7') {
    symlinkSync(dirname(resolve('typescript/package.json')), join(folder, 'typescript'))
    return
  }
  const library = join(dirname(resolve('@ts-morph/common')), 'typescript.js')
  mkdirSync(join(folder, 'typescript'))
  writeFileSync(join(folder, 'typescript', 'package.json'), '{ "version": "5.9.2", "main": "index.js" }')
  writeFileSync(join(folder, 'typescript', 'index.js'), `module.exports = require(${JSON.stringify(library)})`)
}
