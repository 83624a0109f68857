import type { Checker } from '../checker.ts'
import { checkOnly, fix, fixOnly } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const codespell: Checker = {
  name: 'codespell',
  language: 'any',
  recognise,
  machine,
  parse,
  fix,
  fixOnly,
  checkOnly,
}
