import { CODES_ABOUT_TYPE_IGNORE, RULES_ABOUT_TS_DIRECTIVES } from './families.data.ts'
import type { Change, SourceFile, Suppression } from './suppression.ts'

/**
 * Suppressions that exist only because of another one: `eslint-disable-next-line @typescript-eslint/ban-ts-comment` above a
 * `@ts-ignore`, `# noqa: PGH003` behind a `# type: ignore`. They are unneeded as soon as that one is gone.
 */
export function companions(
  file: SourceFile,
  gone: Suppression,
  change: Change,
): { suppression: Suppression; change: Change }[] {
  if (change.kind !== 'remove') return []
  const about = aboutFamily(gone)
  return file.suppressions.flatMap((suppression) => {
    if (!speaksAbout(suppression, gone)) return []
    const codes = suppression.codes.map(({ name }) => name)
    const kept = codes.filter((name) => !about.includes(name))
    if (kept.length === codes.length) return []
    return [
      {
        suppression,
        change: kept.length === 0 ? { kind: 'remove' as const } : { kind: 'codes' as const, codes: kept },
      },
    ]
  })
}

function aboutFamily({ family }: Suppression): readonly string[] {
  if (family === 'ts-ignore' || family === 'ts-expect-error') return RULES_ABOUT_TS_DIRECTIVES
  return family === 'type-ignore' ? CODES_ABOUT_TYPE_IGNORE : []
}

function speaksAbout({ family, scope, comment }: Suppression, gone: Suppression): boolean {
  if (gone.family === 'type-ignore') return family === 'noqa' && comment.line === gone.comment.line
  if (family !== 'eslint-disable') return false
  return scope === 'next-line'
    ? comment.endLine + 1 === gone.comment.line
    : scope === 'line' && comment.line === gone.comment.line
}
