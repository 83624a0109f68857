import { evaluate } from './expressions.ts'
import { nested } from './matrix.ts'
import type { Leg } from '../model.ts'

/**
 * The value of an expression (without its braces) on one leg of a matrix, in a workflow that is given these inputs; undefined where it
 * needs what only a runner knows.
 */
export function valueOnLeg(
  expression: string,
  leg: Leg,
  inputs: Readonly<Record<string, unknown>> = {},
): { text: string; truthy: boolean } | undefined {
  return evaluate(expression, { matrix: nested(leg), env: {}, inputs })
}
