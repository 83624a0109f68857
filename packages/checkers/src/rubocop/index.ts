import type { Checker } from '../checker.ts'
import { fix, unsafeFix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const rubocop: Checker = {
  name: 'rubocop',
  language: 'ruby',
  recognise,
  machine,
  parse,
  fix,
  unsafe: { name: '`-A`', write: unsafeFix },
}
