import type { CheckRow, ResultFinding } from '@upkeep/schema'
import { NO_USAGE } from '@upkeep/schema'
import type { ReportData } from './data.ts'

const FILES = [
  'packages/billing/src/invoices/reconciliation/unmatched-payments.service.ts',
  'apps/dashboard/src/routes/(authenticated)/settings/[workspace]/members/+page.server.ts',
  'packages/api/src/middleware/rate-limit.ts',
  'tools/migrate/legacy_import.py',
]

const RULES = [
  ['ts-expect-error', 'This @ts-expect-error suppresses nothing: the checker reports no error on the next line.'],
  ['eslint-disable-next-line', 'This eslint-disable-next-line for no-explicit-any suppresses nothing.'],
  ['ts-ignore', 'This @ts-ignore suppresses nothing since the parameter has a type.'],
  ['type-ignore', 'This "type: ignore[arg-type]" suppresses nothing.'],
] as const

const STATES = [
  ...Array<'proposed'>(12).fill('proposed'),
  ...Array<'refused'>(3).fill('refused'),
  ...Array<'left'>(5).fill('left'),
]

const WHY = {
  refused: 'tsc reports TS2345 without it when the package is built for Node 18.',
  left: 'No check of the repository covers this file, so nothing could prove the change.',
} as const

const findings = STATES.map((state, index): ResultFinding => {
  const file = index % FILES.length
  const [rule, message] = RULES[file] ?? RULES[0]
  const lineNumber = 18 + index * 23
  return {
    id: (index + 0xa11ce).toString(16).padStart(16, '7'),
    rule,
    batch: 'comments',
    path: FILES[file] ?? null,
    range: [lineNumber, 3, lineNumber, 22],
    severity: 'warning',
    message,
    state,
    ...(state === 'proposed' ? {} : { why: WHY[state] }),
  }
})

const PROOF: CheckRow[] = [
  {
    id: 'a',
    kind: 'typecheck',
    command: 'pnpm exec tsc --build --noEmit',
    before: 'pass',
    after: 'pass',
    new: 0,
    fixed: 12,
    seconds: 21.4,
  },
  {
    id: 'b',
    kind: 'lint',
    command: 'pnpm exec eslint . --max-warnings 0 --report-unused-disable-directives',
    before: 'not-needed',
    after: 'pass',
    new: 0,
    fixed: 0,
    seconds: 34.9,
  },
  {
    id: 'c',
    kind: 'format',
    command: 'pnpm exec prettier --check .',
    before: 'not-needed',
    after: 'pass',
    new: 0,
    fixed: 0,
    seconds: 6.2,
  },
  {
    id: 'd',
    kind: 'typecheck',
    command: 'uv run mypy tools',
    before: 'pass',
    after: 'pass',
    new: 0,
    fixed: 3,
    seconds: 9.8,
  },
  {
    id: 'e',
    kind: 'test',
    command: 'pnpm test',
    before: 'not-needed',
    after: 'not-needed',
    new: 0,
    fixed: 0,
    seconds: 0,
    why: 'Only comments change, and a test can not notice a comment.',
  },
  {
    id: 'f',
    kind: 'deploy',
    command: 'pnpm run deploy:preview',
    before: 'not-run',
    after: 'not-run',
    new: 0,
    fixed: 0,
    seconds: 0,
    why: 'It deploys, so it is never run here.',
  },
]

const PATCH = `diff --git a/${FILES[0]} b/${FILES[0]}
index 3f1c2aa..9b0d114 100644
--- a/${FILES[0]}
+++ b/${FILES[0]}
@@ -15,8 +15,7 @@ export async function reconcile(ledger: Ledger, payments: readonly Payment[]) {
   const unmatched = new Map<string, Payment>()
   for (const payment of payments) {
-    // @ts-expect-error the ledger's type has no index signature yet
     const entry = ledger.entries[payment.reference]
     if (entry === undefined) unmatched.set(payment.reference, payment)
   }
   return unmatched
 }
diff --git a/${FILES[2]} b/${FILES[2]}
index 77aa01b..c4de9f0 100644
--- a/${FILES[2]}
+++ b/${FILES[2]}
@@ -62,5 +62,4 @@
 export function keyOf(request: Request): string {
-  // eslint-disable-next-line @typescript-eslint/no-explicit-any
   const forwarded = request.headers.get('x-forwarded-for') ?? request.headers.get('cf-connecting-ip') ?? 'unknown'
   return \`rate:\${forwarded}\`
 }
diff --git a/${FILES[3]} b/${FILES[3]}
index 1d0e5b2..8a7f6c3 100644
--- a/${FILES[3]}
+++ b/${FILES[3]}
@@ -87,3 +87,3 @@ def load(path: Path) -> list[Row]:
     with path.open(encoding="utf-8") as lines:
-        return list(map(Row.parse, lines))  # type: ignore[arg-type]
+        return list(map(Row.parse, lines))
 
`

/** A run as a large repository would see it: 12 findings proposed, 3 refused, 5 left, 6 checks, long paths. */
export const SAMPLE: ReportData = {
  title: 'Type safety',
  examines: 'file',
  isolation: 'overlay of the work tree (user namespace), without network',
  patch: PATCH,
  proof: PROOF,
  skips: [
    {
      findings: [],
      code: 'own-commit',
      reason: 'The last commit of this branch is by Upkeep itself, so its files were left alone.',
    },
  ],
  attempts: [
    {
      place: 'src/parse.ts',
      rung: 'L1',
      model: 'anthropic/claude-sonnet-5',
      turns: 1,
      tools: 2,
      read: 2310,
      written: 240,
      usd: 0.0105,
      end: 'submitted',
      proven: true,
    },
  ],
  guards: [{ guard: 'suppression', path: 'src/<b>.ts', refusal: 'a new @ts-ignore on line 3' }],
  left: [
    {
      rule: 'ts-ignore',
      path: FILES[0] ?? '',
      line: 211,
      message: 'Hides TS18048 (possibly undefined) in code that handles money.',
      score: 9.2,
    },
    {
      rule: 'no-explicit-any',
      path: FILES[1] ?? '',
      line: 34,
      message: 'Every value that comes from here is unchecked: 41 uses.',
      score: 7.5,
    },
    {
      rule: 'ts-expect-error',
      path: FILES[2] ?? '',
      line: 120,
      message: 'Hides TS2322; the types of the library were fixed upstream.',
      score: 4,
    },
    {
      rule: 'type-ignore',
      path: FILES[3] ?? '',
      line: 45,
      message: 'A bare "type: ignore" hides whatever comes next.',
      score: 2.6,
    },
    {
      rule: 'eslint-disable',
      path: 'apps/dashboard/src/legacy/index.js',
      line: 1,
      message: 'Turns off every rule in a file of 900 lines.',
      score: 1.1,
    },
  ],
  result: {
    format: 'upkeep/result@1',
    action: 'type-safety',
    version: '0.1.0',
    result: 'changed',
    incomplete: null,
    reason: null,
    repository: {
      root: '/repository',
      slug: 'acme/storefront',
      commit: '4f2d1c9b7e6a5f4d3c2b1a09f8e7d6c5b4a39281',
      base: null,
    },
    findings,
    proposals: [],
    coverage: {
      examined: Array.from({ length: 214 }, (_, index) => `src/file-${index}.ts`),
      notExamined: [
        { what: 'apps/mobile', why: 'No check of the workflows type-checks this folder.' },
        { what: 'packages/generated/**', why: 'Generated code: its header says that edits are lost.' },
      ],
    },
    usage: NO_USAGE,
    checkerRuns: 9,
    seconds: 84.3,
    out: '/tmp/upkeep/type-safety',
    published: [],
  },
}
