import type { Slice } from '@upkeep/ci'
import { variableOf } from '@upkeep/entry'
import type { SliceSecret } from '@upkeep/schema'
import { listing } from './listing.ts'

/** What a slice reads, where, and what is lost without it. */
export function secretsText(secrets: readonly SliceSecret[], width: number): string {
  const rows = secrets.map(({ name, kind, given, references, disables }) => {
    const places = new Set(references.map(({ job, step }) => `${job}/${step}`))
    return [
      `${kind} ${name}`,
      given ? 'given' : 'not given',
      `read by ${[...places].join(', ')}`,
      lost({ kind, given, disables }),
    ]
  })
  return listing(rows, [0.3, 0.1, 0.3], { width, indent: '  ' })
}

function lost({ kind, given, disables }: Pick<SliceSecret, 'kind' | 'given' | 'disables'>): string {
  if (given) return ''
  if (disables.length === 0) return kind === 'variable' ? 'it is empty' : 'nothing is lost'
  return `${disables.length} ${disables.length === 1 ? 'step' : 'steps'} can not run as in CI`
}

/** Said before the start: what is not given, and which steps that leaves out. */
export function missingText({ secrets, steps }: Slice): string {
  const nameOf = (job: string, step: number) => {
    const text = steps.find((each) => each.job === job && each.step === step)?.evidence[0]?.text ?? ''
    return `${job}/${step}${text === '' ? '' : ` (${text})`}`
  }
  return secrets
    .filter(({ given }) => !given)
    .map(({ kind, name, disables, references }) => {
      const lines = disables.map(({ job, step }) => nameOf(job, step)).join(', ')
      if (kind === 'variable')
        return name === '*'
          ? ''
          : `note: the variable ${name} is not given (${variableOf('variable', name)}): it is empty.\n`
      if (disables.length === 0) return ''
      if (kind === 'secret')
        return `warning: the secret ${name} is not given (${variableOf('secret', name)}, or a line of --secret-file); not run without it: ${lines}\n`
      const [place] = references
      return `warning: ${kind === 'inherited' ? 'every secret is handed on' : 'a secret is read by a name that only the run knows'} in ${place === undefined ? '' : nameOf(place.job, place.step)}; give those that it needs.\n`
    })
    .join('')
}
