export const id = 424;
export const ids = [424];
export const modules = {

/***/ 6424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  failedCheckRuns: () => (/* reexport */ failedCheckRuns),
  readJobLogOf: () => (/* reexport */ readJobLogOf)
});

// UNUSED EXPORTS: GitHubError, RateLimitError, askedPayload, askedPull, baseBranchOf, branchHead, branchTip, changedBetween, changedFiles, changedRuns, commentableLines, commitMessages, connect, defaultBranch, downloadArtifact, fileEntries, fixRequestOf, formatMarker, headBranchOf, isCommentable, isOurs, mayWrite, overviewOf, parseMarker, payloadField, permissionOf, readFiles, readPullRequest, standingComments, subjectOf, targetOf, trailerKey, viewerLogin, withMarker

// EXTERNAL MODULE: ../../node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(5915);
;// CONCATENATED MODULE: ../../packages/github/build/src/read/check-runs.js

const Time = schemas/* nullish */.cl6(schemas/* string */.YjP());
const Nodes = (node) => schemas/* nullish */.cl6(schemas/* object */.Ikc({ nodes: schemas/* nullish */.cl6(schemas/* array */.YOg(schemas/* nullable */.mee(node))) }));
const Step = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    number: schemas/* int */.Whr(),
    conclusion: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    startedAt: Time,
    completedAt: Time,
});
const Position = schemas/* object */.Ikc({ line: schemas/* int */.Whr(), column: schemas/* nullish */.cl6(schemas/* int */.Whr()) });
const Annotation = schemas/* object */.Ikc({
    path: schemas/* string */.YjP(),
    annotationLevel: schemas/* nullish */.cl6(schemas/* enum */.k5n(['FAILURE', 'WARNING', 'NOTICE'])),
    location: schemas/* object */.Ikc({ start: Position, end: Position }),
    title: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    message: schemas/* string */.YjP(),
});
const Run = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    conclusion: schemas/* enum */.k5n(['FAILURE', 'TIMED_OUT']),
    detailsUrl: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    title: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    steps: Nodes(Step),
    annotations: Nodes(Annotation),
});
const Suite = schemas/* object */.Ikc({
    status: schemas/* string */.YjP(),
    app: schemas/* nullish */.cl6(schemas/* object */.Ikc({ slug: schemas/* string */.YjP() })),
    workflowRun: schemas/* nullish */.cl6(schemas/* object */.Ikc({ event: schemas/* string */.YjP(), file: schemas/* nullish */.cl6(schemas/* object */.Ikc({ path: schemas/* string */.YjP() })) })),
    checkRuns: schemas/* nullish */.cl6(schemas/* object */.Ikc({ totalCount: schemas/* int */.Whr(), nodes: schemas/* nullish */.cl6(schemas/* array */.YOg(schemas/* nullable */.mee(Run))) })),
});
const Page = schemas/* object */.Ikc({
    totalCount: schemas/* int */.Whr(),
    pageInfo: schemas/* object */.Ikc({ hasNextPage: schemas/* boolean */.zMY(), endCursor: schemas/* nullish */.cl6(schemas/* string */.YjP()) }),
    nodes: schemas/* nullish */.cl6(schemas/* array */.YOg(schemas/* nullable */.mee(Suite))),
});
const Answer = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({ object: schemas/* nullable */.mee(schemas/* object */.Ikc({ checkSuites: schemas/* nullish */.cl6(Page) })) }),
});
const SUITES = 30;
const MOST_PAGES = 5;
const RUNS = 30;
/**
 * The check runs of a commit that failed, with the steps of those that are jobs. One request for thirty check suites (a workflow is
 * one), 150 at most. Empty for a commit that GitHub doesn't know. Needs `checks: read` and, for what a workflow made, `actions: read`.
 */
async function failedCheckRuns(github, commit) {
    const runs = [];
    let [pending, left, after] = [0, 0, null];
    for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await github.query(DOCUMENT, { commit, after }, Answer);
        const suites = answer.repository.object?.checkSuites;
        for (const suite of present(suites?.nodes)) {
            if (suite.status !== 'COMPLETED' && suite.workflowRun !== null && suite.workflowRun !== undefined)
                pending += 1;
            const found = present(suite.checkRuns?.nodes);
            left += Math.max(0, (suite.checkRuns?.totalCount ?? 0) - RUNS);
            runs.push(...found.map((run) => failedRun(github, suite, run)));
        }
        after = suites?.pageInfo.hasNextPage === true ? (suites.pageInfo.endCursor ?? null) : null;
        if (after === null)
            break;
    }
    const notRead = [
        ...(left > 0 ? [`${left} failed check runs of suites with more than ${RUNS} of them`] : []),
        ...(after === null ? [] : [`check suites behind the first ${MOST_PAGES * SUITES}`]),
    ];
    return { runs, pending, notRead: notRead.length === 0 ? null : notRead.join('; ') };
}
function failedRun(github, suite, run) {
    const { workflowRun } = suite;
    return {
        name: run.name,
        conclusion: run.conclusion === 'TIMED_OUT' ? 'timed-out' : 'failure',
        app: suite.app?.slug ?? null,
        job: jobOf(github, suite, run),
        workflow: workflowRun?.file?.path ?? null,
        event: workflowRun?.event ?? null,
        title: run.title ?? null,
        steps: present(run.steps?.nodes).map((step) => ({
            name: step.name,
            number: step.number,
            failed: step.conclusion === 'FAILURE' || step.conclusion === 'TIMED_OUT',
            startedAt: milliseconds(step.startedAt),
            completedAt: milliseconds(step.completedAt),
        })),
        annotations: present(run.annotations?.nodes).map(({ path, annotationLevel, location, title, message }) => ({
            path,
            line: location.start.line,
            endLine: location.end.line,
            column: location.start.column ?? null,
            endColumn: location.end.column ?? null,
            level: LEVELS[annotationLevel ?? 'NOTICE'],
            title: title ?? null,
            message,
        })),
    };
}
const LEVELS = { FAILURE: 'failure', WARNING: 'warning', NOTICE: 'notice' };
/**
 * From the address of its page: ids of jobs have outgrown GraphQL's integers. A command of a workflow may make check runs with any
 * address, but none with steps.
 */
function jobOf(github, suite, run) {
    const { owner, name } = github.repository;
    const [, of, id] = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/actions\/runs\/\d+\/job\/(\d{1,15})$/.exec(run.detailsUrl ?? '') ?? [];
    const isHere = of?.toLowerCase() === `${owner}/${name}`.toLowerCase();
    const isJob = suite.workflowRun !== null && suite.workflowRun !== undefined && present(run.steps?.nodes).length > 0;
    return isHere && isJob ? Number(id) : null;
}
function present(nodes) {
    return (nodes ?? []).filter((node) => node !== null);
}
function milliseconds(time) {
    const value = Date.parse(time ?? '');
    return Number.isNaN(value) ? null : value;
}
const DOCUMENT = `query FailedCheckRuns($owner: String!, $name: String!, $commit: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit {
    checkSuites(first: ${SUITES}, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        status
        app { slug }
        workflowRun { event file { path } }
        checkRuns(first: ${RUNS}, filterBy: { checkType: LATEST, conclusions: [FAILURE, TIMED_OUT] }) {
          totalCount
          nodes {
            name
            conclusion
            detailsUrl
            title
            steps(first: 100) { nodes { name number conclusion startedAt completedAt } }
            annotations(first: 30) { nodes { path annotationLevel location { start { line column } end { line column } } title message } }
          }
        }
      }
    }
  } } }
}`;
//# sourceMappingURL=check-runs.js.map
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: ../../packages/github/build/src/wire/errors.js + 1 modules
var errors = __webpack_require__(5774);
// EXTERNAL MODULE: ../../packages/schema/build/src/errors.js
var src_errors = __webpack_require__(3888);
// EXTERNAL MODULE: ../../packages/github/build/src/wire/github.js + 3 modules
var wire_github = __webpack_require__(4778);
// EXTERNAL MODULE: ../../packages/github/build/src/wire/proxied.js
var proxied = __webpack_require__(5712);
;// CONCATENATED MODULE: ../../packages/github/build/src/wire/storage.js





const TRIES = 3;
/** The signed address that a route redirects to; it is asked for with our token and read without it. Errors: those of `get`, 404 and 410 too. */
async function signedAddress(github, route, parameters) {
    const connection = (0,wire_github/* connectionOf */.ao)(github);
    const send = async () => (await (0,wire_github/* answered */.oQ)(connection, route, parameters)).headers['location'];
    const location = await connection.read({ endpoint: route, send, answer: schemas/* string */.YjP() });
    const url = URL.parse(location);
    if (url?.protocol === 'https:' || (url?.hostname === '127.0.0.1' && url.protocol === 'http:'))
        return location;
    throw (0,errors/* unreadable */.O$)(route, 'it names no https address to download from');
}
/**
 * Downloads from a storage host, which never sees the token; three tries, each of which `read` begins anew. `last` tells it that there
 * will be no other one. Rejects with a GitHubError whose message doesn't name the address.
 */
async function downloaded(github, location, { what, seconds }, read) {
    const connection = (0,wire_github/* connectionOf */.ao)(github);
    for (let tries = 1;; tries++) {
        try {
            const signal = AbortSignal.any([github.signal, AbortSignal.timeout(seconds * 1000)]);
            return await read(streamed(location, what, signal), tries === TRIES);
        }
        catch (error) {
            github.signal.throwIfAborted();
            if (!(error instanceof errors/* GitHubError */.y_) || !error.retryable || tries === TRIES)
                throw error;
            await connection.pause(tries, error.message);
        }
    }
}
async function* streamed(location, what, signal) {
    try {
        const response = await (0,proxied/* proxied */.I)(location, { signal, redirect: 'error' });
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
    if (cause instanceof errors/* GitHubError */.y_)
        return cause;
    // what is signed into the address must not reach a log, so it isn't named
    return new errors/* GitHubError */.y_(`The ${what}'s storage failed: ${(0,src_errors/* messageOf */.bD)(cause)}.`, {
        status,
        retryable: status === null || status >= 500 || status === 429,
        endpoint: `GET ${what} storage`,
        requestId: null,
        cause,
    });
}
//# sourceMappingURL=storage.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/read/job-log.js



const LOGS = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs';
const MOST_BYTES = 512 * 1024 * 1024;
const STORAGE_SECONDS = 180;
/**
 * What a stream leaves behind is garbage at once, and still V8 doubles the space for new objects again and again, and with it what waits
 * to be freed: up to 20 MB more in a process that reads a log of 200 MB. The setting is one of the process, so that it counts only while
 * a log is read; `growing` is V8's own.
 */
const YOUNG_HEAP = { steady: '--semi-space-growth-factor=1', growing: '--semi-space-growth-factor=2' };
/**
 * Streams the log of a job of Actions through `read`, which is called anew where the connection breaks, three times at most. The third
 * time, and where the log is longer than `bytes` (default 512 MiB), it is handed what there is, and `cut` says so. A chunk holds nothing
 * any more once the next one is asked for. One request to GitHub; the log itself comes from a storage host, which never sees the token.
 */
async function readJobLogOf(github, job, read, { bytes = MOST_BYTES } = {}) {
    let location;
    try {
        location = await signedAddress(github, LOGS, { job_id: job });
    }
    catch (error) {
        const status = error instanceof errors/* GitHubError */.y_ ? error.status : null;
        if (status === 404)
            return { refused: 'gone', message: `Job ${job} has no log (any more).` };
        if (status === 410)
            return { refused: 'expired', message: `The log of job ${job} has expired.` };
        throw error;
    }
    (0,external_node_v8_.setFlagsFromString)(YOUNG_HEAP.steady);
    try {
        return await downloaded(github, location, { what: 'job log', seconds: STORAGE_SECONDS }, async (chunks, last) => {
            const ended = { cut: null };
            const value = await read(bounded(await unpacked(chunks, ended), bytes, last, ended));
            return { value, cut: ended.cut };
        });
    }
    catch (error) {
        if (!(error instanceof errors/* GitHubError */.y_) || (error.status !== 404 && error.status !== 410))
            throw error;
        return { refused: 'gone', message: `The log of job ${job} is not in its storage (any more).` };
    }
    finally {
        (0,external_node_v8_.setFlagsFromString)(YOUNG_HEAP.growing);
    }
}
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004');
/** A storage host may hold a log packed without saying so. One packed with gzip is unpacked as it comes; a zip archive is none of a job. */
async function unpacked(chunks, ended) {
    const stream = chunks[Symbol.asyncIterator]();
    const first = await stream.next();
    if (first.done === true)
        return ReadableStream.from([]);
    const begins = (magic) => magic.equals(first.value.subarray(0, magic.length));
    if (begins(ZIP)) {
        await stream.return?.();
        ended.cut = 'it is a zip archive and no text';
        return ReadableStream.from([]);
    }
    const whole = continued(first.value, stream);
    return begins(GZIP) ? ReadableStream.from(whole).pipeThrough(new DecompressionStream('gzip')) : released(whole);
}
/** Gives the bytes of each chunk back as soon as the next one is asked for: on a busy machine the collector is tens of megabytes behind. */
async function* released(chunks) {
    for await (const chunk of chunks) {
        yield chunk;
        const { buffer, byteLength } = chunk;
        if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength)
            buffer.transfer(0); // nobody else has a part of it
    }
}
async function* continued(first, rest) {
    try {
        yield first;
        for (let next = await rest.next(); next.done !== true; next = await rest.next())
            yield next.value;
    }
    finally {
        await rest.return?.();
    }
}
async function* bounded(chunks, most, last, ended) {
    let size = 0;
    try {
        for await (const chunk of chunks) {
            size += chunk.length;
            if (size > most) {
                ended.cut = `it is longer than ${most} bytes`;
                return;
            }
            yield chunk;
        }
    }
    catch (error) {
        const isDownload = error instanceof errors/* GitHubError */.y_;
        if (isDownload && (!last || size === 0))
            throw error;
        ended.cut = isDownload ? `its download broke off after ${size} bytes` : 'it can not be unpacked';
    }
}
//# sourceMappingURL=job-log.js.map
;// CONCATENATED MODULE: ../../packages/github/build/src/index.js



















//# sourceMappingURL=index.js.map

/***/ })

};
