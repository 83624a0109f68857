import { kindsOfTool, toolName } from '@upkeep/checkers'
import { CHECK_KINDS } from '@upkeep/schema'
import type { CheckKind, Confidence } from '@upkeep/schema'
import { kindsOfAction } from './action-kinds.ts'
import { intentOf } from '../kinds/intent.ts'
import { MEANS_OF_DOCS, ONLY_JUDGING, WORLDLY } from '../kinds/kinds.data.ts'
import { localPath } from '../workflow/local-action.ts'
import type { Leaf } from '../model.ts'
import { at } from '../workflow/raw.ts'

/** Kinds that say nothing about a step once it has another. */
const WEAK: ReadonlySet<CheckKind> = new Set(['setup', 'other', 'unknown'])

/** Words of the shell itself: they do nothing that a step is for. */
export const PLUMBING: ReadonlySet<string> = new Set(
  'cd pushd popd set export source . trap shift read local declare unset alias [ [[ test true false : sleep exit return break continue wait kill shopt'.split(
    ' ',
  ),
)

/** What only prints. */
const PRINTS: ReadonlySet<string> = new Set([
  'echo',
  'printf',
  'cat',
  'ls',
  'pwd',
  'env',
  'date',
  'tree',
  'head',
  'tail',
])

/** What sends reports of coverage. */
const UPLOADS: ReadonlySet<string> = new Set(['coveralls', 'codecov', 'codecovcli', 'cc-test-reporter'])

/** What later steps read. */
const HANDS_ON = /GITHUB_(?:ENV|PATH|OUTPUT)\b|::(?:set-output|set-env|add-path|add-matcher|save-state)\b/

interface StepFacts {
  step: unknown
  leaves: readonly Leaf[]
  uses: string | null
  name: string | null
  run: string | null
  /** The id of its job. */
  job: string
  /** It is an action of the repository with a step that sets up. */
  sets: boolean
}

export interface StepKinds {
  kinds: CheckKind[]
  confidence: Confidence
}

/** What a step does: the kinds of its tools; where none is known, what its action or its name says. */
export function kindsOfStep({ step, leaves, uses, name, run, job, sets }: StepFacts): StepKinds {
  const local = localName(uses)
  const bare = bareName(name ?? local)
  const head = intentOf(bare.replace(/\s(?:before|after|prior to|for|from|of|in|on|with|using|against)\s.*$/is, ''))
  const tool = /\b(?:install\w*|set-?up|browsers?|cache)\b/i.test(bare)
    ? []
    : judgedBy(bare.split(/\s/)[0]?.toLowerCase() ?? '')
  const said = BUILDS.test(bare) ? BUILD : tool.length > 0 ? tool : head.length > 0 ? head : intentOf(bare)
  // `Check X against the build output`: its verb comes first.
  const named: readonly CheckKind[] = said[0] === 'build' && isCheck(name ?? '') ? ['test'] : said
  if (run !== null && leaves.length === 0 && run.trim() === '') return { kinds: ['other'], confidence: 'certain' }
  const all = new Set(
    leaves.flatMap((leaf) => (endsTests(leaf, leaves) ? [] : kindsOfLeaf(leaf, leaves).filter(isOf(leaf)))),
  )
  const found = CHECK_KINDS.filter((kind) => all.has(kind) && !WEAK.has(kind))
  // What is built, or checked by the way, to make a documentation.
  const telling =
    MAKES_DOCS.test(bare) && found.every((kind) => MEANS_OF_DOCS.has(kind))
      ? found.slice(0, 1).map(() => 'docs' as const)
      : found
  if (telling.length > 0) return byTools(telling, { leaves, named, name: name ?? '', local, bare, sets })
  if (run !== null && HANDS_ON.test(run)) return { kinds: ['setup'], confidence: 'likely' }
  const action = uses === null || leaves.length > 0 ? null : kindsOfAction(uses, step)
  if (action !== null && action.kinds.length > 0) {
    // What has an id is there for its outputs.
    const read = !action.known && at(step, 'id') !== undefined && action.kinds[0] === 'other' && named[0] !== 'notify'
    const scripted = uses?.startsWith('actions/github-script@') === true
    return read ? { kinds: ['setup'], confidence: 'guess' } : byAction(action, named, scripted)
  }
  const checks = named.some((kind) => WORLDLY.has(kind)) ? null : checkOf(name, run, leaves)
  if (checks !== null) return { kinds: [checks], confidence: 'guess' }
  const meant = purposeOf(leaves)
  if (meant !== null && named.length === 0 && leaves.some(canFail)) return { kinds: [meant], confidence: 'guess' }
  const heavy = leaves.filter(({ argv }) => !PLUMBING.has(toolName(argv)))
  const open = heavy.some(({ kinds }) => kinds.length === 0 || kinds.includes('unknown'))
  const weak = CHECK_KINDS.filter((kind) => heavy.some(({ kinds }) => kinds.includes(kind)))
  if (heavy.length > 0 && heavy.every(({ argv }) => PRINTS.has(toolName(argv))) && weak[0] === 'other')
    return { kinds: named[0] === 'notify' ? ['notify'] : ['other'], confidence: 'likely' }
  if (heavy.some(({ argv }) => UPLOADS.has(toolName(argv)))) return { kinds: ['other'], confidence: 'certain' }
  const second = secondOf(bare)
  if (open && second !== null) return { kinds: [...new Set([...named.slice(0, 1), second])], confidence: 'guess' }
  // What an image runs by itself is not told by what the step is called.
  if (named[0] === 'build' && heavy.some(({ kinds }) => kinds.includes('unknown')))
    return { kinds: ['build', 'unknown'], confidence: 'guess' }
  // Whatever it is called, later steps run what it installs.
  if (named[0] === 'other' && heavy.some(({ argv, kinds }) => kinds[0] === 'setup' && !PRINTS.has(toolName(argv))))
    return { kinds: ['setup', 'other'], confidence: 'guess' }
  if (named.length > 0) return byName(named, weak, open)
  const tools = open && run !== null ? kindsOfWords(bare) : []
  if (tools.length > 0) return { kinds: [...tools], confidence: 'guess' }
  if (meant !== null) return { kinds: [meant], confidence: 'guess' }
  if (!open && weak.length > 0) return { kinds: weak.slice(0, 1), confidence: 'likely' }
  if (heavy.length === 0 && leaves.length > 0) return { kinds: ['other'], confidence: 'likely' }
  const ofJob = intentOf(job.replaceAll(/[-_]/g, ' ')).filter((kind) => !WORLDLY.has(kind))
  // An action of which only its job says anything may as well set that up.
  if (
    uses !== null &&
    action?.known !== true &&
    ofJob.some((kind) => ONLY_JUDGING.has(kind) || kind === 'build' || kind === 'docs')
  )
    return { kinds: ['setup', ...ofJob.slice(0, 1)], confidence: 'guess' }
  if (weak[0] === 'setup')
    return { kinds: ['setup', ofJob.find((kind) => ONLY_JUDGING.has(kind)) ?? 'unknown'], confidence: 'guess' }
  return { kinds: [ofJob[0] ?? 'unknown'], confidence: 'guess' }
}

interface Said {
  leaves: readonly Leaf[]
  /** What its name says. */
  named: readonly CheckKind[]
  name: string
  /** The name of the action of the repository that it uses, as words. */
  local: string
  /** Its name, or that. */
  bare: string
  sets: boolean
}

/** What its tools do, with what is said of it beside. */
function byTools(telling: readonly CheckKind[], { leaves, named, name, local, bare, sets }: Said): StepKinds {
  const confidence = leaves.some(({ invocation }) => invocation !== null) ? 'certain' : 'likely'
  // What checks or builds while it sets up is a part of that.
  if (/\b(?:setup|set up|install|prepare|bootstrap)\b/i.test(local)) {
    const worldly = telling.filter((kind) => WORLDLY.has(kind))
    return { kinds: ['setup', ...worldly], confidence: 'likely' }
  }
  // Nothing is known of its tools but a name with `build` in it.
  if (isCheck(name) && telling.every((kind) => kind === 'build') && leaves.every(isNamedOnly))
    return { kinds: ['test'], confidence: 'guess' }
  // What is built to be installed as well.
  if (named[0] === 'build' && telling.every((kind) => kind === 'typecheck') && !leaves.some(onlyChecks))
    return { kinds: ['build', ...telling], confidence }
  // `Build and test`, in a script whose last part nobody knows.
  const later = telling.every((kind) => kind === 'build') && leaves.some(isUnknown) ? secondOf(bare) : null
  if (later !== null) return { kinds: [...telling, later], confidence: 'guess' }
  const also = sets || (named[0] === 'setup' && telling.every((kind) => kind === 'build'))
  return { kinds: also ? ['setup', ...telling] : [...telling], confidence }
}

const CHECKS = /^(?:check|verify|validate|assert|compare|ensure|mak(?:e|ing) sure|confirm)\b(?![- ]?out\b)/i

/** `Check …`, `Verify …`: a step that is named one. */
export function isCheck(name: string): boolean {
  return CHECKS.test(name.replace(/^[^\p{L}$]+/u, ''))
}

/** `Install the package and run tests`: what is done after the first thing. */
function secondOf(name: string): CheckKind | null {
  const after = /\band (?:then )?(?:run |execute )?(?:the )?(.*)$/i.exec(name)?.[1] ?? ''
  if (/^(?:check|verify|validate)\b/i.test(after)) return 'lint'
  return intentOf(after).find((kind) => ONLY_JUDGING.has(kind)) ?? null
}

/** `Build tests`, and nothing that is run afterwards. */
const BUILDS =
  /^(?:build|compile)\s(?!.*(?:\band\b|&|,|\binfo(?:rmation)?\b|\bdocs?\b|documentation|\bsite\b|website|publish|release|deploy))/i
const BUILD: readonly CheckKind[] = ['build']

const MAKES_DOCS = /^(?:build|generate|make|render|create) (?:the |\w+ )?(?:docs?|documentation|site|website)$/i

/** Of the form of sources; other checks run something. */
const OF_FORM =
  /\b(?:sorted|named?|naming|names|unique|duplicat\w+|headers?|licen[cs]\w*|up[- ]to[- ]date|format\w*|style|sync\w*|consisten\w*|generated|committed|clean|diffs?|changelog|conventions?|guards?|whitespace|spelling|tables?|metadata|schema|lock ?files?|no \w* ?(?:changed|changes|modifi\w+)|unchanged)\b/i

/** `Run clang-tidy` of a step whose command says less. */
function kindsOfWords(name: string): readonly CheckKind[] {
  const words = name.toLowerCase().split(/[^\w.-]+/)
  return words.map(judgedBy).find((kinds) => kinds.length > 0) ?? []
}

function judgedBy(tool: string): readonly CheckKind[] {
  return kindsOfTool([tool]).filter((kind) => ONLY_JUDGING.has(kind))
}

/** What the file of a script that only compares and prints is called for. */
function purposeOf(leaves: readonly Leaf[]): CheckKind | null {
  const told = leaves.flatMap(({ purpose }) => purpose ?? [])
  return told.find((kind) => ONLY_JUDGING.has(kind)) ?? null
}

/** A step that is named a check, of tools that say nothing, and that can fail by itself. */
function checkOf(name: string | null, run: string | null, leaves: readonly Leaf[]): CheckKind | null {
  const said = name ?? ''
  if (run === null || !isCheck(said) || /^\W*compare/i.test(said)) return null
  // What it judges is the event, or other jobs, and no tree.
  if (
    /\bneeds\b|GITHUB_(?:BASE_REF|HEAD_REF|REF|EVENT|ACTOR)|github\.(?:base_ref|head_ref|ref|event|actor)/.test(run) ||
    /\b(?:published|released|exists?|jobs?|results?|success|succeeded|status)\b/i.test(said)
  )
    return null
  if (!leaves.some(canFail)) return null
  return OF_FORM.test(said) ? 'lint' : 'test'
}

function canFail({ argv, kinds, invocation }: Leaf): boolean {
  if (invocation === null && kinds.length === 0) return true
  const tool = toolName(argv)
  if (tool === 'exit') return argv[1] !== undefined && argv[1] !== '0'
  if (tool === 'diff' || tool === 'cmp') return true
  if (tool === 'sort') return argv.some((word) => /^(?:-c|--check)/.test(word))
  return (
    /^(?:python|pypy|node|ruby|perl|php|deno|bun)[\d.]*$/.test(tool) &&
    argv.some((word) => /^-\w*[ce]$|^(?:-r|eval)$/.test(word))
  )
}

function isUnknown({ argv, kinds, invocation }: Leaf): boolean {
  const named = kinds.every((kind) => kind === 'build') && kindsOfTool(argv).length === 0
  return invocation === null && named && !PLUMBING.has(toolName(argv))
}

/** Only what its script is called says what it is. */
function isNamedOnly({ argv, invocation }: Leaf): boolean {
  return invocation === null && (PLUMBING.has(toolName(argv)) || kindsOfTool(argv).every((kind) => WEAK.has(kind)))
}

/** A compiler of TypeScript that was found to write nothing. */
function onlyChecks({ kinds, invocation }: Leaf): boolean {
  return invocation?.checker === 'tsc' && !kinds.includes('build')
}

/** What a `git diff --exit-code` behind tests asks is what they did to the tree: it is a part of them. */
function endsTests(leaf: Leaf, leaves: readonly Leaf[]): boolean {
  if (toolName(leaf.argv) !== 'git' || leaf.kinds[0] !== 'lint') return false
  const before = leaves.slice(0, leaves.indexOf(leaf)).findLast(({ argv }) => !PLUMBING.has(toolName(argv)))
  return before?.kinds.includes('test') === true
}

/** What a hook manager calls looks at files, whatever it is called: it publishes nothing. */
function isOf({ hook }: Leaf): (kind: CheckKind) => boolean {
  return (kind) => hook === undefined || !WORLDLY.has(kind)
}

/** In a script for building a compiler builds, and one that only checks is a part of it, unless it is all that the script does. */
function kindsOfLeaf({ kinds, purpose }: Leaf, leaves: readonly Leaf[]): readonly CheckKind[] {
  if (kinds[0] === 'build' && kinds.includes('typecheck')) return ['build']
  const beside = () => leaves.some((each) => each.purpose?.includes('build') === true && each.kinds[0] === 'build')
  return kinds[0] === 'typecheck' && purpose?.includes('build') === true && beside() ? ['build'] : kinds
}

/** An action that only sets up or reports may be told more exactly by the name that the step gives it. */
function byAction(
  { kinds, known }: { kinds: readonly CheckKind[]; known: boolean },
  named: readonly CheckKind[],
  scripted: boolean,
): StepKinds {
  const said = named[0] ?? 'unknown'
  const vague =
    kinds.length === 1 &&
    kinds[0] === 'other' &&
    (said === 'notify' || (scripted && (said === 'lint' || said === 'test')))
  return { kinds: vague ? [...named] : [...kinds], confidence: known ? 'certain' : 'guess' }
}

/** `./.github/actions/run-lint` */
function localName(uses: string | null): string {
  return localPath(uses)?.split('/').at(-1)?.replaceAll(/[-_]/g, ' ') ?? ''
}

function byName(named: readonly CheckKind[], weak: readonly CheckKind[], open: boolean): StepKinds {
  const [kind = 'unknown'] = named
  if (open || weak.includes(kind)) return { kinds: [kind], confidence: 'guess' }
  if (kind === 'setup') return { kinds: ['setup'], confidence: 'likely' }
  // Tools that are known to reach nothing outside.
  if (WORLDLY.has(kind) && kind !== 'notify') return { kinds: [weak[0] ?? 'other'], confidence: 'guess' }
  if (kind === 'build' && weak[0] === 'setup') return { kinds: ['setup', 'build'], confidence: 'guess' }
  if (kind === 'other' || kind === 'notify' || kind === 'build') return { kinds: [kind], confidence: 'likely' }
  // Installs and downloads alone are no check of sources, whatever word stands in their name.
  if (weak.includes('setup')) return { kinds: kind === 'test' ? ['setup', kind] : ['setup'], confidence: 'guess' }
  return { kinds: [kind], confidence: 'guess' }
}

/** Without emoji, numbers, the heading in front (`Build | Docs`) and the word that says that something is run. */
function bareName(name: string): string {
  const last = name.split(' | ').at(-1) ?? name
  return (intentOf(last).length > 0 ? last : name)
    .replace(/^[^\p{L}$]+/u, '')
    .replace(/^(?:run|execute|perform|do|ensure|re-?run)\s+(?:the\s+|all\s+)?/i, '')
    .trim()
}
