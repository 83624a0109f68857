export type {
  Checker,
  CheckerName,
  CommandOutput,
  Invocation,
  Place,
  TextChange,
  UnsafeFix,
  UnsafeFixes,
} from './checker.ts'
export { checkerNamed, checkers, parseOutput, recognise } from './registry.ts'
export { flagValue, hasFlag, toolName, withoutFlags } from './arguments.ts'
export { kindsOfTool } from './tool-kinds.ts'
export { INTERPRETER_VARIABLES, OFFLINE_VARIABLES, PREPARE } from './prepare.data.ts'
export { offlineWords, preparations } from './prepare.ts'
export {
  ProblemMatcherRefused,
  matchProblems,
  matchersOfAction,
  readProblemMatchers,
  usualMatchers,
  withMatchers,
  withoutOwner,
} from './problem-matcher/index.ts'
export type { MatchOptions, MatchedProblem, ProblemMatcher, ProblemPattern } from './problem-matcher/index.ts'
