import { Lexer, Parser } from '@actions/expressions'
import { at, entriesAt, textsAt } from './raw.ts'
import type { YamlFile } from './yaml-file.ts'

/** What GitHub would not accept in a workflow. */
export interface Problem {
  /** 1-based. */
  line: number
  message: string
  /** Nothing can be said of the workflow while it stands. */
  fatal: boolean
}

/** What newer syntax than this knows may mean is no problem: only what can not mean anything is told. */
export function problemsOf(yaml: YamlFile): Problem[] {
  const jobs = at(yaml.value, 'jobs')
  if (entriesAt(jobs).length === 0) return [{ line: yaml.line('jobs'), message: 'it holds no jobs', fatal: true }]
  return [...entriesAt(jobs).flatMap(([id, job]) => problemsOfJob(id, job, jobs, yaml)), ...cyclesOf(jobs, yaml)]
}

function problemsOfJob(id: string, job: unknown, jobs: unknown, yaml: YamlFile): Problem[] {
  const line = yaml.line('jobs', id)
  const fatal = (message: string): Problem[] => [{ line, message, fatal: true }]
  if (typeof job !== 'object' || job === null || Array.isArray(job)) return fatal(`job ${id} is no map`)
  const steps = at(job, 'steps')
  if (at(job, 'uses') === undefined) {
    if (steps === undefined || steps === null) return fatal(`job ${id} has no steps`)
    if (!Array.isArray(steps)) return fatal(`the steps of job ${id} are no list`)
  }
  const found: Problem[] = textsAt(job, 'needs')
    .filter((need) => at(jobs, need) === undefined)
    .map((need) => ({
      line: yaml.line('jobs', id, 'needs'),
      message: `job ${id} needs job ${need}, which is not there`,
      fatal: true,
    }))
  for (const [index, step] of (Array.isArray(steps) ? steps : []).entries()) {
    const place = yaml.line('jobs', id, 'steps', index)
    if (typeof step !== 'object' || step === null || Array.isArray(step))
      found.push({ line: place, message: `step ${index + 1} of job ${id} is no map`, fatal: true })
    else for (const message of wrongExpressions(step)) found.push({ line: place, message, fatal: false })
  }
  for (const message of wrongExpressions({ ...job, steps: null })) found.push({ line, message, fatal: false })
  return found
}

function cyclesOf(jobs: unknown, yaml: YamlFile): Problem[] {
  const waiting = new Map(entriesAt(jobs).map(([id, job]) => [id, new Set(textsAt(job, 'needs'))]))
  const followers = new Map<string, string[]>()
  for (const [id, needs] of waiting)
    for (const need of needs) {
      const list = followers.get(need) ?? []
      followers.set(need, list)
      list.push(id)
    }
  // Jobs run once those that they need have; what is left then waits in a circle, or for one.
  const ready = [...waiting].filter(([, needs]) => [...needs].every((need) => !waiting.has(need))).map(([id]) => id)
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    waiting.delete(id)
    for (const follower of followers.get(id) ?? []) {
      const needs = waiting.get(follower)
      needs?.delete(id)
      if (needs !== undefined && [...needs].every((need) => !waiting.has(need))) ready.push(follower)
    }
  }
  const [first] = [...waiting].filter(([id, needs]) => needs.size > 0 && reaches(id, id, waiting))
  if (first === undefined) return []
  const line = yaml.line('jobs', first[0], 'needs')
  return [{ line, message: `job ${first[0]} needs itself, by way of others`, fatal: true }]
}

function reaches(start: string, target: string, needs: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>()
  const open = [...(needs.get(start) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === target) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(needs.get(id) ?? []))
  }
  return false
}

function wrongExpressions(value: unknown): string[] {
  return textsIn(value).flatMap((text) => {
    if (!text.includes('${{')) return []
    const found: string[] = []
    for (const match of text.matchAll(/\$\{\{([\s\S]*?)(\}\}|$)/g)) {
      const [, expression = '', end] = match
      if (end !== '}}') found.push('an expression is not closed: `}}` is missing')
      else if (!isExpression(expression)) found.push(`GitHub rejects the expression \${{${expression.slice(0, 80)}}}`)
    }
    return found
  })
}

/** A name or function that is not known here may be newer; anything else is wrong in every version. */
function isExpression(text: string): boolean {
  try {
    new Parser(new Lexer(text.trim()).lex().tokens, CONTEXTS, []).parse()
    return true
  } catch (error) {
    return !(error instanceof Error) || !error.message.startsWith('Unexpected ')
  }
}

const CONTEXTS = 'github env vars job jobs steps runner secrets strategy matrix needs inputs'.split(' ')

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
