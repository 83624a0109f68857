/** Minutes of a duration as people write it: `1:30`, `90m`, `1.5h`. Null where it is none. */
export function parseDuration(text: string): number | null {
  const clock = /^(\d+):([0-5]\d)$/.exec(text)
  // @ts-ignore: the groups are there when the expression matched
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const amount = /^(\d+(?:\.\d+)?)([hm])$/.exec(text)
  if (!amount) return null
  return Math.round(Number(amount[1]) * (amount[2] === 'h' ? 60 : 1))
}

/** Minutes as `1:05`. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  // @ts-ignore
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`
}
