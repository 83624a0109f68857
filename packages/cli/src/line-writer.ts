/** Whole lines: a secret that comes in two pieces is still found. */
export function lineWriter(out: (text: string) => void): { write: (text: string) => void; end: () => void } {
  let rest = ''
  return {
    write(text) {
      const end = (rest + text).lastIndexOf('\n') + 1
      const all = rest + text
      if (end > 0) out(all.slice(0, end))
      rest = all.slice(end)
    },
    end() {
      if (rest !== '') out(`${rest}\n`)
      rest = ''
    },
  }
}
