import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Whether a command of this name can be started from here: the question before `notRun`. */
export function toolOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => executable(join(folder, name)))
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
