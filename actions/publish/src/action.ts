import { inputs } from './inputs.ts'

/** What the generated files say of this action. It owns no file: it posts what the other actions have proven. */
export const publishAction = {
  name: 'publish',
  title: 'Publish',
  description: 'Post what another job has proven: validated, signed, and never twice',
  inputs,
  owns: [],
  limits: {},
} as const
