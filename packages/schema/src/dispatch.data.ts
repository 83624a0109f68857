/** How a workflow is started for a pull request: who looks for one, who starts it and who was started go by this. */
export const DISPATCH = {
  /** A file that GitHub takes for a workflow, with a name that needs no quotes in a shell. */
  workflow: /^\.github\/workflows\/[\w.-]+\.ya?ml$/,
  /** The inputs that it takes: the number of the pull request, and the head that it was asked for. */
  inputs: { pull: 'pull-request', head: 'head' },
} as const
