/** What a guard is about; `rule` of a refusal names the single prohibition. */
export type GuardName =
  'path' | 'size' | 'suppression' | 'weakened-type' | 'test' | 'configuration' | 'sniffing' | 'check-script'

/** A patch that a guard refused: which rule, where, and the sentence that says so. */
export interface Refusal {
  guard: GuardName
  /** `@ts-ignore`, `any`, `test-skipped`, `compilerOptions.strict` … */
  rule: string
  /** `''` for the patch as a whole. */
  path: string
  /** 1-based, in the patched file; in the base file where the rule is about something that went; null where it is about no line. */
  line: number | null
  sentence: string
}

/** A file of a patch as text; '' where it is created, deleted, or binary. */
export interface TextChange {
  path: string
  before: string
  after: string
  created: boolean
  deleted: boolean
}
