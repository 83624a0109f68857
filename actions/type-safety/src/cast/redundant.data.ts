/**
 * Runs in a sandboxed child (`node -e`), because it loads the TypeScript of the examined repository (up to version 6, whose checker has
 * an interface). Standard input: JSON `{tsconfigs, casts}`, where `casts` are `[path, start, end]`, relative to the root and in UTF-16
 * units; standard output: JSON, the indices of the casts to the very type that their expression has in every program that
 * reads it (`!`: it has neither null nor undefined); null where no checker could be asked.
 */
export const REDUNDANT_CASTS = `
const fs = require('node:fs'), path = require('node:path')
const { createRequire } = require('node:module')
const { tsconfigs, casts } = JSON.parse(fs.readFileSync(0, 'utf8'))
const root = process.cwd()
const votes = new Map()
let asked = false

function vote(config) {
  const file = path.resolve(root, config)
  const ts = createRequire(file)('typescript')
  if (!ts.createProgram || !ts.getParsedCommandLineOfConfigFile) return
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} }
  const parsed = ts.getParsedCommandLineOfConfigFile(file, {}, host)
  if (!parsed) return
  for (const reference of parsed.projectReferences || []) vote(path.relative(root, ts.resolveProjectReferencePath(reference)))
  if (!parsed.fileNames.length) return
  const program = ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options, projectReferences: parsed.projectReferences })
  const checker = program.getTypeChecker()
  asked = true
  for (const [index, [name, start, end]] of casts.entries()) {
    const source = program.getSourceFile(path.resolve(root, name))
    if (!source) continue
    const node = find(ts, source, start, end)
    const same = node !== null && isSame(ts, checker, node)
    votes.set(index, (votes.get(index) ?? true) && same)
  }
}

function find(ts, source, start, end) {
  let found = null
  const visit = (node) => {
    if (node.getStart(source) === start && node.end === end && (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node))) found = node
    else if (node.pos <= start && end <= node.end) ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isSame(ts, checker, node) {
  const own = checker.getTypeAtLocation(node.expression)
  const cast = checker.getTypeAtLocation(node)
  const loose = ts.TypeFlags.Any | ts.TypeFlags.Unknown
  if (own !== cast || (own.flags & loose) !== 0) return false
  // a literal that stands there itself is widened without its cast
  return !ts.isLiteralExpression(node.expression) && !ts.isObjectLiteralExpression(node.expression) && !ts.isArrayLiteralExpression(node.expression)
}

for (const config of tsconfigs) try { vote(config) } catch {}
process.stdout.write(JSON.stringify(asked ? [...votes].filter(([, same]) => same).map(([index]) => index) : null))
`
