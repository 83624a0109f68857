import picomatch from 'picomatch'
import { at, entriesAt, listAt, textAt } from '../workflow/raw.ts'
import { loneExpression } from '../workflow/references.ts'
import { readYaml } from '../workflow/yaml-file.ts'
import { CHANGED_FILES_ACTIONS } from './changed-files-actions.data.ts'
import type { ChangedFilesAction } from './changed-files-actions.data.ts'

/** Which of the files that a pull request changes an output lists. */
export interface ChangedOutput {
  lists: (path: string) => boolean
  listsDeleted: boolean
}

const STEP = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/
const NEED = /^needs\.([\w-]+)\.outputs\.([\w-]+)$/

/**
 * What an expression of a job stands for, where it is an output of a step that lists changed files, or hands one on from another job.
 * Null: it is anything else, or the step is told something that is not understood here.
 * @param workflow as it was parsed
 */
export function changedOutput(expression: string, workflow: unknown, job: string): ChangedOutput | null {
  const [, id, output = ''] = STEP.exec(expression) ?? []
  if (id !== undefined) {
    const step = listAt(workflow, 'jobs', job, 'steps').find((each) => textAt(each, 'id') === id)
    return step === undefined ? null : outputOf(step, output)
  }
  const [, other, name = ''] = NEED.exec(expression) ?? []
  const inner = other === undefined ? null : loneExpression(textAt(workflow, 'jobs', other, 'outputs', name) ?? '')
  return other === undefined || inner === null || NEED.test(inner) ? null : changedOutput(inner, workflow, other)
}

function outputOf(step: unknown, output: string): ChangedOutput | null {
  const uses = (textAt(step, 'uses') ?? '').replace(/@.*$/, '').toLowerCase()
  const action = CHANGED_FILES_ACTIONS.find((each) => each.uses === uses)
  if (action === undefined || !isUnderstood(step, action)) return null
  const patterns = patternsOf(step, output, action)
  if (patterns === null || !patterns.every(isPlainPattern)) return null
  const { listsDeleted } = action
  return { lists: patterns.length === 0 ? () => true : picomatch(patterns, { dot: true }), listsDeleted }
}

function isUnderstood(step: unknown, { inputs, wants }: ChangedFilesAction): boolean {
  const given = entriesAt(step, 'with').map(([name]) => name)
  if (!given.every((name) => inputs.includes(name))) return false
  return Object.entries(wants).every(([name, { values, given: isNeeded = false }]) => {
    const value = textAt(step, 'with', name)
    return value === null ? !isNeeded && !given.includes(name) : values.includes(value)
  })
}

/** Empty: every file. Null: it is none of the lists. */
function patternsOf(step: unknown, output: string, { all, named, patterns }: ChangedFilesAction): string[] | null {
  const map = textAt(step, 'with', patterns.map)
  if (output === all) {
    const list = patterns.list === null ? null : textAt(step, 'with', patterns.list)
    if (map !== null) return null
    return list === null ? [] : list.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  }
  if (map === null || !output.endsWith(named)) return null
  const found = listAt(at(readYaml(map).value, output.slice(0, -named.length))).flat(3)
  const texts = found.filter((each) => typeof each === 'string')
  return texts.length === 0 || texts.length < found.length ? null : texts
}

/** What versions of these actions read in one way: no negation, no group. */
function isPlainPattern(pattern: string): boolean {
  return pattern !== '' && !/[!()\\#]|\$\{\{|\/$/.test(pattern)
}
