import type { Checker } from '../checker.ts'
import { fix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'
import { unsafeFixes } from './unsafe.ts'

export const clippy: Checker = {
  name: 'clippy',
  language: 'rust',
  recognise,
  machine,
  parse,
  fix,
  unsafe: { name: '`MaybeIncorrect`, of rustc as well', print: machine, read: unsafeFixes },
}
