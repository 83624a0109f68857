import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 1737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ inputs)
/* harmony export */ });
/* harmony import */ var _upkeep_entry_declared__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4127);

/** Every input of this action. */
const inputs = [
    ..._upkeep_entry_declared__WEBPACK_IMPORTED_MODULE_0__/* .COMMON_INPUTS */ .s,
    {
        name: 'scope',
        type: 'choice',
        choices: ['pr', 'repo'],
        default: 'pr',
        description: 'What may be changed: "pr" the files that the pull request changes, "repo" every file that a failing check speaks of.',
    },
    {
        name: 'unsafe-fixes',
        type: 'choice',
        choices: ['suggest', 'off'],
        default: 'suggest',
        description: 'What becomes of fixes that a tool itself calls unsafe, or only suggests (ESLint, ruff, biome, clippy and others): "suggest" shows them on lines of the pull request, "off" leaves them.',
    },
];
//# sourceMappingURL=inputs.js.map

/***/ }),

/***/ 1317:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _upkeep_entry__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5495);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1737);


await (0,_upkeep_entry__WEBPACK_IMPORTED_MODULE_1__/* .startAction */ .R)('lint-fix', _inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .inputs */ .Q, async () => ({ run: (await Promise.all(/* import() */[__nccwpck_require__.e(66), __nccwpck_require__.e(987), __nccwpck_require__.e(328)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4947))).run }));
//# sourceMappingURL=main.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ COMMON_INPUTS)
/* harmony export */ });
/** The inputs that all actions share (design §9). An action adds its own behind these. */
const COMMON_INPUTS = [
    {
        name: 'publish',
        type: 'choice',
        choices: ['file', 'direct'],
        default: 'file',
        description: 'Where proven changes go: "file" leaves them to a second job with write access, "direct" posts them from this job.',
    },
    {
        name: 'token',
        type: 'string',
        default: '${{ github.token }}',
        secret: true,
        description: 'The GitHub token for reading, and for posting where publish is "direct".',
    },
    {
        name: 'model',
        type: 'string',
        default: '',
        description: 'The model as "provider/id", with a stronger one for hard cases behind a comma; empty uses tools only.',
    },
    {
        name: 'anthropic-api-key',
        type: 'string',
        default: '',
        secret: true,
        description: 'The key for models of the provider "anthropic".',
    },
    {
        name: 'openai-api-key',
        type: 'string',
        default: '',
        secret: true,
        description: 'The key for models of the provider "openai" and of servers that speak its protocol.',
    },
    {
        name: 'base-url',
        type: 'string',
        default: '',
        description: "The address of a model server that speaks the provider's protocol; empty uses the provider's own.",
    },
    {
        name: 'max-usd',
        type: 'number',
        min: 0,
        max: 1000,
        default: '2',
        description: 'The most that the model calls of one run may cost, in US dollars.',
    },
    {
        name: 'max-minutes',
        type: 'number',
        min: 1,
        max: 360,
        default: '30',
        description: 'The most minutes that one run may take; what is proven by then is kept.',
    },
    {
        name: 'max-findings',
        type: 'number',
        min: 0,
        max: 1000,
        integer: true,
        default: '10',
        description: 'The most findings that are handed to a model; what tools can settle is not counted.',
    },
    {
        name: 'max-turns',
        type: 'number',
        min: 1,
        max: 200,
        integer: true,
        default: '12',
        description: 'The most turns that a model may take on one finding.',
    },
    {
        name: 'model-timeout',
        type: 'number',
        min: 1,
        max: 3600,
        default: '600',
        description: 'The most seconds that one model call may take.',
    },
    {
        name: 'paths',
        type: 'list',
        default: '',
        description: 'Globs of the files to look at, one a line or separated by commas; empty looks at all.',
    },
    {
        name: 'ignore',
        type: 'list',
        default: '',
        description: 'Globs of files to leave alone, one a line or separated by commas.',
    },
    {
        name: 'working-directory',
        type: 'string',
        default: '.',
        description: 'The folder of the repository, relative to the workspace.',
    },
    {
        name: 'base',
        type: 'string',
        default: '',
        description: 'The commit or branch that changes are compared with; empty takes it from the pull request.',
    },
    {
        name: 'commit',
        type: 'string',
        default: '',
        description: 'The commit to work on; empty takes the one that is checked out.',
    },
    {
        name: 'checks',
        type: 'list',
        separator: 'line',
        default: '',
        description: 'The commands that judge a change, one a line; empty takes them from the workflows of the repository.',
    },
    {
        name: 'env',
        type: 'list',
        default: '',
        description: 'Names of further environment variables that checks may see; never those that hold a secret.',
    },
    {
        name: 'secrets',
        type: 'list',
        separator: 'line',
        default: '',
        secret: true,
        description: "Secrets of the workflows, as NAME=value, one a line: each goes to the checks that read it, never to a model's code; all are masked.",
    },
    {
        name: 'sandbox',
        type: 'choice',
        choices: ['auto', 'unsafe'],
        default: 'auto',
        description: 'Whether code written by a model may run where it can not be isolated: "auto" refuses, "unsafe" allows it.',
    },
    {
        name: 'record',
        type: 'choice',
        choices: ['off', 'inputs', 'patch', 'full'],
        default: 'inputs',
        description: 'How much the record of the run keeps; it stays in the folder "out" and is never uploaded.',
    },
    {
        name: 'out',
        type: 'string',
        default: '',
        description: 'The folder for result, patch, report and record; empty makes one under the temporary folder of the runner.',
    },
    {
        name: 'config',
        type: 'string',
        default: '.github/upkeep.yml',
        description: 'The configuration file, relative to the repository; it may be missing.',
    },
    {
        name: 'job-status',
        type: 'string',
        default: '${{ job.status }}',
        description: 'The status of the job so far, by which a set-up that failed is told from a check that failed.',
    },
];
//# sourceMappingURL=common-inputs.data.js.map

/***/ }),

/***/ 372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qn: () => (/* binding */ variableOf),
/* harmony export */   yA: () => (/* binding */ givenValues)
/* harmony export */ });
/* unused harmony export assignedValues */
const PREFIXES = { secret: 'UPKEEP_SECRET_', variable: 'UPKEEP_VAR_' };
/** The environment variable that gives a secret or a variable of workflows. */
function variableOf(kind, name) {
    return `${PREFIXES[kind]}${name}`;
}
/** Of `UPKEEP_SECRET_<NAME>`, `UPKEEP_VAR_<NAME>`, and of the input `secrets` (NAME=value, one a line), which wins. */
function givenValues() {
    const secrets = { ...named(PREFIXES.secret), ...assignedValues(process.env['INPUT_SECRETS'] ?? '') };
    return { secrets, variables: named(PREFIXES.variable) };
}
/** Lines of the form NAME=value; what has no such form is none. */
function assignedValues(text) {
    return Object.fromEntries(text.split(/\r\n|\r|\n/).flatMap((line) => {
        const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
        return name === undefined || value === undefined || value === '' ? [] : [[name.toUpperCase(), value]];
    }));
}
/** The environment variables with a value whose names begin so, without it. */
function named(start) {
    return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => name.startsWith(start) && name !== start && value !== undefined && value !== ''
        ? [[name.slice(start.length).toUpperCase(), value]]
        : []));
}
//# sourceMappingURL=given-values.js.map

/***/ }),

/***/ 9745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ parseValue),
/* harmony export */   TL: () => (/* binding */ parseInputs),
/* harmony export */   lA: () => (/* binding */ acceptedBy)
/* harmony export */ });
/* unused harmony export explainInputs */
/* harmony import */ var _upkeep_schema_errors__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3888);

/**
 * The values of all declared inputs. An input that is given (not '') wins over the configuration, and that over the default.
 * `raw` holds texts by declared name; what is not declared is ignored. Throws a UserError that names input, value (`***` for a
 * secret) and what is accepted.
 */
function parseInputs(declarations, raw, config = {}) {
    return Object.fromEntries(explainInputs(declarations, raw, config).map(({ name, value }) => [name, value]));
}
/** The same as `parseInputs`, with where each value comes from. Of inputs declared twice the last declaration holds. */
function explainInputs(declarations, raw, config = {}) {
    const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
    return [...byName.values()].map((declaration) => {
        const { name } = declaration;
        const given = raw[name]?.trim() ?? '';
        if (given !== '')
            return { name, value: parseOrRefuse(declaration, given), from: 'input', declaration };
        const configured = config[name];
        if (configured !== undefined)
            return { name, value: configured, from: 'config', declaration };
        if (declaration.required === true)
            throw missing(declaration);
        return { name, value: defaultValue(declaration), from: 'default', declaration };
    });
}
/** A text as the value of an input, or the sentence that says why it is none. */
function parseValue(declaration, text) {
    const accepted = { refusal: acceptedBy(declaration) };
    if (declaration.type === 'string')
        return { value: text };
    if (declaration.type === 'list')
        return { value: parseList(text, declaration.separator ?? 'line-or-comma') };
    if (declaration.type === 'choice')
        return declaration.choices?.includes(text) === true ? { value: text } : accepted;
    if (declaration.type === 'boolean') {
        const lower = text.toLowerCase();
        return lower === 'true' || lower === 'false' ? { value: lower === 'true' } : accepted;
    }
    const number = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
    return isWithin(declaration, number) ? { value: number } : accepted;
}
/** A sentence for "what is accepted", also used where a configuration file holds a wrong value. */
function acceptedBy(declaration) {
    const { type, choices = [], min, max, integer } = declaration;
    if (type === 'choice')
        return `Use one of ${choices.join(', ')}.`;
    if (type === 'boolean')
        return 'Use true or false.';
    if (type === 'list')
        return 'Use one item a line.';
    if (type === 'string')
        return 'Use a text.';
    const noun = integer === true ? 'a whole number' : 'a number';
    if (min !== undefined && max !== undefined)
        return `Use ${noun} from ${min} to ${max}.`;
    if (min !== undefined)
        return `Use ${noun} of at least ${min}.`;
    return max === undefined ? `Use ${noun}.` : `Use ${noun} of at most ${max}.`;
}
function isWithin({ min, max, integer }, number) {
    return (Number.isFinite(number) &&
        (integer !== true || Number.isInteger(number)) &&
        number >= (min ?? -Infinity) &&
        number <= (max ?? Infinity));
}
function parseOrRefuse(declaration, text) {
    const parsed = parseValue(declaration, text);
    if ('value' in parsed)
        return parsed.value;
    const shown = declaration.secret === true ? '***' : shorten(text);
    throw new _upkeep_schema_errors__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input ${declaration.name} is "${shown}", which it does not accept.`, {
        remedy: `${parsed.refusal} ${declaration.description}`,
    });
}
function missing({ name, description }) {
    return new _upkeep_schema_errors__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input ${name} is required and was not given.`, { remedy: `Set ${name}. ${description}` });
}
/** A default of the form `${{ … }}` is the runner's to fill in: where it was not, nothing is known. */
function defaultValue(declaration) {
    const text = declaration.default.startsWith('${{') ? '' : declaration.default;
    if (text === '' && declaration.type !== 'list' && declaration.type !== 'boolean')
        return '';
    if (text === '' && declaration.type === 'boolean')
        return false;
    const parsed = parseValue(declaration, text);
    if ('value' in parsed)
        return parsed.value;
    throw new Error(`the default "${text}" of ${declaration.name} does not fit its own declaration`);
}
/** Splits at line ends and at commas, except at commas inside braces: `src/*.{ts,tsx}` is one glob. */
function parseList(text, separator) {
    const lines = text.split(/\r\n|\r|\n/);
    const items = separator === 'line' ? lines : lines.flatMap(splitAtCommas);
    return items.map((item) => item.trim()).filter((item) => item !== '');
}
function splitAtCommas(line) {
    const items = [];
    let [depth, start] = [0, 0];
    for (let index = 0; index < line.length; index += 1) {
        const character = line[index];
        if (character === '{')
            depth += 1;
        else if (character === '}')
            depth = Math.max(0, depth - 1);
        else if (character === ',' && depth === 0) {
            items.push(line.slice(start, index));
            start = index + 1;
        }
    }
    return [...items, line.slice(start)];
}
function shorten(text) {
    const line = text.replace(/\s+/g, ' ');
    return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
//# sourceMappingURL=parse-inputs.js.map

/***/ }),

/***/ 349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ secretValues),
/* harmony export */   e: () => (/* binding */ isSecretName)
/* harmony export */ });
/* harmony import */ var _given_values_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(372);

/** Parts of a variable's name that say that its value is a secret; compared with the words between `_` and `-`. */
const SECRET_WORDS = new Set(('TOKEN TOKENS PAT SECRET SECRETS PASSWORD PASSWD PWD PASS PASSPHRASE CREDENTIAL CREDENTIALS CREDS AUTH KEY KEYS APIKEY ' +
    'PRIVATE BEARER COOKIE SESSION SIGNATURE SAS DSN WEBHOOK JWT NETRC').split(' '));
/** Names that hold such a word and no secret. */
const HARMLESS = new Set(['PWD', 'OLDPWD', 'SSH_AUTH_SOCK', 'XDG_SESSION_ID', 'XDG_SESSION_TYPE', 'XDG_SESSION_CLASS']);
/** Secret-shaped variables often hold a plain word, which must not be blanked out of every report. */
const PLAIN = new Set([
    'true',
    'false',
    'null',
    'none',
    'undefined',
    'default',
    'auto',
    'inherit',
    'test',
    'enabled',
    'disabled',
]);
/** Whether the name of a variable says that its value is a secret: `NPM_TOKEN`, `db-password`, `APIKEY`, `githubToken`. */
function isSecretName(name) {
    if (HARMLESS.has(name.toUpperCase()))
        return false;
    const words = name
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toUpperCase()
        .split(/[^A-Z]+/);
    return words.some((word) => SECRET_WORDS.has(word) || /(TOKEN|SECRET|PASSWORD|APIKEY)$/.test(word));
}
/** For the redactor, longest first: the values of secret-shaped variables, and of the secrets that the user gives. */
function secretValues() {
    const given = [...Object.values((0,_given_values_js__WEBPACK_IMPORTED_MODULE_0__/* .givenValues */ .yA)().secrets), ...linesOf(process.env['INPUT_SECRETS'] ?? '')];
    const values = new Set(given.filter((value) => value.length >= SHORTEST && !PLAIN.has(value.toLowerCase())));
    for (const [name, value = ''] of Object.entries(process.env)) {
        const secret = value.trim();
        if (name !== 'INPUT_SECRETS' && isSecretName(name) && isTelling(secret))
            values.add(secret);
    }
    return [...values].toSorted((a, b) => b.length - a.length);
}
/** A line that gives nothing (the second one of a key, a name with a dash) is a secret all the same. */
function linesOf(input) {
    return input.split(/\r\n|\r|\n/).flatMap((line) => [line.trim(), line.slice(line.indexOf('=') + 1).trim()]);
}
/** Shorter ones are no secrets, and would blank out words. */
const SHORTEST = 4;
/** A path is a place where a secret may lie (`GOOGLE_APPLICATION_CREDENTIALS`), and names what reports must be able to name. */
function isTelling(value) {
    return value.length >= SHORTEST && !PLAIN.has(value.toLowerCase()) && !/^(\/[\w.-]+)+\/?$/.test(value);
}
//# sourceMappingURL=secret-values.js.map

/***/ }),

/***/ 5495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ startAction)
});

// EXTERNAL MODULE: ../../packages/text/build/src/redactor.js + 2 modules
var redactor = __nccwpck_require__(1900);
// EXTERNAL MODULE: ../../packages/text/build/src/shortened.js
var shortened = __nccwpck_require__(287);
// EXTERNAL MODULE: ../../packages/entry/build/src/given-values.js
var given_values = __nccwpck_require__(372);
// EXTERNAL MODULE: ../../packages/schema/build/src/errors.js
var errors = __nccwpck_require__(3888);
;// CONCATENATED MODULE: ../../packages/entry/build/src/product.data.js
/** Where a user reports a bug. */
const ISSUES_URL = 'https://github.com/upkeep-actions/upkeep/issues';
//# sourceMappingURL=product.data.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/system-errors.data.js
/** Errors of the operating system that are nobody's bug: what to say, and what the user can do. `%` stands for the path. */
const SYSTEM_ERRORS = {
    ENOSPC: {
        says: 'The disk is full: nothing more can be written to %.',
        remedy: 'Free some space on the runner (remove what earlier steps no longer need), or use one with a larger disk.',
    },
    EDQUOT: {
        says: 'The disk quota is used up: nothing more can be written to %.',
        remedy: 'Free some space, or raise the quota.',
    },
    EROFS: {
        says: '% is on a file system that is read-only.',
        remedy: 'Let the input "out" and the temporary folder (RUNNER_TEMP or TMPDIR) point to a folder that can be written to.',
    },
    EACCES: {
        says: 'There is no permission for %.',
        remedy: 'Give the user that runs this step access to it; files that a container made often belong to root.',
    },
    EPERM: {
        says: 'The system does not permit this operation on %.',
        remedy: 'Run the step as a user that owns the file; files that a container made often belong to root.',
    },
    EMFILE: { says: 'Too many files are open.', remedy: 'Raise the limit of open files (ulimit -n) and run again.' },
    ENFILE: { says: 'Too many files are open on this machine.', remedy: 'End other jobs on this machine and run again.' },
    ENOMEM: {
        says: 'The machine is out of memory.',
        remedy: 'Use a runner with more memory, or run fewer things beside it.',
    },
    ENAMETOOLONG: {
        says: 'The path % is longer than the file system allows.',
        remedy: 'Use a shorter folder for the input "out" or for the checkout.',
    },
    EIO: { says: 'The disk failed at %.', remedy: "Run again on another machine; this one's disk may be defective." },
};
//# sourceMappingURL=system-errors.data.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/describe-error.js



/** How a message of the configuration loader begins. */
const FILE_POSITION = /^\S+:\d+:\d+: /;
/** Everything that can be thrown, as what is said of it and the exit code: 2 for wrong usage or configuration, else 1. */
function describeError(thrown) {
    const name = describe_error_text(thrown, 'name');
    const title = (0,errors/* messageOf */.bD)(thrown);
    if (name === 'UserError') {
        const told = { title, remedy: describe_error_text(thrown, 'remedy'), stack: null };
        if (describe_error_text(thrown, 'kind') === 'state')
            return { ...told, exit: 1, code: 'not-set-up' };
        return { ...told, exit: 2, code: FILE_POSITION.test(title) ? 'config' : 'usage' };
    }
    if (name === 'ExternalError') {
        const code = property(thrown, 'status') === 429 ? 'rate-limit' : 'internal';
        return { title, remedy: externalRemedy(thrown), stack: null, exit: 1, code };
    }
    if (name === 'AbortError')
        return { title: 'The run was cancelled.', remedy: null, stack: null, exit: 1, code: 'time' };
    return systemError(thrown) ?? bug(thrown, title);
}
function systemError(thrown) {
    const known = SYSTEM_ERRORS[(0,errors/* systemCode */.xU)(thrown) ?? ''];
    if (known === undefined)
        return null;
    const place = describe_error_text(thrown, 'dest') ?? describe_error_text(thrown, 'path') ?? 'a file of this run';
    return { title: known.says.replace('%', () => place), remedy: known.remedy, stack: null, exit: 1, code: 'internal' };
}
function externalRemedy(thrown) {
    const service = describe_error_text(thrown, 'service') ?? 'the service';
    const status = property(thrown, 'status');
    if (status === 401)
        return `Check the key or token for ${service}: it was not accepted.`;
    if (status === 403)
        return `The key or token for ${service} lacks a permission that this needs.`;
    if (status === 429)
        return `${service} limits how much may be asked; run again later, or lower the limits of the run.`;
    if (property(thrown, 'retryable') === true)
        return `Run again: ${service} did not answer as it should, which passes by itself.`;
    return `See what ${service} says above; running again alone will not help.`;
}
function bug(thrown, message) {
    return {
        title: `Upkeep failed because of a bug: ${message}`,
        remedy: `Please report it at ${ISSUES_URL} with the lines below; nothing of the repository was changed.`,
        stack: describe_error_text(thrown, 'stack') ?? `${message}\n    (no stack: a ${typeof thrown} was thrown)`,
        exit: 1,
        code: 'internal',
    };
}
function property(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function describe_error_text(value, name) {
    const found = property(value, name);
    return typeof found === 'string' ? found : null;
}
//# sourceMappingURL=describe-error.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ../../packages/entry/build/src/job-environment.js



/**
 * Reads what the runner says of the job. Throws a UserError (state) where the event's file can not be read: without it a pull
 * request of a fork would look like a push.
 */
function readJobEnvironment() {
    const onRunner = process.env['GITHUB_ACTIONS'] === 'true';
    return {
        event: onRunner ? (variable('GITHUB_EVENT_NAME') ?? 'unknown') : 'local',
        payload: onRunner ? readPayload(variable('GITHUB_EVENT_PATH')) : null,
        repository: variable('GITHUB_REPOSITORY'),
        workspace: variable('GITHUB_WORKSPACE') ?? process.cwd(),
        temp: variable('RUNNER_TEMP') ?? (0,external_node_os_.tmpdir)(),
        sha: variable('GITHUB_SHA'),
        ref: variable('GITHUB_REF'),
        runId: variable('GITHUB_RUN_ID') ?? 'local',
        onRunner,
        debug: process.env['RUNNER_DEBUG'] === '1' || process.env['UPKEEP_DEBUG'] === '1',
        serverUrl: variable('GITHUB_SERVER_URL') ?? 'https://github.com',
        apiUrl: variable('GITHUB_API_URL') ?? 'https://api.github.com',
        actor: variable('GITHUB_ACTOR'),
        job: onRunner ? variable('GITHUB_JOB') : null,
        workflow: onRunner ? workflowPath(variable('GITHUB_WORKFLOW_REF')) : null,
    };
}
/** `octocat/example/.github/workflows/ci.yml@refs/heads/main` names repository, path and ref. */
function workflowPath(reference) {
    return /^[^/]+\/[^/]+\/(.+?)@/.exec(reference ?? '')?.[1] ?? null;
}
function variable(name) {
    const value = process.env[name];
    return value === undefined || value === '' ? null : value;
}
function readPayload(path) {
    if (path === null) {
        throw new errors/* UserError */.yo('The runner names no event: GITHUB_EVENT_PATH is not set.', {
            remedy: 'Keep GITHUB_EVENT_PATH as the runner sets it.',
            kind: 'state',
        });
    }
    try {
        const payload = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
        return payload;
    }
    catch (cause) {
        throw new errors/* UserError */.yo(`The event that started this job could not be read from ${path}: ${(0,errors/* messageOf */.bD)(cause)}.`, {
            remedy: 'Keep GITHUB_EVENT_PATH as the runner sets it.',
            kind: 'state',
            cause,
        });
    }
}
//# sourceMappingURL=job-environment.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/log.js
/**
 * The log on a runner. A line of a tool that looks like a workflow command (`::add-path::`, `##[group]`) is taken apart with a
 * zero-width space, because the runner obeys whatever reaches standard output. `redact` is applied to everything.
 */
function runnerLog(core, redact) {
    const inert = (text) => withoutCommands(redact(text));
    return {
        info: (line) => core.info(inert(line)),
        debug: (line) => core.debug(redact(line)), // debug and warning are commands themselves and escape their text
        warning: (line) => core.warning(redact(line)),
        async group(title, body) {
            core.startGroup(inert(title).replace(/\s+/g, ' '));
            try {
                return await body();
            }
            finally {
                core.endGroup();
            }
        },
    };
}
/** The log anywhere else: standard error, indented inside a group. */
function streamLog(write, redact, debug) {
    let indent = '';
    const put = (text) => write(`${redact(text).replace(/^/gm, indent)}\n`);
    return {
        info: put,
        debug: (line) => (debug ? put(line) : undefined),
        warning: (line) => put(`warning: ${line}`),
        async group(title, body) {
            const outer = indent;
            put(title);
            indent = `${outer}  `;
            try {
                return await body();
            }
            finally {
                indent = outer;
            }
        },
    };
}
const LINE_END = /\r\n|\r|\n/;
function withoutCommands(text) {
    return text
        .split(LINE_END)
        .map((line) => line.replace(/^(\s*):(?=:)/, '$1:\u200b').replaceAll('##[', '##\u200b['))
        .join('\n');
}
//# sourceMappingURL=log.js.map
// EXTERNAL MODULE: ../../packages/text/build/src/markdown.js
var markdown = __nccwpck_require__(2178);
;// CONCATENATED MODULE: ../../packages/entry/build/src/exit-code.js
/** Design §9: 0 changed, clean or skipped, also when incomplete; 2 wrong usage or configuration; 1 any other failure. */
function exitCode(result) {
    if (result.result !== 'failed')
        return 0;
    const code = result.reason?.code;
    return code === 'usage' || code === 'config' ? 2 : 1;
}
//# sourceMappingURL=exit-code.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/outcome.js


/** GitHub keeps ten of each level of one step and drops the others silently. */
const MOST_ANNOTATIONS = 10;
const BLANK = {
    result: '',
    reason: '',
    incomplete: '',
    findings: '0',
    proposed: '0',
    published: '0',
    'pull-request': '',
    usd: '0',
    'input-tokens': '0',
    'output-tokens': '0',
    turns: '0',
    seconds: '0',
    out: '',
    'has-publication': 'false',
};
/** Of a run that came to an end of its own. */
function outcomeOf({ result, summary, hasPublication, annotations = [] }) {
    const { usage, findings, published, reason, incomplete, seconds, out } = result;
    const url = published.find(({ op }) => op === 'pull-request')?.url;
    const outputs = {
        ...BLANK,
        result: result.result,
        reason: reason?.code ?? '',
        incomplete: incomplete ?? '',
        findings: String(findings.length),
        proposed: String(findings.filter(({ state }) => state === 'proposed').length),
        published: String(published.length),
        'pull-request': url ?? '',
        usd: String(usage.usd),
        'input-tokens': String(usage.input + usage.cacheRead + usage.cacheWrite),
        'output-tokens': String(usage.output),
        turns: String(usage.turns),
        seconds: String(seconds),
        out: out ?? '',
        'has-publication': String(hasPublication),
    };
    const kept = [...Map.groupBy(annotations, ({ level }) => level).values()].flatMap((of) => of.slice(0, MOST_ANNOTATIONS));
    const told = annotationOf(result);
    return { outputs, summary, annotation: told, annotations: kept, detail: null, exit: exitCode(result) };
}
/** Of a run that ended with an error. */
function outcomeOfError(action, error) {
    const { title, remedy, stack, exit, code } = error;
    const summary = [
        `## Upkeep ${(0,markdown/* escapeMarkdown */.FV)(action)}: failed`,
        `**${(0,markdown/* escapeMarkdown */.FV)(title)}**`,
        ...(remedy === null ? [] : [(0,markdown/* escapeMarkdown */.FV)(remedy)]),
        ...(stack === null ? [] : [(0,markdown/* codeBlock */.DV)(stack)]),
    ];
    return {
        outputs: { ...BLANK, result: 'failed', reason: code },
        summary: `${summary.join('\n\n')}\n`,
        annotation: { level: 'error', text: remedy === null ? title : `${title}\n${remedy}` },
        annotations: [],
        detail: stack,
        exit,
    };
}
/** A run that did nothing never looks like a success, and one that was cut short says so. */
function annotationOf({ result, reason, incomplete }) {
    const text = reason === null ? '' : `${reason.message}\n${reason.remedy}`;
    if (result === 'failed')
        return { level: 'error', text: text === '' ? 'The run failed.' : text };
    if (result === 'skipped')
        return { level: 'warning', text: `Skipped: ${text === '' ? 'nothing could be done.' : text}` };
    if (incomplete === null)
        return null;
    return { level: 'warning', text: text === '' ? `Cut short by: ${incomplete}. What was proven by then stands.` : text };
}
//# sourceMappingURL=outcome.js.map
// EXTERNAL MODULE: ../../packages/entry/build/src/parse-inputs.js
var parse_inputs = __nccwpck_require__(9745);
;// CONCATENATED MODULE: ../../packages/entry/build/src/raw-inputs.js
/**
 * What the step's `with:` gave, by declared name. The runner passes every input of action.yml as a variable, one that is not set
 * with its default: so a value equal to the default counts as not given, and a configuration file can still set it.
 */
function readRawInputs(declarations) {
    return Object.fromEntries(declarations.map(({ name, default: fallback }) => {
        const value = process.env[variableOf(name)]?.trim();
        return [name, value === '' || value === fallback ? undefined : value];
    }));
}
/** As the runner names it: spaces become `_`, hyphens stay. */
function variableOf(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
//# sourceMappingURL=raw-inputs.js.map
// EXTERNAL MODULE: ../../packages/entry/build/src/secret-values.js
var secret_values = __nccwpck_require__(349);
;// CONCATENATED MODULE: ../../packages/entry/build/src/start-action.js









/** Milliseconds that a cancelled run has to end by itself; the runner kills it after 7.5 s. */
const PATIENCE = 4000;
/** Bytes: GitHub drops a larger job summary whole. */
const MOST_SUMMARY = 1024 * 1024;
/** Milliseconds after the end in which open handles may close. */
const LINGER = 1000;
/**
 * The whole life of an action's process: inputs are validated before anything heavy is loaded, then `load` brings the action and
 * it runs. Sets the outputs, the job summary, an annotation and the exit code, whatever happens. Never rejects.
 */
async function startAction(name, declarations, load) {
    const cancel = new AbortController();
    const redact = (0,redactor/* redactor */.$)((0,secret_values/* secretValues */.V)());
    const onRunner = process.env['GITHUB_ACTIONS'] === 'true';
    let over = false;
    const end = async (outcome) => {
        if (over)
            return;
        over = true;
        process.exitCode = await conclude(outcome, redact, onRunner);
        setTimeout(() => process.exit(), LINGER).unref();
    };
    const cancelled = () => outcomeOfError(name, cancellation(cancel.signal, onRunner));
    onCancel(cancel, () => void end(cancelled()).then(() => process.exit()));
    process.on('uncaughtException', (thrown) => void end(outcomeOfError(name, describeError(thrown))).then(() => process.exit()));
    try {
        const output = await runOnce(declarations, load, cancel.signal, redact);
        await end(cancel.signal.aborted ? cancelled() : outcomeOf(output));
    }
    catch (thrown) {
        await end(cancel.signal.aborted ? cancelled() : outcomeOfError(name, describeError(thrown)));
    }
}
async function runOnce(declarations, load, signal, redact) {
    const raw = readRawInputs(declarations);
    const inputs = (0,parse_inputs/* parseInputs */.TL)(declarations, raw);
    const environment = readJobEnvironment();
    const log = await openLog(environment, redact, declarations, raw);
    warnOfSecretNames(inputs, log);
    const { run } = await load();
    signal.throwIfAborted();
    return await run({ inputs, environment, signal, log, inputsWith: (config) => (0,parse_inputs/* parseInputs */.TL)(declarations, raw, config) });
}
async function openLog({ onRunner, debug }, redact, declarations, raw) {
    if (!onRunner)
        return streamLog((text) => void process.stderr.write(text), redact, debug);
    const core = await Promise.all(/* import() */[__nccwpck_require__.e(66), __nccwpck_require__.e(947)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1328));
    const inputs = declarations.flatMap(({ name, secret }) => (secret === true ? [raw[name] ?? ''] : []));
    for (const line of [...inputs, ...Object.values((0,given_values/* givenValues */.yA)().secrets)].flatMap((text) => text.split(/\r\n|\r|\n/)))
        if (line.trim() !== '')
            core.setSecret(line);
    return runnerLog(core, redact);
}
function warnOfSecretNames(inputs, log) {
    const names = Array.isArray(inputs['env']) ? inputs['env'].map(String).filter(secret_values/* isSecretName */.e) : [];
    if (names.length === 0)
        return;
    log.warning(`Not passed on, because the name says that it is a secret: ${names.join(', ')}. Use the input "secrets".`);
}
/** Tells the runner, or standard error, how it ended. Returns the exit code, which a full disk here makes 1. */
async function conclude(outcome, redact, onRunner) {
    const { outputs, summary, annotation, annotations, detail, exit } = outcome;
    try {
        if (!onRunner) {
            const log = streamLog((text) => void process.stderr.write(text), redact, false);
            if (annotation !== null)
                log.info(`${annotation.level}: ${annotation.text}`);
            if (detail !== null)
                log.info(detail);
            return exit;
        }
        const core = await Promise.all(/* import() */[__nccwpck_require__.e(66), __nccwpck_require__.e(947)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1328));
        if (detail !== null)
            runnerLog(core, redact).info(detail);
        if (annotation !== null)
            core[annotation.level](redact(annotation.text));
        for (const { level, title, message, path, line } of annotations)
            core[level](redact(message), { title: redact(title), file: path, startLine: line });
        if (process.env['GITHUB_OUTPUT'] !== undefined) {
            for (const [output, value] of Object.entries(outputs))
                core.setOutput(output, redact(value));
        }
        if (process.env['GITHUB_STEP_SUMMARY'] !== undefined)
            await core.summary.addRaw((0,shortened/* shortenedToBytes */.Th)(redact(summary), MOST_SUMMARY)).write();
        return exit;
    }
    catch (thrown) {
        const { title, remedy, stack } = describeError(thrown);
        process.stderr.write(`${redact([title, remedy, stack].filter((line) => line !== null).join('\n'))}\n`);
        return Math.max(exit, 1);
    }
}
/** The first signal asks the run to end; when it has not ended after PATIENCE, or at a second signal, `force` ends it. */
function onCancel(cancel, force) {
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            if (cancel.signal.aborted)
                return;
            process.stderr.write(`Cancelled by ${signal}: ending what runs.\n`);
            cancel.abort(signal);
            setTimeout(force, PATIENCE).unref();
        });
    }
}
function cancellation({ reason }, onRunner) {
    return {
        title: `The run was cancelled (${String(reason)}).`,
        remedy: 'Nothing was posted. If the time limit of the job ended it, raise timeout-minutes or lower max-minutes.',
        stack: null,
        exit: onRunner ? 1 : reason === 'SIGINT' ? 130 : 143,
        code: 'time',
    };
}
//# sourceMappingURL=start-action.js.map

/***/ }),

/***/ 3888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   xU: () => (/* binding */ systemCode),
/* harmony export */   yA: () => (/* binding */ ExternalError),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/** The user can mend it: says what is wrong, where, and the remedy. Shown without a stack. */
class UserError extends Error {
    name = 'UserError';
    /** `usage`: a wrong command line, input or configuration (exit 2). `state`: the repository or machine is not as needed (exit 1). */
    kind;
    remedy;
    constructor(message, options) {
        super(message, options.cause === undefined ? {} : { cause: options.cause });
        this.remedy = options.remedy;
        this.kind = options.kind ?? 'usage';
    }
}
/** A service outside this process failed. `status` is its own code (HTTP status), null where there was no answer. */
class ExternalError extends Error {
    name = 'ExternalError';
    service;
    status;
    retryable;
    constructor(message, options) {
        super(message, options.cause === undefined ? {} : { cause: options.cause });
        this.service = options.service;
        this.status = options.status;
        this.retryable = options.retryable;
    }
}
/** The message of anything that can be thrown. Duck-typed, because errors of another realm are no `instanceof Error` here. */
function messageOf(thrown) {
    const message = property(thrown, 'message');
    return typeof message === 'string' ? message : String(thrown);
}
/** The operating system's error code (`ENOSPC`, `EROFS` …), null where there is none. */
function systemCode(thrown) {
    const code = property(thrown, 'code');
    return typeof code === 'string' ? code : null;
}
function property(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
//# sourceMappingURL=errors.js.map

/***/ }),

/***/ 7678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ escapeHtml)
/* harmony export */ });
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Text as HTML text, also inside a quoted attribute. */
function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
//# sourceMappingURL=html.js.map

/***/ }),

/***/ 2178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   EO: () => (/* binding */ withoutClosing),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Qj: () => (/* binding */ markdownTable),
/* harmony export */   RG: () => (/* binding */ HIDDEN),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   VV: () => (/* binding */ escapeInline)
/* harmony export */ });
/** A zero-width space: shows nothing, and breaks up what GitHub would recognise after rendering (a backslash would not). */
const BREAK = '&#8203;';
/** The same where entities are not decoded: inside code. */
const BREAK_IN_CODE = '\u200b';
/**
 * Control characters (but for tab and line ends), what reorders text (Trojan Source), and what is invisible: none of it has a
 * place in a title or a message, and all of it can hide an instruction from a reader.
 */
const HIDDEN = /(?![\t\r\n])[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/gu;
const LINE_ENDS = /[\r\n\u2028\u2029]+/g;
const MARKUP = /[\\`*_[\]{}|~$#]/g;
const ANGLES = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
/**
 * Any text as one line of Markdown that shows just its characters: no markup, HTML, link, image, mention, reference to an issue, closing
 * keyword or command of a bot. Linear in the length of the text.
 */
function escapeMarkdown(text) {
    return escapeInline(text.replace(LINE_ENDS, ' ').trim());
}
/** The same for a part of a line, or of several lines: outer spaces and line ends stay. */
function escapeInline(text) {
    return (text
        .replace(HIDDEN, '')
        .replace(MARKUP, '\\$&')
        .replace(/[<>&]/g, (character) => ANGLES[character] ?? character)
        .replace(/#(?=\d)/g, `#${BREAK}`) // #1, owner/name#1: references, and closing keywords before them
        .replace(/[@\uff20]/g, `$&${BREAK}`) // mentions, full-width too; also e-mail addresses, which become links
        .replace(/\bgh(?=-\d)/gi, `$&${BREAK}`)
        .replaceAll('://', `:${BREAK}//`) // addresses, also after a closing keyword
        .replace(/\bwww\./gi, `www${BREAK}.`)
        // lists, rules, underlined titles, commands of bots (`/approve`, `bors r+`)
        .replace(/^(?=[-+=/!]|\d{1,9}[.)]|bors\b)/gm, BREAK));
}
const CLOSES = /\b((?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[: ]{1,4}(?:[\w.-]{1,100}\/[\w.-]{1,100})?)#(?=\d)/gi;
/** Text with its closing keywords (`fixes #1`) broken up invisibly, for where entities are not decoded. */
function withoutClosing(text) {
    return text.replace(CLOSES, `$1#${BREAK_IN_CODE}`);
}
/**
 * Text as inline code that it can not break out of. It stays as it is, so that it can be copied, but for line ends (which become
 * spaces), invisible characters (dropped) and closing keywords: these work even in code once a pull request is squashed.
 */
function codeSpan(text) {
    const line = withoutClosing(text.replace(LINE_ENDS, ' ').replace(HIDDEN, ''));
    const fence = '`'.repeat(longestRun(line) + 1);
    const padded = /^[`\s]|[`\s]$/.test(line) || line === '' ? ` ${line} ` : line;
    return `${fence}${padded}${fence}`;
}
/** Text as a block of code that it can not break out of, byte for byte. The language is kept to a plain word. */
function codeBlock(text, language = '') {
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `${fence}${language.replace(/[^\w+-]/g, '')}\n${text.replace(/\n$/, '')}\n${fence}`;
}
function longestRun(text) {
    let longest = 0;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
    return longest;
}
/** A table of cells that are Markdown already. Pipes are escaped, line ends become spaces; a short row is filled up. */
function markdownTable(header, rows) {
    const line = (cells) => `| ${header.map((_, column) => escapeCell(cells[column] ?? '')).join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
/** A pipe after an odd number of backslashes is escaped already. Runs are matched whole, which keeps this linear. */
function escapeCell(cell) {
    return cell
        .replace(/\\+\|?|\|/g, (run) => (run.endsWith('|') && run.length % 2 === 1 ? `${run.slice(0, -1)}\\|` : run))
        .replace(LINE_ENDS, ' ');
}
//# sourceMappingURL=markdown.js.map

/***/ }),

/***/ 1900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  $: () => (/* binding */ redactor),
  p: () => (/* binding */ secretFinder)
});

;// CONCATENATED MODULE: ../../packages/text/build/src/escapes.js
/** `%41`, `\u0041`, `\x41`, `&#65;`, `&#x41;`: the notations of URLs, JSON, source code and HTML. */
const ESCAPE = /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});/gi;
/**
 * A second look at a text whose characters are written as escapes one by one, which no list of forms can hold: only escapes of
 * printable ASCII are resolved, once. Null where there are none. Linear.
 */
function unescaped(text) {
    const parts = [];
    const shifts = [];
    let end = 0;
    let length = 0;
    for (const { 0: whole, 1: url, 2: json, 3: source, 4: hex, 5: decimal, index } of text.matchAll(ESCAPE)) {
        const code = decimal === undefined ? Number.parseInt(url ?? json ?? source ?? hex ?? '', 16) : Number(decimal);
        if (code < 0x20 || code > 0x7e)
            continue;
        const before = text.slice(end, index);
        parts.push(before, String.fromCharCode(code));
        length += before.length + 1;
        end = index + whole.length;
        shifts.push({ from: length, by: end - length });
    }
    if (shifts.length === 0)
        return null;
    return {
        text: `${parts.join('')}${text.slice(end)}`,
        originalAt: (offset) => offset + (lastUpTo(shifts, offset)?.by ?? 0),
    };
}
/** The last entry that begins at or before the offset, by halving. */
function lastUpTo(sorted, offset) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle]?.from ?? 0) <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return sorted[low - 1] ?? null;
}
//# sourceMappingURL=escapes.js.map
// EXTERNAL MODULE: ../../packages/text/build/src/html.js
var html = __nccwpck_require__(7678);
// EXTERNAL MODULE: ../../packages/text/build/src/markdown.js
var markdown = __nccwpck_require__(2178);
;// CONCATENATED MODULE: ../../packages/text/build/src/vendor-tokens.data.js
/**
 * What tokens of well-known vendors look like. `_` may carry the backslash that Markdown gives it. Every pattern is linear: a
 * repeated part either can not begin another match or is bounded.
 */
const VENDOR_TOKENS = [
    // installation tokens hold an app id and a JSON Web Token since 2026
    { vendor: 'GitHub', pattern: /\bgh[pousr]\\?_(?:[A-Za-z0-9.-]|\\?_){20,1024}/g },
    { vendor: 'GitHub, fine-grained', pattern: /\bgithub\\?_pat\\?_(?:[A-Za-z0-9]|\\?_){22,255}/g },
    { vendor: 'GitLab', pattern: /\bglpat-[\w-]{20,255}/g },
    { vendor: 'Anthropic', pattern: /\bsk-ant-(?:[A-Za-z0-9-]|\\?_){20,255}/g },
    { vendor: 'OpenAI', pattern: /\bsk-(?:proj-|svcacct-)?(?:[A-Za-z0-9-]|\\?_){32,255}/g },
    { vendor: 'npm', pattern: /\bnpm\\?_[A-Za-z0-9]{36}/g },
    { vendor: 'PyPI', pattern: /\bpypi-AgE(?:[A-Za-z0-9-]|\\?_){50,255}/g },
    { vendor: 'crates.io', pattern: /\bcio[A-Za-z0-9]{32}\b/g },
    { vendor: 'RubyGems', pattern: /\brubygems\\?_[0-9a-f]{48}/g },
    { vendor: 'AWS', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
    { vendor: 'Google', pattern: /\bAIza(?:[A-Za-z0-9-]|\\?_){35}/g },
    { vendor: 'Google OAuth', pattern: /\bya29\.(?:[A-Za-z0-9-]|\\?_){20,255}/g },
    { vendor: 'Slack', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
    { vendor: 'Slack webhook', pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,120}/g },
    { vendor: 'Stripe', pattern: /\b[rs]k\\?_(?:live|test)\\?_[A-Za-z0-9]{16,255}/g },
    { vendor: 'SendGrid', pattern: /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/g },
    { vendor: 'Hugging Face', pattern: /\bhf\\?_[A-Za-z0-9]{30,64}/g },
    { vendor: 'DigitalOcean', pattern: /\bdo[opr]\\?_v1\\?_[0-9a-f]{64}/g },
    { vendor: 'Shopify', pattern: /\bshp(?:at|ca|pa|ss)\\?_[0-9a-fA-F]{32}/g },
    { vendor: 'Docker', pattern: /\bdckr\\?_pat\\?_(?:[A-Za-z0-9-]|\\?_){20,64}/g },
    { vendor: 'JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{8,2048}\.eyJ[\w-]{8,4096}\.[\w-]{8,2048}/g },
    {
        vendor: 'private key',
        pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    },
    {
        vendor: 'password in an address',
        pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,64}:)[^\s/:@]{3,256}(?=@)/gi,
    },
];
//# sourceMappingURL=vendor-tokens.data.js.map
;// CONCATENATED MODULE: ../../packages/text/build/src/redactor.js




const MASK = '***';
/** A shorter value would blank out ordinary words; no service hands out such secrets. */
const SHORTEST = 4;
/**
 * A redactor for known values, plain and in the forms in which they travel (base64 at each of its three alignments, hex, URL, JSON,
 * HTML and Markdown, or escaped character by character), each line of a longer one by itself, and for what looks like a token of a well-known vendor.
 * Values shorter than four characters are not looked for.
 */
function redactor(secrets) {
    const find = spanFinder(secrets);
    return (text) => mask(text, find(text));
}
/** Finds what `redactor` would mask, for whoever has to refuse a text instead of changing it. */
function secretFinder(secrets) {
    const find = spanFinder(secrets);
    return (text) => find(text)
        .toSorted((a, b) => a.start - b.start)
        .map(({ kind, start }) => ({ kind, at: start }));
}
function spanFinder(secrets) {
    const forms = [...new Set(secrets.flatMap(linesOf).flatMap(formsOf))];
    return (text) => {
        const plain = spansIn(text, forms);
        const view = unescaped(text);
        if (view === null)
            return plain;
        const hidden = spansIn(view.text, forms);
        return [
            ...plain,
            ...hidden.map(({ kind, start, end }) => ({
                kind,
                start: view.originalAt(start),
                end: view.originalAt(end),
            })),
        ];
    };
}
function spansIn(text, forms) {
    const spans = [];
    for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
            spans.push({ kind: 'known value', start: at, end: at + form.length });
    }
    for (const { vendor, pattern } of VENDOR_TOKENS) {
        for (const { 0: found, index } of text.matchAll(pattern))
            spans.push({ kind: vendor, start: index, end: index + found.length });
    }
    return spans;
}
/** Overlapping finds are joined before they are cut out: cutting one first would leave a part of the other. */
function mask(text, spans) {
    if (spans.length === 0)
        return text;
    const parts = [];
    let end = 0;
    for (const span of spans.toSorted((a, b) => a.start - b.start)) {
        if (span.start >= end)
            parts.push(text.slice(end, span.start), MASK);
        end = Math.max(end, span.end);
    }
    return [...parts, text.slice(end)].join('');
}
/** The value itself, and its lines: a log prints a private key line by line. */
function linesOf(secret) {
    const lines = secret.split(/\r\n|\r|\n/).filter((line) => line.trim().length >= 8 && !line.startsWith('-----'));
    return [secret.trim(), ...lines.map((line) => line.trim())].filter((value) => value.length >= SHORTEST);
}
function formsOf(secret) {
    const json = JSON.stringify(secret).slice(1, -1);
    const hex = Buffer.from(secret).toString('hex');
    const url = encodeUrl(secret);
    const forms = [secret, json, JSON.stringify(json).slice(1, -1), (0,html/* escapeHtml */.Z)(secret), (0,markdown/* escapeMarkdown */.FV)(secret)];
    const encoded = [url, url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), url.replaceAll('%20', '+')];
    return [...forms, ...encoded, hex, hex.toUpperCase(), ...base64Forms(secret)].filter((form) => form.length >= SHORTEST);
}
/** A lone surrogate has no URL form. */
function encodeUrl(text) {
    return encodeURIComponent(text.toWellFormed());
}
/**
 * What base64 shows of a value at offset 0, 1 and 2 of its group of three bytes, without the characters that neighbouring bytes have
 * a part in. Both alphabets.
 */
function base64Forms(secret) {
    const bytes = Buffer.from(secret);
    return [0, 1, 2].flatMap((offset) => {
        const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .replace(/=+$/, '');
        const shared = (offset + bytes.length) % 3 === 0 ? 0 : 1;
        const own = encoded.slice(offset === 0 ? 0 : offset + 1, encoded.length - shared);
        return own.length < 6 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
//# sourceMappingURL=redactor.js.map

/***/ }),

/***/ 287:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Th: () => (/* binding */ shortenedToBytes),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
const NOTICE = '\n\n*This text was cut here, because it is longer than GitHub takes.*\n';
/**
 * At most `most` UTF-16 units, ended at the end of a line, never inside a block of code or a character, with a notice where
 * something was left out.
 */
function shortened(markdown, most) {
    if (markdown.length <= most)
        return markdown;
    const room = cut(markdown, most - NOTICE.length - 8);
    const lines = room.slice(0, Math.max(room.lastIndexOf('\n'), 0)).split('\n');
    let open = null;
    for (const line of lines) {
        const [, fence] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? [];
        if (fence === undefined)
            continue;
        if (open === null)
            open = fence;
        else if (fence.startsWith(open))
            open = null;
    }
    const whole = lines.join('\n');
    return `${whole}${open === null ? '' : `\n${open}`}${NOTICE}`;
}
/** The same by the bytes of its UTF-8, which is how the limit of a job summary counts. */
function shortenedToBytes(markdown, most) {
    const bytes = Buffer.from(markdown);
    if (bytes.length <= most)
        return markdown;
    // a notice in ASCII takes as many bytes as units, and a character that was halved here counts one unit too many at the most
    return shortened(markdown, bytes.subarray(0, most - 4).toString().length - 1);
}
/** The first `length` UTF-16 units, one fewer where that would halve a character. */
function cut(text, length) {
    const last = text.charCodeAt(length - 1);
    return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
//# sourceMappingURL=shortened.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1317);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
