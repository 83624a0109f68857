const [BELL, ESCAPE] = ['\u0007', '\u001b']
const [CSI, OSC, DCS, END] = ['\u009b', '\u009d', '\u0090', '\u009c']

/**
 * Titles and links (OSC, DCS and their like, up to a terminator), then control sequences (CSI), then short escapes. Every part is
 * bounded: Node's `stripVTControlCharacters` takes quadratic time on a run of unfinished sequences.
 */
const SEQUENCES = new RegExp(
  [
    `(?:${ESCAPE}[\\]PX^_]|[${OSC}${DCS}])[^${BELL}${ESCAPE}${END}]{0,4096}(?:${BELL}|${ESCAPE}\\\\|${END})`,
    `(?:${ESCAPE}\\[|${CSI})[0-?]{0,128}[ -/]{0,8}[@-~]`,
    `${ESCAPE}[ -/]{0,8}[0-~]`,
  ].join('|'),
  'g',
)

/** Text without colours, links and cursor movements of a terminal. Linear in the length of the text. */
export function stripAnsi(text: string): string {
  return text.replace(SEQUENCES, '')
}
