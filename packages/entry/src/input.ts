/** One input of an action: the same name is the flag on the command line and the key in `.github/upkeep.yml`. */
export interface InputDeclaration {
  name: string
  type: 'string' | 'number' | 'boolean' | 'list' | 'choice'
  /** What a `choice` accepts. */
  choices?: readonly string[]
  /** As text, in the form in which a user would write it. `${{ … }}` is for the runner to fill in; elsewhere it means ''. */
  default: string
  /** One sentence, shown in action.yml, in the help text and in the reference. */
  description: string
  /** Its value is masked and never printed, and it may not stand in a file. */
  secret?: boolean
  required?: boolean
  /** Bounds of a `number`, both inclusive. */
  min?: number
  max?: number
  /** A `number` that must be whole. */
  integer?: boolean
  /** Where the items of a `list` end; a command may hold commas, so a list of commands is one `line` each. */
  separator?: 'line' | 'line-or-comma'
}

export type InputValue = string | number | boolean | readonly string[]

/** The values of a run, by the names declared. */
export type InputValues = Record<string, InputValue>

/** Values of a configuration file that hold for one action, already checked against its declarations. */
export type ConfigValues = Readonly<Record<string, InputValue>>
