/** A diagnostic as a prompt needs it: where, which rule, what it says. 1-based. */
export interface PackedDiagnostic {
  path: string
  line: number
  rule: string
  message: string
  /** The checker that says it, where several speak. */
  tool?: string | undefined
  /** What is said to explain it. */
  notes?: readonly string[] | undefined
}
