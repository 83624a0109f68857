/** What the loop itself says to a model. */

export const NO_CALL = 'You called no tool. Go on with a tool call; when there is nothing left to do, call submit.'

export const CONTINUE = 'Your reply was cut at the limit of output. Go on, shorter, with a tool call.'

export const CUT = (tokens: number): string =>
  `Your reply was cut at ${tokens} tokens, so nothing of it was run. Send a smaller call.`

export const STEER =
  'You repeat calls that give the same answers. Try something else; if this can not be solved, call submit and say so.'

export const ABORTED = 'Not run: the run was ended.'

export const NO_SUCH_TOOL = (name: string, known: readonly string[]): string =>
  `There is no tool ${JSON.stringify(name.slice(0, 64))}. There is: ${known.join(', ')}.`

export const NO_JSON = (name: string): string =>
  `${name} was not run: its input is no JSON object. Send the call again.`
