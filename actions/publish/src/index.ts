export { publishAction } from './action.ts'
export { run } from './run.ts'
