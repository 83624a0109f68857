// Bundles the action in the current folder: build/src/main.js -> dist/index.js with its chunks, and the licences of all that
// went in. `--out FOLDER` bundles elsewhere, for tests. The same tree gives the same bytes in any folder (no path of the
// machine, no time, no cache).
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import ncc from '@vercel/ncc'

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } })
const out = resolve(values.out)
const entry = resolve('build/src/main.js')
if (relative('.', out).startsWith('..') || out === resolve('.')) throw new Error(`${out} is not inside this action`)
if (!existsSync(entry)) throw new Error(`${entry} is not there: compile first (\`tsc -b\`)`)

const { code, assets, stats } = await ncc(entry, { cache: false, quiet: true, esm: true, license: '' })
rmSync(out, { recursive: true, force: true }) // ncc leaves old chunks behind
write('index.js', code)
for (const [name, { source }] of Object.entries(assets)) write(name, source)
write('package.json', '{\n  "type": "module"\n}\n')
write('licenses.txt', licences(stats.compilation.modules))

function write(name, content) {
  mkdirSync(dirname(join(out, name)), { recursive: true })
  writeFileSync(join(out, name), content)
}

/** ncc's own `license` option covers only the last chunk it writes, so list what webpack says it put in. */
function licences(modules) {
  const packages = new Map()
  for (const module of modules) {
    for (const { resource } of [module, ...(module.modules ?? [])]) {
      const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(resource ?? '')?.[1]
      if (folder && !packages.has(folder)) packages.set(folder, licenceOf(folder))
    }
  }
  return [...new Set(packages.values())].toSorted((a, b) => (a < b ? -1 : 1)).join('\n---\n\n')
}

function licenceOf(folder) {
  const { name: title, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder)
    .toSorted()
    .find((name) => /^(licen[cs]e|copying|unlicense)/i.test(name))
  const text = file
    ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
    : 'No licence file in the package.'
  return `${title}@${version} (${license})\n\n${text}\n`
}
