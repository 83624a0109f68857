// `npm run generate`: writes every file that is derived from the sources, where it differs, and names what it wrote.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generatedFiles } from './generated-files.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = await generatedFiles(root)
const changed = [...files].filter(([path, text]) => {
  const full = join(root, path)
  return !existsSync(full) || readFileSync(full, 'utf8') !== text
})
for (const [path, text] of changed) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
console.log(`${files.size} generated files, ${changed.length} changed`)
