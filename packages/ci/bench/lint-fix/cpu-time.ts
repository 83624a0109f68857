import { spawn } from 'node:child_process'

/** What commands took. */
export interface Took {
  /** Of processors, all children included: other work of the machine does not count. */
  cpu: number
  /** On the clock of the wall. */
  wall: number
  output: string
}

/** Runs commands of bash one after the other, whatever each ends with. */
export async function cpuTime(
  commands: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Took> {
  const script = `${commands.map((command) => `( ${command}\n) 2>&1 || true`).join('\n')}\ntimes`
  const started = performance.now()
  const child = spawn('bash', ['-c', script], { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  await new Promise((resolve) => child.on('close', resolve))
  const wall = (performance.now() - started) / 1000
  const lines = stdout.trimEnd().split('\n')
  const cpu = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  )
  return { cpu, wall, output: lines.slice(0, -2).join('\n').slice(-2000) }
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
}
