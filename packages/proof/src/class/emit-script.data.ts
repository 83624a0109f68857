/**
 * Runs in a sandboxed child (`node -e`), because it loads the TypeScript of the examined repository. Standard input: JSON
 * `[[path, before, after], …]`; standard output: JSON `[[path, pairs or why not], …]`, where `pairs` are `[[before, after], …]`, the
 * emitted JavaScript of both texts. Each is emitted twice: with every import kept that is not marked as a type, and with unused ones
 * left out; decorators carry their types both times. So whatever a tsconfig says, equal pairs are equal programs.
 */
export const EMIT_SCRIPT = `
const fs = require('node:fs'), os = require('node:os'), path = require('node:path')
const { createRequire } = require('node:module')
const { spawnSync } = require('node:child_process')

const rows = JSON.parse(fs.readFileSync(0, 'utf8'))
const say = (answers) => process.stdout.write(JSON.stringify(answers))

function compilerOf(file) {
  try {
    const manifest = createRequire(path.resolve(path.dirname(file), 'x.js')).resolve('typescript/package.json')
    return { folder: path.dirname(manifest), major: Number(JSON.parse(fs.readFileSync(manifest, 'utf8')).version.split('.')[0]) }
  } catch { return null }
}

function transpiled(ts, file, text, keepImports) {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: path.basename(file), reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve, isolatedModules: true,
      removeComments: true, experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: true,
      ...(keepImports ? { verbatimModuleSyntax: true, preserveValueImports: true, importsNotUsedAsValues: 1 } : {}),
    },
  })
  const syntax = (diagnostics || []).find(({ code }) => code >= 1000 && code < 1200)
  if (syntax) throw new Error(ts.flattenDiagnosticMessageText(syntax.messageText, ' '))
  return outputText
}

function emitted({ folder }, group) {
  const ts = createRequire(path.join(folder, 'x.js'))(folder)
  return group.map(([file, before, after]) => {
    try { return [file, [true, false].map((keep) => [before, after].map((text) => transpiled(ts, file, text, keep)))] }
    catch (error) { return [file, 'the compiler refuses it: ' + error.message] }
  })
}

// from 7 on there is no function that emits one file: the command does, without checking
function emittedByCommand({ folder }, group) {
  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'emit-'))
  try {
    const names = group.flatMap(([file], index) => ['a', 'b'].map((side) => [side + index, path.extname(file)]))
    for (const [index, [file, before, after]] of group.entries())
      for (const [side, text] of [['a', before], ['b', after]])
        fs.writeFileSync(path.join(temp, side + index + path.extname(file)), text)
    const out = (keep) => path.join(temp, 'out' + keep)
    for (const keep of [true, false])
      spawnSync(process.execPath, [path.join(folder, 'bin', 'tsc'), '--ignoreConfig', '--noCheck', '--noResolve', '--noLib', '--isolatedModules',
        '--removeComments', '--experimentalDecorators', '--emitDecoratorMetadata', '--verbatimModuleSyntax', String(keep),
        '--target', 'esnext', '--module', 'esnext', '--moduleDetection', 'force', '--jsx', 'preserve', '--types', '', '--outDir', out(keep),
        ...names.map(([name, extension]) => name + extension)], { cwd: temp, stdio: 'ignore' })
    const js = (name, file, keep) => fs.readFileSync(path.join(out(keep), name + path.extname(file).replace('ts', 'js')), 'utf8')
    return group.map(([file], index) => {
      try { return [file, [true, false].map((keep) => ['a', 'b'].map((side) => js(side + index, file, keep)))] }
      catch { return [file, 'the compiler emitted nothing for it'] }
    })
  } finally { fs.rmSync(temp, { recursive: true, force: true }) }
}

const groups = new Map()
const answers = []
for (const row of rows) {
  const compiler = compilerOf(row[0])
  if (compiler === null) answers.push([row[0], 'no TypeScript compiler is installed that could emit it'])
  else groups.set(compiler.folder, { compiler, rows: [...(groups.get(compiler.folder)?.rows ?? []), row] })
}
for (const { compiler, rows } of groups.values())
  answers.push(...(compiler.major >= 7 ? emittedByCommand : emitted)(compiler, rows))
say(answers)
`
