import type { Checker } from '../checker.ts'
import { checkOnly, fix, fixOnly, unsafeFix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const oxlint: Checker = {
  name: 'oxlint',
  language: 'typescript',
  recognise,
  machine,
  parse,
  fix,
  fixOnly,
  checkOnly,
  unsafe: { name: '`--fix-suggestions`, `--fix-dangerously`', write: unsafeFix },
}
