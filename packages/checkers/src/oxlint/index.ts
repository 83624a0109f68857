import type { Checker } from '../checker.ts'
import { fix, fixOnly, unsafeFix } from './fix.ts'
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
  unsafe: { name: '`--fix-suggestions`, `--fix-dangerously`', write: unsafeFix },
}
