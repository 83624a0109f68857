import { checkers, hasFlag, kindsOfTool, toolName } from '@upkeep/checkers'
import type { Classification, ClassifiedStep, FileSource, FoundCheck, HookLeaf, Leaf } from '@upkeep/ci'
import { COMMENT_READERS, HOOK_FILE, NOQA_READERS, SECTION_FILE, TOOL_FILES } from './other-readers.data.ts'
import type { CommentReader } from './other-readers.data.ts'
import { PROBED } from './families.data.ts'
import type { Judgement } from './judgement.ts'
import type { Suppression } from './suppression.ts'

/** Who else reads a comment, though no probe can ask them. */
export interface OtherReaders {
  /** Tools other than ruff that obey `# noqa` and that a file names, though maybe nothing runs them. */
  noqa: readonly { name: string; path: string }[]
  readers: readonly FoundReader[]
}

/** A tool that reads a family of comments below a folder. */
export interface FoundReader {
  reader: CommentReader
  /** What a report calls it, with the place that says so. */
  label: string
  /** `''`: the whole repository. */
  folder: string
  /** No probe asks this command; otherwise it was asked if its tool was. */
  unasked: boolean
  /** The project file whose compilation by the compiler itself says what this one would; null: there is none. */
  project: string | null
  /** Set where a hook manager calls it. */
  hook: HookLeaf | null
}

export const NO_READERS: OtherReaders = { noqa: [], readers: [] }

/**
 * Looks through the commands of CI and the files that name a repository's tools.
 * @param unaskedHooks hooks that could not be asked
 */
export async function otherReaders(
  files: FileSource,
  { checks, classification }: { checks: readonly FoundCheck[]; classification: Classification },
  unaskedHooks: readonly Leaf[] = [],
): Promise<OtherReaders> {
  const steps = classification.workflows.flatMap(({ jobs }) =>
    jobs.flatMap((job) => [...job.steps, ...job.variants].flatMap(withInner)),
  )
  const leaves = [...checks.flatMap((one) => one.leaves), ...steps.flatMap((step) => step.leaves)]
  const readers = [
    ...leaves.flatMap(readersOfLeaf),
    ...steps.flatMap(readersOfStep),
    ...unaskedHooks.flatMap(readersOfLeaf).map((reader) => ({ ...reader, unasked: true })),
  ]
  const noqa: { name: string; path: string }[] = []
  for (const path of await files.list()) {
    readers.push(...configured(path))
    const namesTools = TOOL_FILES.test(path)
    const section = SECTION_FILE.test(path.split('/').at(-1) ?? '')
    const text = namesTools || section || HOOK_FILE.test(path) ? await files.read(path) : null
    if (text === null) continue
    const plain = withoutComments(text)
    if (section) readers.push(...sections(path, plain))
    if (HOOK_FILE.test(path)) readers.push(...hooks(path, plain))
    const name = namesTools ? NOQA_READERS.exec(plain)?.[0] : undefined
    if (name !== undefined) noqa.push({ name, path })
  }
  return { noqa, readers: await withoutOwnProjects(readers, files) }
}

/** A project file stands for a reader only where nothing in its configuration may say that it compiles otherwise. */
async function withoutOwnProjects(readers: readonly FoundReader[], files: FileSource): Promise<FoundReader[]> {
  const found: FoundReader[] = []
  for (const one of readers) {
    const { compiles } = one.reader
    const configs =
      one.project === null || compiles === undefined
        ? []
        : (await files.list()).filter((path) => compiles.configs.test(path) && path.startsWith(one.folder))
    const texts = await Promise.all(configs.map((path) => files.read(path)))
    const says = texts.some((text) => text === null || compiles?.word.test(text) === true)
    found.push(says ? { ...one, project: null } : one)
  }
  return found
}

/** A reader of this very comment that was not asked about it: the sentence that says so, or null. */
export function unaskedReader(
  { family, path }: Suppression,
  judgements: readonly Judgement[],
  { readers }: OtherReaders,
): string | null {
  const found = readers.find(
    ({ reader, folder, unasked, project, hook }) =>
      reader.families.includes(family) &&
      (reader.files?.test(path) ?? true) &&
      (folder === '' || path.startsWith(`${folder}/`)) &&
      (hook === null || mayGet(hook, path)) &&
      (unasked || !judgements.some(({ tool }) => reader.names.includes(tool))) &&
      !(project !== null && judgements.some((one) => speaksFor(one, project) && one.covers(path, family))),
  )
  return found === undefined ? null : `${found.label} reads it as well, and it was not asked`
}

/** Whether the hook's configuration lets it have this file; what JavaScript can't read of it restricts nothing. */
function mayGet({ files, exclude }: HookLeaf, path: string): boolean {
  return (files === null || matches(files, path) !== false) && (exclude === null || matches(exclude, path) !== true)
}

function matches(expression: string, path: string): boolean | null {
  try {
    return new RegExp(expression).test(path)
  } catch {
    return null // `(?x)` and the like are Python's own
  }
}

function speaksFor({ failure, projects = [] }: Judgement, project: string): boolean {
  return failure === null && projects.includes(project)
}

/** A tool that a file names for `# noqa` and that was not asked; null: there is none. */
export function namedForNoqa({ noqa }: OtherReaders, judgements: readonly Judgement[]): string | null {
  const found = noqa.find(({ name }) => !judgements.some(({ tool }) => tool === name))
  return found === undefined ? null : `${found.name} (named in ${found.path})`
}

/** The readers that a command line is. One of our own checkers is asked, unless only a skipped step calls it. */
export function readersOfLeaf(leaf: Leaf): FoundReader[] {
  const { argv, invocation, cwd } = leaf
  const name = toolName(argv)
  const own = checkers.some((checker) => checker.name === name)
  if (invocation === null ? own || isQuestion(argv) : invocation.kinds.every((kind) => kind === 'format')) return []
  const outside = argv.slice(1).some((word) => word.startsWith('../') || word.startsWith('/'))
  const folder = cwd === '.' || outside ? '' : cwd.replace(/\/+$/, '')
  return COMMENT_READERS.filter((reader) => isCall(reader, name, argv)).map((reader) => ({
    reader,
    label: `\`${argv.slice(0, 6).join(' ')}\`${leaf.hook === undefined ? '' : ` (hook in ${leaf.hook.config})`}`,
    folder,
    unasked: invocation === null || !PROBED.some((tool) => tool === invocation.checker),
    project: projectOf(reader, argv, outside ? null : folder),
    hook: leaf.hook ?? null,
  }))
}

function projectOf({ compiles }: CommentReader, argv: readonly string[], folder: string | null): string | null {
  if (compiles === undefined || folder === null || hasFlag(argv, ...compiles.flags)) return null
  return folder === '' ? compiles.project : `${folder}/${compiles.project}`
}

function isQuestion(argv: readonly string[]): boolean {
  return kindsOfTool(argv).join() === 'other'
}

function isCall({ names, words, flags }: CommentReader, name: string, argv: readonly string[]): boolean {
  if (!names.includes(name)) return false
  if (flags !== undefined && !hasFlag(argv, ...flags)) return false
  return words === undefined || argv.slice(1).some((word) => words.includes(word.split(':').at(-1) ?? ''))
}

function withInner(step: ClassifiedStep): ClassifiedStep[] {
  return step.inner.length === 0 ? [step] : step.inner.flatMap(withInner)
}

function readersOfStep({ uses }: ClassifiedStep): FoundReader[] {
  if (uses === null) return []
  const found = COMMENT_READERS.filter((reader) => reader.uses?.some((name) => uses.startsWith(name)) ?? false)
  return found.map((reader) => ({
    reader,
    label: `\`uses: ${uses}\``,
    folder: '',
    unasked: false,
    project: null,
    hook: null,
  }))
}

function configured(path: string): FoundReader[] {
  const base = path.split('/').at(-1) ?? ''
  const found = COMMENT_READERS.filter(({ configs }) => configs?.includes(base) ?? false)
  return found.map((reader) => named(reader, path))
}

/** `[tool.ty.rules]` sets ty up as `[tool.ty]` does; `[mypy-package.*]` alone does not. */
function sections(path: string, text: string): FoundReader[] {
  const headings = [...text.matchAll(/^\[\[?([\w.-]+)/gm)].map((match) => match[1] ?? '')
  const isSetUp = ({ configs = [] }: CommentReader) =>
    configs.some((config) => {
      const heading = /^\[(.+)\]$/.exec(config)?.[1]
      return heading !== undefined && headings.some((one) => one === heading || one.startsWith(`${heading}.`))
    })
  return COMMENT_READERS.filter(isSetUp).map((reader) => named(reader, path))
}

/** Hooks by their id, and local ones by their command. */
function hooks(path: string, text: string): FoundReader[] {
  const ids = [...text.matchAll(/\bid:\s*["']?([\w.-]+)/g)].map((match) => match[1] ?? '')
  const entries = [...text.matchAll(/\bentry:\s*(.+)/g)].map((match) => (match[1] ?? '').split(/[\s"']+/))
  const runs = (reader: CommentReader) =>
    entries.some((words) => words.some((word, at) => isCall(reader, toolName([word]), words.slice(at))))
  const found = COMMENT_READERS.filter(
    (reader) => (reader.flags === undefined && reader.names.some((name) => ids.includes(name))) || runs(reader),
  )
  return found.map((reader) => named(reader, path))
}

function named(reader: CommentReader, path: string): FoundReader {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
  return { reader, label: `${reader.names[0] ?? ''} (${path})`, folder, unasked: false, project: null, hook: null }
}

/** `[tool.ruff.lint.flake8-bugbear]` and the like name plugins of ruff. */
function withoutComments(text: string): string {
  return text
    .replace(/(?:^|\s)[#;].*$/gm, '')
    .replace(/^\s*\[tool\.ruff[^\]]*\]/gm, '')
    .replace(/lint\.flake8-[\w-]+/g, '')
}
