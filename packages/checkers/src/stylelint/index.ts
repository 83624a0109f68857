import type { Checker } from '../checker.ts'
import { fix, fixOnly } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const stylelint: Checker = { name: 'stylelint', language: 'css', recognise, machine, parse, fix, fixOnly }
