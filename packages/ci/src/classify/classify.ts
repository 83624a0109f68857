import type { Unresolved } from '@upkeep/schema'
import { classifyJob } from './classify-job.ts'
import type { FindInstalled } from '../legs/installed.ts'
import type { Classification, ClassifiedJob, ClassifiedWorkflow, FileSource } from '../model.ts'
import { at, entriesAt, textAt, textsAt } from '../workflow/raw.ts'
import { problemsOf } from '../workflow/workflow-problems.ts'
import { readYaml } from '../workflow/yaml-file.ts'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/

export interface ClassifyOptions {
  /** Asked for what is installed: the leg of a matrix that fits stands for all. Without it the newest does. */
  installed?: FindInstalled
}

/**
 * Reads every workflow of a tree into jobs × steps × kinds × evidence (design §4). Rules only: each conclusion carries the lines
 * that led to it. A workflow that can't be read is told in its `errors` and in `unresolved`, and the others are read all the same.
 */
export async function classify(files: FileSource, options: ClassifyOptions = {}): Promise<Classification> {
  const workflows: ClassifiedWorkflow[] = []
  const unresolved: Unresolved[] = []
  for (const path of (await files.list()).filter((candidate) => WORKFLOW.test(candidate)).toSorted()) {
    const workflow = await classifyWorkflow(path, (await files.read(path)) ?? '', files, unresolved, options)
    workflows.push(workflow)
    for (const reason of workflow.errors) unresolved.push({ workflow: path, job: null, step: null, reason })
  }
  return { workflows, unresolved }
}

/**
 * One workflow, wherever it lies.
 * @param unresolved is added to
 */
export async function classifyWorkflow(
  path: string,
  text: string,
  files: FileSource,
  unresolved: Unresolved[],
  { installed }: ClassifyOptions = {},
): Promise<ClassifiedWorkflow> {
  const sources = new Map([[path, text]])
  const noted: FileSource = {
    list: () => files.list(),
    async read(file) {
      const found = await files.read(file)
      if (found !== null) sources.set(file, found)
      return found
    },
  }
  const yaml = readYaml(text, { tokens: true })
  const jobs: ClassifiedJob[] = []
  const errors = [...yaml.errors]
  const { value } = yaml
  for (const { line, message, fatal } of errors.length === 0 ? problemsOf(yaml) : []) {
    if (fatal) errors.push(`line ${line}, column 1: ${message}`)
    else unresolved.push({ workflow: path, job: null, step: null, reason: `line ${line}: ${message}` })
  }
  for (const [id, job] of entriesAt(value, 'jobs')) {
    jobs.push(await classifyJob({ path, text, yaml, workflow: value, id, job, installed }, noted, unresolved))
  }
  return { path, name: textAt(value, 'name') ?? path, events: eventsOf(value), jobs, errors, sources, yaml }
}

/** `on:` as a word, a list or a map; YAML 1.1 readers take the bare key for `true`. */
function eventsOf(workflow: unknown): string[] {
  const on = at(workflow, 'on') ?? at(workflow, 'true')
  return typeof on === 'object' && on !== null && !Array.isArray(on) ? Object.keys(on) : textsAt({ on }, 'on')
}
