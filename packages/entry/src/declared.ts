// What a command line and an action say of themselves before anything is read or run: loads nothing but data.
export { COMMON_INPUTS } from './common-inputs.data.ts'
export type { InputDeclaration } from './input.ts'
export { VERSION } from './version.data.ts'
