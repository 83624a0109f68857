import type { Checker } from '../checker.ts'
import { fix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'
import { unsafeFixes } from './unsafe.ts'

export const shellcheck: Checker = {
  name: 'shellcheck',
  language: 'shell',
  recognise,
  machine,
  parse,
  fix,
  unsafe: { name: '`--format=diff`', print: machine, read: unsafeFixes },
}
