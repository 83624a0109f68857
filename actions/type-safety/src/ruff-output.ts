import * as z from 'zod/mini'
import { repositoryPath } from './configuration.ts'
import { parseJson } from './json.ts'
import { WHOLE } from './judgement.ts'
import type { Unused } from './judgement.ts'

const Output = z.array(
  z.object({
    code: z.nullish(z.string()),
    message: z.string(),
    filename: z.string(),
    location: z.object({ row: z.number() }),
    noqa_row: z.nullish(z.number()),
  }),
)

export interface RuffMessage {
  code: string
  path: string
  /** 1-based: where the message stands, and where a `noqa` for it would. */
  line: number
  noqaLine: number
  message: string
}

/** Reads `ruff check --output-format json`; null where it printed something else. */
export function readRuff(stdout: string, cwd: string, root: string): RuffMessage[] | null {
  const start = stdout.indexOf('[')
  const parsed = Output.safeParse(start < 0 ? null : parseJson(stdout.slice(start)))
  if (!parsed.success) return null
  return parsed.data.flatMap(({ code, message, filename, location, noqa_row: noqaRow }) => {
    const path = repositoryPath(filename, cwd, root)
    return path === null
      ? []
      : [{ code: code ?? '', path, line: location.row, noqaLine: noqaRow ?? location.row, message }]
  })
}

const GROUP = /(unused|non-enabled): ((?:`[^`]+`(?:, )?)+)/g

/** What RUF100 says of one `noqa`: unused codes, those whose rule is off; unknown and duplicated ones are left alone. */
export function unusedNoqa(message: string, codes: readonly string[]): Unused | null {
  if (message.startsWith('Unused blanket')) return { ...WHOLE, message }
  const groups = Object.fromEntries(
    [...message.matchAll(GROUP)].map(([, name = '', list = '']) => [name, namesIn(list)]),
  )
  const own = (name: string) => (groups[name] ?? []).filter((code) => codes.includes(code))
  const [unused, disabled] = [own('unused'), own('non-enabled')]
  if (unused.length + disabled.length === 0) return null
  const whole = disabled.length === 0 && codes.every((code) => unused.includes(code))
  return { codes: whole ? 'all' : unused, disabled, narrower: {}, message }
}

function namesIn(list: string): string[] {
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}
