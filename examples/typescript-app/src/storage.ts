/** Where the last time sheet is kept: in the browser's local storage, in memory elsewhere. */
export interface Storage {
  read(): string | null
  write(text: string): void
}

const KEY = 'timesheet'

export function openStorage(): Storage {
  // The browser's library declares it, the server's does not: this one is needed in one of the two configurations.
  // @ts-ignore
  const local = globalThis.localStorage
  if (local === undefined) return inMemory()
  return { read: () => local.getItem(KEY), write: (text) => local.setItem(KEY, text) }
}

function inMemory(): Storage {
  let kept: string | null = null
  return { read: () => kept, write: (text) => void (kept = text) }
}
