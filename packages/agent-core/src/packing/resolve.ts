import { declaredAs, holds } from './declared-as.ts'
import type { Declared } from './declared.ts'
import type { Named } from './named.ts'
import type { SourceText } from './source.ts'
import { ownerType, withBases } from './told-types.ts'
import { receiverTypes } from './value-types.ts'
import { meantAlone, seesModule } from './visible.ts'
import type { Found } from './visible.ts'

export interface Resolved extends Found {
  /** Nothing tells that the name means this one, but the name. */
  byName: boolean
}

/** Of members that only their name tells, those of more types are none of them worth showing. */
const MOST_OWNERS = 2

/** What a name may mean where it is used, the surest first: a member only of a type that it can be of there, as far as that is told. */
export function resolved(named: Named, sources: readonly SourceText[]): Resolved[] {
  const all = sources.flatMap((source) => declaredAs(source, named.name).map((declared) => ({ source, declared })))
  const sure: Resolved[] = []
  const possible: Resolved[] = []
  const may = all.length === 0 ? () => false : meaning(named, sources)
  for (const one of all) {
    const fits = may(one.source, one.declared)
    if (fits === 'possible') possible.push({ ...one, byName: true })
    else if (fits) sure.push({ ...one, byName: false })
  }
  const functions = possible.filter(({ declared: { kind } }) => kind === 'function')
  const likely = named.called === true && functions.length > 0 ? functions : possible
  const nearest = mentioned(likely, named)
  const owners = new Set(nearest.map(({ declared: { owner } }) => ownerType(owner)))
  return [...sure, ...(owners.size > MOST_OWNERS ? [] : nearest)]
}

/** Those of types that the file itself speaks of, where there are any. */
function mentioned(possible: readonly Resolved[], { at }: Named): readonly Resolved[] {
  if (at === null) return possible
  const code = at.source.code.join('\n')
  const own = possible.filter(({ declared: { owner } }) => holds(code, ownerType(owner) ?? ''))
  return own.length > 0 ? own : possible
}

type Fits = (source: SourceText, declared: Declared) => boolean | 'possible'

function meaning(named: Named, sources: readonly SourceText[]): Fits {
  const { of, at, name, scoped = false, links, beside } = named
  if (at === null)
    return (_, { owner }) => {
      const type = ownerType(owner)
      if (of !== null) return type === of
      if (beside !== undefined) return owner === null || (type !== null && beside.includes(type))
      return type === null ? owner === null : type !== '' && 'possible'
    }
  if (of === null) return meantAlone(name, at)
  const types = receiverTypes(named, sources)
  const reach = types === null ? null : withBases(types, sources)
  return (other, { owner }) => {
    if (owner === null) return links === undefined && seesModule(at.source, other, of)
    const type = ownerType(owner)
    if (type === null || type === '') return false
    if (type === of && links === undefined) return true
    return reach === null ? !scoped && 'possible' : reach.has(type)
  }
}
