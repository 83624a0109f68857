import { OUTPUTS } from '@upkeep/entry'
import { stringify } from 'yaml'
import type { ActionFacts } from './actions.ts'

/** `action.yml`: what GitHub reads of an action. */
export function actionYml({ title, description, inputs }: ActionFacts): string {
  const metadata = {
    name: `Upkeep: ${title.toLowerCase()}`,
    description,
    author: 'Upkeep',
    branding: { icon: 'check-circle', color: 'green' },
    inputs: Object.fromEntries(
      inputs.map((input) => [
        input.name,
        { description: input.description, required: input.required === true, default: input.default },
      ]),
    ),
    outputs: Object.fromEntries(OUTPUTS.map(({ name, description: text }) => [name, { description: text }])),
    runs: { using: 'node24', main: 'dist/index.js' },
  }
  return `# Generated from src/inputs.ts by \`npm run generate\`; edit that.\n${stringify(metadata, { lineWidth: 0 })}`
}
