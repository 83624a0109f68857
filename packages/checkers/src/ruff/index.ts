import type { Checker } from '../checker.ts'
import { checkOnly, fix, fixOnly, format, unsafeFix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const ruff: Checker = {
  name: 'ruff',
  language: 'python',
  recognise,
  machine,
  parse,
  fix,
  fixOnly,
  checkOnly,
  format,
  unsafe: { name: '`--unsafe-fixes`', write: unsafeFix },
}
