/** What every action sets, in the order of the reference. All are set on every run, also on one that failed. */
export const OUTPUTS = [
  { name: 'result', description: 'How the run ended: changed, clean, skipped or failed.' },
  { name: 'reason', description: 'Why it ended so, as a reason code; empty where there is nothing to explain.' },
  {
    name: 'incomplete',
    description: 'What cut the run short: budget, rate-limit or model; empty where it came to its end.',
  },
  { name: 'findings', description: 'How many findings there are.' },
  { name: 'proposed', description: 'How many of the findings have a proven proposal.' },
  { name: 'published', description: 'How many things were posted; 0 where the publication is left to another job.' },
  { name: 'pull-request', description: 'The address of the pull request that was opened or updated; else empty.' },
  { name: 'usd', description: 'What the model calls cost, in US dollars.' },
  { name: 'input-tokens', description: 'How many tokens the model read, with those that came from its cache.' },
  { name: 'output-tokens', description: 'How many tokens the model wrote, with those of its reasoning.' },
  { name: 'turns', description: 'How many turns the model took.' },
  { name: 'seconds', description: 'How long the run took, in seconds.' },
  { name: 'out', description: 'The folder with the result, the patch, the report and the record.' },
  {
    name: 'has-publication',
    description: 'true where there is something to post, so that the next job can be skipped.',
  },
] as const satisfies readonly { name: string; description: string }[]
