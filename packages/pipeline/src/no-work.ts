import type { Reason, Unresolved } from '@upkeep/schema'
import type { ActionDetection, Context } from './definition.ts'

/** Why a run can not even begin: it may not run code, the repository has no CI, or its CI has no check. Null: it can. */
export function noWorkReason(
  { grant, classification, checks, unchecked, inputs }: Context,
  unresolved: readonly Unresolved[],
): Reason | null {
  if (!grant.may.runCode) {
    return {
      code: 'fork',
      message: 'This event brings code or text from outside, so nothing of the repository is run.',
      remedy: 'Use the action on pull_request, push or schedule.',
    }
  }
  if (checks.some(({ check }) => check.runnable)) return null
  const given = inputs['checks']
  if (Array.isArray(given) && given.length > 0) return null
  if (classification.workflows.length === 0) {
    return {
      code: 'no-ci',
      message: 'There is no workflow in .github/workflows, so there is no check that could prove a change.',
      remedy: 'Add a workflow that runs your checks, or name commands in the input `checks`.',
    }
  }
  const idle = [...checks.map(({ check }) => check), ...unchecked]
  if (idle.length > 0) {
    const whys = [...new Set(idle.map(({ why }) => why ?? 'it can not be run here'))].slice(0, 3)
    return {
      code: 'no-check',
      message: `None of the ${idle.length} checks of the workflows can be run here: ${whys.join('; ')}.`,
      remedy: 'Name the commands that judge your code in the input `checks`, one a line.',
    }
  }
  const why = unresolved.slice(0, 3).map(({ workflow, reason }) => `${workflow}: ${reason}`)
  return {
    code: 'no-check',
    message: ['The workflows hold no command that was recognised as a check.', ...why].join(' '),
    remedy: 'Name the commands that judge your code in the input `checks`, one a line.',
  }
}

/** The configuration says that this action does not run here. */
export function switchedOff(action: string): Reason {
  return {
    code: 'config',
    message: `${action} is switched off in the configuration.`,
    remedy: `Set actions.${action}.enabled to true.`,
  }
}

/** Takes out what the configuration mutes, by id or by rule, and says so. */
export function unmuted<X>(detection: ActionDetection<X>, mute: readonly string[]): ActionDetection<X> {
  const isMuted = ({ id, rule }: { id: string; rule: string }) => mute.includes(id) || mute.includes(rule)
  const muted = detection.findings.filter(isMuted)
  if (muted.length === 0) return detection
  const findings = detection.findings.filter((finding) => !isMuted(finding))
  return {
    ...detection,
    findings,
    left: [...detection.left, { what: `${muted.length} findings`, why: 'the configuration mutes them' }],
  }
}
