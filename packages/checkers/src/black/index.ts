import type { Checker } from '../checker.ts'
import { checkOnly, fix, format } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const black: Checker = {
  name: 'black',
  language: 'python',
  recognise,
  machine,
  parse,
  fix,
  fixOnly: format,
  checkOnly,
  format,
}
