import type { TestRepository } from '@upkeep/testing'
import { parse } from 'yaml'
import { createProgram } from '../program.ts'

/** What `upkeep init` answers. */
export interface Answer {
  code: number
  out: string
  err: string
  /** The first file that it printed. */
  text: string
}

export async function initOf(
  action: string,
  repository: Pick<TestRepository, 'root'>,
  ...args: string[]
): Promise<Answer> {
  let [out, err] = ['', '']
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    color: false,
    width: 100,
    debug: false,
    signal: new AbortController().signal,
  }
  const named = action === '' ? [] : [action]
  const code = await createProgram(terminal).run(['init', ...named, '--repo', repository.root, ...args])
  return { code, out, err, text: out.slice(out.indexOf('# Written')) }
}

interface Step {
  uses?: string
  run?: string
  with?: object
  if?: string
  id?: string
}

export interface Job {
  steps: Step[]
  env?: object
  services?: object
  'runs-on'?: string
  permissions?: Record<string, string>
}

/** The job of a printed workflow that works. */
export function jobOf(text: string, action = 'type-safety'): Job {
  const workflow = parse(text) as { jobs: Record<string, Job> }
  return workflow.jobs[action] ?? { steps: [] }
}

/** Its steps up to our own, each by its action or its script. */
export function stepsOf(text: string, action = 'type-safety'): string[] {
  const said = jobOf(text, action).steps.map(({ uses, run }) => uses?.replace(/@.*/, '') ?? run?.trim() ?? '')
  return said.slice(
    0,
    said.findIndex((each) => each.startsWith('upkeep-actions/')),
  )
}

export const ci = (jobs: string, top = ''): string => `name: CI\non: [push, pull_request]\n${top}jobs:\n${jobs}`
