export const id = 937;
export const ids = [937];
export const modules = {

/***/ 5937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ src_run),
  typeSafety: () => (/* reexport */ typeSafety)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ../../packages/entry/build/src/index.js + 18 modules
var src = __webpack_require__(8243);
;// CONCATENATED MODULE: ../../packages/proof/build/src/prove.js
/**
 * The largest proven subset, union first: in the good case one judgement decides all.
 *
 * What a verdict blames is dropped; where it blames nothing, prefix bisection finds the shortest failing prefix and drops its
 * last member (6.1 judgements instead of 20 for 20 proposals at 5 % bad, see docs/architecture.md). A verdict of `unproven`
 * with no suspects refuses everything at once: no subset would fare better.
 *
 * @param byRisk the least risky first; bisection keeps what comes early.
 */
async function prove(batch, byRisk, judge) {
    const refused = [];
    let rest = byRisk;
    while (rest.length > 0) {
        const verdict = await judge(rest);
        if (verdict.status === 'proven')
            return { passing: rest, verdict, verified: mint(batch, rest, verdict), refused };
        const out = await culprits(rest, verdict, judge);
        refused.push(...out.map((proposal) => ({ proposal, verdict })));
        const gone = new Set(out);
        rest = rest.filter((proposal) => !gone.has(proposal));
    }
    return { passing: [], verdict: null, verified: null, refused };
}
function mint(batch, proposals, verdict) {
    if (verdict.depth !== 'proof')
        return null;
    const bare = { batch, proposals, verdict };
    return bare;
}
async function culprits(all, verdict, judge) {
    const blamed = new Set(verdict.suspects);
    const suspects = all.filter((proposal) => blamed.has(proposal.id));
    if (suspects.length > 0)
        return suspects;
    if (verdict.status === 'unproven')
        return all;
    return [await lastOfShortestFailingPrefix(all, judge)];
}
async function lastOfShortestFailingPrefix(all, judge) {
    let passes = 0; // this prefix passes
    let fails = all.length; // this one fails
    while (fails - passes > 1) {
        const middle = (passes + fails) >> 1;
        if ((await judge(all.slice(0, middle))).status === 'proven')
            passes = middle;
        else
            fails = middle;
    }
    const culprit = all[fails - 1];
    if (culprit === undefined)
        throw new Error('an empty list of proposals can not fail');
    return culprit;
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/change.js
/** The files that a composition changes against the base tree. */
async function changesOf(workspace, composition) {
    const changes = [];
    for (const [path, after] of composition.files)
        changes.push({ path, before: await workspace.read(path), after });
    return changes;
}
//# sourceMappingURL=change.js.map
// EXTERNAL MODULE: ../../node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(2215);
// EXTERNAL MODULE: ../../node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(7197);
;// CONCATENATED MODULE: ../../packages/schema/build/src/primitives.js

/** Lower-case hex SHA-256, or a git object id. Names a blob, a tree or a commit. */
const Sha = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
/** 16 hex digits, stable over line moves (design §9). */
const Id = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{16}$/));
/** Relative to the repository's root, `/` as separator, without `.` and `..` segments. */
const RepoPath = schemas/* string */.YjP().check(api/* _minLength */.m9(1), schemas/* refine */.YPB((path) => !path.startsWith('/') &&
    !path.includes('\0') &&
    !path.split('/').some((part) => part === '..' || part === '.' || part === '')));
//# sourceMappingURL=primitives.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/words.data.js
/** The closed vocabularies of design §1, §4 and §9. Everything that lists one of these words derives from here. */
const CHECK_KINDS = [
    'setup',
    'lint',
    'format',
    'typecheck',
    'test',
    'build',
    'docs',
    'deploy',
    'publish',
    'release',
    'security',
    'notify',
    'other',
    'unknown',
];
const RESULTS = ['changed', 'clean', 'skipped', 'failed'];
const INCOMPLETE = ['budget', 'rate-limit', 'model'];
/** Why a run ended as it did: `skipped` and `failed` always carry one, `clean` and `changed` may. */
const REASONS = [
    'no-ci',
    'no-check',
    'no-key',
    'fork',
    'not-set-up',
    'baseline-red',
    'not-reproduced',
    'flaky',
    'unproven',
    'own-commit',
    'open-limit',
    'model-auth',
    'model-down',
    'money',
    'time',
    'tokens',
    'turns',
    'rate-limit',
    'stale-base',
    'usage',
    'config',
    'internal',
];
/** What a patch can change at most, weakest first; each is decided by a program (workflows §1.1). */
const PROOF_CLASSES = ['comment', 'format', 'type', 'behaviour'];
const SEVERITIES = ['error', 'warning', 'notice'];
const RUNG_LEVELS = ['L0', 'L1', 'L2', 'L3'];
//# sourceMappingURL=words.data.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/diagnostic.js



const Severity = schemas/* enum */.k5n(SEVERITIES);
/** Start line, start column, end line, end column; 1-based, end exclusive. A tool that names no end gives its start again. */
const Range = schemas/* tuple */.PVZ([schemas/* int */.Whr(), schemas/* int */.Whr(), schemas/* int */.Whr(), schemas/* int */.Whr()]);
/** One normalised message of a tool. `rule` is the tool's own code (`TS2578`, `no-undef`, `arg-type`), `''` where it has none. */
const Diagnostic = schemas/* strictObject */.rej({
    tool: schemas/* string */.YjP(),
    rule: schemas/* string */.YjP(),
    severity: Severity,
    path: schemas/* nullable */.mee(RepoPath),
    range: schemas/* nullable */.mee(Range),
    message: schemas/* string */.YjP(),
});
const QUOTED = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”|‘[^’\n]*’/g;
const NUMBER = /\d+/g;
/**
 * What makes two diagnostics the same on two trees: `tool|rule|path|message`, with numbers and quoted names blanked, and no
 * position, because an edit above moves lines (design §9).
 */
function diagnosticKey(diagnostic) {
    const message = diagnostic.message.replace(QUOTED, '""').replace(NUMBER, '0').replace(/\s+/g, ' ').trim();
    return [diagnostic.tool, diagnostic.rule, diagnostic.path ?? '', message].join('|');
}
/** The diagnostics of `after` that are not in `before`: `after − before` as multisets of `diagnosticKey`. */
function newDiagnostics(before, after) {
    const known = new Map();
    for (const diagnostic of before) {
        const key = diagnosticKey(diagnostic);
        known.set(key, (known.get(key) ?? 0) + 1);
    }
    return after.filter((diagnostic) => {
        const key = diagnosticKey(diagnostic);
        const left = known.get(key) ?? 0;
        if (left > 0)
            known.set(key, left - 1);
        return left === 0;
    });
}
//# sourceMappingURL=diagnostic.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/check.js



const CheckKind = schemas/* enum */.k5n(CHECK_KINDS);
/** A line that led to a conclusion: where it stands and what it says. `line` is 1-based. */
const SourceLine = schemas/* strictObject */.rej({ file: schemas/* string */.YjP(), line: schemas/* int */.Whr(), text: schemas/* string */.YjP() });
/** Who says so: a tool's own name (`certain`), a rule about names (`likely`), nothing better (`guess`). */
const Confidence = schemas/* enum */.k5n(['certain', 'likely', 'guess']);
/** One command of the repository's own that can pass or fail. `checks --json` prints exactly these fields (design §9). */
const Check = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP(),
    /** The most telling of `kinds`. */
    kind: CheckKind,
    kinds: schemas/* array */.YOg(CheckKind),
    command: schemas/* string */.YjP(),
    /** Relative to the root; `.` for the root itself. */
    cwd: schemas/* string */.YjP(),
    env: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    shell: schemas/* enum */.k5n(['bash', 'sh', 'python', 'pwsh']),
    workflow: schemas/* nullable */.mee(schemas/* string */.YjP()),
    job: schemas/* nullable */.mee(schemas/* string */.YjP()),
    /** 0-based. */
    step: schemas/* nullable */.mee(schemas/* int */.Whr()),
    matrix: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* json */.Pq9()),
    evidence: schemas/* array */.YOg(SourceLine),
    confidence: Confidence,
    runnable: schemas/* boolean */.zMY(),
    why: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
const Unresolved = schemas/* strictObject */.rej({
    workflow: schemas/* string */.YjP(),
    job: schemas/* nullable */.mee(schemas/* string */.YjP()),
    step: schemas/* nullable */.mee(schemas/* int */.Whr()),
    reason: schemas/* string */.YjP(),
});
/** `upkeep checks --json`. */
const ChecksReport = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz('upkeep/checks@1'),
    checks: schemas/* array */.YOg(Check),
    unresolved: schemas/* array */.YOg(Unresolved),
});
/** One execution of a check on one tree. */
const CheckResult = schemas/* strictObject */.rej({
    check: schemas/* string */.YjP(),
    tree: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(['pass', 'fail', 'flaky', 'not-run']),
    exit: schemas/* nullable */.mee(schemas/* int */.Whr()),
    seconds: schemas/* number */.aig(),
    diagnostics: schemas/* array */.YOg(Diagnostic),
    /** Files of the tree that the check itself wrote: a check that rewrites what it judges proves nothing about it. */
    rewrote: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** The end of what it printed, redacted. */
    output: schemas/* string */.YjP(),
    why: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
const CheckOutcome = schemas/* enum */.k5n(['pass', 'fail', 'flaky', 'not-run', 'not-needed']);
/** A line of the proof table: every check of CI, as run, or not run and why. `new` and `fixed` count diagnostics. */
const CheckRow = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP(),
    kind: CheckKind,
    command: schemas/* string */.YjP(),
    before: CheckOutcome,
    after: CheckOutcome,
    new: schemas/* int */.Whr(),
    fixed: schemas/* int */.Whr(),
    seconds: schemas/* number */.aig(),
    why: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/run-words.js


const RunResult = schemas/* enum */.k5n(RESULTS);
const Incomplete = schemas/* enum */.k5n(INCOMPLETE);
const ReasonCode = schemas/* enum */.k5n(REASONS);
/** Shown wherever a run did less than it could: what happened and what the user can do about it. */
const Reason = schemas/* strictObject */.rej({ code: ReasonCode, message: schemas/* string */.YjP(), remedy: schemas/* string */.YjP() });
const ProofClass = schemas/* enum */.k5n(PROOF_CLASSES);
const RungLevel = schemas/* enum */.k5n(RUNG_LEVELS);
/** What was looked at (paths or names, at most the first hundred listed by readers) and what was not, with the reason. */
const Coverage = schemas/* strictObject */.rej({
    examined: schemas/* array */.YOg(schemas/* string */.YjP()),
    notExamined: schemas/* array */.YOg(schemas/* strictObject */.rej({ what: schemas/* string */.YjP(), why: schemas/* string */.YjP() })),
});
/** Money in US dollars; the rest in tokens, and model turns. */
const Usage = schemas/* strictObject */.rej({
    usd: schemas/* number */.aig(),
    input: schemas/* int */.Whr(),
    cacheRead: schemas/* int */.Whr(),
    cacheWrite: schemas/* int */.Whr(),
    output: schemas/* int */.Whr(),
    reasoning: schemas/* int */.Whr(),
    turns: schemas/* int */.Whr(),
});
const NO_USAGE = { usd: 0, input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, turns: 0 };
//# sourceMappingURL=run-words.js.map
// EXTERNAL MODULE: ../../node_modules/picomatch/index.js
var picomatch = __webpack_require__(1026);
;// CONCATENATED MODULE: ../../packages/schema/build/src/grant.js



/** What one run is about. `base` and `head` are commits; equal unless the target is a pull request. */
const Target = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('repository'), base: Sha, head: Sha }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('issues'), base: Sha, head: Sha }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('pull-request'),
        base: Sha,
        head: Sha,
        number: schemas/* int */.Whr(),
        fork: schemas/* boolean */.zMY(),
        pushable: schemas/* boolean */.zMY(),
    }),
]);
const Budget = schemas/* strictObject */.rej({ usd: schemas/* number */.aig(), tokens: schemas/* number */.aig(), turns: schemas/* number */.aig(), seconds: schemas/* number */.aig() });
/**
 * What this run may do: a pure function of event, inputs and the action's definition, made before untrusted text is read.
 * `owns` are the globs that a patch of this action may touch; `limits` are named counts (`files`, `lines`).
 */
const Grant = schemas/* strictObject */.rej({
    action: schemas/* string */.YjP(),
    target: Target,
    owns: schemas/* array */.YOg(schemas/* string */.YjP()),
    limits: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()),
    budget: Budget,
    may: schemas/* strictObject */.rej({ runCode: schemas/* boolean */.zMY(), askModel: schemas/* boolean */.zMY(), write: schemas/* enum */.k5n(['nothing', 'file', 'direct']) }),
});
/** No action may change these (design §3, Guards), with what is excepted: for one action, or for all that own it. */
const PROTECTED = ['.git/**', '**/.git/**', '.github/**', '**/CODEOWNERS'];
const EXCEPTED = ['.github/upkeep/ci.lock.yml'];
const EXCEPTED_FOR = { 'style-guide': ['.github/upkeep/style-rules/**'] };
/**
 * Whether a patch under this grant may touch a file: the sentence that refuses it, or null.
 * Shared by the guards (proof) and the validator (publishing), so that both draw the same line.
 */
function mayTouch(grant, path) {
    if (!RepoPath.safeParse(path).success)
        return `"${path}" is not a path inside the repository`;
    const matches = (globs) => globs.length > 0 && picomatch([...globs], { dot: true, nocase: true })(path);
    const excepted = matches([...EXCEPTED, ...(EXCEPTED_FOR[grant.action] ?? [])]);
    if (matches(PROTECTED) && !excepted)
        return `${path} is protected: no action may change it`;
    if (!matches(grant.owns))
        return `${path} is not a file that ${grant.action} owns`;
    return null;
}
//# sourceMappingURL=grant.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/proposal.js


/** A place in the base tree: `start` and `end` are byte offsets of `quote`, which occurs there exactly. */
const Anchor = schemas/* strictObject */.rej({ path: RepoPath, quote: schemas/* string */.YjP(), start: schemas/* int */.Whr(), end: schemas/* int */.Whr() });
/** A piece of text with its origin, so that a writer knows what it must escape. */
const Slot = schemas/* strictObject */.rej({ text: schemas/* string */.YjP(), from: schemas/* enum */.k5n(['upkeep', 'model', 'repository']) });
/**
 * Bytes `start` to `end` (exclusive) of the BASE blob become `text` (UTF-8, or Latin-1 where the blob is not UTF-8).
 * `blob` null creates the file; `text` null deletes it; both leave `start` and `end` 0.
 */
const Edit = schemas/* strictObject */.rej({
    path: RepoPath,
    blob: schemas/* nullable */.mee(Sha),
    start: schemas/* int */.Whr(),
    end: schemas/* int */.Whr(),
    text: schemas/* nullable */.mee(schemas/* string */.YjP()),
});
//# sourceMappingURL=proposal.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/verdict.js




/** What a verdict rests on. `before` of a check is null where `after` passed: the base tree had no need to be run. */
const Evidence = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('check'), after: CheckResult, before: schemas/* nullable */.mee(CheckResult) }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('same-program'), proofClass: ProofClass, files: schemas/* array */.YOg(schemas/* string */.YjP()) }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('measure'),
        name: schemas/* string */.YjP(),
        unit: schemas/* string */.YjP(),
        before: schemas/* number */.aig(),
        after: schemas/* number */.aig(),
        low: schemas/* number */.aig(),
        high: schemas/* number */.aig(),
        n: schemas/* int */.Whr(),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('source'),
        claim: schemas/* string */.YjP(),
        link: schemas/* string */.YjP(),
        quote: schemas/* string */.YjP(),
        strength: schemas/* enum */.k5n(['decisive', 'strong', 'medium', 'weak']),
    }),
]);
/** `suspects` are the proposals to blame for a refusal; among proven rivals the highest `score` stands. */
const Verdict = schemas/* strictObject */.rej({
    status: schemas/* enum */.k5n(['proven', 'refuted', 'unproven']),
    depth: schemas/* enum */.k5n(['probe', 'proof']),
    tree: schemas/* string */.YjP(),
    evidence: schemas/* array */.YOg(Evidence),
    reasons: schemas/* array */.YOg(schemas/* string */.YjP()),
    suspects: schemas/* array */.YOg(Id),
    score: schemas/* number */.aig(),
});
/** A refusal with a reason code and a sentence; shown, never silent. */
const Skip = schemas/* strictObject */.rej({ findings: schemas/* array */.YOg(Id), code: ReasonCode, reason: schemas/* string */.YjP() });
//# sourceMappingURL=verdict.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/publication.js







const written = { marker: schemas/* string */.YjP(), title: schemas/* array */.YOg(Slot), body: schemas/* array */.YOg(Slot) };
/** `before` and `after` name blobs by SHA-256; null before: created; null after: deleted. */
const FileChange = schemas/* strictObject */.rej({ path: RepoPath, before: schemas/* nullable */.mee(Sha), after: schemas/* nullable */.mee(Sha) });
const treeChange = { branch: schemas/* string */.YjP(), files: schemas/* array */.YOg(FileChange), proof: Verdict };
/** One thing that is to be posted, as data. */
const Operation = schemas/* discriminatedUnion */.gMt('op', [
    schemas/* strictObject */.rej({ op: schemas/* literal */.euz('pull-request'), ...written, ...treeChange }),
    schemas/* strictObject */.rej({ op: schemas/* literal */.euz('commit'), ...written, ...treeChange }),
    schemas/* strictObject */.rej({
        op: schemas/* literal */.euz('review'),
        ...written,
        comments: schemas/* array */.YOg(schemas/* strictObject */.rej({ at: Anchor, text: schemas/* array */.YOg(Slot), suggestion: schemas/* nullable */.mee(schemas/* string */.YjP()), proof: Verdict })),
    }),
    schemas/* strictObject */.rej({
        op: schemas/* literal */.euz('issue-update'),
        ...written,
        issue: schemas/* int */.Whr(),
        add: schemas/* array */.YOg(schemas/* string */.YjP()),
        remove: schemas/* array */.YOg(schemas/* string */.YjP()),
        close: schemas/* boolean */.zMY(),
        proof: Verdict,
    }),
    schemas/* strictObject */.rej({ op: schemas/* literal */.euz('retire'), ...written, ids: schemas/* array */.YOg(Id) }),
    schemas/* strictObject */.rej({ op: schemas/* literal */.euz('report'), ...written, issue: schemas/* nullable */.mee(schemas/* int */.Whr()) }),
]);
/** `publication.json`: what will be posted, before anything is posted. Files travel beside it as `blobs/<sha256>`. */
const Publication = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz('upkeep/publication@1'),
    action: schemas/* string */.YjP(),
    version: schemas/* string */.YjP(),
    run: schemas/* string */.YjP(),
    grant: Grant,
    operations: schemas/* array */.YOg(Operation),
    skips: schemas/* array */.YOg(Skip),
    proof: schemas/* array */.YOg(CheckRow),
    coverage: Coverage,
    usage: Usage,
});
//# sourceMappingURL=publication.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/result.js





const ResultFinding = schemas/* strictObject */.rej({
    id: Id,
    rule: schemas/* string */.YjP(),
    batch: schemas/* string */.YjP(),
    path: schemas/* nullable */.mee(RepoPath),
    range: schemas/* nullable */.mee(Range),
    severity: Severity,
    message: schemas/* string */.YjP(),
    state: schemas/* enum */.k5n(['proposed', 'refused', 'left']),
    why: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
const ResultProposal = schemas/* strictObject */.rej({
    id: Id,
    findings: schemas/* array */.YOg(Id),
    kind: schemas/* enum */.k5n(['patch', 'comment', 'issue-update']),
    class: schemas/* nullable */.mee(ProofClass),
    files: schemas/* array */.YOg(RepoPath),
    added: schemas/* int */.Whr(),
    removed: schemas/* int */.Whr(),
    verdict: schemas/* enum */.k5n(['proven', 'refuted', 'unproven']),
    rung: RungLevel,
    checks: schemas/* array */.YOg(CheckRow),
    /** The refusal of a guard, where one refused it. */
    guard: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
/** `result.json`, and what `--json` prints (design §9). */
const Result = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz('upkeep/result@1'),
    action: schemas/* string */.YjP(),
    version: schemas/* string */.YjP(),
    result: RunResult,
    incomplete: schemas/* nullable */.mee(Incomplete),
    reason: schemas/* nullable */.mee(Reason),
    repository: schemas/* strictObject */.rej({
        root: schemas/* string */.YjP(),
        slug: schemas/* nullable */.mee(schemas/* string */.YjP()),
        commit: schemas/* nullable */.mee(Sha),
        base: schemas/* nullable */.mee(Sha),
    }),
    findings: schemas/* array */.YOg(ResultFinding),
    proposals: schemas/* array */.YOg(ResultProposal),
    coverage: Coverage,
    usage: Usage,
    /** Executions of a checker, probes and proofs together. */
    checkerRuns: schemas/* int */.Whr(),
    seconds: schemas/* number */.aig(),
    /** The OUT folder; null where none was written. */
    out: schemas/* nullable */.mee(schemas/* string */.YjP()),
    published: schemas/* array */.YOg(schemas/* strictObject */.rej({ op: schemas/* string */.YjP(), url: schemas/* string */.YjP() })),
});
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/events.js




/** How much a record keeps (design §7): `inputs` leaves out patches and message bodies, `patch` and `full` add them. */
const RecordLevel = schemas/* enum */.k5n(['off', 'inputs', 'patch', 'full']);
const checkRef = schemas/* strictObject */.rej({ id: schemas/* string */.YjP(), kind: CheckKind, command: schemas/* string */.YjP(), cwd: schemas/* string */.YjP() });
/** What happened, without the envelope. Named in the words of design §1; the field list follows data.md §3.3. */
const EventBody = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('run.start'),
        action: schemas/* string */.YjP(),
        version: schemas/* string */.YjP(),
        repository: schemas/* nullable */.mee(schemas/* string */.YjP()),
        commit: schemas/* nullable */.mee(Sha),
        base: schemas/* nullable */.mee(Sha),
        trigger: schemas/* strictObject */.rej({ event: schemas/* string */.YjP(), number: schemas/* nullable */.mee(schemas/* int */.Whr()) }),
        record: RecordLevel,
        inputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* json */.Pq9()),
        checks: schemas/* array */.YOg(checkRef),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('finding'),
        id: Id,
        rule: schemas/* string */.YjP(),
        batch: schemas/* string */.YjP(),
        path: schemas/* nullable */.mee(schemas/* string */.YjP()),
        line: schemas/* nullable */.mee(schemas/* int */.Whr()),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('proposal'),
        id: Id,
        findings: schemas/* array */.YOg(Id),
        rung: RungLevel,
        proposal: schemas/* enum */.k5n(['patch', 'comment', 'issue-update']),
        files: schemas/* array */.YOg(schemas/* string */.YjP()),
        patch: schemas/* nullable */.mee(Sha),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('check'),
        check: schemas/* string */.YjP(),
        tree: schemas/* string */.YjP(),
        depth: schemas/* enum */.k5n(['probe', 'proof']),
        status: schemas/* enum */.k5n(['pass', 'fail', 'flaky', 'not-run']),
        exit: schemas/* nullable */.mee(schemas/* int */.Whr()),
        seconds: schemas/* number */.aig(),
        diagnostics: schemas/* int */.Whr(),
        cached: schemas/* boolean */.zMY(),
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('guard'), guard: schemas/* string */.YjP(), proposal: Id, path: schemas/* string */.YjP(), refusal: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('verdict'),
        proposal: Id,
        rung: RungLevel,
        status: schemas/* enum */.k5n(['proven', 'refuted', 'unproven']),
        depth: schemas/* enum */.k5n(['probe', 'proof']),
        reasons: schemas/* array */.YOg(schemas/* string */.YjP()),
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('skip'), findings: schemas/* array */.YOg(Id), code: schemas/* string */.YjP(), reason: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('run.end'),
        result: RunResult,
        incomplete: schemas/* nullable */.mee(Incomplete),
        reason: schemas/* nullable */.mee(Reason),
        usage: Usage,
        checkerRuns: schemas/* int */.Whr(),
        seconds: schemas/* number */.aig(),
    }),
]);
//# sourceMappingURL=events.js.map
// EXTERNAL MODULE: ../../packages/schema/build/src/errors.js
var errors = __webpack_require__(3888);
;// CONCATENATED MODULE: ../../packages/schema/build/src/ids.js

/** Lower-case hex SHA-256 of bytes, or of a text's UTF-8. */
function sha256(data) {
    return (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');
}
/** Design §9: sha256 over the identity, 16 hex digits. */
function findingId(identity) {
    const { action, rule, path, symbol, line, ordinal } = identity;
    return sha256(JSON.stringify([action, rule, path, symbol, line.replace(/\s+/g, ' ').trim(), ordinal])).slice(0, 16);
}
//# sourceMappingURL=ids.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/index.js














//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/check-run.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});

/**
 * Judges one check on a tree, with the lazy baseline of design §3: what passes needs no baseline; what fails is run once more
 * (a difference is flaky and proves nothing), then on the base tree, and only what is new there counts.
 */
async function consult(found, tree, depth, ports) {
    const patched = [...tree.files.keys()];
    const after = await runOn(found, tree, depth, ports);
    if (after.status === 'not-run' || after.status === 'flaky')
        return silent(found, after, null, after.why);
    const touched = after.rewrote.filter((path) => patched.includes(path));
    if (after.status === 'pass' && touched.length === 0)
        return fine(found, after);
    const before = await runOn(found, undefined, depth, ports);
    if (before.status === 'flaky' || before.status === 'not-run')
        return silent(found, after, before, before.why);
    return compare(found, after, before, { touched, patched });
}
function compare(found, after, before, { touched, patched }) {
    const rewritten = touched.filter((path) => !before.rewrote.includes(path));
    const reported = newDiagnostics(before.diagnostics, after.diagnostics);
    const introduced = [
        ...reported,
        ...rewritten.map((path) => fileDiagnostic(found, path, 'rewrote', 'the check rewrites this file')),
        ...(reported.length > 0 || before.status !== 'pass' ? [] : mentioned(found, after, before, patched)),
    ];
    const why = rewritten.length > 0 ? `it rewrites ${rewritten.join(', ')}` : undefined;
    if (after.status === 'pass' && rewritten.length === 0)
        return silent(found, after, before, `it rewrites ${touched.join(', ')} itself`);
    if (before.status === 'pass' || introduced.length > 0) {
        return { row: rowOf(found, after, before, introduced.length, why), after, before, says: 'worse', introduced };
    }
    return silent(found, after, before, 'it is red without the patch as well');
}
function fileDiagnostic({ check }, path, rule, message) {
    return { tool: check.id, rule, severity: 'error', path, range: null, message };
}
/** Formatters and the like only list the files that they refuse: a patched file that the output names newly is meant. */
function mentioned(found, after, before, patched) {
    const named = patched.filter((path) => after.output.includes(path) && !before.output.includes(path));
    return named.map((path) => fileDiagnostic(found, path, 'named', 'the check fails and names this file'));
}
function fine(found, after) {
    return { row: rowOf(found, after, null, 0), after, before: null, says: 'fine', introduced: [] };
}
function silent(found, after, before, why) {
    return { row: rowOf(found, after, before, 0, why), after, before, says: 'silent', introduced: [] };
}
function rowOf({ check }, after, before, introduced, why) {
    const fixed = before === null ? 0 : newDiagnostics(after.diagnostics, before.diagnostics).length;
    return {
        id: check.id,
        kind: check.kind,
        command: check.command,
        before: before?.status ?? 'not-needed',
        after: after.status,
        new: introduced,
        fixed,
        seconds: after.seconds + (before?.seconds ?? 0),
        ...(why === undefined ? {} : { why }),
    };
}
/** One result per tree and check. A failure is repeated once in a fresh tree; two different answers are `flaky`. */
async function runOn(found, tree, depth, ports) {
    const key = `${tree?.tree ?? ports.workspace.baseTree}|${found.check.id}`;
    const known = ports.cache.get(key);
    if (known !== undefined) {
        ports.onResult?.(known, { depth, cached: true });
        return known;
    }
    const first = await runOnce(found, tree, depth, ports);
    ports.onResult?.(first, { depth, cached: false });
    const result = first.status === 'fail' ? await check_run_confirm(found, tree, depth, ports, first) : first;
    ports.cache.set(key, result);
    return result;
}
async function check_run_confirm(found, tree, depth, ports, first) {
    const second = await runOnce(found, tree, depth, ports);
    ports.onResult?.(second, { depth, cached: false });
    const seconds = first.seconds + second.seconds;
    if (second.status === 'fail')
        return { ...second, seconds };
    return { ...second, status: 'flaky', seconds, why: 'it failed and passed on the same tree' };
}
async function runOnce(found, tree, depth, ports) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        ports.signal.throwIfAborted();
        const worktree = __addDisposableResource(env_1, await ports.workspace.open(tree), true);
        return await ports.runner.run(found, worktree, { signal: ports.signal, depth });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
//# sourceMappingURL=check-run.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ../../packages/workspace/build/src/text-encoding.js
const BOM = 3; // bytes of a UTF-8 byte order mark
/** Reads bytes as UTF-8, else as Latin-1, which any bytes are; null for a binary file (it holds a NUL, as git decides). */
function decodeText(bytes) {
    if (bytes.includes(0))
        return null;
    const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const body = bom ? bytes.subarray(BOM) : bytes;
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
        return { text, encoding: 'utf-8', bom, eol: eolOf(text) };
    }
    catch {
        const text = Buffer.from(body).toString('latin1');
        return { text, encoding: 'latin1', bom, eol: eolOf(text) };
    }
}
/** The byte offset in the file of a UTF-16 index in its decoded text. */
function byteOffset(text, index, encoding, bom) {
    return Buffer.byteLength(text.slice(0, index), encoding) + (bom ? BOM : 0);
}
/** The bytes of a text in the encoding of the file that it goes into. Null where the encoding has no such character. */
function encodeText(text, encoding) {
    const bytes = Buffer.from(text, encoding);
    return bytes.toString(encoding) === text ? bytes : null;
}
function eolOf(text) {
    const crlf = text.split('\r\n').length - 1;
    const all = text.split('\n').length - 1;
    if (crlf === 0)
        return '\n';
    return crlf === all ? '\r\n' : 'mixed';
}
//# sourceMappingURL=text-encoding.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/compose.js


/** Applies edits side by side to the base. Adjacent edits are fine; overlapping ones, and two at one place, conflict. */
async function composeEdits(edits, base) {
    const files = new Map();
    for (const [path, own] of Map.groupBy(edits, (edit) => edit.path)) {
        const before = await base.read(path);
        const after = applyToFile(path, before, own);
        if (after !== null && 'conflict' in after)
            return after;
        if (!equal(before, after))
            files.set(path, after);
    }
    return { tree: treeId(base.tree, files), files };
}
function treeId(base, files) {
    if (files.size === 0)
        return base;
    const parts = [...files].map(([path, bytes]) => [path, bytes === null ? null : sha256(bytes)]);
    return sha256(JSON.stringify([base, parts.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))]));
}
function applyToFile(path, before, edits) {
    for (const { blob } of edits) {
        const expected = before === null ? null : sha256(before);
        if (blob !== expected)
            throw new Error(`an edit of ${path} was made for other contents (${blob ?? 'none'}, not ${expected ?? 'none'})`);
    }
    const whole = edits.find(({ blob, text }) => blob === null || text === null);
    if (whole !== undefined) {
        const rival = edits.find((edit) => edit !== whole);
        if (rival !== undefined)
            return { conflict: [whole, rival] };
        return whole.text === null ? null : Buffer.from(whole.text);
    }
    if (before === null)
        throw new Error(`${path} does not exist`);
    return splice(path, before, edits);
}
function splice(path, before, edits) {
    const encoding = decodeText(before)?.encoding ?? 'utf-8';
    const parts = [];
    let end = 0;
    let previous = null;
    for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
        if (previous !== null && (edit.start < end || edit.start === previous.start))
            return { conflict: inGivenOrder(edits, previous, edit) };
        if (edit.start > edit.end || edit.end > before.length)
            throw new Error(`an edit of ${path} lies outside of it`);
        const text = encodeText(edit.text ?? '', encoding);
        if (text === null)
            throw new Error(`an edit of ${path} holds a character that its encoding (${encoding}) lacks`);
        parts.push(before.subarray(end, edit.start), text);
        [end, previous] = [edit.end, edit];
    }
    return Buffer.concat([...parts, before.subarray(end)]);
}
function inGivenOrder(edits, one, other) {
    return edits.indexOf(one) < edits.indexOf(other) ? [one, other] : [other, one];
}
function equal(one, other) {
    if (one === null || other === null)
        return one === other;
    return Buffer.compare(one, other) === 0;
}
//# sourceMappingURL=compose.js.map
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ../../packages/workspace/build/src/output-buffer.js
const MARK = '\n[… output cut here …]\n';
function outputBuffer(limit) {
    const half = Math.ceil(limit / 2);
    const head = [];
    const tail = [];
    let [headSize, tailSize, dropped] = [0, 0, 0];
    const pushTail = (chunk) => {
        const kept = chunk.length > half ? chunk.subarray(-half) : chunk;
        tail.push(kept);
        tailSize += kept.length;
        dropped += chunk.length - kept.length;
        for (let first = tail[0]; first !== undefined && tailSize - first.length >= half; first = tail[0]) {
            tail.shift();
            tailSize -= first.length;
            dropped += first.length;
        }
    };
    return {
        push(chunk) {
            const room = half - headSize;
            if (room > 0)
                head.push(chunk.subarray(0, room));
            headSize += Math.min(room, chunk.length);
            if (chunk.length > room)
                pushTail(chunk.subarray(Math.max(0, room)));
        },
        // One decoding where nothing was dropped, so that a character across the two halves stays whole.
        text: () => dropped > 0
            ? `${Buffer.concat(head).toString()}${MARK}${Buffer.concat(tail).toString()}`
            : Buffer.concat([...head, ...tail]).toString(),
        get truncated() {
            return dropped > 0;
        },
    };
}
//# sourceMappingURL=output-buffer.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/child.js


/** How long a pipe may stay open after its process ended: a daemon that kept it must not keep us. */
const PIPE_GRACE_MS = 1000;
/**
 * Runs an argument vector in a process group of its own, with time and output limits.
 * Never rejects for what the command does; rejects with the signal's reason where it was aborted, once all has ended.
 */
function runChild(argv, options) {
    const [command = '', ...args] = argv;
    const started = performance.now();
    const child = (0,external_node_child_process_.spawn)(command, args, {
        cwd: options.cwd,
        ...(options.env === null ? {} : { env: options.env }),
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out = outputBuffer(options.maxOutputBytes);
    const err = outputBuffer(options.maxOutputBytes);
    const feed = (buffer) => (chunk) => {
        buffer.push(chunk);
        options.onOutput?.(chunk.toString());
    };
    child.stdout.on('data', feed(out));
    child.stderr.on('data', feed(err));
    child.stdin.on('error', () => undefined); // a command that does not read its input closes it
    child.stdin.end(options.stdin ?? '');
    let timedOut = false;
    const timer = setTimeout(() => {
        timedOut = true;
        options.kill(child);
    }, options.seconds * 1000);
    const onAbort = () => options.kill(child);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    return new Promise((resolve, reject) => {
        const settle = (exit, signal, spawnError) => {
            clearTimeout(timer);
            options.signal?.removeEventListener('abort', onAbort);
            if (options.signal?.aborted === true)
                return reject(reasonOf(options.signal));
            const stderr = spawnError === undefined ? err.text() : spawnError.message;
            const seconds = (performance.now() - started) / 1000;
            return resolve({
                exit,
                signal,
                stdout: out.text(),
                stderr,
                truncated: out.truncated || err.truncated,
                timedOut,
                seconds,
            });
        };
        child.once('error', (error) => settle(127, null, error));
        child.once('exit', (exit, signal) => {
            options.kill(child); // what it left behind in its group
            const grace = setTimeout(() => settle(exit, signal), PIPE_GRACE_MS);
            child.once('close', () => {
                clearTimeout(grace);
                settle(exit, signal);
            });
        });
        if (options.signal?.aborted === true)
            onAbort();
    });
}
function reasonOf({ reason }) {
    return reason instanceof Error ? reason : new Error(String(reason));
}
/** Kills the child's whole process group. */
function killGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // it ended by itself
    }
}
//# sourceMappingURL=child.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ../../packages/workspace/build/src/safe-read.js




/**
 * The bytes of a regular file below `root`; null where there is none, where it is no regular file, or where a part of the path
 * is a link: a link in a repository can point anywhere.
 */
async function readRegularFile(root, path) {
    if (!RepoPath.safeParse(path).success)
        return null;
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
        const folder = await existing(() => (0,promises_.lstat)((0,external_node_path_.join)(root, ...parts.slice(0, depth))));
        if (folder === null || !folder.isDirectory())
            return null;
    }
    const handle = await existing(() => (0,promises_.open)((0,external_node_path_.join)(root, path), external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK));
    if (handle === null)
        return null;
    try {
        return (await handle.stat()).isFile() ? await handle.readFile() : null;
    }
    finally {
        await handle.close();
    }
}
const ABSENT = new Set([
    'ENOENT',
    'ENOTDIR',
    'ELOOP',
    'EACCES',
    'EISDIR',
    'ENXIO',
    'ENAMETOOLONG',
]);
async function existing(action) {
    try {
        return await action();
    }
    catch (error) {
        if (ABSENT.has((0,errors/* systemCode */.xU)(error)))
            return null;
        throw error;
    }
}
//# sourceMappingURL=safe-read.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/expected.js

/** Those of `paths` whose contents below `folder` are not what they should be; null contents mean absent. */
async function unexpected(paths, folder, expected, absent) {
    const found = [];
    for (const path of paths) {
        const should = expected.given.has(path) ? (expected.given.get(path) ?? null) : await expected.base(path);
        const is = absent(path) ? null : await readRegularFile(folder, path);
        const same = is === null || should === null ? is === should : Buffer.compare(is, should) === 0;
        if (!same)
            found.push(path);
    }
    return found.toSorted();
}
//# sourceMappingURL=expected.js.map
// EXTERNAL MODULE: ../../node_modules/simple-git/dist/index.mjs + 2 modules
var dist = __webpack_require__(136);
;// CONCATENATED MODULE: ../../packages/workspace/build/src/git.js


/**
 * Git as the parent uses it for trusted reads. A repository's own configuration can name programs (hooks, fsmonitor, pagers,
 * external diffs); what could start one on a read is switched off here, for every command of the parent.
 */
const SETTINGS = [
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.pager=cat',
    'core.quotePath=false',
    'diff.external=',
    'protocol.allow=never',
    'safe.directory=*',
];
/** @throws UserError where git is missing or the folder is none. */
function trustedGit(directory) {
    try {
        return (0,dist/* simpleGit */.Lp)(directory, {
            config: [...SETTINGS],
            // simple-git refuses these keys, because their values could start programs; ours only stop that.
            unsafe: {
                allowUnsafeFsMonitor: true,
                allowUnsafeHooksPath: true,
                allowUnsafePager: true,
                allowUnsafeProtocolOverride: true,
                allowUnsafeDiffExternal: true,
            },
        });
    }
    catch (cause) {
        throw new errors/* UserError */.yo(`${directory} is not a folder.`, {
            remedy: 'Name the folder of a git repository.',
            kind: 'state',
            cause,
        });
    }
}
/** Reads through git with no lock taken in the user's `.git` (`git status` would otherwise refresh the index). */
async function gitRead(git, args) {
    try {
        return await git.raw(['--no-optional-locks', ...args]);
    }
    catch (cause) {
        if ((0,errors/* systemCode */.xU)(cause) === 'ENOENT' || /spawn git ENOENT/.test((0,errors/* messageOf */.bD)(cause))) {
            throw new errors/* UserError */.yo('git is not on PATH.', { remedy: 'Install git.', kind: 'state', cause });
        }
        throw cause;
    }
}
//# sourceMappingURL=git.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/shells.data.js
/** How GitHub runs the shells of `run:` steps (docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`). */
const SHELLS = {
    bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'],
    sh: ['sh', '-e', '-c'],
    python: ['python', '-c'],
    pwsh: ['pwsh', '-command'],
};
//# sourceMappingURL=shells.data.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/tracked-files.js



async function readDrift(git) {
    const status = await gitRead(git, [
        'status',
        '--porcelain=v1',
        '-z',
        '--untracked-files=all',
        '--no-renames',
        '--ignore-submodules=dirty',
    ]);
    const entries = status.split('\0').filter((entry) => entry !== '');
    const drift = { changed: [], untracked: [] };
    for (const entry of entries)
        (entry.startsWith('??') ? drift.untracked : drift.changed).push(entry.slice(3));
    return drift;
}
async function readTrackedFiles(git, drift) {
    const changed = new Set(drift.changed);
    const listing = await gitRead(git, ['ls-files', '-z', '--stage', '--full-name']);
    const files = [];
    for (const entry of listing.split('\0')) {
        const tab = entry.indexOf('\t');
        const mode = entry.slice(0, 6);
        const stage = entry.slice(tab - 1, tab);
        if (tab < 0 || !isMode(mode) || (stage !== '0' && stage !== '2'))
            continue; // of a conflict, our side stands for it
        const path = entry.slice(tab + 1);
        files.push({ path, mode, changed: changed.has(path) });
    }
    return files;
}
function isMode(mode) {
    return mode === '100644' || mode === '100755' || mode === '120000' || mode === '160000';
}
/** Names the tree that commands see: HEAD's tree, and the contents of what drifted from it. */
async function baseTreeId(git, root, drift) {
    const head = (await gitRead(git, ['rev-parse', 'HEAD^{tree}'])).trim();
    if (drift.changed.length + drift.untracked.length === 0)
        return head;
    const parts = [];
    for (const path of [...drift.changed, ...drift.untracked].toSorted()) {
        const bytes = await readRegularFile(root, path);
        parts.push([path, bytes === null ? null : sha256(bytes)]);
    }
    return sha256(JSON.stringify([head, parts]));
}
//# sourceMappingURL=tracked-files.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/worktree.js
const DEFAULT_OUTPUT_BYTES = 16 * 1024 * 1024;
//# sourceMappingURL=worktree.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/copy-worktree.js








/**
 * A worktree where no overlay can be mounted: the tracked and untracked files copied, what git ignores (installed packages)
 * shared by links. Weaker than an overlay: a command that writes into an ignored folder writes into the user's.
 */
async function openCopy(source, composition) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(source.temp, 'copy-'));
    const root = (0,external_node_path_.join)(folder, 'tree');
    await (0,promises_.mkdir)(root);
    for (const path of await listed(source.git, ['--cached', '--others', '--exclude-standard']))
        await copyEntry(source.root, root, path);
    for (const path of await listed(source.git, ['--others', '--ignored', '--exclude-standard', '--directory']))
        await linkEntry(source.root, root, path);
    await copyGitFolder(source.git, root);
    const given = new Map();
    const write = async (path, bytes) => {
        given.set(path, bytes);
        const mode = await (0,promises_.lstat)((0,external_node_path_.join)(root, path)).then((stats) => stats.mode & 0o777, () => 0o644);
        await (0,promises_.rm)((0,external_node_path_.join)(root, path), { force: true });
        if (bytes === null)
            return;
        await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(root, path)), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(root, path), bytes, { mode });
    };
    for (const [path, bytes] of composition?.files ?? [])
        await write(path, bytes);
    return {
        root,
        tree: composition?.tree ?? source.tree,
        write,
        exec: (command, options) => runChild([...SHELLS[options.shell], command], {
            cwd: (0,external_node_path_.join)(root, options.cwd),
            env: options.env,
            seconds: options.seconds,
            kill: killGroup,
            maxOutputBytes: options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES,
            signal: options.signal,
            onOutput: options.onOutput,
            stdin: options.stdin,
        }),
        async changed() {
            const drift = await readDrift(trustedGit(root));
            const gone = new Set();
            for (const path of drift.changed)
                if ((await (0,promises_.lstat)((0,external_node_path_.join)(root, path)).catch(() => null)) === null)
                    gone.add(path);
            return await unexpected([...drift.changed, ...drift.untracked], root, { given, base: source.read }, (path) => gone.has(path));
        },
        [Symbol.asyncDispose]: () => (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 3 }),
    };
}
async function listed(git, args) {
    return (await gitRead(git, ['ls-files', '-z', ...args])).split('\0').filter((path) => path !== '');
}
async function copyEntry(from, to, path) {
    const stats = await (0,promises_.lstat)((0,external_node_path_.join)(from, path)).catch(() => null);
    if (stats === null)
        return;
    await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(to, path)), { recursive: true });
    if (stats.isSymbolicLink())
        await (0,promises_.symlink)(await (0,promises_.readlink)((0,external_node_path_.join)(from, path)), (0,external_node_path_.join)(to, path));
    else if (stats.isDirectory())
        await (0,promises_.cp)((0,external_node_path_.join)(from, path), (0,external_node_path_.join)(to, path), { recursive: true, verbatimSymlinks: true });
    else
        await (0,promises_.copyFile)((0,external_node_path_.join)(from, path), (0,external_node_path_.join)(to, path));
}
async function linkEntry(from, to, path) {
    const bare = path.replace(/\/$/, '');
    await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(to, bare)), { recursive: true });
    if (/(?:^|\/)node_modules$/.test(bare))
        await shareModules((0,external_node_path_.join)(from, bare), (0,external_node_path_.join)(to, bare));
    else
        await (0,promises_.symlink)((0,external_node_path_.join)(from, bare), (0,external_node_path_.join)(to, bare)).catch(() => undefined); // a part of it was copied already
}
/**
 * Installed packages by links, one by one. What is a link already (a workspace's own package, a command in `.bin`) is made anew as
 * it is, so that it leads to the copy's patched source and not to the user's.
 */
async function shareModules(from, to) {
    await (0,promises_.mkdir)(to, { recursive: true });
    for (const entry of await (0,promises_.readdir)(from, { withFileTypes: true })) {
        const [source, target] = [(0,external_node_path_.join)(from, entry.name), (0,external_node_path_.join)(to, entry.name)];
        if (entry.isSymbolicLink())
            await (0,promises_.symlink)(await (0,promises_.readlink)(source), target);
        else if (entry.isDirectory() && (entry.name === '.bin' || entry.name.startsWith('@')))
            await shareModules(source, target);
        else
            await (0,promises_.symlink)(source, target);
    }
}
/** A `.git` that borrows the objects of the real one, so that git commands work and can not write there. */
async function copyGitFolder(git, root) {
    const ask = async (...args) => (await gitRead(git, ['rev-parse', '--path-format=absolute', ...args])).trim();
    const [own, common] = [await ask('--git-dir'), await ask('--git-common-dir')];
    const target = (0,external_node_path_.join)(root, '.git');
    await (0,promises_.mkdir)((0,external_node_path_.join)(target, 'objects', 'info'), { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(target, 'objects', 'info', 'alternates'), `${(0,external_node_path_.join)(common, 'objects')}\n`);
    const copyIf = (from, name) => (0,promises_.cp)((0,external_node_path_.join)(from, name), (0,external_node_path_.join)(target, name), { recursive: true }).catch(() => undefined);
    for (const name of ['HEAD', 'index'])
        await copyIf(own, name);
    for (const name of ['config', 'packed-refs', 'refs', 'shallow'])
        await copyIf(common, name);
}
//# sourceMappingURL=copy-worktree.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ../../packages/workspace/build/src/overlay-command.js
/**
 * The argument vector that runs a command on an overlay of the tree: private mount, pid and ipc namespaces, so that no mount
 * is seen outside and nothing outlives the command. This is the one place where a sandbox is put together.
 */
function overlayCommand(command, options) {
    const { via, root, lower, upper, work, cwd, gitFolder, network, env } = options;
    const extra = via === 'userns' ? ',userxattr' : '';
    const mount = [root, `lowerdir=${lower},upperdir=${upper},workdir=${work}${extra}`, gitFolder ?? '', cwd, network];
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const inner = ['sh', '-c', MOUNT_AND_RUN, 'sh', ...mount, ...dropRights(via), 'env', '-i', ...variables, ...command];
    const namespaces = [
        'unshare',
        '--mount',
        '--propagation',
        'private',
        '--ipc',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
    ];
    if (network === 'none')
        namespaces.push('--net');
    if (via === 'userns')
        namespaces.push('--user', '--map-root-user');
    // With the parent gone, nothing of it goes on (prctl PR_SET_PDEATHSIG; sudo can't be reached so).
    const entry = via === 'sudo' ? ['sudo', '-n', '--'] : ['setpriv', '--pdeathsig', 'KILL', '--'];
    return [...entry, ...namespaces, '--', ...inner];
}
/** `$1` root, `$2` mount options, `$3` git folder or empty, `$4` working directory, `$5` network; then the command. */
const MOUNT_AND_RUN = `
mount -t overlay upkeep -o "$2" "$1" || { echo "upkeep: the overlay could not be mounted" >&2; exit 125; }
if [ -n "$3" ]; then mount --bind "$3" "$3" && mount -o remount,bind,ro "$3" || exit 125; fi
if [ "$5" = none ] && command -v ip >/dev/null 2>&1; then ip link set lo up 2>/dev/null; fi
cd "$4" || exit 125
shift 5
exec "$@"
`;
/** How the mount script says that the command was never started: this exit code, with this line on stderr. */
const NOT_STARTED = { exit: 125, line: 'upkeep: the overlay could not be mounted' };
function dropRights(via) {
    const [uid, gid] = [String(process.getuid?.() ?? 0), String(process.getgid?.() ?? 0)];
    if (via === 'sudo')
        return ['setpriv', '--reuid', uid, '--regid', gid, '--init-groups', '--inh-caps=-all', '--'];
    if (via === 'userns')
        return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
    return [];
}
//# sourceMappingURL=overlay-command.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/isolation.js





const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Finds the first way that works, by mounting a small overlay for real: root, then sudo, then a user namespace. */
async function findIsolation(root, temp) {
    if (process.platform !== 'linux')
        return { kind: 'copy', why: `overlay mounts need Linux, this is ${process.platform}` };
    if (/[,:\\]/.test(root) || /[,:\\]/.test(temp))
        return { kind: 'copy', why: 'the path holds a character that overlay mounts do not take' };
    const nested = await nestedMount(root);
    if (nested !== null)
        return { kind: 'copy', why: `${nested} is mounted inside the repository` };
    const ways = process.getuid?.() === 0 ? ['root'] : ['sudo', 'userns'];
    const tried = [];
    for (const via of ways) {
        const why = await tryOverlay(via, temp);
        if (why === null)
            return { kind: 'overlay', via };
        tried.push(`${via}: ${why}`);
    }
    return { kind: 'copy', why: `no overlay could be mounted (${tried.join('; ')})` };
}
async function tryOverlay(via, temp) {
    const base = (0,external_node_path_.join)(temp, `probe-${process.pid}`);
    const [lower, upper, work] = ['lower', 'upper', 'work'].map((name) => (0,external_node_path_.join)(base, name));
    try {
        for (const folder of [lower, upper, work])
            await (0,promises_.mkdir)(folder, { recursive: true });
        const [command = '', ...args] = overlayCommand(['sh', '-c', 'touch file && test -e file'], {
            via,
            root: lower,
            lower,
            upper,
            work,
            cwd: lower,
            gitFolder: null,
            network: 'host',
            env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
        });
        await run(command, args, { timeout: 10_000 });
        return null;
    }
    catch (error) {
        const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
        return stderr.split('\n').at(-1) || 'it failed';
    }
    finally {
        await removeTree(base, via);
    }
}
/** Removes a tree that commands of a sandbox wrote, with the rights that they had. */
async function removeTree(path, via) {
    if (via === 'sudo')
        await run('sudo', ['-n', 'rm', '-rf', '--', path]).catch(() => undefined);
    else if (via === 'userns')
        await run('unshare', ['--user', '--map-root-user', 'rm', '-rf', '--', path]).catch(() => undefined);
    await (0,promises_.rm)(path, { recursive: true, force: true, maxRetries: 3 });
}
/** A mount point below `root`: an overlay's lower layer would not show what is mounted there. */
async function nestedMount(root) {
    const table = await (0,promises_.readFile)('/proc/self/mountinfo', 'utf8').catch(() => '');
    const points = table.split('\n').map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '));
    return points.find((point) => point.startsWith(`${root}/`)) ?? null;
}
//# sourceMappingURL=isolation.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/ignored.js

/** Those of `paths` that git ignores, asked at once. Tracked files are never ignored. */
async function ignoredAmong(root, paths) {
    if (paths.length === 0)
        return new Set();
    const { stdout } = await runChild([
        'env',
        '-u',
        'GIT_DIR',
        '-u',
        'GIT_INDEX_FILE',
        '-u',
        'GIT_WORK_TREE',
        'git',
        '-c',
        'core.fsmonitor=false',
        '-c',
        'safe.directory=*',
        'check-ignore',
        '-z',
        '--stdin',
    ], {
        cwd: root,
        env: null,
        seconds: 60,
        maxOutputBytes: 512 * 1024 * 1024,
        kill: killGroup,
        stdin: paths.map((path) => `${path}\0`).join(''),
    });
    return new Set(stdout.split('\0').filter((path) => path !== ''));
}
//# sourceMappingURL=ignored.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/overlay-worktree.js











/**
 * A worktree as an overlay at the workspace's own path: the upper layer lies in `temp` and stays between commands; each command
 * mounts it in namespaces of its own. Outside of them there is never a mount.
 */
async function openOverlay(source, composition) {
    const { root, via, temp } = source;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'overlay-'));
    const [upper, work] = [(0,external_node_path_.join)(folder, 'upper'), (0,external_node_path_.join)(folder, 'work')];
    await (0,promises_.mkdir)(work);
    await mirrorFolder(root, upper, via);
    const given = new Map();
    const write = async (path, bytes) => {
        given.set(path, bytes);
        if (bytes === null)
            await exec(`rm -f -- ${quoted(path)}`, { cwd: '.', env: BASIC, shell: 'sh', seconds: 60, network: 'host' });
        else
            await putFile(source, upper, path, bytes);
    };
    const exec = (command, options) => {
        const cwd = (0,external_node_path_.join)(root, options.cwd);
        const argv = overlayCommand([...SHELLS[options.shell], command], {
            via,
            root,
            lower: root,
            upper,
            work,
            cwd,
            gitFolder: source.gitFolder,
            network: options.network,
            env: options.env,
        });
        return runMounted(argv, {
            cwd: '/',
            env: null,
            seconds: options.seconds,
            maxOutputBytes: options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES,
            signal: options.signal,
            onOutput: options.onOutput,
            stdin: options.stdin,
            kill: via === 'sudo' ? killBySudo : killGroup,
        });
    };
    for (const [path, bytes] of composition?.files ?? [])
        await write(path, bytes);
    return {
        root,
        tree: composition?.tree ?? source.tree,
        exec,
        write,
        async changed() {
            const { files, gone } = await layerEntries(upper, source);
            return await unexpected([...files, ...gone], upper, { given, base: source.read }, (path) => gone.has(path));
        },
        [Symbol.asyncDispose]: () => removeTree(folder, via),
    };
}
/** What could not be mounted was never judged: that is no result of the command. */
async function runMounted(argv, options) {
    const result = await runChild(argv, options);
    if (result.exit === NOT_STARTED.exit && result.stderr.includes(NOT_STARTED.line)) {
        throw new errors/* UserError */.yo(`The worktree could not be mounted: ${result.stderr.trim()}`, {
            remedy: 'See that the folder for temporary files can hold an overlay, or run where user namespaces are allowed.',
            kind: 'state',
        });
    }
    return result;
}
const BASIC = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
function quoted(path) {
    return `'${path.replaceAll("'", `'\\''`)}'`;
}
function killBySudo(child) {
    // sudo passes SIGTERM on to its command; a user may not signal it directly.
    if (child.exitCode === null && child.signalCode === null)
        (0,external_node_child_process_.execFile)('sudo', ['-n', 'kill', '-TERM', String(child.pid)], () => undefined);
    killGroup(child);
}
/** A folder of the upper layer hides the attributes of the one below, so it takes them over. */
async function mirrorFolder(lower, upper, via) {
    await (0,promises_.mkdir)(upper);
    const below = await (0,promises_.lstat)(lower).catch(() => null);
    if (below === null)
        return;
    if (!below.isDirectory())
        throw new Error(`${lower} is no folder, so nothing can be written below it`);
    if (via === 'root')
        await (0,promises_.chown)(upper, below.uid, below.gid);
    await (0,promises_.chmod)(upper, below.mode & 0o7777);
}
async function putFile({ root, via }, upper, path, bytes) {
    for (const folder of ancestors(path)) {
        const there = await (0,promises_.lstat)((0,external_node_path_.join)(upper, folder)).catch(() => null);
        if (there === null)
            await mirrorFolder((0,external_node_path_.join)(root, folder), (0,external_node_path_.join)(upper, folder), via);
        else if (!there.isDirectory())
            throw new Error(`${folder} is no folder, so ${path} can not be written`);
    }
    const below = await (0,promises_.lstat)((0,external_node_path_.join)(root, path)).catch(() => null);
    await (0,promises_.writeFile)((0,external_node_path_.join)(upper, path), bytes, { mode: below === null ? 0o644 : below.mode & 0o777 });
    if (via === 'root' && below !== null)
        await (0,promises_.chown)((0,external_node_path_.join)(upper, path), below.uid, below.gid);
}
function ancestors(path) {
    const folders = [];
    for (let folder = (0,external_node_path_.dirname)(path); folder !== '.'; folder = (0,external_node_path_.dirname)(folder))
        folders.unshift(folder);
    return folders;
}
/** What the upper layer holds that git does not ignore, and the tracked paths that its whiteouts hide. */
async function layerEntries(upper, source) {
    const files = [];
    const whiteouts = [];
    let level = [''];
    while (level.length > 0) {
        const next = [];
        const entries = (await Promise.all(level.map((folder) => entriesOf(upper, folder)))).flat();
        const ignored = await ignoredAmong(source.root, entries.map(({ path }) => path));
        for (const { path, kind } of entries) {
            if (ignored.has(path))
                continue;
            if (kind === 'folder')
                next.push(path);
            else
                (kind === 'whiteout' ? whiteouts : files).push(path);
        }
        level = next;
    }
    const tracked = whiteouts.length === 0 ? [] : await source.tracked();
    const hidden = tracked.filter(({ path }) => whiteouts.some((whiteout) => path === whiteout || path.startsWith(`${whiteout}/`)));
    return { files, gone: new Set(hidden.map(({ path }) => path)) };
}
async function entriesOf(upper, folder) {
    const entries = await (0,promises_.readdir)((0,external_node_path_.join)(upper, folder), { withFileTypes: true }).catch(() => []);
    return entries
        .filter(({ name }) => folder !== '' || name !== '.git')
        .map((entry) => {
        const kind = entry.isDirectory() ? 'folder' : entry.isCharacterDevice() ? 'whiteout' : 'file';
        return { path: external_node_path_.posix.join(folder, entry.name), kind };
    });
}
//# sourceMappingURL=overlay-worktree.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/patch.js





/** Git without the settings, and the surroundings of a hook, that a patch must not depend on. */
const PLAIN = 'env -u GIT_DIR -u GIT_INDEX_FILE -u GIT_WORK_TREE -u GIT_OBJECT_DIRECTORY git -c core.autocrlf=false -c core.safecrlf=false -c core.quotePath=true -c safe.directory=*'.split(' ');
async function git(cwd, args, stdin) {
    const options = { cwd, env: null, seconds: 120, maxOutputBytes: 1024 * 1024 * 1024, kill: killGroup, stdin };
    return await runChild([...PLAIN, ...args], options);
}
/**
 * A composition as a patch in git's format, which `git apply` takes: modes, end-of-line characters, byte order marks and missing
 * final newlines as they are. Made by git itself in a repository of its own, so that it works on any tree. `''`: no change.
 */
async function patchOf(composition, source) {
    if (composition.files.size === 0)
        return '';
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(source.temp, 'patch-'));
    try {
        const modes = new Map((await source.files()).map(({ path, mode }) => [path, mode]));
        const put = async (path, bytes) => {
            await (0,promises_.rm)((0,external_node_path_.join)(folder, path), { force: true });
            if (bytes === null)
                return;
            await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(folder, path)), { recursive: true });
            await (0,promises_.writeFile)((0,external_node_path_.join)(folder, path), bytes, { mode: modes.get(path) === '100755' ? 0o755 : 0o644 });
        };
        await expectSuccess(git(folder, ['init', '--quiet', '--template=']));
        for (const path of composition.files.keys())
            await put(path, await source.read(path));
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, '.git', 'info'), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, '.git', 'info', 'attributes'), await attributesOf(composition, source)); // over any .gitattributes
        await expectSuccess(git(folder, ['add', '--all', '--force', '--', '.']));
        for (const [path, bytes] of composition.files)
            await put(path, bytes);
        await expectSuccess(git(folder, ['add', '--intent-to-add', '--ignore-removal', '--force', '--', '.']));
        return await expectSuccess(git(folder, [
            'diff',
            '--binary',
            '--no-color',
            '--no-ext-diff',
            '--no-renames',
            '--src-prefix=a/',
            '--dst-prefix=b/',
        ]));
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** No conversion of line ends; what is not UTF-8 goes as a binary patch, so that the patch itself always is. */
async function attributesOf(composition, source) {
    const lines = ['* -text'];
    for (const [path, after] of composition.files) {
        const sides = [after, await source.read(path)].filter((bytes) => bytes !== null);
        if (sides.some((bytes) => decodeText(bytes)?.encoding === 'latin1'))
            lines.push(`${JSON.stringify(path.replace(/[*?[\]\\]/g, '\\$&'))} -diff`);
    }
    return `${lines.join('\n')}\n`;
}
async function expectSuccess(running) {
    const { exit, stdout, stderr } = await running;
    if (exit !== 0)
        throw new Error(`git failed with exit code ${exit ?? 'none'}: ${stderr.trim()}`);
    return stdout;
}
/**
 * Applies a patch to the user's work tree by `git apply`: all of it or nothing.
 * @throws UserError where the files are no longer as they were.
 */
async function applyPatch(root, patch) {
    const { exit, stderr } = await git(root, ['apply', '--whitespace=nowarn', '-'], patch);
    if (exit === 0)
        return;
    throw new UserError(`The patch does not fit the work tree: ${stderr.trim()}`, {
        remedy: 'Commit or undo your changes to these files, then run again; the patch is kept in the output folder.',
        kind: 'state',
    });
}
//# sourceMappingURL=patch.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/open-workspace.js











/** @throws UserError (state): no git repository, a bare one, no commit yet, git missing, `temp` not writable. */
async function openWorkspace({ directory, temp, isolation: wish = 'auto', log, }) {
    const root = await rootOf(directory);
    const git = trustedGit(root);
    const commit = await headOf(git, root);
    const own = await ownFolder(temp);
    const isolation = wish === 'copy' ? { kind: 'copy', why: 'it was asked for' } : await findIsolation(root, own);
    log?.(isolation.kind === 'overlay'
        ? `worktrees are overlays (${isolation.via})`
        : `worktrees are copies: ${isolation.why}`);
    const drift = await readDrift(git);
    const baseTree = await baseTreeId(git, root, drift);
    let listing = null;
    const files = () => (listing ??= readTrackedFiles(git, drift));
    const read = (path) => readRegularFile(root, path);
    const gitFolder = await outsideGitFolder(git, root);
    const source = { root, temp: own, git, gitFolder, tree: baseTree, read, tracked: files };
    const submodules = (await files()).filter(({ mode }) => mode === '160000').map(({ path }) => path);
    return {
        root,
        commit,
        isolation,
        baseTree,
        files,
        read,
        slug: await slugOf(git),
        networkIsolation: isolation.kind === 'overlay',
        state: {
            shallow: (await gitRead(git, ['rev-parse', '--is-shallow-repository'])).trim() === 'true',
            detached: (await gitRead(git, ['rev-parse', '--abbrev-ref', 'HEAD'])).trim() === 'HEAD',
            dirty: drift.changed,
            submodules,
        },
        readAt: (at, path) => gitRead(git, ['cat-file', 'blob', `${at}:${path}`]).catch(() => null),
        compose: (edits) => composeEdits(edits, {
            tree: baseTree,
            read,
        }),
        open: (composition) => isolation.kind === 'overlay'
            ? openOverlay({
                ...source,
                via: isolation.via,
            }, composition)
            : openCopy(source, composition),
        patch: (composition) => patchOf(composition, {
            temp: own,
            read,
            files,
        }),
        [Symbol.asyncDispose]: () => removeTree(own, isolation.kind === 'overlay' ? isolation.via : null),
    };
}
async function rootOf(directory) {
    const top = await gitRead(trustedGit(directory), ['rev-parse', '--show-toplevel']).catch((cause) => {
        if (cause instanceof errors/* UserError */.yo)
            throw cause;
        const bare = /must be run in a work tree/.test((0,errors/* messageOf */.bD)(cause));
        throw new errors/* UserError */.yo(bare ? `${directory} is a bare git repository.` : `${directory} is not inside a git repository.`, {
            remedy: bare
                ? 'Name a checkout of it.'
                : 'Name a checkout; in a workflow, put actions/checkout before this step.',
            kind: 'state',
            cause,
        });
    });
    return await (0,promises_.realpath)(top.replace(/\n$/, ''));
}
async function headOf(git, root) {
    const head = await gitRead(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch(() => '');
    if (head.trim() !== '')
        return head.trim();
    throw new errors/* UserError */.yo(`${root} has no commit yet.`, {
        remedy: 'Commit something first: what is proven is a change to a commit.',
        kind: 'state',
    });
}
/** A folder of this run in `temp`; those of runs that were killed are removed first. */
async function ownFolder(temp) {
    try {
        await (0,promises_.mkdir)(temp, { recursive: true });
        for (const name of await (0,promises_.readdir)(temp))
            if (name.startsWith('run-'))
                await removeAbandoned((0,external_node_path_.join)(temp, name));
        const own = await (0,promises_.mkdtemp)((0,external_node_path_.join)(await (0,promises_.realpath)(temp), 'run-'));
        await (0,promises_.writeFile)((0,external_node_path_.join)(own, 'pid'), String(process.pid));
        return own;
    }
    catch (cause) {
        const code = (0,errors/* systemCode */.xU)(cause);
        if (code === null)
            throw cause;
        const remedy = code === 'ENOSPC' ? 'Free some space on its disk.' : 'See that the folder for temporary files can be written.';
        throw new errors/* UserError */.yo(`The folder for worktrees, ${temp}, can not be written (${code}).`, {
            remedy,
            kind: 'state',
            cause,
        });
    }
}
async function removeAbandoned(folder) {
    const pid = Number(await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'pid'), 'utf8').catch(() => 'NaN'));
    if (Number.isNaN(pid) || isRunning(pid))
        return;
    await removeTree(folder, null).catch(() => undefined); // another run may be at it too
}
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return (0,errors/* systemCode */.xU)(error) === 'EPERM';
    }
}
async function outsideGitFolder(git, root) {
    const common = (await gitRead(git, ['rev-parse', '--path-format=absolute', '--git-common-dir'])).trim();
    const path = (0,external_node_path_.relative)(root, common);
    return path.startsWith('..') || (0,external_node_path_.isAbsolute)(path) ? common : null;
}
async function slugOf(git) {
    const url = await gitRead(git, ['config', '--get', 'remote.origin.url']).catch(() => '');
    return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(url)?.[1] ?? null;
}
//# sourceMappingURL=open-workspace.js.map
;// CONCATENATED MODULE: ../../packages/workspace/build/src/index.js



//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ../../node_modules/diff/libesm/diff/line.js + 1 modules
var line = __webpack_require__(5925);
;// CONCATENATED MODULE: ../../packages/proof/build/src/guards.data.js
/**
 * Comments and constructs that silence a tool. A patch may not hold more of any family than the file did before
 * (workflows §1.2, "anti-gaming guards").
 */
const SUPPRESSIONS = [
    { name: '@ts-ignore', pattern: /@ts-ignore\b/g },
    { name: '@ts-expect-error', pattern: /@ts-expect-error\b/g },
    { name: '@ts-nocheck', pattern: /@ts-nocheck\b/g },
    { name: 'eslint-disable', pattern: /\beslint-disable\b/g },
    { name: 'oxlint-disable', pattern: /\boxlint-disable\b/g },
    { name: 'biome-ignore', pattern: /\bbiome-ignore\b/g },
    { name: 'type: ignore', pattern: /#\s*type:\s*ignore\b/g },
    { name: 'pyright: ignore', pattern: /#\s*pyright:\s*(?:ignore|basic|off)\b/g },
    { name: 'mypy: ignore-errors', pattern: /#\s*mypy:\s*ignore-errors\b/g },
    { name: 'noqa', pattern: /#\s*(?:ruff:\s*|flake8:\s*)?noqa\b/gi },
    { name: 'pylint: disable', pattern: /#\s*pylint:\s*disable\b/g },
    { name: 'pragma: no cover', pattern: /#\s*pragma:\s*no cover\b/g },
    { name: 'nolint', pattern: /\/\/\s*nolint\b/g },
    { name: '#[allow]', pattern: /#!?\[(?:allow|expect)\b/g },
    { name: 'rubocop:disable', pattern: /rubocop:disable\b/g },
];
//# sourceMappingURL=guards.data.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/guards.js




/** Everything that the guards refuse about a patch; empty where it may be judged. Code, never a prompt: a model can't argue. */
function refusals(changes, grant) {
    return [
        ...changes.flatMap((change) => [...pathRefusal(change, grant), ...suppressionRefusals(change)]),
        ...sizeRefusals(changes, grant),
    ];
}
function pathRefusal({ path }, grant) {
    const sentence = mayTouch(grant, path);
    return sentence === null ? [] : [{ guard: 'path', path, sentence }];
}
function suppressionRefusals({ path, before, after }) {
    const [was, is] = [textOf(before), textOf(after)];
    return SUPPRESSIONS.flatMap(({ name, pattern }) => {
        const [had, has] = [count(was, pattern), count(is, pattern)];
        if (has <= had)
            return [];
        return [
            {
                guard: 'suppression',
                path,
                sentence: `${path} would hold ${has} \`${name}\` instead of ${had}: a patch may not silence a tool`,
            },
        ];
    });
}
/** `limits.files` and `limits.lines` (added and removed lines together) of the grant; an absent limit is none. */
function sizeRefusals(changes, grant) {
    const files = grant.limits['files'] ?? Infinity;
    const lines = grant.limits['lines'] ?? Infinity;
    const touched = changes.reduce((sum, change) => sum + changedLines(change), 0);
    const found = [];
    if (changes.length > files)
        found.push({
            guard: 'size',
            path: '',
            sentence: `the patch touches ${changes.length} files, the limit is ${files}`,
        });
    if (touched > lines)
        found.push({ guard: 'size', path: '', sentence: `the patch changes ${touched} lines, the limit is ${lines}` });
    return found;
}
/** Added plus removed lines. */
function changedLines({ before, after }) {
    const { added, removed } = lineCounts({ path: '', before, after });
    return added + removed;
}
function lineCounts({ before, after }) {
    let [added, removed] = [0, 0];
    for (const part of (0,line/* diffLines */.Pp)(textOf(before), textOf(after))) {
        if (part.added)
            added += part.count;
        if (part.removed)
            removed += part.count;
    }
    return { added, removed };
}
function count(text, pattern) {
    return text.match(pattern)?.length ?? 0;
}
function textOf(bytes) {
    return bytes === null ? '' : (decodeText(bytes)?.text ?? '');
}
//# sourceMappingURL=guards.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/noticing.data.js
/** Which kinds of checks could notice a patch of each class (design §3). `behaviour` is noticed by every check. */
const NOTICING = {
    comment: ['lint', 'format', 'docs', 'typecheck'],
    format: ['lint', 'format', 'docs', 'typecheck'],
    type: ['lint', 'format', 'docs', 'typecheck', 'build'],
};
//# sourceMappingURL=noticing.data.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/noticing.js

/** Kinds that are not judgements about the tree, so no proof ever runs them. */
const NEVER = ['setup', 'deploy', 'publish', 'release', 'notify'];
/** Why a check takes no part in the proof of a patch of this class, or null where it does. */
function whyNotNeeded({ check }, proofClass) {
    const never = check.kinds.find((kind) => NEVER.includes(kind));
    if (never !== undefined)
        return `it is a ${never} step`;
    if (!check.runnable)
        return check.why ?? 'it can not be run here';
    if (proofClass === 'behaviour')
        return null;
    const kinds = NOTICING[proofClass];
    if (check.kinds.some((kind) => kinds.includes(kind)))
        return null;
    return `no ${check.kind} check can notice a change of class ${proofClass}`;
}
//# sourceMappingURL=noticing.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/python-tokens.data.js
/**
 * Runs in the repository's own Python (`python -I`, so nothing of the repository is imported). Standard input: JSON
 * `[[path, before, after], …]` with Base64 contents; standard output: JSON `[[path, difference or null], …]`.
 * Compared are the tokens of `tokenize` without comments and blank lines, and what a comment can mean to the interpreter:
 * the encoding declaration (PEP 263) and the interpreter line.
 */
const PYTHON_TOKENS = `
import base64, io, json, re, sys, tokenize

SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING}

def tokens(data):
    found = []
    for token in tokenize.tokenize(io.BytesIO(data).readline):
        if token.type not in SKIPPED:
            text = "" if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT) else token.string
            found.append((token.type, text, token.start[0]))
    return found

def head(data):
    lines = data.split(b"\\n")[:2]
    return [line for line in lines if re.match(rb"^[ \\t\\f]*#.*?coding[:=]|^#!", line)]

def difference(before, after):
    try:
        left, right = tokens(before), tokens(after)
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError, IndentationError) as error:
        return "can not be read as Python: %s" % error
    for one, other in zip(left, right):
        if one[:2] != other[:2]:
            return "line %d: a code token changed" % one[2]
    if len(left) != len(right):
        return "a code token was added or removed"
    if head(before) != head(after):
        return "the encoding declaration or interpreter line changed"
    return None

print(json.dumps([
    [path, difference(base64.b64decode(before), base64.b64decode(after))] for path, before, after in json.load(sys.stdin)
]))
`;
//# sourceMappingURL=python-tokens.data.js.map
// EXTERNAL MODULE: ../../packages/proof/node_modules/@babel/parser/lib/index.js
var lib = __webpack_require__(3914);
;// CONCATENATED MODULE: ../../packages/proof/build/src/pragma.data.js
/**
 * Comments that change the emitted program or what belongs to it: triple-slash directives, JSX pragmas, bundler hints,
 * purity annotations, source maps, preserved licences. Matched against a comment's trimmed text.
 */
const PRAGMA_COMMENT = /^\/ ?<(?:reference|amd)|@jsx(?:Runtime|ImportSource|Frag)?\b|^(?:webpack|turbopack)\w+:|^@vite-ignore|^[#@]__(?:PURE|NO_SIDE_EFFECTS|KEY|INLINE|NOINLINE)__|^[#@] ?source(?:MappingURL|URL)=|^!|@(?:license|preserve|cc_on)\b|^@ts-(?:no)?check\b|^@flow\b|^@jest-environment|^@vitest-environment/;
//# sourceMappingURL=pragma.data.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/script-tokens.js


/**
 * Whether two versions of a JavaScript or TypeScript file differ in comments and white space only: null, or what differs.
 *
 * Equal are: the tokens, where a line break stands between two of them (automatic semicolon insertion reads it, ECMA-262
 * §12.10), and the comments that a compiler or bundler obeys. An empty JSX expression (braces around comments) is no child, so one that
 * went away is allowed where JSX text is otherwise the same.
 */
function scriptDifference(path, before, after) {
    const first = tokenise(path, before);
    const second = tokenise(path, after);
    if (typeof first === 'string')
        return `the file before can not be parsed: ${first}`;
    if (typeof second === 'string')
        return `the file after can not be parsed: ${second}`;
    const [left, right] = [significant(first.tokens, before), significant(second.tokens, after)];
    const at = left.findIndex((token, index) => token.text !== right[index]?.text);
    if (at >= 0)
        return `line ${left[at]?.line ?? 0}: a code token changed`;
    if (right.length > left.length)
        return `line ${right[left.length]?.line ?? 0}: a code token was added`;
    const [pragmas, kept] = [pragmaComments(first.comments), pragmaComments(second.comments)];
    if (pragmas.join('\n') !== kept.join('\n'))
        return 'a comment that a compiler or bundler obeys changed';
    return null;
}
function tokenise(path, text) {
    const plugins = ['decorators'];
    if (/\.[cm]?tsx?$/.test(path))
        plugins.push('typescript');
    if (!/\.[cm]?ts$/.test(path))
        plugins.push('jsx');
    try {
        const file = (0,lib/* parse */.qg)(text, {
            sourceType: 'unambiguous',
            plugins,
            tokens: true,
            errorRecovery: true,
            allowReturnOutsideFunction: true,
        });
        const comments = (file.comments ?? []).map((comment) => comment.value.trim());
        return { tokens: (file.tokens ?? []), comments };
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
function significant(tokens, source) {
    const code = tokens.filter((token) => typeof token.type === 'object');
    const out = [];
    let end = 0;
    for (const [index, token] of code.entries()) {
        if (isEmptyJsxExpression(code, index, source))
            continue;
        const text = source.slice(token.start, token.end);
        const jsxText = labelOf(token) === 'jsxText';
        const between = source.slice(end, token.start);
        const broken = out.length > 0 && !jsxText && /[\n\r\u2028\u2029]/.test(between) && !isJsxNeighbour(out.at(-1));
        out.push({ text: jsxText ? `text ${jsxWords(text)}` : `${broken ? '↵' : ''}${text}`, line: token.loc.start.line });
        end = token.end;
    }
    return mergeJsxText(out);
}
function labelOf({ type }) {
    return typeof type === 'object' ? type.label : '';
}
/** `{` and `}` of a container that holds only comments, directly among JSX children. */
function isEmptyJsxExpression(code, index, source) {
    const opens = (at) => {
        const [open, close] = [code[at], code[at + 1]];
        if (open === undefined || close === undefined || labelOf(open) !== '{' || labelOf(close) !== '}')
            return false;
        const beside = [code[at - 1], code[at + 2]].map((token) => (token === undefined ? '' : labelOf(token)));
        return source.slice(open.end, close.start).includes('/*') && beside.includes('jsxText');
    };
    return opens(index) || opens(index - 1);
}
/** JSX drops line breaks with the white space around them, and keeps the rest (the JSX transform of every compiler). */
function jsxWords(text) {
    const lines = text.split(/\r\n|\n|\r/);
    return lines
        .map((line, index) => {
        const start = index === 0 ? line : line.replace(/^[ \t]+/, '');
        return index === lines.length - 1 ? start : start.replace(/[ \t]+$/, '');
    })
        .filter((line) => line !== '')
        .join(' ');
}
function isJsxNeighbour(previous) {
    return previous?.text.startsWith('text ') ?? false;
}
function mergeJsxText(tokens) {
    return tokens.filter((token) => token.text !== 'text ');
}
function pragmaComments(comments) {
    return comments.filter((comment) => PRAGMA_COMMENT.test(comment));
}
//# sourceMappingURL=script-tokens.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/proof-class.js



const SCRIPT = /\.[cm]?[jt]sx?$/;
const EMBEDDED = /\.(?:vue|svelte|astro)$/;
const PYTHON = /\.pyi?$/;
/**
 * The proof class of a patch, decided by programs that read only the two texts: `comment` where every file keeps its code
 * tokens, else `behaviour`, which claims nothing. Whatever can not be decided counts as `behaviour`.
 */
async function decideClass(changes, runPython) {
    const python = changes.filter((change) => PYTHON.test(change.path));
    const differences = await pythonDifferences(python, runPython);
    const reasons = [];
    const files = [];
    for (const change of changes) {
        const why = PYTHON.test(change.path) ? (differences.get(change.path) ?? null) : difference(change);
        if (why === null)
            files.push(change.path);
        else
            reasons.push(`${change.path}: ${why}`);
    }
    return { class: reasons.length === 0 && changes.length > 0 ? 'comment' : 'behaviour', files, reasons };
}
function difference({ path, before, after }) {
    if (before === null || after === null)
        return 'the file was created or deleted';
    const [first, second] = [decodeText(before), decodeText(after)];
    if (first === null || second === null)
        return 'the file is binary';
    if (SCRIPT.test(path))
        return scriptDifference(path, first.text, second.text);
    if (EMBEDDED.test(path))
        return embeddedDifference(path, first.text, second.text);
    return 'no program decides whether this kind of file changed in comments only';
}
const SCRIPT_BLOCK = /(<script\b[^>]*>)([\s\S]*?)(<\/script\s*>)|^(---\r?\n)([\s\S]*?)(\r?\n---)/g;
/** A single-file component: all outside its script blocks is the same to the byte, and each block keeps its code tokens. */
function embeddedDifference(path, before, after) {
    const [first, second] = [blocks(before), blocks(after)];
    if (first.outside !== second.outside || first.inside.length !== second.inside.length)
        return 'more than its scripts changed';
    for (const [index, script] of first.inside.entries()) {
        const why = scriptDifference(`${path}.tsx`, script, second.inside[index] ?? '');
        if (why !== null && scriptDifference(`${path}.ts`, script, second.inside[index] ?? '') !== null)
            return why;
    }
    return null;
}
function blocks(text) {
    const inside = [];
    const outside = text.replace(SCRIPT_BLOCK, (_, open, body, close, fence, front, end) => {
        inside.push(body ?? front ?? '');
        return `${open ?? fence ?? ''}${close ?? end ?? ''}`;
    });
    return { outside, inside };
}
async function pythonDifferences(changes, runPython) {
    const found = new Map();
    const pairs = [];
    for (const { path, before, after } of changes) {
        if (before === null || after === null)
            found.set(path, 'the file was created or deleted');
        else
            pairs.push([path, Buffer.from(before).toString('base64'), Buffer.from(after).toString('base64')]);
    }
    if (pairs.length === 0)
        return found;
    const output = await runPython(PYTHON_TOKENS, JSON.stringify(pairs));
    const answers = output === null ? null : parseAnswers(output);
    for (const [path] of pairs) {
        const answer = answers?.get(path);
        if (answer === undefined)
            found.set(path, 'no Python was found to compare its tokens');
        else if (answer !== null)
            found.set(path, answer);
    }
    return found;
}
function parseAnswers(output) {
    const answers = new Map();
    const rows = JSON.parse(output);
    for (const row of Array.isArray(rows) ? rows : []) {
        if (!Array.isArray(row))
            continue;
        const [path, why] = row;
        if (typeof path === 'string' && (why === null || typeof why === 'string'))
            answers.set(path, why);
    }
    return answers;
}
//# sourceMappingURL=proof-class.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/suspects.js

/** How far below or above an edit a tool may report what it caused: a directive speaks about the next line of code. */
const NEAR_LINES = 3;
/**
 * Whom new diagnostics blame: per diagnostic the proposals with an edit near its line in the patched file, else all that touch
 * its file, else nobody (the caller bisects).
 */
function suspectsOf(introduced, proposals, changes) {
    const byPath = Map.groupBy(proposals.flatMap(({ id, edits }) => edits.map((edit) => ({ id, edit }))), ({ edit }) => edit.path);
    const blamed = new Set();
    for (const { path, range } of introduced) {
        const there = path === null ? [] : (byPath.get(path) ?? []);
        const before = changes.find((change) => change.path === path)?.before ?? null;
        const near = range === null || before === null ? [] : nearest(there, range[0], before);
        for (const { id } of near.length > 0 ? near : there)
            blamed.add(id);
    }
    return [...blamed];
}
function nearest(placed, line, before) {
    const lines = patchedLines(placed, before);
    const distances = placed.map((_, index) => Math.abs((lines[index] ?? Infinity) - line));
    const least = Math.min(...distances);
    return least > NEAR_LINES ? [] : placed.filter((_, index) => distances[index] === least);
}
/** The line, in the patched file, where each edit begins. */
function patchedLines(placed, before) {
    const inOrder = [...placed.entries()].toSorted(([, a], [, b]) => a.edit.start - b.edit.start);
    const lines = [];
    let [offset, line] = [0, 1];
    for (const [index, { edit }] of inOrder) {
        line += lineBreaks(before.subarray(offset, edit.start));
        lines[index] = line;
        line += newlines(edit.text ?? '');
        offset = Math.max(offset, edit.end);
    }
    return lines;
}
function lineBreaks(bytes) {
    return newlines(decodeText(bytes)?.text ?? '');
}
function newlines(text) {
    return text.split('\n').length - 1;
}
//# sourceMappingURL=suspects.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/judge.js






/** Judges a candidate by guards, proof class and the repository's own checks, whole. Asks no model. */
async function judge(candidate, demand, ports) {
    const changes = await changesOf(ports.workspace, candidate.tree);
    const refused = refusals(changes, ports.grant);
    if (refused.length > 0)
        return refusedByGuard(candidate, refused, ports);
    const decision = await decideClass(changes, ports.runPython);
    if (demand.atMost !== 'behaviour' && decision.class !== demand.atMost)
        return refusedByClass(candidate, decision, demand.atMost);
    const rows = [];
    const opinions = [];
    for (const found of failingFirst(ports)) {
        if (candidate.depth === 'probe' && opinions.some(({ says }) => says === 'worse'))
            break; // it is refuted; the rest would cost only time
        const why = whyNotNeeded(found, decision.class);
        if (why === null) {
            const opinion = await consult(found, candidate.tree, candidate.depth, ports);
            if (opinion.says === 'worse')
                ports.refuting.add(found.check.id);
            opinions.push(opinion);
            rows.push(opinion.row);
        }
        else
            rows.push(notRun(found, why));
    }
    return { verdict: weigh(candidate, demand, decision, opinions, changes), rows, class: decision.class, guard: null };
}
function failingFirst({ checks, refuting }) {
    return checks.toSorted((a, b) => Number(refuting.has(b.check.id)) - Number(refuting.has(a.check.id)));
}
function weigh(candidate, demand, decision, opinions, changes) {
    const evidence = opinions.map(({ after, before }) => ({ kind: 'check', after, before }));
    if (decision.class !== 'behaviour')
        evidence.push({ kind: 'same-program', proofClass: decision.class, files: decision.files });
    const base = { depth: candidate.depth, tree: candidate.tree.tree, evidence, score: 0 };
    const worse = opinions.filter(({ says }) => says === 'worse');
    if (worse.length > 0) {
        const introduced = worse.flatMap((opinion) => opinion.introduced);
        const reasons = worse.map((opinion) => refusalOf(opinion));
        return { ...base, status: 'refuted', reasons, suspects: suspectsOf(introduced, candidate.proposals, changes) };
    }
    const fine = new Set(opinions.filter(({ says }) => says === 'fine').map(({ row }) => row.id));
    const untold = candidate.proposals.filter((proposal) => !demand.targets(proposal).some((id) => fine.has(id)));
    if (untold.length === 0)
        return { ...base, status: 'proven', reasons: [], suspects: [] };
    const silent = opinions
        .filter(({ says }) => says === 'silent')
        .map(({ row }) => `\`${row.command}\`: ${row.why ?? row.after}`);
    const reasons = silent.length > 0 ? silent : ['no check of the repository that speaks about this could be run'];
    return { ...base, status: 'unproven', reasons, suspects: untold.map(({ id }) => id) };
}
function refusalOf({ row, introduced, after }) {
    const [first] = introduced;
    if (first === undefined)
        return `\`${row.command}\` passes without the patch and fails with it (exit code ${after.exit ?? 'none'})`;
    const place = first.path === null ? '' : ` at ${first.path}${first.range === null ? '' : `:${first.range[0]}`}`;
    const more = introduced.length > 1 ? ` and ${introduced.length - 1} more` : '';
    return `\`${row.command}\` reports ${first.rule || first.tool}${place}: ${first.message}${more}`;
}
function refusedByGuard(candidate, refused, ports) {
    const paths = new Set(refused.map(({ path }) => path));
    const blamed = candidate.proposals.filter((proposal) => proposal.edits.some((edit) => paths.has(edit.path)));
    for (const refusal of refused)
        ports.onRefusal?.(refusal, blamed);
    return refutation(candidate, refused.map(({ sentence }) => sentence), blamed, refused[0]?.sentence ?? null);
}
function refusedByClass(candidate, decision, atMost) {
    const kept = new Set(decision.files);
    const blamed = candidate.proposals.filter((proposal) => proposal.edits.some((edit) => !kept.has(edit.path)));
    return refutation(candidate, decision.reasons.map((reason) => `not of class ${atMost}: ${reason}`), blamed, null);
}
function refutation({ depth, tree }, reasons, blamed, guard) {
    const suspects = blamed.map(({ id }) => id);
    return {
        verdict: { status: 'refuted', depth, tree: tree.tree, evidence: [], reasons, suspects, score: 0 },
        rows: [],
        class: null,
        guard,
    };
}
function notRun({ check }, why) {
    return {
        id: check.id,
        kind: check.kind,
        command: check.command,
        before: 'not-run',
        after: 'not-run',
        new: 0,
        fixed: 0,
        seconds: 0,
        why,
    };
}
//# sourceMappingURL=judge.js.map
;// CONCATENATED MODULE: ../../packages/proof/build/src/index.js






//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ../../packages/text/build/src/index.js + 5 modules
var build_src = __webpack_require__(5650);
// EXTERNAL MODULE: ../../node_modules/@actions/expressions/dist/index.js + 21 modules
var expressions_dist = __webpack_require__(3228);
// EXTERNAL MODULE: ../../node_modules/@actions/expressions/dist/data/reviver.js
var reviver = __webpack_require__(8679);
;// CONCATENATED MODULE: ../../packages/ci/build/src/expressions.js


const UNKNOWN = /\b(?:github|secrets|vars|steps|needs|job|jobs)\b\s*(?:\.|\[)/;
const expressions_status = (name, value) => [
    name,
    { name, minArgs: 0, maxArgs: 0, call: () => new expressions_dist/* data.BooleanData */.p.bo(value) },
];
const FUNCTIONS = new Map([
    expressions_status('success', true),
    expressions_status('always', true),
    expressions_status('failure', false),
    expressions_status('cancelled', false),
]);
/** The value of an expression by GitHub's own evaluator; undefined where it needs what only a runner knows. */
function evaluate(expression, known) {
    if (UNKNOWN.test(expression) || /hashFiles\s*\(/.test(expression) || readsUnknown(expression, known))
        return undefined;
    const { matrix, env, inputs } = known;
    const contexts = {
        matrix,
        env,
        inputs,
        runner: {
            os: 'Linux',
            arch: 'X64',
            temp: '/tmp',
            tool_cache: '/opt/hostedtoolcache',
        },
        strategy: {},
    };
    try {
        const { tokens } = new expressions_dist/* Lexer */.JG(expression).lex();
        const functions = [...FUNCTIONS.values()];
        const tree = new expressions_dist/* Parser */.iX(tokens, Object.keys(contexts), functions).parse();
        const values = JSON.parse(JSON.stringify(contexts), reviver/* reviver */.e);
        const result = new expressions_dist/* Evaluator */.oi(tree, values, FUNCTIONS).evaluate();
        const text = result.kind === expressions_dist/* data.Kind */.p.b8.String || result.kind === expressions_dist/* data.Kind */.p.b8.Number || result.kind === expressions_dist/* data.Kind */.p.b8.Boolean
            ? result.coerceString()
            : '';
        return {
            text,
            truthy: !['', 'false', '0'].includes(text) || result.kind === expressions_dist/* data.Kind */.p.b8.Array || result.kind === expressions_dist/* data.Kind */.p.b8.Dictionary,
        };
    }
    catch {
        return undefined;
    }
}
/** Names that an earlier step, a caller or another job may give: what is not known is not empty. */
function readsUnknown(expression, { env, inputs, openAxes = [] }) {
    const names = (context) => [...expression.matchAll(new RegExp(`\\b${context}\\.([\\w-]+)`, 'g'))].map((match) => match[1] ?? '');
    if (names('env').some((name) => env[name] === undefined))
        return true;
    if (names('inputs').some((name) => inputs[name] === undefined))
        return true;
    return openAxes.includes('*')
        ? /\bmatrix\b/.test(expression)
        : names('matrix').some((name) => openAxes.includes(name));
}
/** Whether a step's or job's `if:` is false on this leg whatever the runner knows, in a run where nothing failed so far. */
function isNever(condition, known) {
    if (condition === null)
        return false;
    const bare = condition.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1');
    // A conjunction is false as soon as one part that is known is.
    const parts = /\|\|/.test(bare) ? [bare] : bare.split('&&');
    return parts.some((part) => evaluate(part.trim(), known)?.truthy === false);
}
/** Replaces every `${{ … }}` by its value, or by a placeholder that a shell takes for a plain word. */
function expand(text, known) {
    const open = [];
    const expanded = text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression) => {
        const value = evaluate(expression.trim(), known);
        if (value !== undefined)
            return value.text;
        open.push(expression.trim());
        return `__EXPRESSION_${open.length}__`;
    });
    return { text: expanded, open };
}
const OPEN_EXPRESSION = /__EXPRESSION_\d+__/;
//# sourceMappingURL=expressions.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/intent.js
const WORDS = [
    [/^(?:set ?up|install|cache|restore|check ?out|clone|configure|download|bootstrap)\b(?!-)/i, 'setup'],
    [/^(?:upload|report|send|combine|print|show|dump|list|display)\b(?!-)/i, 'other'],
    [/(?:^|[^a-z])bench(?:mark(?:s|ing)?)?(?:$|[^a-z])/i, 'other'],
    [/(?:^|[^a-z])(?:publish|npm-publish|pypi)(?:$|[^a-z])/i, 'publish'],
    [/(?:^|[^a-z])(?:release|version-packages|changelog|bump)(?:$|[^a-z])/i, 'release'],
    [/(?:^|[^a-z])(?:deploy|gh-pages)/i, 'deploy'],
    [
        /type-?check|check-?types|(?:^|[^a-z])(?:tsc|types?|mypy|pyright|typing|typings|static analysis)(?:$|[^a-z])/i,
        'typecheck',
    ],
    [/(?:^|[^a-z])(?:format|fmt|prettier|black|style-check)(?:$|[^a-z])|formatting/i, 'format'],
    [
        /(?:^|[^a-z])(?:lint|linting|lints|linters?|eslint|ruff|flake8|pylint|quality|spell(?:ing|check)?|typos|style|pre-commit|code-?style|static)(?:$|[^a-z])/i,
        'lint',
    ],
    [
        /(?:^|[^a-z])(?:tests?|testing|unit|e2e|integration|spec|specs|coverage|pytest|jest|vitest|smoke|doctest)(?:$|[^a-z])/i,
        'test',
    ],
    [/(?:^|[^a-z])(?:docs?|documentation|storybook|site|website)(?:$|[^a-z])/i, 'docs'],
    [/(?:^|[^a-z])(?:build|compile|bundle|package|dist|prepare|prepack)(?:$|[^a-z])/i, 'build'],
    [/(?:^|[^a-z])(?:audit|security|codeql|scan)(?:$|[^a-z])/i, 'security'],
    [
        /(?:^|[^a-z])(?:install|setup|set up|set-up|bootstrap|checkout|cache|deps|dependencies|configure|init)(?:$|[^a-z])/i,
        'setup',
    ],
    [/(?:^|[^a-z])(?:notify|slack|discord|comment)(?:$|[^a-z])/i, 'notify'],
    [/(?:^|[^a-z])(?:upload|report|summary|debug|print|status|codecov)(?:$|[^a-z])/i, 'other'],
];
/** What a name (of a script, target, step or job) says that it is for; empty where it says nothing. */
function intentOf(name) {
    const found = WORDS.find(([pattern]) => pattern.test(name));
    return found === undefined ? [] : [found[1]];
}
//# sourceMappingURL=intent.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/raw.js
/** Reads of values that YAML or TOML gave, of which nothing is known yet. */
function at(value, ...path) {
    let found = value;
    for (const key of path)
        found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
    return found;
}
function textAt(value, ...path) {
    const found = at(value, ...path);
    if (typeof found === 'string')
        return found;
    return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null;
}
/** A list; a single value is a list of one, as in `needs:` and `runs-on:`. */
function listAt(value, ...path) {
    const found = at(value, ...path);
    if (Array.isArray(found))
        return found;
    return found === undefined || found === null ? [] : [found];
}
function textsAt(value, ...path) {
    return listAt(value, ...path).flatMap((item) => typeof item === 'string' || typeof item === 'number' ? [String(item)] : []);
}
function entriesAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}
/** The string values of a map, as `env:` has them. */
function variablesAt(value, ...path) {
    return Object.fromEntries(entriesAt(value, ...path).flatMap(([name]) => {
        const item = textAt(value, ...path, name);
        return item === null ? [] : [[name, item]];
    }));
}
//# sourceMappingURL=raw.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/arguments.js
/** The tool's bare name: `./node_modules/.bin/tsc`, `tsc.cmd` and `tsc@5.9` (of `npx`, `uvx`) are `tsc`. */
function toolName(argv) {
    const base = (argv[0] ?? '').split(/[\\/]/).at(-1) ?? '';
    return base.replace(/(?<=.)@[^@]*$/, '').replace(/\.(?:cmd|exe|bat|ps1|js|mjs|cjs)$/, '');
}
/** Whether one of the flags stands there, alone or as `--flag=value`; words behind a lone `--` are no flags. */
function hasFlag(argv, ...flags) {
    return optionsOf(argv).some((argument) => flags.includes(argument.split('=', 1)[0] ?? ''));
}
/** The value of `--flag value` or `--flag=value`; the last one wins. Null: not given. */
function flagValue(argv, ...flags) {
    let value = null;
    const options = optionsOf(argv);
    for (const [index, argument] of options.entries()) {
        const equals = argument.indexOf('=');
        if (equals > 0 && flags.includes(argument.slice(0, equals)))
            value = argument.slice(equals + 1);
        else if (flags.includes(argument))
            value = options[index + 1] ?? null;
    }
    return value;
}
/** Takes flags away: `switches` stand alone, `valued` take one value (`--flag value`, `--flag=value`). */
function withoutFlags(argv, flags) {
    const { switches = [], valued = [] } = flags;
    const end = optionsOf(argv).length;
    const kept = [];
    for (let index = 0; index < end; index++) {
        const argument = argv[index] ?? '';
        const name = argument.split('=', 1)[0] ?? '';
        if (switches.includes(name))
            continue;
        if (valued.includes(name)) {
            if (!argument.includes('='))
                index += 1;
            continue;
        }
        kept.push(argument);
    }
    return [...kept, ...argv.slice(end)];
}
/** Adds flags behind the others, but before a lone `--`: what follows that one is read as files. */
function withFlags(argv, ...flags) {
    const end = optionsOf(argv).length;
    return [...argv.slice(0, end), ...flags, ...argv.slice(end)];
}
function optionsOf(argv) {
    const end = argv.indexOf('--');
    return end < 0 ? argv : argv.slice(0, end);
}
//# sourceMappingURL=arguments.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/eslint/fix.js

/** Without suggestions: those may change what the code does. */
function fix(argv) {
    const plain = withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued: ['--fix-type'] });
    return withFlags(plain, '--fix', '--fix-type', 'problem,layout,directive');
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/eslint/recognise.js

/** What writes into the tree: the sources, or the file of suppressions (ESLint ≥ 9.24). */
const REWRITING = ['--fix', '--suppress-all', '--suppress-rule', '--prune-suppressions'];
/** https://eslint.org/docs/latest/use/command-line-interface */
function recognise(argv) {
    if (toolName(argv) !== 'eslint')
        return null;
    if (hasFlag(argv, '--version', '-v', '--help', '-h', '--init', '--print-config', '--env-info', '--inspect-config'))
        return null;
    const config = flagValue(argv, '-c', '--config');
    return { checker: 'eslint', argv, kinds: ['lint'], writes: hasFlag(argv, ...REWRITING), config };
}
//# sourceMappingURL=recognise.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/eslint/machine.js


/** The output file goes too: what we read is printed. */
function machine(argv) {
    const valued = ['-f', '--format', '-o', '--output-file', '--fix-type', '--suppress-rule'];
    const switches = [...REWRITING.filter((flag) => !valued.includes(flag)), '--fix-dry-run'];
    return withFlags(withoutFlags(argv, { switches, valued }), '--format', 'json');
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/place.js

/**
 * A tool's path, made relative to the root; null where it lies outside, or is relative to a folder that nobody knows.
 * @param cwd where the tool ran, relative to the root; null: unknown
 */
function repositoryPath(printed, cwd, root) {
    const path = slashed(printed.trim().replace(/^file:\/\/(?=\/)/, ''));
    const top = slashed(root).replace(/\/+$/, '');
    if (!isAbsolute(path) && cwd === null)
        return null;
    const absolute = external_node_path_.posix.normalize(isAbsolute(path) ? path : `${top}/${cwd ?? '.'}/${path}`);
    if (!absolute.startsWith(`${top}/`) || absolute.includes('\0'))
        return null;
    const relative = absolute.slice(top.length + 1).replace(/\/+$/, '');
    return relative === '' ? null : relative;
}
/** A folder's path relative to the root, `.` for the root; null where it lies outside. */
function repositoryFolder(printed, root) {
    const same = external_node_path_.posix.normalize(`${slashed(printed.trim())}/`) === external_node_path_.posix.normalize(`${slashed(root)}/`);
    return same ? '.' : repositoryPath(printed, '.', root);
}
/** Windows writes both slashes and either case of a drive's letter. */
function slashed(path) {
    return path.replaceAll('\\', '/').replace(/^[A-Z]:\//, (drive) => drive.toLowerCase());
}
function isAbsolute(path) {
    return path.startsWith('/') || /^[a-z]:\//.test(path);
}
/** 1-based, end exclusive; a tool that names no end gives its start again, one that names no line has no range. */
function rangeOf(line, column = 1, endLine = line, endColumn = column) {
    if (line < 1)
        return null;
    const start = [line, Math.max(column, 1)];
    const after = endLine > line || (endLine === line && endColumn >= start[1]);
    return after ? [...start, endLine, Math.max(endColumn, 1)] : [...start, ...start];
}
function severityOf(word) {
    const lower = word.toLowerCase();
    if (lower.startsWith('err') || lower === 'fatal')
        return 'error';
    return lower.startsWith('warn') ? 'warning' : 'notice';
}
//# sourceMappingURL=place.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/output-lines.js



/** Longer lines are cut: no tool says more in one, and it bounds the work of every pattern. */
const LONGEST_LINE = 20_000;
// GitHub's time stamps and marks, and act's name of the job
const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]{8,20}Z /;
const output_lines_MARK = /^##\[(?:error|warning|notice)\]/;
const ACT = /^\[[^\]]{1,200}\] {1,4}\| /;
// `[0] ` of concurrently; `[name]: ` of Yarn, which does not say where that is
const LABEL = /^(?:➤ YN0000: )?\[[\w@./-]{1,100}\](:?) /;
/** Node takes colours away, but links and titles in quadratic time: these go before. */
const ESCAPE = '\u001B';
const OSC = new RegExp(`${ESCAPE}\\][^\\u0007\\n${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)`, 'g');
/** The lines of an output, whole, without colours, carriage returns, time stamps and marks. */
function plainLines(output) {
    return withoutControls(output)
        .split('\n')
        .map((line) => afterReturn(line).replace(STAMP, '').replace(output_lines_MARK, '').replace(ACT, ''));
}
function withoutControls(text) {
    if (!text.includes(ESCAPE) && !text.includes('\u009B'))
        return text;
    return (0,external_node_util_.stripVTControlCharacters)(text.replace(OSC, '').replaceAll(`${ESCAPE}]`, ''));
}
/** What a terminal would show of a line that was written over. */
function afterReturn(line) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    return text.includes('\r') ? text.slice(text.lastIndexOf('\r') + 1) : text;
}
/** The lines of an output with the folder that each belongs to, as far as npm, pnpm, Turborepo and make tell. */
function outputLines({ stdout, stderr }, cwd, root) {
    const lines = plainLines(`${stdout}\n${stderr}`);
    const follow = followFolders(cwd, root, namedFolders(lines, root));
    return lines.map((line) => follow(line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line));
}
// `packages/a lint$ tsc` announces, `packages/a lint: …` follows
const PNPM_START = /^(\S{1,400}) ([\w:.-]{1,100})\$ /;
// `web:lint: cache miss, executing …` announces, `web:lint: …` follows
const TURBO_START = /^(\S{1,200}:\S{1,100}): cache (?:miss|hit|bypass)/;
// `> name@1.0.0 lint /repo/packages/a`; npm leaves the folder out
const HEADER = /^> (\S{1,200}@\S{1,100}) \S{1,100}(?: ((?:\/|[A-Za-z]:[\\/]).{0,1000}))?$/;
const MAKE = /^\S{0,100}make(?:\[\d{1,4}\])?: (Entering|Leaving) directory ['`](.{1,1000})'$/;
/** Reads lines in their order; what one says of the folder holds for those behind it with the same prefix. */
function followFolders(cwd, root, named) {
    const streams = new Map([['', cwd]]);
    const entered = [];
    const known = (name, prefix) => {
        const told = prefix === '' ? named.get(name) : streams.get(prefix);
        return told === undefined ? cwd : told;
    };
    return (line) => {
        const pnpm = PNPM_START.exec(line);
        if (pnpm !== null)
            streams.set(`${pnpm[1] ?? ''} ${pnpm[2] ?? ''}: `, external_node_path_.posix.join(cwd, pnpm[1] ?? ''));
        const turbo = TURBO_START.exec(line)?.[1];
        if (turbo !== undefined)
            streams.set(`${turbo}: `, named.get(turbo) ?? null);
        const prefix = prefixOf(line, streams);
        const label = prefix === '' ? LABEL.exec(line) : null;
        const text = line.slice(label === null ? prefix.length : label[0].length);
        const header = HEADER.exec(text);
        if (header?.[2] !== undefined)
            streams.set(prefix, repositoryFolder(header[2], root));
        else if (header !== null)
            streams.set(prefix, known(header[1] ?? '', prefix));
        const make = MAKE.exec(text);
        if (make?.[1] === 'Entering') {
            entered.push(streams.get(prefix) ?? null);
            streams.set(prefix, repositoryFolder(make[2] ?? '', root));
        }
        else if (make !== null)
            streams.set(prefix, entered.pop() ?? cwd);
        return { text, cwd: label?.[1] === ':' ? null : (streams.get(prefix) ?? null) };
    };
}
function prefixOf(line, streams) {
    if (streams.size === 1)
        return '';
    const prefix = line.slice(0, line.indexOf(': ') + 2);
    return streams.has(prefix) ? prefix : '';
}
/** npm and Turborepo tell the folder only behind the output of a task that failed. */
function namedFolders(lines, root) {
    const folders = new Map();
    let workspace = '';
    for (const line of lines) {
        if (line.length > LONGEST_LINE)
            continue;
        const npm = /^npm (?:error|ERR!) (workspace|location) (.+)$/.exec(line);
        if (npm?.[1] === 'workspace')
            workspace = npm[2] ?? '';
        else if (npm !== null && workspace !== '')
            folders.set(workspace, repositoryFolder(npm[2] ?? '', root));
        const turbo = /^(\S{1,200})#(\S{1,100}): {1,9}ERROR {1,9}command \(([^)]{1,1000})\) /.exec(line);
        if (turbo !== null)
            folders.set(`${turbo[1] ?? ''}:${turbo[2] ?? ''}`, repositoryFolder(turbo[3] ?? '', root));
    }
    return folders;
}
//# sourceMappingURL=output-lines.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/json-values.js

/**
 * The JSON arrays and objects that an output holds between other lines: each on a line of its own, or from a line that opens
 * one to the line that is only its end. What does not parse is passed over. Linear: all attempts share one allowance.
 */
function jsonValues({ stdout, stderr }) {
    const lines = plainLines(`${stdout}\n${stderr}`);
    const values = [];
    let allowance = 4 * (stdout.length + stderr.length);
    for (let index = 0; index < lines.length; index++) {
        const line = (lines[index] ?? '').trimEnd();
        const end = closing(line);
        if (end === null)
            continue;
        const alone = line.endsWith(end) ? parseJson(line) : undefined;
        if (alone !== undefined)
            values.push(alone);
        if (alone !== undefined || allowance <= 0)
            continue;
        const { last, length } = blockFrom(lines, index, end);
        allowance -= length;
        const block = last < 0 ? undefined : parseJson(lines.slice(index, last + 1).join('\n'));
        if (block === undefined)
            continue;
        values.push(block);
        index = last;
    }
    return values;
}
function closing(line) {
    if (line.startsWith('['))
        return ']';
    return line.startsWith('{') ? '}' : null;
}
function blockFrom(lines, first, end) {
    let length = 0;
    for (let index = first; index < lines.length; index++) {
        const line = lines[index] ?? '';
        length += line.length + 1;
        if (index > first && line.trimEnd() === end)
            return { last: index, length };
    }
    return { last: -1, length };
}
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return value;
    }
    catch {
        return undefined; // a line of the log that only looked like it
    }
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function textField(value, name) {
    const found = field(value, name);
    return typeof found === 'string' ? found : null;
}
/** Whole numbers only: lines and columns. */
function numberField(value, name) {
    const found = field(value, name);
    return typeof found === 'number' && Number.isSafeInteger(found) ? found : null;
}
function listField(value, name) {
    const found = field(value, name);
    return Array.isArray(found) ? found : [];
}
//# sourceMappingURL=json-values.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/eslint/parse.js



// The `stylish` format: a file's path, then `  3:5  error  Message  rule-id` for each
const ROW = /^\s{1,9}(\d{1,9}):(\d{1,9})\s{1,12}(error|warning)\s{1,4}(?=\S)/;
// The formats `unix` and `compact` of ESLint 8
const UNIX = /:(\d{1,9}):(\d{1,9}): (.{1,15000}) \[(Error|Warning)(?:\/([^\]\s]{1,200}))?\]$/;
const COMPACT = /: line (\d{1,9}), col (\d{1,9}), (Error|Warning) - /;
function parse(output, cwd, root) {
    const json = output.stdout.includes('"filePath"') || output.stderr.includes('"filePath"');
    const results = json ? jsonValues(output).flat() : [];
    return [...results.flatMap((result) => fromResult(result, cwd, root)), ...fromText(output, cwd, root)];
}
function fromResult(result, cwd, root) {
    const file = textField(result, 'filePath');
    if (file === null)
        return [];
    const path = repositoryPath(file, cwd, root);
    return listField(result, 'messages').map((message) => {
        const [line, column] = [numberField(message, 'line') ?? 0, numberField(message, 'column') ?? 1];
        const end = [numberField(message, 'endLine') ?? line, numberField(message, 'endColumn') ?? column];
        return {
            tool: 'eslint',
            rule: textField(message, 'ruleId') ?? '',
            severity: numberField(message, 'severity') === 2 ? 'error' : 'warning',
            path,
            range: path === null ? null : rangeOf(line, column, ...end),
            message: withoutStop(textField(message, 'message') ?? ''),
        };
    });
}
/** `stylish` prints no full stop at the end: with it, one problem would be two. */
function withoutStop(message) {
    return message.replace(/(?<=[^ ])\.$/, '');
}
function fromText(output, cwd, root) {
    const found = [];
    let path = null;
    for (const line of outputLines(output, cwd, root)) {
        const { text } = line;
        const row = ROW.exec(text);
        if (row !== null && path !== null)
            found.push(fromRow(row, text, path));
        else if (/^(?:\/|[A-Za-z]:[\\/])\S/.test(text) || /^\S.{0,1000}\.\w{1,10}$/.test(text)) {
            path = repositoryPath(text, line.cwd, root);
        }
        if (text.endsWith(']') || text.includes(': line ')) {
            const one = fromLine(text, line.cwd, root);
            if (one !== null)
                found.push(one);
        }
    }
    return found;
}
function fromRow([head, at = '1', column = '1', severity = 'error'], text, path) {
    const rest = text.slice(head.length).trimEnd();
    const cut = rest.lastIndexOf('  ');
    const [message, rule] = cut < 0 ? [rest, ''] : [rest.slice(0, cut).trimEnd(), rest.slice(cut + 2)];
    const range = rangeOf(Number(at), Number(column));
    return { tool: 'eslint', rule, severity: severityOf(severity), path, range, message };
}
function fromLine(text, cwd, root) {
    const unix = UNIX.exec(text);
    const match = unix ?? COMPACT.exec(text);
    if (match === null || match.index === 0)
        return null;
    const path = repositoryPath(text.slice(0, match.index), cwd, root);
    const range = path === null ? null : rangeOf(Number(match[1]), Number(match[2]));
    if (unix !== null) {
        const [, , , message = '', severity = 'error', rule = ''] = unix;
        return { tool: 'eslint', rule, severity: severityOf(severity), path, range, message: withoutStop(message) };
    }
    const rest = text.slice(match.index + match[0].length).trimEnd();
    const open = rest.endsWith(')') ? rest.lastIndexOf(' (') : -1;
    const [message, rule] = open < 0 ? [rest, ''] : [rest.slice(0, open), rest.slice(open + 2, -1)];
    return { tool: 'eslint', rule, severity: severityOf(match[3] ?? 'error'), path, range, message: withoutStop(message) };
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/eslint/index.js




const eslint = { name: 'eslint', language: 'typescript', recognise: recognise, machine: machine, parse: parse, fix: fix, prepare: null };
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/mypy/fix.js
/** mypy fixes nothing by itself. */
function fix_fix() {
    return null;
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/mypy/recognise.js

const DAEMON_SWITCHES = ['--export-types', '--verbose', '-v'];
const DAEMON_VALUED = ['--timeout', '--log-file', '--status-file', '--perf-stats-file', '--junit-xml'];
/** `dmypy run [its own flags] -- [mypy's flags] FILES` as a run of mypy; anything else as it is. */
function asMypy(argv) {
    const name = toolName(argv);
    if (name !== 'dmypy' && name !== 'mypy.dmypy')
        return argv;
    const run = argv.indexOf('run');
    const end = argv.indexOf('--');
    const own = withoutFlags(argv.slice(run + 1, end < 0 ? argv.length : end), {
        switches: DAEMON_SWITCHES,
        valued: DAEMON_VALUED,
    });
    const tool = (argv[0] ?? '').replace(/(?:mypy\.)?dmypy(?=[^\\/]*$)/, 'mypy');
    return [tool, ...own, ...(end < 0 ? [] : argv.slice(end + 1))];
}
/** https://mypy.readthedocs.io/en/stable/command_line.html; `dmypy run -- …` checks as mypy does. */
function recognise_recognise(argv) {
    const name = toolName(argv);
    const daemon = (name === 'dmypy' || name === 'mypy.dmypy') && argv.slice(1, 4).includes('run');
    if (name !== 'mypy' && !daemon)
        return null;
    const plain = asMypy(argv);
    if (hasFlag(plain, '--version', '-V', '--help', '-h'))
        return null;
    const config = flagValue(plain, '--config-file');
    return { checker: 'mypy', argv: plain, kinds: ['typecheck'], writes: hasFlag(plain, '--install-types'), config };
}
//# sourceMappingURL=recognise.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/mypy/machine.js


const SWITCHES = `--pretty --hide-error-codes --hide-column-numbers --install-types --non-interactive --error-summary
  --color-output --show-error-context`.split(/\s+/);
const FORMS = `--no-pretty --show-column-numbers --show-error-codes --no-error-summary --no-color-output
  --hide-error-context`.split(/\s+/);
/** The text form that every version prints; `--output json` came with 1.11 only, and an older one refuses it. */
function machine_machine(argv) {
    return withFlags(withoutFlags(asMypy(argv), { switches: SWITCHES, valued: ['--output', '-O'] }), ...FORMS);
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/mypy/parse.js



// `path:line[:column[:end line:end column]]: severity: message  [code]`
const SEVERITY = /: (error|warning|note): /;
const PLACE = /^(.*?)(?::(\d{1,9}))?(?::(-?\d{1,9}))?(?::(\d{1,9}):(-?\d{1,9}))?$/;
const CODE = /^[a-z][a-z0-9-]{0,60}$/;
/** `--pretty` breaks a message into lines as wide as the terminal; more than these are no message. */
const MOST_LINES = 8;
function parse_parse(output, cwd, root) {
    const json = [output.stdout, output.stderr].some((text) => text.includes('"severity"') && text.includes('"file"'));
    const objects = json ? jsonValues(output) : [];
    return [...objects.flatMap((value) => fromObject(value, cwd, root)), ...parse_fromText(output, cwd, root)];
}
/** Columns are 0-based here, the end is exclusive; -1: the whole line. `hint` holds what the text form prints as notes. */
function fromObject(value, cwd, root) {
    const [file, message, word] = [textField(value, 'file'), textField(value, 'message'), textField(value, 'severity')];
    const line = numberField(value, 'line');
    if (file === null || message === null || word === null || line === null)
        return [];
    const column = numberField(value, 'column') ?? -1;
    const end = [numberField(value, 'end_line') ?? line, numberField(value, 'end_column') ?? column];
    const path = repositoryPath(file, cwd, root);
    const range = path === null ? null : rangeOf(line, column + 1, end[0], end[1] + 1);
    const severity = severityOf(word);
    const code = textField(value, 'code') ?? '';
    const rule = severity === 'notice' && code === 'misc' ? '' : code;
    const hints = (textField(value, 'hint') ?? '').split('\n').filter((hint) => hint !== '');
    return [
        { tool: 'mypy', rule, severity, path, range, message },
        ...hints.map((hint) => ({ tool: 'mypy', rule: '', severity: 'notice', path, range, message: hint })),
    ];
}
function parse_fromText(output, cwd, root) {
    const lines = outputLines(output, cwd, root);
    const found = [];
    for (const [index, line] of lines.entries()) {
        const one = parse_fromLine(line, root);
        if (one === null)
            continue;
        if (one.rule === '' && one.severity === 'error')
            finish(one, lines, index + 1);
        found.push(one);
    }
    return found;
}
/** Takes in the lines of a broken message: they end with the code, before the source line is shown. */
function finish(one, lines, from) {
    let message = one.message;
    for (const { text } of lines.slice(from, from + MOST_LINES)) {
        if (text === '' || /^\s/.test(text) || SEVERITY.test(text))
            return;
        message += ` ${text}`;
        const { rule, rest } = codeOf(message, ' [');
        if (rule === '')
            continue;
        one.rule = rule;
        one.message = rest;
        return;
    }
}
function parse_fromLine({ text, cwd }, root) {
    const mark = SEVERITY.exec(text);
    if (mark === null || /^\s/.test(text))
        return null;
    const [, file = '', row, column, endRow, endColumn] = PLACE.exec(text.slice(0, mark.index)) ?? [];
    const severity = severityOf(mark[1] ?? 'error');
    const { rule, rest } = codeOf(text.slice(mark.index + mark[0].length), '  [');
    const common = { tool: 'mypy', rule, severity, message: rest };
    if (file === 'mypy' || file === 'dmypy')
        return { ...common, path: null, range: null };
    // other tools print like this too; a code, or Python's suffix, says that it was mypy
    if (file.includes(': ') || (rule === '' && !/\.pyi?$/.test(file)))
        return null;
    if (row === undefined && severity === 'notice')
        return null; // `a.py: note: In function "f":`
    const path = repositoryPath(file, cwd, root);
    const start = [Number(row ?? 0), Number(column ?? 1)];
    const end = endRow === undefined ? start : [Number(endRow), Number(endColumn) + 1];
    return { ...common, path, range: path === null ? null : rangeOf(...start, ...end) };
}
function codeOf(message, opening) {
    const text = message.trimEnd();
    const open = text.endsWith(']') ? text.lastIndexOf(opening) : -1;
    const rule = open < 0 ? '' : text.slice(open + opening.length, -1);
    return CODE.test(rule) ? { rule, rest: text.slice(0, open).trimEnd() } : { rule: '', rest: text };
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/mypy/index.js




const mypy = { name: 'mypy', language: 'python', recognise: recognise_recognise, machine: machine_machine, parse: parse_parse, fix: fix_fix, prepare: null };
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/pyright/fix.js
/** pyright fixes nothing by itself. */
function pyright_fix_fix() {
    return null;
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/pyright/machine.js

function pyright_machine_machine(argv) {
    const switches = ['--outputjson', '--stats', '--verbose', '--writebaseline'];
    return withFlags(withoutFlags(argv, { switches }), '--outputjson');
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/pyright/parse.js



// `  /repo/a.py:3:5 - error: Message (reportRule)`, continued on indented lines; `note` is basedpyright's
const parse_ROW = /:(\d{1,9}):(\d{1,9}) - (error|warning|information|note): /;
const RULE = /^report\w{1,80}$/;
function pyright_parse_parse(output, cwd, root) {
    const json = [output.stdout, output.stderr].some((text) => text.includes('"generalDiagnostics"'));
    const rows = json ? jsonValues(output).flatMap((value) => listField(value, 'generalDiagnostics')) : [];
    return [...rows.flatMap((row) => parse_fromObject(row, cwd, root)), ...pyright_parse_fromText(output, cwd, root)];
}
/** Lines and characters are 0-based here, the end is exclusive. */
function parse_fromObject(row, cwd, root) {
    const [file, message] = [textField(row, 'file'), textField(row, 'message')];
    if (file === null || message === null)
        return [];
    const place = (edge) => {
        const point = field(field(row, 'range'), edge);
        return [(numberField(point, 'line') ?? -1) + 1, (numberField(point, 'character') ?? 0) + 1];
    };
    const path = repositoryPath(file, cwd, root);
    return [
        {
            tool: 'pyright',
            rule: textField(row, 'rule') ?? '',
            severity: severityOf(textField(row, 'severity') ?? 'error'),
            path,
            range: path === null ? null : rangeOf(...place('start'), ...place('end')),
            message: joined(message.split('\n')),
        },
    ];
}
function pyright_parse_fromText(output, cwd, root) {
    const found = [];
    const lines = outputLines(output, cwd, root);
    for (let index = 0; index < lines.length; index++) {
        const line = lines[index];
        const row = line?.text.includes(' - ') === true ? parse_ROW.exec(line.text) : null;
        if (line === undefined || row === null || row.index === 0)
            continue;
        const message = [line.text.slice(row.index + row[0].length)];
        let rule = cutRule(message);
        while (rule === '' && isContinuation(lines[index + 1])) {
            index += 1;
            message.push(lines[index]?.text ?? '');
            rule = cutRule(message);
        }
        const [, at = '1', column = '1', severity = 'error'] = row;
        // of a notebook the cell's number stands before the line's
        const path = repositoryPath(line.text.slice(0, row.index).replace(/(?<=\.ipynb):\d+$/, ''), line.cwd, root);
        const range = path === null ? null : rangeOf(Number(at), Number(column));
        found.push({ tool: 'pyright', rule, severity: severityOf(severity), path, range, message: joined(message) });
    }
    return found;
}
function isContinuation(line) {
    return line !== undefined && /^\s{4}/.test(line.text) && !parse_ROW.test(line.text);
}
/** Takes ` (reportSomething)` off the end of the last line. */
function cutRule(message) {
    const last = (message.at(-1) ?? '').trimEnd();
    const open = last.endsWith(')') ? last.lastIndexOf('(') : -1;
    const rule = open < 0 ? '' : last.slice(open + 1, -1);
    if (!RULE.test(rule))
        return '';
    message[message.length - 1] = last.slice(0, open);
    return rule;
}
/** One line; pyright indents with spaces that do not break. */
function joined(lines) {
    return lines
        .map((line) => line.trim())
        .join(' ')
        .trim();
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/pyright/recognise.js

const NAMES = new Set(['pyright', 'basedpyright']);
/** https://github.com/microsoft/pyright/blob/main/docs/command-line.md */
function pyright_recognise_recognise(argv) {
    if (!NAMES.has(toolName(argv)))
        return null;
    if (hasFlag(argv, '--version', '--help', '-h', '--createstub', '--verifytypes', '--watch', '-w'))
        return null;
    return {
        checker: 'pyright',
        argv,
        kinds: ['typecheck'],
        writes: hasFlag(argv, '--writebaseline'),
        config: flagValue(argv, '-p', '--project'),
    };
}
//# sourceMappingURL=recognise.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/pyright/index.js




const pyright = { name: 'pyright', language: 'python', recognise: pyright_recognise_recognise, machine: pyright_machine_machine, parse: pyright_parse_parse, fix: pyright_fix_fix, prepare: null };
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/ruff/recognise.js

const SUBCOMMANDS = new Set('check format rule config linter clean server analyze version help'.split(' '));
/** The subcommand; before 0.5, `ruff PATH` was `ruff check PATH`. Null: it has no arguments. */
function subcommandOf(argv) {
    const words = withoutFlags(argv.slice(1), { valued: ['--config', '--color'] });
    const word = words.find((argument) => !argument.startsWith('-'));
    if (word === undefined)
        return null;
    return SUBCOMMANDS.has(word) ? word : 'check';
}
/** https://docs.astral.sh/ruff/linter/ and /formatter/ */
function ruff_recognise_recognise(argv) {
    if (toolName(argv) !== 'ruff' || hasFlag(argv, '--version', '-V', '--help', '-h'))
        return null;
    const command = subcommandOf(argv);
    const config = flagValue(argv, '--config');
    if (command === 'format') {
        return { checker: 'ruff', argv, kinds: ['format'], writes: !hasFlag(argv, '--check', '--diff'), config };
    }
    if (command !== 'check' || hasFlag(argv, '--show-files', '--show-settings', '--watch', '-w'))
        return null;
    const fixes = hasFlag(argv, '--fix', '--fix-only') && !hasFlag(argv, '--diff', '--no-fix');
    return {
        checker: 'ruff',
        argv,
        kinds: ['lint'],
        writes: fixes || hasFlag(argv, '--add-noqa', '--add-ignore'),
        config,
    };
}
//# sourceMappingURL=recognise.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/ruff/fix.js


const fix_SWITCHES = ['--fix', '--no-fix', '--unsafe-fixes', '--no-unsafe-fixes', '--diff', '--statistics', '--add-noqa'];
/** Safe fixes only: unsafe ones may change what the code does. */
function ruff_fix_fix(argv) {
    if (subcommandOf(argv) === 'format') {
        return withoutFlags(argv, { switches: ['--check', '--diff'], valued: ['--output-format'] });
    }
    const plain = withoutFlags(argv, { switches: fix_SWITCHES, valued: ['--output-format', '--output-file', '-o'] });
    return withFlags(plain, '--fix', '--no-unsafe-fixes');
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/ruff/machine.js


const machine_SWITCHES = `--fix --no-fix --fix-only --unsafe-fixes --no-unsafe-fixes --add-noqa --add-ignore --show-fixes --diff --statistics
  --quiet -q --silent -s --verbose -v --watch -w`.split(/\s+/);
const VALUED = ['--output-format', '--format', '--output-file', '-o'];
/** `--no-fix` overrides `fix = true` of the configuration. The formatter names files in every version, in JSON in few. */
function ruff_machine_machine(argv) {
    if (subcommandOf(argv) === 'format') {
        return withFlags(withoutFlags(argv, {
            switches: ['--check', '--diff', '--quiet', '-q', '--silent', '-s'],
            valued: ['--output-format'],
        }), '--check');
    }
    return withFlags(withoutFlags(argv, { switches: machine_SWITCHES, valued: VALUED }), '--no-fix', '--output-format', 'json');
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/ruff/parse.js



// A rule is `F401`, or a name where there is none: ruff ≥ 0.12 says `invalid-syntax`, before it was `SyntaxError`
const parse_RULE = String.raw `([A-Z]{1,10}\d{1,6}|(?:invalid-syntax|unformatted|io-error|SyntaxError):) (?:\[\*\] )?`;
// `a.py:1:8: F401 [*] …` concise, and full before 0.12 · `F401 [*] …` then ` --> a.py:1:8` full · `  1:8 F401 …` grouped
const CONCISE = new RegExp(String.raw `(?::cell \d{1,6})?:(\d{1,9}):(\d{1,9}): ${parse_RULE}`);
const TITLE = new RegExp(`^${parse_RULE}`);
const parse_PLACE = /^\s{0,9}--> (.{1,1000}?)(?::cell \d{1,6})?:(\d{1,9}):(\d{1,9})$/;
const ruff_parse_ROW = new RegExp(String.raw `^ {1,9}(?:cell \d{1,6}:)?(\d{1,9}):(\d{1,9}) {1,9}${parse_RULE}`);
const GITHUB = /^::(?:error|warning|notice) title=[Rr]uff\b[^:]{0,200},file=(.{1,1000}?),line=/;
const REFORMAT = /^Would reformat: /;
const UNPARSED = /^error: Failed to parse (.{1,1000}?):(\d{1,9}):(\d{1,9}): /;
function ruff_parse_parse(output, cwd, root) {
    const json = [output.stdout, output.stderr].some((text) => text.includes('"filename"'));
    const values = json ? jsonValues(output).flat() : [];
    const found = [...values.flatMap((value) => ruff_parse_fromObject(value, cwd, root)), ...ruff_parse_fromText(output, cwd, root)];
    // ruff before 0.5 names a file that it can't parse on stderr and reports it as well
    const reported = new Set(found.filter(({ rule }) => rule !== 'unparsed').map(placeOf));
    return found
        .filter((one) => one.rule !== 'unparsed' || !reported.has(placeOf(one)))
        .map((one) => (one.rule === 'unparsed' ? { ...one, rule: 'invalid-syntax' } : one));
}
function placeOf({ path, range }) {
    return JSON.stringify([path, range?.slice(0, 2)]);
}
function ruff_parse_fromObject(value, cwd, root) {
    const [file, message] = [textField(value, 'filename'), textField(value, 'message')];
    if (file === null || message === null || field(value, 'location') === undefined)
        return [];
    const place = (edge) => {
        const point = field(value, edge);
        return [numberField(point, 'row') ?? 0, numberField(point, 'column') ?? 1];
    };
    const path = repositoryPath(file, cwd, root);
    const range = path === null ? null : rangeOf(...place('location'), ...place('end_location'));
    return [diagnostic(textField(value, 'code') ?? 'SyntaxError', path, range, message)];
}
/** The versions' names for the same are one here, so that a run of another format counts as the same diagnostic. */
function diagnostic(name, path, range, message) {
    const bare = name.replace(/:$/, '');
    const rule = bare === 'SyntaxError' ? 'invalid-syntax' : bare === 'unformatted' ? 'format' : bare;
    const text = rule === 'invalid-syntax' ? message.replace(/^SyntaxError: /, '') : message;
    return { tool: 'ruff', rule, severity: 'error', path, range, message: text.trim() };
}
function ruff_parse_fromText(output, cwd, root) {
    const reading = { found: [], root, title: null, file: '' };
    for (const line of outputLines(output, cwd, root))
        readLine(line.text, line.cwd, reading);
    return reading.found;
}
function readLine(text, cwd, reading) {
    const add = (file, row, column, rule, message) => {
        const path = repositoryPath(file, cwd, reading.root);
        reading.found.push(diagnostic(rule, path, path === null ? null : rangeOf(row, column), message));
    };
    const { title } = reading;
    reading.title = null;
    if (text.startsWith('::')) {
        const file = GITHUB.exec(text)?.[1];
        const match = file === undefined ? null : CONCISE.exec(text);
        if (file === undefined || match === null)
            return;
        const message = text.slice(match.index + match[0].length).split('%0A', 1)[0] ?? '';
        add(unescaped(file), Number(match[1]), Number(match[2]), match[3] ?? '', unescaped(message));
        return;
    }
    const concise = CONCISE.exec(text);
    const place = title === null ? null : parse_PLACE.exec(text);
    const row = ruff_parse_ROW.exec(text);
    const unparsed = UNPARSED.exec(text);
    const heading = TITLE.exec(text);
    if (REFORMAT.test(text))
        add(text.replace(REFORMAT, ''), 0, 0, 'format', 'File would be reformatted');
    else if (unparsed !== null) {
        add(unparsed[1] ?? '', Number(unparsed[2]), Number(unparsed[3]), 'unparsed', text.slice(unparsed[0].length));
    }
    else if (concise !== null && concise.index > 0 && !/^\s/.test(text)) {
        const message = text.slice(concise.index + concise[0].length);
        add(text.slice(0, concise.index), Number(concise[1]), Number(concise[2]), concise[3] ?? '', message);
    }
    else if (place !== null && title !== null) {
        add(place[1] ?? '', Number(place[2]), Number(place[3]), title.rule, title.message);
    }
    else if (row !== null && reading.file !== '') {
        add(reading.file, Number(row[1]), Number(row[2]), row[3] ?? '', text.slice(row[0].length));
    }
    else if (heading !== null)
        reading.title = { rule: heading[1] ?? '', message: text.slice(heading[0].length) };
    else if (/^\S.{0,1000}:$/.test(text))
        reading.file = text.slice(0, -1);
}
/** How workflow commands escape: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function unescaped(text) {
    const characters = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
    return text.replace(/%(?:0D|0A|3A|2C|25)/g, (escape) => characters[escape] ?? escape);
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/ruff/index.js




const ruff = { name: 'ruff', language: 'python', recognise: ruff_recognise_recognise, machine: ruff_machine_machine, parse: ruff_parse_parse, fix: ruff_fix_fix, prepare: null };
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tsc/fix.js
/** The compiler fixes nothing by itself. */
function tsc_fix_fix() {
    return null;
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tsc/recognise.js

/** The compiler, its native port, and the ones for single-file components: all take tsc's options and print as it does. */
const recognise_NAMES = new Set(['tsc', 'tsgo', 'vue-tsc', 'vue-tsgo', 'native-preview']);
const NO_CHECK = new Set('--version -v --help -h -? --all --init --showconfig --listfilesonly --clean --watch -w'.split(' '));
/** Its switches stand alone or with `true` or `false`. */
function tscOptions(argv) {
    const options = [];
    for (let index = 1; index < argv.length; index++) {
        const word = argv[index] ?? '';
        const next = argv[index + 1];
        if (!word.startsWith('-'))
            options.push({ name: '', words: [word] });
        else {
            const bare = word.replace(/^--?/, '').toLowerCase();
            const name = bare.length <= 2 ? `-${bare}` : `--${bare}`;
            const valued = ['-p', '--project'].includes(name) || next === 'true' || next === 'false';
            options.push({ name, words: valued && next !== undefined ? [word, next] : [word] });
            if (valued)
                index += 1;
        }
    }
    return options;
}
/** https://www.typescriptlang.org/docs/handbook/compiler-options.html */
function tsc_recognise_recognise(argv) {
    if (!recognise_NAMES.has(toolName(argv)))
        return null;
    const options = tscOptions(argv);
    const given = (name) => options.findLast((option) => option.name === name);
    const on = (name) => given(name) !== undefined && given(name)?.words[1] !== 'false';
    if (options.some(({ name }) => NO_CHECK.has(name)))
        return null;
    const kinds = [];
    if (!on('--nocheck'))
        kinds.push('typecheck');
    if (!on('--noemit'))
        kinds.push('build');
    const build = on('-b') || on('--build');
    const project = build ? options.find(({ name }) => name === '') : (given('-p') ?? given('--project'));
    return { checker: 'tsc', argv, kinds, writes: false, config: project?.words.at(build ? 0 : 1) ?? null };
}
//# sourceMappingURL=recognise.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tsc/machine.js

/** `--pretty` goes last: `-b` has to stay the first argument, and accepts it there. */
function tsc_machine_machine(argv) {
    const kept = tscOptions(argv).flatMap(({ name, words }) => (name === '--pretty' ? [] : words));
    return [...argv.slice(0, 1), ...kept, '--pretty', 'false'];
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tsc/parse.js


// `src/a.ts(3,5): error TS2578: …` · `src/a.ts:3:5 - error TS2578: …` (pretty) · `error TS18003: …`
const parse_PLAIN = /\((\d{1,9}),(\d{1,9})\): (error|warning|message) (TS\d{1,6}): /;
const PRETTY = /:(\d{1,9}):(\d{1,9}) - (error|warning|message) (TS\d{1,6}): /;
const GLOBAL = /^(error|warning|message) (TS\d{1,6}): /;
function tsc_parse_parse(output, cwd, root) {
    const found = [];
    let open = null;
    for (const line of outputLines(output, cwd, root)) {
        const next = diagnosticOf(line, root);
        if (next !== null) {
            found.push(next);
            open = next;
        }
        else if (open !== null && /^ {2}/.test(line.text))
            open.message += ` ${line.text.trim()}`;
        else
            open = null;
    }
    return found;
}
function diagnosticOf({ text, cwd }, root) {
    if (!text.includes('TS'))
        return null;
    const placed = parse_PLAIN.exec(text) ?? PRETTY.exec(text);
    if (placed !== null && placed.index > 0 && !/^\s/.test(text)) {
        const [all, row = '1', column = '1', severity = 'error', rule = ''] = placed;
        const path = repositoryPath(text.slice(0, placed.index), cwd, root);
        const range = path === null ? null : rangeOf(Number(row), Number(column));
        const message = text.slice(placed.index + all.length).trim();
        return { tool: 'tsc', rule, severity: severityOf(severity), path, range, message };
    }
    const global = GLOBAL.exec(text);
    if (global === null)
        return null;
    const [all, severity = 'error', rule = ''] = global;
    const message = text.slice(all.length).trim();
    return { tool: 'tsc', rule, severity: severityOf(severity), path: null, range: null, message };
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tsc/index.js




const tsc = { name: 'tsc', language: 'typescript', recognise: tsc_recognise_recognise, machine: tsc_machine_machine, parse: tsc_parse_parse, fix: tsc_fix_fix, prepare: null };
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/registry.js





/** Every checker, one folder each. */
const checkers = [tsc, eslint, mypy, pyright, ruff];
function checkerNamed(name) {
    const found = checkers.find((checker) => checker.name === name);
    if (found === undefined)
        throw new Error(`there is no checker ${name}`);
    return found;
}
/** What a command line is, if one of our checkers; the tool comes first, wrappers are stripped. */
function registry_recognise(argv) {
    for (const checker of checkers) {
        const invocation = checker.recognise(argv);
        if (invocation !== null)
            return invocation;
    }
    return null;
}
/** Diagnostics of one tool's output; null tries every tool on it, as for the output of `npm test`. */
function parseOutput(tool, output, cwd, root) {
    const readers = tool === null ? checkers : [checkerNamed(tool)];
    const seen = new Map();
    for (const diagnostic of readers.flatMap((checker) => checker.parse(output, cwd, root))) {
        const { rule, path, range, message } = diagnostic;
        const key = JSON.stringify([rule, path, range?.slice(0, 2), message]);
        if (tool !== null || !seen.has(key))
            seen.set(tool === null ? key : `${key}${seen.size}`, diagnostic);
    }
    return [...seen.values()];
}
//# sourceMappingURL=registry.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tool-kinds.data.js
/** Tools whose name alone says what they do. The five checkers are not among them: they are asked themselves first. */
const TOOLS = [
    {
        kinds: ['lint'],
        tools: `eslint eslint_d oxlint xo standard ts-standard semistandard stylelint markdownlint markdownlint-cli markdownlint-cli2
      remark remark-cli alex cspell textlint knip depcheck dpdm madge depcruise dependency-cruiser lint-staged commitlint sherif
      manypkg ls-lint jscpd tslint jshint jscs htmlhint html-validate solhint flake8 pylint pyflakes pycodestyle
      pydoclint darglint vulture codespell deptry import-linter lint-imports check-manifest validate-pyproject pyroma bashate
      yamllint actionlint shellcheck hadolint typos reuse addlicense license-eye golangci-lint staticcheck revive golint errcheck
      ineffassign clippy-driver rubocop standardrb reek haml-lint erb_lint phpcs phpmd parallel-lint ktlint detekt checkstyle pmd
      spotbugs clang-tidy cppcheck cpplint editorconfig-checker ec djlint curlylint sqlfluff vale proselint tflint ansible-lint
      unimport pyupgrade autoflake refurb fixit swiftlint credo luacheck selene statix deadnix buildifier protolint spectral
      eclint renovate-config-validator kube-linter kubeconform sqruff xenon radon`,
    },
    { kinds: ['lint', 'docs'], tools: 'interrogate pydocstyle doc8 docstr-coverage rstcheck' },
    { kinds: ['lint', 'format'], tools: 'ecs' },
    {
        kinds: ['format'],
        tools: `prettier prettierd oxfmt black blacken-docs isort autopep8 yapf blue darker gofmt goimports gofumpt gci rustfmt
      clang-format cmake-format taplo shfmt dprint yamlfmt scalafmt google-java-format docformatter ufmt usort pyproject-fmt
      mdformat nixfmt nixpkgs-fmt alejandra treefmt stylua swiftformat php-cs-fixer phpcbf pint sort-package-json fantomas ormolu fourmolu`,
    },
    {
        kinds: ['typecheck'],
        tools: `tsc vue-tsc tsgo mypy dmypy pyright basedpyright tsd tstyche dtslint flow pyre pytype ty pyrefly zuban stubtest
      mypy.stubtest type-coverage phpstan psalm sorbet srb steep dialyzer svelte-check glint ember-tsc`,
    },
    {
        kinds: ['test'],
        tools: `jest vitest mocha ava tap tape uvu jasmine karma qunit cypress playwright wdio c8 nyc pytest py.test nose2 nosetests
      stestr testr trial behave coverage ctest rspec minitest cucumber cucumber-js phpunit pest paratest codecept gotestsum ginkgo
      nextest busted bats hurl newman web-test-runner wtr poku ts-mocha mocha-webpack test-storybook chromatic backstop detox
      nightwatch testcafe mutmut stryker schemathesis locust robot avocado prove`,
    },
    {
        kinds: ['build'],
        tools: `webpack rollup vite esbuild tsup tsdown unbuild parcel rolldown rspack rsbuild rslib swc babel microbundle pkgroll
      bunchee nest gatsby snowpack preconstruct tshy bob api-extractor publint attw twine check-wheel-contents abi3audit auditwheel
      delocate-wheel pyinstaller pyproject-build cmake ninja meson scons maturin cibuildwheel ncc pkg electron-builder
      electron-forge wasm-pack trunk node-gyp prebuildify node-pre-gyp size-limit bundlesize bundlewatch ng-packagr stencil sass
      lessc postcss tailwindcss tailwind svelte-package svelte-kit solc javac gcc g++ clang rustc ant xcodebuild`,
    },
    {
        kinds: ['docs'],
        tools: `sphinx-build sphinx-autobuild mkdocs mike typedoc docusaurus vitepress vuepress jsdoc documentation pdoc pydoctor mdbook
      doxygen antora docfx hugo jekyll lychee linkinator markdown-link-check storybook build-storybook yard asciidoctor`,
    },
    {
        kinds: ['security'],
        tools: `bandit safety pip-audit trivy grype snyk semgrep opengrep gitleaks trufflehog detect-secrets zizmor osv-scanner gosec
      govulncheck cargo-audit cargo-deny brakeman bundler-audit bundle-audit codeql checkov tfsec audit-ci better-npm-audit
      lockfile-lint cosign syft`,
    },
    {
        kinds: ['publish', 'release'],
        tools: 'semantic-release multi-semantic-release np release-it goreleaser',
    },
    { kinds: ['publish'], tools: 'vsce ovsx clean-publish pkg-pr-new jsr' },
    {
        kinds: ['release'],
        tools: `release-please standard-version commit-and-tag-version git-cliff conventional-changelog bumpversion bump2version
      bump-my-version bumpver towncrier cz commitizen changelogen bumpp`,
    },
    {
        kinds: ['deploy'],
        tools: `wrangler vercel netlify firebase surge gh-pages serverless sls cdk pulumi flyctl fly heroku kubectl helm
      ansible-playbook sam eb gcloud aws az terragrunt rsync scp railway kamal skaffold`,
    },
    {
        kinds: ['setup'],
        tools: `nvm fnm volta corepack asdf mise rustup rbenv pyenv conda mamba micromamba virtualenv apt apt-get brew choco winget dnf
      yum apk pacman snap curl wget tar unzip cd pushd popd mkdir cp mv rm ln chmod chown export source . set eval touch ni nci
      sdk gem cpanm cpan luarocks opam stack cabal ghcup husky simple-git-hooks lefthook patch-package`,
    },
    {
        kinds: ['other'],
        tools: `echo printf true false : cat ls pwd env printenv which command whoami date sleep tee test [ [[ exit return codecov
      coveralls codeclimate jq yq head tail wc grep sed awk sort uniq find xargs tr cut diff cmp df du uname ps kill wait trap
      shift read local declare unset alias type tree file stat basename dirname realpath seq`,
    },
];
const NODE_PACKAGES = {
    install: ['setup'],
    i: ['setup'],
    ci: ['setup'],
    add: ['setup'],
    link: ['setup'],
    rebuild: ['setup'],
    config: ['setup'],
    dlx: [],
    publish: ['publish'],
    audit: ['security'],
    pack: ['build'],
    version: ['release'],
    dedupe: ['lint'],
    '*': [],
};
/** Tools whose first word after the name decides: `''` stands for none, `*` for any other. */
const tool_kinds_data_SUBCOMMANDS = {
    npm: { ...NODE_PACKAGES, 'install-test': ['setup', 'test'], it: ['setup', 'test'], 'clean-install': ['setup'] },
    pnpm: { ...NODE_PACKAGES, fetch: ['setup'], prune: ['setup'], env: ['setup'], store: ['setup'] },
    yarn: { ...NODE_PACKAGES, '': ['setup'], constraints: ['lint'], set: ['setup'], plugin: ['setup'] },
    bun: { ...NODE_PACKAGES, test: ['test'], build: ['build'] },
    deno: {
        install: ['setup'],
        cache: ['setup'],
        lint: ['lint'],
        fmt: ['format'],
        check: ['typecheck'],
        test: ['test'],
        doc: ['docs'],
        compile: ['build'],
        publish: ['publish'],
        bench: ['other'],
        '*': [],
    },
    pip: { install: ['setup'], download: ['setup'], wheel: ['build'], check: ['lint'], '*': ['other'] },
    uv: {
        sync: ['setup'],
        pip: ['setup'],
        venv: ['setup'],
        python: ['setup'],
        tool: ['setup'],
        add: ['setup'],
        cache: ['other'],
        lock: ['lint'],
        build: ['build'],
        publish: ['publish'],
        format: ['format'],
        '*': [],
    },
    poetry: {
        install: ['setup'],
        sync: ['setup'],
        config: ['setup'],
        add: ['setup'],
        self: ['setup'],
        env: ['setup'],
        check: ['lint'],
        lock: ['lint'],
        build: ['build'],
        publish: ['publish'],
        '*': [],
    },
    pdm: {
        install: ['setup'],
        sync: ['setup'],
        use: ['setup'],
        lock: ['lint'],
        build: ['build'],
        publish: ['publish'],
        '*': [],
    },
    hatch: { build: ['build'], publish: ['publish'], test: ['test'], fmt: ['lint', 'format'], env: ['setup'], '*': [] },
    rye: {
        sync: ['setup'],
        lint: ['lint'],
        fmt: ['format'],
        test: ['test'],
        build: ['build'],
        publish: ['publish'],
        '*': [],
    },
    pipenv: { install: ['setup'], sync: ['setup'], verify: ['lint'], check: ['security'], '*': [] },
    pipx: { install: ['setup'], '*': [] },
    flit: { install: ['setup'], build: ['build'], publish: ['publish'], '*': [] },
    twine: { check: ['build'], upload: ['publish'], '*': ['other'] },
    biome: { lint: ['lint'], format: ['format'], check: ['lint', 'format'], ci: ['lint', 'format'], '*': ['other'] },
    rome: { check: ['lint', 'format'], ci: ['lint', 'format'], format: ['format'], '*': ['other'] },
    ruff: { check: ['lint'], format: ['format'], clean: ['other'], '*': ['other'] },
    'pre-commit': { install: ['setup'], 'install-hooks': ['setup'], autoupdate: ['setup'], '*': ['lint'] },
    prek: { install: ['setup'], 'install-hooks': ['setup'], 'auto-update': ['setup'], '*': ['lint'] },
    next: { build: ['build', 'typecheck'], lint: ['lint'], typegen: ['setup'], '*': ['other'] },
    astro: { check: ['typecheck'], build: ['build'], sync: ['setup'], '*': ['other'] },
    nuxt: { typecheck: ['typecheck'], prepare: ['setup'], build: ['build'], generate: ['build'], '*': ['other'] },
    nuxi: { typecheck: ['typecheck'], prepare: ['setup'], build: ['build'], generate: ['build'], '*': ['other'] },
    ng: { lint: ['lint'], test: ['test'], build: ['build'], e2e: ['test'], '*': ['other'] },
    vite: { build: ['build'], '': ['other'], dev: ['other'], preview: ['other'], '*': ['other'] },
    'react-scripts': { test: ['test'], build: ['build'], '*': ['other'] },
    'vue-cli-service': { lint: ['lint'], build: ['build'], 'test:unit': ['test'], 'test:e2e': ['test'], '*': ['other'] },
    expo: { lint: ['lint'], export: ['build'], prebuild: ['build'], '*': ['other'] },
    prisma: { generate: ['setup'], migrate: ['setup'], validate: ['lint'], format: ['format'], '*': ['other'] },
    buf: {
        lint: ['lint'],
        breaking: ['lint'],
        format: ['format'],
        generate: ['setup'],
        build: ['build'],
        push: ['publish'],
        '*': [],
    },
    redocly: { lint: ['lint'], bundle: ['build'], 'build-docs': ['docs'], '*': ['other'] },
    taplo: { fmt: ['format'], format: ['format'], lint: ['lint'], check: ['lint'], '*': ['other'] },
    manypkg: { check: ['lint'], fix: ['lint'], '*': [] },
    syncpack: { lint: ['lint'], 'list-mismatches': ['lint'], format: ['format'], '*': ['lint'] },
    vitest: { typecheck: ['typecheck'], bench: ['other'], '*': ['test'] },
    playwright: { install: ['setup'], 'install-deps': ['setup'], 'show-report': ['other'], '*': ['test'] },
    cypress: { install: ['setup'], verify: ['setup'], cache: ['setup'], info: ['other'], '*': ['test'] },
    mkdocs: { 'gh-deploy': ['docs', 'deploy'], '*': ['docs'] },
    mike: { deploy: ['docs', 'deploy'], '*': ['docs'] },
    changeset: {
        publish: ['publish', 'release'],
        version: ['release'],
        tag: ['release'],
        status: ['other'],
        '*': ['other'],
    },
    lerna: { publish: ['publish', 'release'], version: ['release'], bootstrap: ['setup'], '*': [] },
    go: {
        build: ['build'],
        test: ['test'],
        vet: ['lint'],
        fmt: ['format'],
        fix: ['lint'],
        mod: ['setup'],
        get: ['setup'],
        install: ['setup'],
        generate: ['setup'],
        env: ['other'],
        '*': [],
    },
    cargo: {
        build: ['build'],
        b: ['build'],
        check: ['typecheck'],
        c: ['typecheck'],
        clippy: ['lint'],
        fmt: ['format'],
        test: ['test'],
        t: ['test'],
        nextest: ['test'],
        doc: ['docs'],
        fetch: ['setup'],
        install: ['setup'],
        binstall: ['setup'],
        publish: ['publish'],
        package: ['build'],
        audit: ['security'],
        deny: ['security'],
        vet: ['security'],
        bench: ['other'],
        miri: ['test'],
        tarpaulin: ['test'],
        'llvm-cov': ['test'],
        hack: ['typecheck'],
        machete: ['lint'],
        udeps: ['lint'],
        sort: ['lint'],
        'semver-checks': ['lint'],
        '*': [],
    },
    mvn: {
        test: ['test'],
        verify: ['build', 'test'],
        compile: ['build'],
        package: ['build', 'test'],
        install: ['build', 'test'],
        site: ['docs'],
        deploy: ['publish'],
        clean: ['other'],
        'go-offline': ['setup'],
        resolve: ['setup'],
        'spotless:check': ['format'],
        'spotless:apply': ['format'],
        'checkstyle:check': ['lint'],
        'pmd:check': ['lint'],
        'spotbugs:check': ['lint'],
        'javadoc:javadoc': ['docs'],
        '*': [],
    },
    gradle: {
        test: ['test'],
        check: ['lint', 'test'],
        build: ['build', 'test'],
        assemble: ['build'],
        compileJava: ['build'],
        clean: ['other'],
        javadoc: ['docs'],
        dependencies: ['setup'],
        spotlessCheck: ['format'],
        spotlessApply: ['format'],
        ktlintCheck: ['lint'],
        detekt: ['lint'],
        lint: ['lint'],
        checkstyleMain: ['lint'],
        publish: ['publish'],
        '*': [],
    },
    sbt: {
        test: ['test'],
        compile: ['build'],
        scalafmtCheckAll: ['format'],
        publish: ['publish'],
        doc: ['docs'],
        '*': [],
    },
    bazel: { test: ['test'], build: ['build'], coverage: ['test'], fetch: ['setup'], '*': [] },
    swift: { test: ['test'], build: ['build'], format: ['format'], package: ['setup'], '*': [] },
    zig: { test: ['test'], build: ['build'], fmt: ['format'], '*': [] },
    dart: { analyze: ['lint', 'typecheck'], format: ['format'], test: ['test'], pub: ['setup'], doc: ['docs'], '*': [] },
    flutter: { analyze: ['lint', 'typecheck'], test: ['test'], build: ['build'], pub: ['setup'], '*': [] },
    mix: {
        'deps.get': ['setup'],
        'local.hex': ['setup'],
        'local.rebar': ['setup'],
        compile: ['build'],
        test: ['test'],
        format: ['format'],
        credo: ['lint'],
        dialyzer: ['typecheck'],
        docs: ['docs'],
        'hex.publish': ['publish'],
        '*': [],
    },
    dotnet: {
        restore: ['setup'],
        tool: ['setup'],
        workload: ['setup'],
        build: ['build'],
        test: ['test'],
        format: ['format'],
        publish: ['build'],
        pack: ['build'],
        nuget: ['publish'],
        '*': [],
    },
    rails: {
        test: ['test'],
        'test:system': ['test'],
        'db:setup': ['setup'],
        'db:create': ['setup'],
        'db:migrate': ['setup'],
        '*': [],
    },
    rake: {
        test: ['test'],
        spec: ['test'],
        rubocop: ['lint'],
        build: ['build'],
        release: ['publish', 'release'],
        '*': [],
    },
    bundle: { install: ['setup'], config: ['setup'], '': ['setup'], '*': [] },
    composer: {
        install: ['setup'],
        update: ['setup'],
        require: ['setup'],
        validate: ['lint'],
        audit: ['security'],
        '*': [],
    },
    docker: {
        build: ['build'],
        buildx: ['build'],
        push: ['publish'],
        login: ['setup'],
        pull: ['setup'],
        compose: ['setup'],
        run: ['unknown'],
        '*': ['other'],
    },
    'docker-compose': { '*': ['setup'] },
    terraform: {
        fmt: ['format'],
        validate: ['lint'],
        init: ['setup'],
        plan: ['other'],
        apply: ['deploy'],
        destroy: ['deploy'],
        '*': ['other'],
    },
    tofu: { fmt: ['format'], validate: ['lint'], init: ['setup'], plan: ['other'], apply: ['deploy'], '*': ['other'] },
    helm: {
        lint: ['lint'],
        template: ['lint'],
        unittest: ['test'],
        push: ['publish'],
        repo: ['setup'],
        dependency: ['setup'],
        '*': ['deploy'],
    },
    gh: { release: ['release'], pr: ['notify'], issue: ['notify'], workflow: ['notify'], '*': ['other'] },
    git: {
        push: ['publish'],
        tag: ['release'],
        config: ['setup'],
        submodule: ['setup'],
        fetch: ['setup'],
        checkout: ['setup'],
        clone: ['setup'],
        pull: ['setup'],
        lfs: ['setup'],
        '*': ['other'],
    },
};
/** What a flag, or a flag with its value, makes of a tool: the first row that fits wins. */
const FLAGS = [
    { tool: 'node', flags: ['--test'], kinds: ['test'] },
    { tool: 'node', flags: ['--check', '-c'], kinds: ['lint'] },
    { tool: 'vitest', flags: ['--typecheck', '--typecheck.only'], kinds: ['typecheck', 'test'] },
    { tool: 'git', word: 'diff', flags: ['--exit-code', '--quiet', '--check'], kinds: ['lint'] },
    { tool: 'coverage', word: 'report', flags: ['--fail-under'], kinds: ['test'] },
    { tool: 'sphinx-build', flags: ['-b', '-M'], value: 'doctest', kinds: ['docs', 'test'] },
    { tool: 'golangci-lint', word: 'fmt', flags: [], kinds: ['format'] },
    { tool: 'coverage', word: 'report', flags: [], kinds: ['other'] },
    { tool: 'coverage', word: 'xml', flags: [], kinds: ['other'] },
    { tool: 'coverage', word: 'html', flags: [], kinds: ['other'] },
    { tool: 'coverage', word: 'json', flags: [], kinds: ['other'] },
    { tool: 'coverage', word: 'combine', flags: [], kinds: ['other'] },
    { tool: 'coverage', word: 'erase', flags: [], kinds: ['other'] },
    { tool: 'cmake', flags: ['--install'], kinds: ['setup'] },
    { tool: 'meson', word: 'test', flags: [], kinds: ['test'] },
    { tool: 'meson', word: 'setup', flags: [], kinds: ['setup'] },
    { tool: 'nest', word: 'start', flags: [], kinds: ['other'] },
    { tool: 'conda', word: 'build', flags: [], kinds: ['build'] },
];
/** Other names of a tool. */
const ALIASES = {
    gradlew: 'gradle',
    mvnw: 'mvn',
    mvnd: 'mvn',
    pip3: 'pip',
    nodejs: 'node',
    tsx: 'node',
    'ts-node': 'node',
    changesets: 'changeset',
};
/** Tools that print their version for the short flag; for others it means verbose. */
const SHORT_VERSION = {
    node: ['-v'],
    npm: ['-v'],
    pnpm: ['-v'],
    yarn: ['-v'],
    bun: ['-v'],
    tsc: ['-v'],
    eslint: ['-v'],
    prettier: ['-v'],
    vitest: ['-v'],
    python: ['-V'],
    pip: ['-V'],
    ruff: ['-V'],
    mypy: ['-V'],
    uv: ['-V'],
    cargo: ['-V'],
    php: ['-v'],
    ruby: ['-v'],
};
//# sourceMappingURL=tool-kinds.data.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/tool-kinds.js



const KINDS_OF_TOOL = new Map(TOOLS.flatMap(({ kinds, tools }) => tools.split(/\s+/).map((tool) => [tool, kinds])));
/**
 * What kinds of work a command line does, by its tool's name and the flags that matter; empty where nothing is known of it.
 * Wrappers are stripped by the caller. Asking for a version or for help is no check.
 */
function kindsOfTool(argv) {
    const name = toolName(argv);
    const tool = /^(?:python|pypy)\d?(?:\.\d+)?$/.test(name) ? 'python' : (ALIASES[name] ?? name);
    if (isQuestion(tool, argv))
        return ['other'];
    const invocation = registry_recognise(argv);
    if (invocation !== null)
        return [...invocation.kinds];
    const flagged = FLAGS.find((row) => row.tool === tool && fits(row, argv));
    if (flagged !== undefined)
        return [...flagged.kinds];
    if (tool === 'python')
        return pythonKinds(argv);
    const subcommands = Object.hasOwn(tool_kinds_data_SUBCOMMANDS, tool) ? tool_kinds_data_SUBCOMMANDS[tool] : undefined;
    if (subcommands !== undefined)
        return subcommandKinds(subcommands, argv);
    return [...(KINDS_OF_TOOL.get(tool) ?? [])];
}
function isQuestion(tool, argv) {
    if (argv.length !== 2)
        return false;
    const short = Object.hasOwn(SHORT_VERSION, tool) ? (SHORT_VERSION[tool] ?? []) : [];
    return hasFlag(argv, '--version', '--help', '-h', 'version', 'help', ...short);
}
function fits({ flags, value, word }, argv) {
    if (word !== undefined && argv[1] !== word)
        return false;
    if (value !== undefined)
        return flagValue(argv, ...flags) === value;
    return flags.length === 0 || hasFlag(argv, ...flags);
}
/** The first word decides; where that is unknown (`gradle :app:test`, `npm --prefix docs ci`, `mvn clean verify`) those that are known. */
function subcommandKinds(subcommands, argv) {
    const kindsOf = (word) => Object.hasOwn(subcommands, word) && word !== '*' ? (subcommands[word] ?? null) : null;
    const words = argv.slice(1).filter((argument) => !/^[-+]/.test(argument));
    const first = kindsOf(words[0] ?? '');
    const goals = words.slice(0, 6).map((word) => kindsOf(word) ?? kindsOf(word.split(':').at(-1) ?? '') ?? []);
    const known = [...new Set(goals.flat())].filter((kind) => kind !== 'other');
    if (first !== null && !first.includes('other'))
        return SEVERAL.has(toolName(argv).replace(/w$/, '')) ? known : [...first];
    if (known.length > 0)
        return known;
    return [...(first ?? subcommands['*'] ?? [])];
}
/** Tools that are given several goals at once. */
const SEVERAL = new Set(['mvn', 'mvnd', 'gradle', 'rake', 'sbt']);
/** `python -m build` and scripts that say by their name what they do. */
function pythonKinds(argv) {
    const module = flagValue(argv, '-m');
    if (module === 'build')
        return ['build'];
    if (module === 'venv' || module === 'ensurepip')
        return ['setup'];
    if (module === 'unittest' || module === 'doctest')
        return ['test'];
    if (module === 'compileall')
        return ['lint'];
    const index = argv.findIndex((word, at) => at > 0 && !word.startsWith('-'));
    const script = argv[index] ?? '';
    const command = argv[index + 1];
    if (script === 'setup.py')
        return setupKinds(command);
    if (script.endsWith('manage.py'))
        return command === 'test' ? ['test'] : command === 'check' ? ['lint'] : ['other'];
    return /(?:^|\/)(?:run)?_?tests?(?:\/|_?\w*\.py$)/.test(script) ? ['test'] : [];
}
function setupKinds(command) {
    if (command === 'test')
        return ['test'];
    if (command === 'check')
        return ['lint'];
    if (command === 'upload')
        return ['publish'];
    return command === 'install' || command === 'develop' ? ['setup'] : ['build'];
}
//# sourceMappingURL=tool-kinds.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/prepare.data.js
/**
 * What a wrapper is told once, on the untouched tree and with the network, before its checks can run without one. `keeps` are
 * the wrapper's own options that the command takes over from the check. The checkers themselves need nothing.
 */
const PREPARE = [
    {
        wrapper: 'tox',
        command: ['tox', '--notest'], // the only form of tox 3; tox 4 takes it for `tox run --notest`
        keeps: { switches: [], valued: ['-e', '-c', '--conf', '-f', '-m', '--workdir', '--root'] },
        source: 'https://tox.wiki/en/latest/cli_interface.html',
    },
    {
        wrapper: 'nox',
        command: ['nox', '--install-only'],
        keeps: {
            switches: [],
            valued: ['-s', '--session', '-e', '-k', '--keywords', '-t', '--tags', '-p', '--python', '-f', '--noxfile'],
        },
        source: 'https://nox.thea.codes/en/stable/usage.html',
    },
    {
        wrapper: 'pre-commit',
        command: ['pre-commit', 'install-hooks'],
        keeps: { switches: [], valued: ['-c', '--config'] },
        source: 'https://pre-commit.com/#pre-commit-install-hooks',
    },
    {
        wrapper: 'prek',
        command: ['prek', 'install-hooks'],
        keeps: { switches: [], valued: ['-c', '--config'] },
        source: 'https://prek.j178.dev/cli/',
    },
    {
        wrapper: 'uv run',
        command: ['uv', 'sync'],
        keeps: {
            switches: ['--all-extras', '--all-groups', '--all-packages', '--no-dev', '--only-dev', '--frozen', '--locked'],
            valued: [
                '--extra',
                '--group',
                '--only-group',
                '--no-group',
                '--package',
                '--python',
                '-p',
                '--project',
                '--directory',
            ],
        },
        source: 'https://docs.astral.sh/uv/concepts/projects/sync/',
    },
    {
        wrapper: 'cargo',
        command: ['cargo', 'fetch'],
        keeps: { switches: ['--locked'], valued: ['--manifest-path', '--target'] },
        source: 'https://doc.rust-lang.org/cargo/commands/cargo-fetch.html',
    },
    {
        wrapper: 'go',
        command: ['go', 'mod', 'download'],
        keeps: { switches: [], valued: [] },
        source: 'https://go.dev/ref/mod#go-mod-download',
    },
];
//# sourceMappingURL=prepare.data.js.map
;// CONCATENATED MODULE: ../../packages/checkers/build/src/index.js




//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ../../node_modules/smol-toml/dist/index.js + 8 modules
var smol_toml_dist = __webpack_require__(528);
// EXTERNAL MODULE: ../../node_modules/unbash/dist/parser.js + 16 modules
var parser = __webpack_require__(3033);
;// CONCATENATED MODULE: ../../packages/ci/build/src/shell.js


/** The simple commands of a script in the order of their text, also inside conditions, loops and functions. Never throws. */
function readShell(script, variables) {
    const tree = (0,parser/* parse */.qg)(script);
    const walk = { script, variables: { ...variables }, commands: [], functions: new Set(), conditional: 0 };
    visit(tree, walk, { path: '.' });
    const pieces = tree.commands.flatMap(({ command }) => {
        const splits = command.type === 'AndOr' && command.operators.every((operator) => operator === '&&');
        const parts = splits ? command.commands : [command];
        return parts.map(({ pos, end }, index) => ({ source: script.slice(pos, end), joined: index > 0 }));
    });
    const whole = (tree.errors?.length ?? 0) > 0 || /<</.test(script) || tree.commands.some(({ background }) => background === true);
    const commands = walk.commands.filter(({ argv }) => !walk.functions.has(argv[0] ?? ''));
    return { commands, pieces: whole ? null : pieces };
}
function visit(node, walk, place) {
    if (node.type === 'Command')
        return visitCommand(node, walk, place);
    if (node.type === 'Function')
        walk.functions.add(node.name.value);
    if (node.type === 'If') {
        walk.conditional += 1;
        if (!isFalseOnCi(walk.script.slice(node.clause.pos, node.clause.end))) {
            visit(node.clause, walk, place);
            visit(node.then, walk, place);
        }
        for (const child of [...node.elif, ...(node.else === undefined ? [] : [node.else])])
            visit(child, walk, place);
        walk.conditional -= 1;
        return;
    }
    const inner = node.type === 'Subshell' ? { path: place.path } : place;
    (0,parser/* forEachChild */.dK)(node, (child) => visit(child, walk, inner));
}
function visitCommand(node, walk, place) {
    const { script, variables } = walk;
    const env = {};
    for (const part of node.prefix)
        if (part.type === 'Assignment')
            env[part.name] = valueText(part.value, variables);
    if (node.name === undefined)
        return shell_assign(env, walk);
    const words = node.args.flatMap((word) => word.type === 'Word' ? split(word, variables) : [`${word.name}=${valueText(word.value, variables)}`]);
    const argv = [...split(node.name, variables), ...words];
    if (DECLARES.has(argv[0] ?? ''))
        shell_assign(assignmentsOf(words), walk);
    const line = script.slice(0, node.pos).split('\n').length - 1;
    const [start, end] = [node.pos, node.end];
    walk.commands.push({ argv, env, source: script.slice(start, end), start, end, line, cwd: place.path });
    if (argv[0] === 'cd' || argv[0] === 'pushd')
        place.path = external_node_path_.posix.join(place.path, argv[1] ?? '.');
}
const DECLARES = new Set(['export', 'declare', 'readonly', 'local', 'typeset']);
/** Inside a branch that may not be taken, what was known stays. */
function shell_assign(values, { variables, conditional }) {
    for (const [name, value] of Object.entries(values))
        if (!/\$\(|`/.test(value) && (conditional === 0 || variables[name] === undefined))
            variables[name] = value;
}
function assignmentsOf(words) {
    const found = {};
    for (const word of words) {
        const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
        if (name !== undefined)
            found[name] = value ?? '';
    }
    return found;
}
/** An array has no one value. */
function valueText(value, variables) {
    const isWord = typeof value === 'object' && value !== null && 'value' in value;
    return isWord ? wordText(value, variables) : '';
}
/** An unquoted variable whose value is known falls apart into words, as in a shell. */
function split(word, variables) {
    const text = wordText(word, variables);
    const lone = /^\$\{?\w+\}?$/.test(word.text);
    return lone && text !== word.value ? text.split(/\s+/).filter((part) => part !== '') : [text];
}
function wordText({ value }, variables) {
    return value
        .replace(/\$\{(\w+)(?::?-([^{}$]*))?\}/g, (whole, name, fallback) => variables[name] ?? fallback ?? whole)
        .replace(/\$(\w+)/g, (whole, name) => variables[name] ?? whole);
}
/** Scripts that do less on CI ask for these variables; there they are set. A virtual environment in the tree is a laptop's. */
function isFalseOnCi(condition) {
    return (/^\s*\[\[?\s+-z\s+"?\$\{?(?:CI|GITHUB_ACTIONS)\b/.test(condition) ||
        /^\s*\[\[?\s+-d\s+["']?(?:\.\/)?\.?v?env\/?["']?\s+\]/.test(condition));
}
/** Quotes words for a shell, where they need it. */
function quoteWords(argv) {
    return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
//# sourceMappingURL=shell.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/source-line.js
/** The first line of a file that holds a text; its first line where none does. */
function lineOf(file, text, needle) {
    const lines = text.split('\n');
    const index = lines.findIndex((line) => (typeof needle === 'string' ? line.includes(needle) : needle.test(line)));
    const line = Math.max(0, index);
    return { file, line: line + 1, text: (lines[line] ?? '').trim().slice(0, 200) };
}
//# sourceMappingURL=source-line.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-python-tasks.js






async function readProject(cwd, files) {
    const file = external_node_path_.posix.join(cwd, 'pyproject.toml');
    const text = await files.read(file);
    try {
        return text === null ? null : { file, text, value: (0,smol_toml_dist/* parse */.qg)(text) };
    }
    catch {
        return null;
    }
}
/** `hatch run env:script` and `hatch run script`: scripts of `tool.hatch.envs`. */
const hatchScripts = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'hatch')
        return null;
    const environment = argv[1] === '-e' ? argv[2] : undefined;
    const run = argv.indexOf('run');
    const word = argv[run + 1];
    const project = run < 1 || word === undefined ? null : await readProject(cwd, files);
    if (project === null || word === undefined)
        return null;
    const [env, script] = word.includes(':')
        ? [word.split(':')[0] ?? '', word.split(':').slice(1).join(':')]
        : [environment ?? 'default', word];
    const scripts = new Map(entriesAt(project.value, 'tool', 'hatch', 'envs', env.split('.')[0] ?? env, 'scripts'));
    if (!scripts.has(script))
        return [expansion(project, quoteWords([script, ...argv.slice(run + 2)]), cwd, env, ['hatch', '-e', env, 'run'])];
    const follow = (name, depth) => textsOf(scripts.get(name)).flatMap((line) => {
        const first = line.replace(/^-\s*/, '').split(' ')[0] ?? '';
        return scripts.has(first) && depth < 5
            ? follow(first, depth + 1)
            : [line.replace(/^-\s*/, '').replace(/\{args(?::([^{}]*))?\}/g, '$1')];
    });
    return [expansion(project, follow(script, 0).join('\n'), cwd, script, ['hatch', '-e', env, 'run'])];
};
/** `pdm run script` and `pdm script`: `tool.pdm.scripts`. */
const pdmScripts = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'pdm')
        return null;
    const name = argv[1] === 'run' ? argv[2] : argv[1];
    const project = name === undefined ? null : await readProject(cwd, files);
    const task = project === null ? undefined : at(project.value, 'tool', 'pdm', 'scripts', name ?? '');
    if (project === null || task === undefined || name === undefined)
        return null;
    const composite = textsAt(task, 'composite').map((part) => `pdm run ${part}`);
    const script = typeof task === 'string'
        ? task
        : (textAt(task, 'cmd') ?? textAt(task, 'shell') ?? (composite.join('\n') || quoteWords(textsAt(task, 'cmd'))));
    return [expansion(project, script, cwd, name, composite.length > 0 ? [] : ['pdm', 'run'])];
};
/** `poe task`: `tool.poe.tasks`, with sequences and references. */
const poeTasks = async ({ argv, cwd }, files) => {
    const task = argv[0] === 'poe' ? argv[1] : argv[0] === 'taskipy' || argv[0] === 'task' ? argv[1] : undefined;
    const project = task === undefined ? null : await readProject(cwd, files);
    if (project === null || task === undefined)
        return null;
    const found = at(project.value, 'tool', argv[0] === 'poe' ? 'poe' : 'taskipy', 'tasks', task);
    return found === undefined ? null : [expansion(project, poeScript(found, argv[0] ?? 'poe'), cwd, task, [])];
};
function poeScript(task, runner) {
    if (typeof task === 'string')
        return task;
    const sequence = Array.isArray(task) ? task : listAt(task, 'sequence');
    if (sequence.length > 0)
        return sequence.map((step) => (typeof step === 'string' ? `${runner} ${step}` : poeScript(step, runner))).join('\n');
    const reference = textAt(task, 'ref');
    return reference === null ? (textAt(task, 'cmd') ?? textAt(task, 'shell') ?? '') : `${runner} ${reference}`;
}
function textsOf(value) {
    return typeof value === 'string' ? [value] : textsAt(value);
}
function expansion(project, script, cwd, name, wrapper) {
    return {
        script,
        place: { cwd, wrapper, intent: intentOf(name) },
        source: lineOf(project.file, project.text, new RegExp(`^\\s*"?${name.replaceAll(/[^\w-]/g, '.')}"?\\s*=`)),
    };
}
//# sourceMappingURL=resolve-python-tasks.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-just.js


const resolve_just_NAMES = ['justfile', 'Justfile', '.justfile'];
/** `just lint`: the recipe after those that it depends on. */
const justRecipes = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'just')
        return null;
    const wanted = argv.slice(1).filter((word) => !word.startsWith('-'));
    for (const name of resolve_just_NAMES) {
        const file = external_node_path_.posix.join(cwd, name);
        const text = await files.read(file);
        if (text === null)
            continue;
        const recipes = readRecipes(text);
        const first = recipes.keys().next().value;
        const targets = wanted.length > 0 ? wanted : first === undefined ? [] : [first];
        const found = targets.flatMap((target) => resolve_just_expand(target, recipes, file, cwd, new Set()));
        return found.length > 0 ? found : null;
    }
    return null;
};
function readRecipes(text) {
    const recipes = new Map();
    let open = null;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
        const head = /^@?([A-Za-z_][\w-]*)(?:\s+[^:=]*)?:(?!=)\s*([^#]*)/.exec(line);
        if (/^\s+\S/.test(line))
            open?.body.push(line.trim().replace(/^[@-]+/, ''));
        else if (head !== null) {
            open = {
                needs: (head[2] ?? '').split(/\s+|&&/).filter((need) => /^[\w-]+$/.test(need)),
                body: [],
                line: index + 1,
            };
            recipes.set(head[1] ?? '', open);
        }
        else if (line.trim() !== '')
            open = null;
    }
    return recipes;
}
function resolve_just_expand(target, recipes, file, cwd, seen) {
    const recipe = recipes.get(target);
    if (recipe === undefined || seen.has(target))
        return [];
    seen.add(target);
    const before = recipe.needs.flatMap((need) => resolve_just_expand(need, recipes, file, cwd, seen));
    const source = { file, line: recipe.line, text: `${target}:` };
    return [...before, { script: recipe.body.join('\n'), place: { cwd, intent: intentOf(target) }, source }];
}
//# sourceMappingURL=resolve-just.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-make.js


/** `make lint`, `make -C sub test`, `make` alone: the target's recipe after those of its prerequisites. */
const makeTargets = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'make' && argv[0] !== 'gmake')
        return null;
    let folder = cwd;
    let name = null;
    const targets = [];
    const given = new Map();
    for (let index = 1; index < argv.length; index++) {
        const word = argv[index] ?? '';
        if (word === '-C' || word === '--directory')
            folder = external_node_path_.posix.join(folder, argv[++index] ?? '.');
        else if (word === '-f' || word === '--file')
            name = argv[++index] ?? null;
        else if (word === '-j' && /^\d+$/.test(argv[index + 1] ?? ''))
            index += 1;
        else if (word.includes('='))
            given.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
        else if (!word.startsWith('-'))
            targets.push(word);
    }
    for (const candidate of name === null ? ['GNUmakefile', 'makefile', 'Makefile'] : [name]) {
        const file = external_node_path_.posix.join(folder, candidate);
        const text = await files.read(file);
        if (text === null)
            continue;
        const makefile = readMakefile(text, given);
        const wanted = targets.length > 0 ? targets : [...makefile.rules.keys()].filter((target) => !target.startsWith('.')).slice(0, 1);
        const found = wanted.flatMap((target) => recipeOf(target, makefile, file, folder, new Set()));
        return found.length > 0 ? found : null;
    }
    return null;
};
/** The part of make's language that repositories' check targets use: rules, recipes, simple variables. */
function readMakefile(text, given) {
    const variables = new Map([
        ['MAKE', 'make'],
        ['CURDIR', '.'],
        ['SHELL', 'sh'],
    ]);
    const rules = new Map();
    let open = [];
    for (const { line, number } of joinedLines(text)) {
        if (line.startsWith('\t')) {
            for (const rule of open)
                rule.recipe.push(line.slice(1));
            continue;
        }
        const assignment = /^(?:export\s+|override\s+)*([\w.-]+)\s*(\?=|:=|::=|\+=|=)\s*(.*)$/.exec(line);
        const rule = /^([^\s#:=][^:=#]*?)\s*::?(?!=)\s*([^;#]*)(?:;\s*(.*))?(?:#.*)?$/.exec(line);
        if (assignment !== null) {
            const [, name = '', operator, value = ''] = assignment;
            if (operator === '+=')
                variables.set(name, `${variables.get(name) ?? ''} ${value}`);
            else if (operator !== '?=' || !variables.has(name))
                variables.set(name, value.replace(/\s+#.*$/, ''));
        }
        else if (rule !== null) {
            const [, targets = '', needs = '', inline] = rule;
            open = substitute(targets, variables)
                .split(/\s+/)
                .map((target) => {
                const known = rules.get(target) ?? { needs: [], recipe: [], line: number };
                known.needs.push(...substitute(needs.split('|')[0] ?? '', variables)
                    .split(/\s+/)
                    .filter(Boolean));
                if (inline !== undefined)
                    known.recipe.push(inline);
                rules.set(target, known);
                return known;
            });
        }
    }
    for (const [name, value] of given)
        variables.set(name, value);
    return { rules, variables };
}
/** Lines with their continuations, and the 1-based number of the first. */
function joinedLines(text) {
    const joined = [];
    let continues = false;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
        const last = joined.at(-1);
        if (continues && last !== undefined)
            last.line += ` ${line.replace(/\\$/, '').trim()}`;
        else
            joined.push({ line: line.replace(/\\$/, ''), number: index + 1 });
        continues = line.endsWith('\\');
    }
    return joined;
}
function substitute(text, variables, depth = 0) {
    if (depth > 5)
        return text;
    return text.replace(/\$[({](\w[\w.-]*)[)}]/g, (whole, name) => {
        const value = variables.get(name);
        return value === undefined ? '' : substitute(value, variables, depth + 1);
    });
}
function recipeOf(target, makefile, file, cwd, seen) {
    const rule = makefile.rules.get(target);
    if (rule === undefined || seen.has(target))
        return [];
    seen.add(target);
    const before = rule.needs.flatMap((need) => recipeOf(need, makefile, file, cwd, seen));
    const lines = rule.recipe.map((line) => substitute(line.replace(/^[@+-]+\s*/, ''), makefile.variables).replaceAll('$$', '$'));
    if (lines.length === 0)
        return before;
    const source = { file, line: rule.line, text: `${target}:` };
    // Each line is a shell of its own: a `cd` ends with it.
    return [...before, ...lines.map((script) => ({ script, place: { cwd, intent: intentOf(target) }, source }))];
}
//# sourceMappingURL=resolve-make.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-nox.js




/** `nox -s lint`: what the session's `session.run(…)` calls say, read as text; nothing of the file is executed. */
const noxSessions = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'nox' || argv.includes('--install-only'))
        return null;
    const file = external_node_path_.posix.join(cwd, flagValue(argv, '-f', '--noxfile') ?? 'noxfile.py');
    const text = await files.read(file);
    if (text === null)
        return null;
    const sessions = readSessions(text);
    const wanted = (flagValue(argv, '-s', '-e', '--session', '--sessions') ?? '').split(/[,\s]+/).filter(Boolean);
    const chosen = wanted.length === 0
        ? sessions
        : sessions.filter(({ name }) => wanted.some((want) => (want.split(/[-(]/)[0] ?? want) === name || want === name));
    const found = chosen.map(({ name, commands, line }) => ({
        script: commands.map(quoteWords).join('\n'),
        place: { cwd, path: [external_node_path_.posix.join(cwd, '.nox', name, 'bin')], intent: intentOf(name) },
        source: { file, line, text: `def ${name}(session):` },
    }));
    return found.length > 0 ? found : null;
};
function readSessions(text) {
    const sessions = [];
    const heads = [...text.matchAll(/^@nox\.session\b([^\n]*(?:\n(?!def|async)[^\n]*)*?)\n(?:async )?def\s+(\w+)/gm)];
    for (const [index, head] of heads.entries()) {
        const end = heads[index + 1]?.index ?? text.length;
        const body = text.slice(head.index + head[0].length, end);
        const named = /name\s*=\s*["']([^"']+)["']/.exec(head[1] ?? '')?.[1];
        const calls = [...body.matchAll(/\.run(?:_always)?\(([\s\S]*?)\)\s*(?:\n|$)/g)].map((call) => stringArguments(call[1] ?? ''));
        const line = text.slice(0, head.index).split('\n').length;
        sessions.push({ name: named ?? head[2] ?? '', commands: calls.filter((command) => command.length > 0), line });
    }
    return sessions;
}
/** The leading plain strings of an argument list; what is computed ends them. */
function stringArguments(text) {
    const words = [];
    for (const part of text.split(/,(?![^[]*\])/)) {
        const literal = /^\s*[rb]?(["'])((?:\\.|(?!\1).)*)\1\s*$/.exec(part);
        if (literal === null)
            continue;
        words.push(literal[2] ?? '');
    }
    return /^\s*(?:\*|f?["'])/.test(text) ? words : [];
}
//# sourceMappingURL=resolve-nox.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-package-scripts.js







const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun', 'nr']);
/** Words of the package managers themselves: no script is meant, unless `run` stands before. */
const OWN_WORDS = new Set('install i ci add remove publish audit pack config exec x dlx create init link unlink up update upgrade why outdated version cache store set info login whoami root bin prune rebuild dedupe fetch import patch workspaces workspace test-ci help ls list'.split(' '));
/** `npm run x`, `pnpm -r x`, `yarn workspace a x`, `turbo run x` … (also with pre and post scripts). */
const packageScripts = async ({ argv, cwd }, files) => {
    const call = managerCall(argv) ?? taskRunnerCall(argv);
    if (call === null)
        return null;
    const base = call.folder === null ? cwd : external_node_path_.posix.join(cwd, call.folder);
    const folders = await packageFolders(call, base, files);
    const found = [];
    for (const folder of folders)
        found.push(...(await scriptsOf(folder, call, argv[0] ?? 'npm', files)));
    return found.length > 0 ? found : toolOf(call, argv, base);
};
/** `pnpm vitest`, `yarn tsc`, `bun run eslint`: without a script of that name, a tool of `node_modules/.bin`. */
function toolOf({ scripts, rest }, argv, cwd) {
    const [name = ''] = scripts;
    if (!['pnpm', 'yarn', 'bun'].includes(argv[0] ?? '') || kindsOfTool([name, ...rest]).length === 0)
        return null;
    const source = { file: external_node_path_.posix.join(cwd, 'package.json'), line: 1, text: argv.join(' ').slice(0, 200) };
    return [{ script: quoteWords([name, ...rest]), place: { cwd, path: binFolders(cwd) }, source }];
}
function managerCall(argv) {
    if (!MANAGERS.has(argv[0] ?? ''))
        return null;
    const call = { scripts: [], rest: [], folder: null, everywhere: false, filters: [] };
    const words = argv.slice(1);
    let explicit = argv[0] === 'nr';
    while (words.length > 0) {
        const word = words.shift() ?? '';
        const [flag, inline] = [word.split('=', 1)[0] ?? '', word.includes('=') ? word.slice(word.indexOf('=') + 1) : null];
        if (['-C', '--dir', '--prefix', '--cwd'].includes(flag))
            call.folder = inline ?? words.shift() ?? null;
        else if (['-w', '--workspace', '-F', '--filter'].includes(flag) && argv[0] !== 'yarn')
            call.filters.push(inline ?? words.shift() ?? '');
        else if (['-r', '--recursive', '-ws', '--workspaces'].includes(flag))
            call.everywhere = true;
        else if (word.startsWith('-'))
            continue;
        else if (word === 'run' || word === 'run-script')
            explicit = true;
        else if (word === 'workspaces')
            call.everywhere = words.shift() === 'foreach' || true;
        else if (word === 'workspace')
            call.filters.push(words.shift() ?? '');
        else if (!explicit && OWN_WORDS.has(word))
            return null;
        else {
            if (argv[0] === 'bun' && !explicit && word === 'test')
                return null; // bun's own test runner
            call.scripts.push(word === 't' || word === 'tst' ? 'test' : word);
            call.rest = argv[0] === 'npm' ? npmRest(words, call) : words[0] === '--' ? words.slice(1) : words;
            break;
        }
    }
    return call.scripts.length === 0 ? null : call;
}
/** npm reads its own options also behind the script's name, up to `--`. */
function npmRest(words, call) {
    const end = words.indexOf('--');
    const own = end < 0 ? words : words.slice(0, end);
    const rest = [];
    for (let index = 0; index < own.length; index++) {
        const word = own[index] ?? '';
        const [, flag = word, inline] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? [];
        if (flag === '-w' || flag === '--workspace')
            call.filters.push(inline ?? own[++index] ?? '');
        else if (flag === '-ws' || flag === '--workspaces')
            call.everywhere = true;
        else if (flag === '--prefix' || flag === '-C')
            call.folder = inline ?? own[++index] ?? null;
        else if (!word.startsWith('-'))
            rest.push(word);
    }
    return [...rest, ...(end < 0 ? [] : words.slice(end + 1))];
}
function taskRunnerCall(argv) {
    const [tool, ...words] = argv;
    const none = { rest: [], folder: null, everywhere: true };
    const filters = words.flatMap((word, index) => /^(?:--filter|-F|--projects?|-p|--scope)$/.test(word)
        ? [words[index + 1] ?? '']
        : (/^(?:--filter|--scope)=(.*)$/.exec(word)?.slice(1) ?? []));
    const plain = words.filter((word, index) => !word.startsWith('-') && !/^(?:--filter|-F|--projects?|-p|--scope)$/.test(words[index - 1] ?? ''));
    if (tool === 'turbo')
        return {
            ...none,
            filters,
            scripts: plain.filter((word) => word !== 'run').map((task) => task.split('#').at(-1) ?? task),
        };
    if (tool === 'lerna' && plain[0] === 'run')
        return { ...none, filters, scripts: plain.slice(1, 2) };
    if (tool === 'nx') {
        const targets = words.flatMap((word, index) => /^(?:-t|--targets?)$/.test(word)
            ? (words[index + 1] ?? '').split(',')
            : (/^--targets?=(.*)$/.exec(word)?.[1]?.split(',') ?? []));
        return { ...none, filters: [], scripts: targets.length > 0 ? targets : [plain[0]?.split(':').at(-1) ?? ''] };
    }
    return null;
}
/** The folders whose package.json is meant. */
async function packageFolders(call, base, files) {
    const own = await nearestPackage(base, files);
    if (!call.everywhere && call.filters.length === 0)
        return own === null ? [] : [own];
    const all = await workspaceFolders(own ?? '.', files);
    if (call.filters.length === 0)
        return all;
    const chosen = [];
    for (const folder of all) {
        const name = textAt(await packageJson(folder, files), 'name') ?? '';
        if (call.filters.some((filter) => selects(filter, name, folder)))
            chosen.push(folder);
    }
    return chosen;
}
function selects(filter, name, folder) {
    const bare = filter
        .replace(/^\.\.\.|\.\.\.$|^\{|\}$|\^/g, '')
        .replace(/^\.\//, '')
        .replace(/\/$/, '');
    if (bare.startsWith('!'))
        return !selects(bare.slice(1), name, folder);
    return (picomatch.isMatch(name, bare) ||
        picomatch.isMatch(folder, bare) ||
        folder === bare ||
        name.split('/').at(-1) === bare);
}
async function nearestPackage(folder, files) {
    for (let at = external_node_path_.posix.normalize(folder);; at = external_node_path_.posix.dirname(at)) {
        if ((await packageJson(at, files)) !== null)
            return at;
        if (at === '.' || at === '/')
            return null;
    }
}
async function packageJson(folder, files) {
    const text = await files.read(external_node_path_.posix.join(folder, 'package.json'));
    try {
        const value = text === null ? null : JSON.parse(text);
        return value;
    }
    catch {
        return null;
    }
}
/** The root's own folder and every workspace: `workspaces` of package.json, or pnpm-workspace.yaml's `packages`. */
async function workspaceFolders(root, files) {
    const manifest = await packageJson(root, files);
    const pnpm = (await files.read(external_node_path_.posix.join(root, 'pnpm-workspace.yaml'))) ?? '';
    const listed = [...pnpm.matchAll(/^\s*-\s*['"]?([^'"\n#]+?)['"]?\s*(?:#.*)?$/gm)].map((match) => match[1] ?? '');
    const globs = [...textsAt(manifest, 'workspaces'), ...textsAt(manifest, 'workspaces', 'packages'), ...listed];
    const positive = globs
        .filter((glob) => !glob.startsWith('!'))
        .map((glob) => external_node_path_.posix.normalize(external_node_path_.posix.join(root, glob)).replace(/\/$/, ''));
    const negative = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
    const isWorkspace = picomatch(positive.length > 0 ? positive : ['**'], {
        ignore: ['**/node_modules/**', ...negative],
    });
    const manifests = (await files.list()).filter((path) => path === 'package.json' || path.endsWith('/package.json'));
    const folders = manifests
        .map((path) => external_node_path_.posix.dirname(path))
        .filter((folder) => folder !== root && isWorkspace(folder));
    return [root, ...folders];
}
async function scriptsOf(folder, { scripts, rest }, manager, files) {
    const file = external_node_path_.posix.join(folder, 'package.json');
    const text = (await files.read(file)) ?? '';
    const own = new Map(entriesAt(await packageJson(folder, files), 'scripts').flatMap(([name, script]) => typeof script === 'string' ? [[name, script]] : []));
    const wanted = scripts.flatMap((script) => matching(script, [...own.keys()]));
    return wanted.flatMap((name) => {
        const hooks = manager === 'npm' || manager === 'yarn' || manager === 'bun' ? [`pre${name}`, name, `post${name}`] : [name];
        return hooks.flatMap((hook) => {
            const script = own.get(hook);
            if (script === undefined)
                return [];
            const extra = hook === name && rest.length > 0
                ? ` ${rest.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(' ')}`
                : '';
            const place = { cwd: folder, path: binFolders(folder), intent: intentOf(name) };
            return [{ script: `${script}${extra}`, place, source: lineOf(file, text, `"${hook}"`) }];
        });
    });
}
/** A name, an expression between slashes as pnpm takes it, or a glob as npm-run-all does. */
function matching(script, names) {
    const expression = /^\/(.*)\/$/.exec(script)?.[1];
    if (expression !== undefined)
        return names.filter((name) => isMatch(expression, name));
    if (script.includes('*'))
        return names.filter((name) => picomatch.isMatch(name.replaceAll(':', '/'), script.replaceAll(':', '/')));
    return names.includes(script) ? [script] : [];
}
/** A pattern of the repository may be no expression at all. */
function isMatch(expression, name) {
    try {
        return new RegExp(expression).test(name);
    }
    catch {
        return false;
    }
}
/** `npm run` puts the bin folders of the package and of every folder above it on PATH. */
function binFolders(folder) {
    const folders = [];
    for (let at = folder;; at = external_node_path_.posix.dirname(at)) {
        folders.push(external_node_path_.posix.join(at, 'node_modules', '.bin'));
        if (at === '.' || at === '/')
            return folders;
    }
}
/** Runners of several scripts: npm-run-all (`run-s`, `run-p`), concurrently, wireit-like lists. */
const scriptRunners = async ({ argv, cwd }, files) => {
    const [tool = '', ...words] = argv;
    const plain = words.filter((word) => !word.startsWith('-'));
    const names = ['run-s', 'run-p', 'npm-run-all', 'npm-run-all2', 'run-z'].includes(tool)
        ? plain.flatMap((word) => word.split(','))
        : [];
    const shorthand = tool === 'concurrently' ? plain.map((word) => /^(?:npm|pnpm|yarn|bun):(.*)$/.exec(word)?.[1] ?? null) : [];
    if (names.length === 0 && shorthand.length === 0)
        return null;
    const call = (script) => packageScripts({ argv: ['npm', 'run', script.split(' ')[0] ?? ''], cwd, env: {} }, files);
    const found = [];
    for (const name of names)
        found.push(...((await call(name)) ?? []));
    for (const [index, name] of shorthand.entries()) {
        const source = { file: external_node_path_.posix.join(cwd, 'package.json'), line: 1, text: argv.join(' ') };
        if (name === null)
            found.push({ script: plain[index] ?? '', place: {}, source });
        else
            found.push(...((await call(name)) ?? []));
    }
    return found;
};
//# sourceMappingURL=resolve-package-scripts.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/hook-tools.data.js
/** What well-known hooks of pre-commit run, where their id is not the tool's own command line. */
const HOOK_TOOLS = {
    ruff: ['ruff', 'check'],
    'ruff-check': ['ruff', 'check'],
    'ruff-format': ['ruff', 'format'],
    mypy: ['mypy'],
    pyright: ['pyright'],
    basedpyright: ['basedpyright'],
    black: ['black'],
    'black-jupyter': ['black'],
    isort: ['isort'],
    flake8: ['flake8'],
    eslint: ['eslint'],
    prettier: ['prettier', '--check'],
    'biome-check': ['biome', 'check'],
    'check-yaml': ['yamllint'],
    'trailing-whitespace': ['editorconfig-checker'],
    'end-of-file-fixer': ['editorconfig-checker'],
    'check-added-large-files': ['editorconfig-checker'],
    'debug-statements': ['flake8'],
    'uv-lock': ['uv', 'lock'],
    'rst-backticks': ['doc8'],
    'python-use-type-annotations': ['flake8'],
    'golangci-lint': ['golangci-lint', 'run'],
    fmt: ['cargo', 'fmt'],
    clippy: ['cargo', 'clippy'],
};
//# sourceMappingURL=hook-tools.data.js.map
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(3483);
;// CONCATENATED MODULE: ../../packages/ci/build/src/yaml-file.js

/** Never throws: what is broken is told in `errors`, and the rest is read as far as it goes. */
function readYaml(text) {
    const lineCounter = new yaml_dist.LineCounter();
    const document = (0,yaml_dist.parseDocument)(text, { lineCounter, merge: true, uniqueKeys: false });
    const errors = document.errors.map((error) => {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        return `line ${line}, column ${col}: ${error.message.split('\n')[0] ?? ''}`;
    });
    return {
        value: errors.length > 0 ? null : yaml_file_valueOf(document, errors),
        line: (...path) => lineCounter.linePos(startOf(document, path)).line || 1,
        errors,
    };
}
function yaml_file_valueOf(document, errors) {
    try {
        const value = document.toJS({ maxAliasCount: 1000 });
        return value;
    }
    catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
        return null;
    }
}
function startOf(document, path) {
    let node = document.contents;
    let start = 0;
    for (const key of path) {
        if ((0,yaml_dist.isAlias)(node))
            node = node.resolve(document);
        if ((0,yaml_dist.isMap)(node)) {
            const pair = node.items.find((item) => (0,yaml_dist.isScalar)(item.key) && String(item.key.value) === String(key));
            if (pair === undefined)
                return start;
            start = offsetOf(pair.key) ?? start;
            node = pair.value;
        }
        else if ((0,yaml_dist.isSeq)(node) && typeof key === 'number') {
            node = node.items[key];
            start = offsetOf(node) ?? start;
        }
        else
            return start;
    }
    return start;
}
function offsetOf(node) {
    return node?.range?.[0];
}
//# sourceMappingURL=yaml-file.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-pre-commit.js






/** `pre-commit run --all-files`: each hook as the tool that it runs. Its tools live in pre-commit's own environments. */
const preCommitHooks = async ({ argv, cwd }, files) => {
    if ((argv[0] !== 'pre-commit' && argv[0] !== 'prek') || argv[1] !== 'run')
        return null;
    const file = external_node_path_.posix.join(cwd, flagValue(argv, '-c', '--config') ?? '.pre-commit-config.yaml');
    const text = await files.read(file);
    if (text === null)
        return null;
    const yaml = readYaml(text);
    const words = argv
        .slice(2)
        .filter((word, index, all) => !word.startsWith('-') &&
        !/^(?:-c|--config|--hook-stage|--from-ref|--to-ref|--files)$/.test(all[index - 1] ?? ''));
    const stage = flagValue(argv, '--hook-stage');
    const found = [];
    for (const [index, repository] of listAt(yaml.value, 'repos').entries()) {
        for (const [position, hook] of listAt(repository, 'hooks').entries()) {
            const id = textAt(hook, 'id') ?? '';
            const stages = textsAt(hook, 'stages');
            const manual = stages.length > 0 && stages.every((name) => name === 'manual');
            if ((words.length > 0 && !words.includes(id)) || (manual && stage !== 'manual'))
                continue;
            const local = textAt(repository, 'repo') === 'local' || at(hook, 'entry') !== undefined;
            const entry = textAt(hook, 'entry') ?? HOOK_TOOLS[id]?.join(' ') ?? id;
            const line = yaml.line('repos', index, 'hooks', position);
            const script = `${entry} ${quoteWords(textsAt(hook, 'args'))}`;
            const system = local && ['system', 'unsupported', 'script'].includes(textAt(hook, 'language') ?? '');
            const unreachable = `the tool of hook ${id} lives in an environment of pre-commit`;
            found.push({
                script,
                place: { cwd, ...(system ? {} : { unreachable }) },
                source: { file, line, text: `id: ${id}` },
            });
        }
    }
    return found.length > 0 ? found : null;
};
//# sourceMappingURL=resolve-pre-commit.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-shell-file.js


const resolve_shell_file_SHELLS = new Set(['sh', 'bash', 'dash', 'zsh']);
/** A script file of the repository, and `bash -c '…'`. */
const shellFiles = async ({ argv, cwd }, files) => {
    const shell = resolve_shell_file_SHELLS.has(argv[0] ?? '');
    const inline = shell ? argv.findIndex((word) => /^-[a-z]*c$/.test(word)) : -1;
    if (inline > 0) {
        const script = argv[inline + 1] ?? '';
        return [{ script, place: {}, source: { file: cwd, line: 1, text: script.slice(0, 200) } }];
    }
    const name = shell ? argv.slice(1).find((word) => !word.startsWith('-')) : argv[0];
    if (name === undefined || (!shell && !name.includes('/')))
        return null;
    const file = external_node_path_.posix.normalize(external_node_path_.posix.join(cwd, name));
    const text = file.startsWith('..') ? null : await files.read(file);
    if (text === null || !isShell(text, shell))
        return null;
    const script = text.replace(/"?\$\{?[@*]\}?"?/g, argv.slice(argv.indexOf(name) + 1).join(' '));
    return [{ script, place: { cwd, intent: intentOf(external_node_path_.posix.basename(file)) }, source: { file, line: 1, text: name } }];
};
function isShell(text, asked) {
    const first = text.slice(0, 100).split('\n')[0] ?? '';
    return asked ? !first.startsWith('#!') || /\b(?:ba|da|z)?sh\b/.test(first) : /^#!.*\b(?:ba|da|z)?sh\b/.test(first);
}
//# sourceMappingURL=resolve-shell-file.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve-tox.js






/** `tox -e lint,types`, `tox run -f py`, `tox` alone: the commands of each environment, with the tools of that environment. */
const toxEnvironments = async ({ argv, cwd }, files) => {
    if (argv[0] !== 'tox' || argv.includes('--notest') || argv.includes('--version'))
        return null;
    const configuration = await readConfiguration(cwd, files);
    if (configuration === null)
        return null;
    const wanted = flagValue(argv, '-e', '-qe', '--env', '-m')?.split(',') ?? configuration.list;
    const found = [];
    for (const name of wanted.map((env) => env.trim()).filter(Boolean)) {
        const environment = configuration.environment(name);
        if (environment === null)
            continue;
        const folder = external_node_path_.posix.join(cwd, '.tox', name, 'bin');
        const place = { cwd: external_node_path_.posix.join(cwd, environment.cwd), path: [folder], intent: intentOf(name) };
        found.push({
            script: environment.commands.join('\n'),
            place,
            source: lineOf(configuration.file, configuration.text, `testenv:${name}`),
        });
    }
    return found.length > 0 ? found : null;
};
async function readConfiguration(cwd, files) {
    for (const name of ['tox.ini', 'setup.cfg']) {
        const file = external_node_path_.posix.join(cwd, name);
        const text = await files.read(file);
        if (text !== null && /^\[(?:tox:)?(?:tox|testenv)/m.test(text))
            return fromIni(file, text);
    }
    for (const name of ['tox.toml', 'pyproject.toml']) {
        const file = external_node_path_.posix.join(cwd, name);
        const text = await files.read(file);
        const value = text === null ? null : readToml(text);
        const tox = name === 'tox.toml' ? value : at(value, 'tool', 'tox');
        const legacy = textAt(tox, 'legacy_tox_ini');
        if (legacy !== null)
            return fromIni(file, legacy);
        if (text !== null && tox !== undefined && tox !== null)
            return fromToml(file, text, tox);
    }
    return null;
}
function fromIni(file, text) {
    const sections = iniSections(text);
    const core = sections.get('tox') ?? sections.get('tox:tox') ?? new Map();
    const list = braces(core.get('envlist') ?? core.get('env_list') ?? '')
        .flatMap((item) => item.split(/[\s,]+/))
        .filter(Boolean);
    return {
        file,
        text,
        list,
        environment(name) {
            const own = [...sections].find(([section]) => section.startsWith('testenv:') &&
                braces(section.slice(8))
                    .flatMap((part) => part.split(','))
                    .includes(name))?.[1];
            const base = sections.get('testenv');
            const value = (key) => own?.get(key) ?? base?.get(key);
            const commands = value('commands');
            if (commands === undefined)
                return null;
            const before = value('commands_pre') ?? '';
            const factors = new Set(name.split('-'));
            const resolved = `${before}\n${commands}`.split('\n').flatMap((line) => commandLine(line, factors, sections));
            return {
                commands: resolved,
                cwd: (value('changedir') ?? value('change_dir') ?? '.').replace('{toxinidir}', '.'),
            };
        },
    };
}
/** tox.ini as Python's configparser reads it: what the npm parsers of INI files lose are the continuation lines. */
function iniSections(text) {
    const sections = new Map();
    let section = new Map();
    let key = null;
    for (const line of text.split(/\r?\n/)) {
        const head = /^\[([^\]]+)\]/.exec(line);
        const entry = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
        if (head !== null) {
            section = new Map();
            sections.set(head[1] ?? '', section);
            key = null;
        }
        else if (entry !== null) {
            key = entry[1] ?? '';
            section.set(key, entry[2] ?? '');
        }
        else if (key !== null && /^\s+\S/.test(line) && !/^\s*[#;]/.test(line))
            section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`);
    }
    return sections;
}
/** `py{310,311}-{a,b}` as tox expands it. */
function braces(text) {
    const match = /\{([^{}]*)\}/.exec(text);
    if (match === null)
        return [text];
    const [head, tail] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    const start = head.search(/[^\s,]*$/);
    const end = /^[^\s,]*/.exec(tail)?.[0].length ?? 0;
    const words = (match[1] ?? '').split(',').map((choice) => `${head.slice(start)}${choice.trim()}${tail.slice(0, end)}`);
    return braces(`${head.slice(0, start)}${words.join(',')}${tail.slice(end)}`);
}
function commandLine(line, factors, sections) {
    const conditional = /^([\w!,.{}-]+):\s+(.*)$/.exec(line);
    if (conditional !== null) {
        const holds = (conditional[1] ?? '')
            .split(',')
            .some((group) => group
            .split('-')
            .every((factor) => (factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor))));
        return holds ? commandLine(conditional[2] ?? '', factors, sections) : [];
    }
    const reference = /^\{\[([^\]]+)\](\w+)\}$/.exec(line.trim());
    if (reference !== null)
        return (sections.get(reference[1] ?? '')?.get(reference[2] ?? '') ?? '')
            .split('\n')
            .flatMap((inner) => commandLine(inner, factors, sections));
    const plain = line
        .replace(/^\s*-\s*/, '')
        .replace(/\{\[([^\]]+)\](\w+)\}/g, (_, section, key) => (sections.get(section)?.get(key) ?? '').replaceAll('\n', ' ').trim())
        .replace(/\{posargs(?::([^{}]*))?\}/g, (_, fallback) => fallback ?? '')
        .replace(/\{(?:toxinidir|tox_root)\}\/?/g, '')
        .replace(/\{env:\w+(?::([^{}]*))?\}/g, (_, fallback) => fallback ?? '')
        .replace(/\{(?:envpython|env_python)\}/g, 'python');
    return plain.trim() === '' ? [] : [plain];
}
function commandsOf(environment) {
    return listAt(environment, 'commands').map((command) => (Array.isArray(command) ? command.filter((word) => typeof word === 'string') : []).join(' '));
}
function fromToml(file, text, tox) {
    const list = listAt(tox, 'env_list').flatMap((item) => (typeof item === 'string' ? [item] : []));
    return {
        file,
        text,
        list,
        environment(name) {
            const own = entriesAt(tox, 'env').find(([env]) => env === name)?.[1];
            const commands = commandsOf(own).length > 0 ? commandsOf(own) : commandsOf(at(tox, 'env_run_base'));
            return commands.length === 0
                ? null
                : {
                    commands,
                    cwd: textAt(own, 'change_dir') ?? '.',
                };
        },
    };
}
function readToml(text) {
    try {
        return (0,smol_toml_dist/* parse */.qg)(text);
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=resolve-tox.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolvers.js








/** Everything that stands between a workflow and a tool, each in its own file. */
const RESOLVERS = [
    packageScripts,
    scriptRunners,
    makeTargets,
    justRecipes,
    toxEnvironments,
    noxSessions,
    preCommitHooks,
    hatchScripts,
    pdmScripts,
    poeTasks,
    shellFiles,
];
//# sourceMappingURL=resolvers.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/wrappers.data.js
const WRAPPERS = [
    { words: ['sudo'], valued: ['-u', '-g'], provides: false, variables: true },
    { words: ['env'], valued: ['-u', '-C'], provides: false, variables: true },
    { words: ['cross-env'], provides: false, variables: true },
    { words: ['cross-env-shell'], provides: false, variables: true },
    { words: ['time'], provides: false },
    { words: ['nice'], valued: ['-n'], provides: false },
    { words: ['timeout'], valued: ['-s', '-k'], skip: 1, provides: false },
    { words: ['xvfb-run'], valued: ['-s', '--server-args'], provides: false },
    { words: ['dotenv'], valued: ['-e', '-v', '-f'], provides: false },
    { words: ['dotenvx', 'run'], valued: ['-f'], provides: false },
    { words: ['command'], provides: false },
    { words: ['exec'], provides: false },
    { words: ['!'], provides: false },
    { words: ['c8'], valued: ['-r', '--reporter', '-o'], provides: false },
    { words: ['nyc'], valued: ['-r', '--reporter'], provides: false },
    { words: ['npx'], valued: ['-p', '--package', '-c'], provides: false },
    { words: ['pnpx'], provides: false },
    { words: ['bunx'], provides: false },
    { words: ['npm', 'exec'], valued: ['-p', '--package', '-w', '--workspace'], provides: false },
    { words: ['npm', 'x'], valued: ['-p', '--package'], provides: false },
    { words: ['pnpm', 'exec'], provides: false },
    { words: ['pnpm', 'dlx'], provides: true },
    { words: ['yarn', 'exec'], provides: false },
    { words: ['yarn', 'dlx'], provides: true },
    {
        words: ['uv', 'run'],
        valued: [
            '--with',
            '--extra',
            '--group',
            '--only-group',
            '--no-group',
            '-p',
            '--python',
            '--package',
            '--project',
            '--directory',
            '--env-file',
            '--index',
        ],
        provides: true,
    },
    { words: ['uvx'], valued: ['--with', '--from', '-p', '--python'], provides: true },
    { words: ['uv', 'tool', 'run'], valued: ['--with', '--from', '-p', '--python'], provides: true },
    { words: ['poetry', 'run'], provides: true },
    { words: ['pipenv', 'run'], provides: true },
    { words: ['pdm', 'run'], valued: ['-p', '--project', '-e'], provides: true },
    { words: ['rye', 'run'], provides: true },
    { words: ['hatch', '-e'], skip: 1, provides: true },
    { words: ['pipx', 'run'], valued: ['--spec', '--python'], provides: true },
    { words: ['pixi', 'run'], valued: ['-e', '--environment'], provides: true },
    { words: ['conda', 'run'], valued: ['-n', '--name', '-p'], provides: true },
    {
        words: ['coverage', 'run'],
        valued: ['--source', '--omit', '--include', '--rcfile', '--data-file', '--context'],
        provides: false,
    },
    { words: ['bundle', 'exec'], provides: true },
    { words: ['mise', 'exec'], provides: true },
    { words: ['mise', 'x'], provides: true },
    { words: ['nix', 'develop', '-c'], provides: true },
    { words: ['direnv', 'exec'], skip: 1, provides: true },
];
//# sourceMappingURL=wrappers.data.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/wrappers.js

/** Strips wrappers until the tool stands first; `python -m TOOL` is the tool. */
function unwrap(argv) {
    let rest = [...argv];
    const wrapper = [];
    const env = {};
    for (let depth = 0; depth < 8; depth++) {
        const found = WRAPPERS.find(({ words }) => words.every((word, index) => rest[index] === word) && rest.length > words.length);
        const length = found === undefined ? moduleLength(rest) : wrapperLength(found, rest, env);
        if (length === 0)
            break;
        if (found === undefined || found.provides)
            wrapper.push(...rest.slice(0, length));
        rest = withoutVersion(rest.slice(length), found !== undefined && FETCHES.has(found.words[0] ?? ''));
    }
    return { argv: rest, wrapper, env };
}
/** Wrappers that fetch a tool by name and version. */
const FETCHES = new Set(['npx', 'pnpx', 'bunx', 'npm', 'pnpm', 'yarn', 'uvx', 'uv', 'pipx']);
/** `npx tool@1.2` is the tool. */
function withoutVersion(argv, fetched) {
    const [first = '', ...rest] = argv;
    const name = fetched ? /^((?:@[\w.-]+\/)?[\w.-]+)@[\w.^~*-]+$/.exec(first)?.[1] : undefined;
    return name === undefined ? argv : [name, ...rest];
}
function wrapperLength({ words, valued = [], skip = 0, variables = false }, argv, env) {
    let index = words.length;
    for (; index < argv.length; index++) {
        const word = argv[index] ?? '';
        const assignment = variables ? /^(\w+)=([\s\S]*)$/.exec(word) : null;
        if (assignment !== null)
            env[assignment[1] ?? ''] = assignment[2] ?? '';
        else if (valued.includes(word))
            index += 1;
        else if (word === '--')
            return index + 1 + skip < argv.length ? index + 1 + skip : 0;
        else if (!word.startsWith('-'))
            break;
    }
    return index + skip < argv.length ? index + skip : 0;
}
/** `python -m mypy src` is mypy. What `python -m` names is no wrapper for the interpreter's own modules. */
function moduleLength(argv) {
    if (!/(?:^|\/)(?:python|pypy)(?:\d+(?:\.\d+)?)?$|^py$/.test(argv[0] ?? ''))
        return 0;
    const flag = argv.findIndex((word, index) => index > 0 && word === '-m');
    const module = argv[flag + 1];
    if (flag < 1 || module === undefined || argv.slice(1, flag).some((word) => !word.startsWith('-')))
        return 0;
    return OWN_MODULES.has(module) ? 0 : flag + 1;
}
const OWN_MODULES = new Set([
    'build',
    'venv',
    'unittest',
    'doctest',
    'ensurepip',
    'compileall',
    'http.server',
    'json.tool',
    'site',
]);
//# sourceMappingURL=wrappers.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/resolve.js







/** Deeper chains of scripts are given up, and said so. */
const MOST_STEPS = 8;
/** A script that falls apart into more commands than this is not followed further. */
const MOST_LEAVES = 300;
/** Follows every command of a script to the tools that it runs in the end. */
async function resolveScript(script, place, files) {
    const leaves = [];
    const seen = new Set();
    const follow = async (text, here, depth) => {
        const key = JSON.stringify([text, here.cwd]);
        if (seen.has(key) && depth > 0)
            return;
        seen.add(key);
        for (const command of readShell(text, here.env).commands) {
            if (leaves.length >= MOST_LEAVES)
                return;
            const { argv, wrapper, env: given } = unwrap(command.argv);
            const inner = {
                ...here,
                cwd: external_node_path_.posix.normalize(external_node_path_.posix.join(here.cwd, command.cwd)),
                env: { ...here.env, ...command.env, ...given },
            };
            const expansions = depth < MOST_STEPS ? await expansionsOf(argv, inner, files) : null;
            if (expansions === null)
                leaves.push(leafOf(argv, [...here.wrapper, ...wrapper], inner, command.source));
            else {
                for (const { script: next, place: change, source } of expansions) {
                    const env = { ...inner.env, ...change.env };
                    const there = {
                        ...inner,
                        ...change,
                        env,
                        wrapper: [...inner.wrapper, ...wrapper, ...(change.wrapper ?? [])],
                        trail: [...here.trail, source],
                    };
                    await follow(next, there, depth + 1);
                }
            }
        }
    };
    await follow(script, place, 0);
    return leaves;
}
async function expansionsOf(argv, place, files) {
    for (const resolver of RESOLVERS) {
        const expansions = await resolver({ argv, cwd: place.cwd, env: place.env }, files);
        if (expansions !== null)
            return expansions;
    }
    return null;
}
function leafOf(argv, wrapper, place, source) {
    const invocation = registry_recognise(argv);
    const own = kindsOfTool(argv);
    const named = own.length > 0 ? [] : place.intent.length > 0 ? place.intent : intentOf(fileNameOf(argv));
    const kinds = own.length === 0 ? named : bounded(own, place.intent);
    const why = OPEN_EXPRESSION.test(source)
        ? 'it holds an expression whose value only a runner knows'
        : (place.unreachable ?? null);
    const { cwd, env, path, trail } = place;
    return {
        argv,
        wrapper,
        path,
        command: quoteWords(argv),
        cwd,
        env,
        invocation,
        kinds,
        trail,
        runnable: why === null,
        ...(why === null ? {} : { why }),
    };
}
/** `node scripts/lint.mjs`: the name of the repository's own script says what it is for. */
function fileNameOf(argv) {
    const path = argv.slice(0, 4).find((word) => !word.startsWith('-') && /\w[/.]\w/.test(word)) ?? '';
    return (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
}
/** In a build script a tool is a means: a compiler also checks types, a formatter or linter is a part of the build. */
function bounded(kinds, intent) {
    if (!intent.includes('build') || kinds.includes('setup') || kinds.includes('other') || kinds.length === 0)
        return kinds;
    if (kinds.includes('typecheck'))
        return kinds.includes('build') ? ['build', 'typecheck'] : kinds;
    return ['build'];
}
/**
 * PATH for a leaf: the folders of its scripts first, as `npm run` puts them.
 * @param root absolute; relative folders would not survive a tool that changes its directory.
 */
function leafPath({ path }, root, rest) {
    return [...path.map((folder) => external_node_path_.posix.join(root, folder)), rest].join(':');
}
//# sourceMappingURL=resolve.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/uses.data.js
/** Actions of others by the start of their name: what kind of step they are. The longest match decides. */
const ACTION_KINDS = {
    'actions/checkout': 'setup',
    'actions/setup-': 'setup',
    'actions/cache': 'setup',
    'actions/cache/save': 'other',
    'actions/download-artifact': 'setup',
    'actions/upload-artifact': 'other',
    'actions/upload-pages-artifact': 'other',
    'actions/deploy-pages': 'deploy',
    'actions/configure-pages': 'setup',
    'actions/create-github-app-token': 'setup',
    'actions/dependency-review-action': 'security',
    'actions/attest': 'other',
    'actions/labeler': 'notify',
    'actions/stale': 'notify',
    'actions/first-interaction': 'notify',
    'actions/github-script': 'other',
    'actions-rs/toolchain': 'setup',
    'actions-rs/cargo': 'unknown',
    'pnpm/action-setup': 'setup',
    'oven-sh/setup-bun': 'setup',
    'denoland/setup-deno': 'setup',
    'volta-cli/action': 'setup',
    'bahmutov/npm-install': 'setup',
    'nrwl/nx-set-shas': 'setup',
    'tj-actions/changed-files': 'setup',
    'dorny/paths-filter': 'setup',
    'step-security/harden-runner': 'setup',
    'astral-sh/setup-uv': 'setup',
    'snok/install-poetry': 'setup',
    'abatilo/actions-poetry': 'setup',
    'pdm-project/setup-pdm': 'setup',
    'prefix-dev/setup-pixi': 'setup',
    'conda-incubator/setup-miniconda': 'setup',
    'mamba-org/setup-micromamba': 'setup',
    'jdx/mise-action': 'setup',
    'extractions/setup-just': 'setup',
    'taiki-e/install-action': 'setup',
    'dtolnay/rust-toolchain': 'setup',
    'Swatinem/rust-cache': 'setup',
    'ruby/setup-ruby': 'setup',
    'shivammathur/setup-php': 'setup',
    'gradle/actions': 'setup',
    'arduino/setup-protoc': 'setup',
    'hynek/setup-cached-uv': 'setup',
    'hynek/build-and-inspect-python-package': 'build',
    'pypa/cibuildwheel': 'build',
    'docker/setup-': 'setup',
    'docker/login-action': 'setup',
    'docker/metadata-action': 'setup',
    'docker/build-push-action': 'publish',
    'codecov/codecov-action': 'other',
    'coverallsapp/github-action': 'other',
    'github/codeql-action': 'security',
    'ossf/scorecard-action': 'security',
    'zizmorcore/zizmor-action': 'security',
    'aquasecurity/trivy-action': 'security',
    'pypa/gh-action-pypi-publish': 'publish',
    'JS-DevTools/npm-publish': 'publish',
    'changesets/action': 'release',
    'googleapis/release-please-action': 'release',
    'google-github-actions/release-please-action': 'release',
    'softprops/action-gh-release': 'release',
    'ncipollo/release-action': 'release',
    'release-drafter/release-drafter': 'release',
    'goreleaser/goreleaser-action': 'release',
    'cycjimmy/semantic-release-action': 'release',
    'peaceiris/actions-gh-pages': 'deploy',
    'JamesIves/github-pages-deploy-action': 'deploy',
    'cloudflare/': 'deploy',
    'amondnet/vercel-action': 'deploy',
    'nwtgck/actions-netlify': 'deploy',
    'pre-commit/action': 'lint',
    'j178/prek-action': 'lint',
    'astral-sh/ruff-action': 'lint',
    'chartboost/ruff-action': 'lint',
    'psf/black': 'format',
    'isort/isort-action': 'format',
    'jakebailey/pyright-action': 'typecheck',
    'tsuyoshicho/action-mypy': 'typecheck',
    'wearerequired/lint-action': 'lint',
    'reviewdog/action-': 'lint',
    'biomejs/setup-biome': 'setup',
    'mongolyy/reviewdog-action-biome': 'lint',
    'golangci/golangci-lint-action': 'lint',
    'crate-ci/typos': 'lint',
    'codespell-project/actions-codespell': 'lint',
    'super-linter/super-linter': 'lint',
    'github/super-linter': 'lint',
    'oxsecurity/megalinter': 'lint',
    'DavidAnson/markdownlint-cli2-action': 'lint',
    'rhysd/actionlint': 'lint',
    'lycheeverse/lychee-action': 'docs',
    'cypress-io/github-action': 'test',
    'microsoft/playwright-github-action': 'setup',
    'chromaui/action': 'test',
    're-actors/alls-green': 'other',
    'preactjs/compressed-size-action': 'other',
    'andresz1/size-limit-action': 'other',
    'CodSpeedHQ/action': 'other',
    'peter-evans/create-pull-request': 'publish',
    'peter-evans/': 'notify',
    'slackapi/slack-github-action': 'notify',
    'autofix-ci/action': 'other',
    'stefanzweifel/git-auto-commit-action': 'publish',
    'EndBug/add-and-commit': 'publish',
};
/** Actions that are a check: the command that they run, with the inputs that become its arguments. */
const ACTION_COMMANDS = {
    'pre-commit/action': { command: 'pre-commit run --all-files', argumentsFrom: ['extra_args'] },
    'j178/prek-action': { command: 'prek run --all-files', argumentsFrom: ['extra-args'] },
    'astral-sh/ruff-action': { command: 'ruff', argumentsFrom: ['args', 'src'] },
    'chartboost/ruff-action': { command: 'ruff', argumentsFrom: ['args', 'src'] },
    'psf/black': { command: 'black', argumentsFrom: ['options', 'src'] },
    'isort/isort-action': { command: 'isort', argumentsFrom: ['configuration', 'sort-paths'] },
    'jakebailey/pyright-action': { command: 'pyright', argumentsFrom: ['extra-args'] },
    'crate-ci/typos': { command: 'typos', argumentsFrom: ['files'] },
};
/** What those actions do where their inputs say nothing. */
const DEFAULT_ARGUMENTS = {
    'astral-sh/ruff-action': 'check .',
    'chartboost/ruff-action': 'check .',
    'psf/black': '--check --diff .',
    'isort/isort-action': '--check-only --diff .',
};
//# sourceMappingURL=uses.data.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/classify-step.js









/** Kinds that say nothing about a step once it has another. */
const WEAK = new Set(['setup', 'other', 'unknown']);
/** Composite actions inside composite actions, at most. */
const MOST_COMPOSITES = 3;
async function classifyStep(step, index, place, files, unresolved, depth = 0) {
    const { known, leg } = place;
    const written = variablesAt(step, 'env');
    const own = valuesOf(written, known);
    const env = { ...known.env, ...own };
    const [uses, run, name] = [textAt(step, 'uses'), textAt(step, 'run'), textAt(step, 'name')];
    const condition = textAt(step, 'if');
    const line = place.line(index);
    const cwd = external_node_path_.posix.normalize(expand(textAt(step, 'working-directory') ?? place.cwd, known).text);
    const here = {
        file: place.path,
        line,
        text: (name ?? uses ?? run ?? '').split('\n')[0]?.slice(0, 200) ?? '',
    };
    const script = run === null ? actionCommand(uses, step) : expand(run, { ...known, env }).text;
    const start = { cwd, env, path: [], wrapper: [], trail: [here], intent: [] };
    const inner = script === null ? await compositeSteps(uses, step, { ...place, env }, files, unresolved, depth) : [];
    const leaves = script === null ? inner.flatMap((each) => each.leaves) : await resolveScript(script, start, files);
    const { kinds, confidence } = kindsOfStep(leaves, uses, name, run);
    const never = isNever(condition, { ...known, env });
    if (kinds.length === 1 && kinds[0] === 'unknown') {
        const reason = run === null ? `nothing is known of the action ${uses ?? ''}` : `nothing is known of \`${firstCommand(leaves)}\``;
        unresolved.push({ workflow: place.path, job: place.job, step: index, reason });
    }
    return {
        index,
        id: textAt(step, 'id'),
        name,
        uses,
        run: run === null ? script : run,
        command: script,
        obstacle: obstacleOf(step, written, script),
        leg,
        inner,
        kinds,
        confidence,
        leaves,
        line,
        cwd,
        env: own,
        condition,
        evidence: [here, ...leaves.flatMap(({ trail }) => trail.slice(1)).slice(0, 20)],
        shell: shellOf(textAt(step, 'shell')) ?? place.shell ?? 'bash',
        skipped: never ? `it never runs on this leg (if: ${condition ?? ''})` : null,
    };
}
/** The values that are known; a variable of which nothing is known is left unset, as on a fork it is empty. */
function valuesOf(variables, known) {
    const expanded = Object.entries(variables).map(([name, value]) => ({ name, ...expand(value, known) }));
    return Object.fromEntries(expanded.filter(({ open }) => open.length === 0).map(({ name, text }) => [name, text]));
}
/** Why a step's own command can't be run outside of its runner. */
function obstacleOf(step, variables, script) {
    const texts = [textAt(step, 'run') ?? '', ...Object.values(variables)].flatMap((text) => text.match(/\$\{\{[\s\S]*?\}\}/g) ?? []);
    const secrets = texts.flatMap((text) => [...text.matchAll(/\bsecrets\.(\w+)/g)].map((match) => match[1] ?? ''));
    const secret = secrets.find((name) => name !== 'GITHUB_TOKEN' && !ONLY_CACHES.test(name));
    if (secret !== undefined)
        return `it needs the secret ${secret}`;
    return OPEN_EXPRESSION.test(script ?? '') ? 'it holds an expression whose value only a runner knows' : null;
}
/** Tokens of caches and report services: without them a check is slower or says less, and judges the same. */
const ONLY_CACHES = /^(?:TURBO|NX_CLOUD|CODECOV|COVERALLS|SONAR|WIREIT|CACHIX|SCCACHE|BUILDPULSE|CODECOV_ORG|DATADOG)_\w*(?:TOKEN|KEY)$/;
/** What a step does: the kinds of its tools; where none is known, what its action or its name says. */
function kindsOfStep(leaves, uses, name, run) {
    const all = new Set(leaves.flatMap(({ kinds }) => kinds));
    const telling = CHECK_KINDS.filter((kind) => all.has(kind) && !WEAK.has(kind));
    if (telling.length > 0)
        return { kinds: telling, confidence: leaves.some(({ invocation }) => invocation !== null) ? 'certain' : 'likely' };
    // What writes for later steps sets them up.
    if (run !== null && /GITHUB_(?:ENV|PATH|OUTPUT)\b/.test(run) && !all.has('unknown'))
        return { kinds: ['setup'], confidence: 'likely' };
    const action = uses === null ? null : actionKind(uses);
    if (action !== null && action !== 'unknown')
        return { kinds: [action], confidence: 'certain' };
    const named = name === null ? [] : intentOf(name);
    const open = leaves.length === 0 || leaves.some(({ kinds }) => kinds.length === 0 || kinds.includes('unknown'));
    if (named.length > 0 && open)
        return { kinds: [...named], confidence: 'guess' };
    const weak = CHECK_KINDS.filter((kind) => all.has(kind));
    if (weak.length > 0)
        return { kinds: weak.slice(0, 1), confidence: 'likely' };
    return { kinds: [named[0] ?? 'unknown'], confidence: 'guess' };
}
function actionKind(uses) {
    const match = Object.keys(ACTION_KINDS).filter((start) => uses.toLowerCase().startsWith(start.toLowerCase()));
    const longest = match.toSorted((a, b) => b.length - a.length)[0];
    if (longest !== undefined)
        return ACTION_KINDS[longest] ?? null;
    return intentOf(uses.replace(/@.*$/, '').replaceAll(/[/_-]/g, ' '))[0] ?? null;
}
/** The command behind an action that is a check. */
function actionCommand(uses, step) {
    const name = uses?.replace(/@.*$/, '') ?? '';
    const known = ACTION_COMMANDS[name];
    if (known === undefined)
        return null;
    const given = known.argumentsFrom.flatMap((input) => textAt(step, 'with', input) ?? []);
    return `${known.command} ${given.length > 0 ? given.join(' ') : (DEFAULT_ARGUMENTS[name] ?? '')}`.trim();
}
/** The steps of a composite action of the same repository, with the inputs that it is given. */
async function compositeSteps(uses, step, place, files, unresolved, depth) {
    const folder = uses === null ? undefined : /^\.\/(.*)$/.exec(uses)?.[1];
    if (folder === undefined || depth >= MOST_COMPOSITES)
        return [];
    for (const name of ['action.yml', 'action.yaml']) {
        const path = external_node_path_.posix.normalize(external_node_path_.posix.join(folder, name));
        const text = await files.read(path);
        if (text === null)
            continue;
        const yaml = readYaml(text);
        const inputs = {};
        for (const [input, declared] of entriesAt(yaml.value, 'inputs'))
            inputs[input] = textAt(declared, 'default') ?? '';
        Object.assign(inputs, valuesOf(variablesAt(step, 'with'), place.known));
        const inner = {
            ...place,
            path,
            cwd: '.',
            known: { ...place.known, env: place.env, inputs },
            line: (at) => yaml.line('runs', 'steps', at),
        };
        const steps = [];
        for (const [index, each] of listAt(yaml.value, 'runs', 'steps').entries()) {
            const classified = await classifyStep(each, index, inner, files, unresolved, depth + 1);
            steps.push({ ...classified, env: { ...place.env, ...classified.env } });
        }
        return steps;
    }
    return [];
}
function firstCommand(leaves) {
    return leaves.find(({ kinds }) => kinds.length === 0)?.command.slice(0, 120) ?? 'an empty script';
}
//# sourceMappingURL=classify-step.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/matrix.js

/** More legs than GitHub allows (256) are not looked at. */
const MOST_LEGS = 256;
/** The legs of a job's matrix, by GitHub's rules for `include` and `exclude`. One empty leg where there is none. */
function legsOf(strategy) {
    const matrix = at(strategy, 'matrix');
    const axes = entriesAt(matrix).filter(([name]) => name !== 'include' && name !== 'exclude');
    let legs = [{}];
    for (const [name, values] of axes) {
        const choices = Array.isArray(values) ? values : [];
        if (choices.length === 0)
            continue;
        legs = legs.flatMap((leg) => choices.map((value) => ({ ...leg, ...flat(name, value) }))).slice(0, MOST_LEGS);
    }
    const excluded = listAt(matrix, 'exclude').map((entry) => flatEntries(entry));
    legs = legs.filter((leg) => !excluded.some((entry) => matches(entry, leg)));
    return include(legs, listAt(matrix, 'include').map((entry) => flatEntries(entry)), axes.map(([name]) => name));
}
function include(legs, extras, axes) {
    const all = axes.length === 0 && extras.length > 0 ? [] : legs.map((leg) => ({ ...leg }));
    for (const extra of extras) {
        const shared = Object.fromEntries(Object.entries(extra).filter(([name]) => axes.includes(name.split('.')[0] ?? name)));
        const hosts = axes.length > 0 ? all.filter((leg) => matches(shared, leg)) : [];
        if (hosts.length > 0)
            for (const leg of hosts)
                Object.assign(leg, extra);
        else
            all.push(extra);
    }
    return all.length > 0 ? all.slice(0, MOST_LEGS) : [{}];
}
/** An axis of objects gives its fields as `axis.field`. */
function flat(name, value) {
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(entriesAt(value).flatMap(([field, inner]) => Object.entries(flat(`${name}.${field}`, inner))));
    }
    return { [name]: isMatrixValue(value) ? value : null };
}
function flatEntries(entry) {
    return Object.fromEntries(entriesAt(entry).flatMap(([name, value]) => Object.entries(flat(name, value))));
}
function isMatrixValue(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
function matches(part, leg) {
    return Object.entries(part).every(([name, value]) => leg[name] === value);
}
/** Axes whose values are computed while it runs; `*`: the whole matrix is. */
function openAxesOf(strategy) {
    const matrix = at(strategy, 'matrix');
    if (typeof matrix === 'string')
        return ['*'];
    const open = entriesAt(matrix).filter(([, values]) => typeof values === 'string');
    return open.some(([name]) => name === 'include' || name === 'exclude') ? ['*'] : open.map(([name]) => name);
}
/** Best first: Linux, then the newest versions, then the order of the file. */
function rankLegs(legs) {
    const ranked = legs.map((leg, index) => ({ leg, rank: [foreign(leg), ...newness(leg), index] }));
    return ranked.toSorted((a, b) => matrix_compare(a.rank, b.rank)).map(({ leg }) => leg);
}
function foreign(leg) {
    return Object.values(leg).some((value) => /^(?:windows|macos|mac)|^(?:win|darwin)/i.test(String(value))) ? 1 : 0;
}
function newness(leg) {
    const versions = Object.entries(leg).filter(([name]) => /version|python|node|^go$|toolchain|^py$/i.test(name));
    return versions.flatMap(([, value]) => {
        const numbers = /^\D*?(\d+)(?:\.(\d+))?/.exec(String(value));
        const unreleased = /pypy|alpha|beta|rc|dev|nightly|canary|t$/i.test(String(value)) ? 1 : 0;
        return numbers === null ? [unreleased, 0, 0] : [unreleased, -Number(numbers[1]), -Number(numbers[2] ?? 0)];
    });
}
function matrix_compare(one, other) {
    for (let index = 0; index < Math.max(one.length, other.length); index++) {
        const difference = (one[index] ?? 0) - (other[index] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}
/** `matrix.a.b` as the expressions want it: nested again. */
function nested(leg) {
    const root = {};
    for (const [name, value] of Object.entries(leg)) {
        const parts = name.split('.');
        let target = root;
        for (const part of parts.slice(0, -1)) {
            const inner = (target[part] ??= {});
            target = inner;
        }
        target[parts.at(-1) ?? name] = value;
    }
    return root;
}
//# sourceMappingURL=matrix.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/classify-job.js





async function classifyJob(source, files, unresolved) {
    const { path, yaml, workflow, id, job, inputs = {} } = source;
    const legs = legsOf(at(job, 'strategy'));
    if (typeof at(job, 'strategy', 'matrix') === 'string')
        unresolved.push({ workflow: path, job: id, step: null, reason: 'its matrix is computed while it runs' });
    const ranked = rankLegs(legs);
    const [leg = {}] = ranked;
    const openAxes = openAxesOf(at(job, 'strategy'));
    const declared = { ...defaultInputs(workflow), ...inputs };
    const written = { ...variablesAt(workflow, 'env'), ...variablesAt(job, 'env') };
    const knownOn = (each) => {
        const bare = { matrix: nested(each), env: {}, inputs: declared, openAxes };
        return { ...bare, env: valuesOf(written, bare) };
    };
    const known = knownOn(leg);
    const { env } = known;
    const runsOn = textsAt(job, 'runs-on').map((label) => expand(label, known).text);
    const uses = textAt(job, 'uses');
    const condition = textAt(job, 'if');
    const defaults = (key) => textAt(job, 'defaults', 'run', key) ?? textAt(workflow, 'defaults', 'run', key);
    const placeOn = (each) => ({
        path,
        leg: each,
        known: knownOn(each),
        job: id,
        shell: shellOf(defaults('shell')),
        cwd: expand(defaults('working-directory') ?? '.', knownOn(each)).text,
        line: (index) => yaml.line('jobs', id, 'steps', index),
    });
    const read = async (step, index, each) => {
        const classified = await classifyStep(step, index, placeOn(each), files, unresolved);
        if (!isNever(condition, knownOn(each)))
            return classified;
        return { ...classified, skipped: `its job never runs on this leg (if: ${condition ?? ''})` };
    };
    const linux = ranked.filter((each) => isLinux(job, knownOn(each)));
    const steps = [];
    const variants = [];
    for (const { step, index } of membersOf(listAt(job, 'steps'))) {
        let first = await read(step, index, leg);
        // What is left out on the leg that stands for all may be what another one is for.
        for (const each of linux)
            if (first.skipped !== null && each !== leg)
                first = await kept(first, () => read(step, index, each));
        steps.push(first);
        variants.push(...(await otherTasks(step, first, linux, (each) => read(step, index, each))));
    }
    const called = uses === null ? [] : await calledSteps(source, uses, known, files, unresolved);
    return {
        id,
        name: textAt(job, 'name') ?? id,
        runsOn,
        legs,
        leg,
        uses,
        env,
        variants,
        needs: textsAt(job, 'needs'),
        steps: [...steps, ...called],
        line: yaml.line('jobs', id),
        services: entriesAt(job, 'services').map(([name]) => name),
        container: at(job, 'container') !== undefined,
    };
}
/** Steps with their place in the file; the members of a group of parallel steps stand at the group's. */
function membersOf(steps) {
    return steps.flatMap((step, index) => {
        const group = at(step, 'parallel');
        return (Array.isArray(group) ? group : [step]).map((each) => ({ step: each, index }));
    });
}
async function kept(first, read) {
    const other = await read();
    return other.skipped === null ? other : first;
}
function isLinux(job, known) {
    return !textsAt(job, 'runs-on').some((label) => /^(?:windows|macos)/i.test(expand(label, known).text));
}
/** Other commands than these of one step are not read: more say nothing new. */
const MOST_TASKS = 12;
/** The step on the legs where it runs another command, versions left aside: an axis of tasks (`task: [lint, types]`). */
async function otherTasks(step, first, legs, read) {
    const written = JSON.stringify([at(step, 'run'), at(step, 'env'), at(step, 'with')]);
    if (first.skipped !== null || !/matrix\./.test(written))
        return [];
    const byTask = new Map(legs.toReversed().map((leg) => [taskOf(leg), leg]));
    byTask.delete(taskOf(first.leg));
    const found = [];
    for (const leg of [...byTask.values()].toReversed().slice(0, MOST_TASKS)) {
        const other = await read(leg);
        if (other.skipped === null && ![first, ...found].some(({ command }) => command === other.command))
            found.push(other);
    }
    return found;
}
function taskOf(leg) {
    return JSON.stringify(Object.entries(leg).filter(([name, value]) => isTask(name, value)));
}
/** Where, and with what version a job runs, is no task. */
function isTask(name, value) {
    if (/^(?:os|runs-on|runner|platform|arch|image|name|experimental)$|version/i.test(name))
        return false;
    return (typeof value === 'string' &&
        !/^(?:[^a-z]*|(?:v|py|pypy|pypy-?|node|lts)?[\d./*x-]*|latest|lts.*|(?:ubuntu|windows|macos).*)$/i.test(value));
}
/** Why no step of a job can be run here, whatever it is. */
function jobObstacle({ services, container, runsOn }) {
    if (services.length > 0)
        return `it needs the service ${services.join(', ')}`;
    if (container)
        return 'its job runs in a container';
    if (runsOn.length > 0 && runsOn.every((label) => /^(?:windows|macos)/i.test(label)))
        return `it runs on ${runsOn.join(', ')}`;
    return null;
}
/** The steps of a reusable workflow of the same repository, with the caller's inputs. */
async function calledSteps(source, uses, known, files, unresolved) {
    const local = /^\.\/(.*)$/.exec(uses)?.[1];
    const text = local === undefined ? null : await files.read(local);
    if (local === undefined || text === null || source.inputs !== undefined) {
        const reason = local === undefined
            ? `it calls ${uses}, a workflow of another repository`
            : `it calls ${uses}, which can not be read`;
        unresolved.push({ workflow: source.path, job: source.id, step: null, reason });
        return [];
    }
    const yaml = readYaml(text);
    const given = Object.fromEntries(entriesAt(source.job, 'with').flatMap(([name, value]) => {
        const expanded = typeof value === 'string' ? expand(value, known) : null;
        return expanded === null
            ? [[name, value]]
            : expanded.open.length === 0
                ? [[name, expanded.text]]
                : [[name, undefined]];
    }));
    const steps = [];
    for (const [id, job] of entriesAt(yaml.value, 'jobs')) {
        const classified = await classifyJob({ path: local, text, yaml, workflow: yaml.value, id, job, inputs: given }, files, unresolved);
        const obstacle = jobObstacle(classified);
        for (const step of [...classified.steps, ...classified.variants])
            steps.push({ ...step, env: { ...classified.env, ...step.env }, obstacle: step.obstacle ?? obstacle });
    }
    return steps;
}
function defaultInputs(workflow) {
    const declared = [
        ...entriesAt(workflow, 'on', 'workflow_call', 'inputs'),
        ...entriesAt(workflow, 'on', 'workflow_dispatch', 'inputs'),
    ];
    return Object.fromEntries(declared.map(([name, input]) => [name, at(input, 'default') ?? '']));
}
function shellOf(name) {
    const word = name?.trim().split(/\s/)[0] ?? '';
    if (word === 'bash' || word === 'sh' || word === 'python' || word === 'pwsh')
        return word;
    return null;
}
//# sourceMappingURL=classify-job.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/classify.js



const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/**
 * Reads every workflow of a tree into jobs × steps × kinds × evidence (design §4). Rules only: each conclusion carries the lines
 * that led to it. A workflow that can't be read is told in its `errors` and in `unresolved`, and the others are read all the same.
 */
async function classify(files) {
    const workflows = [];
    const unresolved = [];
    for (const path of (await files.list()).filter((candidate) => WORKFLOW.test(candidate)).toSorted()) {
        const workflow = await classifyWorkflow(path, (await files.read(path)) ?? '', files, unresolved);
        workflows.push(workflow);
        for (const reason of workflow.errors)
            unresolved.push({ workflow: path, job: null, step: null, reason });
    }
    return { workflows, unresolved };
}
async function classifyWorkflow(path, text, files, unresolved) {
    const yaml = readYaml(text);
    const jobs = [];
    const errors = [...yaml.errors];
    const { value } = yaml;
    if (errors.length === 0 && entriesAt(value, 'jobs').length === 0)
        errors.push('it holds no jobs');
    for (const [id, job] of entriesAt(value, 'jobs')) {
        jobs.push(await classifyJob({ path, text, yaml, workflow: value, id, job }, files, unresolved));
    }
    return { path, name: textAt(value, 'name') ?? path, events: eventsOf(value), jobs, errors };
}
/** `on:` as a word, a list or a map; YAML 1.1 readers take the bare key for `true`. */
function eventsOf(workflow) {
    const on = at(workflow, 'on') ?? at(workflow, 'true');
    return typeof on === 'object' && on !== null && !Array.isArray(on) ? Object.keys(on) : textsAt({ on }, 'on');
}
//# sourceMappingURL=classify.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/find-checks.js


/** Steps of these kinds judge the tree. */
const JUDGING = ['lint', 'format', 'typecheck', 'test', 'build', 'docs', 'security'];
/** A job with a step of one of these is never run, whatever else it holds. */
const FORBIDDEN = ['publish', 'release', 'deploy'];
const EVENTS = new Set([
    'push',
    'pull_request',
    'merge_group',
    'workflow_call',
    'workflow_dispatch',
    'schedule',
]);
/** The repository's own checks: every step that judges the tree, without the commands that only set up. Equal ones once. */
function findChecks({ workflows, unresolved }) {
    const checks = [];
    const ids = new Set();
    for (const workflow of workflows.filter(({ events }) => events.some((event) => EVENTS.has(event)))) {
        for (const job of workflow.jobs) {
            const steps = [...job.steps, ...job.variants].flatMap(withInner);
            for (const step of steps) {
                const found = step.skipped === null ? checkOf(workflow, job, step, ids) : null;
                if (found === null)
                    continue;
                const same = checks.find(({ check }) => sameCheck(check, found.check));
                if (same === undefined)
                    checks.push(found);
                else if (!same.check.runnable && found.check.runnable)
                    checks[checks.indexOf(same)] = { ...found, check: { ...found.check, id: same.check.id } };
            }
        }
    }
    return { checks, unresolved: [...unresolved] };
}
function sameCheck(one, other) {
    return one.command === other.command && one.cwd === other.cwd && JSON.stringify(one.env) === JSON.stringify(other.env);
}
function checkOf(workflow, job, step, ids) {
    const kinds = step.kinds.filter((kind) => JUDGING.includes(kind));
    if (kinds.length === 0 || step.command === null)
        return null;
    const env = { ...job.env, ...step.env };
    const command = judgingPart(step.command);
    const why = whyNotRunnable(job, step);
    const kind = tellingKind(step, kinds);
    const check = {
        id: uniqueId(workflow, job, step, ids),
        kind,
        kinds: [...step.kinds],
        command,
        cwd: step.cwd,
        env,
        shell: step.shell,
        workflow: workflow.path,
        job: job.id,
        step: step.index,
        matrix: { ...step.leg },
        evidence: [...step.evidence],
        confidence: step.confidence,
        runnable: why === null,
        ...(why === null ? {} : { why }),
    };
    return { check, leaves: step.leaves.filter((leaf) => !isSetup(leaf)), legs: job.legs, setup: setupOf(job) };
}
function uniqueId({ path }, job, step, ids) {
    const slug = (step.name ?? step.run ?? step.uses ?? '')
        .split('\n')[0]
        ?.toLowerCase()
        .replace(/\$\{\{.*?\}\}/g, '')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 40);
    const base = `${path
        .split('/')
        .at(-1)
        ?.replace(/\.ya?ml$/, '') ?? path}/${job.id}/${slug === '' || slug === undefined ? step.index : slug}`;
    let id = base;
    for (let count = 2; ids.has(id); count++)
        id = `${base}-${count}`;
    ids.add(id);
    return id;
}
function isSetup({ kinds }) {
    return kinds.length > 0 && kinds.every((kind) => kind === 'setup' || kind === 'other');
}
/** A step, or the steps of the composite action that it is. */
function withInner(step) {
    if (step.inner.length === 0)
        return [step];
    const { skipped, index } = step;
    return step.inner.flatMap(withInner).map((inner) => ({ ...inner, index, skipped: skipped ?? inner.skipped }));
}
/** What its tools are for comes first: a compiler in a build script is there to build. */
function tellingKind({ leaves }, kinds) {
    const firsts = new Set(leaves.flatMap((leaf) => leaf.kinds.slice(0, 1)));
    const telling = kinds.filter((kind) => firsts.has(kind));
    const ranked = (telling.length > 0 ? telling : kinds).toSorted((a, b) => JUDGING.indexOf(a) - JUDGING.indexOf(b));
    return ranked[0] ?? 'other';
}
/** The script without the statements that only install. One that can not be taken apart stays whole. */
function judgingPart(command) {
    const { pieces } = readShell(command, {});
    const kept = pieces?.filter(({ source }) => !INSTALLS.test(source.trim())) ?? [];
    if (pieces === null || kept.length === pieces.length || kept.length === 0)
        return command.trim();
    return kept.reduce((text, { source, joined }, index) => (index === 0 ? source : `${text}${joined ? ' && ' : '\n'}${source}`), '');
}
const INSTALLS = /^(?:sudo\s+)?(?:npm (?:ci|install|i)\b|pnpm (?:install|i)\b|yarn(?: install)?$|yarn install\b|bun install\b|corepack\b|(?:python3? -m )?pip3? install\b|uv (?:sync|pip install|venv|python)\b|poetry (?:install|config)\b|pdm (?:install|sync)\b|pipx install\b|apt(?:-get)?\b|brew install\b|npm config\b|bundle install\b|composer install\b)/;
function whyNotRunnable(job, step) {
    const forbidden = step.kinds.find((kind) => FORBIDDEN.includes(kind));
    if (forbidden !== undefined)
        return `it is a ${forbidden} step`;
    // Without a condition, each run of the job publishes: it is no job of checks.
    const publishing = job.steps.find(({ kinds, condition }) => condition === null && kinds.some((kind) => FORBIDDEN.includes(kind)));
    if (publishing !== undefined)
        return `its job has a ${publishing.kinds.find((kind) => FORBIDDEN.includes(kind)) ?? ''} step`;
    const obstacle = step.obstacle ?? jobObstacle(job);
    if (obstacle !== null)
        return obstacle;
    if (step.shell === 'pwsh')
        return 'it is written for PowerShell';
    return step.leaves.some(({ argv }) => ['docker', 'docker-compose', 'podman'].includes(argv[0] ?? ''))
        ? 'it needs docker'
        : null;
}
function setupOf(job) {
    return job.steps
        .filter(({ kinds }) => kinds.includes('setup'))
        .map(({ name, uses, run }) => (run ?? uses ?? name ?? '').split('\n')[0] ?? '');
}
//# sourceMappingURL=find-checks.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/checks-from-input.js

/** The commands of the input `checks`, which replace what the workflows say: one a line, run from the root. */
async function checksFromInput(lines, files) {
    const found = [];
    for (const [index, command] of lines
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .entries()) {
        const source = { file: 'input checks', line: index + 1, text: command };
        const leaves = await resolveScript(command, { cwd: '.', env: {}, path: [], wrapper: [], trail: [source], intent: [] }, files);
        const kinds = [...new Set(leaves.flatMap((leaf) => leaf.kinds))].filter((kind) => kind !== 'setup' && kind !== 'other');
        const check = {
            id: `input/${index + 1}`,
            kind: kinds[0] ?? 'unknown',
            kinds: kinds.length > 0 ? kinds : ['unknown'],
            command,
            cwd: '.',
            env: {},
            shell: 'bash',
            workflow: null,
            job: null,
            step: null,
            matrix: {},
            evidence: [source],
            confidence: 'certain',
            runnable: true,
        };
        found.push({ check, leaves, legs: [{}], setup: [] });
    }
    return found;
}
//# sourceMappingURL=checks-from-input.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/in-place-runner.js

/** How much of a check's output its result keeps, in characters. */
const KEPT_OUTPUT = 20_000;
/** The set-up steps of the job are taken as done: the check's own command runs with the installed tree as it is. */
function inPlaceRunner({ env, secondsPerCheck, redact }) {
    return {
        async run(found, worktree, { signal, log }) {
            const { check } = found;
            const output = await worktree.exec(check.command, {
                cwd: check.cwd,
                shell: check.shell,
                seconds: secondsPerCheck,
                network: 'host',
                signal,
                env: {
                    ...env,
                    ...RUNNER_FILES,
                    ...check.env,
                },
                ...(log === undefined ? {} : { onOutput: log }),
            });
            const missing = whyNotRun(output, found);
            const diagnostics = parseOutput(null, output, check.cwd, worktree.root);
            const status = missing === null ? (output.exit === 0 ? 'pass' : 'fail') : 'not-run';
            const why = missing ?? (output.timedOut ? `it took longer than ${secondsPerCheck} s` : undefined);
            return {
                check: check.id,
                tree: worktree.tree,
                status,
                exit: output.exit,
                seconds: output.seconds,
                diagnostics,
                rewrote: missing === null ? await worktree.changed() : [],
                output: redact(`${output.stdout}${output.stderr}`.slice(-KEPT_OUTPUT)),
                ...(why === undefined ? {} : { why }),
            };
        },
    };
}
/** Commands may write to the runner's files; here nobody reads them. */
const RUNNER_FILES = {
    GITHUB_ACTIONS: 'true',
    GITHUB_ENV: '/dev/null',
    GITHUB_OUTPUT: '/dev/null',
    GITHUB_PATH: '/dev/null',
    GITHUB_STEP_SUMMARY: '/dev/null',
};
const MISSING = [
    /(?:^|\n)[^\n]*?(?:sh|bash)?:?[^\n]*?: ([\w@./-]+): (?:command )?not found/,
    /(?:^|\n)[^\n]*?sh: \d+: ([\w@./-]+): not found/,
    /No module named '?([\w.-]+)'?/,
    /npm (?:error|ERR!) could not determine executable/,
    /(?:error|ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL)[^\n]*Command "([\w@./-]+)" not found/,
    /spawn ([\w@./-]+) ENOENT/,
    /Failed to spawn: `([\w@./-]+)`/,
    /Local package\.json exists, but node_modules missing/,
    /Command not found: ([\w@./-]+)/,
];
/** Why the check was never really run: its tool is not there. Null: it ran. */
function whyNotRun(output, { check, leaves, setup }) {
    if (output.exit === 0 || output.timedOut)
        return null;
    const text = `${output.stdout.slice(-20_000)}\n${output.stderr.slice(-20_000)}`;
    const tools = new Set(leaves.flatMap(({ argv, wrapper }) => [argv[0]?.split('/').at(-1), wrapper[0]]));
    for (const pattern of MISSING) {
        const match = pattern.exec(text);
        const tool = match?.[1]?.split('/').at(-1);
        if (match === null || (output.exit !== 127 && tool !== undefined && !tools.has(tool)))
            continue;
        return `${tool ?? 'a tool that it runs'} is not installed${installedBy(setup)}`;
    }
    return output.exit === 127
        ? `a tool that \`${check.command.split('\n')[0] ?? ''}\` runs is not installed${installedBy(setup)}`
        : null;
}
function installedBy(setup) {
    const step = setup.find((command) => /install|\bci\b|sync|setup|bootstrap/i.test(command) && !/^actions\/(?:checkout|setup)/.test(command));
    return step === undefined ? '' : `; the set-up step \`${step}\` of its job would install it`;
}
//# sourceMappingURL=in-place-runner.js.map
;// CONCATENATED MODULE: ../../packages/ci/build/src/index.js






//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/file-source.js

/** The workspace's files as text for `ci`, which never touches the disk itself. Binary files read as null. */
function fileSource(workspace) {
    const texts = new Map();
    const read = async (path) => {
        const bytes = await workspace.read(path);
        return bytes === null ? null : (decodeText(bytes)?.text ?? null);
    };
    return {
        list: async () => (await workspace.files()).map(({ path }) => path),
        read(path) {
            const known = texts.get(path) ?? read(path);
            texts.set(path, known);
            return known;
        },
    };
}
//# sourceMappingURL=file-source.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/grant.js
/** Events whose text or code comes from outside: their runs never execute the repository (design §5). */
const NO_CODE = new Set(['workflow_run', 'issue_comment', 'pull_request_target']);
/** A ceiling for models whose price is unknown; `max-usd` is the limit that users set. */
const MAX_TOKENS = 2_000_000;
/** The grant is made of event, inputs and definition alone, before any text of the repository is read. */
function grantOf(terms, target, event, inputs) {
    const fork = target.kind === 'pull-request' && target.fork;
    const wish = inputs['publish'] === 'direct' ? 'direct' : 'file';
    return {
        action: terms.name,
        target,
        owns: [...terms.owns],
        limits: { ...terms.limits },
        budget: {
            usd: amount(inputs['max-usd']),
            tokens: MAX_TOKENS,
            turns: amount(inputs['max-turns']),
            seconds: amount(inputs['max-minutes']) * 60,
        },
        may: { runCode: !NO_CODE.has(event), askModel: !fork && !NO_CODE.has(event), write: fork ? 'file' : wish },
    };
}
function amount(value) {
    return typeof value === 'number' ? value : 0;
}
/** Reads the target off the event: the pull request that it names, else the commit that is checked out. */
function targetOf(environment, commit) {
    const pull = grant_field(environment.payload, 'pull_request');
    const [base, head] = [grant_text(grant_field(grant_field(pull, 'base'), 'sha')), grant_text(grant_field(grant_field(pull, 'head'), 'sha'))];
    const number = grant_field(pull, 'number');
    if (base === null || head === null || typeof number !== 'number')
        return { kind: 'repository', base: commit, head: commit };
    const homes = [grant_field(pull, 'head'), grant_field(pull, 'base')].map((side) => grant_text(grant_field(grant_field(side, 'repo'), 'full_name')));
    const fork = homes[0] === null || homes[0] !== homes[1]; // a deleted fork names no repository
    return { kind: 'pull-request', base, head, number, fork, pushable: !fork };
}
function grant_field(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function grant_text(value) {
    return typeof value === 'string' ? value : null;
}
//# sourceMappingURL=grant.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/python.js
var python_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var python_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * Runs a script of ours with the Python that the repository's commands find, in a fresh worktree and isolated (`-I`): neither
 * the repository's modules nor its `PYTHON*` variables are read.
 */
function pythonOf(workspace, env, signal) {
    return async (script, stdin) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const worktree = python_addDisposableResource(env_1, await workspace.open(), true);
            const command = `exec "$(command -v python3 || command -v python)" -I -c ${python_quoted(script)}`;
            const { exit, stdout } = await worktree.exec(command, {
                cwd: '.',
                env,
                shell: 'sh',
                seconds: 120,
                network: 'none',
                stdin,
                signal,
            });
            return exit === 0 ? stdout : null;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = python_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    };
}
function python_quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
//# sourceMappingURL=python.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/tally.js
/** Notes an execution of a check (not one that the cache answered) in tally, record and log. */
function noteResult(tally, recorder, log) {
    return (result, { depth, cached }) => {
        const { check, tree, status, exit, seconds, diagnostics } = result;
        recorder.append({
            kind: 'check',
            check,
            tree,
            depth,
            status,
            exit,
            seconds,
            diagnostics: diagnostics.length,
            cached,
        });
        if (cached)
            return;
        if (status !== 'not-run')
            tally.checkerRuns += 1;
        tally.checkerSeconds += seconds;
        log.info(`${check}: ${status} in ${seconds.toFixed(1)} s${result.why === undefined ? '' : ` (${result.why})`}`);
    };
}
//# sourceMappingURL=tally.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/context.js





/** Seconds that one check or probe may take (workflows §1.2). */
const SECONDS_PER_CHECK = 600;
/** Reads the repository's CI and puts together everything that the four stages may do. */
async function createContext(parts) {
    const { terms, inputs, environment, workspace, recorder, redact, env, log, signal, tally, now } = parts;
    const files = fileSource(workspace);
    const classification = await classify(files);
    const { checks, unresolved } = await checksOf(inputs, files, classification);
    const grant = grantOf(terms, targetOf(environment, workspace.commit), environment.event, inputs);
    const runner = inPlaceRunner({ env, secondsPerCheck: SECONDS_PER_CHECK, redact });
    const onResult = noteResult(tally, recorder, log);
    const judging = {
        workspace,
        runner,
        signal,
        grant,
        checks,
        onResult,
        cache: new Map(),
        refuting: new Set(),
        runPython: pythonOf(workspace, env, signal),
        onRefusal(refusal, proposals) {
            const { guard, path, sentence } = refusal;
            for (const { id } of proposals)
                recorder.append({
                    kind: 'guard',
                    guard,
                    proposal: id,
                    path,
                    refusal: sentence,
                });
        },
    };
    const exec = probe(parts);
    return {
        context: {
            grant,
            inputs,
            classification,
            checks,
            workspace,
            files,
            runner,
            judging,
            recorder,
            env,
            log,
            signal,
            now,
            exec,
        },
        unresolved,
    };
}
async function checksOf(inputs, files, classification) {
    const given = inputs['checks'];
    const lines = Array.isArray(given) ? given.map(String) : [];
    return lines.length > 0 ? { checks: await checksFromInput(lines, files), unresolved: [] } : findChecks(classification);
}
function probe({ env, signal, tally, log, recorder }) {
    return async (worktree, command, options) => {
        log.info(`${options.label}: ${command}`);
        const result = await worktree.exec(command, {
            cwd: options.cwd,
            env: { ...env, ...options.env },
            shell: 'bash',
            seconds: options.seconds ?? SECONDS_PER_CHECK,
            maxOutputBytes: 256 * 1024 * 1024,
            network: 'none',
            signal,
            ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
        });
        tally.checkerRuns += 1;
        tally.checkerSeconds += result.seconds;
        const status = result.exit === 0 ? 'pass' : 'fail';
        const { exit, seconds } = result;
        recorder.append({
            kind: 'check',
            check: options.label,
            tree: worktree.tree,
            depth: 'probe',
            status,
            exit,
            seconds,
            diagnostics: 0,
            cached: false,
        });
        return result;
    };
}
//# sourceMappingURL=context.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/engine.js

/**
 * Rounds over the ladder for the findings of one batch: propose, probe the union, note who stands and who is refused and why,
 * until the rung yields nothing; in the end the standing proposals are proven as one tree (design §3).
 */
async function runBatch(action, batch, findings, context) {
    const state = { attempts: new Map(), judgements: new Map() };
    const skips = [];
    for (const rung of action.ladder) {
        for (;;) {
            const open = openFindings(findings, state.attempts, rung, action.ladder[0]);
            const fresh = withinLimits(await collect(action.propose(open, rung, context), skips), context, skips);
            if (fresh.length === 0)
                break;
            for (const proposal of fresh)
                recordProposal(proposal, rung, context);
            const { passing, verdict, refused } = await prove(batch, fresh, judgeAt(action, 'probe', context, state.judgements));
            for (const attempt of refused)
                note(state.attempts, { ...attempt, rung }, context);
            if (verdict !== null)
                for (const proposal of passing)
                    note(state.attempts, { proposal, rung, verdict }, context);
        }
    }
    const all = [...new Set([...state.attempts.values()].flat())];
    const final = await prove(batch, standing(all), judgeAt(action, 'proof', context, state.judgements));
    const settled = settle(all, final.refused, final.verdict);
    return { batch, verified: final.verified, attempts: settled, judgements: state.judgements, skips };
}
/** A judge for `prove`: composes a subset and has the action verify it; what can't be composed is refuted. */
function judgeAt(action, depth, context, judgements = new Map()) {
    return (subset) => judgeSubset(action, subset, depth, context, judgements);
}
async function judgeSubset(action, subset, depth, context, judgements) {
    context.signal.throwIfAborted();
    const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits));
    const judgement = 'conflict' in tree
        ? conflictJudgement(subset, tree.conflict[1], depth)
        : await action.verify({ proposals: subset, tree, depth }, context);
    for (const proposal of subset)
        judgements.set(proposal, judgement);
    return judgement.verdict;
}
function conflictJudgement(subset, loser, depth) {
    const suspects = subset.filter(({ edits }) => edits.includes(loser)).map(({ id }) => id);
    const reasons = [`${loser.path}: it overlaps another edit`];
    return {
        verdict: { status: 'refuted', depth, tree: '', evidence: [], reasons, suspects, score: 0 },
        rows: [],
        class: null,
        guard: null,
    };
}
/** On the first rung all findings; above it, those that no lower rung proved. */
function openFindings(findings, attempts, rung, first) {
    return findings
        .map((finding) => ({ finding, attempts: attempts.get(finding.id) ?? [] }))
        .filter((open) => rung === first ||
        !open.attempts.some(({ verdict, rung: made }) => verdict.status === 'proven' && made !== rung));
}
async function collect(yielded, skips) {
    const proposals = [];
    for await (const item of yielded) {
        if ('code' in item)
            skips.push(item);
        else
            proposals.push(item);
    }
    return proposals;
}
/** The batch is cut at the grant's number of files; what is over waits for the next run, and says so. */
function withinLimits(proposals, { grant }, skips) {
    const most = grant.limits['files'] ?? Infinity;
    const files = new Set();
    const kept = [];
    for (const proposal of proposals) {
        const added = proposal.edits.filter(({ path }) => !files.has(path)).map(({ path }) => path);
        if (files.size + new Set(added).size <= most) {
            for (const path of added)
                files.add(path);
            kept.push(proposal);
            continue;
        }
        const reason = `one batch touches ${most} files at most; the next run takes this one up`;
        skips.push({ findings: proposal.findings, code: 'open-limit', reason });
    }
    return kept;
}
function note(attempts, attempt, { recorder }) {
    for (const id of attempt.proposal.findings)
        attempts.set(id, [...(attempts.get(id) ?? []), attempt]);
    const { status, depth, reasons } = attempt.verdict;
    recorder.append({ kind: 'verdict', proposal: attempt.proposal.id, rung: attempt.rung, status, depth, reasons });
}
function recordProposal(proposal, rung, { recorder }) {
    const files = [...new Set(proposal.edits.map(({ path }) => path))];
    const patch = recorder.blob(Buffer.from(JSON.stringify(proposal.edits)));
    recorder.append({
        kind: 'proposal',
        id: proposal.id,
        findings: proposal.findings,
        rung,
        proposal: proposal.kind,
        files,
        patch,
    });
}
/** Of rivals (equal ids) the proven one with the highest score. */
function standing(attempts) {
    const proven = attempts.filter(({ verdict }) => verdict.status === 'proven');
    return [...Map.groupBy(proven, ({ proposal }) => proposal.id).values()].map((rivals) => rivals.reduce((best, rival) => (rival.verdict.score > best.verdict.score ? rival : best)).proposal);
}
/** The proof has the last word: what it refused is refused, what it passed carries its verdict. */
function settle(attempts, refused, verdict) {
    const last = new Map(refused.map((refusal) => [refusal.proposal, refusal.verdict]));
    return attempts.map((attempt) => {
        const final = last.get(attempt.proposal) ?? (attempt.verdict.status === 'proven' ? verdict : null);
        return final === null ? attempt : { ...attempt, verdict: final };
    });
}
//# sourceMappingURL=engine.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/configuration.js

/** The names of all actions of the suite: a configuration may speak of those that this process does not hold. */
const ACTION_NAMES = [
    'type-safety',
    'lint-fix',
    'pr-review',
    'style-guide',
    'docs-fixer',
    'issue-triage',
    'dependency-upgrader',
    'perf-optimizer',
];
/**
 * The configuration file of the repository, as the base commit has it: a pull request can not loosen what judges it.
 * @throws UserError (usage) for whatever in it is not right.
 */
async function configuration_readConfiguration(workspace, target, inputs, actions) {
    const path = typeof inputs['config'] === 'string' && inputs['config'] !== '' ? inputs['config'] : '.github/upkeep.yml';
    const text = await workspace.readAt(target.base, path);
    const declarationsOf = (name) => [
        ...src/* COMMON_INPUTS */.s7,
        ...(actions.find((action) => action.name === name)?.inputs ?? []),
    ];
    return await (0,src/* loadConfig */.Z9)(text, path, ACTION_NAMES, declarationsOf);
}
//# sourceMappingURL=configuration.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/no-work.js
/** Why a run can not even begin: it may not run code, the repository has no CI, or its CI has no check. Null: it can. */
function noWorkReason({ grant, classification, checks, inputs }, unresolved) {
    if (!grant.may.runCode) {
        return {
            code: 'fork',
            message: 'This event brings code or text from outside, so nothing of the repository is run.',
            remedy: 'Use the action on pull_request, push or schedule.',
        };
    }
    if (checks.length > 0)
        return null;
    const given = inputs['checks'];
    if (Array.isArray(given) && given.length > 0)
        return null;
    if (classification.workflows.length === 0) {
        return {
            code: 'no-ci',
            message: 'There is no workflow in .github/workflows, so there is no check that could prove a change.',
            remedy: 'Add a workflow that runs your checks, or name commands in the input `checks`.',
        };
    }
    const why = unresolved.slice(0, 3).map(({ workflow, reason }) => `${workflow}: ${reason}`);
    return {
        code: 'no-check',
        message: ['The workflows hold no command that was recognised as a check.', ...why].join(' '),
        remedy: 'Name the commands that judge your code in the input `checks`, one a line.',
    };
}
/** The configuration says that this action does not run here. */
function switchedOff(action) {
    return {
        code: 'config',
        message: `${action} is switched off in the configuration.`,
        remedy: `Set actions.${action}.enabled to true.`,
    };
}
/** Takes out what the configuration mutes, by id or by rule, and says so. */
function unmuted(detection, mute) {
    const isMuted = ({ id, rule }) => mute.includes(id) || mute.includes(rule);
    const muted = detection.findings.filter(isMuted);
    if (muted.length === 0)
        return detection;
    const findings = detection.findings.filter((finding) => !isMuted(finding));
    return {
        ...detection,
        findings,
        left: [...detection.left, { what: `${muted.length} findings`, why: 'the configuration mutes them' }],
    };
}
//# sourceMappingURL=no-work.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/out-folder.js



/** Every file or folder that an OUT folder of ours can hold (design §9). */
const OURS = ['result.json', 'publication.json', 'blobs', 'patch.diff', 'summary.md', 'report.html', 'record'];
/** @throws UserError if `path` holds what is not ours, or can not be written. */
function createOutFolder(path) {
    const place = (0,external_node_path_.resolve)(path);
    refuseForeign(place);
    const staging = stagingFor(place);
    return {
        path: place,
        staging,
        write(name, content) {
            const file = (0,external_node_path_.join)(staging, name);
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(file), { recursive: true });
            (0,external_node_fs_.writeFileSync)(file, content);
        },
        finish() {
            refuseForeign(place);
            (0,external_node_fs_.rmSync)(place, { recursive: true, force: true });
            (0,external_node_fs_.renameSync)(staging, place);
        },
        discard() {
            (0,external_node_fs_.rmSync)(staging, { recursive: true, force: true });
        },
    };
}
function refuseForeign(place) {
    const foreign = (0,external_node_fs_.existsSync)(place) ? out_folder_entriesOf(place).find((name) => !OURS.includes(name)) : undefined;
    if (foreign === undefined)
        return;
    throw new errors/* UserError */.yo(`The output folder ${place} holds "${foreign}", which no run of Upkeep wrote.`, {
        remedy: 'Name an empty or new folder with `out`, or empty this one.',
    });
}
function out_folder_entriesOf(place) {
    try {
        return (0,external_node_fs_.readdirSync)(place);
    }
    catch (cause) {
        if ((0,errors/* systemCode */.xU)(cause) !== 'ENOTDIR')
            throw cause;
        throw new errors/* UserError */.yo(`The output folder ${place} is a file.`, { remedy: 'Name a folder with `out`.', cause });
    }
}
function stagingFor(place) {
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(place), { recursive: true });
        const staging = (0,external_node_fs_.mkdtempSync)(`${place}.part-`);
        (0,external_node_fs_.chmodSync)(staging, 0o755);
        return staging;
    }
    catch (cause) {
        const code = (0,errors/* systemCode */.xU)(cause);
        if (code === null)
            throw cause;
        throw new errors/* UserError */.yo(`The output folder ${place} can not be written (${code}).`, {
            remedy: 'Name a folder that can be written with `out`, and see that its disk has room.',
            kind: 'state',
            cause,
        });
    }
}
//# sourceMappingURL=out-folder.js.map
// EXTERNAL MODULE: ../../node_modules/diff/libesm/patch/parse.js
var patch_parse = __webpack_require__(7893);
;// CONCATENATED MODULE: ../../packages/report/build/src/diff-lines.js

/** A unified diff as files of numbered lines. Null: it can not be parsed (a binary patch), and is shown as it is. */
function diffFiles(patch) {
    if (patch.trim() === '')
        return [];
    try {
        return (0,patch_parse/* parsePatch */.i)(patch).map((file) => {
            const lines = file.hunks.flatMap((hunk) => hunkLines(hunk.lines, hunk.oldStart, hunk.newStart, header(hunk)));
            const [before, after] = [plainName(file.oldFileName), plainName(file.newFileName)];
            return {
                path: after ?? before ?? '',
                from: before !== null && after !== null && before !== after ? before : null,
                added: lines.filter(({ kind }) => kind === 'added').length,
                removed: lines.filter(({ kind }) => kind === 'removed').length,
                lines,
            };
        });
    }
    catch {
        return null;
    }
}
function header(hunk) {
    return `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
}
function plainName(name) {
    return name === undefined || name === '/dev/null' ? null : name.replace(/^[ab]\//, '');
}
function hunkLines(texts, before, after, title) {
    const lines = [{ kind: 'hunk', before: null, after: null, text: title }];
    let [left, right] = [before, after];
    for (const line of texts) {
        const text = line.slice(1);
        if (line.startsWith('+'))
            lines.push({ kind: 'added', before: null, after: right++, text });
        else if (line.startsWith('-'))
            lines.push({ kind: 'removed', before: left++, after: null, text });
        else if (line.startsWith('\\'))
            lines.push({ kind: 'note', before: null, after: null, text: text.trim() });
        else
            lines.push({ kind: 'same', before: left++, after: right++, text });
    }
    return lines;
}
//# sourceMappingURL=diff-lines.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html-parts.js

/** A path as code that breaks behind its slashes where the screen is narrow. */
function pathCode(path) {
    return `<code>${(0,build_src/* escapeHtml */.ZD)(path).replaceAll('/', '/<wbr>')}</code>`;
}
/** Prose in which backticks set code, as in Markdown; everything else is text. */
function prose(text) {
    return (0,build_src/* escapeHtml */.ZD)(text).replace(/`([^`\n]+)`/g, '<code>$1</code>');
}
function badge(tone, word) {
    return `<span class="badge ${tone}">${(0,build_src/* escapeHtml */.ZD)(word)}</span>`;
}
/** A part with a heading; without a body it is left out. `aside` stands small beside the title. */
function section(title, aside, body) {
    const small = aside === '' ? '' : ` <small>${(0,build_src/* escapeHtml */.ZD)(aside)}</small>`;
    return body === '' ? '' : `<section><h2>${(0,build_src/* escapeHtml */.ZD)(title)}${small}</h2>\n${body}</section>`;
}
/** A table of HTML cells that becomes one card a row on a narrow screen. `numbers` are the columns to set right. */
function table(header, rows, numbers = []) {
    if (rows.length === 0)
        return '';
    const head = header
        .map((title, column) => `<th scope="col"${numbers.includes(column) ? ' class="num"' : ''}>${(0,build_src/* escapeHtml */.ZD)(title)}</th>`)
        .join('');
    const cell = (html, column) => {
        const kind = column === 0 ? ' class="lead"' : numbers.includes(column) ? ' class="num"' : '';
        return `<td${kind} data-label="${(0,build_src/* escapeHtml */.ZD)(header[column] ?? '')}">${html}</td>`;
    };
    const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n');
    return `<div class="card scroll" tabindex="0"><table class="cards"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
//# sourceMappingURL=html-parts.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/wording.js
/** `1 finding`, `2 findings`. */
function wording_count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
/** Seconds as a person says them: `0.8 s`, `42 s`, `3 min 5 s`. */
function duration(seconds) {
    if (seconds < 10)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** At most `length` characters of one line, cut in the middle of nothing that is a pair. */
function clip(text, length) {
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`;
}
function inState(data, state) {
    return data.result.findings.filter((finding) => finding.state === state);
}
/** `path:line` of a finding; the empty text where it has no place. */
function wording_placeOf({ path, range }) {
    if (path === null)
        return '';
    return range === null ? path : `${path}:${range[0]}`;
}
/** The verdict in one sentence. */
function headline(data) {
    const { result, reason } = data.result;
    const proposed = inState(data, 'proposed').length;
    if (result === 'changed')
        return `${wording_count(proposed, 'finding')} settled, and proven by the repository's own checks`;
    if (result === 'clean')
        return 'Nothing to change';
    if (result === 'skipped')
        return `Skipped: ${reason?.message ?? 'nothing could be done.'}`;
    return `Failed: ${reason?.message ?? 'the run did not come to its end.'}`;
}
/** What was found, by what it was proven, what it took: three sentences. */
function threeLines(data) {
    const { findings, coverage, checkerRuns, seconds, usage } = data.result;
    const states = ['proposed', 'refused', 'left'].map((state) => `${inState(data, state).length} ${state}`);
    const found = `${wording_count(findings.length, 'finding')} in ${wording_count(coverage.examined.length, 'file')} examined: ${states.join(', ')}.`;
    const run = data.proof.filter(wasRun);
    const passed = run.filter(({ after }) => after === 'pass').length;
    const proven = run.length === 0
        ? 'No check of the repository was run.'
        : `${passed} of ${wording_count(run.length, 'check')} that were run pass; ${data.proof.length - run.length} were not run, each with its reason.`;
    const model = usage.turns === 0 ? 'no model was asked' : `${wording_count(usage.turns, 'model turn')} for $${usage.usd.toFixed(2)}`;
    return [found, proven, `${duration(seconds)}, ${wording_count(checkerRuns, 'checker run')}, ${model}.`];
}
function wasRun({ after }) {
    return after !== 'not-run' && after !== 'not-needed';
}
/** The command that repeats this run on a laptop. */
function reproduceCommand({ result }) {
    const { commit } = result.repository;
    return `npx upkeep ${result.action}${commit === null ? '' : ` --commit ${commit.slice(0, 12)}`}`;
}
/** What a user adds to the configuration so that a finding is not shown again. */
function muteExample({ result }) {
    const finding = result.findings.find(({ state }) => state !== 'proposed') ?? result.findings[0];
    return ['version: 1', 'mute:', `  - ${finding?.id ?? '<finding or rule>'}`].join('\n');
}
//# sourceMappingURL=wording.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html-diff.js




/** A browser stays quick with this many lines of diff; the rest is in patch.diff. */
const html_diff_MOST_LINES = 6000;
const OPEN_FILES = 8;
/** The unified diff, coloured, with line numbers on both sides. */
function diffSection(patch) {
    const files = diffFiles(patch);
    if (files === null)
        return section('Changes', 'as text', `<div class="card"><pre tabindex="0">${(0,build_src/* escapeHtml */.ZD)(patch.slice(0, 500_000))}</pre></div>`);
    let room = html_diff_MOST_LINES;
    const cards = files.map((file, index) => {
        const shown = file.lines.slice(0, Math.max(0, room));
        room -= file.lines.length;
        return card(file, shown, index < OPEN_FILES);
    });
    return section('Changes', wording_count(files.length, 'file'), cards.join('\n'));
}
function card({ path, from, added, removed, lines }, shown, open) {
    const name = from === null ? pathCode(path) : `${pathCode(from)} → ${pathCode(path)}`;
    const hidden = lines.length - shown.length;
    const note = hidden > 0
        ? `<tr class="note-line"><td class="n"></td><td class="n"></td><td>… ${wording_count(hidden, 'more line')}: see patch.diff</td></tr>`
        : '';
    const head = `<summary>${name} <small><span class="plus">+${added}</span> <span class="minus">−${removed}</span></small></summary>`;
    const body = `<table><tbody>${shown.map(row).join('')}${note}</tbody></table>`;
    return `<details class="card diff"${open ? ' open' : ''}>${head}<div class="scroll" tabindex="0">${body}</div></details>`;
}
function row({ kind, before, after, text }) {
    const mark = { added: '+ ', removed: '- ', same: '  ', hunk: '', note: '' }[kind];
    const style = kind === 'same' ? '' : ` class="${kind === 'note' ? 'note-line' : kind}"`;
    return `<tr${style}><td class="n">${before ?? ''}</td><td class="n">${after ?? ''}</td><td>${mark}${(0,build_src/* escapeHtml */.ZD)(text)}</td></tr>`;
}
//# sourceMappingURL=html-diff.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html-findings.js



const TONES = { proposed: 'good', refused: 'warn', left: 'calm' };
/** Findings beyond this many are counted, not shown: result.json has them all. */
const MOST = 2000;
/** Files with more findings than the reader sees at a glance begin folded. */
const html_findings_OPEN_FILES = 12;
/** The findings, grouped by file. */
function findingsSection({ result: { findings } }) {
    const groups = [...Map.groupBy(findings.slice(0, MOST), ({ path }) => path ?? '')];
    const cards = groups.map(([path, group], index) => {
        const title = path === '' ? 'The repository' : pathCode(path);
        const open = index < html_findings_OPEN_FILES ? ' open' : '';
        return `<details class="card"${open}><summary>${title} <small>${(0,build_src/* escapeHtml */.ZD)(wording_count(group.length, 'finding'))}</small></summary><ul class="findings">${group.map(item).join('')}</ul></details>`;
    });
    const hidden = findings.length - MOST;
    if (hidden > 0)
        cards.push(`<p class="empty">${(0,build_src/* escapeHtml */.ZD)(wording_count(hidden, 'further finding'))}: see result.json.</p>`);
    const body = cards.length === 0 ? '<p class="empty">There is none.</p>' : cards.join('\n');
    return section('Findings', findings.length === 0 ? '' : `${findings.length} in ${wording_count(groups.length, 'file')}`, body);
}
function item({ state, message, why, rule, range, id }) {
    const place = range === null ? '' : `line ${range[0]} · `;
    const reason = why === undefined ? '' : `<p class="meta">${(0,build_src/* escapeHtml */.ZD)(why)}</p>`;
    return `<li><div>${badge(TONES[state], state)}</div><div><p>${prose(message)}</p>${reason}<p class="meta">${place}<code>${(0,build_src/* escapeHtml */.ZD)(rule)}</code> · <code>${(0,build_src/* escapeHtml */.ZD)(id)}</code></p></div></li>`;
}
//# sourceMappingURL=html-findings.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html-style.data.js
/** The look of the report. One file without any request: system fonts, no images. Contrast of text is at least 4.5:1. */
const STYLE = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--sunk:#f3f4f6;--line:#dfe3e8;--text:#1b2128;--soft:#57606a;--link:#0b5cad;
--good:#176f2c;--good-bg:#e3f4e7;--warn:#8a5300;--warn-bg:#fdf1d8;--bad:#b3261e;--bad-bg:#fdeae8;--calm-bg:#eceff3;
--add:#e6f6ea;--add-num:#cdebd4;--del:#fdeceb;--del-num:#f8d4d1;--hunk:#eef3fb}
@media (prefers-color-scheme:dark){:root{--page:#0e1216;--card:#161b21;--sunk:#1c2229;--line:#2b333c;--text:#e4e9ee;--soft:#9aa5b1;--link:#7db7f5;
--good:#6fd08a;--good-bg:#14301d;--warn:#e5b454;--warn-bg:#33270f;--bad:#ff8f86;--bad-bg:#3a1917;--calm-bg:#232a32;
--add:#12291a;--add-num:#183a24;--del:#331817;--del-num:#472120;--hunk:#17222f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header>div{max-width:1080px;margin:0 auto;padding:0 24px}
header{background:var(--card);border-bottom:1px solid var(--line);padding:32px 0 28px}
.brand{color:var(--soft);font-size:13px;font-weight:600;letter-spacing:.02em;margin:0 0 14px}
h1{font-size:26px;line-height:1.25;letter-spacing:-.015em;margin:10px 0 8px;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:17px;letter-spacing:-.005em;margin:40px 0 12px}
h2 small,summary small{color:var(--soft);font-weight:400;font-size:13px;margin-left:6px}
p{margin:0 0 10px;overflow-wrap:anywhere}
.meta{color:var(--soft);font-size:13px}
.badge{display:inline-block;border-radius:999px;padding:1px 10px;font-size:12px;font-weight:600;line-height:20px;white-space:nowrap;background:var(--calm-bg);color:var(--soft)}
.good{background:var(--good-bg);color:var(--good)}.warn{background:var(--warn-bg);color:var(--warn)}.bad{background:var(--bad-bg);color:var(--bad)}
.figures{display:flex;flex-wrap:wrap;gap:8px 36px;margin:22px 0 0;padding:0;list-style:none}
.figures b{display:block;font-size:22px;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.figures span{color:var(--soft);font-size:13px}
.note{border-left:3px solid var(--warn);background:var(--warn-bg);padding:10px 14px;border-radius:0 6px 6px 0;margin:18px 0 0}
.note p:last-child{margin:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 12px;overflow:hidden}
.empty{color:var(--soft)}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:12.5px}
code{overflow-wrap:anywhere}
summary{cursor:pointer;padding:10px 16px 10px 36px;font-weight:600;list-style:none;position:relative}
summary::-webkit-details-marker{display:none}
summary::before{content:"";position:absolute;left:18px;top:18px;width:6px;height:6px;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details[open]>summary::before{top:16px;transform:rotate(45deg)}
summary code{font-weight:600}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
details[open]>summary{border-bottom:1px solid var(--line)}
.findings{list-style:none;margin:0;padding:0}
.findings li{padding:11px 16px;display:grid;grid-template-columns:88px 1fr;gap:2px 12px}
.findings li+li{border-top:1px solid var(--line)}
.findings p{margin:0}.findings .meta{margin-top:2px;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th{font-size:12px;font-weight:600;color:var(--soft);text-align:left;white-space:nowrap}
th,td{padding:9px 16px;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child>td{border-bottom:0}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td .why{color:var(--soft);font-size:13px;margin:3px 0 0}
.diff table{font-size:12.5px;line-height:1.6}
.diff td{border:0;padding:0 10px;white-space:pre;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;tab-size:4}
.diff td.n{width:1%;min-width:44px;text-align:right;color:var(--soft);user-select:none;background:var(--sunk)}
.diff .added td{background:var(--add)}.diff .added td.n{background:var(--add-num);color:var(--good)}
.diff .removed td{background:var(--del)}.diff .removed td.n{background:var(--del-num);color:var(--bad)}
.diff .hunk td,.diff .note-line td{background:var(--hunk);color:var(--soft)}
.plus{color:var(--good)}.minus{color:var(--bad)}
pre{margin:0;padding:14px 16px;overflow-x:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 20px;margin:0;padding:14px 16px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:13px;margin:40px 0 48px}
@media (max-width:640px){
main,header>div{padding:0 16px}header{padding:22px 0 20px}h1{font-size:21px}h2{margin-top:32px}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:14px}
.findings li{grid-template-columns:1fr}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{display:block;padding:12px 16px;border-bottom:1px solid var(--line)}.cards tr:last-child{border-bottom:0}
.cards td,.cards td.num{display:flex;justify-content:space-between;gap:16px;padding:2px 0;border:0;text-align:right}
.cards td::before{content:attr(data-label);color:var(--soft);font-size:13px;text-align:left;white-space:nowrap}
.cards td.lead{display:block;text-align:left;padding-bottom:6px}.cards td.lead::before{content:none}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}}
@media print{body{background:#fff}.card{break-inside:avoid}}
`;
//# sourceMappingURL=html-style.data.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html-proof.js



const html_proof_TONES = {
    pass: 'good',
    fail: 'bad',
    flaky: 'warn',
    'not-run': 'calm',
    'not-needed': 'calm',
};
/** Every check of CI: as run before and after, or not run and why. */
function proofSection({ proof }) {
    const rows = proof.map((row) => {
        const { command, kind, before, after, new: fresh, fixed, seconds, why } = row;
        return [
            `<code>${(0,build_src/* escapeHtml */.ZD)(command)}</code>${why === undefined ? '' : `<p class="why">${(0,build_src/* escapeHtml */.ZD)(why)}</p>`}`,
            (0,build_src/* escapeHtml */.ZD)(kind),
            badge(html_proof_TONES[before], words(before)),
            badge(html_proof_TONES[after], words(after)),
            String(fresh),
            String(fixed),
            wasRun(row) ? duration(seconds) : '–',
        ];
    });
    const body = table(['Check', 'Kind', 'Before', 'After', 'New', 'Fixed', 'Time'], rows, [4, 5, 6]);
    return section('Proof', wording_count(proof.length, 'check') + ' of the repository', body);
}
function words(outcome) {
    return outcome.replace('-', ' ');
}
//# sourceMappingURL=html-proof.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/html.js







const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** One HTML file that holds everything and asks for nothing: no script, no font, no image, no address. */
function reportHtml(data) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${(0,build_src/* escapeHtml */.ZD)(data.title)}: ${(0,build_src/* escapeHtml */.ZD)(data.result.result)}</title>
<style>${STYLE}</style>
</head>
<body>
${verdict(data)}
<main>
${[findingsSection(data), diffSection(data.patch), proofSection(data), left(data), skipped(data), notExamined(data), how(data)].join('\n')}
<footer>Upkeep ${(0,build_src/* escapeHtml */.ZD)(data.result.version)}. This file is complete in itself and loads nothing.</footer>
</main>
</body>
</html>
`;
}
function verdict(data) {
    const { result, coverage, repository, reason, incomplete, seconds } = data.result;
    const tone = { changed: 'good', clean: 'good', skipped: 'warn', failed: 'bad' }[result];
    const place = [repository.slug, repository.commit?.slice(0, 12)].filter((part) => typeof part === 'string');
    const figures = [
        [String(inState(data, 'proposed').length), 'proposed and proven'],
        [String(inState(data, 'refused').length), 'refused by a check or guard'],
        [String(inState(data, 'left').length), 'left as they are'],
        [String(coverage.examined.length), 'files examined'],
        [duration(seconds), 'in all'],
    ];
    const notes = [
        incomplete === null ? '' : `<p>Cut short by ${(0,build_src/* escapeHtml */.ZD)(incomplete)}: what was proven by then stands.</p>`,
        reason === null ? '' : `<p>${prose(reason.message)}</p><p><b>What to do:</b> ${prose(reason.remedy)}</p>`,
    ].join('');
    return `<header><div>
<p class="brand">Upkeep · ${(0,build_src/* escapeHtml */.ZD)(data.title)}</p>
${badge(tone, result)}
<h1>${(0,build_src/* escapeHtml */.ZD)(headline(data))}</h1>
<p class="meta">${place.map((part) => `<span class="mono">${(0,build_src/* escapeHtml */.ZD)(part)}</span>`).join(' at ')}</p>
<ul class="figures">${figures.map(([figure, what]) => `<li><b>${(0,build_src/* escapeHtml */.ZD)(figure)}</b><span>${(0,build_src/* escapeHtml */.ZD)(what)}</span></li>`).join('')}</ul>
${notes === '' ? '' : `<div class="note">${notes}</div>`}
</div></header>`;
}
function left({ left: items }) {
    const rows = items.map((item) => [
        `${pathCode(`${item.path}:${item.line}`)}<p class="why">${prose(item.message)}</p>`,
        `<code>${(0,build_src/* escapeHtml */.ZD)(item.rule)}</code>`,
        String(Math.round(item.score * 10) / 10),
    ]);
    return section('What is left, most valuable first', wording_count(items.length, 'place'), table(['Where', 'Rule', 'Worth'], rows, [2]));
}
function skipped({ skips }) {
    return section('Skipped', '', table(['Reason', 'Code'], skips.map(({ code, reason }) => [(0,build_src/* escapeHtml */.ZD)(reason), `<code>${(0,build_src/* escapeHtml */.ZD)(code)}</code>`])));
}
function notExamined({ result: { coverage } }) {
    const rows = coverage.notExamined.map(({ what, why }) => [pathCode(what), (0,build_src/* escapeHtml */.ZD)(why)]);
    return section('Not examined', rows.length === 0 ? 'nothing was left out' : wording_count(rows.length, 'entry').replace('entrys', 'entries'), table(['What', 'Why'], rows));
}
function how(data) {
    const { usage, checkerRuns, seconds } = data.result;
    const model = usage.turns === 0
        ? 'No model was asked'
        : `${wording_count(usage.turns, 'turn')}, ${usage.input + usage.cacheRead + usage.cacheWrite} tokens read, ${usage.output} written, $${usage.usd.toFixed(2)}`;
    const facts = [
        ['Isolation', data.isolation],
        ['Model', model],
        ['Checkers', `${wording_count(checkerRuns, 'run')}, ${duration(seconds)} in all`],
    ];
    const list = `<dl>${facts.map(([name, value]) => `<dt>${(0,build_src/* escapeHtml */.ZD)(name)}</dt><dd>${(0,build_src/* escapeHtml */.ZD)(value)}</dd>`).join('')}</dl>`;
    const commands = `<details class="card"><summary>Mute a finding or a rule</summary><pre tabindex="0">${(0,build_src/* escapeHtml */.ZD)(muteExample(data))}</pre></details>
<details class="card"><summary>Run it again in a clone</summary><pre tabindex="0">${(0,build_src/* escapeHtml */.ZD)(reproduceCommand(data))}</pre></details>`;
    return `${section('How it was done', '', `<div class="card">${list}</div>`)}\n${commands}`;
}
//# sourceMappingURL=html.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/summary.js


/** GitHub refuses a job summary above 1 MiB, and other steps write there too. Bytes. */
const MOST_BYTES = 900 * 1024;
/** Rows of each list; halved until the whole fits. */
const MOST_ROWS = 400;
/** Characters of one message. */
const LONGEST = 300;
/** The job summary: what was found in three lines, the proof, what was not examined, how to mute, configure and reproduce. */
function summaryMarkdown(data) {
    for (let rows = MOST_ROWS;; rows = Math.floor(rows / 2)) {
        const summary = render(data, rows);
        if (rows === 0 || Buffer.byteLength(summary) <= MOST_BYTES)
            return summary;
    }
}
function render(data, rows) {
    const { result, proof, left, skips } = data;
    const [found, proven, took] = threeLines(data);
    const parts = [
        `## ${(0,build_src/* escapeMarkdown */.FV)(clip(data.title, LONGEST))}: ${(0,build_src/* escapeMarkdown */.FV)(clip(headline(data), LONGEST))}`,
        `- **Found:** ${found}\n- **Proven:** ${proven}\n- **Took:** ${took}`,
        result.incomplete === null ? '' : `> **Cut short** by ${result.incomplete}: what was proven by then stands.`,
        result.reason === null ? '' : `**What to do:** ${(0,build_src/* escapeMarkdown */.FV)(clip(result.reason.remedy, LONGEST))}`,
        summary_section('### Proof', summary_table(['Check', 'Before', 'After', 'New', 'Fixed', 'Time', 'Note'], proof, checkCells, rows)),
        folded(`Proposed (${inState(data, 'proposed').length})`, findingTable(inState(data, 'proposed'), rows)),
        folded(`Refused (${inState(data, 'refused').length})`, findingTable(inState(data, 'refused'), rows)),
        folded(`What is left, most valuable first (${left.length})`, summary_table(['Where', 'Rule', 'Message'], left, (item) => [code(`${item.path}:${item.line}`), code(item.rule), summary_prose(item.message)], rows)),
        folded(`Skipped (${skips.length})`, summary_table(['Reason', 'What'], skips, (skip) => [code(skip.code), summary_prose(skip.reason)], rows)),
        folded(`Not examined (${result.coverage.notExamined.length})`, summary_table(['What', 'Why'], result.coverage.notExamined, ({ what, why }) => [code(what), summary_prose(why)], rows)),
        advice(data),
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function checkCells(row) {
    const { command, before, after, new: fresh, fixed, seconds, why } = row;
    return [
        code(command),
        before,
        after === 'pass' ? `**${after}**` : after,
        String(fresh),
        String(fixed),
        wasRun(row) ? duration(seconds) : '',
        summary_prose(why ?? ''),
    ];
}
function findingTable(findings, rows) {
    return summary_table(['Where', 'Rule', 'Message', 'Id'], findings, (finding) => {
        const why = finding.why === undefined ? '' : ` — ${summary_prose(finding.why)}`;
        return [code(wording_placeOf(finding)), code(finding.rule), `${summary_prose(finding.message)}${why}`, code(finding.id)];
    }, rows);
}
function advice(data) {
    const body = [
        'To see a finding or a rule no more, name it in `.github/upkeep.yml`, where all settings live:',
        (0,build_src/* codeBlock */.DV)(muteExample(data), 'yaml'),
        'To repeat this run in a clone of the repository:',
        (0,build_src/* codeBlock */.DV)(reproduceCommand(data), 'sh'),
    ];
    return `### Mute, configure, reproduce\n\n${body.join('\n\n')}`;
}
function summary_table(header, items, cells, rows) {
    if (items.length === 0)
        return '';
    const hidden = items.length - rows;
    const note = hidden > 0 ? `\n\n${wording_count(hidden, 'more row')} left out here; all of them are in the report.` : '';
    return (0,build_src/* markdownTable */.Qj)(header, items.slice(0, rows).map(cells)) + note;
}
function summary_section(title, body) {
    return body === '' ? '' : `${title}\n\n${body}`;
}
function folded(title, body) {
    return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function code(text) {
    return text === '' ? '' : (0,build_src/* codeSpan */.SS)(clip(text, LONGEST));
}
function summary_prose(text) {
    return (0,build_src/* escapeMarkdown */.FV)(clip(text, LONGEST));
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/terminal.js




const OUTCOME_STYLES = {
    pass: 'green',
    fail: 'red',
    flaky: 'red',
    'not-run': 'gray',
    'not-needed': 'gray',
};
/** Lists longer than this are cut on a terminal; the report has them whole. */
const terminal_MOST_ROWS = 20;
const MOST_DIFF_LINES = 200;
/** The result on a terminal, `width` columns wide: findings, diff, proof table, coverage, and where the report lies. */
function terminalReport(data, options) {
    const width = Math.max(40, Math.min(options.width, 160));
    const paint = options.color
        ? (style, text) => (0,external_node_util_.styleText)(style, text, { validateStream: false })
        : (_, text) => text;
    const { result } = data;
    const tone = { changed: 'green', clean: 'green', skipped: 'yellow', failed: 'red' }[result.result];
    const [found, proven, took] = threeLines(data);
    const parts = [
        `${paint(['bold', tone], result.result.toUpperCase())}  ${paint('bold', terminal_line(headline(data), width - 10))}`,
        [found, proven, took].map((text) => terminal_line(text, width)).join('\n'),
        result.reason === null ? '' : `${paint('yellow', 'What to do:')} ${terminal_line(result.reason.remedy, width * 2)}`,
        findings(data, width, paint),
        diff(data.patch, width, paint),
        proof(data.proof, width, paint),
        leftOver(data, width, paint),
        coverage(data, width, paint),
        result.out === null ? '' : `${paint('bold', 'Report')}\n  ${printable(result.out)}/report.html`,
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function findings(data, width, paint) {
    const tones = { proposed: 'green', refused: 'yellow', left: 'gray' };
    const rows = ['proposed', 'refused', 'left'].flatMap((state) => inState(data, state).map((finding) => {
        const head = `  ${paint(tones[state], state.padEnd(9))}${paint('bold', place(wording_placeOf(finding), width - 32))}  ${terminal_line(finding.rule, 18)}`;
        const told = [finding.message, ...(finding.why === undefined ? [] : [finding.why])];
        return [head, ...told.map((text) => `           ${terminal_line(text, width - 11)}`)].join('\n');
    }));
    return block('Findings', rows, paint);
}
function diff(patch, width, paint) {
    const files = diffFiles(patch);
    if (files === null)
        return block('Diff', ['  It holds binary files; see patch.diff.'], paint);
    const rows = files.flatMap(({ path, lines }) => [
        paint('bold', `  ${terminal_line(path, width - 2)}`),
        ...lines.map((each) => diffLine(each, width, paint)),
    ]);
    return block('Diff', rows, paint, MOST_DIFF_LINES);
}
function diffLine({ kind, text, before, after }, width, paint) {
    const [style, mark] = {
        added: ['green', '+'],
        removed: ['red', '-'],
        same: ['reset', ' '],
        hunk: ['cyan', ' '],
        note: ['gray', ' '],
    }[kind];
    const body = `${String(after ?? before ?? '').padStart(6)} ${mark} ${terminal_code(text, width - 10)}`;
    return kind === 'same' ? body : paint(style, body);
}
function proof(rows, width, paint) {
    const size = Math.max(12, Math.min(48, width - 42));
    const head = paint('dim', `  ${'Check'.padEnd(size)}${'Before'.padEnd(12)}${'After'.padEnd(12)}${'New'.padStart(4)}${'Time'.padStart(11)}`);
    const lines = rows.map((row) => {
        const { command, before, after, new: fresh, seconds, why } = row;
        const outcome = `${before.padEnd(12)}${paint(OUTCOME_STYLES[after], after.padEnd(12))}`;
        const told = `  ${terminal_line(command, size - 2).padEnd(size)}${outcome}${String(fresh).padStart(4)}${(wasRun(row) ? duration(seconds) : '–').padStart(11)}`;
        return why === undefined ? told : `${told}\n    ${paint('dim', terminal_line(why, width - 4))}`;
    });
    return rows.length === 0 ? '' : block('Proof', [head, ...lines], paint);
}
function leftOver({ left }, width, paint) {
    const rows = left.map((item) => `  ${place(`${item.path}:${item.line}`, width / 2)}  ${terminal_line(item.message, width / 2 - 6)}`);
    return block('What is left, most valuable first', rows, paint);
}
function coverage({ result }, width, paint) {
    const rows = result.coverage.notExamined.map(({ what, why }) => `  ${terminal_line(`${what}: ${why}`, width - 2)}`);
    return block('Not examined', rows, paint);
}
function block(title, rows, paint, most = terminal_MOST_ROWS) {
    if (rows.length === 0)
        return '';
    const hidden = rows.length - most;
    const note = hidden > 0 ? [paint('dim', `  … ${wording_count(hidden, 'more line')}: see the report`)] : [];
    return [paint('bold', title), ...rows.slice(0, most), ...note].join('\n');
}
function terminal_line(text, length) {
    return clip(printable(text), Math.max(8, Math.floor(length)));
}
/** A place is told apart by its end: the file and the line. */
function place(text, length) {
    const [plain, room] = [printable(text).replace(/\s+/g, ' '), Math.floor(length)];
    return plain.length <= room ? plain : `…${plain.slice(1 - room).toWellFormed()}`;
}
/** As `line`, but white space stays: it is code. */
function terminal_code(text, length) {
    const plain = printable(text).replaceAll('\t', '  ');
    return plain.length <= length ? plain : `${plain.slice(0, length - 1).toWellFormed()}…`;
}
/** Text of the repository must not steer the terminal. */
function printable(text) {
    return (0,build_src/* stripAnsi */.aJ)(text).replace(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
}
//# sourceMappingURL=terminal.js.map
;// CONCATENATED MODULE: ../../packages/report/build/src/index.js



//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/publication.js

function publicationOf({ version, run, grant, operations, skips, proof, detection, }) {
    const coverage = { examined: detection.examined, notExamined: detection.left };
    return {
        format: 'upkeep/publication@1',
        action: grant.action,
        version,
        run,
        grant,
        operations,
        skips,
        proof,
        coverage,
        usage: NO_USAGE,
    };
}
/** The files of a proven batch by the SHA-256 of their contents: what an operation lists, and the blobs that travel with it. */
async function filesOf(verified, workspace) {
    const tree = await workspace.compose(verified.proposals.flatMap(({ edits }) => edits));
    if ('conflict' in tree)
        throw new Error('a proven batch can not hold overlapping edits');
    const blobs = new Map();
    const files = [];
    for (const [path, after] of tree.files) {
        const before = await workspace.read(path);
        if (after !== null)
            blobs.set(sha256(after), after);
        files.push({ path, before: before === null ? null : sha256(before), after: after === null ? null : sha256(after) });
    }
    return { files, blobs };
}
//# sourceMappingURL=publication.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/result.js



/** Folds an outcome into `result.json` (design §9). */
async function resultOf(outcome, workspace, base, out) {
    const { action, version, detection, batches, tally, seconds } = outcome;
    const proposals = await Promise.all(batches.flatMap((batch) => batch.attempts.map((attempt) => proposalOf(attempt, batch, workspace))));
    const findings = await Promise.all(detection.findings.map((finding) => findingOf(finding, batches, workspace)));
    const changed = batches.some(({ verified }) => verified !== null);
    const reason = outcome.reason ?? detection.reason ?? (changed ? null : result_reasonOf(batches));
    return {
        format: 'upkeep/result@1',
        action,
        version,
        result: changed ? 'changed' : reason === null ? 'clean' : 'skipped',
        incomplete: null,
        reason,
        repository: {
            root: workspace.root,
            slug: workspace.slug,
            commit: workspace.commit,
            base,
        },
        findings,
        proposals,
        coverage: {
            examined: detection.examined,
            notExamined: detection.left,
        },
        usage: NO_USAGE,
        checkerRuns: tally.checkerRuns,
        seconds: Math.round(seconds * 100) / 100,
        out,
        published: [],
    };
}
/** The proof table: the rows of the last judgement of every batch, one line per check, a batch's own first. */
function proofRows(batches) {
    const rows = new Map();
    for (const { judgements, verified } of batches) {
        const told = [...judgements.entries()].filter(([proposal]) => verified === null || verified.proposals.includes(proposal));
        for (const row of told.flatMap(([, judgement]) => judgement.rows))
            if (!rows.has(row.id))
                rows.set(row.id, row);
    }
    return [...rows.values()];
}
function skipsOf(batches) {
    return batches.flatMap(({ skips }) => skips);
}
async function proposalOf({ proposal, verdict, rung }, { judgements }, workspace) {
    const judgement = judgements.get(proposal);
    const tree = await workspace.compose(proposal.edits);
    const files = [...new Set(proposal.edits.map(({ path }) => path))];
    let [added, removed] = [0, 0];
    for (const [path, after] of 'conflict' in tree ? [] : tree.files) {
        const counts = lineCounts({ path, before: await workspace.read(path), after });
        added += counts.added;
        removed += counts.removed;
    }
    const guard = judgement?.guard ?? null;
    return {
        id: proposal.id,
        findings: proposal.findings,
        kind: proposal.kind,
        files,
        added,
        removed,
        rung,
        class: judgement?.class ?? null,
        verdict: verdict.status,
        checks: judgement?.rows ?? [],
        ...(guard === null ? {} : { guard }),
    };
}
async function findingOf(finding, batches, workspace) {
    const { id, rule, batch, at, severity, message } = finding;
    const state = stateOf(id, batches);
    const range = at === null ? null : result_rangeOf(await workspace.read(at.path), at.start, at.end);
    return { id, rule, batch, path: at?.path ?? null, range, severity, message, ...state };
}
function stateOf(id, batches) {
    const holds = (proposal) => proposal.findings.includes(id);
    if (batches.some(({ verified }) => verified?.proposals.some(holds)))
        return { state: 'proposed' };
    const attempt = batches.flatMap(({ attempts }) => attempts).findLast(({ proposal }) => holds(proposal));
    if (attempt !== undefined)
        return { state: 'refused', why: attempt.verdict.reasons.join('; ') };
    const skip = batches.flatMap(({ skips }) => skips).find(({ findings }) => findings.includes(id));
    return { state: 'left', why: skip?.reason ?? 'nothing was proposed for it' };
}
/** 1-based lines and columns (UTF-16 units) of a byte range. */
function result_rangeOf(bytes, start, end) {
    if (bytes === null)
        return null;
    const [from, to] = [positionOf(bytes, start), positionOf(bytes, end)];
    return [...from, ...to];
}
function positionOf(bytes, offset) {
    const lines = (decodeText(bytes.subarray(0, offset))?.text ?? '').split('\n');
    return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}
/** Why nothing stood although there were findings; null where there were none to stand. */
function result_reasonOf(batches) {
    const attempts = batches.flatMap(({ attempts: all }) => all);
    if (attempts.length === 0)
        return null;
    const rows = proofRows(batches);
    const message = attempts[0]?.verdict.reasons[0] ?? 'No check of the repository could prove the changes.';
    if (attempts.some(({ verdict }) => verdict.status === 'refuted')) {
        return { code: 'unproven', message, remedy: 'See the refused findings in the report; nothing has to be done.' };
    }
    if (rows.some(({ before }) => before === 'fail')) {
        return { code: 'baseline-red', message, remedy: 'Make this check pass on the commit itself, then run again.' };
    }
    if (rows.some(({ after }) => after === 'flaky'))
        return { code: 'flaky', message, remedy: 'Make the check give one answer on one tree.' };
    return {
        code: 'not-set-up',
        message,
        remedy: 'Run the set-up steps of the job that owns these checks before this step.',
    };
}
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/version.data.js
/** The version of the suite, as results and publications name it. A contract test keeps it equal to the root package's. */
const VERSION = '0.1.0';
//# sourceMappingURL=version.data.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/write-out.js






/** Writes the OUT folder of design §9, each file parsed by its own schema first, and puts it in place. */
async function writeOut(parts) {
    const { action, context, result, detection, batches, out, redact, patch } = parts;
    const { operations, blobs } = parts.operations
        ? await operationsOf(parts)
        : { operations: [], blobs: new Map() };
    const [proof, skips] = [proofRows(batches), skipsOf(batches)];
    const publication = publicationOf({
        version: VERSION,
        run: parts.run,
        grant: context.grant,
        operations,
        skips,
        proof,
        detection,
    });
    const data = {
        result,
        patch,
        proof,
        skips,
        isolation: isolationOf(context),
        title: action.title,
        left: detection.ranked,
    };
    const summary = redact(summaryMarkdown(data));
    out.write('result.json', json(Result.parse(result)));
    out.write('publication.json', json(Publication.parse(publication)));
    for (const [name, bytes] of blobs)
        out.write((0,external_node_path_.join)('blobs', name), bytes);
    out.write('patch.diff', patch);
    out.write('summary.md', summary);
    out.write('report.html', redact(reportHtml(data)));
    out.finish();
    return {
        result,
        summary,
        patch,
        reportPath: (0,external_node_path_.join)(out.path, 'report.html'),
        hasPublication: operations.length > 0,
        terminal: (options) => redact(terminalReport(data, options)),
    };
}
async function operationsOf({ action, batches, context, }) {
    const proven = [];
    const blobs = new Map();
    for (const { verified } of batches) {
        if (verified === null)
            continue;
        const held = await filesOf(verified, context.workspace);
        proven.push({ verified, files: held.files });
        for (const [name, bytes] of held.blobs)
            blobs.set(name, bytes);
    }
    return { operations: action.publish(proven, context), blobs };
}
function isolationOf({ workspace: { isolation } }) {
    return isolation.kind === 'overlay'
        ? `overlay of the work tree (${isolation.via})`
        : `copy of the work tree: ${isolation.why}`;
}
function json(value) {
    return `${JSON.stringify(value, null, 2)}\n`;
}
//# sourceMappingURL=write-out.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/recorder.js



function fileRecorder({ folder, level, run, redact, now }) {
    const file = (0,external_node_path_.join)(folder, 'events.jsonl');
    let seq = 0;
    if (level !== 'off') {
        (0,external_node_fs_.mkdirSync)(folder, { recursive: true, mode: 0o700 });
        (0,external_node_fs_.writeFileSync)(file, '', { mode: 0o600 });
    }
    return {
        append(body) {
            const event = { v: 1, run, seq: seq++, t: new Date(now()).toISOString(), ...body };
            if (level !== 'off')
                (0,external_node_fs_.appendFileSync)(file, `${redact(JSON.stringify(event))}\n`);
        },
        blob(bytes) {
            const name = sha256(bytes);
            if (level === 'patch' || level === 'full') {
                const path = (0,external_node_path_.join)(folder, 'blobs', name);
                (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
                (0,external_node_fs_.writeFileSync)(path, bytes, { mode: 0o600 });
            }
            return name;
        },
    };
}
//# sourceMappingURL=recorder.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/run-action.js
var run_action_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var run_action_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});

















/**
 * One run, whole (design §3): workspace → context → detect → (propose ⇄ verify) per batch → prove → operations → OUT.
 * The user's tree stays as it is. Nothing is posted.
 */
async function runAction(action, job) {
    const { environment, log, signal } = job;
    const started = performance.now();
    const run = `${environment.runId}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;
    const out = createOutFolder(run_action_text(job.inputs['out']) ?? (0,external_node_path_.join)(environment.temp, 'upkeep', `${action.name}-${run}`));
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const redact = (0,build_src/* redactor */.$p)((0,src/* secretValues */.VX)());
            const workspace = run_action_addDisposableResource(env_1, await openWorkspace({
                directory: environment.workspace,
                temp: (0,external_node_path_.join)(environment.temp, 'upkeep-worktrees'),
                log: (line) => log.debug(line),
            }), true);
            const config = await configuration_readConfiguration(workspace, targetOf(environment, workspace.commit), job.inputs, [action]);
            const inputs = job.inputsWith((0,src/* configFor */.m3)(config, action.name));
            const recorder = fileRecorder({
                folder: (0,external_node_path_.join)(out.staging, 'record'),
                level: recordLevel(inputs),
                run,
                redact,
                now: Date.now,
            });
            const tally = { checkerRuns: 0, checkerSeconds: 0 };
            const env = (0,src/* childEnvironment */.Qc)(list(inputs['env']));
            const parts = {
                terms: action,
                inputs,
                environment,
                workspace,
                recorder,
                redact,
                env,
                log,
                signal,
                tally,
                now: Date.now,
            };
            const { context, unresolved } = await createContext(parts);
            recordStart(action, context, environment, recordLevel(inputs));
            const reason = config.actions[action.name]?.enabled === false ? switchedOff(action.name) : noWorkReason(context, unresolved);
            const detection = reason === null
                ? unmuted(await log.group('Detect', () => action.detect(context)), config.mute)
                : nothing(unresolved);
            recordFindings(detection, context);
            const batches = job.until === 'findings' ? [] : await runBatches(action, detection, context);
            const seconds = (performance.now() - started) / 1000;
            const outcome = { action: action.name, version: VERSION, detection, batches, reason, tally, seconds };
            const result = await resultOf(outcome, workspace, context.grant.target.base, out.path);
            recordEnd(result, context);
            const union = await unionPatch(action, batches, context);
            return await writeOut({
                action,
                context,
                result,
                detection,
                batches,
                run,
                out,
                redact,
                patch: union,
                operations: job.until === undefined,
            });
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = run_action_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        out.discard();
        throw error;
    }
}
async function runBatches(action, detection, context) {
    const outcomes = [];
    for (const [batch, findings] of Map.groupBy(detection.findings, (finding) => finding.batch)) {
        outcomes.push(await context.log.group(`Prove ${batch} (${findings.length})`, () => runBatch(action, batch, findings, context)));
    }
    return outcomes;
}
/**
 * One patch of all that stands, for `--apply`. Batches are proven one by one; several of them together are another tree, so
 * that tree is proven as well, and what clashes stays out of it.
 */
async function unionPatch(action, batches, context) {
    const proven = batches.flatMap(({ verified }) => (verified === null ? [] : [verified]));
    const all = proven.flatMap(({ proposals }) => proposals);
    const standing = proven.length < 2 ? all : (await prove('all', all, judgeAt(action, 'proof', context))).passing;
    if (standing.length === 0)
        return '';
    const tree = await composed(context.workspace, standing);
    return await context.workspace.patch(tree);
}
async function composed(workspace, proposals) {
    const tree = await workspace.compose(proposals.flatMap(({ edits }) => edits));
    if ('conflict' in tree)
        throw new Error('two proven batches hold overlapping edits');
    return tree;
}
function nothing(unresolved) {
    return {
        findings: [],
        examined: [],
        left: unresolved.map(({ workflow, reason }) => ({ what: workflow, why: reason })),
        ranked: [],
    };
}
function recordStart(action, { recorder, workspace, checks, grant, inputs }, { event }, record) {
    const secret = new Set(action.inputs.filter((input) => input.secret === true).map(({ name }) => name));
    const shown = Object.entries(inputs).filter(([name, value]) => value !== '' && !secret.has(name));
    recorder.append({
        kind: 'run.start',
        action: action.name,
        version: VERSION,
        repository: workspace.slug,
        commit: workspace.commit,
        base: grant.target.base,
        trigger: {
            event,
            number: grant.target.kind === 'pull-request' ? grant.target.number : null,
        },
        record,
        inputs: Object.fromEntries(shown.map(([name, value]) => [name, typeof value === 'object' ? value.map(String) : value])),
        checks: checks.map(({ check: { id, kind, command, cwd } }) => ({
            id,
            kind,
            command,
            cwd,
        })),
    });
}
function recordFindings(detection, { recorder }) {
    for (const { id, rule, batch, at } of detection.findings)
        recorder.append({ kind: 'finding', id, rule, batch, path: at?.path ?? null, line: null });
}
function recordEnd({ result, incomplete, reason, usage, checkerRuns, seconds }, { recorder }) {
    recorder.append({ kind: 'run.end', result, incomplete, reason, usage, checkerRuns, seconds });
}
function recordLevel(inputs) {
    const level = inputs['record'];
    if (level === 'off' || level === 'inputs' || level === 'patch' || level === 'full')
        return level;
    throw new errors/* UserError */.yo(`record: "${String(level)}" is no level of the record.`, {
        remedy: 'Use one of off, inputs, patch, full.',
    });
}
function run_action_text(value) {
    return typeof value === 'string' && value !== '' ? value : null;
}
function list(value) {
    return Array.isArray(value) ? value.map(String) : [];
}
//# sourceMappingURL=run-action.js.map
;// CONCATENATED MODULE: ../../packages/pipeline/build/src/index.js





//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/configuration.js
/** The distinct calls of a checker in CI. The same call of several jobs is one configuration. */
function configurationsOf(checks, tool) {
    const found = new Map();
    for (const { check, leaves, legs } of checks) {
        for (const leaf of leaves) {
            if (leaf.invocation?.checker !== tool || !judges(leaf))
                continue;
            const key = JSON.stringify([leaf.wrapper, leaf.argv, leaf.cwd, leaf.env]);
            const known = found.get(key);
            if (known === undefined)
                found.set(key, { tool, leaf, checks: [check.id], label: configuration_labelOf(leaf), legs });
            else
                found.set(key, { ...known, checks: [...new Set([...known.checks, check.id])], legs: [...known.legs, ...legs] });
        }
    }
    return [...found.values()];
}
/** `ruff format --check` judges no suppression. */
function judges({ invocation }) {
    return invocation?.checker !== 'ruff' || invocation.kinds.includes('lint');
}
function configuration_labelOf(leaf) {
    const command = commandOf(leaf.wrapper, leaf.argv);
    return leaf.cwd === '.' ? command : `${command} (in ${leaf.cwd})`;
}
/** The command line of a call; words that a shell would read are quoted. */
function commandOf(wrapper, argv) {
    return [...wrapper, ...argv].map(configuration_quoted).join(' ');
}
// a single `*` is for the shell; two of them, and braces, are for the tool, which reads more into them
function configuration_quoted(word) {
    const plain = /^[\w@%+=:,./~^*?-]+$/.test(word) && !word.includes('**');
    return plain ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
/** The folder that a configuration is about, relative to the root, without a trailing slash; `''` is the root. */
function folderOf({ leaf }) {
    return leaf.cwd === '.' ? '' : leaf.cwd.replace(/\/+$/, '');
}
/** A path that a tool printed in `cwd`, relative to the root; null outside of it. */
function configuration_repositoryPath(printed, cwd, root) {
    const path = printed.replaceAll('\\', '/');
    if (path.startsWith('/'))
        return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
    const parts = cwd === '.' ? [] : cwd.split('/');
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            parts.push(part);
        else if (parts.pop() === undefined)
            return null;
    }
    return parts.join('/');
}
//# sourceMappingURL=configuration.js.map
;// CONCATENATED MODULE: ./build/src/families.data.js
/** Which tools judge each family, what a reader calls them, and what a live one calls for. */
const FAMILIES = {
    'ts-ignore': {
        judges: ['tsc'],
        language: 'TypeScript type checker',
        fix: 'type the expression below it, or turn it into `@ts-expect-error` with a reason',
    },
    'ts-expect-error': { judges: ['tsc'], language: 'TypeScript type checker', fix: 'type the expression below it' },
    'eslint-disable': {
        judges: ['eslint'],
        language: 'ESLint',
        fix: 'follow the rule here, or configure it for this kind of file',
    },
    'type-ignore': {
        judges: ['mypy', 'pyright'],
        language: 'Python type checker (mypy, pyright)',
        fix: 'annotate the names on this line',
    },
    'pyright-ignore': { judges: ['pyright'], language: 'pyright', fix: 'annotate the names on this line' },
    noqa: {
        judges: ['ruff'],
        language: 'ruff',
        fix: 'follow the rule here, or ignore it for this file in the configuration',
    },
    'ts-nocheck': { judges: [], language: '', fix: 'remove it and type the file' },
    'mypy-ignore-errors': { judges: [], language: '', fix: 'remove it and annotate the module' },
    'noqa-file': { judges: [], language: '', fix: 'name the rules in `per-file-ignores` instead' },
};
/** ESLint rules that complain of the very directives of TypeScript: a comment that disables only these goes with the directive. */
const RULES_ABOUT_TS_DIRECTIVES = [
    '@typescript-eslint/ban-ts-comment',
    '@typescript-eslint/ban-ts-ignore',
    '@typescript-eslint/prefer-ts-expect-error',
];
/** Codes that complain of `# type: ignore` itself (pygrep-hooks): they go with it. */
const CODES_ABOUT_TYPE_IGNORE = ['PGH003'];
/** Files that may hold script directives, Python directives, and scripts embedded in another language. */
const SCRIPT_FILE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const EMBEDDED_FILE = /\.(?:vue|svelte|astro)$/;
const PYTHON_FILE = /\.pyi?$/;
/** Finds files that could hold a directive: an extended regular expression of POSIX, and the same in JavaScript. */
const CANDIDATE_POSIX = '@ts-(ignore|expect-error|nocheck)|eslint-disable|(type|pyright):[[:space:]]*ignore|[nN][oO][qQ][aA]|mypy:[[:space:]]*ignore-errors';
const CANDIDATE = /@ts-(?:ignore|expect-error|nocheck)|eslint-disable|(?:type|pyright):\s*ignore|noqa|mypy:\s*ignore-errors/i;
/** Larger files are generated; they are left with a reason. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
//# sourceMappingURL=families.data.js.map
;// CONCATENATED MODULE: ./build/src/decide.js

/**
 * Counts the votes on one suppression. It is dead only if every configuration that reads its file says so, single codes
 * likewise; a configuration that could not be run votes against. A directive without codes that is needed gets the codes that
 * it hides, over all configurations.
 */
function decide(suppression, judgements, readers) {
    const { family, path, guard } = suppression;
    const { judges, language } = FAMILIES[family];
    if (judges.length === 0)
        return { kind: 'live', why: 'it silences the whole file, and no tool says whether it has to' };
    const votes = judgements.filter((one) => judges.includes(one.tool) && one.covers(path, family));
    const fromCi = votes.filter(({ checks }) => checks.length > 0);
    if (fromCi.every(({ failure }) => failure !== null)) {
        const why = fromCi[0]?.failure ?? `no ${language} of this repository's checks reads the file`;
        return { kind: 'unread', why };
    }
    const blocked = votes.find(({ failure }) => failure !== null);
    if (blocked !== undefined)
        return { kind: 'live', why: `\`${blocked.configuration}\` could not be asked: ${blocked.failure ?? ''}` };
    if (guard !== null && family !== 'noqa' && family !== 'eslint-disable')
        return { kind: 'live', why: guard };
    if (family === 'type-ignore' && readers.mypy !== null && !judgements.some(({ tool }) => tool === 'mypy')) {
        return { kind: 'live', why: `mypy reads it as well (${readers.mypy}), and no check runs mypy` };
    }
    return decide_count(suppression, votes, readers);
}
function decide_count(suppression, votes, readers) {
    const said = votes.map((vote) => ({ vote, unused: vote.unused.get(suppression) }));
    const evidence = said.flatMap(({ vote, unused }) => (unused === undefined ? [] : [evidenceOf(vote, unused.message)]));
    const states = said.map(({ unused }) => deadCodes(suppression, unused, readers));
    if (states.every((dead) => dead === 'all'))
        return { kind: 'dead', change: { kind: 'remove' }, dropped: namesOf(suppression), evidence };
    // pyright takes any `# type: ignore` for one without codes: it has a say on the whole only
    const own = said.filter(({ vote }) => suppression.family !== 'type-ignore' || vote.tool === 'mypy');
    const perCode = own.map(({ unused }) => deadCodes(suppression, unused, readers));
    const names = namesOf(suppression);
    const dropped = perCode.length === 0 ? [] : names.filter((name) => perCode.every((dead) => dead === 'all' || dead.includes(name)));
    if (dropped.length > 0 && dropped.length < names.length) {
        const change = { kind: 'codes', codes: names.filter((name) => !dropped.includes(name)) };
        return { kind: 'dead', change, dropped, evidence };
    }
    return narrowed(suppression, votes, readers) ?? { kind: 'live', why: liveReason(said) };
}
function deadCodes(suppression, unused, readers) {
    if (unused === undefined)
        return [];
    if (unused.codes === 'all')
        return suppression.codes.length === 0 && readers.noqa !== null && suppression.family === 'noqa' ? [] : 'all';
    const dead = [...unused.codes, ...(readers.noqa === null ? unused.disabled : [])];
    const names = namesOf(suppression);
    return names.length > 0 && names.every((name) => dead.includes(name)) ? 'all' : dead;
}
function namesOf({ codes }) {
    return codes.map(({ name }) => name);
}
/** The codes that a directive without codes hides, or the narrower ones that mypy names; null where nobody knows them all. */
function narrowed(suppression, votes, readers) {
    const voters = suppression.family === 'type-ignore' ? ['mypy'] : FAMILIES[suppression.family].judges;
    const own = votes.filter(({ tool }) => voters.includes(tool));
    if (own.length === 0)
        return null;
    const codes = suppression.codes.length === 0 ? hiddenCodes(suppression, own, readers) : narrowerCodes(suppression, own);
    if (codes === null || codes.length === 0)
        return null;
    const evidence = own.map((vote) => evidenceOf(vote, vote.unused.get(suppression)?.message ?? `it hides ${(vote.hides.get(suppression) ?? []).join(', ')}`));
    return { kind: 'narrow', change: { kind: 'codes', codes }, evidence };
}
function hiddenCodes(suppression, votes, readers) {
    if (suppression.scope === 'block' ||
        suppression.scope === 'file' ||
        (suppression.family === 'noqa' && readers.noqa !== null))
        return null;
    const hidden = votes.map((vote) => vote.hides.get(suppression) ?? (vote.unused.has(suppression) ? [] : null));
    if (hidden.includes(null))
        return null;
    return [...new Set(hidden.flatMap((codes) => codes ?? []))].toSorted();
}
function narrowerCodes(suppression, votes) {
    const replacements = votes.map((vote) => vote.unused.get(suppression)?.narrower ?? {});
    const names = namesOf(suppression);
    const wide = names.filter((name) => replacements.every((one) => (one[name] ?? []).length > 0));
    if (wide.length === 0)
        return null;
    return [
        ...new Set(names.flatMap((name) => (wide.includes(name) ? replacements.flatMap((one) => one[name] ?? []) : [name]))),
    ];
}
function evidenceOf({ configuration, command, checks }, message) {
    return { configuration, command, message, checks };
}
function liveReason(said) {
    const needing = said.find(({ unused }) => unused === undefined)?.vote ?? said[0]?.vote;
    const dead = said.filter(({ unused }) => unused?.codes === 'all').length;
    const where = needing === undefined ? '' : ` in \`${needing.configuration}\``;
    return dead > 0
        ? `it is unneeded in ${dead} of ${said.length} configurations, but needed${where}`
        : `it is needed${where}`;
}
//# sourceMappingURL=decide.js.map
;// CONCATENATED MODULE: ./build/src/embedded-script.js
const embedded_script_SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/g;
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---/;
/** The script blocks of a Vue, Svelte or Astro file; the rest of the file is no script. */
function embeddedScripts(path, text) {
    const scripts = [];
    const front = path.endsWith('.astro') ? FRONT_MATTER.exec(text) : null;
    if (front?.[1] !== undefined)
        scripts.push(scriptAt(text, text.indexOf('\n') + 1, front[1], `${path}.ts`));
    for (const match of text.matchAll(embedded_script_SCRIPT)) {
        const [whole, attributes = '', body = ''] = match;
        const language = /\blang\s*=\s*["']?(\w+)/.exec(attributes)?.[1] ?? (path.endsWith('.astro') ? 'ts' : 'js');
        scripts.push(scriptAt(text, match.index + whole.indexOf('>', 7) + 1, body, `${path}.${language}`));
    }
    return scripts;
}
function scriptAt(text, offset, body, path) {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { offset, line: lines.length - 1, column: lines.at(-1)?.length ?? 0, text: body, path };
}
//# sourceMappingURL=embedded-script.js.map
;// CONCATENATED MODULE: ./build/src/code-list.js
/** The text less the codes that are not wanted, each with one separator; null where a wanted code is not there yet. */
function keptCodes(text, { codes }, wanted) {
    if (!wanted.every((name) => codes.some((code) => code.name === name)))
        return null;
    const out = [];
    let position = 0;
    for (const [index, code] of codes.entries()) {
        if (wanted.includes(code.name))
            continue;
        const next = codes[index + 1];
        const previousEnd = codes.slice(0, index).findLast(({ name }) => wanted.includes(name))?.end;
        const lastKept = codes.slice(index + 1).every(({ name }) => !wanted.includes(name));
        const start = lastKept && previousEnd !== undefined ? previousEnd : code.start;
        const end = lastKept || next === undefined ? code.end : next.start;
        out.push(text.slice(position, Math.max(position, start)));
        position = Math.max(position, end);
    }
    return out.join('') + text.slice(position);
}
//# sourceMappingURL=code-list.js.map
;// CONCATENATED MODULE: ./build/src/eslint-directive.js

/** ESLint's own reading: the directive begins the comment, ` -- ` begins the explanation. */
const DIRECTIVE = /^(?:\/\/|\/\*)\s*(eslint-(?:disable(?:-next-line|-line)?|enable))(?=[\s,]|\*\/|$)/;
const EXPLANATION = /\s-{2,}\s/;
/** An `eslint-disable…` comment, or null. In a line comment only `-line` and `-next-line` exist. */
function eslintDirective(text) {
    const found = read(text);
    if (found === null || found.name === 'eslint-enable')
        return null;
    const scope = found.name === 'eslint-disable' ? 'block' : found.name === 'eslint-disable-line' ? 'line' : 'next-line';
    return { family: 'eslint-disable', scope, start: 0, end: text.length, codes: found.codes, list: found.list };
}
/** The rules of an `eslint-enable` comment (none: all), null for any other comment. */
function eslintEnable(text) {
    const found = read(text);
    return found?.name === 'eslint-enable' ? found.codes.map(({ name }) => name) : null;
}
function read(text) {
    const match = DIRECTIVE.exec(text);
    const name = match?.[1];
    if (match === null || name === undefined)
        return null;
    const block = text.startsWith('/*');
    if (!block && (name === 'eslint-disable' || name === 'eslint-enable'))
        return null;
    const start = match[0].length;
    const stop = block ? text.length - 2 : text.length;
    const explanation = EXPLANATION.exec(text.slice(start, stop));
    const end = explanation === null ? stop : start + explanation.index;
    const codes = [];
    for (const item of text.slice(start, end).matchAll(/[^\s,]+/g)) {
        codes.push({ name: item[0], start: start + item.index, end: start + item.index + item[0].length });
    }
    return { name, codes, list: { start, end: codes.at(-1)?.end ?? start } };
}
/** The comment with other rules, null where the directive goes; its explanation goes and stays with it. */
function changedEslintDirective(text, directive, change) {
    if (change.kind === 'remove')
        return null;
    const kept = keptCodes(text, directive, change.codes);
    if (kept !== null)
        return kept;
    const { start, end } = directive.list;
    return `${text.slice(0, start)} ${change.codes.join(', ')}${text.slice(end)}`;
}
//# sourceMappingURL=eslint-directive.js.map
;// CONCATENATED MODULE: ./build/src/python-directive.js

/** A part of a comment begins at a `#` that opens the comment or follows white space, and is no number (`see #123`). */
const PART = /(?<=^|\s)#(?!\d)/g;
const python_directive_FORMS = [
    { family: 'type-ignore', scope: 'line', pattern: /^#\s*type:\s*ignore(?![\w-])(?<list>\s*\[[^\]#]*\])?/ },
    { family: 'pyright-ignore', scope: 'line', pattern: /^#\s*pyright:\s*ignore(?![\w-])(?<list>\s*\[[^\]#]*\])?/ },
    {
        family: 'noqa',
        scope: 'line',
        pattern: /^#\s*[Nn][Oo][Qq][Aa](?:(?!\s*:|\w)|(?<list>\s*:\s*[A-Z]+[0-9]+(?:(?:\s*,\s*|\s+)[A-Z]+[0-9]+)*)(?!\w))/,
    },
    { family: 'noqa-file', scope: 'file', pattern: /^#\s*(?:ruff|flake8):\s*noqa\b/i },
    { family: 'mypy-ignore-errors', scope: 'file', pattern: /^#\s*mypy:\s*ignore-errors\b/ },
];
const ITEM = { noqa: /[A-Z]+[0-9]+/g };
const ANY_ITEM = /[^\s,[\]]+/g;
/** Every directive of a Python comment; a comment may hold several, each behind its own `#`. */
function pythonDirectives(text) {
    return partsOf(text).flatMap(({ start, end }) => directiveOf(text, start, end) ?? []);
}
function directiveOf(text, start, end) {
    const part = text.slice(start, end);
    for (const { family, scope, pattern } of python_directive_FORMS) {
        const match = pattern.exec(part);
        if (match === null)
            continue;
        const list = match.groups?.['list'] ?? '';
        const listStart = start + match[0].length - list.length;
        const codes = [...list.matchAll(ITEM[family] ?? ANY_ITEM)].map((item) => ({
            name: item[0],
            start: listStart + item.index,
            end: listStart + item.index + item[0].length,
        }));
        return { family, scope, start, end, codes, list: { start: listStart, end: listStart + list.length } };
    }
    return null;
}
function partsOf(text) {
    const starts = [...text.matchAll(PART)].map(({ index }) => index);
    return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}
/**
 * The comment after changes to some of its directives, null where nothing is left of it. An explanation behind a directive is
 * part of it and goes with it; what stands behind a `#` of its own stays.
 */
function changedPythonComment(text, changes) {
    const inOrder = [...changes].toSorted(([a], [b]) => b.start - a.start);
    let result = text;
    for (const [directive, change] of inOrder) {
        const before = result.slice(0, directive.start);
        const after = result.slice(directive.end);
        const own = change.kind === 'remove' ? '' : withCodes(text, directive, change.codes);
        result = before + own + after;
    }
    const lastGone = inOrder.some(([{ end }, { kind }]) => kind === 'remove' && end === text.length);
    if (lastGone)
        result = result.trimEnd();
    return result === '' ? null : result;
}
function withCodes(text, directive, codes) {
    const { start, end, list } = directive;
    const kept = keptCodes(text, directive, codes);
    if (kept !== null)
        return kept.slice(start, end - (text.length - kept.length));
    const written = directive.family === 'noqa' ? `: ${codes.join(', ')}` : `[${codes.join(', ')}]`;
    return text.slice(start, list.start) + written + text.slice(list.end, end);
}
//# sourceMappingURL=python-directive.js.map
// EXTERNAL MODULE: ./node_modules/@babel/parser/lib/index.js
var parser_lib = __webpack_require__(5630);
;// CONCATENATED MODULE: ./build/src/script-comments.js


/**
 * The comments of a script, never what only looks like one in a string, template or JSX text, and the names around them.
 * A sentence where the text can't be parsed. The path decides between JSX and the older type assertions (`<T>x`).
 */
function scanScript(path, text) {
    const file = parsed(path, text);
    if (typeof file === 'string')
        return file;
    const containers = new Map();
    const scopes = [];
    script_comments_visit(file.program, false, { containers, scopes });
    const comments = [];
    for (const { start, end, loc } of file.comments ?? []) {
        const own = text.slice(start ?? 0, end ?? 0);
        if (start === undefined || end === undefined || !loc || !/^\/[/*]/.test(own))
            continue;
        const container = containers.get(start) ?? null;
        const alone = container !== null &&
            /^\{\s*$/.test(text.slice(container.start, start)) &&
            /^\s*\}$/.test(text.slice(end, container.end));
        const { line, column } = loc.start;
        comments.push({ start, end, text: own, line, column, endLine: loc.end.line, container: alone ? container : null });
    }
    return { comments, scopes };
}
function parsed(path, text) {
    let failure = '';
    for (const plugins of pluginSets(path)) {
        try {
            return (0,parser_lib/* parse */.qg)(text, { sourceType: 'unambiguous', plugins, errorRecovery: true, allowReturnOutsideFunction: true });
        }
        catch (error) {
            failure = (0,errors/* messageOf */.bD)(error);
        }
    }
    return failure;
}
function pluginSets(path) {
    if (/\.d\.[cm]?ts$/.test(path))
        return [[['typescript', { dts: true }], 'decorators']];
    if (/\.[cm]?ts$/.test(path))
        return [['typescript', 'decorators']];
    if (path.endsWith('.tsx'))
        return [['typescript', 'jsx', 'decorators']];
    return [
        ['jsx', 'decorators'],
        ['flow', 'jsx', 'decorators'],
    ];
}
function isNode(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'type' in value &&
        'start' in value &&
        typeof value.start === 'number');
}
function script_comments_visit(node, exported, found) {
    if (Array.isArray(node)) {
        for (const item of node)
            script_comments_visit(item, exported, found);
        return;
    }
    if (!isNode(node))
        return;
    const { type, start, end } = node;
    if (type === 'JSXExpressionContainer')
        noteContainer(node, found);
    const visible = exported || type.startsWith('Export');
    const name = nameOf(node);
    if (name !== null)
        found.scopes.push({ start, end, name, exported: visible });
    for (const [key, value] of Object.entries(node)) {
        if (typeof value === 'object' && value !== null && key !== 'loc' && !key.endsWith('omments'))
            script_comments_visit(value, visible, found);
    }
}
function noteContainer(node, { containers }) {
    const expression = node['expression'];
    if (!isNode(expression) || expression.type !== 'JSXEmptyExpression')
        return;
    const inner = expression['innerComments'];
    const own = Array.isArray(inner) ? inner : [];
    const [first] = own;
    if (isNode(first) && own.length === 1)
        containers.set(first.start, { start: node.start, end: node.end });
}
const NAMED = /^(?:FunctionDeclaration|FunctionExpression|Class\w*|ObjectMethod|ObjectProperty|VariableDeclarator|TSDeclareFunction|TSInterfaceDeclaration|TSTypeAliasDeclaration|TSModuleDeclaration|TSEnumDeclaration)$/;
function nameOf(node) {
    if (!NAMED.test(node.type))
        return null;
    const named = node['id'] ?? node['key'];
    if (!isNode(named))
        return null;
    const name = named['name'] ?? named['value'];
    return typeof name === 'string' ? name : null;
}
/** The path of names around an index, and whether its outermost is exported. */
function symbolAt(scopes, index) {
    const around = scopes
        .filter(({ start, end }) => start <= index && index < end)
        .toSorted((a, b) => a.start - b.start || b.end - a.end);
    const names = around.map(({ name }) => name);
    return { symbol: names.join('.'), exported: around[0]?.exported ?? false };
}
//# sourceMappingURL=script-comments.js.map
;// CONCATENATED MODULE: ./build/src/typescript-directive.js
/** As the scanner of TypeScript reads them (`commentDirectiveRegExSingleLine`, `commentDirectiveRegExMultiLine`). */
const LINE = /^\/\/\/?\s*@(ts-expect-error|ts-ignore)/;
const LAST_LINE_OF_BLOCK = /^(?:\/|\*)*\s*@(ts-expect-error|ts-ignore)/;
const NOCHECK = /^\/\/\/?\s*@ts-nocheck\b/;
/** The directive of TypeScript in a comment of a script, or null. Of a block only its last line counts. */
function typescriptDirective(text) {
    if (NOCHECK.test(text))
        return directive('ts-nocheck', 'file', 0, text.length);
    if (text.startsWith('//')) {
        const name = LINE.exec(text)?.[1];
        return name === undefined ? null : directive(familyOf(name), 'next-line', 0, text.length);
    }
    const lineStart = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    const start = lineStart + (/^\s*/.exec(text.slice(lineStart))?.[0].length ?? 0);
    const name = LAST_LINE_OF_BLOCK.exec(text.slice(start))?.[1];
    return name === undefined ? null : directive(familyOf(name), 'next-line', start, text.length);
}
function familyOf(name) {
    return name === 'ts-ignore' ? 'ts-ignore' : 'ts-expect-error';
}
function directive(family, scope, start, end) {
    return { family, scope, start, end, codes: [], list: { start: end, end } };
}
/**
 * The comment without its directive, null where nothing worth keeping is left. The text behind the directive is its
 * explanation and goes with it; other lines of a block stay.
 */
function withoutTypescriptDirective(text, { start }) {
    const kept = text.slice(0, start);
    if (!/[^\s/*]/.test(kept))
        return null;
    return `${kept}*/`;
}
/** The same comment as `@ts-expect-error`, which a compiler reports where it suppresses nothing. */
function asExpectError(text, { start }) {
    return text.slice(0, start) + text.slice(start).replace('@ts-ignore', '@ts-expect-error');
}
//# sourceMappingURL=typescript-directive.js.map
;// CONCATENATED MODULE: ./build/src/source-file.js






/** The suppressions of a script, or of the scripts embedded in a component file; a sentence where it can't be parsed. */
function scriptSuppressions(path, text) {
    if (!EMBEDDED_FILE.test(path))
        return inScript(path, path, text);
    const found = { suppressions: [], enables: [] };
    for (const script of embeddedScripts(path, text)) {
        const own = inScript(path, script.path, script.text);
        if (typeof own === 'string')
            return own;
        const move = (comment) => ({
            ...comment,
            start: comment.start + script.offset,
            end: comment.end + script.offset,
            line: comment.line + script.line,
            column: comment.line === 1 ? comment.column + script.column : comment.column,
            endLine: comment.endLine + script.line,
            container: comment.container && {
                start: comment.container.start + script.offset,
                end: comment.container.end + script.offset,
            },
        });
        found.suppressions.push(...own.suppressions.map((one) => ({ ...one, line: one.line + script.line, comment: move(one.comment) })));
        found.enables.push(...own.enables.map(({ comment, rules }) => ({ rules, comment: move(comment) })));
    }
    return found;
}
function inScript(path, scriptPath, text) {
    const scanned = scanScript(scriptPath, text);
    if (typeof scanned === 'string')
        return scanned;
    const found = { suppressions: [], enables: [] };
    for (const comment of scanned.comments) {
        const rules = eslintEnable(comment.text);
        if (rules !== null)
            found.enables.push({ comment, rules });
        const typescript = typescriptDirective(comment.text);
        const directive = typescript ?? eslintDirective(comment.text);
        if (directive === null)
            continue;
        const line = typescript === null ? comment.line : comment.endLine;
        found.suppressions.push({
            ...directive,
            path,
            comment,
            line,
            guard: null,
            ...symbolAt(scanned.scopes, comment.start),
        });
    }
    return found;
}
/** The suppressions of a Python file. */
function pythonSuppressions(path, text, { comments, scopes, guards }) {
    return comments.flatMap((comment) => {
        const guard = guards.find(({ start, end }) => start <= comment.line && comment.line <= end)?.why ?? null;
        const { symbol, exported } = symbolAt(scopes, comment.line);
        const visible = symbol === '' ? !/^\s*_/.test(source_file_lineOf(text, comment.start)) : exported;
        return pythonDirectives(comment.text).map((directive) => ({
            ...directive,
            path,
            comment,
            symbol,
            guard,
            scope: directive.family === 'type-ignore' && leadsFile(text, comment.start) ? 'file' : directive.scope,
            line: comment.line,
            exported: visible,
        }));
    });
}
/** A `# type: ignore` above all code speaks for the whole file (PEP 484). */
function leadsFile(text, index) {
    return text
        .slice(0, index)
        .split(/\r\n|\r|\n/)
        .every((line) => /^\s*(?:#|$)/.test(line));
}
/** The whole line around an index, without its line break. */
function source_file_lineOf(text, index) {
    const before = text
        .slice(0, index)
        .split(/[\r\n]/)
        .at(-1) ?? '';
    const after = text.slice(index).split(/[\r\n]/, 1)[0] ?? '';
    return before + after;
}
//# sourceMappingURL=source-file.js.map
;// CONCATENATED MODULE: ./build/src/suppression.js
/** The directive as a reader knows it: `@ts-ignore`, `# noqa: F401`. */
function spelling({ comment, start, end }) {
    return comment.text.slice(start, end).replace(/\s+/g, ' ').trim();
}
/** Whether the directive names no code, so that it hides what nobody looked at. */
function isBroad({ family, codes }) {
    return codes.length === 0 && family !== 'ts-ignore' && family !== 'ts-expect-error';
}
//# sourceMappingURL=suppression.js.map
;// CONCATENATED MODULE: ./build/src/finding.js





const DEAD_BATCH = 'dead-suppressions';
const NARROWED_BATCH = 'narrowed-ignores';
/** The payload of a finding and of the proposal that settles it. */
const SuppressionData = schemas/* strictObject */.rej({
    family: schemas/* string */.YjP(),
    path: schemas/* string */.YjP(),
    /** 1-based. */
    line: schemas/* int */.Whr(),
    /** The directive as it stands, and the codes that it will name; null: it goes. */
    was: schemas/* string */.YjP(),
    now: schemas/* nullable */.mee(schemas/* array */.YOg(schemas/* string */.YjP())),
    /** Codes that go (`remove`, `drop-codes`) or that it will name (`narrow`). */
    codes: schemas/* array */.YOg(schemas/* string */.YjP()),
    action: schemas/* enum */.k5n(['remove', 'drop-codes', 'narrow']),
    evidence: schemas/* array */.YOg(schemas/* strictObject */.rej({
        configuration: schemas/* string */.YjP(),
        command: schemas/* string */.YjP(),
        message: schemas/* string */.YjP(),
        checks: schemas/* array */.YOg(schemas/* string */.YjP()),
    })),
});
/** The finding of a suppression that all votes settled. `ordinal` counts equal ones in its file. */
function finding_findingOf(file, suppression, decision, ordinal) {
    const { path, family, comment, symbol, line } = suppression;
    const rule = ruleOf(suppression, decision);
    const [start, end] = [comment.start + suppression.start, comment.start + suppression.end];
    const quote = file.text.slice(start, end).trimEnd();
    const at = (index) => byteOffset(file.text, index, file.encoding, file.bom);
    const data = dataOf(suppression, decision);
    return {
        id: findingId({ action: 'type-safety', rule, path, symbol, line: source_file_lineOf(file.text, comment.start), ordinal }),
        rule,
        batch: decision.kind === 'dead' ? DEAD_BATCH : NARROWED_BATCH,
        at: { path, quote, start: at(start), end: at(start + quote.length) },
        severity: 'notice',
        message: messageOf(data),
        data: { ...data, family, line },
    };
}
function ruleOf({ family }, { kind }) {
    return `${kind === 'dead' ? 'unused' : 'broad'}-${family}`;
}
function dataOf(suppression, { kind, change, evidence, ...rest }) {
    const was = spelling(suppression);
    const { path, family, line } = suppression;
    const shown = evidence.map(copied);
    if (change.kind === 'remove') {
        const dropped = 'dropped' in rest ? [...rest.dropped] : [];
        return { family, path, line, was, now: null, codes: dropped, action: 'remove', evidence: shown };
    }
    const codes = kind === 'dead' && 'dropped' in rest ? [...rest.dropped] : [...change.codes];
    const action = kind === 'dead' ? 'drop-codes' : 'narrow';
    return { family, path, line, was, now: [...change.codes], codes, action, evidence: shown };
}
/** What the payload wants done with its directive. */
function changeOf({ now }) {
    return now === null ? { kind: 'remove' } : { kind: 'codes', codes: now };
}
function copied({ configuration, command, message, checks }) {
    return { configuration, command, message, checks: [...checks] };
}
function messageOf({ was, codes, action, evidence }) {
    const names = codes.map((code) => `\`${code}\``).join(', ');
    const configurations = new Set(evidence.map(({ configuration }) => configuration)).size;
    const where = configurations === 1 ? `\`${evidence[0]?.configuration ?? ''}\`` : `each of ${configurations} configurations`;
    if (action === 'remove')
        return `\`${plain(was)}\` suppresses nothing: ${where} reports no error without it`;
    if (action === 'drop-codes')
        return `\`${plain(was)}\`: ${names} suppresses nothing in ${where}`;
    return `\`${plain(was)}\` hides every error; only ${names} is needed in ${where}`;
}
function plain(text) {
    return text.replaceAll('`', "'").slice(0, 120);
}
//# sourceMappingURL=finding.js.map
;// CONCATENATED MODULE: ./build/src/mypy-targets.js
const AS_IT_IS = { flags: [], label: '' };
/** As it is, and two more. */
const MOST_TARGETS = 3;
const PLATFORMS = [
    [/^ubuntu/, 'linux'],
    [/^macos/, 'darwin'],
    [/^windows/, 'win32'],
];
/**
 * The Python versions and platforms of the job's matrix that mypy has to be asked about: at most three runs, as it is, the
 * oldest version with one other platform and the newest with the other. What the configuration pins is not varied.
 */
function mypyTargets({ leaf, legs }, pinned) {
    const values = legs.flatMap((leg) => Object.values(leg)).map(String);
    const versions = [...new Set(values.filter((value) => /^3\.\d+$/.test(value)))].toSorted((a, b) => minor(a) - minor(b));
    const platforms = [
        ...new Set(values.flatMap((value) => PLATFORMS.find(([pattern]) => pattern.test(value))?.[1] ?? [])),
    ];
    const has = (flag) => leaf.argv.some((word) => word === flag || word.startsWith(`${flag}=`));
    const freeVersions = pinned.version || has('--python-version') || versions.length < 2 ? [] : [versions[0], versions.at(-1)];
    const freePlatforms = pinned.platform || has('--platform') || platforms.length < 2 ? [] : platforms.filter((name) => name !== 'linux');
    const targets = [AS_IT_IS];
    for (let index = 0; targets.length < MOST_TARGETS; index += 1) {
        const [version, platform] = [freeVersions[index], freePlatforms[index]];
        if (version === undefined && platform === undefined)
            break;
        const flags = [
            ...(version === undefined ? [] : ['--python-version', version]),
            ...(platform === undefined ? [] : ['--platform', platform]),
        ];
        targets.push({ flags, label: flags.join(' ') });
    }
    return targets;
}
function minor(version) {
    return Number(version.slice(2));
}
const CONFIGS = ['mypy.ini', '.mypy.ini', 'pyproject.toml', 'setup.cfg'];
/** What mypy's own configuration fixes, in the folder that it runs in. */
async function pinnedByConfig(folder, files) {
    for (const name of CONFIGS) {
        const text = await files.read(folder === '' ? name : `${folder}/${name}`);
        const section = text === null ? null : mypySection(text);
        if (section !== null)
            return { version: /^\s*python_version\s*=/m.test(section), platform: /^\s*platform\s*=/m.test(section) };
    }
    return { version: false, platform: false };
}
/** The lines of `[mypy]` or `[tool.mypy]`; null where there is no such section. */
function mypySection(text) {
    const start = /^\[(?:tool\.)?mypy\][^\n]*\n/m.exec(text);
    if (start === null)
        return null;
    const rest = text.slice(start.index + start[0].length);
    const end = rest.search(/^\[/m);
    return end < 0 ? rest : rest.slice(0, end);
}
//# sourceMappingURL=mypy-targets.js.map
;// CONCATENATED MODULE: ./build/src/other-readers.data.js
/** Tools beside ruff that obey `# noqa`; their codes are none of ruff's business. */
const NOQA_READERS = /\b(?:flake8|pycodestyle|pydocstyle|wemake-python-styleguide|pylama|prospector|vulture)\b/;
/** Files that say which tools a repository uses. */
const TOOL_FILES = /^(?:\.flake8|tox\.ini|setup\.cfg|setup\.py|\.pre-commit-config\.ya?ml|pyproject\.toml|Pipfile|noxfile\.py|Makefile|(?:[\w-]*\/)?[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|\.github\/workflows\/[^/]+\.ya?ml)$/;
/** Files and sections that set mypy up. */
const MYPY_FILES = ['mypy.ini', '.mypy.ini'];
const MYPY_SECTIONS = ['pyproject.toml', 'setup.cfg'];
//# sourceMappingURL=other-readers.data.js.map
;// CONCATENATED MODULE: ./build/src/other-readers.js


/** Looks through the files that name a repository's tools. */
async function otherReaders(files) {
    const found = { noqa: null, mypy: null };
    for (const path of await files.list()) {
        const text = TOOL_FILES.test(path) ? await files.read(path) : null;
        const name = text === null ? undefined : NOQA_READERS.exec(withoutComments(text))?.[0];
        if (name !== undefined)
            found.noqa ??= `${name} (named in ${path})`;
        if (MYPY_FILES.includes(path))
            found.mypy ??= path;
        if (MYPY_SECTIONS.includes(path) && text !== null && mypySection(text) !== null)
            found.mypy ??= path;
    }
    return found;
}
/** `[tool.ruff.lint.flake8-bugbear]` and the like name plugins of ruff. */
function withoutComments(text) {
    return text
        .replace(/(?:^|\s)[#;].*$/gm, '')
        .replace(/^\s*\[tool\.ruff[^\]]*\]/gm, '')
        .replace(/lint\.flake8-[\w-]+/g, '');
}
//# sourceMappingURL=other-readers.js.map
;// CONCATENATED MODULE: ./build/src/json.js
/** Parses JSON that a tool printed; undefined where it is something else. */
function json_parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=json.js.map
;// CONCATENATED MODULE: ./build/src/eslint-output.js



const Message = schemas/* object */.Ikc({
    ruleId: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    message: schemas/* string */.YjP(),
    line: schemas/* optional */.lqM(schemas/* number */.aig()),
    column: schemas/* optional */.lqM(schemas/* number */.aig()),
    fatal: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const Hidden = schemas/* object */.Ikc({
    ruleId: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    line: schemas/* optional */.lqM(schemas/* number */.aig()),
    suppressions: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* string */.YjP() })),
});
const Output = schemas/* array */.YOg(schemas/* object */.Ikc({ filePath: schemas/* string */.YjP(), messages: schemas/* array */.YOg(Message), suppressedMessages: schemas/* optional */.lqM(schemas/* array */.YOg(Hidden)) }));
const UNUSED = /^Unused eslint-disable directive(?: \((.*)\))?/;
const IGNORED = /^File ignored /;
/** Reads `eslint -f json`; null where it printed something else. Files that ESLint ignored are not among them. */
function readEslint(stdout, root) {
    const start = stdout.indexOf('[{');
    const json = json_parseJson(start < 0 ? stdout.trim() : stdout.slice(start).trim());
    const parsed = Output.safeParse(json);
    if (!parsed.success)
        return null;
    return parsed.data.flatMap(({ filePath, messages, suppressedMessages = [] }) => {
        const path = configuration_repositoryPath(filePath, '.', root);
        if (path === null || messages.some(({ message }) => IGNORED.test(message)))
            return [];
        const unused = messages.flatMap(({ ruleId, message, line = 0, column = 0 }) => {
            const match = (ruleId ?? null) === null ? UNUSED.exec(message) : null;
            return match === null
                ? []
                : [{ line, column, rules: [...(match[1] ?? '').matchAll(/'([^']+)'/g)].map((rule) => rule[1] ?? ''), message }];
        });
        const hidden = suppressedMessages.flatMap(({ ruleId, line = 0, suppressions }) => typeof ruleId === 'string' && suppressions.some(({ kind }) => kind === 'directive')
            ? [{ line, rule: ruleId }]
            : []);
        return [{ path, unused, hidden, fatal: messages.some(({ fatal }) => fatal === true) }];
    });
}
//# sourceMappingURL=eslint-output.js.map
;// CONCATENATED MODULE: ./build/src/judgement.js
const WHOLE = { codes: 'all', disabled: [], narrower: {} };
/** The vote of a configuration that could not be run. */
function failed(tool, { checks, label, command, folder, why, }) {
    const covers = (path) => folder === '' || path.startsWith(`${folder}/`);
    return { tool, checks, configuration: label, command, covers, unused: new Map(), hides: new Map(), failure: why };
}
//# sourceMappingURL=judgement.js.map
;// CONCATENATED MODULE: ./build/src/probe-run.js

/** A fresh worktree of the job's own tree with these edits. */
async function openWith(edits, { workspace }) {
    const tree = await workspace.compose(edits);
    if ('conflict' in tree)
        throw new Error(`two edits of a probe overlap in ${tree.conflict[0].path}`);
    return await workspace.open(tree);
}
/** Runs one command of a configuration where and how its check runs. */
async function runIn(worktree, { leaf, tool }, command, context) {
    context.signal.throwIfAborted();
    const installed = leafPath({ path: localTools(leaf.cwd) }, worktree.root, context.env['PATH'] ?? '');
    const env = { ...leaf.env, PATH: leafPath(leaf, worktree.root, installed) };
    return await context.exec(worktree, command, { cwd: leaf.cwd, env, label: `probe ${tool}` });
}
/** Where `npx` finds a tool: the packages of the folder, then of those above it. */
function localTools(cwd) {
    const folders = cwd === '.' ? [] : cwd.split('/');
    const all = [...folders.keys()].map((index) => folders.slice(0, folders.length - index).join('/'));
    return [...all, ''].map((folder) => (folder === '' ? 'node_modules/.bin' : `${folder}/node_modules/.bin`));
}
/** Why a command gave nothing to judge by; null where the shell could start it and it ended by itself. */
function startFailure({ exit, timedOut, stderr, stdout, signal }, tool) {
    if (timedOut)
        return 'it took too long';
    if (exit === null)
        return `it was killed (${signal ?? 'no signal'})`;
    if (exit === 127 ||
        exit === 126 ||
        /\b(?:command not found|could not determine executable|ENOTCACHED|EAI_AGAIN|ENOTFOUND)\b/.test(stderr)) {
        return `${tool} is not installed here: ${lastLine(stderr) ?? lastLine(stdout) ?? `exit code ${exit}`}`;
    }
    return /No module named \S+$/m.test(stderr) ? `${tool} is not installed here: ${lastLine(stderr) ?? ''}` : null;
}
/** The last line that says something, at most 200 characters. */
function lastLine(text) {
    const line = text
        .split(/\r?\n/)
        .map((one) => one.trim())
        .findLast((one) => one !== '');
    return line === undefined ? null : line.slice(0, 200);
}
//# sourceMappingURL=probe-run.js.map
;// CONCATENATED MODULE: ./build/src/probe-eslint.js
var probe_eslint_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var probe_eslint_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** One run per configuration: ESLint itself reports the directives that it did not need, and what the others hide. */
async function probeEslint(configurations, files, context) {
    const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'eslint-disable'));
    if (directives.length === 0)
        return { judgements: [], left: [] };
    const judgements = [];
    for (const configuration of configurations)
        judgements.push(await judgeConfiguration(configuration, directives, context));
    return { judgements, left: [] };
}
async function judgeConfiguration(configuration, directives, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { leaf, checks, label } = configuration;
        const command = commandOf(leaf.wrapper, probeArgv(leaf.argv));
        const fail = (why) => failed('eslint', { checks, label, command, folder: folderOf(configuration), why });
        if (!leaf.runnable)
            return fail(leaf.why ?? 'it can not be run here');
        const worktree = probe_eslint_addDisposableResource(env_1, await context.workspace.open(), true);
        const result = await runIn(worktree, configuration, command, context);
        const why = startFailure(result, 'eslint');
        if (why !== null)
            return fail(why);
        const linted = readEslint(result.stdout, worktree.root);
        if (linted === null)
            return fail(`it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`);
        return vote(configuration, command, directives, linted);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = probe_eslint_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Warnings count (a directive may hide one), results of an earlier run don't. */
function probeArgv(argv) {
    const switches = ['--quiet', '--cache', '--report-unused-disable-directives'];
    const kept = withoutFlags(checkerNamed('eslint').machine(argv), {
        switches,
        valued: ['--report-unused-disable-directives-severity'],
    });
    return [...kept, '--report-unused-disable-directives'];
}
/** Which directive each message is about, and which rules the directives without a list hide. Pure. */
function vote(configuration, command, directives, linted) {
    const byPath = Map.groupBy(directives, ({ path }) => path);
    const unused = new Map();
    const hides = new Map();
    for (const file of linted) {
        const own = byPath.get(file.path) ?? [];
        for (const message of file.unused) {
            const directive = probe_eslint_directiveOf(message, own);
            if (directive === null)
                continue;
            unused.set(directive, merged(directive, unused.get(directive), message));
        }
        if (own.some(({ scope }) => scope === 'block'))
            continue; // a problem may be hidden by that one
        for (const directive of own.filter(({ codes }) => codes.length === 0)) {
            const line = directive.scope === 'line' ? directive.comment.line : directive.comment.endLine + 1;
            hides.set(directive, [...new Set(file.hidden.filter((problem) => problem.line === line).map(({ rule }) => rule))].toSorted());
        }
    }
    const read = new Set(linted.filter(({ fatal }) => !fatal).map(({ path }) => path));
    const { checks, label } = configuration;
    return {
        tool: 'eslint',
        checks,
        configuration: label,
        command,
        covers: (path) => read.has(path),
        unused,
        hides,
        failure: null,
    };
}
function probe_eslint_directiveOf({ line, column }, directives) {
    const there = directives.filter(({ comment }) => comment.line <= line && line <= comment.endLine);
    return (there.find(({ comment }) => comment.line === line && comment.column + 1 === column) ??
        (there.length === 1 ? (there[0] ?? null) : null));
}
function merged({ codes }, before, { rules, message }) {
    const known = before === undefined || before.codes === 'all' ? [] : before.codes;
    const dead = [...new Set([...known, ...rules])];
    const whole = before?.codes === 'all' || codes.every(({ name }) => dead.includes(name));
    return { codes: whole ? 'all' : dead, disabled: [], narrower: {}, message };
}
//# sourceMappingURL=probe-eslint.js.map
;// CONCATENATED MODULE: ./build/src/edit.js

/** The same edits in bytes of the base blob. */
function toEdits(file, edits) {
    const { path, blob, text, encoding, bom } = file;
    const at = (index) => byteOffset(text, index, encoding, bom);
    return edits.map((edit) => ({ path, blob, start: at(edit.start), end: at(edit.end), text: edit.text }));
}
//# sourceMappingURL=edit.js.map
;// CONCATENATED MODULE: ./build/src/canary.js

/**
 * A line at the end of each file that makes a Python type checker say something whenever it reads and reports the file:
 * `reveal_type`. So one run tells both what is unused and which files had a vote. Lines above it keep their numbers.
 */
function canaries(files) {
    return files.flatMap((file) => {
        const { text, eol } = file;
        const lineBreak = eol === '\r\n' ? '\r\n' : '\n';
        const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak;
        return toEdits(file, [{ start: text.length, end: text.length, text: `${gap}reveal_type(0)${lineBreak}` }]);
    });
}
//# sourceMappingURL=canary.js.map
;// CONCATENATED MODULE: ./build/src/mypy-output.js


const mypy_output_LINE = /^(.+?\.pyi?):(\d+)(?::-?\d+)*: (?:error|note|warning): (.*)$/;
const mypy_output_UNUSED = /^unused ["']type: ignore(?:\[([^\]]*)\])?["'] comment(.*)$/i;
const NARROWER = /use narrower \[([^\]]*)\] instead of \[([^\]]*)\] code/g;
const BROAD = /^["']type: ignore["'] comment without error code \(consider ["']type: ignore\[([^\]]*)\]["'] instead\)/;
/** Reads mypy's text output (every version prints it) with one message a line. */
function readMypy(stdout, cwd, root) {
    const facts = { unused: new Map(), hides: new Map(), files: new Set() };
    for (const line of stdout.split(/\r?\n/)) {
        const [, printed = '', row = '', message = ''] = mypy_output_LINE.exec(line) ?? [];
        const path = printed === '' ? null : configuration_repositoryPath(printed, cwd, root);
        if (path === null)
            continue;
        facts.files.add(path);
        const hidden = BROAD.exec(message)?.[1];
        if (hidden !== undefined)
            facts.hides.set(`${path}:${row}`, namesIn(hidden).toSorted());
        const unused = unusedOf(message);
        if (unused !== null)
            facts.unused.set(`${path}:${row}`, unused);
    }
    return facts;
}
function unusedOf(message) {
    const match = mypy_output_UNUSED.exec(message);
    if (match === null)
        return null;
    const narrower = Object.fromEntries([...message.matchAll(NARROWER)].map(([, to = '', from = '']) => [from, namesIn(to)]));
    const text = message.replace(/\s+\[unused-ignore\]$/, '');
    if (match[1] === undefined && Object.keys(narrower).length === 0)
        return { ...WHOLE, message: text };
    const codes = namesIn(match[1] ?? '').filter((code) => !(code in narrower));
    return { codes, disabled: [], narrower, message: text };
}
function namesIn(list) {
    return list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
}
//# sourceMappingURL=mypy-output.js.map
;// CONCATENATED MODULE: ./build/src/probe-mypy.js
var probe_mypy_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var probe_mypy_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** A cache of the probe's own: what an earlier run cached was judged without the probe's flags. */
const CACHE = '.upkeep-mypy-cache';
/** At most three runs per configuration: as CI calls mypy, and for two more targets of the job's matrix. */
async function probeMypy(configurations, files, context) {
    const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'type-ignore'));
    const probed = { judgements: [], left: [] };
    if (directives.length === 0)
        return probed;
    for (const configuration of configurations) {
        const pinned = await pinnedByConfig(folderOf(configuration), context.files);
        for (const target of mypyTargets(configuration, pinned)) {
            const judgement = await judgeTarget(configuration, target, directives, files, context);
            if (judgement.failure !== null && target.flags.length > 0) {
                probed.left.push({
                    what: judgement.configuration,
                    why: `mypy can not be asked about this target here (${judgement.failure})`,
                });
            }
            else
                probed.judgements.push(judgement);
        }
    }
    return probed;
}
async function judgeTarget(configuration, target, directives, files, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { leaf, checks } = configuration;
        const label = target.label === '' ? configuration.label : `${configuration.label} (${target.label})`;
        const command = commandOf(leaf.wrapper, probe_mypy_probeArgv(leaf.argv, target));
        const fail = (why) => failed('mypy', { checks, label, command, folder: folderOf(configuration), why });
        if (!leaf.runnable)
            return fail(leaf.why ?? 'it can not be run here');
        const own = new Set(directives.map(({ path }) => path));
        const worktree = probe_mypy_addDisposableResource(env_1, await openWith(canaries(files.filter(({ path }) => own.has(path) && path.endsWith('.py'))), context), true);
        const result = await runIn(worktree, configuration, command, context);
        const facts = readMypy(result.stdout, leaf.cwd, worktree.root);
        const why = startFailure(result, 'mypy') ?? (facts.files.size === 0 || result.exit === 2 ? probe_mypy_reasonOf(result) : null);
        return why === null ? probe_mypy_vote({ ...configuration, label }, command, directives, facts) : fail(why);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = probe_mypy_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function probe_mypy_reasonOf({ stderr, stdout, exit }) {
    return `it judged no file: ${lastLine(stderr) ?? lastLine(stdout) ?? `exit code ${exit ?? 'none'}`}`;
}
function probe_mypy_probeArgv(argv, { flags }) {
    const machine = withoutFlags(checkerNamed('mypy').machine(argv), {
        switches: ['--sqlite-cache'],
        valued: ['--cache-dir'],
    });
    return [
        ...machine,
        '--warn-unused-ignores',
        '--enable-error-code',
        'ignore-without-code',
        '--cache-dir',
        CACHE,
        ...flags,
    ];
}
/** Pure. mypy has a vote on a file that it said anything about; the canary makes it speak. */
function probe_mypy_vote({ checks, label }, command, directives, facts) {
    const unused = new Map();
    const hides = new Map();
    for (const directive of directives) {
        const place = `${directive.path}:${directive.line}`;
        const [dead, hidden] = [facts.unused.get(place), facts.hides.get(place)];
        if (dead !== undefined)
            unused.set(directive, dead);
        if (hidden !== undefined && directive.codes.length === 0)
            hides.set(directive, hidden);
    }
    const covers = (path) => facts.files.has(path) || path.endsWith('.pyi'); // no canary can be put into a stub
    return { tool: 'mypy', checks, configuration: label, command, covers, unused, hides, failure: null };
}
//# sourceMappingURL=probe-mypy.js.map
// EXTERNAL MODULE: ../../node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(7415);
;// CONCATENATED MODULE: ./build/src/pyright-config.js




/**
 * The repository's own settings with `reportUnnecessaryTypeIgnoreComment` switched on: as `pyrightconfig.json`, which wins over
 * `[tool.pyright]` of the same folder. A sentence where they can't be read.
 */
async function probeConfig(configuration, files) {
    const named = await namedConfig(configuration, files);
    const found = named ?? (await nearestConfig(folderOf(configuration), files));
    if (typeof found === 'string')
        return found;
    const settings = found.settings ?? {};
    const text = JSON.stringify({ ...settings, reportUnnecessaryTypeIgnoreComment: 'error' }, null, 2);
    return { path: found.path, text, readsTypeIgnore: settings['enableTypeIgnoreComments'] !== false };
}
async function namedConfig(configuration, files) {
    const given = configuration.leaf.invocation?.config ?? null;
    if (given === null)
        return null;
    const path = configuration_repositoryPath(given, folderOf(configuration) || '.', '/');
    if (path === null)
        return `its configuration ${given} is outside of the repository`;
    if (!path.endsWith('.json'))
        return (await inFolder(path, files)) ?? { path: join(path, 'pyrightconfig.json'), settings: null };
    return { path, settings: asSettings((0,main.parse)((await files.read(path)) ?? '{}', [], { allowTrailingComma: true })) };
}
/** pyright looks in the folder that it runs in, then upwards. */
async function nearestConfig(folder, files) {
    for (let at = folder;; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
        const found = await inFolder(at, files);
        if (found !== null)
            return found;
        if (at === '')
            return { path: join(folder, 'pyrightconfig.json'), settings: null };
    }
}
async function inFolder(folder, files) {
    const path = join(folder, 'pyrightconfig.json');
    const json = await files.read(path);
    if (json !== null)
        return { path, settings: asSettings((0,main.parse)(json, [], { allowTrailingComma: true })) };
    const toml = await files.read(join(folder, 'pyproject.toml'));
    if (toml === null || !/^\s*\[tool\.(?:based)?pyright\b/m.test(toml))
        return null;
    try {
        const tool = asSettings(asSettings((0,smol_toml_dist/* parse */.qg)(toml))?.['tool']);
        return { path, settings: asSettings(tool?.['basedpyright'] ?? tool?.['pyright']) };
    }
    catch (error) {
        return `its configuration in ${join(folder, 'pyproject.toml')} can not be read: ${(0,errors/* messageOf */.bD)(error).split('\n', 1)[0] ?? ''}`;
    }
}
function asSettings(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value))
        : null;
}
function join(folder, name) {
    return folder === '' || folder === '.' ? name : `${folder}/${name}`;
}
//# sourceMappingURL=pyright-config.js.map
;// CONCATENATED MODULE: ./build/src/pyright-output.js



const pyright_output_Output = schemas/* object */.Ikc({
    generalDiagnostics: schemas/* array */.YOg(schemas/* object */.Ikc({
        file: schemas/* optional */.lqM(schemas/* string */.YjP()),
        message: schemas/* string */.YjP(),
        range: schemas/* optional */.lqM(schemas/* object */.Ikc({ start: schemas/* object */.Ikc({ line: schemas/* number */.aig(), character: schemas/* number */.aig() }) })),
    })),
});
const UNNECESSARY = /^Unnecessary "# (?:type|pyright): ignore" (?:comment|rule: "([^"]+)")/;
/** Reads `pyright --outputjson` (and basedpyright); null where it printed something else. */
function readPyright(stdout, cwd, root) {
    const start = stdout.indexOf('{');
    const parsed = pyright_output_Output.safeParse(start < 0 ? null : json_parseJson(stdout.slice(start)));
    if (!parsed.success)
        return null;
    const facts = { comments: new Map(), rules: new Map(), files: new Set() };
    for (const { file, message, range } of parsed.data.generalDiagnostics) {
        const path = file === undefined ? null : configuration_repositoryPath(file, cwd, root);
        if (path === null)
            continue;
        facts.files.add(path);
        const match = UNNECESSARY.exec(message);
        if (match === null || range === undefined)
            continue;
        const place = `${path}:${range.start.line + 1}`;
        const [, rule] = match;
        if (rule === undefined)
            facts.comments.set(place, [...(facts.comments.get(place) ?? []), { column: range.start.character, message }]);
        else
            facts.rules.set(place, { names: [...(facts.rules.get(place)?.names ?? []), rule], message });
    }
    return facts;
}
//# sourceMappingURL=pyright-output.js.map
;// CONCATENATED MODULE: ./build/src/probe-pyright.js
var probe_pyright_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var probe_pyright_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** One run per configuration: pyright itself reports both forms of comment that it did not need. */
async function probePyright(configurations, files, context) {
    const wanted = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'type-ignore' || family === 'pyright-ignore'));
    if (wanted.length === 0)
        return { judgements: [], left: [] };
    const judgements = [];
    for (const configuration of configurations)
        judgements.push(await probe_pyright_judgeConfiguration(configuration, wanted, files, context));
    return { judgements, left: [] };
}
async function probe_pyright_judgeConfiguration(configuration, directives, files, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { leaf, checks, label } = configuration;
        const command = commandOf(leaf.wrapper, checkerNamed('pyright').machine(leaf.argv));
        const fail = (why) => failed('pyright', { checks, label, command, folder: folderOf(configuration), why });
        if (!leaf.runnable)
            return fail(leaf.why ?? 'it can not be run here');
        const config = await probeConfig(configuration, context.files);
        if (typeof config === 'string')
            return fail(config);
        const own = new Set(directives.map(({ path }) => path));
        const worktree = probe_pyright_addDisposableResource(env_1, await openWith(canaries(files.filter(({ path }) => own.has(path) && path.endsWith('.py'))), context), true);
        await worktree.write(config.path, Buffer.from(config.text));
        const result = await runIn(worktree, configuration, command, context);
        const facts = readPyright(result.stdout, leaf.cwd, worktree.root);
        const why = startFailure(result, 'pyright');
        if (why !== null)
            return fail(why);
        if (facts === null)
            return fail(`it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`);
        return probe_pyright_vote(configuration, command, directives, facts, config.readsTypeIgnore);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = probe_pyright_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Pure. pyright has a vote on a file that it said anything about; the canary makes it speak. */
function probe_pyright_vote({ checks, label }, command, directives, facts, readsTypeIgnore) {
    const unused = new Map();
    for (const directive of directives) {
        const place = `${directive.path}:${directive.line}`;
        const [first, last] = [directive.comment.column + directive.start, directive.comment.column + directive.end];
        const whole = facts.comments.get(place)?.find(({ column }) => first <= column && column < last);
        const rules = directive.family === 'pyright-ignore' ? facts.rules.get(place) : undefined;
        if (whole !== undefined)
            unused.set(directive, { ...WHOLE, message: whole.message });
        else if (rules !== undefined) {
            const all = directive.codes.every(({ name }) => rules.names.includes(name));
            unused.set(directive, { codes: all ? 'all' : rules.names, disabled: [], narrower: {}, message: rules.message });
        }
    }
    const covers = (path, family) => (family === 'pyright-ignore' || readsTypeIgnore) && (facts.files.has(path) || path.endsWith('.pyi'));
    return { tool: 'pyright', checks, configuration: label, command, covers, unused, hides: new Map(), failure: null };
}
//# sourceMappingURL=probe-pyright.js.map
;// CONCATENATED MODULE: ./build/src/ruff-output.js




const ruff_output_Output = schemas/* array */.YOg(schemas/* object */.Ikc({
    code: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    message: schemas/* string */.YjP(),
    filename: schemas/* string */.YjP(),
    location: schemas/* object */.Ikc({ row: schemas/* number */.aig() }),
    noqa_row: schemas/* nullish */.cl6(schemas/* number */.aig()),
}));
/** Reads `ruff check --output-format json`; null where it printed something else. */
function readRuff(stdout, cwd, root) {
    const start = stdout.indexOf('[');
    const parsed = ruff_output_Output.safeParse(start < 0 ? null : json_parseJson(stdout.slice(start)));
    if (!parsed.success)
        return null;
    return parsed.data.flatMap(({ code, message, filename, location, noqa_row: noqaRow }) => {
        const path = configuration_repositoryPath(filename, cwd, root);
        return path === null
            ? []
            : [{ code: code ?? '', path, line: location.row, noqaLine: noqaRow ?? location.row, message }];
    });
}
const GROUP = /(unused|non-enabled): ((?:`[^`]+`(?:, )?)+)/g;
/** What RUF100 says of one `noqa`: unused codes, those whose rule is off; unknown and duplicated ones are left alone. */
function unusedNoqa(message, codes) {
    if (message.startsWith('Unused blanket'))
        return { ...WHOLE, message };
    const groups = Object.fromEntries([...message.matchAll(GROUP)].map(([, name = '', list = '']) => [name, ruff_output_namesIn(list)]));
    const own = (name) => (groups[name] ?? []).filter((code) => codes.includes(code));
    const [unused, disabled] = [own('unused'), own('non-enabled')];
    if (unused.length + disabled.length === 0)
        return null;
    const whole = disabled.length === 0 && codes.every((code) => unused.includes(code));
    return { codes: whole ? 'all' : unused, disabled, narrower: {}, message };
}
function ruff_output_namesIn(list) {
    return [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
//# sourceMappingURL=ruff-output.js.map
;// CONCATENATED MODULE: ./build/src/probe-ruff.js
var probe_ruff_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var probe_ruff_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** Three quick runs per configuration: what RUF100 reports, which files ruff reads, and what the `noqa` without codes hide. */
async function probeRuff(configurations, files, context) {
    const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'noqa'));
    if (directives.length === 0)
        return { judgements: [], left: [] };
    const judgements = [];
    for (const configuration of configurations)
        judgements.push(await probe_ruff_judgeConfiguration(configuration, directives, context));
    return { judgements, left: [] };
}
async function probe_ruff_judgeConfiguration(configuration, directives, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { leaf, checks, label } = configuration;
        const machine = [...checkerNamed('ruff').machine(leaf.argv), '--no-cache'];
        const command = commandOf(leaf.wrapper, [...machine, '--extend-select', 'RUF100']);
        const fail = (why) => failed('ruff', { checks, label, command, folder: folderOf(configuration), why });
        if (!leaf.runnable)
            return fail(leaf.why ?? 'it can not be run here');
        const worktree = probe_ruff_addDisposableResource(env_1, await context.workspace.open(), true);
        const result = await runIn(worktree, configuration, command, context);
        const messages = readRuff(result.stdout, leaf.cwd, worktree.root);
        const why = startFailure(result, 'ruff');
        if (why !== null)
            return fail(why);
        if (messages === null)
            return fail(`it printed no result: ${lastLine(result.stderr) ?? lastLine(result.stdout) ?? `exit code ${result.exit ?? 'none'}`}`);
        const shown = await runIn(worktree, configuration, commandOf(leaf.wrapper, [...leaf.argv, '--show-files']), context);
        const read = new Set(shown.stdout.split(/\r?\n/).flatMap((line) => configuration_repositoryPath(line.trim(), leaf.cwd, worktree.root) ?? []));
        const hidden = await hiddenMessages(configuration, machine, directives, worktree, context);
        return probe_ruff_vote(configuration, command, directives, { messages, hidden, read });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = probe_ruff_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function hiddenMessages(configuration, machine, directives, worktree, context) {
    if (directives.every(({ codes }) => codes.length > 0))
        return [];
    const { leaf } = configuration;
    const result = await runIn(worktree, configuration, commandOf(leaf.wrapper, [...machine, '--ignore-noqa']), context);
    return readRuff(result.stdout, leaf.cwd, worktree.root) ?? [];
}
/** Pure. */
function probe_ruff_vote({ checks, label }, command, directives, { messages, hidden, read, }) {
    const reported = new Map(messages.filter(({ code }) => code === 'RUF100').map((one) => [`${one.path}:${one.line}`, one.message]));
    const hiddenAt = Map.groupBy(hidden, ({ path, noqaLine }) => `${path}:${noqaLine}`);
    const unused = new Map();
    const hides = new Map();
    for (const directive of directives) {
        const place = `${directive.path}:${directive.line}`;
        const message = reported.get(place);
        const names = directive.codes.map(({ name }) => name);
        const dead = message === undefined ? null : unusedNoqa(message, names);
        if (dead !== null)
            unused.set(directive, dead);
        const codes = (hiddenAt.get(place) ?? [])
            .map(({ code }) => code)
            .filter((code) => /^[A-Z]+\d+$/.test(code) && code !== 'RUF100');
        if (names.length === 0 && codes.length > 0)
            hides.set(directive, [...new Set(codes)].toSorted());
    }
    const seen = new Set(messages.map(({ path }) => path));
    const covers = (path) => read.has(path) || seen.has(path);
    return { tool: 'ruff', checks, configuration: label, command, covers, unused, hides, failure: null };
}
//# sourceMappingURL=probe-ruff.js.map
;// CONCATENATED MODULE: ./build/src/comment-edit.js
const BLANK = /^[ \t\f\v\u00a0\ufeff]*$/;
/**
 * The edit that puts another text in a comment's place, or takes it away (null): the whole line where nothing else stands on
 * it, else the comment with the white space before it. Every other byte stays. Null where it can't be taken away in safety.
 */
function commentEdit(text, comment, replacement) {
    if (replacement !== null)
        return leastEdit(text, { start: comment.start, end: comment.end, text: replacement });
    const region = comment.container ?? comment;
    const line = lineAround(text, region.start, region.end);
    const before = text.slice(line.start, region.start);
    const after = text.slice(region.end, line.end);
    if (BLANK.test(before) && BLANK.test(after))
        return wholeLines(text, line);
    if (comment.container !== null)
        return null;
    if (BLANK.test(after))
        return { start: region.start - trailingBlanks(before), end: region.end, text: '' };
    if (/[\r\n\u2028\u2029]/.test(comment.text))
        return null; // its line break may end a statement
    if (BLANK.test(before) || /\s$/.test(before))
        return { start: region.start, end: region.end + leadingBlanks(after), text: '' };
    return { start: region.start, end: region.end, text: /[\w$]$/.test(before) && /^[\w$]/.test(after) ? ' ' : '' };
}
/** Whole lines go with their line break; at the end of a text without one, with the line break before them. */
function wholeLines(text, { start, end }) {
    const next = end + lineBreakAt(text, end);
    if (next === end)
        return { start: start - lineBreakBefore(text, start), end, text: '' };
    return { start, end: start === 0 ? next + lineBreakAt(text, next) : next, text: '' };
}
function lineAround(text, from, to) {
    let start = from;
    while (start > 0 && !isLineBreak(text[start - 1]))
        start -= 1;
    let end = to;
    while (end < text.length && !isLineBreak(text[end]))
        end += 1;
    return { start, end };
}
function isLineBreak(char) {
    return char === '\n' || char === '\r';
}
function lineBreakAt(text, index) {
    if (text[index] === '\r')
        return text[index + 1] === '\n' ? 2 : 1;
    return text[index] === '\n' ? 1 : 0;
}
function lineBreakBefore(text, index) {
    if (text[index - 1] === '\n')
        return text[index - 2] === '\r' ? 2 : 1;
    return text[index - 1] === '\r' ? 1 : 0;
}
function trailingBlanks(text) {
    return /[ \t\f\v\u00a0]*$/.exec(text)?.[0].length ?? 0;
}
function leadingBlanks(text) {
    return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}
/** The same edit without what it leaves as it is at both ends. */
function leastEdit(source, { start, end, text }) {
    const old = source.slice(start, end);
    let head = 0;
    while (head < Math.min(old.length, text.length) && old[head] === text[head])
        head += 1;
    let tail = 0;
    while (tail < Math.min(old.length, text.length) - head && old.at(-1 - tail) === text.at(-1 - tail))
        tail += 1;
    return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}
//# sourceMappingURL=comment-edit.js.map
;// CONCATENATED MODULE: ./build/src/tsc-output.js

const LOCATED = /^(.+?)(?:\((\d+),\d+\): |:(\d+):\d+ - )error (TS\d+): (.*)$/;
const GENERAL = /^(?:\S.*\.json(?:\(\d+,\d+\))?: )?error (TS\d+): (.*)$/;
const LISTED = /^(?:[A-Za-z]:)?[/\\].+\.(?:[cm]?[jt]s|[jt]sx|json|vue|svelte|astro)$/;
/** Cannot find module, cannot find type definition file, cannot find module (suggestion), cannot find module (JSON). */
const UNRESOLVED = new Set(['TS2307', 'TS2688', 'TS2792', 'TS2732']);
function readTsc(stdout, cwd, root) {
    const facts = { unused: new Set(), files: new Set(), general: [], unresolved: new Map(), errors: 0 };
    for (const raw of stdout.split('\n')) {
        const line = raw.trimEnd();
        if (LISTED.test(line))
            noteFile(line, cwd, root, facts);
        else
            noteError(line, cwd, root, facts);
    }
    return facts;
}
function noteFile(line, cwd, root, { files }) {
    const path = configuration_repositoryPath(line, cwd, root);
    if (path !== null && !path.includes('node_modules/'))
        files.add(path);
}
function noteError(line, cwd, root, facts) {
    const general = GENERAL.exec(line);
    if (general !== null) {
        facts.general.push(`${general[1] ?? ''}: ${general[2] ?? ''}`);
        return;
    }
    const located = LOCATED.exec(line);
    if (located === null)
        return;
    const [, printed = '', inParentheses, afterColon, code = '', message = ''] = located;
    const path = configuration_repositoryPath(printed, cwd, root);
    if (path === null)
        return;
    if (code === 'TS2578')
        facts.unused.add(`${path}:${inParentheses ?? afterColon ?? ''}`);
    else
        facts.errors += 1;
    if (UNRESOLVED.has(code))
        facts.unresolved.set(path, `${code}: ${message}`);
}
//# sourceMappingURL=tsc-output.js.map
;// CONCATENATED MODULE: ./build/src/other-tsconfigs.js
var other_tsconfigs_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var other_tsconfigs_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** More tsconfigs than this are not asked; what only they would read stays as it is. */
const MOST_OTHERS = 20;
/**
 * The tracked tsconfigs that CI does not call: a directive may be dead in the one and needed in the other. Each that reads a
 * file of a dead directive is run as well (it can only veto). Left out are bases that others extend, and lists of references:
 * nobody compiles with those. One whose files can't be listed reads nothing that could be judged; it is named and has no vote.
 */
async function otherTsconfigs({ configurations, dead, context, run }) {
    const found = { judgements: [], left: [] };
    const paths = new Set(dead.map(({ path }) => path));
    if (paths.size === 0)
        return found;
    const others = await unusedTsconfigs(configurations, context);
    for (const [index, path] of others.entries()) {
        if (index >= MOST_OTHERS) {
            found.judgements.push(beyond(path));
            continue;
        }
        const configuration = callOf(path, configurations);
        if (configuration === null)
            continue;
        const read = await other_tsconfigs_filesOf(configuration, context);
        if (read === null)
            found.left.push({ what: path, why: 'the compiler can not read this configuration here, so it had no vote' });
        else if ([...paths].some((one) => read.has(one)))
            found.judgements.push(await run(configuration));
    }
    if (others.length > MOST_OTHERS) {
        const cut = others.slice(MOST_OTHERS).join(', ');
        found.left.push({
            what: cut,
            why: `only ${MOST_OTHERS} further tsconfigs are run; directives in the folders of these stay`,
        });
    }
    return found;
}
/** Nobody knows what it reads, so it vetoes everything under its folder. */
function beyond(path) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const covers = (file) => file.startsWith(folder);
    const failure = `only ${MOST_OTHERS} further tsconfigs are run`;
    return {
        tool: 'tsc',
        checks: [],
        configuration: path,
        command: '',
        covers,
        unused: new Map(),
        hides: new Map(),
        failure,
    };
}
async function unusedTsconfigs(configurations, { files }) {
    const all = (await files.list()).filter((path) => /(?:^|\/)tsconfig[^/]*\.json$/.test(path) && !path.includes('node_modules/'));
    const called = new Set(configurations.flatMap(calledTsconfigs));
    const texts = new Map();
    for (const path of all)
        texts.set(path, (0,main.parse)((await files.read(path)) ?? '', [], { allowTrailingComma: true }));
    const extended = new Set([...texts].flatMap(([path, config]) => extendedBy(path, config)));
    const referenced = new Set([...called].flatMap((path) => referencesOf(path, texts)));
    return all.filter((path) => {
        const isBase = extended.has(path) && !path.endsWith('tsconfig.json');
        return !called.has(path) && !referenced.has(path) && !isBase && !isListOfReferences(texts.get(path));
    });
}
/** The tsconfigs that a call names, or finds in its folder. */
function calledTsconfigs(configuration) {
    const { leaf } = configuration;
    const named = [];
    for (const [index, word] of leaf.argv.entries()) {
        const joined = /^--(?:project|build)=(.+)$/.exec(word)?.[1];
        const value = joined ?? (/^(?:-p|--project|-b|--build)$/.test(word) ? leaf.argv[index + 1] : undefined);
        if (value !== undefined && !value.startsWith('-'))
            named.push(value);
    }
    const targets = named.length > 0 ? named : ['tsconfig.json'];
    return targets.flatMap((target) => configuration_repositoryPath(target.endsWith('.json') ? target : `${target}/tsconfig.json`, folderOf(configuration) || '.', '/') ?? []);
}
/** With `tsc -b`, every project behind the named one is run too. */
function referencesOf(path, texts, seen = new Set()) {
    if (seen.has(path))
        return [];
    seen.add(path);
    const references = listOf(fieldOf(texts.get(path), 'references')).map((reference) => fieldOf(reference, 'path'));
    const own = references.flatMap((target) => (typeof target === 'string' ? (tsconfigAt(target, path) ?? []) : []));
    return [...own, ...own.flatMap((next) => referencesOf(next, texts, seen))];
}
function extendedBy(path, config) {
    const value = fieldOf(config, 'extends');
    const names = Array.isArray(value) ? value : [value];
    return names.flatMap((name) => (typeof name === 'string' && name.startsWith('.') ? (jsonAt(name, path) ?? []) : []));
}
function jsonAt(target, from) {
    return configuration_repositoryPath(target.endsWith('.json') ? target : `${target}.json`, from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '.', '/');
}
function tsconfigAt(target, from) {
    return jsonAt(target.endsWith('.json') ? target : `${target}/tsconfig.json`, from);
}
function isListOfReferences(config) {
    const files = fieldOf(config, 'files');
    return Array.isArray(files) && files.length === 0 && fieldOf(config, 'include') === undefined;
}
function fieldOf(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
/** The same compiler as the nearest call of CI, on another tsconfig; null where it is called through a package script only. */
function callOf(path, configurations) {
    const folders = configurations.filter((one) => one.leaf.runnable && (folderOf(one) === '' || path.startsWith(`${folderOf(one)}/`)));
    const nearest = folders.toSorted((a, b) => folderOf(b).length - folderOf(a).length)[0];
    if (nearest === undefined)
        return null;
    const { leaf } = nearest;
    const folder = folderOf(nearest);
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    const argv = [leaf.argv[0] ?? 'tsc', '-p', relative, '--noEmit'];
    return {
        tool: 'tsc',
        checks: [],
        legs: [],
        label: commandOf(leaf.wrapper, argv),
        leaf: { ...leaf, argv, command: commandOf(leaf.wrapper, argv) },
    };
}
async function other_tsconfigs_filesOf(configuration, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { leaf } = configuration;
        const worktree = other_tsconfigs_addDisposableResource(env_1, await context.workspace.open(), true);
        const result = await runIn(worktree, configuration, commandOf(leaf.wrapper, [...leaf.argv, '--listFilesOnly']), context);
        const { files } = readTsc(result.stdout, leaf.cwd, worktree.root);
        return files.size === 0 ? null : files;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = other_tsconfigs_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
//# sourceMappingURL=other-tsconfigs.js.map
;// CONCATENATED MODULE: ./build/src/probe-tsc.js
var probe_tsc_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var probe_tsc_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/** `tsc -b` of older versions skips projects behind a failing one; what was found is taken out and it runs again. */
const MOST_RUNS = 3;
/**
 * One run per configuration, whatever the number of directives: every `@ts-ignore` becomes `@ts-expect-error`, and the compiler
 * reports those that suppress nothing (TS2578). Other tsconfigs of the repository vote on what is left.
 */
async function probeTsc(configurations, files, context) {
    const directives = files.flatMap(({ suppressions }) => suppressions.filter(({ family }) => family === 'ts-ignore' || family === 'ts-expect-error'));
    if (directives.length === 0 || configurations.length === 0)
        return { judgements: [], left: [] };
    const judgements = [];
    for (const configuration of configurations)
        judgements.push(await probe_tsc_judgeConfiguration(configuration, directives, files, context));
    const dead = directives.filter((one) => isDead(one, judgements));
    const others = await otherTsconfigs({
        configurations,
        dead,
        context,
        run: (other) => probe_tsc_judgeConfiguration(other, directives, files, context),
    });
    return { judgements: [...judgements, ...others.judgements], left: others.left };
}
function isDead(suppression, judgements) {
    const covering = judgements.filter(({ covers }) => covers(suppression.path, suppression.family));
    return covering.length > 0 && covering.every(({ unused }) => unused.has(suppression));
}
async function probe_tsc_judgeConfiguration(configuration, directives, files, context) {
    const { leaf, checks, label } = configuration;
    const command = commandOf(leaf.wrapper, [...checkerNamed('tsc').machine(leaf.argv), '--listFiles']);
    const fail = (why) => failed('tsc', { checks, label, command, folder: folderOf(configuration), why });
    if (!leaf.runnable)
        return fail(leaf.why ?? 'it can not be run here');
    const facts = { unused: new Set(), files: new Set(), general: [], unresolved: new Map(), errors: 0 };
    for (let run = 1; run <= MOST_RUNS; run += 1) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const worktree = probe_tsc_addDisposableResource(env_1, await openWith(probeEdits(files, facts.unused), context), true);
            const result = await runIn(worktree, configuration, command, context);
            const now = readTsc(result.stdout, leaf.cwd, worktree.root);
            const why = startFailure(result, 'tsc') ?? setupFailure(now, checks.length > 0);
            if (why !== null)
                return fail(why);
            const fresh = [...now.unused].filter((place) => !facts.unused.has(place));
            for (const path of now.files)
                facts.files.add(path);
            for (const place of fresh)
                facts.unused.add(place);
            facts.errors = now.errors;
            for (const [path, message] of now.unresolved)
                facts.unresolved.set(path, message);
            if (!isBuild(leaf.argv) || fresh.length === 0)
                break;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = probe_tsc_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    const silenced = new Set(files
        .filter(({ suppressions }) => suppressions.some(({ family }) => family === 'ts-nocheck'))
        .map(({ path }) => path));
    return probe_tsc_vote(configuration, command, directives, facts, silenced);
}
function isBuild(argv) {
    return argv.some((word) => word === '-b' || word === '--build');
}
/** A check that CI passes finds all its modules; where some are missing, the set-up steps did not run. */
function setupFailure({ general, unresolved, files }, inCi) {
    const [first] = general;
    if (first !== undefined)
        return `the compiler refuses the configuration (${first})`;
    const [missing] = unresolved;
    if (inCi && missing !== undefined)
        return `modules are missing (${missing[0]}: ${missing[1]}); the set-up steps of its job seem not to have run`;
    return files.size === 0 ? 'the compiler read no file' : null;
}
function probeEdits(files, unused) {
    return files.flatMap((file) => file.suppressions.flatMap((one) => {
        const dead = unused.has(probe_tsc_placeOf(one));
        if (!dead && one.family !== 'ts-ignore')
            return [];
        if (one.family !== 'ts-ignore' && one.family !== 'ts-expect-error')
            return [];
        const { comment } = one;
        const text = dead ? comment.text.replace(/@ts-(?=ignore|expect-error)/g, 'ts-') : asExpectError(comment.text, one);
        const edit = commentEdit(file.text, comment, text);
        return edit === null ? [] : toEdits(file, [edit]);
    }));
}
function probe_tsc_placeOf({ path, line }) {
    return `${path}:${line}`;
}
const probe_tsc_UNUSED = "TS2578: Unused '@ts-expect-error' directive.";
const SILENCED = 'the file is silenced as a whole by its @ts-nocheck';
function probe_tsc_vote({ checks, label, leaf }, command, directives, facts, silenced) {
    const unused = new Map();
    for (const one of directives) {
        const message = silenced.has(one.path) && facts.files.has(one.path) ? SILENCED : probe_tsc_UNUSED;
        const dead = message === SILENCED || facts.unused.has(probe_tsc_placeOf(one));
        if (dead && !facts.unresolved.has(one.path))
            unused.set(one, { ...WHOLE, message });
    }
    const stopped = isBuild(leaf.argv) && facts.errors > 0; // projects behind an error were not read, so nobody knows what they hold
    const covers = (path) => stopped || facts.files.has(path);
    return { tool: 'tsc', checks, configuration: label, command, covers, unused, hides: new Map(), failure: null };
}
//# sourceMappingURL=probe-tsc.js.map
;// CONCATENATED MODULE: ./build/src/rank.js
var rank_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var rank_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


/**
 * The live suppressions, most valuable first. score = (2 where code outside the file sees the symbol) × (2 where the directive
 * hides everything, 4 where it hides a whole file) × (1 + log2(1 + commits that touched the file in the last 12 months)). A clone without history counts
 * every file as untouched.
 */
async function ranked(live, context) {
    if (live.length === 0)
        return [];
    const commits = await commitsByFile(context);
    return live
        .map(({ suppression, why }) => rankedOf(suppression, why, commits.get(suppression.path) ?? 0))
        .toSorted((a, b) => b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}
function rankedOf(suppression, why, commits) {
    const { family, path, line, exported, scope } = suppression;
    const breadth = scope === 'file' ? 4 : isBroad(suppression) ? 2 : 1;
    const score = (exported ? 2 : 1) * breadth * (1 + Math.log2(1 + commits));
    const message = `\`${spelling(suppression).replaceAll('`', "'").slice(0, 120)}\`: ${why}. To be rid of it: ${FAMILIES[family].fix}.`;
    return { rule: `live-${family}`, path, line, message, score: Math.round(score * 100) / 100 };
}
/** One `git log` over the last twelve months; empty where the history is cut off. */
async function commitsByFile({ workspace, env, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const counts = new Map();
        if (workspace.state.shallow)
            return counts;
        const worktree = rank_addDisposableResource(env_1, await workspace.open(), true);
        const command = 'git -c core.quotePath=false log --since=12.months --no-renames --format= --name-only -z';
        const result = await worktree.exec(command, {
            cwd: '.',
            env,
            shell: 'sh',
            seconds: 120,
            maxOutputBytes: 64 * 1024 * 1024,
            network: 'none',
            signal,
        });
        if (result.exit !== 0)
            return counts;
        for (const path of result.stdout.split(/[\0\n]/))
            if (path !== '')
                counts.set(path, (counts.get(path) ?? 0) + 1);
        return counts;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = rank_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
//# sourceMappingURL=rank.js.map
;// CONCATENATED MODULE: ./build/src/python-scan.data.js
/**
 * Reads base64 of Python files as JSON pairs `[path, base64]` from standard input and prints, per file, its comments and what
 * the syntax tree says about their surroundings. It imports nothing of the repository and executes none of what it reads.
 * Lines are 1-based; columns count UTF-16 units, as JavaScript does.
 */
const PYTHON_SCAN = `
import ast, base64, io, json, sys, tokenize

def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

def comments(data):
    found = []
    for token in tokenize.tokenize(io.BytesIO(data).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            found.append([row, units(token.line[:column]), token.string])
    return found

def mentions(node, names):
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr in names or isinstance(part, ast.Name) and part.id in names:
            return True
    return False

TARGETS = {"platform", "version_info", "version", "PY2", "PY3", "WINDOWS", "name", "system"}
MISSING = {"ImportError", "ModuleNotFoundError"}

def is_target(test):
    for part in ast.walk(test):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            if part.value.id in ("sys", "os", "platform") and part.attr in TARGETS:
                return True
        if isinstance(part, ast.Name) and part.id in ("PY2", "PY3", "WINDOWS", "IS_WINDOWS"):
            return True
    return False

def last(node):
    return getattr(node, "end_lineno", None) or max([getattr(part, "lineno", 0) for part in ast.walk(node)])

def walk(node, scopes, guards, exported):
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        public = exported
        if named:
            public = exported and not child.name.startswith("_")
            first = min([child.lineno] + [d.lineno for d in child.decorator_list])
            scopes.append([first, last(child), child.name, public])
        if isinstance(child, ast.If) and is_target(child.test):
            guards.append([child.lineno, last(child), "it stands under a test of the platform or the Python version"])
        if isinstance(child, ast.Try) and any(h.type is not None and mentions(h.type, MISSING) for h in child.handlers):
            guards.append([child.lineno, last(child), "it stands in a try for an import that need not be installed"])
        walk(child, scopes, guards, public)

out = []
for path, encoded in json.load(sys.stdin):
    data = base64.b64decode(encoded)
    scopes, guards = [], []
    try:
        found = comments(data)
    except Exception as error:
        out.append({"path": path, "error": type(error).__name__ + ": " + str(error)})
        continue
    try:
        sys.setrecursionlimit(20000)
        walk(ast.parse(data), scopes, guards, True)
    except Exception:
        guards.append([0, 10**9, "this Python can not parse the file, so it is not known what stands around it"])
    out.append({"path": path, "comments": found, "scopes": scopes, "guards": guards})
json.dump(out, sys.stdout)
`;
//# sourceMappingURL=python-scan.data.js.map
;// CONCATENATED MODULE: ./build/src/python-comments.js



const Row = schemas/* tuple */.PVZ([schemas/* int */.Whr(), schemas/* int */.Whr(), schemas/* string */.YjP()]);
const Answer = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ path: schemas/* string */.YjP(), error: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({
        path: schemas/* string */.YjP(),
        comments: schemas/* array */.YOg(Row),
        scopes: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* int */.Whr(), schemas/* int */.Whr(), schemas/* string */.YjP(), schemas/* boolean */.zMY()])),
        guards: schemas/* array */.YOg(Row),
    }),
]);
/** Files that one child reads at a time: its standard input stays a few megabytes. */
const FILES_PER_CHILD = 2000;
/**
 * The comments of Python files, as Python's own tokeniser sees them; a sentence for a file that it can't read. One child per
 * 2,000 files. Null where there is no Python.
 */
async function scanPython(files, runPython) {
    const scanned = new Map();
    for (let at = 0; at < files.length; at += FILES_PER_CHILD) {
        const some = files.slice(at, at + FILES_PER_CHILD);
        const pairs = some.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('base64')]);
        const output = await runPython(PYTHON_SCAN, JSON.stringify(pairs));
        if (output === null)
            return null;
        const answers = new Map(python_comments_parseAnswers(output).map((answer) => [answer.path, answer]));
        for (const { path, text } of some)
            scanned.set(path, python_comments_read(answers.get(path), text));
    }
    return scanned;
}
function python_comments_parseAnswers(output) {
    try {
        return schemas/* array */.YOg(Answer).parse(JSON.parse(output));
    }
    catch (cause) {
        throw new Error(`the scan of Python comments printed something else: ${(0,errors/* messageOf */.bD)(cause)}`, { cause });
    }
}
function python_comments_read(answer, text) {
    if (answer === undefined)
        return 'Python gave no answer about it';
    if ('error' in answer)
        return `Python can not read it (${answer.error})`;
    const starts = lineStarts(text);
    const comments = [];
    for (const [line, column, own] of answer.comments) {
        const start = (starts[line - 1] ?? Infinity) + column;
        if (text.slice(start, start + own.length) !== own)
            return 'its lines are counted differently by Python';
        comments.push({ start, end: start + own.length, text: own, line, column, endLine: line, container: null });
    }
    const scopes = answer.scopes.map(([start, end, name, exported]) => ({ start, end: end + 1, name, exported }));
    const guards = answer.guards.map(([start, end, why]) => ({ start, end, why }));
    return { comments, scopes, guards };
}
/** The index at which each line starts; Python breaks lines at `\n`, `\r\n` and `\r`. */
function lineStarts(text) {
    const starts = [0];
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g))
        starts.push(index + lineBreak.length);
    return starts;
}
//# sourceMappingURL=python-comments.js.map
;// CONCATENATED MODULE: ./build/src/scan.js
var scan_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var scan_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** How many files are read at a time. */
const READERS = 16;
/**
 * Reads every tracked file that may hold a suppression, in the job's own tree. A file is looked at closely only if git finds
 * one of the words in it, so the cost follows the number of suppressions, not of files.
 */
async function scan(context) {
    const left = [];
    const regular = (await context.workspace.files()).filter(({ mode }) => mode.startsWith('100'));
    const tracked = regular.filter(({ changed }) => !changed).map(({ path }) => path);
    const wanted = pathFilter(context);
    const sources = tracked.filter((path) => (SCRIPT_FILE.test(path) || EMBEDDED_FILE.test(path) || PYTHON_FILE.test(path)) && wanted(path));
    const unsaved = regular.filter(({ path, changed }) => changed && wanted(path)).map(({ path }) => path);
    if (unsaved.length > 0)
        left.push({ what: unsaved.join(', '), why: 'it differs from the commit, and a patch is made for the commit' });
    return { files: await scanned(await candidates(sources, context), context, left), left };
}
/** The same for files that are known by path. */
async function scanPaths(paths, context) {
    return await scanned(paths, context, []);
}
async function scanned(paths, context, left) {
    const files = await readAll(paths, context, left);
    const scripts = files.filter(({ path }) => !PYTHON_FILE.test(path)).flatMap((file) => scriptFile(file, left));
    const python = await pythonFiles(files.filter(({ path }) => PYTHON_FILE.test(path)), context, left);
    return [...scripts, ...python].filter(({ suppressions }) => suppressions.length > 0);
}
/** The inputs `paths` and `ignore`, globs relative to the root. */
function pathFilter({ inputs }) {
    const [paths, ignore] = [globs(inputs['paths']), globs(inputs['ignore'])];
    const [included, ignored] = [matcher(paths), matcher(ignore)];
    return (path) => (included?.(path) ?? true) && !(ignored?.(path) ?? false);
}
/** A folder means all that is in it. */
function matcher(patterns) {
    const withFolders = patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`]);
    return patterns.length === 0 ? null : picomatch(withFolders, { dot: true });
}
function globs(value) {
    const list = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
    return list.map((glob) => glob.trim().replace(/^\.\//, '')).filter((glob) => glob !== '');
}
/** The sources that git finds one of the words in; all of them where git can not be asked. */
async function candidates(sources, { workspace, env, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (sources.length < 200)
            return sources;
        const worktree = scan_addDisposableResource(env_1, await workspace.open(), true);
        const command = `git -c core.quotePath=false grep -lzE '${CANDIDATE_POSIX}'`;
        const found = await worktree.exec(command, {
            cwd: '.',
            env,
            shell: 'sh',
            seconds: 300,
            maxOutputBytes: 64 * 1024 * 1024,
            network: 'none',
            signal,
        });
        if ((found.exit !== 0 && found.exit !== 1) || found.truncated)
            return sources;
        const names = new Set(found.stdout.split('\0'));
        return sources.filter((path) => names.has(path));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = scan_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function readAll(paths, { workspace, signal }, left) {
    const queue = paths.values();
    const files = [];
    const reader = async () => {
        for (const path of queue) {
            signal.throwIfAborted();
            const bytes = await workspace.read(path);
            if (bytes === null)
                continue;
            if (bytes.length > MAX_FILE_BYTES) {
                left.push({ what: path, why: 'it is larger than 4 MB, so it was taken for generated' });
                continue;
            }
            const decoded = decodeText(bytes);
            if (decoded !== null && CANDIDATE.test(decoded.text))
                files.push({ path, blob: sha256(bytes), bytes, ...decoded });
        }
    };
    await Promise.all(Array.from({ length: READERS }, reader));
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
function scriptFile(file, left) {
    const found = scriptSuppressions(file.path, file.text);
    if (typeof found !== 'string')
        return [{ ...file, ...found }];
    left.push({ what: file.path, why: `it could not be parsed: ${found}` });
    return [];
}
async function pythonFiles(files, context, left) {
    if (files.length === 0)
        return [];
    const python = await scanPython(files, context.judging.runPython);
    if (python === null) {
        left.push({ what: `${files.length} Python files`, why: 'no Python was found that could read their comments' });
        return [];
    }
    return files.flatMap((file) => {
        const one = python.get(file.path);
        if (one !== undefined && typeof one !== 'string')
            return [{ ...file, suppressions: pythonSuppressions(file.path, file.text, one), enables: [] }];
        left.push({ what: file.path, why: one ?? 'Python gave no answer about it' });
        return [];
    });
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/detect.js













const PROBES = {
    tsc: probeTsc,
    eslint: probeEslint,
    mypy: probeMypy,
    pyright: probePyright,
    ruff: probeRuff,
};
const detect_TOOLS = ['tsc', 'eslint', 'mypy', 'pyright', 'ruff'];
/** Which suppressions suppress nothing, which hide more than they need to, and which of the rest are worth a person's time. */
async function detect(context) {
    const { files, left } = await scan(context);
    const { judgements, left: unprobed } = await probeAll(files, context);
    const readers = await otherReaders(context.files);
    const decided = files.flatMap((file) => file.suppressions.map((suppression) => ({ file, suppression, decision: decide(suppression, judgements, readers) })));
    const live = decided.flatMap(({ suppression, decision }) => decision.kind === 'live' ? [{ suppression, why: decision.why }] : []);
    const reason = detect_reasonOf(decided, judgements);
    return {
        findings: detect_settle(decided),
        examined: examinedOf(decided, judgements),
        left: [...left, ...unprobed, ...failures(judgements), ...unread(decided)],
        ranked: await ranked(live, context),
        ...(reason === null ? {} : { reason }),
    };
}
async function probeAll(files, context) {
    const all = { judgements: [], left: [] };
    for (const tool of detect_TOOLS) {
        const { judgements, left } = await PROBES[tool](configurationsOf(context.checks, tool), files, context);
        all.judgements.push(...judgements);
        all.left.push(...left);
    }
    return all;
}
function detect_settle(decided) {
    const ordinals = new Map();
    const findings = [];
    for (const { file, suppression, decision } of decided) {
        const { path, family, symbol, comment } = suppression;
        const equal = JSON.stringify([path, family, symbol, source_file_lineOf(file.text, comment.start).replace(/\s+/g, ' ').trim()]);
        const ordinal = ordinals.get(equal) ?? 0;
        ordinals.set(equal, ordinal + 1);
        if (decision.kind === 'dead' || decision.kind === 'narrow')
            findings.push(finding_findingOf(file, suppression, decision, ordinal));
    }
    return findings.toSorted((a, b) => ACTIONS.indexOf(a.data.action) - ACTIONS.indexOf(b.data.action));
}
/** What hid the most comes first. */
const ACTIONS = ['remove', 'drop-codes', 'narrow'];
function examinedOf(decided, judgements) {
    const runs = judgements.filter(({ failure }) => failure === null).map(({ configuration }) => configuration);
    const files = decided.filter(({ decision }) => decision.kind !== 'unread').map(({ suppression }) => suppression.path);
    return [...new Set([...runs, ...files])];
}
function failures(judgements) {
    return judgements.flatMap(({ configuration, failure }) => failure === null ? [] : [{ what: configuration, why: failure }]);
}
/** Per reason one line, however many files. */
function unread(decided) {
    const without = decided.filter(({ decision }) => decision.kind === 'unread');
    const byReason = Map.groupBy(without, ({ suppression, decision }) => JSON.stringify([suppression.family, 'why' in decision ? decision.why : '']));
    return [...byReason.values()].map((group) => {
        const family = group[0]?.suppression.family ?? 'noqa';
        const why = group[0]?.decision.kind === 'unread' ? group[0].decision.why : '';
        const paths = [...new Set(group.map(({ suppression }) => suppression.path))];
        const shown = paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ');
        return {
            what: `${group.length} × ${family} in ${shown}`,
            why: `${why}; so nothing can prove that ${FAMILIES[family].judges.join(' or ')} does not need it`,
        };
    });
}
/** Why the run could settle nothing at all, where that is so and there was something to settle. */
function detect_reasonOf(decided, judgements) {
    const open = decided.filter(({ suppression }) => FAMILIES[suppression.family].judges.length > 0);
    if (open.length === 0 || open.some(({ decision }) => decision.kind !== 'unread'))
        return null;
    const failure = judgements.find(({ failure: why }) => why !== null);
    if (failure !== undefined) {
        return {
            code: 'not-set-up',
            message: `\`${failure.configuration}\` could not be run: ${failure.failure ?? ''}`,
            remedy: 'Put this step behind the set-up steps of the job that runs this check.',
        };
    }
    const languages = [...new Set(open.map(({ suppression }) => FAMILIES[suppression.family].language))].join(', ');
    return {
        code: 'no-check',
        message: `There are ${open.length} suppressions, but no check of this repository runs a tool that could judge them (${languages}).`,
        remedy: 'Add the checker to a workflow, or name its command in the input `checks`.',
    };
}
//# sourceMappingURL=detect.js.map
// EXTERNAL MODULE: ./build/src/inputs.js
var inputs = __webpack_require__(1737);
;// CONCATENATED MODULE: ./build/src/companion.js

/**
 * Suppressions that exist only because of another one: `eslint-disable-next-line @typescript-eslint/ban-ts-comment` above a
 * `@ts-ignore`, `# noqa: PGH003` behind a `# type: ignore`. They are unneeded as soon as that one is gone.
 */
function companions(file, gone, change) {
    if (change.kind !== 'remove')
        return [];
    const about = aboutFamily(gone);
    return file.suppressions.flatMap((suppression) => {
        if (!speaksAbout(suppression, gone))
            return [];
        const codes = suppression.codes.map(({ name }) => name);
        const kept = codes.filter((name) => !about.includes(name));
        if (kept.length === codes.length)
            return [];
        return [
            {
                suppression,
                change: kept.length === 0 ? { kind: 'remove' } : { kind: 'codes', codes: kept },
            },
        ];
    });
}
function aboutFamily({ family }) {
    if (family === 'ts-ignore' || family === 'ts-expect-error')
        return RULES_ABOUT_TS_DIRECTIVES;
    return family === 'type-ignore' ? CODES_ABOUT_TYPE_IGNORE : [];
}
function speaksAbout({ family, scope, comment }, gone) {
    if (gone.family === 'type-ignore')
        return family === 'noqa' && comment.line === gone.comment.line;
    if (family !== 'eslint-disable')
        return false;
    return scope === 'next-line'
        ? comment.endLine + 1 === gone.comment.line
        : scope === 'line' && comment.line === gone.comment.line;
}
//# sourceMappingURL=companion.js.map
;// CONCATENATED MODULE: ./build/src/proposal.js









/**
 * The proposals for one file, one per comment: two directives of one comment make one edit, and what only exists for the sake of
 * another comment goes with it. What can't be written safely is returned with the reason.
 */
function proposalsOf(file, settled) {
    const proposals = [];
    const unsafe = [];
    for (const group of groupsOf(file, settled)) {
        const edits = editsOf(file, group);
        if (typeof edits === 'string')
            unsafe.push(...group.members.map(({ finding }) => ({ finding, why: edits })));
        else
            proposals.push(proposal_proposalOf(file, group, edits));
    }
    return { proposals, unsafe };
}
function groupsOf(file, settled) {
    const groups = [];
    for (const one of settled) {
        const wanted = changeOf(one.finding.data);
        const own = {
            members: [one],
            changes: new Map([[one.suppression.comment, new Map([[one.suppression, wanted]])]]),
        };
        for (const { suppression, change } of companions(file, one.suppression, wanted))
            add(own.changes, suppression, change);
        const touching = groups.filter((group) => [...own.changes.keys()].some((comment) => group.changes.has(comment)));
        for (const group of touching) {
            merge(own, group);
            groups.splice(groups.indexOf(group), 1);
        }
        groups.push(own);
    }
    return groups;
}
function merge(into, from) {
    into.members.unshift(...from.members);
    for (const changes of from.changes.values())
        for (const [suppression, change] of changes)
            add(into.changes, suppression, change);
}
/** Two wishes for one directive: only the codes that both want to keep are kept. */
function add(changes, suppression, change) {
    const own = changes.get(suppression.comment) ?? new Map();
    const before = own.get(suppression);
    const both = before === undefined ? change : intersection(before, change);
    changes.set(suppression.comment, own.set(suppression, both));
}
function intersection(one, other) {
    if (one.kind === 'remove' || other.kind === 'remove')
        return { kind: 'remove' };
    const codes = one.codes.filter((code) => other.codes.includes(code));
    return codes.length === 0 ? { kind: 'remove' } : { kind: 'codes', codes };
}
/** The edits of a group; a sentence where a comment can't be taken away without touching the code around it. */
function editsOf(file, group) {
    const edits = [];
    for (const [comment, changes] of group.changes) {
        const edit = commentEdit(file.text, comment, changedComment(file.path, comment, changes));
        if (edit === null)
            return 'the comment stands in the middle of code, where taking it away could change the program';
        edits.push(edit);
        const ends = endsOf(file, changes);
        if (typeof ends === 'string')
            return ends;
        for (const end of ends) {
            const removal = commentEdit(file.text, end, null);
            if (removal === null)
                return 'the eslint-enable that belongs to it stands in the middle of code';
            edits.push(removal);
        }
    }
    return edits;
}
function changedComment(path, comment, changes) {
    if (PYTHON_FILE.test(path))
        return changedPythonComment(comment.text, changes);
    const [first] = changes;
    if (first === undefined)
        return comment.text;
    const [suppression, change] = first;
    return suppression.family === 'eslint-disable'
        ? changedEslintDirective(comment.text, suppression, change)
        : withoutTypescriptDirective(comment.text, suppression);
}
/** The `eslint-enable` comments that end exactly what goes; a sentence where one ends more than that. */
function endsOf(file, changes) {
    const gone = [];
    for (const [suppression, change] of changes) {
        if (suppression.family !== 'eslint-disable' || suppression.scope !== 'block')
            continue;
        const names = suppression.codes.map(({ name }) => name);
        const later = file.enables.filter(({ comment }) => comment.start > suppression.comment.start);
        const touching = later.filter(({ rules }) => rules.length === 0 || names.length === 0 || rules.some((rule) => names.includes(rule)));
        if (touching.length === 0)
            continue;
        const [end] = touching;
        const same = end !== undefined && end.rules.length === names.length && end.rules.every((rule) => names.includes(rule));
        const others = file.suppressions.filter((one) => one !== suppression && one.scope === 'block' && one.family === 'eslint-disable');
        const shared = others.some(({ codes }) => codes.length === 0 || names.length === 0 || codes.some(({ name }) => names.includes(name)));
        if (change.kind !== 'remove' || !same || touching.length > 1 || shared)
            return 'an eslint-enable in this file ends more than what is unneeded';
        gone.push(end.comment);
    }
    return gone;
}
function proposal_proposalOf(file, { members }, edits) {
    const findings = members.map(({ finding }) => finding.id);
    const [first] = members;
    if (first === undefined)
        throw new Error('a group has a member');
    const id = findings.length === 1
        ? first.finding.id
        : findingId({
            action: 'type-safety',
            rule: 'comment',
            path: file.path,
            symbol: '',
            line: findings.join(' '),
            ordinal: 0,
        });
    const evidence = members.flatMap(({ finding }) => finding.data.evidence);
    return { kind: 'patch', id, findings, data: { ...first.finding.data, evidence }, edits: toEdits(file, edits) };
}
//# sourceMappingURL=proposal.js.map
;// CONCATENATED MODULE: ./build/src/propose.js



/**
 * The only rung so far is L0, the tools' own knowledge: one removal for each finding that was not tried yet. Nothing is tried
 * twice; a refused one stays, with the reason. Works from the findings alone: the files are read again.
 */
async function* propose(open, rung, context) {
    if (rung !== 'L0')
        return;
    const untried = open.filter(({ attempts }) => attempts.length === 0).map(({ finding }) => finding);
    // all of a batch is proposed at once: where anything was tried, what is left over was skipped in the first round
    if (untried.length === 0 || untried.length < open.length)
        return;
    const byPath = Map.groupBy(untried, ({ data }) => data.path);
    for (const file of await scanPaths([...byPath.keys()], context)) {
        const { proposals, unsafe } = proposalsOf(file, settledIn(file, byPath.get(file.path) ?? []));
        yield* proposals;
        for (const { finding, why } of unsafe) {
            yield { findings: [finding.id], code: 'unproven', reason: `${finding.data.path}:${finding.data.line}: ${why}` };
        }
    }
}
/** The findings of a file with the suppressions that stand where they say. */
function settledIn(file, findings) {
    const byPlace = new Map(file.suppressions.map((one) => [
        byteOffset(file.text, one.comment.start + one.start, file.encoding, file.bom),
        one,
    ]));
    return findings.flatMap((finding) => {
        const suppression = finding.at === null ? undefined : byPlace.get(finding.at.start);
        return suppression === undefined ? [] : [{ suppression, finding }];
    });
}
//# sourceMappingURL=propose.js.map
;// CONCATENATED MODULE: ./build/src/publish.js

/** One pull request per batch, as data. Nothing is posted here. */
function publish(batches, { workspace }) {
    return batches.map(({ verified, files }) => {
        const { batch, proposals, verdict } = verified;
        const count = proposals.reduce((sum, { findings }) => sum + findings.length, 0);
        return {
            op: 'pull-request',
            marker: `upkeep:type-safety:${batch}:${proposals.flatMap(({ findings }) => findings).join(',')}`,
            title: titleOf(batch, count),
            body: bodyOf(batch, proposals, workspace.commit),
            branch: `upkeep/type-safety/${batch}`,
            files: [...files],
            proof: verdict,
        };
    });
}
function titleOf(batch, count) {
    const suppressions = count === 1 ? '1' : String(count);
    const narrowed = `Narrow ${suppressions} broad ${count === 1 ? 'suppression' : 'suppressions'} to what ${count === 1 ? 'it hides' : 'they hide'}`;
    const removed = `Remove ${suppressions} ${count === 1 ? 'suppression that suppresses' : 'suppressions that suppress'} nothing`;
    return [ours(batch === NARROWED_BATCH ? narrowed : removed)];
}
function bodyOf(batch, proposals, commit) {
    const claim = batch === NARROWED_BATCH
        ? 'These comments hid every error of their line. Now they name the errors that they hide, so that a new one shows.'
        : 'These comments, or the codes taken out of them, suppress nothing in any configuration that reads their file.';
    const slots = [
        ours(`${claim} Only comments change; the checks below ran on exactly this tree, based on ${commit.slice(0, 12)}.\n\n`),
    ];
    for (const { data } of proposals) {
        slots.push(ours('- '), theirs(`${data.path}:${data.line}`), ours(': '), theirs(data.was));
        slots.push(ours(data.action === 'remove' ? ' goes' : data.action === 'narrow' ? ' now names ' : ' loses '));
        if (data.action !== 'remove')
            slots.push(theirs(data.codes.join(', ')));
        for (const { configuration, message } of data.evidence)
            slots.push(ours('\n  - '), theirs(configuration), ours(': '), theirs(message));
        slots.push(ours('\n'));
    }
    return slots;
}
function ours(text) {
    return { text, from: 'upkeep' };
}
function theirs(text) {
    return { text, from: 'repository' };
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/verify.js

/**
 * The patch may change comments only, and at least one check of those whose configurations called the suppression unneeded has
 * to pass on it.
 */
async function verify(candidate, context) {
    return await judge(candidate, { atMost: 'comment', targets: speaking }, context.judging);
}
/** The checks whose configurations called it unneeded. */
function speaking({ data }) {
    return data.evidence.flatMap(({ checks }) => checks);
}
//# sourceMappingURL=verify.js.map
;// CONCATENATED MODULE: ./build/src/action.js





/** Removes suppressions that suppress nothing and narrows those that hide too much; the repository's own checkers say which. */
const typeSafety = {
    name: 'type-safety',
    title: 'Type safety',
    description: 'Remove suppressions that suppress nothing, and prove it by the checks of the repository',
    inputs: inputs/* inputs */.Q,
    owns: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,py,pyi}'],
    limits: { files: 50, lines: 1000 },
    ladder: ['L0'],
    detect: detect,
    propose: propose,
    verify: verify,
    publish: publish,
};
//# sourceMappingURL=action.js.map
;// CONCATENATED MODULE: ./build/src/index.js



/** One run of this action, for every entry point. */
async function src_run(job) {
    return await runAction(typeSafety, job);
}
//# sourceMappingURL=index.js.map

/***/ })

};
