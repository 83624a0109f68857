import type { Checker } from '../checker.ts'
import { fix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const rustfmt: Checker = { name: 'rustfmt', language: 'rust', recognise, machine, parse, fix }
