import type { Checker } from '../checker.ts'
import { checkOnly, fix } from './fix.ts'
import { machine } from './machine.ts'
import { parse } from './parse.ts'
import { recognise } from './recognise.ts'

export const flake8: Checker = { name: 'flake8', language: 'python', recognise, machine, parse, fix, checkOnly }
