import type { Checker } from '../checker.ts'
import { fix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'
import { print, unsafeFixes } from './unsafe.ts'

export const goVet: Checker = {
  name: 'go-vet',
  language: 'go',
  recognise,
  machine,
  parse,
  fix,
  unsafe: { name: '`-fix`', print, read: unsafeFixes },
}
