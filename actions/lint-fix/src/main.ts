import { startAction } from '@upkeep/entry'
import { inputs } from './inputs.ts'

await startAction('lint-fix', inputs, async () => ({ run: (await import('./index.ts')).run }))
