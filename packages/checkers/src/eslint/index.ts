import type { Checker } from '../checker.ts'
import { checkOnly, fix, fixOnly } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'
import { unsafeFixes } from './unsafe.ts'

export const eslint: Checker = {
  name: 'eslint',
  language: 'typescript',
  recognise,
  machine,
  parse,
  fix,
  fixOnly,
  checkOnly,
  unsafe: { name: 'what a rule suggests, where it is the only answer', print: machine, read: unsafeFixes },
}
