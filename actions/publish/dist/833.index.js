export const id = 833;
export const ids = [833];
export const modules = {

/***/ 9833:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publishAction: () => (/* reexport */ publishAction),
  run: () => (/* reexport */ run)
});

// EXTERNAL MODULE: ./build/src/inputs.js
var inputs = __webpack_require__(1737);
;// CONCATENATED MODULE: ./build/src/action.js

/** What the generated files say of this action. It owns no file: it posts what the other actions have proven. */
const publishAction = {
    name: 'publish',
    title: 'Publish',
    description: 'Post what another job has proven: validated, signed, and never twice',
    inputs: inputs/* inputs */.Q,
    owns: [],
    limits: {},
};
//# sourceMappingURL=action.js.map
// EXTERNAL MODULE: ../../packages/entry/build/src/secret-values.js
var secret_values = __webpack_require__(349);
;// CONCATENATED MODULE: ../../packages/schema/build/src/dispatch.data.js
/** How a workflow is started for a pull request: who looks for one, who starts it and who was started go by this. */
const DISPATCH = {
    /** A file that GitHub takes for a workflow, with a name that needs no quotes in a shell. */
    workflow: /^\.github\/workflows\/[\w.-]+\.ya?ml$/,
    /** The inputs that it takes: the number of the pull request, and the head that it was asked for. */
    inputs: { pull: 'pull-request', head: 'head' },
};
//# sourceMappingURL=dispatch.data.js.map
// EXTERNAL MODULE: ../../packages/schema/build/src/errors.js
var errors = __webpack_require__(3888);
;// CONCATENATED MODULE: ../../packages/github/build/src/event/payload.js
/** What an event says in a place, as far as it says anything: nothing of a payload is taken for granted. */
function payloadField(payload, ...names) {
    return names.reduce((found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined), payload);
}
//# sourceMappingURL=payload.js.map
// EXTERNAL MODULE: ../../node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(2727);
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
;// CONCATENATED MODULE: ../../packages/github/build/src/read/pull-requests.js


const Side = schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), sha: Sha, repo: schemas/* nullish */.cl6(schemas/* object */.Ikc({ id: schemas/* number */.aig() })) });
const Pull = schemas/* object */.Ikc({
    number: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    node_id: schemas/* string */.YjP(),
    state: schemas/* enum */.k5n(['open', 'closed']),
    merged: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    draft: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    locked: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    title: schemas/* string */.YjP(),
    body: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    user: schemas/* nullable */.mee(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })),
    base: Side,
    head: Side,
    labels: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })),
    changed_files: schemas/* int */.Whr(),
});
/** Null: there is none. */
async function readPullRequest(github, number) {
    const pull = await github.get('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number }, Pull);
    if (pull === null)
        return null;
    const merged = pull.merged === true;
    return {
        number: pull.number,
        url: pull.html_url,
        nodeId: pull.node_id,
        state: merged ? 'merged' : pull.state,
        draft: pull.draft === true,
        locked: pull.locked === true,
        title: pull.title,
        body: pull.body ?? '',
        author: pull.user?.login ?? null,
        base: { branch: pull.base.ref, sha: pull.base.sha },
        head: { branch: pull.head.ref, sha: pull.head.sha },
        fork: (pull.head.repo ?? null) === null || pull.head.repo?.id !== pull.base.repo?.id,
        labels: pull.labels.map(({ name }) => name),
        changedFiles: pull.changed_files,
    };
}
const Files = schemas/* array */.YOg(schemas/* object */.Ikc({
    filename: schemas/* string */.YjP(),
    previous_filename: schemas/* optional */.lqM(schemas/* string */.YjP()),
    status: schemas/* enum */.k5n(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    additions: schemas/* int */.Whr(),
    deletions: schemas/* int */.Whr(),
    patch: schemas/* optional */.lqM(schemas/* string */.YjP()),
}));
/** The files of a pull request, at most `maxFiles` (default 300; GitHub lists at most 3,000). One request per hundred. */
async function changedFiles(github, pullRequest, options = {}) {
    const maxFiles = options.maxFiles ?? 300;
    const files = [];
    for (let page = 1;; page++) {
        const parameters = { pull_number: pullRequest, per_page: 100, page };
        const some = (await github.get('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', parameters, Files)) ?? [];
        for (const { filename, previous_filename, status, additions, deletions, patch } of some)
            files.push({
                path: filename,
                previousPath: previous_filename ?? null,
                status,
                added: additions,
                removed: deletions,
                patch: patch ?? null,
            });
        if (some.length < 100)
            return { files: files.slice(0, maxFiles), complete: files.length <= maxFiles };
        if (files.length >= maxFiles)
            return { files: files.slice(0, maxFiles), complete: false };
    }
}
//# sourceMappingURL=pull-requests.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/asked-pull.js



/** The number of the pull request that somebody started the workflow for (`workflow_dispatch`); null where none is named. */
function askedPull(event, payload) {
    if (event !== 'workflow_dispatch')
        return null;
    const number = payloadField(payload, 'inputs', DISPATCH.inputs.pull);
    return typeof number === 'string' && /^#?[1-9]\d{0,9}$/.test(number) ? Number(number.replace('#', '')) : null;
}
/**
 * The event as if the pull request itself had started it: what `targetOf` and its like read is there, as GitHub has it now.
 * @throws UserError where there is no such open pull request, or its head is not the commit that the workflow was started for.
 */
async function askedPayload(github, number, payload) {
    const pull = await readPullRequest(github, number);
    if (pull?.state !== 'open') {
        throw new errors/* UserError */.yo(`There is no open pull request ${number}.`, {
            remedy: `Name an open one in the input "${DISPATCH.inputs.pull}" of the workflow.`,
        });
    }
    const asked = payloadField(payload, 'inputs', DISPATCH.inputs.head);
    if (typeof asked === 'string' && asked !== '' && asked !== pull.head.sha) {
        throw new errors/* UserError */.yo(`Pull request ${number} is at ${pull.head.sha}, and this was asked for at ${asked}.`, {
            remedy: 'Look at what was pushed since, and ask again.',
            kind: 'state',
        });
    }
    const { owner, name } = github.repository;
    const repo = { full_name: `${owner}/${name}` };
    return {
        ...(typeof payload === 'object' ? payload : {}),
        pull_request: {
            number,
            base: { ...side(pull.base), repo },
            head: { ...side(pull.head), repo: pull.fork ? null : repo },
        },
    };
}
function side({ branch, sha }) {
    return { ref: branch, sha };
}
//# sourceMappingURL=asked-pull.js.map
// EXTERNAL MODULE: ../../node_modules/@octokit/core/dist-src/index.js + 6 modules
var dist_src = __webpack_require__(6468);
// EXTERNAL MODULE: ../../node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(8989);
// EXTERNAL MODULE: ../../node_modules/@octokit/graphql/dist-bundle/index.js
var dist_bundle = __webpack_require__(3472);
// EXTERNAL MODULE: ../../node_modules/@octokit/request-error/dist-src/index.js
var request_error_dist_src = __webpack_require__(9219);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/permissions.data.js
/** Which line of `permissions:` a request needs, where the answer does not say so. The first that matches counts. */
const PERMISSIONS = [
    { endpoint: /^POST \/repos\/\{owner\}\/\{repo\}\/actions\//, permission: 'actions: write' },
    { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/pulls/, permission: 'pull-requests: write' },
    { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/issues/, permission: 'issues: write' },
    { endpoint: /^(?:POST|PATCH|PUT|DELETE) \/repos\/\{owner\}\/\{repo\}\/git\//, permission: 'contents: write' },
    { endpoint: /^(?:POST|PATCH) \/repos\/\{owner\}\/\{repo\}\/check-runs/, permission: 'checks: write' },
    { endpoint: /^GraphQL mutation (?:CreateCommit|MoveBranch)/, permission: 'contents: write' },
    { endpoint: /^GraphQL mutation (?:Minimize|Unmark)/, permission: 'pull-requests: write' },
    { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/actions\//, permission: 'actions: read' },
    { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/pulls/, permission: 'pull-requests: read' },
    { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/issues/, permission: 'issues: read' },
    { endpoint: /^GET \/repos\/\{owner\}\/\{repo\}\/commits\/\{ref\}\/check-runs/, permission: 'checks: read' },
    { endpoint: /^GraphQL query FailedCheckRuns/, permission: 'checks: read' },
    { endpoint: /^GraphQL query Overview/, permission: 'pull-requests: read' },
    { endpoint: /^(?:GET|GraphQL query) /, permission: 'contents: read' },
];
//# sourceMappingURL=permissions.data.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/rate-limit.js
const SECONDARY = /\b(?:secondary rate limit|abuse detection)/i;
const PRIMARY = /\bAPI rate limit exceeded\b/i;
/** GitHub: wait at least a minute where no header says how long, then longer each time. */
const UNKNOWN_WAIT = 60_000;
const SHORTEST_WAIT = 1000;
/**
 * How many milliseconds GitHub wants to be left alone, null where the answer is about something else.
 * `tries`: how often this request has been limited before. Never NaN and never below a second.
 */
function limitWait(answer, now, tries) {
    const { status, headers, message, type } = answer;
    const refused = status === 403 || status === 429;
    const retryAfter = refused ? retryAfterOf(headers['retry-after'], now) : null;
    const exhausted = (refused || type === 'RATE_LIMITED') && headers['x-ratelimit-remaining']?.toString().trim() === '0';
    const named = refused && (SECONDARY.test(message) || PRIMARY.test(message));
    if (retryAfter === null && !exhausted && !named && status !== 429 && type !== 'RATE_LIMITED')
        return null;
    const known = retryAfter ?? (exhausted ? resetOf(headers['x-ratelimit-reset'], now) : null);
    return Math.max(SHORTEST_WAIT, known ?? UNKNOWN_WAIT * 2 ** tries);
}
/** What is left of the hour's limit and when it starts again (milliseconds since the epoch), null where no header says so. */
function remainingOf(headers) {
    const [left, reset] = [wholeNumber(headers['x-ratelimit-remaining']), wholeNumber(headers['x-ratelimit-reset'])];
    return left === null || reset === null ? null : { left, reset: reset * 1000 };
}
/** Seconds or a date; negative where it has passed. */
function retryAfterOf(value, now) {
    const seconds = wholeNumber(value);
    if (seconds !== null)
        return seconds * 1000;
    const date = Date.parse(String(value));
    return Number.isNaN(date) ? null : date - now;
}
function resetOf(value, now) {
    const seconds = wholeNumber(value);
    return seconds === null ? null : seconds * 1000 - now;
}
function wholeNumber(value) {
    return /^\d{1,12}$/.test(String(value).trim()) ? Number(value) : null;
}
//# sourceMappingURL=rate-limit.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/errors.js





/** GitHub failed. `retryable`: it may do better next time; of a write that means that nobody knows whether it was done. */
class GitHubError extends errors/* ExternalError */.yA {
    endpoint;
    requestId;
    type;
    constructor(message, failure) {
        const { status, retryable, cause } = failure;
        super(message, { service: 'GitHub', status, retryable, cause });
        this.endpoint = failure.endpoint;
        this.requestId = failure.requestId;
        this.type = failure.type ?? null;
    }
}
/** GitHub, or this run's own budget of requests, allows no more for now: what is left is deferred to the next run (`incomplete: rate-limit`). */
class RateLimitError extends GitHubError {
    /** When to try again: milliseconds since the epoch. */
    retryAt;
    constructor(message, failure) {
        super(message, failure);
        this.retryAt = failure.retryAt;
    }
}
/** Sorts out what octokit threw. `limited`: how often this request has hit a limit before. */
function failureOf(thrown, endpoint, now, limited) {
    if (thrown instanceof GitHubError || thrown instanceof errors/* UserError */.yo)
        return { error: thrown, wait: null };
    const answer = answerOf(thrown);
    const wait = limitWait(answer, now, limited);
    if (wait !== null)
        return { error: limitError(answer, endpoint, now + wait, thrown), wait };
    return { error: userError(answer, endpoint, thrown) ?? externalError(answer, endpoint, thrown), wait: null };
}
/** An answer with a good status that is no answer: an HTML page, half a JSON document, other fields than documented. */
function unreadable(endpoint, detail) {
    const message = `GitHub's answer to ${endpoint} can't be read: ${detail}.`;
    return new GitHubError(message, { status: null, retryable: true, endpoint, requestId: null });
}
function answerOf(thrown) {
    if (thrown instanceof dist_bundle/* GraphqlResponseError */.rp) {
        const headers = thrown.headers;
        const errors = thrown.errors ?? [];
        const type = errors.map((error) => error.type).find((one) => typeof one === 'string') ?? null;
        const message = errors.map((error) => error.message).join('; ');
        return { status: 200, headers, message, type, requestId: errors_text(headers['x-github-request-id']) };
    }
    if (thrown instanceof request_error_dist_src/* RequestError */.G && thrown.response !== undefined) {
        const { headers } = thrown.response;
        const requestId = errors_text(headers['x-github-request-id']);
        return { status: thrown.status, headers, message: thrown.message, type: null, requestId };
    }
    return { status: null, headers: {}, message: (0,errors/* messageOf */.bD)(thrown), type: null, requestId: null };
}
/** GraphQL errors that will not go away by asking again. The others ("Something went wrong", timeouts) have other types or none. */
const LASTING_TYPES = new Set([
    'NOT_FOUND',
    'FORBIDDEN',
    'UNPROCESSABLE',
    'STALE_DATA',
    'INSUFFICIENT_SCOPES',
    'MAX_NODE_LIMIT_EXCEEDED',
    'EXCESSIVE_PAGINATION',
]);
function externalError(answer, endpoint, cause) {
    const { status, type, requestId } = answer;
    const retryable = status === 200 ? !lasting(answer) : status === null || status >= 500 || status === 408;
    const said = status === null ? 'did not answer' : `answered ${type ?? status} to`;
    const request = requestId === null ? '' : ` (request ${requestId})`;
    const message = `GitHub ${said} ${endpoint}${request}: ${oneLine(answer.message)}`;
    return new GitHubError(message, { status, retryable, endpoint, requestId, type, cause });
}
/** A document that GitHub refuses to parse carries no type but is our own mistake: it says so. */
function lasting({ type, message }) {
    return (type !== null && LASTING_TYPES.has(type)) || /\bdoesn't exist on type\b|\bParse error\b/.test(message);
}
function limitError(answer, endpoint, retryAt, cause) {
    const { status, requestId, type } = answer;
    const message = `GitHub's rate limit stops ${endpoint} until ${new Date(retryAt).toISOString()}.`;
    return new RateLimitError(message, { status, retryable: true, endpoint, requestId, type, cause, retryAt });
}
const MISSING_PERMISSION = /Resource not accessible by (?:integration|personal access token)/i;
const NO_PULL_REQUESTS = /GitHub Actions is not permitted to create or approve pull requests/i;
function userError(answer, endpoint, cause) {
    const { status, message, headers } = answer;
    if (status === 401) {
        const remedy = 'Pass a token that is valid: the input `token`, by default `${{ github.token }}`.';
        return new errors/* UserError */.yo(`GitHub refused the token (${endpoint}).`, { remedy, kind: 'state', cause });
    }
    if (NO_PULL_REQUESTS.test(message)) {
        const remedy = 'Allow it in Settings → Actions → General → Workflow permissions, or pass the token of a GitHub App.';
        return new errors/* UserError */.yo(`This repository does not let GitHub Actions open pull requests.`, {
            remedy,
            kind: 'state',
            cause,
        });
    }
    if (!MISSING_PERMISSION.test(message))
        return null;
    const permission = permissionFor(endpoint, errors_text(headers['x-accepted-github-permissions']));
    const remedy = `Add \`${permission}\` to the \`permissions:\` of this job.`;
    return new errors/* UserError */.yo(`The token may not do this: ${endpoint} needs \`${permission}\`.`, {
        remedy,
        kind: 'state',
        cause,
    });
}
/** The header's words (`pull_requests=write`; alternatives parted by `;`) as a workflow writes them. */
function permissionFor(endpoint, accepted) {
    const [first = ''] = (accepted ?? '').split(';');
    const lines = [...first.matchAll(/([a-z_]+)=(read|write)/g)].map(([, name = '', level = '']) => `${name.replaceAll('_', '-')}: ${level}`);
    if (lines.length > 0)
        return lines.join(', ');
    return PERMISSIONS.find((entry) => entry.endpoint.test(endpoint))?.permission ?? 'contents: read';
}
/** The beginning of a message that may be a whole HTML page. */
function oneLine(message) {
    const line = message.replace(/\s+/g, ' ').trim();
    return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
function errors_text(value) {
    return typeof value === 'string' && value !== '' ? value : null;
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/known-answers.js
const MOST_ANSWERS = 100;
const MOST_CHARACTERS = 1024 * 1024;
/**
 * Answers to `GET` that GitHub has given to this connection. Where nothing has changed it says so with 304, which the hour's limit is
 * not charged for (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests).
 */
class KnownAnswers {
    answers = new Map();
    /** What the request has to say of the answer that is known. */
    condition(method, url) {
        const known = method === 'GET' ? this.answers.get(url) : undefined;
        return known === undefined ? {} : { 'if-none-match': known.etag };
    }
    /** The answer as if it had been sent again. Rejects where its body ends early. */
    async complete(method, url, response) {
        const known = this.answers.get(url);
        if (response.status === 304 && known !== undefined) {
            const headers = new Headers(known.headers);
            for (const [name, value] of response.headers)
                headers.set(name, value); // what is left of the limit, among others
            return new Response(known.text, { status: 200, headers });
        }
        const etag = response.headers.get('etag');
        if (method !== 'GET' || response.status !== 200 || etag === null)
            return response;
        const text = await response.text();
        const headers = [...response.headers].filter(([name]) => !ENCODED.has(name));
        if (isDocument(text))
            this.keep(url, { etag, headers, text });
        return new Response(text, { status: 200, headers });
    }
    keep(url, answer) {
        this.answers.delete(url);
        if (answer.text.length > MOST_CHARACTERS)
            return;
        if (this.answers.size >= MOST_ANSWERS)
            this.answers.clear();
        this.answers.set(url, answer);
    }
}
/** These say how the body came, and it is unpacked now. */
const ENCODED = new Set(['content-encoding', 'content-length', 'transfer-encoding']);
/** A page of a proxy or half an answer must not be taken for what GitHub said, let alone twice. */
function isDocument(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=known-answers.js.map
// EXTERNAL MODULE: ../../node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(66);
// EXTERNAL MODULE: ../../node_modules/undici/index.js
var undici = __webpack_require__(1684);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/proxied.js


/** Of the runner's own toolkit: it knows which addresses go through the proxy that the runner is set up with. */
const client = new lib/* HttpClient */.Qq('upkeep', [], { keepAlive: true });
// undici's own, because Node's takes no dispatcher of another version
const send = undici/* fetch */.hd;
/** The fetch for GitHub and its storage hosts: each address goes through the proxy that the runner names for it. */
async function proxied(url, init) {
    return await send(url, { ...init, dispatcher: client.getAgentDispatcher(url) });
}
//# sourceMappingURL=proxied.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/connection.js







const silent = () => { };
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };
const REQUEST_SECONDS = 30;
const TRIES = 3;
const FIRST_PAUSE = 1000;
const WRITE_SPACING = 1000;
/** Nothing new is begun with less than this left of the hour's limit: the rest of the repository's workflows live on it too. */
const RESERVE = 50;
/**
 * One token, one repository, one budget. Reads are repeated (three tries), writes never; every wait ends with the signal, and after the
 * signal no request starts. Writes go one by one, a second apart. What was read once is asked for again with its ETag.
 */
class Connection {
    options;
    octokit;
    made = 0;
    writes = 0;
    maxRequests;
    waitLeft;
    quietUntil = 0;
    nextWrite = 0;
    writing = Promise.resolve();
    /** What is left of the hour, by resource: REST and GraphQL are counted apart. */
    remaining = new Map();
    known = new KnownAnswers();
    constructor(options) {
        this.options = options;
        this.maxRequests = options.maxRequests ?? 150;
        this.waitLeft = (options.maxWaitSeconds ?? 180) * 1000;
        this.octokit = new dist_src/* Octokit */.E({
            auth: options.token,
            baseUrl: options.apiUrl.replace(/\/+$/, ''),
            userAgent: 'upkeep',
            request: { fetch: (url, init) => this.fetch(url, init), log: SILENT },
            log: SILENT,
        });
    }
    get left() {
        return Math.max(0, this.maxRequests - this.made);
    }
    /** A request that changes nothing: server errors, cut connections and unreadable answers are tried again. */
    async read(call) {
        for (let tries = 1;; tries++) {
            try {
                return await this.send(call);
            }
            catch (error) {
                const again = error instanceof GitHubError && !(error instanceof RateLimitError) && error.retryable;
                if (!again || tries === TRIES)
                    throw error;
                await this.pause(tries, error.message);
            }
        }
    }
    /** One try. A `retryable` GitHubError means that nobody knows whether it was done: look before trying again. */
    async write(call) {
        const turn = this.writing.then(() => this.sendWrite(call));
        this.writing = turn.catch(() => { });
        return await turn;
    }
    /** Waits before the next try: one second, then two, then four. */
    async pause(tries, why) {
        this.options.log(`${why} Trying again (${tries} of ${TRIES - 1}).`);
        await this.options.clock.sleep(FIRST_PAUSE * 2 ** (tries - 1), this.options.signal);
    }
    async sendWrite(call) {
        const { clock, signal } = this.options;
        signal.throwIfAborted();
        const early = this.nextWrite - clock.now();
        if (early > 0)
            await clock.sleep(early, signal);
        this.writes++;
        try {
            return await this.send(call);
        }
        finally {
            this.nextWrite = clock.now() + WRITE_SPACING;
        }
    }
    /** A refusal for a rate limit is waited for and repeated, for writes as well: GitHub did nothing. */
    async send(call) {
        const { clock, signal } = this.options;
        for (let limited = 0;; limited++) {
            await this.admission(call.endpoint);
            this.made++;
            try {
                return readable(call, await call.send());
            }
            catch (thrown) {
                signal.throwIfAborted();
                const { error, wait } = failureOf(thrown, call.endpoint, clock.now(), limited);
                if (wait === null || limited + 1 === TRIES || wait > this.waitLeft)
                    throw error;
                this.waitLeft -= wait;
                this.quietUntil = Math.max(this.quietUntil, clock.now() + wait);
                this.options.log(`GitHub's rate limit: waiting ${Math.ceil(wait / 1000)} s before ${call.endpoint}.`);
            }
        }
    }
    async admission(endpoint) {
        const { clock, signal } = this.options;
        signal.throwIfAborted();
        for (let quiet = this.quietUntil - clock.now(); quiet > 0; quiet = this.quietUntil - clock.now())
            await clock.sleep(quiet, signal);
        const low = [...this.remaining.values()].find(({ left, reset }) => left < RESERVE && reset > clock.now());
        if (low !== undefined && this.writes === 0)
            throw budgetError(endpoint, `only ${low.left} are left of this hour's limit`, low.reset);
        if (this.left === 0)
            throw budgetError(endpoint, `all ${this.maxRequests} requests of this run are used`, clock.now());
    }
    /** Redirects are not followed, so the token goes nowhere else. */
    async fetch(url, init) {
        const limit = AbortSignal.timeout(REQUEST_SECONDS * 1000);
        const signal = AbortSignal.any([this.options.signal, limit]);
        const headers = { ...init.headers, ...this.known.condition(init.method, url) };
        const response = await proxied(url, { ...init, headers, redirect: 'manual', signal });
        const remaining = remainingOf(Object.fromEntries(response.headers));
        if (remaining !== null)
            this.remaining.set(response.headers.get('x-ratelimit-resource') ?? 'core', remaining);
        return await this.known.complete(init.method, url, response);
    }
}
function readable(call, data) {
    const parsed = parse/* safeParse */.xL(call.answer, data);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'the whole answer' : issue.path.join('.');
    throw unreadable(call.endpoint, `${where}: ${issue?.message ?? 'not as documented'}`);
}
function budgetError(endpoint, why, retryAt) {
    const failure = { status: null, retryable: true, endpoint, requestId: null, retryAt };
    return new RateLimitError(`No more requests to GitHub: ${why} (next: ${endpoint}).`, failure);
}
/** Throws a UserError for an address or a name that can't be one. */
function checkOptions(options) {
    const { owner, name } = options.repository;
    if (![owner, name].every((part) => /^[\w.-]{1,100}$/.test(part)) || [owner, name].some((part) => /^\.+$/.test(part)))
        throw new errors/* UserError */.yo(`"${owner}/${name}" is not a repository.`, { remedy: 'Give it as OWNER/NAME.' });
    const url = options.apiUrl;
    const parsed = URL.parse(url);
    if (parsed === null || (parsed.protocol !== 'https:' && !isLoopback(parsed.hostname))) {
        throw new errors/* UserError */.yo(`"${url}" is not an address of GitHub's API.`, { remedy: 'Use an https:// address.' });
    }
    if (options.token === '')
        throw new errors/* UserError */.yo('There is no token for GitHub.', { remedy: 'Pass the input `token`.', kind: 'state' });
}
function isLoopback(host) {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(host);
}
//# sourceMappingURL=connection.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/clock.js

const systemClock = {
    now: Date.now,
    async sleep(milliseconds, signal) {
        signal.throwIfAborted();
        try {
            await (0,promises_.setTimeout)(milliseconds, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted(); // the reason, not Node's own AbortError
            throw error;
        }
    },
};
//# sourceMappingURL=clock.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/github.js




const connections = new WeakMap();
/** What the write entry works with. Whoever imports only the root of this package can't reach it. */
function connectionOf(github) {
    const connection = connections.get(github);
    if (connection === undefined)
        throw new TypeError('not made by connect()');
    return connection;
}
/** Throws a UserError for options that can't be right; asks GitHub nothing. */
function connect(options) {
    const complete = { ...options, clock: options.clock ?? systemClock };
    checkOptions(complete);
    const connection = new Connection(complete);
    const { owner, name } = options.repository;
    const github = {
        repository: { owner, name },
        signal: options.signal,
        clock: complete.clock,
        requests: () => ({ made: connection.made, left: connection.left, writes: connection.writes }),
        async get(route, parameters, answer) {
            try {
                return await connection.read({ endpoint: route, send: () => rest(connection, route, parameters), answer });
            }
            catch (error) {
                if (error instanceof GitHubError && error.status === 404)
                    return null;
                throw error;
            }
        },
        query: (document, variables, answer) => connection.read({ endpoint: named(document), send: () => graphql(connection, document, variables), answer }),
    };
    connections.set(github, connection);
    return github;
}
/** An answer that is no error; the status may be one of a redirect, which is not followed. */
async function answered(connection, route, parameters) {
    const { owner, name } = connection.options.repository;
    const answer = await connection.octokit.request(route, { owner, repo: name, ...parameters });
    return { status: answer.status, headers: answer.headers, data: answer.data };
}
/** One request of the REST API; the answer's body. A redirect is an error: what is meant has moved, or a proxy is in the way. */
async function rest(connection, route, parameters) {
    const { status, headers, data } = await answered(connection, route, parameters);
    if (status < 300)
        return data;
    const home = new URL(connection.options.apiUrl);
    const target = URL.parse(String(headers['location'] ?? ''), home.href);
    const lasting = target?.host === home.host && (status === 301 || status === 308);
    const request = headers['x-github-request-id'];
    throw new GitHubError(`GitHub redirects ${route} to ${target?.host ?? 'nowhere'} (${status}): not followed.`, {
        status,
        retryable: !lasting,
        endpoint: route,
        requestId: typeof request === 'string' ? request : null,
    });
}
async function graphql(connection, document, variables) {
    const { repository } = connection.options;
    const home = /\$owner\b/.test(document) ? { owner: repository.owner, name: repository.name } : {};
    try {
        return await connection.octokit.graphql(document, { ...home, ...variables });
    }
    catch (error) {
        // octokit reads `errors` of a body that may be null
        if (error instanceof TypeError)
            throw unreadable(named(document), error.message);
        throw error;
    }
}
/** `GraphQL query Files`. */
function named(document) {
    return `GraphQL ${/^\s*(?:query|mutation)\s+\w+/.exec(document)?.[0].trim().replace(/\s+/g, ' ') ?? 'request'}`;
}
//# sourceMappingURL=github.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/storage.js





const storage_TRIES = 3;
/** The signed address that a route redirects to; it is asked for with our token and read without it. Errors: those of `get`, 404 and 410 too. */
async function signedAddress(github, route, parameters) {
    const connection = connectionOf(github);
    const send = async () => (await answered(connection, route, parameters)).headers['location'];
    const location = await connection.read({ endpoint: route, send, answer: schemas/* string */.YjP() });
    const url = URL.parse(location);
    if (url?.protocol === 'https:' || (url?.hostname === '127.0.0.1' && url.protocol === 'http:'))
        return location;
    throw unreadable(route, 'it names no https address to download from');
}
/**
 * Downloads from a storage host, which never sees the token; three tries, each of which `read` begins anew. `last` tells it that there
 * will be no other one. Rejects with a GitHubError whose message doesn't name the address.
 */
async function downloaded(github, location, { what, seconds }, read) {
    const connection = connectionOf(github);
    for (let tries = 1;; tries++) {
        try {
            const signal = AbortSignal.any([github.signal, AbortSignal.timeout(seconds * 1000)]);
            return await read(streamed(location, what, signal), tries === storage_TRIES);
        }
        catch (error) {
            github.signal.throwIfAborted();
            if (!(error instanceof GitHubError) || !error.retryable || tries === storage_TRIES)
                throw error;
            await connection.pause(tries, error.message);
        }
    }
}
async function* streamed(location, what, signal) {
    try {
        const response = await proxied(location, { signal, redirect: 'error' });
        if (!response.ok) {
            await response.body?.cancel();
            throw storageError(what, new Error(`answered ${response.status}`), response.status);
        }
        yield* (response.body ?? []);
    }
    catch (error) {
        throw storageError(what, error);
    }
}
function storageError(what, cause, status = null) {
    if (cause instanceof GitHubError)
        return cause;
    // what is signed into the address must not reach a log, so it isn't named
    return new GitHubError(`The ${what}'s storage failed: ${(0,errors/* messageOf */.bD)(cause)}.`, {
        status,
        retryable: status === null || status >= 500 || status === 429,
        endpoint: `GET ${what} storage`,
        requestId: null,
        cause,
    });
}
//# sourceMappingURL=storage.js.map
// EXTERNAL MODULE: ../../node_modules/yauzl/index.js
var yauzl = __webpack_require__(171);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/unzip.js



/** A sentence that says what is wrong with an archive. */
class BadZip extends Error {
    name = 'BadZip';
}
/** A file of ours stands flat, or is a blob that is named by its SHA-256. */
const FLAT = /^[A-Za-z0-9][\w.-]{0,99}$/;
const BLOB = /^blobs\/[0-9a-f]{64}$/;
const KIND = 0o170000;
const LINK = 0o120000;
/**
 * The files of a zip archive, inflated as a stream that ends at the limit, whatever the archive says of its sizes. Throws BadZip for
 * names other than flat ones and `blobs/<sha256>`, for a blob that isn't what its name says, links, doubles, and what is no archive.
 */
async function unzip(bytes, limits) {
    try {
        return await unzipped(bytes, limits);
    }
    catch (error) {
        if (error instanceof BadZip)
            throw error;
        throw new BadZip(`it is no sound archive (${(0,errors/* messageOf */.bD)(error)})`); // yauzl's own refusals
    }
}
async function unzipped(bytes, limits) {
    const zip = await (0,yauzl/* fromBufferPromise */.SY)(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });
    if (zip.entryCount > limits.entries)
        throw new BadZip(`it has more than ${limits.entries} entries`);
    const files = new Map();
    let left = limits.bytes;
    for await (const entry of zip.eachEntry()) {
        const name = nameOf(entry);
        if (name === null)
            continue;
        if (files.has(name))
            throw new BadZip(`${name} is in it twice`);
        if (entry.uncompressedSize > left)
            throw tooLarge(limits);
        const content = await inflate(zip, entry, left, limits);
        if (BLOB.test(name) && (0,external_node_crypto_.createHash)('sha256').update(content).digest('hex') !== name.slice('blobs/'.length))
            throw new BadZip(`${name} is not what its name says`);
        left -= content.length;
        files.set(name, content);
    }
    return files;
}
/** Null: a folder. */
function nameOf(entry) {
    const kind = (entry.externalFileAttributes >>> 16) & KIND;
    if (kind === LINK)
        throw new BadZip('there is a link in it');
    if (entry.isEncrypted())
        throw new BadZip('it is encrypted');
    if (entry.fileName === 'blobs/' && entry.uncompressedSize === 0)
        return null;
    if (FLAT.test(entry.fileName) || BLOB.test(entry.fileName))
        return entry.fileName;
    throw new BadZip(`${JSON.stringify(entry.fileName.slice(0, 100))} is no name of a file of ours`);
}
async function inflate(zip, entry, left, limits) {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks = [];
    let size = 0;
    for await (const chunk of stream) {
        size += chunk.length;
        if (size > left)
            throw tooLarge(limits); // leaving the loop destroys the stream
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
function tooLarge({ bytes }) {
    return new BadZip(`its files are larger than ${bytes} bytes`);
}
//# sourceMappingURL=unzip.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/artifact.js





const ENTRIES = 110;
const BYTES = 16 * 1024 * 1024;
const STORAGE_SECONDS = 60;
const Artifact = schemas/* object */.Ikc({
    expired: schemas/* boolean */.zMY(),
    workflow_run: schemas/* nullish */.cl6(schemas/* object */.Ikc({ id: schemas/* optional */.lqM(schemas/* number */.aig()) })),
});
/**
 * The files of an artifact by name, once its digest is the reported one. The archive comes from a storage host, which never sees the
 * token. Two requests to GitHub, one where no run is asked for.
 */
async function downloadArtifact(github, request, limits = {}) {
    const { entries = ENTRIES, bytes = BYTES } = limits;
    const refusal = await wrongRun(github, request);
    if (refusal !== null)
        return refusal;
    const location = await locationOf(github, request.id);
    if (typeof location !== 'string')
        return location;
    const archive = await download(github, location, bytes);
    if (archive === null)
        return { refused: 'size', message: `The artifact is larger than ${bytes} bytes.` };
    const digest = (0,external_node_crypto_.createHash)('sha256').update(archive).digest('hex');
    if (digest !== request.digest.replace(/^sha256:/, '').toLowerCase())
        return { refused: 'digest', message: 'The artifact is not the one that the job reported: its digest differs.' };
    try {
        return await unzip(archive, { entries, bytes });
    }
    catch (error) {
        if (!(error instanceof BadZip))
            throw error;
        return { refused: 'content', message: `The artifact is refused: ${error.message}.` };
    }
}
async function wrongRun(github, { id, runId }) {
    if (runId === undefined)
        return null;
    const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}';
    const artifact = await github.get(route, { artifact_id: id }, Artifact);
    if (artifact === null)
        return gone(id);
    if (artifact.expired)
        return { refused: 'expired', message: `Artifact ${id} has expired.` };
    if (artifact.workflow_run?.id === runId)
        return null;
    return { refused: 'run', message: `Artifact ${id} is of another run than ${runId}.` };
}
const ZIP = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
async function locationOf(github, id) {
    try {
        return await signedAddress(github, ZIP, { artifact_id: id, archive_format: 'zip' });
    }
    catch (error) {
        if (error instanceof GitHubError && error.status === 404)
            return gone(id);
        if (error instanceof GitHubError && error.status === 410)
            return { refused: 'expired', message: `Artifact ${id} has expired.` };
        throw error;
    }
}
function gone(id) {
    return { refused: 'gone', message: `There is no artifact ${id}.` };
}
/** Null: more than `most` bytes. */
async function download(github, location, most) {
    return await downloaded(github, location, { what: 'artifact', seconds: STORAGE_SECONDS }, async (body) => {
        const chunks = [];
        let size = 0;
        for await (const chunk of body) {
            size += chunk.length;
            if (size > most)
                return null;
            chunks.push(chunk);
        }
        return Buffer.concat(chunks);
    });
}
//# sourceMappingURL=artifact.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/event/target.js


const ISSUE_EVENTS = new Set(['issues', 'issue_comment']);
/**
 * What the event is about: the pull request that it names, with base and head as the payload gives them (never the merge commit that
 * `pull_request` checks out), the issues, else the repository at `sha`.
 */
function targetOf(event) {
    const pull = payloadField(event.payload, 'pull_request');
    const [base, head] = [sha(payloadField(pull, 'base', 'sha')), sha(payloadField(pull, 'head', 'sha'))];
    const number = payloadField(pull, 'number');
    if (base !== null && head !== null && typeof number === 'number' && Number.isSafeInteger(number)) {
        const [from, to] = [home(payloadField(pull, 'head')), home(payloadField(pull, 'base'))];
        const fork = from === null || from !== to; // a deleted fork names no repository
        return { kind: 'pull-request', base, head, number, fork, pushable: !fork };
    }
    const kind = ISSUE_EVENTS.has(event.name) ? 'issues' : 'repository';
    return { kind, base: event.sha, head: event.sha };
}
/** The number of the issue or pull request that the event names, null where it names none. */
function subjectOf(payload) {
    for (const name of ['pull_request', 'issue']) {
        const number = payloadField(payload, name, 'number');
        if (typeof number === 'number')
            return number;
    }
    return null;
}
/** The branch that a job works for: the base of the pull request that the event names, else the branch of its ref; null for a tag. */
function baseBranchOf(payload, ref) {
    const named = payloadField(payload, 'pull_request', 'base', 'ref');
    if (typeof named === 'string')
        return named;
    return ref?.startsWith('refs/heads/') === true ? ref.slice('refs/heads/'.length) : null;
}
/** The branch of the pull request that the event names, null where it names none. */
function headBranchOf(payload) {
    const named = payloadField(payload, 'pull_request', 'head', 'ref');
    return typeof named === 'string' ? named : null;
}
/** By id where the payload has it: a repository may be renamed, and names differ in case. */
function home(side) {
    const [id, name] = [payloadField(side, 'repo', 'id'), payloadField(side, 'repo', 'full_name')];
    if (typeof id === 'number')
        return String(id);
    return typeof name === 'string' ? name.toLowerCase() : null;
}
function sha(value) {
    return Sha.safeParse(value).success ? String(value) : null;
}
//# sourceMappingURL=target.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/operation-marker.js
const WORD = /^[a-z][a-z0-9-]{0,63}$/;
const SHAPE = /^upkeep:([a-z][a-z0-9-]{0,63}):([a-z][a-z0-9-]{0,63}):((?:[0-9a-f]{16}(?:,[0-9a-f]{16})*)?)$/;
/** The `marker` of an operation: `upkeep:<action>:<batch>:<id>,<id>…`. Throws where a name is not lower-case words with hyphens. */
function operationMarker({ action, batch, ids }) {
    for (const name of [action, batch])
        if (!WORD.test(name))
            throw new Error(`"${name}" can not stand in a marker`);
    return `upkeep:${action}:${batch}:${[...new Set(ids)].join(',')}`;
}
/** What a marker says; null where it is none of ours. Linear: no part of the shape can begin another. */
function readOperationMarker(marker) {
    const [, action, batch, ids] = SHAPE.exec(marker) ?? [];
    if (action === undefined || batch === undefined || ids === undefined)
        return null;
    return { action, batch, ids: ids === '' ? [] : ids.split(',') };
}
/** The branch of a batch's pull request. All of `upkeep/<action>/` is ours to move. */
function branchOf(action, batch) {
    return `upkeep/${action}/${batch}`;
}
//# sourceMappingURL=operation-marker.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/marker.js

const ACTION = /^[a-z][a-z0-9-]{0,39}$/;
const KEY = /^[\w.-]{1,64}$/;
/** `--` would end an HTML comment early in some renderers. */
const DOUBLE_DASH = /--/;
const MOST_IDS = 1000;
const LINE = /^<!-- upkeep:([a-z][a-z0-9-]{0,39}) key=([\w.-]{1,64}) ids=((?:[0-9a-f]{16}(?:,[0-9a-f]{16}){0,999})?) v=1 -->$/;
/** The line. Throws a TypeError for parts that it could not be read back from: those are ours, never a user's text. */
function formatMarker({ action, key, ids }) {
    const good = ACTION.test(action) &&
        KEY.test(key) &&
        ids.length <= MOST_IDS &&
        ids.every((id) => Id.safeParse(id).success) &&
        !DOUBLE_DASH.test(action + key);
    if (!good)
        throw new TypeError(`not a marker: ${action} ${key} ${ids.length} ids`);
    return `<!-- upkeep:${action} key=${key} ids=${ids.join(',')} v=1 -->`;
}
/**
 * The last line of a body that is a marker. Ours is put behind everything that we quote; other bots may write below it. It says
 * nothing about who wrote the body: anybody can paste one, so callers look at the author or at the branch first.
 */
function parseMarker(body) {
    for (const line of (body ?? '').split('\n').toReversed()) {
        const [, action, key, ids] = LINE.exec(line.trimEnd()) ?? [];
        if (action === undefined || key === undefined || ids === undefined || DOUBLE_DASH.test(action + key))
            continue;
        return { action, key, ids: ids === '' ? [] : ids.split(',') };
    }
    return null;
}
/** A body with its marker as the last line. */
function withMarker(body, marker) {
    return `${body.trimEnd()}\n\n${formatMarker(marker)}\n`;
}
const TRAILER = /^Upkeep-Key: ([\w.-]{1,64})$/;
/** The key in a commit message: the last of its trailers that is ours. */
function trailerKey(message) {
    const trailers = message
        .trimEnd()
        .split(/\r?\n\s*\r?\n/)
        .at(-1) ?? '';
    const keys = trailers.split(/\r?\n/).flatMap((line) => TRAILER.exec(line)?.[1] ?? []);
    return keys.at(-1) ?? null;
}
/** The body of a commit message with our trailer as its last paragraph. */
function withTrailer(body, key) {
    if (!KEY.test(key))
        throw new TypeError(`not a key: ${key}`);
    return `${body.trimEnd()}\n\nUpkeep-Key: ${key}`.trimStart();
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/overview.js



const Branch = schemas/* nullable */.mee(schemas/* object */.Ikc({
    target: schemas/* object */.Ikc({ oid: Sha, message: schemas/* optional */.lqM(schemas/* string */.YjP()) }),
    compare: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ behindBy: schemas/* int */.Whr() }))),
}));
const PullRequests = schemas/* object */.Ikc({
    nodes: schemas/* array */.YOg(schemas/* object */.Ikc({
        number: schemas/* int */.Whr(),
        url: schemas/* string */.YjP(),
        state: schemas/* enum */.k5n(['OPEN', 'CLOSED', 'MERGED']),
        isCrossRepository: schemas/* boolean */.zMY(),
        headRefName: schemas/* string */.YjP(),
        baseRefName: schemas/* string */.YjP(),
        title: schemas/* string */.YjP(),
        body: schemas/* string */.YjP(),
    })),
});
const OwnRefs = schemas/* object */.Ikc({ nodes: schemas/* array */.YOg(schemas/* object */.Ikc({ associatedPullRequests: PullRequests })) });
/** Which of these an entry is follows from its name. */
const Answer = schemas/* object */.Ikc({ repository: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([Branch, PullRequests, OwnRefs])) });
const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' };
/**
 * One query: the base branch, our branches and the pull requests that were ever opened from them, and what is open from any other
 * branch of the same action.
 */
async function overviewOf(github, { action, base, branches }) {
    const fields = branches.map((_, index) => fieldsOf(index));
    const declared = branches.map((_, index) => `$ref${index}: String!, $head${index}: String!`);
    const variables = Object.fromEntries(branches.flatMap((branch, index) => [
        [`ref${index}`, `refs/heads/${branch}`],
        [`head${index}`, branch],
    ]));
    const query = `query Overview($owner: String!, $name: String!, $base: String!, $baseRef: String!, $own: String!, ${declared.join(', ')}) {
    repository(owner: $owner, name: $name) {
      base: ref(qualifiedName: $baseRef) { target { oid } }
      own: refs(refPrefix: $own, first: 50) {
        nodes { associatedPullRequests(states: [OPEN, CLOSED], first: 5, orderBy: ${NEWEST}) { ${PULL} } }
      }
      ${fields.join('\n')}
    }
  }`;
    const own = `refs/heads/${branchOf(action, '')}`;
    const { repository } = await github.query(query, { ...variables, base, baseRef: `refs/heads/${base}`, own }, Answer);
    const states = new Map();
    const pullRequests = [];
    for (const [index, branch] of branches.entries()) {
        const state = Branch.parse(repository[`branch${index}`]);
        if (state !== null) {
            const { target, compare } = state;
            states.set(branch, { head: target.oid, message: target.message ?? '', ahead: compare?.behindBy ?? 0 });
        }
        pullRequests.push(...ownOf(action, PullRequests.parse(repository[`pulls${index}`])));
    }
    const retired = [];
    for (const { associatedPullRequests } of OwnRefs.parse(repository['own']).nodes) {
        const all = ownOf(action, associatedPullRequests);
        const open = all.filter(({ state }) => state === 'open');
        retired.push(...all.slice(0, 1).filter(({ state, marker }) => state === 'closed' && marker.ids.length === 0));
        pullRequests.push(...open.filter(({ number }) => pullRequests.every((known) => known.number !== number)));
    }
    const baseHead = Branch.parse(repository['base'])?.target.oid ?? null;
    return { baseHead, branches: states, pullRequests, retired };
}
const NEWEST = '{ field: CREATED_AT, direction: DESC }';
const PULL = 'nodes { number url state isCrossRepository headRefName baseRefName title body }';
function fieldsOf(index) {
    return `branch${index}: ref(qualifiedName: $ref${index}) {
    target { oid ... on Commit { message } }
    compare(headRef: $base) { behindBy }
  }
  pulls${index}: pullRequests(headRefName: $head${index}, first: 20, orderBy: ${NEWEST}) { ${PULL} }`;
}
/** A fork can name its branch as it likes and paste a marker, so that only pull requests from the repository itself count. */
function ownOf(action, { nodes }) {
    return nodes.flatMap((node) => {
        const marker = parseMarker(node.body);
        if (node.isCrossRepository || marker?.action !== action)
            return [];
        const { number, url, title, headRefName: branch, baseRefName: base } = node;
        return [{ number, url, title, branch, base, marker, state: STATES[node.state] }];
    });
}
//# sourceMappingURL=overview.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/people.js


const Viewer = schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) });
const logins = new WeakMap();
/** The login that the token acts as, e.g. `github-actions[bot]`. Asked once per connection. */
async function viewerLogin(github) {
    const known = logins.get(github);
    if (known !== undefined)
        return await known;
    const asked = github.query('query Viewer { viewer { login } }', {}, Viewer).then(({ viewer }) => viewer.login);
    logins.set(github, asked);
    try {
        return await asked;
    }
    catch (error) {
        logins.delete(github);
        throw error;
    }
}
/** Whether our token, or one of the further `authors` of the connection, wrote it. Only then a marker counts. */
async function isOurs(github, login) {
    if (login === null)
        return false;
    const ours = [await viewerLogin(github), ...(connectionOf(github).options.authors ?? [])];
    return ours.some((one) => one.toLowerCase() === login.toLowerCase());
}
const Collaborator = schemas/* object */.Ikc({ permission: schemas/* enum */.k5n(['admin', 'write', 'read', 'none']) });
/** Whether an account may write to the repository, by GitHub's word. */
async function mayWrite(github, login) {
    const permission = await permissionOf(github, login);
    return permission === 'write' || permission === 'admin';
}
/** An account that GitHub doesn't know may do nothing. */
async function permissionOf(github, login) {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const found = await github.get(route, { username: login }, Collaborator);
    return found?.permission ?? 'none';
}
//# sourceMappingURL=people.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/files.js



const Content = schemas/* object */.Ikc({
    byteSize: schemas/* optional */.lqM(schemas/* number */.aig()),
    isBinary: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* boolean */.zMY())),
    isTruncated: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    text: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP())),
});
const Entry = schemas/* nullable */.mee(schemas/* object */.Ikc({ oid: schemas/* string */.YjP(), mode: schemas/* number */.aig(), object: schemas/* optional */.lqM(schemas/* nullable */.mee(Content)) }));
const files_Files = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({ object: schemas/* nullable */.mee(schemas/* record */.g1P(schemas/* string */.YjP(), Entry)) }),
});
const RestBlob = schemas/* object */.Ikc({ content: schemas/* string */.YjP(), encoding: schemas/* string */.YjP() });
const ENTRIES_AT_ONCE = 100;
const CONTENTS_AT_ONCE = 40;
/** Object ids and modes of files at a commit; null: not there. One request per hundred paths. */
async function fileEntries(github, commit, paths) {
    const found = await queryFiles(github, commit, paths, false);
    return new Map([...found].map(([path, file]) => [path, file === null ? null : { oid: file.oid, mode: file.mode }]));
}
/**
 * Files at a commit, byte for byte; null: not there. One request per forty paths, and one more for each file that GraphQL can't give
 * exactly: binary, not UTF-8, or cut off.
 */
async function readFiles(github, commit, paths, options = {}) {
    const maxBytes = options.maxBytes ?? 1024 * 1024;
    const files = new Map();
    for (const [path, file] of await queryFiles(github, commit, paths, true)) {
        if (file === null)
            files.set(path, null);
        else
            files.set(path, { oid: file.oid, mode: file.mode, bytes: await bytesOf(github, file, maxBytes) });
    }
    return files;
}
async function bytesOf(github, file, maxBytes) {
    const { content, oid, mode } = file;
    if (!mode.startsWith('100') || content === null || (content.byteSize ?? 0) > maxBytes)
        return null;
    if (typeof content.text === 'string' && content.isTruncated !== true) {
        const bytes = Buffer.from(content.text);
        if (isBlob(bytes, oid))
            return bytes; // another encoding comes with its bytes replaced
    }
    const blob = await github.get('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { file_sha: oid }, RestBlob);
    const bytes = Buffer.from(blob?.content ?? '', blob?.encoding === 'base64' ? 'base64' : 'utf8');
    if (!isBlob(bytes, oid))
        throw unreadable('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', `not the blob ${oid}`);
    return bytes;
}
/** Whether git would give these bytes this id. */
function isBlob(bytes, oid) {
    const hash = (0,external_node_crypto_.createHash)(oid.length === 64 ? 'sha256' : 'sha1');
    return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === oid;
}
async function queryFiles(github, commit, paths, content) {
    const found = new Map();
    const size = content ? CONTENTS_AT_ONCE : ENTRIES_AT_ONCE;
    for (let start = 0; start < paths.length; start += size) {
        const some = paths.slice(start, start + size);
        const variables = Object.fromEntries(some.map((path, index) => [`p${index}`, path]));
        const { repository } = await github.query(filesDocument(some.length, content), { commit, ...variables }, files_Files);
        if (repository.object === null)
            throw noCommit(commit);
        for (const [index, path] of some.entries()) {
            const entry = repository.object[`f${index}`];
            if (entry === undefined)
                throw noCommit(commit);
            found.set(path, queried(entry));
        }
    }
    return found;
}
function queried(entry) {
    if (entry === null)
        return null;
    return { oid: entry.oid, mode: entry.mode.toString(8).padStart(6, '0'), content: entry.object ?? null };
}
/** Paths go in as variables: a file's name can hold anything. */
function filesDocument(count, content) {
    const indexes = Array.from({ length: count }, (_, index) => index);
    const variables = indexes.map((index) => `$p${index}: String!`).join(', ');
    const blob = content ? ' object { ... on Blob { byteSize isBinary isTruncated text } }' : '';
    const fields = indexes.map((index) => `f${index}: file(path: $p${index}) { oid mode${blob} }`).join('\n');
    return `query Files($owner: String!, $name: String!, $commit: GitObjectID!, ${variables}) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { ${fields} } } }
}`;
}
function noCommit(commit) {
    return new GitHubError(`GitHub knows no commit ${commit} in this repository.`, {
        status: 404,
        retryable: false,
        endpoint: 'GraphQL query Files',
        requestId: null,
    });
}
//# sourceMappingURL=files.js.map
// EXTERNAL MODULE: ../../packages/text/build/src/redactor.js + 3 modules
var redactor = __webpack_require__(383);
;// CONCATENATED MODULE: ../../packages/publishing/build/src/candidate.js
/** The operations that change files. */
function treeChanges({ publication }) {
    return publication.operations.filter((operation) => operation.op === 'pull-request' || operation.op === 'commit');
}
function candidate_changedFiles(candidate) {
    return treeChanges(candidate).flatMap(({ files }) => files);
}
//# sourceMappingURL=candidate.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/branches.js


/** The commit that a branch points to, null where there is no such branch. */
async function branchHead(github, branch) {
    const document = `query BranchHead($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid } } }
}`;
    const { repository } = await github.query(document, { ref: `refs/heads/${branch}` }, BranchHead);
    return repository.ref?.target?.oid ?? null;
}
/** The last commit of a branch with its message, null where there is no such branch. */
async function branchTip(github, branch) {
    const document = `query BranchTip($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;
    const { repository } = await github.query(document, { ref: `refs/heads/${branch}` }, BranchTip);
    return repository.ref?.target ?? null;
}
const RepositoryId = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }) });
/** The repository's node id, which mutations name it by. */
async function repositoryId(github) {
    const document = `query RepositoryId($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { id }
}`;
    return (await github.query(document, {}, RepositoryId)).repository.id;
}
const Tip = schemas/* object */.Ikc({ oid: Sha, message: schemas/* string */.YjP() });
const BranchTip = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ ref: schemas/* nullable */.mee(schemas/* object */.Ikc({ target: schemas/* nullable */.mee(Tip) })) }) });
const Target = schemas/* object */.Ikc({ target: schemas/* nullable */.mee(schemas/* object */.Ikc({ oid: Sha })) });
const BranchHead = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ ref: schemas/* nullable */.mee(Target) }) });
const DefaultBranch = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({
        defaultBranchRef: schemas/* nullable */.mee(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), target: schemas/* nullable */.mee(schemas/* object */.Ikc({ oid: Sha })) })),
    }),
});
/** The default branch and the commit that it points to; null in an empty repository. */
async function defaultBranch(github) {
    const document = `query DefaultBranch($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } }
}`;
    const { repository } = await github.query(document, {}, DefaultBranch);
    const { name, target } = repository.defaultBranchRef ?? {};
    return name === undefined || target === undefined || target === null ? null : { name, head: target.oid };
}
const Comparison = schemas/* object */.Ikc({
    status: schemas/* string */.YjP(),
    files: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ filename: schemas/* string */.YjP(), previous_filename: schemas/* optional */.lqM(schemas/* string */.YjP()) }))),
});
/** GitHub lists no more files than this in a comparison. */
const MOST_COMPARED = 300;
/**
 * The files that differ from `base` to its descendant `head`, old names of renamed ones included. `too-many`: more than GitHub lists;
 * `unrelated`: `head` does not descend from `base`, or one of them is gone.
 */
async function changedBetween(github, base, head) {
    if (base === head)
        return [];
    const parameters = { basehead: `${base}...${head}`, per_page: 1 };
    const found = await github.get('GET /repos/{owner}/{repo}/compare/{basehead}', parameters, Comparison);
    if (found === null || !['ahead', 'identical'].includes(found.status))
        return 'unrelated';
    const files = found.files ?? [];
    if (files.length >= MOST_COMPARED)
        return 'too-many';
    return [...new Set(files.flatMap((file) => [file.filename, file.previous_filename ?? file.filename]))].toSorted();
}
//# sourceMappingURL=branches.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/commit-messages.js


const Commit = schemas/* object */.Ikc({ message: schemas/* string */.YjP(), parents: schemas/* array */.YOg(schemas/* object */.Ikc({ sha: Sha })) });
/** The messages of a commit and of those before it, along first parents, newest first; empty where it is gone. One request each. */
async function commitMessages(github, sha, count) {
    const messages = [];
    let next = sha;
    while (next !== undefined && messages.length < count) {
        const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
        const commit = await github.get(route, { commit_sha: next }, Commit);
        if (commit === null)
            break;
        messages.push(commit.message);
        next = commit.parents[0]?.sha;
    }
    return messages;
}
//# sourceMappingURL=commit-messages.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/once.js



function once_refused(why, message) {
    return { done: 'refused', why, message };
}
const once_TRIES = 3;
/** One write request. See `Connection.write` for what a retryable failure means. */
async function once_writeRest(github, route, parameters, answer) {
    const connection = connectionOf(github);
    return await connection.write({ endpoint: route, send: () => rest(connection, route, parameters), answer });
}
async function mutate(github, document, variables, answer) {
    const connection = connectionOf(github);
    return await connection.write({
        endpoint: named(document),
        send: () => graphql(connection, document, variables),
        answer,
    });
}
/**
 * Makes a thing once, though answers get lost: after a failure that leaves it open whether GitHub did it, looks for it before the next
 * of three tries. `look` finds what `make` makes, by its key.
 */
async function once(github, make, look) {
    const connection = connectionOf(github);
    for (let tries = 1;; tries++) {
        try {
            return await make();
        }
        catch (error) {
            if (!isUncertain(error))
                throw error;
            await connection.pause(tries, error.message);
            const found = await look();
            if (found !== null)
                return found;
            if (tries === once_TRIES)
                throw error;
        }
    }
}
/** For what may be done twice without harm (set a title, delete a branch). */
async function once_repeat(github, make) {
    return await once(github, make, () => Promise.resolve(null));
}
/** Nobody knows whether it was done. A rate limit is certain: nothing was. */
function isUncertain(error) {
    return error instanceof GitHubError && !(error instanceof RateLimitError) && error.retryable;
}
/** The refusal behind an error of an issue's or a pull request's endpoint, null where it is another failure. */
function once_goneOf(error) {
    if (!(error instanceof GitHubError))
        return null;
    if (error.status === 404 || error.status === 410)
        return once_refused('deleted', 'It has been deleted meanwhile.');
    if (error.status === 301)
        return once_refused('moved', 'It has been transferred to another repository meanwhile.');
    if ((error.status === 403 || error.status === 422) && /\block/i.test(error.message))
        return once_refused('locked', 'The conversation is locked.');
    return null;
}
/** Deletes a comment; one that is gone already is as well. */
async function removed(github, route, id) {
    try {
        await once_repeat(github, () => once_writeRest(github, route, { comment_id: id }, schemas/* unknown */.L5J()));
    }
    catch (error) {
        if (once_goneOf(error) === null)
            throw error;
    }
}
//# sourceMappingURL=once.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/commit.js






/**
 * One commit on top of `expectedHead`, made and signed by GitHub, or nothing. Where an executable file changes, it is made of its
 * parts by REST, since `createCommitOnBranch` drops the mode without a word.
 */
async function commitFiles(github, request) {
    const look = async () => {
        const tip = await branchTip(github, request.branch);
        if (tip?.oid === request.expectedHead)
            return null;
        const ours = tip !== null && trailerKey(tip.message) === request.key;
        return ours ? { done: 'unchanged', oid: tip.oid } : { done: 'moved', head: tip?.oid ?? null };
    };
    const write = request.additions.some(({ executable }) => executable) ? commitByParts : commitByMutation;
    const make = async () => {
        try {
            return { done: 'created', oid: await write(github, request) };
        }
        catch (error) {
            const there = error instanceof GitHubError && !error.retryable ? await look() : null;
            if (there === null)
                throw error;
            return there;
        }
    };
    return await once(github, make, look);
}
const Committed = schemas/* object */.Ikc({ createCommitOnBranch: schemas/* object */.Ikc({ commit: schemas/* object */.Ikc({ oid: Sha }) }) });
const CREATE = `mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
async function commitByMutation(github, request) {
    const { owner, name } = github.repository;
    const { additions, deletions, message, key } = request;
    const input = {
        branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: request.branch },
        message: { headline: message.headline, body: withTrailer(message.body, key) },
        expectedHeadOid: request.expectedHead,
        fileChanges: {
            additions: additions.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString('base64') })),
            deletions: deletions.map((path) => ({ path })),
        },
    };
    return (await mutate(github, CREATE, { input }, Committed)).createCommitOnBranch.commit.oid;
}
const Made = schemas/* object */.Ikc({ sha: Sha });
const Parent = schemas/* object */.Ikc({ tree: Made });
const Ref = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ sha: Sha }) });
/** Without an author of its own GitHub signs this too. The last step is a fast-forward: it fails where the branch has moved. */
async function commitByParts(github, request) {
    const { expectedHead, message, key, branch } = request;
    const tree = request.deletions.map((path) => ({ path, sha: null, mode: '100644', type: 'blob' }));
    for (const { path, bytes, executable } of request.additions) {
        const content = { content: Buffer.from(bytes).toString('base64'), encoding: 'base64' };
        const { sha } = await once_writeRest(github, 'POST /repos/{owner}/{repo}/git/blobs', content, Made);
        tree.push({ path, sha, mode: executable ? '100755' : '100644', type: 'blob' });
    }
    const parent = await github.get('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { commit_sha: expectedHead }, Parent);
    const whole = { base_tree: parent?.tree.sha, tree };
    const made = await once_writeRest(github, 'POST /repos/{owner}/{repo}/git/trees', whole, Made);
    const text = `${message.headline}\n\n${withTrailer(message.body, key)}`;
    const parts = { message: text, tree: made.sha, parents: [expectedHead] };
    const { sha } = await once_writeRest(github, 'POST /repos/{owner}/{repo}/git/commits', parts, Made);
    const ref = { ref: `heads/${branch}`, sha, force: false };
    await once_writeRest(github, 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', ref, Ref);
    return sha;
}
//# sourceMappingURL=commit.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/change-key.js

/** The same change of the same branch has the same key, whatever commit it was made on: 32 hex digits. */
function changeKey({ branch, files }) {
    const listed = files
        .map(({ path, before, after }) => JSON.stringify([path, before, after]))
        .toSorted((a, b) => (a < b ? -1 : 1));
    return textKey(JSON.stringify([branch, listed]));
}
/** The same words have the same key. */
function textKey(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 32);
}
//# sourceMappingURL=change-key.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/limits.data.js
/** What the validator refuses, in the order in which it looks (docs/reference/publishing.md). */
const REFUSAL_CODES = [
    { code: 'E_ARTIFACT', says: 'The artifact is not the one that the working job made, or holds what it may not hold.' },
    { code: 'E_SCHEMA', says: 'publication.json is no publication: its JSON or its fields are wrong.' },
    { code: 'E_TARGET', says: 'It was made for another commit, pull request, issue or action than this job is about.' },
    { code: 'E_ACTOR', says: 'Nobody who may write to the repository asked for it by a comment.' },
    { code: 'E_UNPROVEN', says: 'It changes code without a proof of exactly these files.' },
    { code: 'E_PATH', says: 'A path is not one that a patch may name, or not one that the action owns.' },
    { code: 'E_PROTECTED', says: 'A path is protected: no action may change it.' },
    { code: 'E_MODE', says: 'A file is a link, a submodule or otherwise no plain file.' },
    { code: 'E_BINARY', says: 'A file is not UTF-8 text.' },
    { code: 'E_SIZE', says: 'Too many files, or too large ones.' },
    { code: 'E_HIDDEN', says: 'Added text holds characters that nobody can see.' },
    { code: 'E_SECRET', says: 'A text or file holds what looks like a secret.' },
    { code: 'E_TEXT', says: 'A text could not be made safe to post.' },
    { code: 'E_STALE', says: 'A file that it changes has changed on the branch since.' },
    { code: 'E_LIMIT', says: 'It asks for more than one run may post.' },
];
/** Limits of one publication; an action's own may be lower, never higher. Sizes in bytes, texts in UTF-16 units. */
const LIMITS = {
    json: 8 * 1024 * 1024,
    jsonDepth: 24,
    entries: 110,
    inflated: 16 * 1024 * 1024,
    files: 100,
    file: 1024 * 1024,
    total: 4 * 1024 * 1024,
    title: 200,
    body: 60_000,
    operations: 50,
    comments: 50,
    /** Commits of ours on a pull request, one behind the other. */
    commits: 2,
    labels: 10,
};
/** Labels that steer merging, releases or trust: never set or taken away by an action. */
const DENIED_LABELS = /^(?:auto-?merge.*|merge|ready[ -]to[ -]merge|security.*|approved?|lgtm|safe[ -]to[ -]test|ok[ -]to[ -]test|release.*|deploy.*|semver.*|dependencies|upkeep.*)$/i;
//# sourceMappingURL=limits.data.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/slots.js
/** Words of ours: Markdown as it stands. */
function ours(text) {
    return { text, from: 'upkeep' };
}
/** Words of the repository, its tools or its people: set as code, so that nothing in them acts. */
function theirs(text) {
    return { text, from: 'repository' };
}
//# sourceMappingURL=slots.js.map
// EXTERNAL MODULE: ../../packages/text/build/src/shortened.js
var shortened = __webpack_require__(287);
// EXTERNAL MODULE: ../../packages/text/build/src/markdown.js
var src_markdown = __webpack_require__(2178);
// EXTERNAL MODULE: ../../node_modules/mdast-util-from-markdown/lib/index.js + 45 modules
var mdast_util_from_markdown_lib = __webpack_require__(8835);
// EXTERNAL MODULE: ../../node_modules/mdast-util-gfm/lib/index.js + 12 modules
var mdast_util_gfm_lib = __webpack_require__(4351);
// EXTERNAL MODULE: ../../node_modules/micromark-extension-gfm/index.js + 7 modules
var micromark_extension_gfm = __webpack_require__(2541);
;// CONCATENATED MODULE: ../../packages/text/build/src/neutralise.js




/** Text settles in two or three rounds; what does not is an attack, and is escaped as a whole. */
const ROUNDS = 8;
/** Deeper quotes and lists are nobody's writing, and cost the parser more than linear time. */
const DEEPEST = 24;
/**
 * Markdown in which nothing acts: no mention, closing keyword, reference to an issue, command of a bot, image, HTML, or link but to
 * allowed addresses. What is alive is found on the parsed tree, rewritten in the source, and parsed again until nothing is left.
 * Text in code stays as it is, but for closing keywords and commands at the start of a line, which bots read from the raw text.
 */
function neutralise(markdown, allowed) {
    let text = flattened(markdown.replace(/\r\n?/g, '\n').replace(src_markdown/* HIDDEN */.RG, ''));
    for (let round = 0; round < ROUNDS; round++) {
        const replacements = liveIn(text, allowed);
        if (replacements.length === 0)
            return text;
        text = replaced(text, replacements);
    }
    return (0,src_markdown/* escapeInline */.VV)(text);
}
/** What is alive in a text that is about to be posted; empty for whatever `neutralise` gave with the same allowances. */
function liveMarkup(markdown, allowed) {
    // zero-width spaces are what `neutralise` itself puts into code
    const hidden = [...markdown.replaceAll('\u200b', ' ').matchAll(src_markdown/* HIDDEN */.RG)].map(({ index }) => ({
        kind: 'hidden',
        line: markdown.slice(0, index).split('\n').length,
    }));
    return [...hidden, ...liveIn(markdown, allowed).map(({ kind, line }) => ({ kind, line }))];
}
function liveIn(text, allowed) {
    const tree = (0,mdast_util_from_markdown_lib/* fromMarkdown */.Y)(text, { extensions: [(0,micromark_extension_gfm/* gfm */.T)()], mdastExtensions: [(0,mdast_util_gfm_lib/* gfmFromMarkdown */.C)()] });
    const found = [];
    const visit = (node) => {
        const replacement = replacementOf(node, text, allowed);
        if (replacement !== null)
            found.push(...replacement);
        else if ('children' in node)
            for (const child of node.children)
                visit(child);
    };
    visit(tree);
    return found;
}
/** The rewriting of a node that is alive; an empty list where the node is safe as a whole; null: look at its children. */
function replacementOf(node, source, allowed) {
    const [start, end, line] = [node.position?.start.offset, node.position?.end.offset, node.position?.start.line];
    if (start === undefined || end === undefined || line === undefined)
        return null;
    const was = source.slice(start, end);
    const put = inertForm(node, was, atLineStart(source, start), allowed);
    if (put === null)
        return null;
    return put.text === was ? [] : [{ kind: put.kind, start, end, line, text: put.text }];
}
/** What a node becomes, which is what it was where nothing in it is alive; null for what only holds others. */
function inertForm(node, was, lineStart, allowed) {
    if (node.type === 'text') {
        const kind = aliveAs(node.value, lineStart);
        return kind === null ? { kind: 'command', text: was } : { kind, text: (0,src_markdown/* escapeInline */.VV)(node.value) };
    }
    if (node.type === 'html') {
        const ours = was.split('\n').every((each) => each.trim() === '' || allowed.html.includes(each.trim()));
        return { kind: 'html', text: ours ? was : was.replaceAll('<', '&lt;') };
    }
    if (node.type === 'code' || node.type === 'inlineCode')
        return { kind: 'reference', text: inertCode(was) };
    if (node.type === 'image' || node.type === 'imageReference')
        return { kind: 'image', text: textOf(node) };
    if (node.type === 'definition' || node.type === 'footnoteDefinition')
        return { kind: 'link', text: '' };
    if (node.type === 'footnoteReference')
        return { kind: 'link', text: (0,src_markdown/* escapeInline */.VV)(node.identifier) };
    if (node.type === 'linkReference')
        return { kind: 'link', text: textOf(node) };
    if (node.type !== 'link')
        return null;
    return allowed.links.some((prefix) => leadsTo(node.url, prefix)) ? null : { kind: 'link', text: textOf(node) };
}
/** GitHub's mentions, references and closing keywords, addresses that it links by itself, and what bots take for commands. */
function aliveAs(value, lineStart) {
    if (/[@\uff20](?=[A-Za-z0-9])/.test(value))
        return 'mention';
    if (/#\d|\bgh-\d/i.test(value))
        return 'reference';
    if (/:\/\/|\bwww\./i.test(value))
        return 'link';
    const starts = lineStart ? value : value.replace(/^[^\n]*/, '');
    return /^[ \t]*(?:[/!](?=[A-Za-z])|bors\b)/m.test(starts) ? 'command' : null;
}
function atLineStart(source, offset) {
    const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
    return /^[\s>*+-]*$/.test(line);
}
/** The same code, without closing keywords; a line that a bot would take for a command is moved in by a space. */
function inertCode(source) {
    return (0,src_markdown/* withoutClosing */.EO)(source).replace(/^(?=[/!][A-Za-z]|bors\b|@\w)/gm, ' ');
}
function textOf(node) {
    if (node.type === 'text' || node.type === 'inlineCode')
        return (0,src_markdown/* escapeInline */.VV)(node.value);
    if (node.type === 'image' || node.type === 'imageReference')
        return (0,src_markdown/* escapeInline */.VV)(node.alt ?? '');
    return 'children' in node ? node.children.map(textOf).join('') : '';
}
/** A link to an issue refers to it, and after a closing keyword it closes it. */
const REFERENCE = /\/(?:issues|pull|discussions)\/\d/;
/** By the parsed address, so that `https://github.com@evil.example/` and `//evil.example` are seen for what they are. */
function leadsTo(url, prefix) {
    const parsed = URL.parse(url);
    if (parsed === null || parsed.username !== '' || parsed.password !== '')
        return false;
    return parsed.href.startsWith(prefix) && !REFERENCE.test(parsed.pathname);
}
function flattened(text) {
    return text.replace(/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){25,}/gm, (run) => run.slice(0, DEEPEST));
}
function replaced(text, replacements) {
    const parts = [];
    let end = 0;
    for (const { start, end: stop, text: put } of replacements) {
        parts.push(text.slice(end, start), put);
        end = stop;
    }
    return [...parts, text.slice(end)].join('');
}
//# sourceMappingURL=neutralise.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/slots.js



/** Where links of a posted text may lead, and what of its HTML is our own layout. */
function allowedIn(serverUrl, slug, layout = []) {
    return { links: [`${serverUrl}/${slug}/`], html: layout };
}
/**
 * Slots as Markdown in which nothing acts. What comes from the repository is set as code, what a model wrote is plain text. Even
 * what claims to be ours is neutralised: it went through a job that ran the repository's code.
 */
function slotsMarkdown(slots, allowed) {
    const text = slots
        .map((slot) => slot.from === 'upkeep' ? slot.text : slot.from === 'repository' ? (0,src_markdown/* codeSpan */.SS)(slot.text) : prose(slot))
        .join('');
    return neutralise(text, allowed);
}
function prose({ text }) {
    const spaces = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
    return spaces.join((0,src_markdown/* escapeMarkdown */.FV)(text));
}
/** Line ends and characters that nobody sees have no place in a title; nor has what acts once it is a commit message. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Slots as the plain text of a title or a subject line: at most 200 UTF-16 units, without mentions and references. */
function slotsTitle(slots) {
    const text = slots.map((slot) => slot.text).join('');
    const plain = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
    const inert = plain
        .replace(/[@\uff20](?=[A-Za-z0-9])/g, '')
        .replace(/#(?=\d)/g, 'no. ')
        .replace(/\bgh-(?=\d)/gi, 'no. ')
        .replace(/:\/\//g, ':');
    return inert.length <= LIMITS.title ? inert : `${(0,shortened/* cut */.Jj)(inert, LIMITS.title - 1)}…`;
}
//# sourceMappingURL=slots.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/proven-by.js



/** Commands that a message names, and characters of one. */
const MOST_NAMED = 3;
const MOST_OF_ONE = 60;
/** What a commit says that proves it: the commands that passed with it, and no others. */
function provenBy({ proof: rows }, { evidence }) {
    const passed = new Set(evidence.flatMap((each) => (each.kind === 'check' && each.after.status === 'pass' ? [each.after.check] : [])));
    const commands = new Set(rows.filter(({ id }) => passed.has(id)).map(({ command }) => proven_by_named(command)));
    if (commands.size === 0)
        return 'Proven by the checks of this repository';
    const more = commands.size > MOST_NAMED ? ` and ${commands.size - MOST_NAMED} more` : '';
    return `Proven by ${[...commands].slice(0, MOST_NAMED).join(', ')}${more}`;
}
function proven_by_named(command) {
    const line = slotsTitle([theirs(command.trim().split('\n')[0] ?? '')]);
    return `\`${line.length > MOST_OF_ONE ? `${(0,shortened/* cut */.Jj)(line, MOST_OF_ONE)}…` : line}\``;
}
//# sourceMappingURL=proven-by.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/refusal.js
function refusal(code, where, message) {
    return { code, message, where };
}
function accepted(value) {
    return { ok: true, value };
}
function refusal_refused(code, where, message) {
    return { ok: false, refusal: refusal(code, where, message) };
}
//# sourceMappingURL=refusal.js.map
// EXTERNAL MODULE: ../../node_modules/picomatch/index.js
var picomatch = __webpack_require__(1026);
;// CONCATENATED MODULE: ../../packages/schema/build/src/protected.data.js
/**
 * What no action may change, whatever it owns (security.md §2.1, §4.3): what runs or steers CI, git, hooks and agents.
 * Globs, matched without regard to case.
 */
const PROTECTED = [
    '**/.git/**',
    '**/.gitattributes',
    '**/.gitmodules',
    '.github/**',
    '.gitlab-ci.yml',
    '.circleci/**',
    '.husky/**',
    '.githooks/**',
    '.devcontainer/**',
    '**/CODEOWNERS',
    '**/{AGENTS,CLAUDE,GEMINI,COPILOT}.md',
    '**/CLAUDE.local.md',
    '**/.mcp.json',
    '**/.{agents,claude,codex,cursor,gemini,windsurf,aider,continue}/**',
    '**/.{cursorrules,windsurfrules,clinerules,claude.json}',
    '**/.{npmrc,yarnrc,yarnrc.yml,pypirc,netrc,pnpmfile.cjs}',
];
/** The file that keeps reviews of the classification; every action may propose it, alone in a batch of its own. */
const CI_LOCK = { path: '.github/upkeep/ci.lock.yml', batch: 'ci-lock' };
/** Excepted for every action that owns them, and for single ones. */
const EXCEPTED = [CI_LOCK.path];
const EXCEPTED_FOR = {
    'style-guide': ['.github/upkeep/style-rules/**'],
};
/** Manifests and lock files: for the actions that own them by name only; a glob such as `**` does not reach them. */
const MANIFESTS = [
    'package.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'bun.lock',
    'bun.lockb',
    'deno.json',
    'deno.lock',
    'pyproject.toml',
    'setup.cfg',
    'poetry.lock',
    'uv.lock',
    'pdm.lock',
    'pipfile',
    'pipfile.lock',
    'go.mod',
    'go.sum',
    'cargo.toml',
    'cargo.lock',
    'gemfile',
    'gemfile.lock',
    'composer.json',
    'composer.lock',
    'pom.xml',
    'build.gradle',
    'build.gradle.kts',
    'gradle.lockfile',
    'dockerfile',
];
/** The actions that may change manifests and lock files which they own. */
const OWNS_MANIFESTS = ['dependency-upgrader'];
//# sourceMappingURL=protected.data.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/grant.js




/** What one run is about. `base` and `head` are commits; equal unless the target is a pull request. */
const grant_Target = schemas/* discriminatedUnion */.gMt('kind', [
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
    target: grant_Target,
    owns: schemas/* array */.YOg(schemas/* string */.YjP()),
    limits: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()),
    budget: Budget,
    may: schemas/* strictObject */.rej({ runCode: schemas/* boolean */.zMY(), askModel: schemas/* boolean */.zMY(), write: schemas/* enum */.k5n(['nothing', 'file', 'direct']) }),
});
/** The globs that a batch of an action may touch: its own, but for the batch of reviews, which holds nothing else. */
function ownedBy({ owns }, batch) {
    return batch === CI_LOCK.batch ? [CI_LOCK.path] : owns;
}
/**
 * Whether a patch under this grant may touch a file; null: it may.
 * Shared by the guards (proof) and the validator (publishing), so that both draw the same line.
 */
function touchRefusal(grant, path) {
    if (!RepoPath.safeParse(path).success)
        return { kind: 'path', sentence: `${JSON.stringify(path)} is not a path inside the repository` };
    if (isDisguised(path)) {
        const sentence = `${JSON.stringify(path.slice(0, 200))} is not a plain path: a file system may read it as another one`;
        return { kind: 'path', sentence };
    }
    const matches = (globs) => globs.length > 0 && picomatch([...globs], { dot: true, nocase: true })(path);
    const excepted = matches([...EXCEPTED, ...(EXCEPTED_FOR[grant.action] ?? [])]);
    if (matches(PROTECTED) && !excepted)
        return { kind: 'protected', sentence: `${path} is protected: no action may change it` };
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (MANIFESTS.includes(name) && !OWNS_MANIFESTS.includes(grant.action)) {
        const sentence = `${path} is protected: ${grant.action} may not change manifests and lock files`;
        return { kind: 'protected', sentence };
    }
    if (!matches(grant.owns))
        return { kind: 'not-owned', sentence: `${path} is not a file that ${grant.action} owns` };
    return null;
}
/** The sentence of `touchRefusal`, for a guard. */
function mayTouch(grant, path) {
    return touchRefusal(grant, path)?.sentence ?? null;
}
/** Characters that vanish or change when a path is normalised, and names that Windows or macOS take for `.git`. */
const grant_UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029\\]/u;
const GIT_ALIAS = /^(?:\.git[ .]*|git~\d+)$/i;
function isDisguised(path) {
    if (path.length > 4096 || path !== path.normalize('NFC') || grant_UNSEEN.test(path))
        return true;
    return path
        .split('/')
        .some((part) => (GIT_ALIAS.test(part) && part !== '.git') || part.length > 255 || part.startsWith('~') || part.endsWith(':'));
}
//# sourceMappingURL=grant.js.map
;// CONCATENATED MODULE: ../../packages/text/build/src/hidden.js
/**
 * Zero-width characters, what reorders text (Trojan Source, CVE-2021-42574), tags and variation selectors beyond the common ones: all
 * can hide an instruction or make code read as other code. Tabs, line ends and other control characters are not meant.
 */
const HIDING = /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
/**
 * Hidden characters that `after` holds more often than `before`: an old byte order mark or joiner is no new one. Linear.
 */
function hiddenCharacters(before, after) {
    const old = new Map();
    for (const [character] of before.matchAll(HIDING))
        old.set(character, (old.get(character) ?? 0) + 1);
    const found = [];
    for (const { 0: character, index } of after.matchAll(HIDING)) {
        const left = old.get(character) ?? 0;
        if (left > 0)
            old.set(character, left - 1);
        else
            found.push({ code: codeOf(character), at: index });
    }
    return found;
}
function codeOf(character) {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
//# sourceMappingURL=hidden.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/validate-files.js






const CODES = { path: 'E_PATH', protected: 'E_PROTECTED', 'not-owned': 'E_PROTECTED' };
/** Every path is one that the action may change, and stands once, also where case makes no difference. */
function checkPaths(candidate) {
    for (const { files, marker } of treeChanges(candidate)) {
        const owns = ownedBy(candidate.grant, readOperationMarker(marker)?.batch ?? '');
        const seen = new Set();
        for (const { path } of files) {
            const found = touchRefusal({ ...candidate.grant, owns }, path);
            if (found !== null)
                return refusal(CODES[found.kind], printable(path), `${found.sentence}.`);
            const folded = path.toLowerCase();
            if (seen.has(folded))
                return refusal('E_PATH', path, 'It stands twice.');
            seen.add(folded);
        }
    }
    return null;
}
/** Number and size of files, by the smaller of our limits and the action's own. */
function checkSizes(candidate) {
    const most = Math.min(LIMITS.files, candidate.grant.limits['files'] ?? Infinity);
    let total = 0;
    for (const { files, branch } of treeChanges(candidate)) {
        if (files.length > most)
            return refusal('E_SIZE', branch, `It changes ${files.length} files; ${most} are allowed.`);
        for (const { path, after } of files) {
            if (after === null)
                continue;
            const bytes = candidate.blobs.get(after);
            if (bytes === undefined)
                return refusal('E_ARTIFACT', path, 'Its contents are not in the artifact.');
            if (bytes.length > LIMITS.file)
                return refusal('E_SIZE', path, `It is larger than ${LIMITS.file} bytes.`);
            total += bytes.length;
        }
    }
    return total > LIMITS.total
        ? refusal('E_SIZE', 'blobs', `Together they are larger than ${LIMITS.total} bytes.`)
        : null;
}
/** New contents are UTF-8 text, and what they replace is a plain file. */
async function checkEncodings(candidate) {
    const changes = candidate_changedFiles(candidate);
    for (const { path, after } of changes) {
        const bytes = after === null ? null : candidate.blobs.get(after);
        if (bytes === null || bytes === undefined)
            continue;
        if (bytes.subarray(0, 8192).includes(0))
            return refusal('E_BINARY', path, 'It holds a NUL byte.');
        if (validate_files_textOf(bytes) === null)
            return refusal('E_BINARY', path, 'It is not UTF-8.');
    }
    if (changes.length === 0)
        return null;
    const base = await candidate.baseFiles();
    for (const { path } of changes) {
        const file = base.get(path) ?? null;
        const mode = file?.mode;
        if (mode === '120000')
            return refusal('E_MODE', path, 'It is a link.');
        if (mode === '160000')
            return refusal('E_MODE', path, 'It is a submodule.');
        if (mode !== undefined && mode !== '100644' && mode !== '100755')
            return refusal('E_MODE', path, `Its mode is ${mode}: no plain file.`);
        if (file !== null && file.bytes === null)
            return refusal('E_SIZE', path, 'The file that it replaces is too large to read.');
    }
    return null;
}
/** Nothing that nobody can see is added; what a file held before may stay. */
async function checkHidden(candidate) {
    const changes = candidate_changedFiles(candidate);
    if (changes.length === 0)
        return null;
    const base = await candidate.baseFiles();
    for (const { path, after } of changes) {
        const [now, was] = [contentOf(after, candidate), base.get(path)?.bytes ?? new Uint8Array()];
        const [found] = hiddenCharacters(validate_files_textOf(was) ?? '', now);
        if (found === undefined)
            continue;
        const line = now.slice(0, found.at).split('\n').length;
        return refusal('E_HIDDEN', `${path}:${line}`, `The added text holds ${found.code}.`);
    }
    return null;
}
/** Every file is what the proof began with: nothing that somebody else wrote meanwhile is overwritten. */
async function checkBase(candidate) {
    const changes = candidate_changedFiles(candidate);
    if (changes.length === 0)
        return null;
    const base = await candidate.baseFiles();
    for (const change of changes) {
        const fault = staleness(change, base.get(change.path)?.bytes ?? null);
        if (fault !== null)
            return refusal('E_STALE', change.path, fault);
    }
    return null;
}
/** Why a file is not as it was when the proof began; null: it is. */
function staleness({ before }, now) {
    if (before === null)
        return now === null ? null : 'It was to be created, and is there already.';
    if (now === null)
        return 'It is not there any more.';
    return (0,external_node_crypto_.createHash)('sha256').update(now).digest('hex') === before ? null : 'It has changed since the proof began.';
}
function contentOf(after, { blobs }) {
    const bytes = after === null ? undefined : blobs.get(after);
    return bytes === undefined ? '' : (validate_files_textOf(bytes) ?? '');
}
/** Null where the bytes are no UTF-8. A byte order mark stays a character. */
function validate_files_textOf(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return null;
    }
}
function printable(text) {
    return JSON.stringify(text.slice(0, 200)).slice(1, -1);
}
//# sourceMappingURL=validate-files.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish-commit.js









/**
 * One commit on the branch of a pull request. Where somebody has pushed since, it goes on top of theirs if they left our files alone;
 * otherwise it is stale.
 */
async function publishCommit(parts) {
    const { github, operation, head, serverUrl, plan } = parts;
    const title = slotsTitle(operation.title);
    if (plan !== null) {
        plan(`commit ${operation.files.length} files to ${operation.branch}: ${title}`);
        return { withheld: { what: title, why: 'This is a dry run.' } };
    }
    const { owner, name } = github.repository;
    const posted = (oid, wrote) => ({
        posted: { op: 'commit', url: `${serverUrl}/${owner}/${name}/commit/${oid}`, wrote },
    });
    const tip = await branchTip(github, operation.branch);
    if (tip !== null && trailerKey(tip.message) === changeKey(operation))
        return posted(tip.oid, false);
    if (tip !== null && tip.oid !== head && (await isOursThroughout(github, tip)))
        return { withheld: { what: title, why: `The last ${LIMITS.commits} commits of the branch are ours already.` } };
    const first = tip?.oid === head
        ? await commitFiles(github, requestOf(parts, head, parts.baseFiles))
        : { done: 'moved', head: tip?.oid ?? null };
    if (first.done !== 'moved')
        return posted(first.oid, first.done === 'created');
    if (first.head === null)
        return { refusal: refusal('E_STALE', operation.branch, 'The branch is gone.') };
    const now = await readFiles(github, first.head, operation.files.map(({ path }) => path));
    if (operation.files.every(({ path, after }) => isNow(after, now.get(path) ?? null)))
        return posted(first.head, false);
    for (const change of operation.files) {
        const fault = staleness(change, now.get(change.path)?.bytes ?? null);
        if (fault !== null)
            return { refusal: refusal('E_STALE', change.path, fault) };
    }
    const second = await commitFiles(github, requestOf(parts, first.head, now));
    if (second.done !== 'moved')
        return posted(second.oid, second.done === 'created');
    return { refusal: refusal('E_STALE', operation.branch, 'Somebody keeps pushing to it.') };
}
/** Jobs that run side by side may each have something to commit; they do not answer each other for ever. */
async function isOursThroughout(github, tip) {
    if (trailerKey(tip.message) === null)
        return false;
    const messages = await commitMessages(github, tip.oid, LIMITS.commits);
    return messages.length === LIMITS.commits && messages.every((message) => trailerKey(message) !== null);
}
/** An earlier run may have committed it, and somebody else on top of that. */
function isNow(after, file) {
    const { bytes } = file ?? { bytes: null };
    if (after === null || bytes === null)
        return after === null && file === null;
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') === after;
}
/** What the commit does, line by line, as plain text in which nothing acts. */
function linesOf({ body }) {
    const lines = [[]];
    for (const slot of body)
        for (const [index, text] of slot.text.split('\n').entries()) {
            if (index > 0)
                lines.push([]);
            lines.at(-1)?.push({ ...slot, text });
        }
    const plain = lines.map(slotsTitle).filter((line) => line !== '');
    const most = plain.slice(0, MOST_LINES);
    if (plain.length > most.length)
        most.push(`and ${plain.length - most.length} more`);
    return most.length === 0 ? [] : [most.join('\n')];
}
/** Of what a commit says of itself. */
const MOST_LINES = 20;
function requestOf({ publication, blobs, operation }, expectedHead, files) {
    const additions = operation.files.flatMap(({ path, after }) => {
        const bytes = after === null ? undefined : blobs.get(after);
        return bytes === undefined ? [] : [{ path, bytes, executable: files.get(path)?.mode === '100755' }];
    });
    return {
        branch: operation.branch,
        expectedHead,
        message: {
            headline: slotsTitle(operation.title),
            body: [
                ...linesOf(operation),
                `${provenBy(publication, operation.proof)}; made by Upkeep ${publication.action}.`,
            ].join('\n\n'),
        },
        additions,
        deletions: operation.files.flatMap(({ path, after }) => (after === null ? [path] : [])),
        key: changeKey(operation),
    };
}
//# sourceMappingURL=publish-commit.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/start-workflow.js






/** What our account puts on a comment that it has taken up. */
const EYES = 'eyes';
const REACT = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
const START = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
/**
 * Starts a workflow by hand, once for each comment at most: the comment is marked first, and one that is marked already starts nothing
 * (`unchanged`). Where GitHub does not say whether it started, its list of runs is asked, and it is not tried again.
 */
async function startWorkflow(github, request) {
    try {
        if (!(await takenUp(github, request.comment)))
            return { done: 'unchanged' };
        return await started(github, request);
    }
    catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null)
            throw error;
        return refusal;
    }
}
/** False: it was before. An account can react but once, so that of two runs one is told that the other was first. */
async function takenUp(github, comment) {
    if (await isMarked(github, comment))
        return false;
    const connection = connectionOf(github);
    let tries = 0;
    const status = await once_repeat(github, async () => {
        tries += 1;
        const send = async () => (await answered(connection, REACT, { comment_id: comment, content: EYES })).status;
        return await connection.write({ endpoint: REACT, send, answer: schemas/* int */.Whr() });
    });
    return status === 201 || tries > 1; // the answer of the first try may have got lost
}
const Reactions = schemas/* array */.YOg(schemas/* object */.Ikc({ user: schemas/* nullable */.mee(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })) }));
const PAGE = 100;
async function isMarked(github, comment) {
    for (let page = 1;; page++) {
        const parameters = { comment_id: comment, content: EYES, per_page: PAGE, page };
        const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
        const some = (await github.get(route, parameters, Reactions)) ?? [];
        for (const { user } of some)
            if (await isOurs(github, user?.login ?? null))
                return true;
        if (some.length < PAGE)
            return false;
    }
}
async function started(github, { workflow, ref, inputs }) {
    const before = await newestRun(github, workflow);
    try {
        await once_writeRest(github, START, { workflow_id: workflow, ref, inputs }, schemas/* unknown */.L5J());
        return { done: 'created' };
    }
    catch (error) {
        if (!(error instanceof GitHubError) || error instanceof RateLimitError || !error.retryable)
            throw error;
        await connectionOf(github).pause(1, error.message);
        if ((await newestRun(github, workflow)) > before)
            return { done: 'created' };
        return once_refused('unanswered', 'GitHub did not say whether it started.');
    }
}
const Runs = schemas/* object */.Ikc({ workflow_runs: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr() })) });
/** The id of the last one that was started by hand; 0 where there is none. */
async function newestRun(github, workflow) {
    const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
    const found = await github.get(route, { workflow_id: workflow, event: 'workflow_dispatch', per_page: 1 }, Runs);
    return found?.workflow_runs[0]?.id ?? 0;
}
/** A token that may not, a comment that is gone, a workflow that takes no such start. */
function refusalOf(error) {
    if (error instanceof errors/* UserError */.yo)
        return once_refused('forbidden', `${error.message} ${error.remedy}`);
    if (!(error instanceof GitHubError))
        return null;
    if (error.endpoint === REACT)
        return once_goneOf(error);
    const lasting = error.status !== null && [403, 404, 422].includes(error.status);
    return lasting ? once_refused('unstartable', error.message) : null;
}
//# sourceMappingURL=start-workflow.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/comment.js





const Comment = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    user: schemas/* nullable */.mee(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })),
});
const comment_PAGE = 100;
const REMOVE = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
/**
 * The one comment of an action on an issue or a pull request: made, edited where its content is another (each edit notifies people),
 * or left. Two runs at once end with one comment: the earlier stays.
 */
async function stickyComment(github, request) {
    const key = (0,external_node_crypto_.createHash)('sha256').update(request.body).digest('hex').slice(0, 16);
    const marker = { action: request.action, key, ids: [...(request.ids ?? [])] };
    const parameters = { issue_number: request.issue, body: withMarker(request.body, marker) };
    try {
        const there = await single(github, request);
        if (there === null)
            return once_refused('deleted', `There is no #${request.issue}.`);
        if (there !== 'none')
            return await edited(github, there, key, parameters.body);
        const look = async () => {
            const found = await single(github, request);
            return found === 'none' ? null : found;
        };
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
        const made = await once(github, () => once_writeRest(github, route, parameters, Comment), look);
        return await settled(github, request, made);
    }
    catch (error) {
        const gone = once_goneOf(error);
        if (gone === null)
            throw error;
        return gone;
    }
}
async function edited(github, known, key, body) {
    const result = { id: known.id, url: known.html_url };
    if (parseMarker(known.body ?? null)?.key === key)
        return { done: 'unchanged', ...result };
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
    await once_repeat(github, () => once_writeRest(github, route, { comment_id: known.id, body }, Comment));
    return { done: 'updated', ...result };
}
/**
 * Takes ours back where another run was faster, or an earlier try of this one that no look has shown. Both look after both have written,
 * so both see the same first one.
 */
async function settled(github, request, made) {
    const found = await single(github, request);
    const first = found === null || found === 'none' ? made : found;
    if (first.id >= made.id)
        return { done: 'created', id: made.id, url: made.html_url };
    await removed(github, REMOVE, made.id); // also where the list is too old to show it
    return { done: 'unchanged', id: first.id, url: first.html_url };
}
/** The earliest of ours, after the others were taken back: they are of runs that saw too little of each other. Null: there is no such issue. */
async function single(github, request) {
    const all = await ownComments(github, request);
    if (all === null)
        return null;
    const [first, ...doubles] = all;
    for (const { id } of doubles)
        await removed(github, REMOVE, id);
    return first ?? 'none';
}
/** Comments by our author with this action's marker, on all pages, the earliest first; null: there is no such issue. */
async function ownComments(github, { issue, action }) {
    const own = [];
    for (let page = 1;; page++) {
        const parameters = { issue_number: issue, per_page: comment_PAGE, page };
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
        const some = await github.get(route, parameters, schemas/* array */.YOg(Comment));
        if (some === null)
            return null;
        for (const comment of some) {
            if (parseMarker(comment.body ?? null)?.action !== action)
                continue;
            if (await isOurs(github, comment.user?.login ?? null))
                own.push(comment);
        }
        if (some.length < comment_PAGE)
            return own.toSorted((a, b) => a.id - b.id);
    }
}
const Issue = schemas/* object */.Ikc({ number: schemas/* int */.Whr(), state: schemas/* string */.YjP() });
/** Closes an issue as `completed` or `not_planned`. */
async function closeIssue(github, { issue, reason }) {
    try {
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
        const found = await github.get(route, { issue_number: issue }, Issue);
        if (found === null)
            return refused('deleted', `There is no #${issue}.`);
        if (found.state === 'closed')
            return { done: 'unchanged', number: issue };
        const parameters = { issue_number: issue, state: 'closed', state_reason: reason };
        await repeat(github, () => writeRest(github, 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', parameters, Issue));
        return { done: 'updated', number: issue };
    }
    catch (error) {
        const gone = goneOf(error);
        if (gone === null)
            throw error;
        return gone;
    }
}
//# sourceMappingURL=comment.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish-dispatch.js





/**
 * Starts the workflow, once for each comment, and says so in the one comment of the action. Its inputs are the number of the pull request
 * and its head, and nothing else. Where GitHub refuses, the command that a person can run is named.
 */
async function publishDispatch(parts) {
    const { github, operation, asked, ref, plan, serverUrl } = parts;
    const { pull, head } = operation;
    const workflow = operation.workflow.slice(operation.workflow.lastIndexOf('/') + 1);
    const what = `a run of ${workflow} for #${pull}`;
    if (plan !== null) {
        plan(what);
        return { withheld: { what, why: 'This is a dry run.' } };
    }
    const inputs = { [DISPATCH.inputs.pull]: String(pull), [DISPATCH.inputs.head]: head };
    const done = await startWorkflow(github, { comment: asked.comment, workflow, ref, inputs });
    const { owner, name } = github.repository;
    const url = `${serverUrl}/${owner}/${name}/actions/workflows/${workflow}`;
    if (done.done === 'refused') {
        const flags = Object.entries(inputs).map(([input, value]) => `-f ${input}=${value}`);
        const remedy = `By hand: gh workflow run ${workflow} ${flags.join(' ')}`;
        await replied(parts, [theirs(workflow), ours(` was not started: ${done.message}\n\n`), theirs(remedy)]);
        return { withheld: { what, why: done.message, remedy } };
    }
    if (done.done === 'created')
        await replied(parts, [
            ours(`[A run](${url}) of `),
            theirs(workflow),
            ours(' was started for '),
            theirs(head.slice(0, 12)),
        ]);
    return { posted: { op: 'dispatch', url, wrote: done.done === 'created' } };
}
/** Says what became of it. The start is what was asked for: that nobody is told is no failure of it. */
async function replied({ github, operation, allowed }, words) {
    const about = readOperationMarker(operation.marker);
    if (about === null)
        throw new Error('the marker was validated before');
    const body = (0,shortened/* shortened */.vI)(slotsMarkdown([...words, ours('\n\n'), ...operation.body], allowed), LIMITS.body);
    try {
        await stickyComment(github, { issue: operation.pull, action: about.action, body, ids: about.ids });
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error; // a token that may not comment
    }
}
//# sourceMappingURL=publish-dispatch.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/labels.js



const Labels = schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() }));
const Named = schemas/* object */.Ikc({ name: schemas/* string */.YjP() });
/**
 * Adds and removes labels; `unknown` are those that the repository doesn't have and that are therefore left out (GitHub would create
 * them). Names differ in case only: the repository's spelling counts.
 */
async function setLabels(github, request) {
    const { issue } = request;
    try {
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels';
        const present = await github.get(route, { issue_number: issue, per_page: 100 }, Labels);
        if (present === null)
            return once_refused('deleted', `There is no #${issue}.`);
        const has = (name) => present.some((label) => same(label.name, name));
        const { known, unknown } = await existing(github, request.add.filter((name) => !has(name)));
        const gone = present.map(({ name }) => name).filter((name) => request.remove.some((other) => same(name, other)));
        if (known.length > 0) {
            const add = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
            await once_repeat(github, () => once_writeRest(github, add, { issue_number: issue, labels: known }, Labels));
        }
        for (const name of gone)
            await labels_removed(github, issue, name);
        const done = known.length + gone.length > 0 ? 'updated' : 'unchanged';
        return { done, added: known, removed: gone, unknown };
    }
    catch (error) {
        const gone = once_goneOf(error);
        if (gone === null)
            throw error;
        return gone;
    }
}
async function existing(github, names) {
    const known = [];
    const unknown = [];
    for (const name of names) {
        const label = await github.get('GET /repos/{owner}/{repo}/labels/{name}', { name }, Named);
        if (label === null)
            unknown.push(name);
        else
            known.push(label.name);
    }
    return { known, unknown };
}
async function labels_removed(github, issue, name) {
    try {
        const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';
        await once_repeat(github, () => once_writeRest(github, route, { issue_number: issue, name }, schemas/* unknown */.L5J()));
    }
    catch (error) {
        if (!(error instanceof GitHubError && error.status === 404))
            throw error; // somebody else took it off
    }
}
function same(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
//# sourceMappingURL=labels.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish-issue.js





/** Labels that the repository has, and the one comment of the action. A report without an issue is the job summary's. */
async function publishIssue(parts) {
    const { github, operation, plan, serverUrl } = parts;
    const { issue } = operation;
    if (issue === null)
        return [];
    const { add, remove, denied } = labelsOf(operation);
    const body = bodyOf(parts);
    const what = `#${issue}`;
    if (plan !== null) {
        if (add.length + remove.length > 0)
            plan(`labels of ${what}: ${[...add.map((name) => `+${name}`), ...remove.map((name) => `-${name}`)].join(' ')}`);
        if (body !== '')
            plan(`a comment on ${what}`);
        return denied.map((withheld) => ({ withheld }));
    }
    const outcomes = denied.map((withheld) => ({ withheld }));
    const url = `${serverUrl}/${github.repository.owner}/${github.repository.name}/issues/${issue}`;
    if (add.length + remove.length > 0) {
        const done = await setLabels(github, { issue, add, remove });
        if (done.done === 'refused')
            return [...outcomes, { withheld: { what, why: done.message } }];
        outcomes.push({ posted: { op: 'labels', url, wrote: done.done !== 'unchanged' } });
        for (const name of done.unknown)
            outcomes.push({ withheld: { what: name, why: 'The repository has no such label.' } });
    }
    if (body === '')
        return outcomes;
    const about = readOperationMarker(operation.marker);
    if (about === null)
        throw new Error('the marker was validated before');
    const done = await stickyComment(github, { issue, action: about.action, body, ids: about.ids });
    if (done.done === 'refused')
        return [...outcomes, { withheld: { what, why: done.message } }];
    return [...outcomes, { posted: { op: 'comment', url: done.url, wrote: done.done !== 'unchanged' } }];
}
function isDenied(label) {
    return DENIED_LABELS.test(label);
}
function labelsOf(operation) {
    if (operation.op === 'report')
        return { add: [], remove: [], denied: [] };
    const why = 'No action may set or take away this label.';
    const denied = [...operation.add, ...operation.remove].filter(isDenied).map((what) => ({ what, why }));
    const add = operation.add.filter((name) => !isDenied(name));
    const over = add.slice(LIMITS.labels).map((what) => ({ what, why: `One run sets ${LIMITS.labels} labels at most.` }));
    return {
        add: add.slice(0, LIMITS.labels),
        remove: operation.remove.filter((name) => !isDenied(name)).slice(0, LIMITS.labels),
        denied: [...denied, ...over],
    };
}
function bodyOf({ operation, allowed }) {
    const title = slotsTitle(operation.title);
    const words = [
        title === '' ? '' : `### ${slotsMarkdown([{ text: title, from: 'model' }], allowed)}`,
        slotsMarkdown(operation.body, allowed),
    ];
    return (0,shortened/* shortened */.vI)(words.filter((text) => text.trim() !== '').join('\n\n'), LIMITS.body);
}
//# sourceMappingURL=publish-issue.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/pull-request.js




const pull_request_Pull = schemas/* object */.Ikc({ number: schemas/* int */.Whr(), html_url: schemas/* string */.YjP() });
const Pulls = schemas/* array */.YOg(schemas/* object */.Ikc({ number: schemas/* int */.Whr(), html_url: schemas/* string */.YjP(), body: schemas/* nullish */.cl6(schemas/* string */.YjP()) }));
/** Opens a pull request between two branches of this repository; where one of ours is open already, gives that one. */
async function openPullRequest(github, { head, base, title, body }) {
    const look = async () => {
        const there = await openBetween(github, head, base);
        return there === null ? null : { done: 'unchanged', ...there };
    };
    const make = async () => {
        try {
            const parameters = { head, base, title, body };
            return {
                done: 'created',
                ...posted(await once_writeRest(github, 'POST /repos/{owner}/{repo}/pulls', parameters, pull_request_Pull)),
            };
        }
        catch (error) {
            const there = error instanceof GitHubError && error.status === 422 ? await look() : null;
            if (there === null)
                throw error;
            return there;
        }
    };
    return await once(github, make, look);
}
/** Changes the words or the state of a pull request. Twice is the same as once. */
async function updatePullRequest(github, number, change) {
    const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
    try {
        const made = await once_repeat(github, () => once_writeRest(github, route, { pull_number: number, ...change }, pull_request_Pull));
        return { done: 'updated', ...posted(made) };
    }
    catch (error) {
        const gone = once_goneOf(error);
        if (gone === null)
            throw error;
        return gone;
    }
}
async function openBetween(github, head, base) {
    const query = { head: `${github.repository.owner}:${head}`, base, state: 'open', per_page: 10 };
    const list = (await github.get('GET /repos/{owner}/{repo}/pulls', query, Pulls)) ?? [];
    const own = list.find(({ body }) => parseMarker(body ?? null) !== null);
    return own === undefined ? null : posted(own);
}
function posted({ number, html_url: url }) {
    return { number, url };
}
//# sourceMappingURL=pull-request.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/branch.js





const branch_Ref = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ sha: Sha }) });
/** Makes a branch. Where one of this name is there already, its head is given instead, whatever it is. */
async function createBranch(github, branch, at) {
    const look = async () => await branchHead(github, branch);
    const make = async () => {
        try {
            const parameters = { ref: `refs/heads/${branch}`, sha: at };
            return (await once_writeRest(github, 'POST /repos/{owner}/{repo}/git/refs', parameters, branch_Ref)).object.sha;
        }
        catch (error) {
            // another run was faster, or an earlier try of ours was heard after all
            const there = error instanceof GitHubError && error.status === 422 ? await look() : null;
            if (there === null)
                throw error;
            return there;
        }
    };
    return await once(github, make, look);
}
const MOVE = `mutation MoveBranch($repository: ID!, $update: RefUpdate!) {
  updateRefs(input: { repositoryId: $repository, refUpdates: [$update] }) { clientMutationId }
}`;
/**
 * Moves a branch of ours from the commit that it was seen at, also where that drops commits: callers have made sure that we wrote
 * them. Whoever pushes in between keeps what is theirs: REST knows no such condition, so this is done by `updateRefs`.
 */
async function moveBranch(github, branch, { from, to }) {
    const look = async () => {
        const head = await branchHead(github, branch);
        if (head === to)
            return { done: 'unchanged' };
        return head === from ? null : { done: 'moved', head };
    };
    const repository = await repositoryId(github);
    const update = { name: `refs/heads/${branch}`, beforeOid: from, afterOid: to, force: true };
    const make = async () => {
        try {
            await mutate(github, MOVE, { repository, update }, schemas/* unknown */.L5J());
            return { done: 'updated' };
        }
        catch (error) {
            const there = error instanceof GitHubError && !error.retryable ? await look() : null;
            if (there === null)
                throw error;
            return there;
        }
    };
    return await once(github, make, look);
}
/** Removes a branch of ours; one that is gone already is fine. */
async function deleteBranch(github, branch) {
    const make = async () => {
        try {
            await once_writeRest(github, 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ref: `heads/${branch}` }, schemas/* unknown */.L5J());
        }
        catch (error) {
            if (!(error instanceof GitHubError && (error.status === 404 || error.status === 422)))
                throw error;
        }
        return true;
    };
    await once(github, make, async () => ((await branchHead(github, branch)) === null ? true : null));
}
//# sourceMappingURL=branch.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/slug.data.js
/** The public repository: what stands behind `uses:` before the action's folder. The only place that names it in code. */
const SLUG = 'upkeep-actions/upkeep';
//# sourceMappingURL=slug.data.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/pull-request-body.js




/** Lines of HTML of the layout below; whatever else looks like HTML is escaped. */
const LAYOUT = [
    '<details><summary>Every change, with what proves it</summary>',
    '<details><summary>Not examined</summary>',
    '</details>',
];
/** Rows of the proof table and of what was not examined; more are counted only. */
const MOST_ROWS = 40;
/**
 * The body of a pull request: what and why, the proof, what was not examined, how to reject, mute and configure, what it cost, and
 * last the marker, which is never cut off.
 */
function pullRequestBody({ publication, body, runUrl, marker, allowed }) {
    const { action, proof, coverage, usage, version } = publication;
    const [lead, rest] = parted(slotsMarkdown(body, allowed).trim());
    const tail = [
        ...section('### Proof', proofTable(proof)),
        ...folded(LAYOUT[1], notExamined(coverage)),
        advice(action),
        `${cost(usage)} Made by Upkeep ${action} ${(0,src_markdown/* codeSpan */.SS)(version)}${runUrl === null ? '' : ` in [this run](${runUrl})`}.`,
    ].join('\n\n');
    const room = LIMITS.body - tail.length - marker.length - LAYOUT[0].length - 64;
    const head = (0,shortened/* shortened */.vI)(lead, room);
    const list = rest === '' ? [] : folded(LAYOUT[0], (0,shortened/* shortened */.vI)(rest, Math.max(room - head.length, 400)));
    return `${[head, ...list, tail, marker].join('\n\n')}\n`;
}
/** A short text stays whole; of a long one the list is folded away under what it says before it. */
function parted(text) {
    const lines = text.split('\n');
    const first = lines.findIndex((line) => line.startsWith('- '));
    if (first <= 0 || lines.length - first <= 12)
        return [text, ''];
    return [lines.slice(0, first).join('\n').trim(), lines.slice(first).join('\n').trim()];
}
function proofTable(rows) {
    const cells = rows.slice(0, MOST_ROWS).map(({ command, before, after, new: fresh, fixed, why }) => {
        return [
            (0,src_markdown/* codeSpan */.SS)(clip(command)),
            before,
            `**${after}**`,
            String(fresh),
            String(fixed),
            (0,src_markdown/* escapeMarkdown */.FV)(clip(why ?? '')),
        ];
    });
    if (cells.length === 0)
        return '';
    const more = rows.length - cells.length;
    const table = (0,src_markdown/* markdownTable */.Qj)(['Check', 'Before', 'After', 'New', 'Fixed', 'Note'], cells);
    return more > 0 ? `${table}\n\n${more} more checks are in the report of the run.` : table;
}
function notExamined({ notExamined: left }) {
    if (left.length === 0)
        return '';
    const rows = left.slice(0, MOST_ROWS).map(({ what, why }) => [(0,src_markdown/* codeSpan */.SS)(clip(what)), (0,src_markdown/* escapeMarkdown */.FV)(clip(why))]);
    const more = left.length - rows.length;
    const table = (0,src_markdown/* markdownTable */.Qj)(['What', 'Why'], rows);
    return more > 0 ? `${table}\n\n${more} more are in the report of the run.` : table;
}
function advice(action) {
    return [
        '### If you do not want this',
        '',
        '- **Reject it:** close this pull request. Its findings are not proposed again.',
        `- **Mute a rule or a finding:** name it under \`mute:\` in \`.github/upkeep.yml\`.`,
        `- **Configure:** under \`actions: ${action}:\` in the same file, or as inputs of the step; \`enabled: false\` switches it off.`,
        `- All settings: \`${SLUG}\`, docs/how-to/configuration.md.`,
    ].join('\n');
}
function cost({ usd, turns, input, cacheRead, cacheWrite, output }) {
    if (turns === 0)
        return 'No model was asked; it cost nothing.';
    const read = input + cacheRead + cacheWrite;
    return `${turns} turns of a model, ${read} tokens read and ${output} written: $${usd.toFixed(2)}.`;
}
function section(title, body) {
    return body === '' ? [] : [`${title}\n\n${body}`];
}
function folded(summary, body) {
    return body === '' ? [] : [`${summary}\n\n${body}\n\n</details>`];
}
function clip(text) {
    return text.length <= 200 ? text : `${text.slice(0, 199)}…`.toWellFormed();
}
//# sourceMappingURL=pull-request-body.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish-pull-request.js








/** Where a replacement is built before the branch of an open pull request is moved to it, so that the pull request is never empty. */
const NEXT = '.next';
/**
 * One open pull request per action, beside the one of the classification's reviews. Same change as the last time: nothing is written.
 * Another change: the branch is replaced, if all that is on it is ours. Every step can be repeated: a run that was killed anywhere is
 * completed by the next one.
 */
async function publishPullRequest(parts) {
    const { operation, overview } = parts;
    const about = readOperationMarker(operation.marker);
    if (about === null)
        throw new Error('the marker was validated before');
    const key = changeKey(operation);
    const open = overview.pullRequests.filter(({ state }) => state === 'open');
    const same = open.find(({ branch, base }) => branch === operation.branch && base === parts.base);
    const withheld = withheldBecause(parts, about.ids, open, same);
    if (withheld !== null)
        return { withheld: { what: slotsTitle(operation.title), why: withheld } };
    const state = overview.branches.get(operation.branch) ?? null;
    const current = trailerKey(state?.message ?? '') === key;
    if (same !== undefined && same.marker.key === key && current)
        return { posted: { op: 'pull-request', url: same.url, wrote: await tidy(parts) } };
    if (parts.plan !== null)
        return planned(parts, same, current);
    const moved = current ? null : await placeCommit(parts, state, key, same !== undefined);
    if (moved !== null)
        return { refusal: refusal('E_STALE', moved.branch, `It was moved to ${moved.to} meanwhile.`) };
    await tidy(parts);
    const text = publish_pull_request_textOf(parts, about.ids, key);
    const written = same === undefined
        ? await openPullRequest(parts.github, { head: operation.branch, base: parts.base, ...text })
        : await updatePullRequest(parts.github, same.number, text);
    if (written.done === 'refused')
        return { withheld: { what: text.title, why: written.message } };
    return { posted: { op: 'pull-request', url: written.url, wrote: true } };
}
function withheldBecause({ operation, overview, base }, ids, open, same) {
    const declined = new Set(overview.pullRequests.filter(({ state }) => state === 'closed').flatMap(({ marker }) => marker.ids));
    if (same === undefined && ids.length > 0 && ids.every((id) => declined.has(id)))
        return 'It was proposed before, and the pull request was closed without merging it.';
    const others = open.filter((pull) => pull !== same && isOfReviews(pull) === isOfReviews(operation));
    if (others.length > 0) {
        const urls = others.map(({ url }) => url).join(', ');
        return `Another pull request of this action is open; there is never more than one: ${urls}.`;
    }
    const state = overview.branches.get(operation.branch);
    if (state !== undefined && state.ahead > 0 && trailerKey(state.message) === null)
        return `Somebody has committed to ${operation.branch}; it is left as it is. Merge it into ${base}, or delete it.`;
    return null;
}
/** Reviews of the classification wait for nothing, and nothing waits for them. */
function isOfReviews({ branch }) {
    return branch.endsWith(`/${CI_LOCK.batch}`);
}
/** Puts one commit with the change on the branch, or says which branch somebody else moved meanwhile. */
async function placeCommit(parts, state, key, open) {
    const { github, operation } = parts;
    const fresh = !open && (state === null || state.ahead === 0);
    const branch = fresh ? operation.branch : `${operation.branch}${NEXT}`;
    const started = await startBranch(parts, branch);
    if (started !== null)
        return started;
    const made = await commitFiles(github, { ...commitOf(parts, key), branch });
    if (made.done === 'moved')
        return { branch, to: made.head?.slice(0, 12) ?? 'nothing' };
    if (fresh)
        return null;
    if (state === null)
        await createBranch(github, operation.branch, made.oid);
    else {
        const taken = await takenMeanwhile(github, operation.branch, { from: state.head, to: made.oid });
        if (taken !== null)
            return taken;
    }
    if (!parts.overview.branches.has(branch))
        await deleteBranch(github, branch);
    return null;
}
/** A branch of ours at the head of the base branch. */
async function startBranch({ github, overview, baseHead }, branch) {
    const state = overview.branches.get(branch);
    if (state === undefined)
        await createBranch(github, branch, baseHead);
    else if (state.head !== baseHead)
        return await takenMeanwhile(github, branch, { from: state.head, to: baseHead });
    return null;
}
/** Where somebody else has moved it meanwhile. */
async function takenMeanwhile(github, branch, move) {
    const done = await moveBranch(github, branch, move);
    return done.done === 'moved' ? { branch, to: done.head?.slice(0, 12) ?? 'nothing' } : null;
}
function commitOf(parts, key) {
    const { operation, blobs, baseFiles, baseHead, publication, runUrl } = parts;
    const additions = operation.files.flatMap(({ path, after }) => {
        const bytes = after === null ? undefined : blobs.get(after);
        return bytes === undefined ? [] : [{ path, bytes, executable: baseFiles.get(path)?.mode === '100755' }];
    });
    const deletions = operation.files.flatMap(({ path, after }) => (after === null ? [path] : []));
    const body = `${provenBy(publication, operation.proof)}; made by Upkeep ${publication.action}${runUrl === null ? '' : ` in\n${runUrl}`}.`;
    const message = { headline: slotsTitle(operation.title), body };
    return { expectedHead: baseHead, message, key, additions, deletions };
}
function publish_pull_request_textOf({ publication, operation, serverUrl, runUrl, github: { repository } }, ids, key) {
    const marker = formatMarker({ action: publication.action, key, ids: [...ids] });
    const allowed = allowedIn(serverUrl, `${repository.owner}/${repository.name}`);
    const body = pullRequestBody({ publication, body: operation.body, runUrl, marker, allowed });
    return { title: slotsTitle(operation.title), body };
}
/** Takes away what a killed run left beside the branch. */
async function tidy({ github, operation, overview, plan }) {
    const next = `${operation.branch}${NEXT}`;
    if (!overview.branches.has(next) || plan !== null)
        return false;
    await deleteBranch(github, next);
    return true;
}
function planned({ operation, base, plan }, same, current) {
    const files = operation.files.map(({ path }) => path).join(', ');
    if (!current)
        plan?.(`commit ${operation.files.length} files to ${operation.branch}: ${files}`);
    const title = slotsTitle(operation.title);
    plan?.(same === undefined ? `open a pull request to ${base}: ${title}` : `update ${same.url}: ${title}`);
    return { withheld: { what: title, why: 'This is a dry run.' } };
}
/** Every branch that an overview has to cover for these operations. */
function branchesOf(branches) {
    return [...new Set(branches)].flatMap((branch) => [branch, `${branch}${NEXT}`]);
}
//# sourceMappingURL=publish-pull-request.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/review-comments.js


const review_comments_Comment = schemas/* object */.Ikc({
    path: schemas/* string */.YjP(),
    side: schemas/* nullish */.cl6(schemas/* enum */.k5n(['LEFT', 'RIGHT'])),
    line: schemas/* nullish */.cl6(schemas/* int */.Whr()),
    start_line: schemas/* nullish */.cl6(schemas/* int */.Whr()),
    body: schemas/* string */.YjP(),
    html_url: schemas/* string */.YjP(),
    user: schemas/* nullable */.mee(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })),
});
const review_comments_PAGE = 100;
/** What we said on lines of a pull request, resolved or not; GitHub names no line where a later push changed it. */
async function standingComments(github, pull) {
    const standing = [];
    for (let page = 1;; page++) {
        const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
        const some = (await github.get(route, { pull_number: pull, per_page: review_comments_PAGE, page }, schemas/* array */.YOg(review_comments_Comment))) ?? [];
        for (const { path, side, line, start_line: startLine, body, html_url: url, user } of some)
            if (typeof line === 'number' && (await isOurs(github, user?.login ?? null)))
                standing.push({ path, side: side ?? 'RIGHT', line, startLine: startLine ?? null, body, url });
        if (some.length < review_comments_PAGE)
            return standing;
    }
}
//# sourceMappingURL=review-comments.js.map
// EXTERNAL MODULE: ../../node_modules/diff/libesm/patch/parse.js
var patch_parse = __webpack_require__(7893);
;// CONCATENATED MODULE: ../../packages/github/build/src/read/commentable.js

/** The lines that GitHub takes review comments on, from a file's `patch`; none where it has none (binary, too large) or is no patch. */
function commentableLines(patch) {
    if (patch === null || !patch.startsWith('@@'))
        return [];
    try {
        return (0,patch_parse/* parsePatch */.i)(`--- a\n+++ b\n${patch}\n`).flatMap(({ hunks }) => hunks.map(hunkLines));
    }
    catch {
        return []; // GitHub cuts long patches off in the middle of a hunk
    }
}
function hunkLines(hunk) {
    const left = [];
    let old = hunk.oldStart;
    for (const line of hunk.lines) {
        if (line.startsWith('-'))
            left.push(old);
        if (line.startsWith('-') || line.startsWith(' '))
            old++;
    }
    const right = hunk.newLines === 0 ? null : { start: hunk.newStart, end: hunk.newStart + hunk.newLines - 1 };
    return { right, left };
}
/** Whether a comment may stand there: all of it inside one hunk. One that may not makes GitHub refuse the whole review. */
function isCommentable(hunks, place) {
    const { side, line, startLine } = place;
    const start = startLine ?? line;
    if (start > line)
        return false;
    if (side === 'LEFT')
        return hunks.some(({ left }) => left.includes(start) && left.includes(line));
    return hunks.some(({ right }) => right !== null && right.start <= start && line <= right.end);
}
//# sourceMappingURL=commentable.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/minimise.js



const Minimized = schemas/* object */.Ikc({
    minimizeComment: schemas/* object */.Ikc({ minimizedComment: schemas/* nullable */.mee(schemas/* object */.Ikc({ isMinimized: schemas/* boolean */.zMY() })) }),
});
const MINIMIZE = `mutation MinimizeComment($id: ID!, $classifier: ReportedContentClassifiers!) {
  minimizeComment(input: { subjectId: $id, classifier: $classifier }) { minimizedComment { isMinimized } }
}`;
/** Hides a comment or review of ours by its node id; doing it twice is harmless. */
async function minimise(github, { nodeId, why }) {
    try {
        await once_repeat(github, () => mutate(github, MINIMIZE, { id: nodeId, classifier: why }, Minimized));
        return { done: 'updated' };
    }
    catch (error) {
        if (!(error instanceof GitHubError && error.type === 'NOT_FOUND'))
            throw error;
        return once_refused('deleted', 'It has been deleted meanwhile.');
    }
}
//# sourceMappingURL=minimise.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/write/review.js








const Review = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    node_id: schemas/* string */.YjP(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    user: schemas/* nullable */.mee(schemas/* object */.Ikc({ login: schemas/* string */.YjP() })),
});
const review_PAGE = 100;
/**
 * One review per key, as a comment, never an approval. GitHub refuses a review whole for one line outside the diff, so what does not
 * fit goes into its words; should it refuse all the same, everything does.
 */
async function ensureReview(github, request) {
    try {
        const look = async () => {
            const [there, ...doubles] = await ownReviews(github, request);
            if (there === undefined)
                return null;
            for (const double of doubles)
                await withdraw(github, request.pull, double);
            return { made: { done: 'unchanged', id: there.id, url: there.html_url, misplaced: [] }, review: there };
        };
        const known = await look();
        if (known !== null)
            return known.made;
        const { fitting, misplaced } = await placed(github, request);
        return await review_settled(github, request, await once(github, () => review_posted(github, request, fitting, misplaced), look));
    }
    catch (error) {
        const gone = once_goneOf(error);
        if (gone === null)
            throw error;
        return gone;
    }
}
async function review_posted(github, request, fitting, misplaced) {
    const { pull, head } = request;
    const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const base = { pull_number: pull, event: 'COMMENT' };
    try {
        const parameters = {
            ...base,
            commit_id: head,
            body: review_bodyOf(request, misplaced),
            comments: fitting.map(wireComment),
        };
        return postedAs(await once_writeRest(github, route, parameters, Review), misplaced);
    }
    catch (error) {
        if (!(error instanceof GitHubError && error.status === 422))
            throw error;
        if (once_goneOf(error) !== null)
            throw error;
        // the head has moved, or the diff is not what the list of files said
        const words = { ...base, body: review_bodyOf(request, request.comments) };
        return postedAs(await once_writeRest(github, route, words, Review), request.comments);
    }
}
function postedAs(review, misplaced) {
    return { made: { done: 'created', id: review.id, url: review.html_url, misplaced: [...misplaced] }, review };
}
async function placed(github, { pull, comments, files }) {
    if (comments.length === 0)
        return { fitting: [], misplaced: [] };
    const changed = files ?? (await changedFiles(github, pull, { maxFiles: 3000 })).files;
    const hunks = new Map(changed.map(({ path, patch }) => [path, commentableLines(patch)]));
    const fits = (comment) => isCommentable(hunks.get(comment.path) ?? [], comment);
    return { fitting: comments.filter(fits), misplaced: comments.filter((comment) => !fits(comment)) };
}
function wireComment({ path, side, line, startLine, body }) {
    const start = startLine === null || startLine === line ? {} : { start_line: startLine, start_side: side };
    return { path, side, line, ...start, body };
}
function review_bodyOf({ body, action, key, ids }, misplaced) {
    return withMarker(body(misplaced), { action, key, ids: [...ids] });
}
/**
 * Takes ours back where another run was faster, or an earlier try of this one that no look has shown. Both look after both have written,
 * so both see the same first one.
 */
async function review_settled(github, request, { made, review }) {
    if (made.done !== 'created')
        return made;
    const [first] = await ownReviews(github, request);
    if (first === undefined || first.id >= review.id)
        return made;
    await withdraw(github, request.pull, review); // also where the list is too old to show it
    return { done: 'unchanged', id: first.id, url: first.html_url, misplaced: [] };
}
/**
 * A review can't be deleted once it is posted: it is hidden, its comments are deleted, and last it loses its marker. Its comments are
 * asked for after something was written, when the answer is no longer one from before they were.
 */
async function withdraw(github, pull, { id, node_id }) {
    await minimise(github, { nodeId: node_id, why: 'DUPLICATE' });
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments';
    const parameters = { pull_number: pull, review_id: id, per_page: review_PAGE };
    for (const comment of (await github.get(route, parameters, schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr() })))) ?? [])
        await removed(github, 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}', comment.id);
    await once_repeat(github, () => mutate(github, UNMARK, { id: node_id, body: 'This was posted twice.' }, schemas/* unknown */.L5J()));
}
const UNMARK = `mutation UnmarkReview($id: ID!, $body: String!) {
  updatePullRequestReview(input: { pullRequestReviewId: $id, body: $body }) { pullRequestReview { id } }
}`;
/** On all pages, the earliest first. */
async function ownReviews(github, { pull, action, key }) {
    const own = [];
    for (let page = 1;; page++) {
        const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
        const some = (await github.get(route, { pull_number: pull, per_page: review_PAGE, page }, schemas/* array */.YOg(Review))) ?? [];
        for (const review of some) {
            const marker = parseMarker(review.body ?? null);
            const matches = marker?.action === action && marker.key === key;
            if (matches && (await isOurs(github, review.user?.login ?? null)))
                own.push(review);
        }
        if (some.length < review_PAGE)
            return own.toSorted((a, b) => a.id - b.id);
    }
}
//# sourceMappingURL=review.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish-review.js







/**
 * One review, as comments, never an approval. A comment whose quote no longer stands where it stood, or whose line is outside the
 * diff, is told in the review's own words instead. What we said before on the same lines is not said again after each push.
 */
async function publishReview(parts) {
    const { github, operation, pull, head, allowed, serverUrl, plan } = parts;
    const about = readOperationMarker(operation.marker);
    if (about === null)
        throw new Error('the marker was validated before');
    const what = `a review of #${pull} with ${operation.comments.length} comments`;
    if (plan !== null) {
        plan(what);
        return { withheld: { what, why: 'This is a dry run.' } };
    }
    const { placed, moved } = await placedIn(parts);
    const before = placed.length === 0 ? [] : await standingComments(github, pull);
    const fresh = placed.filter((comment) => !before.some((one) => isSame(one, comment)));
    const [first] = before;
    if (first !== undefined && fresh.length + moved.length === 0)
        return { posted: { op: 'review', url: first.url, wrote: false } };
    const words = [slotsTitle(operation.title), slotsMarkdown(operation.body, allowed)].filter((text) => text.trim() !== '');
    const body = (misplaced) => {
        const told = misplaced.map(({ path, line, body: text }) => `${(0,src_markdown/* codeSpan */.SS)(`${path}:${line}`)}: ${withoutSuggestion(text)}`);
        return (0,shortened/* shortened */.vI)([...words, ...told, ...moved].join('\n\n'), LIMITS.body);
    };
    const key = textKey(JSON.stringify([
        head,
        operation.comments.map(({ at, text, suggestion }) => [at, text, suggestion]),
        operation.body,
    ]));
    const written = await ensureReview(github, {
        pull,
        head,
        action: about.action,
        key,
        ids: about.ids,
        body,
        comments: fresh,
    });
    if (written.done === 'refused')
        return { withheld: { what, why: written.message } };
    const url = written.url === '' ? `${serverUrl}/${github.repository.owner}/${github.repository.name}/pull/${pull}` : written.url;
    return { posted: { op: 'review', url, wrote: written.done === 'created' } };
}
function isSame(one, other) {
    return placeOf(one) === placeOf(other) && one.body.replaceAll('\r\n', '\n').trim() === other.body.trim();
}
function placeOf({ path, side, line, startLine }) {
    return `${side} ${startLine ?? line}-${line} ${path}`;
}
/** Comments by their lines, and the words of those whose quote is not where it was. */
async function placedIn({ github, operation, head, allowed, }) {
    const files = await readFiles(github, head, [...new Set(operation.comments.map(({ at }) => at.path))]);
    const placed = [];
    const moved = [];
    for (const { at, text, suggestion } of operation.comments) {
        const bytes = files.get(at.path)?.bytes ?? null;
        const words = slotsMarkdown(text, allowed);
        if (bytes === null || bytes.subarray(at.start, at.end).toString() !== at.quote) {
            moved.push(`${(0,src_markdown/* codeSpan */.SS)(at.path)}: ${words}`);
            continue;
        }
        const [start, line] = [lineAt(bytes, at.start), lineAt(bytes, Math.max(at.end - 1, at.start))];
        const block = suggestion === null ? '' : suggestionBlock(suggestion);
        placed.push({
            path: at.path,
            side: 'RIGHT',
            line,
            startLine: start === line ? null : start,
            body: `${words}${block}`,
        });
    }
    return { placed, moved };
}
/** 1-based. */
function lineAt(bytes, offset) {
    let line = 1;
    for (let index = 0; index < offset; index++)
        if (bytes[index] === 10)
            line += 1;
    return line;
}
/** A line that a bot would take for a command can not be made inert inside code that is to be applied as it is. */
const COMMAND = /^(?:[/!][A-Za-z]|bors\b|@\w)/m;
const OPENING = '\n\n';
function suggestionBlock(code) {
    if (COMMAND.test(code))
        return '';
    const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return `${OPENING}${fence}suggestion\n${code.replace(/\n$/, '')}\n${fence}`;
}
/** Outside the diff there is nothing that a suggestion could replace. */
function withoutSuggestion(body) {
    const at = body.search(/\n\n`{3,}suggestion\n/);
    return at === -1 ? body : body.slice(0, at);
}
//# sourceMappingURL=publish-review.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/retire.js


const WHY = 'None of these findings fires any more, so there is nothing left to merge. Closed by Upkeep; new findings come as a new pull request.';
/**
 * Closes open pull requests of ours that are about nothing but findings which fire no more. Their marker loses its ids, so that
 * findings which come back later do not count as declined.
 */
async function retire(github, overview, ids, kept, plan) {
    const gone = new Set(ids);
    const posted = [];
    for (const pull of overview.pullRequests) {
        if (pull.state !== 'open' || kept.has(pull.branch) || !isAbout(pull, gone))
            continue;
        if (plan !== null)
            plan(`close ${pull.url}: none of its findings fires any more`);
        else {
            const body = withMarker(WHY, { ...pull.marker, ids: [] });
            await updatePullRequest(github, pull.number, { state: 'closed', body });
            await deleteBranch(github, pull.branch);
            posted.push({ op: 'retire', url: pull.url, wrote: true });
        }
    }
    // a run that was killed has closed a pull request and not come to its branch
    for (const { branch, url } of overview.retired.filter((pull) => !kept.has(pull.branch))) {
        if (plan !== null)
            plan(`delete the branch ${branch}, whose pull request is closed`);
        else {
            await deleteBranch(github, branch);
            posted.push({ op: 'retire', url, wrote: true });
        }
    }
    return posted;
}
function isAbout({ marker }, gone) {
    return marker.ids.length > 0 && marker.ids.every((id) => gone.has(id));
}
//# sourceMappingURL=retire.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/validate-asked.js


/**
 * A workflow is started only for a comment of somebody who may write, and for the commit that is the head then. All of that is asked
 * anew: what the working job found is not taken for it.
 */
async function checkAsked(candidate) {
    const { asked, publication, mayWrite, pullHead } = candidate;
    const starts = publication.operations.flatMap((operation, index) => operation.op === 'dispatch' ? [{ operation, where: `operations.${index}` }] : []);
    const [first, second] = starts;
    if (first === undefined)
        return null;
    const { operation, where } = first;
    if (second !== undefined)
        return refusal('E_LIMIT', second.where, 'One comment starts one workflow.');
    if (asked === null || asked.pull !== operation.pull)
        return refusal('E_ACTOR', where, 'No comment of this event asks for it.');
    if (!DISPATCH.workflow.test(operation.workflow))
        return refusal('E_PATH', `${where}.workflow`, `${JSON.stringify(operation.workflow)} is no workflow.`);
    if (!(await mayWrite(asked.author)))
        return refusal('E_ACTOR', where, `${asked.author} may not write to this repository.`);
    const head = await pullHead(operation.pull);
    if (head === operation.head)
        return null;
    return refusal('E_STALE', `${where}.head`, `Pull request ${operation.pull} is at another commit now, or closed.`);
}
//# sourceMappingURL=validate-asked.js.map
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
/** Why a model stopped speaking, in one vocabulary for all providers. `pause`: the server wants to be asked on. */
const STOP_REASONS = ['end', 'tools', 'length', 'refusal', 'pause', 'overflow', 'unknown'];
/** What kept a model from answering. Each provider's errors are told apart by status and type, never by their text. */
const MODEL_FAILURES = [
    'auth',
    'money',
    'rate-limit',
    'overloaded',
    'server',
    'connection',
    'timeout',
    'cut',
    'overflow',
    'invalid',
    'aborted',
];
/** How an attempt ended. */
const ATTEMPT_STOPS = [
    'submitted',
    'ended',
    'empty',
    'refusal',
    'cut',
    'malformed',
    'stuck',
    'turns',
    'money',
    'tokens',
    'time',
    'overflow',
    'model-auth',
    'model-down',
    'rate-limit',
    'aborted',
    'unreadable',
];
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
/** Each once: several legs of a job say the same of the same place. */
function distinctDiagnostics(diagnostics) {
    const placed = diagnostics.map((one) => [JSON.stringify([one.tool, one.rule, one.path, one.range, one.message]), one]);
    return [...new Map(placed).values()];
}
/**
 * Whether a tool that fails both times says less of `after` than of `before`: something went, nothing came. One that says nothing at all
 * and fails has not looked.
 */
function isFewer(before, after) {
    return after.length > 0 && after.length < before.length && newDiagnostics(before, after).length === 0;
}
//# sourceMappingURL=diagnostic.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/validate-plan.js



/** The publication is about what this job is about: same action, same target, nothing beside it. */
function checkTarget({ publication, grant, subject, headBranch }) {
    if (publication.action !== grant.action || publication.grant.action !== grant.action)
        return refusal('E_TARGET', 'action', `It is of ${publication.action}, not of ${grant.action}.`);
    if (!sameTarget(publication.grant.target, grant.target)) {
        const [made, here] = [publication.grant.target, grant.target].map(targetText);
        return refusal('E_TARGET', 'grant.target', `It was made for ${made}; this job is about ${here}.`);
    }
    for (const [index, operation] of publication.operations.entries()) {
        const where = `operations.${index}`;
        const about = readOperationMarker(operation.marker);
        if (about?.action !== grant.action)
            return refusal('E_TARGET', `${where}.marker`, 'It is no marker of this action.');
        if (operation.op === 'pull-request' && operation.branch !== branchOf(about.action, about.batch))
            return refusal('E_TARGET', `${where}.branch`, `A pull request of this batch has the branch ${branchOf(about.action, about.batch)}.`);
        if (about.batch === CI_LOCK.batch && operation.op !== 'pull-request' && operation.op !== 'retire')
            return refusal('E_TARGET', where, 'Reviews of the classification come as a pull request of their own.');
        if (operation.op === 'commit' && operation.branch !== headBranch)
            return refusal('E_TARGET', `${where}.branch`, `The branch of the pull request is ${headBranch ?? 'not known'}.`);
        const misplaced = misplacedIn(operation, grant.target, subject);
        if (misplaced !== null)
            return refusal('E_TARGET', where, misplaced);
    }
    return null;
}
/** Code and claims about code are posted only with a proof, whole, of the original checks. */
function checkProofs(candidate) {
    for (const { files, proof, branch } of treeChanges(candidate)) {
        if (files.length === 0)
            return refusal('E_UNPROVEN', branch, 'It changes no file.');
        if (!isProof(proof))
            return refusal('E_UNPROVEN', branch, `Its verdict is ${proof.status} by a ${proof.depth}.`);
        if (!proof.evidence.some(speaksForIt))
            return refusal('E_UNPROVEN', branch, 'No check of the repository passed on it.');
    }
    for (const [index, operation] of candidate.publication.operations.entries()) {
        const claims = operation.op === 'review' ? operation.comments.map(({ proof }) => proof) : [];
        if (operation.op === 'issue-update')
            claims.push(operation.proof);
        if (!claims.every(isProof))
            return refusal('E_UNPROVEN', `operations.${index}`, 'It claims what was not proven.');
    }
    return null;
}
/** A check that passes, or that was red before and has strictly less to say. */
function speaksForIt(evidence) {
    if (evidence.kind !== 'check')
        return false;
    const { after, before } = evidence;
    if (after.status === 'pass')
        return true;
    return before?.status === 'fail' && after.status === 'fail' && isFewer(before.diagnostics, after.diagnostics);
}
function isProof({ status, depth }) {
    return status === 'proven' && depth === 'proof';
}
function misplacedIn(operation, target, subject) {
    const pull = target.kind === 'pull-request';
    if ((operation.op === 'commit' || operation.op === 'review') && !pull)
        return `A ${operation.op} belongs to a pull request, and this job is about none.`;
    if (operation.op === 'commit' && pull && !target.pushable)
        return 'The pull request comes from a fork: nothing can be committed to it.';
    if (operation.op === 'pull-request' && pull)
        return 'A job about a pull request opens no other one.';
    if (operation.op === 'issue-update' && subject !== null && operation.issue !== subject)
        return `It is about issue ${operation.issue}, and this job about ${subject}.`;
    if (operation.op === 'issue-update' && target.kind !== 'issues')
        return 'This job is not about issues.';
    if (operation.op === 'dispatch' && (target.kind !== 'issues' || operation.pull !== subject))
        return `It starts a workflow for ${operation.pull}, which this job is not about.`;
    if (operation.op === 'report' && operation.issue !== null && operation.issue !== subject)
        return `It reports on ${operation.issue}, which this job is not about.`;
    return null;
}
function sameTarget(a, b) {
    if (a.kind !== b.kind || a.base !== b.base || a.head !== b.head)
        return false;
    if (a.kind !== 'pull-request' || b.kind !== 'pull-request')
        return true;
    return a.number === b.number && a.fork === b.fork && a.pushable === b.pushable;
}
function targetText(target) {
    const at = target.head.slice(0, 12);
    return target.kind === 'pull-request' ? `pull request ${target.number} at ${at}` : `the ${target.kind} at ${at}`;
}
//# sourceMappingURL=validate-plan.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/validate-texts.js






/** How much one run may ask for. What is over a limit of taste (a second pull request, an eleventh label) is dropped later instead. */
function checkLimits({ publication: { operations } }) {
    if (operations.length > LIMITS.operations)
        return refusal('E_LIMIT', 'operations', `There are ${operations.length}; ${LIMITS.operations} are allowed.`);
    for (const [index, operation] of operations.entries()) {
        if (operation.op === 'review' && operation.comments.length > LIMITS.comments)
            return refusal('E_LIMIT', `operations.${index}.comments`, `There are more than ${LIMITS.comments}.`);
        if (operation.op === 'issue-update' && operation.close)
            return refusal('E_LIMIT', `operations.${index}.close`, 'No action closes an issue.');
    }
    return null;
}
/** No text and no added line of a file holds a known secret, in any usual encoding, or what looks like a vendor's token. */
async function checkSecrets(candidate) {
    for (const { where, text } of textsOf(candidate)) {
        const [found] = candidate.secrets(text);
        if (found !== undefined)
            return refusal('E_SECRET', `${where}, character ${found.at + 1}`, `It looks like: ${found.kind}.`);
    }
    const changes = candidate_changedFiles(candidate);
    const base = changes.length === 0 ? new Map() : await candidate.baseFiles();
    for (const { path, after } of changes) {
        const now = after === null ? undefined : candidate.blobs.get(after);
        if (now === undefined)
            continue;
        const old = new Set(validate_files_textOf(base.get(path)?.bytes ?? new Uint8Array())?.split('\n'));
        const lines = (validate_files_textOf(now) ?? '').split('\n');
        const added = lines.flatMap((line, index) => (old.has(line) ? [] : [{ line, number: index + 1 }]));
        const text = added.map(({ line }) => line).join('\n');
        const [found] = candidate.secrets(text);
        if (found === undefined)
            continue;
        const nth = text.slice(0, found.at).split('\n').length - 1;
        return refusal('E_SECRET', `${path}:${added[nth]?.number ?? 1}`, `The added text looks like: ${found.kind}.`);
    }
    return null;
}
/** Every text, made inert, is inert: parsed again, nothing in it acts. */
function checkTexts(candidate) {
    for (const [index, operation] of candidate.publication.operations.entries()) {
        for (const slots of [operation.body, ...commentsOf(operation)]) {
            const [alive] = liveMarkup(slotsMarkdown(slots, candidate.allowed), candidate.allowed);
            if (alive !== undefined)
                return refusal('E_TEXT', `operations.${index}, line ${alive.line}`, `It holds a live ${alive.kind}.`);
        }
    }
    return null;
}
function commentsOf(operation) {
    return operation.op === 'review' ? operation.comments.map(({ text }) => text) : [];
}
function joined(slots) {
    return slots.map(({ text }) => text).join('');
}
function textsOf({ publication }) {
    const ofOperations = publication.operations.flatMap((operation, index) => {
        const where = `operations.${index}`;
        const texts = [
            { where: `${where}.title`, text: joined(operation.title) },
            { where: `${where}.body`, text: joined(operation.body) },
        ];
        if ('branch' in operation)
            texts.push({ where: `${where}.branch`, text: operation.branch });
        if (operation.op === 'issue-update')
            texts.push({ where: `${where}.add`, text: operation.add.join('\n') });
        if (operation.op !== 'review')
            return texts;
        const comments = operation.comments.map(({ text, suggestion }, nth) => ({
            where: `${where}.comments.${nth}`,
            text: `${joined(text)}\n${suggestion ?? ''}`,
        }));
        return [...texts, ...comments];
    });
    const { proof, coverage, skips } = publication;
    return [
        ...ofOperations,
        { where: 'proof', text: proof.map(({ command, why }) => `${command}\n${why ?? ''}`).join('\n') },
        { where: 'coverage', text: coverage.notExamined.map(({ what, why }) => `${what}\n${why}`).join('\n') },
        { where: 'skips', text: skips.map(({ reason }) => reason).join('\n') },
    ];
}
//# sourceMappingURL=validate-texts.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/validate.js




/**
 * In this order; the artifact and its JSON are validations 1 and 2 (`read-publication.ts`), and the
 * look-up of what is posted already is the last, just before each write (security.md §4.3).
 */
const VALIDATIONS = [
    { name: 'target and proof', check: (candidate) => checkTarget(candidate) ?? checkProofs(candidate) },
    { name: 'who asked', check: checkAsked },
    { name: 'paths', check: checkPaths },
    { name: 'modes and encodings', check: checkEncodings },
    { name: 'sizes', check: checkSizes },
    { name: 'hidden characters', check: checkHidden },
    { name: 'secrets', check: checkSecrets },
    { name: 'texts', check: checkTexts },
    { name: 'base', check: checkBase },
    { name: 'limits', check: checkLimits },
];
/** The first refusal, or null: everything may be posted. One refusal means that nothing is. */
async function validate(candidate) {
    for (const { check } of VALIDATIONS) {
        const refusal = await check(candidate);
        if (refusal !== null)
            return refusal;
    }
    return null;
}
/** For the reference. */
const VALIDATION_NAMES = VALIDATIONS.map(({ name }) => name);
//# sourceMappingURL=validate.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/publish.js












/**
 * Posts a publication, or nothing of it: all validations come first, and any refusal means zero writes. Every write can be repeated,
 * so that a run which was cut short is completed by the next. Throws where GitHub refuses or does not answer.
 */
async function publish(parts) {
    const { publication } = parts.read;
    const nothing = outcome('clean', null);
    if (publication.operations.length === 0)
        return nothing;
    try {
        return await validated(parts);
    }
    catch (error) {
        if (!(error instanceof RateLimitError))
            throw error;
        const reason = {
            code: 'rate-limit',
            message: error.message,
            remedy: 'Nothing has to be done: the next run goes on from here.',
        };
        return { ...outcome('skipped', reason), incomplete: 'rate-limit' };
    }
}
async function validated(parts) {
    const { github, read, grant, subject, baseBranch } = parts;
    const { publication, blobs } = read;
    if (baseBranch === null) {
        const message = 'This job runs on a tag, and changes go to branches only.';
        return outcome('skipped', { code: 'stale-base', message, remedy: 'Run the workflow on a branch.' });
    }
    const overview = publish_once(async () => await overviewOf(github, {
        action: grant.action,
        base: baseBranch,
        branches: branchesFor(publication.operations, grant.action),
    }));
    const candidate = {
        publication,
        blobs,
        grant,
        subject,
        headBranch: parts.headBranch,
        asked: parts.asked,
        mayWrite: (login) => mayWrite(github, login),
        async pullHead(number) {
            const pull = await readPullRequest(github, number);
            return pull?.state === 'open' ? pull.head.sha : null;
        },
        secrets: (0,redactor/* secretFinder */.p)(parts.secrets),
        allowed: allowedIn(parts.serverUrl, `${github.repository.owner}/${github.repository.name}`),
        baseFiles: () => baseFiles(),
    };
    const baseFiles = publish_once(async () => {
        const paths = [...new Set(candidate_changedFiles(candidate).map(({ path }) => path))];
        return await readFiles(github, headOf(grant, await overview()), paths);
    });
    const refusal = await validate(candidate);
    if (refusal !== null)
        return refusedOutcome(refusal);
    return await publish_posted(parts, await overview(), candidate);
}
async function publish_posted(parts, overview, candidate) {
    const { github, read, grant, dryRun, baseBranch } = parts;
    const plan = [];
    const told = dryRun ? (line) => void plan.push(line) : null;
    const result = outcome('clean', null);
    const take = (done) => {
        if ('posted' in done)
            result.posted.push(done.posted);
        else if ('withheld' in done)
            result.withheld.push(done.withheld);
        else
            result.refusal ??= done.refusal;
    };
    const { operations } = read.publication;
    const { target } = grant;
    const pulls = operations.filter((operation) => operation.op === 'pull-request');
    const opened = pulls.filter((pull, at) => pulls.findIndex((one) => isOfReviews(one) === isOfReviews(pull)) === at);
    for (const operation of opened) {
        const { serverUrl, runUrl } = parts;
        take(await publishPullRequest({
            ...read,
            github,
            operation,
            base: baseBranch ?? '',
            baseHead: headOf(grant, overview),
            overview,
            baseFiles: await candidate.baseFiles(),
            serverUrl,
            runUrl,
            plan: told,
        }));
    }
    for (const { branch } of pulls.filter((pull) => !opened.includes(pull)))
        take({ withheld: { what: branch, why: 'One run opens one pull request; this one waits for the next.' } });
    for (const operation of operations) {
        const shared = { ...read, github, allowed: candidate.allowed, serverUrl: parts.serverUrl, plan: told };
        if (operation.op === 'commit')
            take(await publishCommit({ ...shared, operation, head: target.head, baseFiles: await candidate.baseFiles() }));
        if (operation.op === 'review' && target.kind === 'pull-request')
            take(await publishReview({ ...shared, operation, pull: target.number, head: target.head }));
        if (operation.op === 'issue-update' || operation.op === 'report')
            for (const done of await publishIssue({ ...shared, operation }))
                take(done);
        if (operation.op === 'dispatch' && parts.asked !== null)
            take(await publishDispatch({ ...shared, operation, asked: parts.asked, ref: baseBranch ?? '' }));
    }
    const kept = new Set(pulls.map(({ branch }) => branch));
    for (const operation of operations)
        if (operation.op === 'retire')
            result.posted.push(...(await retire(github, overview, operation.ids, kept, told)));
    return concluded(result, plan);
}
function concluded(result, plan) {
    if (result.refusal !== null)
        return { ...refusedOutcome(result.refusal), posted: result.posted, withheld: result.withheld };
    if (result.posted.some(({ wrote }) => wrote))
        return { ...result, result: 'changed', plan };
    if (result.posted.length > 0 || plan.length > 0 || result.withheld.length === 0)
        return { ...result, plan };
    const [first] = result.withheld;
    const reason = {
        code: first?.remedy === undefined ? 'open-limit' : 'usage',
        message: first?.why ?? '',
        remedy: first?.remedy ?? 'Merge or close what is open; the next run goes on.',
    };
    return { ...result, result: 'skipped', reason, plan };
}
/** The outcome of a refusal: nothing was written. */
function refusedOutcome(refusal) {
    const stale = refusal.code === 'E_STALE';
    const reason = {
        code: stale ? 'stale-base' : 'unproven',
        message: `${refusal.code} ${refusal.where}: ${refusal.message}`,
        remedy: stale
            ? 'Run the workflow again: it starts from the branch as it is now. The patch is kept in the artifact.'
            : 'Nothing was posted. See what the code means in docs/reference/publishing.md.',
    };
    return { ...outcome(stale ? 'skipped' : 'failed', reason), refusal };
}
function outcome(result, reason) {
    return { result, reason, incomplete: null, posted: [], withheld: [], refusal: null, plan: [] };
}
/** The commit that changes are put on: the head of the pull request, or of the branch as it is now. */
function headOf({ target }, { baseHead }) {
    return target.kind === 'pull-request' ? target.head : (baseHead ?? target.head);
}
function branchesFor(operations, action) {
    const batches = operations.flatMap(({ marker }) => readOperationMarker(marker)?.batch ?? []);
    return branchesOf(batches.map((batch) => branchOf(action, batch)));
}
function publish_once(make) {
    let made;
    return () => (made ??= make());
}
//# sourceMappingURL=publish.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(4379);
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
    /** How that leg was chosen, where versions decide: whether they are installed, and of how many legs. */
    leg: schemas/* optional */.lqM(schemas/* strictObject */.rej({ met: schemas/* boolean */.zMY(), why: schemas/* string */.YjP(), of: schemas/* int */.Whr() })),
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
;// CONCATENATED MODULE: ../../packages/schema/build/src/run-words.js


const RunResult = schemas/* enum */.k5n(RESULTS);
const Incomplete = schemas/* enum */.k5n(INCOMPLETE);
const ReasonCode = schemas/* enum */.k5n(REASONS);
/** Shown wherever a run did less than it could: what happened and what the user can do about it. */
const Reason = schemas/* strictObject */.rej({ code: ReasonCode, message: schemas/* string */.YjP(), remedy: schemas/* string */.YjP() });
const ProofClass = schemas/* enum */.k5n(PROOF_CLASSES);
const RungLevel = schemas/* enum */.k5n(RUNG_LEVELS);
const StopReason = schemas/* enum */.k5n(STOP_REASONS);
const ModelFailureKind = schemas/* enum */.k5n(MODEL_FAILURES);
const AttemptStop = schemas/* enum */.k5n(ATTEMPT_STOPS);
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
    /** Starts a workflow of the default branch for a pull request, once for each comment that asks for it. */
    schemas/* strictObject */.rej({ op: schemas/* literal */.euz('dispatch'), ...written, workflow: RepoPath, pull: schemas/* int */.Whr(), head: Sha }),
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
// EXTERNAL MODULE: ../../node_modules/@humanwhocodes/momoa/dist/momoa.js
var momoa = __webpack_require__(3550);
;// CONCATENATED MODULE: ../../packages/publishing/build/src/strict-json.js




/** Keys by which an object could change others in a program that merges carelessly. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/**
 * JSON (RFC 8259) that says one thing only: UTF-8, of limited size and depth, without duplicate keys, which readers resolve
 * differently (RFC 8259 §4), and without keys that reach a prototype.
 */
function parseStrictJson(bytes, file) {
    if (bytes.length > LIMITS.json)
        return refusal_refused('E_SCHEMA', file, `It is larger than ${LIMITS.json} bytes.`);
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        const value = JSON.parse(text); // cheap, and never deeper in our stack than the engine allows
        const fault = faultOf((0,momoa/* parse */.qg)(text, { mode: 'json' }).body);
        return fault === null ? accepted(value) : refusal_refused('E_SCHEMA', file, fault);
    }
    catch (error) {
        return refusal_refused('E_SCHEMA', file, `It is not valid JSON: ${(0,errors/* messageOf */.bD)(error).slice(0, 200)}.`);
    }
}
function faultOf(root) {
    const open = [{ node: root, depth: 1 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, depth } = next;
        if (depth > LIMITS.jsonDepth)
            return `It is nested deeper than ${LIMITS.jsonDepth} levels.`;
        if (node.type === 'Array')
            open.push(...node.elements.map(({ value }) => ({ node: value, depth: depth + 1 })));
        if (node.type !== 'Object')
            continue;
        const keys = new Set();
        for (const { name, value } of node.members) {
            const key = name.type === 'String' ? name.value : name.name;
            if (keys.has(key))
                return `The key "${key.slice(0, 80)}" stands twice in one object.`;
            if (PROTOTYPE_KEYS.has(key))
                return `The key "${key}" is not allowed.`;
            keys.add(key);
            open.push({ node: value, depth: depth + 1 });
        }
    }
    return null;
}
//# sourceMappingURL=strict-json.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/read-publication.js







const read_publication_BLOB = /^blobs\/([0-9a-f]{64})$/;
/** What may lie in an OUT folder or artifact beside the two that are read (design §9). */
const BESIDE = /^(?:result\.json|patch\.diff|summary\.md|report\.html)$/;
/** Validations 1 and 2: the entries of an artifact, or of an OUT folder, as a publication. Names are relative, with `/`. */
function publicationOf(entries) {
    const blobs = new Map();
    for (const [name, bytes] of entries) {
        const sha = read_publication_BLOB.exec(name)?.[1];
        if (sha !== undefined) {
            if ((0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') !== sha)
                return refusal_refused('E_ARTIFACT', name, 'Its bytes are not those that its name promises.');
            blobs.set(sha, bytes);
        }
        else if (name !== 'publication.json' && !BESIDE.test(name)) {
            return refusal_refused('E_ARTIFACT', read_publication_printable(name), 'Nothing of this name belongs to a publication.');
        }
    }
    const json = entries.get('publication.json');
    if (json === undefined)
        return refusal_refused('E_ARTIFACT', 'publication.json', 'It is not there.');
    const value = parseStrictJson(json, 'publication.json');
    if (!value.ok)
        return value;
    const parsed = Publication.safeParse(value.value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = `publication.json: ${issue?.path.join('.') ?? ''}`;
        return refusal_refused('E_SCHEMA', read_publication_printable(where), read_publication_printable(issue?.message ?? 'It does not fit the format.'));
    }
    return accepted({ publication: parsed.data, blobs });
}
/**
 * Reads the OUT folder of a run of the same job (or one that a person names). Opens plain files only and never follows a link, so
 * that what the job's own commands left there can not lead elsewhere.
 */
function readPublicationFolder(folder) {
    const entries = new Map();
    let left = LIMITS.inflated;
    try {
        const place = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(folder, 'blobs'), { throwIfNoEntry: false });
        if (place?.isDirectory() === false)
            return refusal_refused('E_ARTIFACT', 'blobs', 'It is no folder.');
        const held = place === undefined ? [] : (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(folder, 'blobs'));
        const names = ['publication.json', ...held.map((name) => `blobs/${name}`)];
        if (names.length > LIMITS.entries)
            return refusal_refused('E_ARTIFACT', folder, `It holds more than ${LIMITS.entries} files.`);
        for (const name of names) {
            const bytes = readPlain((0,external_node_path_.join)(folder, name), left);
            if (bytes === null)
                return refusal_refused('E_ARTIFACT', read_publication_printable(name), 'It is no plain file, or too large.');
            entries.set(name, bytes);
            left -= bytes.length;
        }
    }
    catch (error) {
        const code = (0,errors/* systemCode */.xU)(error);
        if (code === null)
            throw error;
        return refusal_refused('E_ARTIFACT', folder, `It can not be read (${code}).`);
    }
    return publicationOf(entries);
}
/** Null where it is a link, a device, a pipe, or larger than `most` bytes. */
function readPlain(path, most) {
    const file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    try {
        const { size } = (0,external_node_fs_.fstatSync)(file);
        if (!(0,external_node_fs_.fstatSync)(file).isFile() || size > most)
            return null;
        const bytes = Buffer.alloc(size);
        const read = (0,external_node_fs_.readSync)(file, bytes, 0, size, 0);
        return read === size ? bytes : null;
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/** A name from outside, for a message. */
function read_publication_printable(text) {
    return JSON.stringify(text.slice(0, 200)).slice(1, -1);
}
//# sourceMappingURL=read-publication.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/event/fix-request.js

/** The first line of a comment by which somebody asks for fixes; nothing else on it. */
const fix_request_COMMAND = '/upkeep fix';
/**
 * Who asks for fixes by the comment of an event; a sentence where nobody does. Only a new comment of a person on an open pull request
 * counts: an edit can be made by others, and an app repeats what it was told.
 */
function fixRequestOf(event, payload) {
    const [issue, comment] = [payloadField(payload, 'issue'), payloadField(payload, 'comment')];
    if (event !== 'issue_comment' || typeof comment !== 'object')
        return 'Nobody asked by a comment.';
    const body = payloadField(comment, 'body');
    if (typeof body !== 'string' || body.split(/\r?\n/, 1)[0]?.trimEnd() !== fix_request_COMMAND) {
        return `The comment asks for nothing here: its first line is not \`${fix_request_COMMAND}\`.`;
    }
    if (payloadField(payload, 'action') !== 'created' || isEdited(comment))
        return 'A comment that was edited does not count.';
    if (typeof payloadField(issue, 'pull_request') !== 'object' || payloadField(issue, 'state') !== 'open') {
        return 'The comment is not on an open pull request.';
    }
    const [author, sender] = [payloadField(comment, 'user'), payloadField(payload, 'sender')];
    const login = payloadField(author, 'login');
    const app = payloadField(comment, 'performed_via_github_app') ?? null;
    if (payloadField(author, 'type') !== 'User' || app !== null || payloadField(sender, 'login') !== login) {
        return 'The comment was not written by a person.';
    }
    const [id, number] = [payloadField(comment, 'id'), payloadField(issue, 'number')];
    if (typeof login !== 'string' || !isNumber(id) || !isNumber(number))
        return 'The event does not name its comment.';
    return { comment: id, pull: number, author: login };
}
function isEdited(comment) {
    return payloadField(comment, 'created_at') !== payloadField(comment, 'updated_at');
}
function isNumber(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
//# sourceMappingURL=fix-request.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/job-facts.js

/** What a publication takes from the job that posts it: its own event, never the word of the job that worked. */
function jobFacts({ event, payload, ref, serverUrl, repository, runId, }) {
    const asked = fixRequestOf(event, payload);
    return {
        asked: typeof asked === 'string' ? null : asked,
        subject: subjectOf(payload),
        baseBranch: baseBranchOf(payload, ref),
        headBranch: headBranchOf(payload),
        serverUrl,
        runUrl: repository === null ? null : `${serverUrl}/${repository}/actions/runs/${runId}`,
    };
}
//# sourceMappingURL=job-facts.js.map
;// CONCATENATED MODULE: ../../packages/publishing/build/src/policies.data.js
/** By the name of the action: the files that it may change and how much of them. */
const POLICIES = {
    'lint-fix': { name: 'lint-fix', owns: ['**'], limits: { files: 50, lines: 1000 } },
    'type-safety': {
        name: 'type-safety',
        owns: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,py,pyi}'],
        limits: { files: 50, lines: 1000 },
    },
};
//# sourceMappingURL=policies.data.js.map
;// CONCATENATED MODULE: ../../packages/schema/build/src/grant-of.js
/** Events whose text or code comes from outside: their runs never execute the repository (design §5). */
const NO_CODE = new Set(['workflow_run', 'issue_comment', 'pull_request_target']);
/** Events on which one job may not both work and post (design §5). */
const NO_DIRECT = new Set([...NO_CODE, 'issues']);
/** Its runs get a read-only token and no secrets. */
const DEPENDABOT = 'dependabot[bot]';
/** A ceiling for models whose price is unknown; `max-usd` is the limit that users set. */
const MAX_TOKENS = 2_000_000;
/** The grant is made of event, inputs and definition alone, before any text of the repository is read. */
function grantOf(terms, target, trigger, wishes) {
    const { event } = trigger;
    const outside = target.kind === 'pull-request' && target.fork;
    const direct = wishes.publish === 'direct' && directRefusal(target, trigger) === null;
    return {
        action: terms.name,
        target,
        owns: [...terms.owns],
        limits: { ...terms.limits },
        budget: { usd: wishes.usd, tokens: MAX_TOKENS, turns: wishes.turns, seconds: wishes.seconds },
        may: {
            runCode: !NO_CODE.has(event),
            askModel: !outside && !NO_CODE.has(event),
            write: direct ? 'direct' : 'file',
        },
    };
}
/**
 * Why one job may not both work and post on this event: the sentence, or null. `usage`: the workflow is wrong; otherwise the token
 * of this event can not write, which no workflow can change, and findings are shown instead.
 */
function directRefusal(target, { event, actor }) {
    if (event === 'local')
        return {
            usage: true,
            sentence: 'On the command line nothing is posted: what would be stands in the output folder.',
        };
    if (NO_DIRECT.has(event)) {
        const sentence = `On ${event} anybody can bring text, so the job that reads it may not hold a token that writes.`;
        return { usage: true, sentence };
    }
    if (target.kind === 'pull-request' && !target.pushable)
        return { usage: false, sentence: 'The pull request comes from a fork, whose jobs get a token that can only read.' };
    if (actor === DEPENDABOT)
        return { usage: false, sentence: 'Dependabot started this run, and its jobs get a token that can only read.' };
    return null;
}
//# sourceMappingURL=grant-of.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/version.data.js
/** The version of the suite, as results and publications name it. A contract test keeps it equal to the root package's. */
const VERSION = '0.1.0';
//# sourceMappingURL=version.data.js.map
;// CONCATENATED MODULE: ./build/src/output.js



/** What the step sets and shows. */
function publishOutput(job, outcome, publication, seconds) {
    const { environment } = job;
    const result = {
        format: 'upkeep/result@1',
        action: 'publish',
        version: VERSION,
        result: outcome.result,
        incomplete: outcome.incomplete,
        reason: outcome.reason,
        repository: {
            root: environment.workspace,
            slug: environment.repository,
            commit: environment.sha,
            base: environment.sha,
        },
        findings: [],
        proposals: [],
        coverage: { examined: [], notExamined: outcome.withheld.map(({ what, why }) => ({ what, why })) },
        usage: publication?.usage ?? NO_USAGE,
        checkerRuns: 0,
        seconds: Math.round(seconds * 100) / 100,
        out: null,
        published: outcome.posted.map(({ op, url }) => ({ op, url })),
    };
    return { result, summary: summaryOf(job, outcome, publication), reportPath: null, hasPublication: false };
}
function summaryOf({ inputs }, outcome, publication) {
    const { posted, withheld, refusal, reason, plan } = outcome;
    const of = publication === null ? '' : ` of ${(0,src_markdown/* escapeMarkdown */.FV)(publication.action)}`;
    const parts = [`## Publish${of}: ${headline(outcome)}`];
    for (const { url, wrote } of posted)
        parts.push(`- ${url}${wrote ? '' : ' (nothing new to write)'}`);
    if (refusal !== null) {
        parts.push(`**${refusal.code}** ${(0,src_markdown/* codeSpan */.SS)(refusal.where)}: ${(0,src_markdown/* escapeMarkdown */.FV)(refusal.message)}`);
        const id = String(inputs['artifact-id']);
        if (refusal.code === 'E_STALE' && id !== '')
            parts.push('To apply the patch by hand, in a clone of the repository:', (0,src_markdown/* codeBlock */.DV)(applyCommand(id), 'sh'));
    }
    if (reason !== null)
        parts.push((0,src_markdown/* escapeMarkdown */.FV)(reason.remedy));
    if (plan.length > 0)
        parts.push('Would be written:', plan.map((line) => `- ${(0,src_markdown/* escapeMarkdown */.FV)(line)}`).join('\n'));
    if (withheld.length > 0) {
        const rows = withheld.map(({ what, why }) => [(0,src_markdown/* escapeMarkdown */.FV)(what), (0,src_markdown/* escapeMarkdown */.FV)(why)]);
        parts.push((0,src_markdown/* markdownTable */.Qj)(['Not posted', 'Why'], rows));
    }
    return `${parts.join('\n\n')}\n`;
}
function headline({ posted, refusal, result, plan }) {
    if (refusal !== null)
        return 'refused, nothing was written';
    if (posted.some(({ wrote }) => wrote))
        return 'posted';
    if (plan.length > 0)
        return 'a dry run';
    return result === 'skipped' ? 'nothing was posted' : 'everything is posted already';
}
function applyCommand(id) {
    return `gh api "repos/{owner}/{repo}/actions/artifacts/${id}/zip" > upkeep.zip && unzip -p upkeep.zip patch.diff | git apply --3way`;
}
//# sourceMappingURL=output.js.map
;// CONCATENATED MODULE: ./build/src/run.js





/** Reads the publication, makes the grant anew from this job's own event, and posts. */
async function run(given) {
    const started = performance.now();
    const github = connection(given);
    const job = { ...given, environment: await withAskedPull(given, github) };
    const read = await readPublication(job, github);
    const outcome = read.ok ? await post(job, github, read.value) : refusedOutcome(read.refusal);
    return publishOutput(job, outcome, read.ok ? read.value.publication : null, (performance.now() - started) / 1000);
}
/** A person may have started the workflow for a pull request by its number. */
async function withAskedPull({ environment }, github) {
    const number = askedPull(environment.event, environment.payload);
    if (number === null)
        return environment;
    return { ...environment, payload: await askedPayload(github, number, environment.payload) };
}
function connection({ inputs, environment, signal, log }) {
    const [owner, name] = environment.repository?.split('/') ?? [];
    if (owner === undefined || name === undefined) {
        throw new errors/* UserError */.yo('GITHUB_REPOSITORY does not name the repository.', {
            remedy: 'Run this as a step of a job, or set GITHUB_REPOSITORY to owner/name.',
        });
    }
    const token = String(inputs['token']);
    if (token === '')
        throw new errors/* UserError */.yo('The input "token" is empty.', { remedy: 'Leave it out: the token of the job is the default.' });
    return connect({
        token,
        repository: { owner, name },
        apiUrl: environment.apiUrl,
        maxRequests: Number(inputs['max-requests']),
        signal,
        log: (line) => log.info(line),
    });
}
async function readPublication({ inputs, environment, log }, github) {
    const [id, digest, folder] = [inputs['artifact-id'], inputs['artifact-digest'], inputs['folder']].map(String);
    if (folder !== '' && folder !== undefined)
        return readPublicationFolder(folder);
    if (id === undefined ||
        !/^\d{1,20}$/.test(id) ||
        digest === undefined ||
        !/^(?:sha256:)?[0-9a-f]{64}$/.test(digest)) {
        throw new errors/* UserError */.yo('The inputs "artifact-id" and "artifact-digest" do not name an artifact.', {
            remedy: 'Pass both outputs of the upload step of the job that worked (examples/workflows), or name a folder.',
        });
    }
    log.info(`Reading artifact ${id}`);
    const limits = { entries: LIMITS.entries, bytes: LIMITS.inflated };
    const of = /^\d+$/.test(environment.runId) ? { runId: Number(environment.runId) } : {};
    const entries = await downloadArtifact(github, { id: Number(id), digest, ...of }, limits);
    if (entries instanceof Map)
        return publicationOf(entries);
    return { ok: false, refusal: { code: 'E_ARTIFACT', where: `artifact ${id}`, message: entries.message } };
}
async function post(job, github, read) {
    const { environment, inputs, log } = job;
    const grant = grantFor(job, read.publication);
    if (grant === null) {
        const { action } = read.publication;
        return refusedOutcome({ code: 'E_TARGET', where: 'action', message: `There is no action "${action}" that posts.` });
    }
    return await publish({
        github,
        read,
        grant,
        ...jobFacts(environment),
        secrets: (0,secret_values/* secretValues */.V)(),
        dryRun: inputs['dry-run'] === true,
        log: (line) => log.info(line),
    });
}
function grantFor({ environment }, { action }) {
    const policy = Object.hasOwn(POLICIES, action) ? POLICIES[action] : undefined;
    if (policy === undefined)
        return null;
    const target = targetOf({ name: environment.event, payload: environment.payload, sha: environment.sha ?? '' });
    return grantOf(policy, target, environment, { publish: 'direct', usd: 0, turns: 0, seconds: 0 });
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/index.js


//# sourceMappingURL=index.js.map

/***/ })

};
