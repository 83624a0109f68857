import type { FoundCheck } from '@upkeep/ci'
import type { Composition } from '@upkeep/workspace'
import { whySameByFile } from './by-file.ts'
import { changesOf } from '../change.ts'
import type { ChangedTree } from '../change.ts'
import { knownOf } from '../check-run.ts'
import type { CheckPorts } from '../check-run.ts'
import { noticingLeaves, whyNotNeeded } from './noticing.ts'
import { decideClass } from '../class/proof-class.ts'
import type { ClassPorts } from '../class/proof-class.ts'
import { readAsText } from './read-as-text.ts'
import { whyUnaffected } from './unaffected.ts'

/** Why a check says the same of a tree, by what its tools read of the changed files, or by what they say of these alone; null: it has to be asked. */
export async function whySaysTheSame(
  found: FoundCheck,
  changed: ChangedTree,
  ports: CheckPorts,
): Promise<string | null> {
  const { tree, changes, decision, asText } = changed
  const leaves = noticingLeaves(found, decision.class, asText)
  const why = whyUnaffected({ ...found, leaves }, changes, decision)
  return (
    why ?? (knownOf(found, ports, tree) === null ? await whySameByFile({ ...found, leaves }, changed, ports) : null)
  )
}

/** Tells of checks whether they have to be asked what they say of a tree: the question that a proof of it would put. */
export async function noticing(
  tree: Composition,
  ports: CheckPorts & ClassPorts,
): Promise<(found: FoundCheck) => Promise<boolean>> {
  const changes = await changesOf(ports.workspace, tree)
  const decision = await decideClass(changes, ports)
  const asText = decision.class === 'behaviour' ? null : await readAsText(changes, ports.workspace)
  return async (found) =>
    whyNotNeeded(found, decision.class, asText) === null &&
    (await whySaysTheSame(found, { tree, changes, decision, asText }, ports)) === null
}
