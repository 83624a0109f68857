import type { Checker } from '../checker.ts'
import { checkOnly, fix, fixOnly, format, unsafeFix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const biome: Checker = {
  name: 'biome',
  language: 'web',
  recognise,
  machine,
  parse,
  fix,
  fixOnly,
  checkOnly,
  format,
  unsafe: { name: '`--unsafe`', write: unsafeFix },
}
