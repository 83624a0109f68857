import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 8232:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

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

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

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

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

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
/* harmony import */ var _upkeep_entry__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8243);

/** Every input of this action: so far those that all actions share. */
const inputs = [..._upkeep_entry__WEBPACK_IMPORTED_MODULE_0__/* .COMMON_INPUTS */ .s7];
//# sourceMappingURL=inputs.js.map

/***/ }),

/***/ 1317:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _upkeep_entry__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8243);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1737);


await (0,_upkeep_entry__WEBPACK_IMPORTED_MODULE_0__/* .startAction */ .RM)('type-safety', _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .Q, async () => ({ run: (await Promise.all(/* import() */[__nccwpck_require__.e(483), __nccwpck_require__.e(685), __nccwpck_require__.e(937)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5937))).run }));
//# sourceMappingURL=main.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s7: () => (/* reexport */ COMMON_INPUTS),
  Qc: () => (/* reexport */ childEnvironment),
  m3: () => (/* reexport */ configFor),
  Z9: () => (/* reexport */ loadConfig),
  VX: () => (/* reexport */ secretValues),
  RM: () => (/* reexport */ startAction)
});

// UNUSED EXPORTS: OUTPUTS, describeError, exitCode, explainInputs, isSecretName, parseInputs, readJobEnvironment

;// CONCATENATED MODULE: ../../packages/entry/build/src/common-inputs.data.js
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
        description: 'Secrets that checks need, as NAME=value, one a line; a check that needs one runs last, and never for forks.',
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
;// CONCATENATED MODULE: ../../packages/entry/build/src/outputs.data.js
/** What every action sets, in the order of the reference. All are set on every run, also on one that failed. */
const OUTPUTS = [
    { name: 'result', description: 'How the run ended: changed, clean, skipped or failed.' },
    { name: 'reason', description: 'Why it ended so, as a reason code; empty where there is nothing to explain.' },
    {
        name: 'incomplete',
        description: 'What cut the run short: budget, rate-limit or model; empty where it came to its end.',
    },
    { name: 'findings', description: 'How many findings there are.' },
    { name: 'proposed', description: 'How many of the findings have a proven proposal.' },
    { name: 'published', description: 'How many things were posted; 0 where the publication is left to another job.' },
    { name: 'pull-request', description: 'The address of the pull request that was opened or updated; else empty.' },
    { name: 'usd', description: 'What the model calls cost, in US dollars.' },
    { name: 'input-tokens', description: 'How many tokens the model read, with those that came from its cache.' },
    { name: 'output-tokens', description: 'How many tokens the model wrote, with those of its reasoning.' },
    { name: 'turns', description: 'How many turns the model took.' },
    { name: 'seconds', description: 'How long the run took, in seconds.' },
    { name: 'out', description: 'The folder with the result, the patch, the report and the record.' },
    {
        name: 'has-publication',
        description: 'true where there is something to post, so that the next job can be skipped.',
    },
];
//# sourceMappingURL=outputs.data.js.map
// EXTERNAL MODULE: ../../packages/schema/build/src/errors.js
var errors = __nccwpck_require__(3888);
;// CONCATENATED MODULE: ../../packages/entry/build/src/parse-inputs.js

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
    throw new errors/* UserError */.yo(`The input ${declaration.name} is "${shown}", which it does not accept.`, {
        remedy: `${parsed.refusal} ${declaration.description}`,
    });
}
function missing({ name, description }) {
    return new errors/* UserError */.yo(`The input ${name} is required and was not given.`, { remedy: `Set ${name}. ${description}` });
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
// EXTERNAL MODULE: ../../node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(8232);
;// CONCATENATED MODULE: ../../packages/entry/build/src/config-yaml.js

function wrong({ file, line, column }, message, remedy) {
    return new errors/* UserError */.yo(`${file}:${line}:${column}: ${message}`, { remedy });
}
/** Parses one YAML document; null where it holds nothing. Throws a UserError with line and column where it is broken. */
async function parseYaml(text, file) {
    const yaml = await __nccwpck_require__.e(/* import() */ 483).then(__nccwpck_require__.t.bind(__nccwpck_require__, 3483, 19)); // loaded only where there is a file to read
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
        throw wrong(placeAt(problem.pos[0], lines, file), `This is not valid YAML: ${problem.message}.`, 'Mend the line.');
    }
    return document.contents === null ? null : read(document.contents, { yaml, document, lines, file });
}
function read(node, source) {
    const { yaml, lines, file } = source;
    const place = placeAt(node.range?.[0] ?? 0, lines, file);
    if (yaml.isMap(node)) {
        const entries = node.items.map(({ key, value }) => {
            if (!yaml.isScalar(key))
                throw wrong(place, 'A key must be a plain word.', 'Write "name: value".');
            const at = placeAt(key.range?.[0] ?? 0, lines, file);
            const name = textOf(key);
            const inner = yaml.isNode(value)
                ? read(value, source)
                : { kind: 'scalar', text: '', type: 'nothing', place: at };
            return { key: name, place: at, value: inner };
        });
        return { kind: 'map', entries, place };
    }
    if (yaml.isSeq(node)) {
        return { kind: 'list', items: node.items.filter(yaml.isNode).map((item) => read(item, source)), place };
    }
    if (!yaml.isScalar(node))
        throw wrong(place, 'Aliases (*name) are not understood here.', 'Write the value out.');
    return { kind: 'scalar', text: textOf(node), type: typeOf(node.value), place };
}
function textOf({ value, source }) {
    return typeof value === 'string' ? value : (source ?? String(value));
}
function typeOf(value) {
    if (value === null || value === undefined)
        return 'nothing';
    if (typeof value === 'number' || typeof value === 'bigint')
        return 'number';
    return typeof value === 'boolean' ? 'boolean' : 'text';
}
function placeAt(offset, lines, file) {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
}
//# sourceMappingURL=config-yaml.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/config.js



const EMPTY = { version: 1, common: {}, actions: {}, mute: [] };
/** Inputs that say where the file is, or that only a workflow can know. */
const NOT_IN_A_FILE = new Set(['config', 'job-status']);
/** Keys of the file that are no inputs. */
const OWN_KEYS = ['version', 'actions', 'mute'];
/**
 * Reads the text of a configuration file; null or an empty one configures nothing. `declarationsOf` gives all inputs of an action,
 * and for null those common to all. Throws a UserError (usage) that begins with `path:line:column` for whatever is not right.
 */
async function loadConfig(text, path, actionNames, declarationsOf) {
    const found = text === null ? null : await parseYaml(text, path);
    if (found === null)
        return EMPTY;
    const entries = entriesOf(found, 'The file');
    requireVersion(entries, found.place);
    const mute = entries.find(({ key }) => key === 'mute');
    const actions = entries.find(({ key }) => key === 'actions');
    const common = entries.filter(({ key }) => !OWN_KEYS.includes(key));
    return {
        version: 1,
        common: inputsOf(common, declarationsOf(null), OWN_KEYS),
        actions: actions === undefined ? {} : sectionsOf(actions.value, actionNames, declarationsOf),
        mute: mute === undefined ? [] : textsOf(mute),
    };
}
/** What a configuration says for one action: its own section over what is common. */
function configFor(config, action) {
    return { ...config.common, ...config.actions[action]?.values };
}
function requireVersion(entries, start) {
    const version = entries.find(({ key }) => key === 'version');
    if (version === undefined)
        throw wrong(start, 'The key "version" is missing.', 'Begin the file with "version: 1".');
    const { value } = version;
    if (value.kind !== 'scalar' || value.type !== 'number' || value.text !== '1') {
        throw wrong(value.place, 'This version of the file is not understood.', 'Write "version: 1".');
    }
}
function sectionsOf(value, names, declarationsOf) {
    const sections = entriesOf(value, 'The key "actions"').map((section) => {
        if (!names.includes(section.key))
            throw unknown(section, 'no action', names);
        const entries = entriesOf(section.value, `The action "${section.key}"`);
        const enabled = entries.find(({ key }) => key === 'enabled');
        const values = entries.filter(({ key }) => key !== 'enabled');
        const read = {
            enabled: enabled === undefined ? true : booleanOf(enabled),
            values: inputsOf(values, declarationsOf(section.key), ['enabled']),
        };
        return [section.key, read];
    });
    return Object.fromEntries(sections);
}
function inputsOf(entries, declarations, otherKeys) {
    const allowed = declarations.filter(({ name, secret }) => secret !== true && !NOT_IN_A_FILE.has(name));
    return Object.fromEntries(entries.map((entry) => {
        const declaration = declarations.find(({ name }) => name === entry.key);
        if (declaration?.secret === true) {
            const remedy = `Give "${entry.key}" as an input of the step, from a secret of the repository; revoke it if it was pushed.`;
            throw wrong(entry.place, `"${entry.key}" is a secret and may not stand in a file.`, remedy);
        }
        if (declaration === undefined || !allowed.includes(declaration)) {
            throw unknown(entry, 'no setting', [...allowed.map(({ name }) => name), ...otherKeys]);
        }
        return [entry.key, config_valueOf(entry.value, declaration)];
    }));
}
function config_valueOf(value, declaration) {
    const refuse = (place, shown, remedy = acceptedBy(declaration)) => wrong(place, `"${declaration.name}" can not be ${shown}.`, `${remedy} ${declaration.description}`);
    if (value.kind === 'map')
        throw refuse(value.place, 'a group of keys');
    if (value.kind === 'list') {
        if (declaration.type !== 'list')
            throw refuse(value.place, 'a list');
        return value.items.map((item) => {
            if (item.kind !== 'scalar' || item.type === 'nothing')
                throw refuse(item.place, 'a list of anything but texts');
            return item.text;
        });
    }
    if (value.type === 'nothing')
        throw refuse(value.place, 'empty', `Leave the key out, or give it a value. ${acceptedBy(declaration)}`);
    const parsed = parseValue(declaration, value.text.trim());
    if ('refusal' in parsed)
        throw refuse(value.place, `"${value.text}"`, parsed.refusal);
    return parsed.value;
}
function entriesOf(value, what) {
    if (value.kind === 'scalar' && value.type === 'nothing')
        return [];
    if (value.kind === 'map')
        return value.entries;
    throw wrong(value.place, `${what} must hold keys with values.`, 'Write "name: value", one a line.');
}
function booleanOf({ key, value }) {
    if (value.kind === 'scalar' && value.type === 'boolean')
        return value.text.toLowerCase() === 'true';
    throw wrong(value.place, `"${key}" must be true or false.`, `Write "${key}: true" or "${key}: false".`);
}
function textsOf({ key, value }) {
    const items = value.kind === 'list' ? value.items : [value];
    if (value.kind === 'scalar' && value.type === 'nothing')
        return [];
    return items.map((item) => {
        if (item.kind === 'scalar' && item.type !== 'nothing')
            return item.text;
        throw wrong(item.place, `"${key}" must be a list of texts.`, `Write one "- text" a line under "${key}:".`);
    });
}
/** Names the nearest right one where the slip is small enough for a guess, and all of them where it is not. */
function unknown({ key, place }, what, known) {
    const nearest = known.length === 0 ? '' : (0,mod/* closest */.kp)(key, known);
    const near = (0,mod/* distance */.Io)(key, nearest) <= Math.max(2, Math.floor(key.length / 2));
    const remedy = near && nearest !== '' ? `Did you mean "${nearest}"?` : `There is: ${known.join(', ')}.`;
    return wrong(place, `There is ${what} "${key}".`, remedy);
}
//# sourceMappingURL=config.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
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
        temp: variable('RUNNER_TEMP') ?? (0,external_node_os_namespaceObject.tmpdir)(),
        sha: variable('GITHUB_SHA'),
        ref: variable('GITHUB_REF'),
        runId: variable('GITHUB_RUN_ID') ?? 'local',
        onRunner,
        debug: process.env['RUNNER_DEBUG'] === '1' || process.env['UPKEEP_DEBUG'] === '1',
        serverUrl: variable('GITHUB_SERVER_URL') ?? 'https://github.com',
        actor: variable('GITHUB_ACTOR'),
    };
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
;// CONCATENATED MODULE: ../../packages/entry/build/src/child-variables.data.js
/**
 * The variables that commands of the repository get, with the reason for each. Everything else is left out: what is not listed
 * here (or named by the input `env`) does not exist for them. A name that ends in `*` stands for all that begin so.
 */
const CHILD_VARIABLES = [
    { names: ['PATH', 'PATHEXT'], why: 'where set-up steps put the tools' },
    {
        names: ['HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'USER', 'USERNAME', 'LOGNAME'],
        why: 'caches and settings of tools',
    },
    {
        names: ['SHELL', 'COMSPEC', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR'],
        why: 'without these no process starts on Windows',
    },
    {
        names: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'PROGRAMDATA', 'APPDATA', 'LOCALAPPDATA'],
        why: 'where tools lie on Windows',
    },
    {
        names: ['LANG', 'LANGUAGE', 'LC_*', 'TZ'],
        why: 'language and time zone change what tools print and what tests see',
    },
    { names: ['TERM', 'COLUMNS', 'LINES', 'NO_COLOR', 'FORCE_COLOR'], why: 'how tools print' },
    {
        names: ['TMPDIR', 'TEMP', 'TMP', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'AGENT_TOOLSDIRECTORY'],
        why: 'where set-up actions install',
    },
    { names: ['RUNNER_OS', 'RUNNER_ARCH', 'ImageOS', 'ImageVersion'], why: 'scripts choose by the platform' },
    {
        names: ['CI', 'GITHUB_ACTIONS', 'CONTINUOUS_INTEGRATION'],
        why: 'tools behave in CI as the workflow saw them behave',
    },
    {
        names: [
            'GITHUB_WORKSPACE',
            'GITHUB_REPOSITORY',
            'GITHUB_REPOSITORY_OWNER',
            'GITHUB_SHA',
            'GITHUB_REF',
            'GITHUB_REF_NAME',
        ],
        why: 'version and commit of a build',
    },
    {
        names: [
            'GITHUB_BASE_REF',
            'GITHUB_HEAD_REF',
            'GITHUB_EVENT_NAME',
            'GITHUB_RUN_ID',
            'GITHUB_RUN_NUMBER',
            'GITHUB_SERVER_URL',
        ],
        why: 'tests and builds read them; none grants anything',
    },
    {
        names: ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'PKG_CONFIG_PATH', 'CPATH', 'LIBRARY_PATH'],
        why: 'actions/setup-python and friends set the path of shared libraries',
    },
    {
        names: ['CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS', 'MAKEFLAGS'],
        why: 'the compiler that the job chose',
    },
    {
        names: ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
        why: 'caches and settings of tools',
    },
    {
        names: ['NODE_ENV', 'NVM_DIR', 'NVM_BIN', 'NVM_INC', 'FNM_DIR', 'FNM_MULTISHELL_PATH', 'VOLTA_HOME', 'N_PREFIX'],
        why: 'the Node that the job chose',
    },
    {
        names: [
            'PNPM_HOME',
            'YARN_CACHE_FOLDER',
            'COREPACK_HOME',
            'BUN_INSTALL',
            'DENO_DIR',
            'DENO_INSTALL',
            'npm_config_cache',
            'npm_config_prefix',
        ],
        why: 'package managers and their stores',
    },
    {
        names: [
            'VIRTUAL_ENV',
            'CONDA_PREFIX',
            'CONDA_DEFAULT_ENV',
            'CONDA',
            'PYTHONPATH',
            'PYTHONHOME',
            'PYTHONUNBUFFERED',
            'PYTHONDONTWRITEBYTECODE',
        ],
        why: 'the Python that the job chose',
    },
    {
        names: ['pythonLocation', 'Python_ROOT_DIR', 'Python2_ROOT_DIR', 'Python3_ROOT_DIR', 'PYENV_ROOT', 'PYENV_VERSION'],
        why: 'set by actions/setup-python and pyenv',
    },
    {
        names: [
            'UV_CACHE_DIR',
            'UV_PYTHON',
            'UV_PYTHON_INSTALL_DIR',
            'UV_TOOL_DIR',
            'UV_TOOL_BIN_DIR',
            'UV_PROJECT_ENVIRONMENT',
            'UV_SYSTEM_PYTHON',
        ],
        why: 'uv',
    },
    {
        names: [
            'POETRY_HOME',
            'POETRY_CACHE_DIR',
            'POETRY_VIRTUALENVS_*',
            'PIPX_HOME',
            'PIPX_BIN_DIR',
            'PIP_CACHE_DIR',
            'PDM_HOME',
            'HATCH_DATA_DIR',
        ],
        why: 'Python tools',
    },
    { names: ['PRE_COMMIT_HOME', 'MYPY_CACHE_DIR', 'RUFF_CACHE_DIR', 'MYPYPATH'], why: 'checkers and their caches' },
    {
        names: [
            'JAVA_HOME',
            'JAVA_HOME_*',
            'JDK_HOME',
            'M2_HOME',
            'MAVEN_HOME',
            'GRADLE_HOME',
            'GRADLE_USER_HOME',
            'KOTLIN_HOME',
            'SDKMAN_DIR',
        ],
        why: 'the JVM that the job chose',
    },
    { names: ['ANDROID_HOME', 'ANDROID_SDK_ROOT', 'ANDROID_NDK_HOME'], why: 'Android SDK' },
    {
        names: [
            'CARGO_HOME',
            'RUSTUP_HOME',
            'RUSTUP_TOOLCHAIN',
            'RUSTFLAGS',
            'CARGO_TARGET_DIR',
            'CARGO_INCREMENTAL',
            'CARGO_TERM_COLOR',
        ],
        why: 'the Rust that the job chose',
    },
    {
        names: ['GOROOT', 'GOPATH', 'GOBIN', 'GOCACHE', 'GOMODCACHE', 'GOFLAGS', 'GOTOOLCHAIN', 'CGO_ENABLED'],
        why: 'the Go that the job chose',
    },
    {
        names: ['GEM_HOME', 'GEM_PATH', 'BUNDLE_PATH', 'BUNDLE_GEMFILE', 'RBENV_ROOT', 'RUBYLIB'],
        why: 'the Ruby that the job chose',
    },
    { names: ['DOTNET_ROOT', 'DOTNET_CLI_TELEMETRY_OPTOUT', 'DOTNET_NOLOGO', 'NUGET_PACKAGES'], why: '.NET' },
    {
        names: [
            'COMPOSER_HOME',
            'PHP_INI_SCAN_DIR',
            'MIX_HOME',
            'HEX_HOME',
            'ERL_AFLAGS',
            'GHCUP_INSTALL_BASE_PREFIX',
            'SWIFTLY_HOME_DIR',
        ],
        why: 'further languages',
    },
    {
        names: ['ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR', 'MISE_CONFIG_DIR', 'HOMEBREW_PREFIX'],
        why: 'version managers',
    },
];
//# sourceMappingURL=child-variables.data.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/secret-values.js
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
/** The values of secret-shaped variables and of the input `secrets` (NAME=value), for the redactor. Longest first. */
function secretValues() {
    const values = new Set();
    for (const [name, value = ''] of Object.entries(process.env)) {
        if (!isSecretName(name))
            continue;
        for (const secret of name === 'INPUT_SECRETS' ? assignedValues(value) : [value.trim()]) {
            if (isTelling(secret))
                values.add(secret);
        }
    }
    return [...values].toSorted((a, b) => b.length - a.length);
}
function assignedValues(text) {
    return text.split(/\r\n|\r|\n/).map((line) => line.slice(line.indexOf('=') + 1).trim());
}
/** A path is a place where a secret may lie (`GOOGLE_APPLICATION_CREDENTIALS`), and names what reports must be able to name. */
function isTelling(value) {
    return value.length >= 4 && !PLAIN.has(value.toLowerCase()) && !/^(\/[\w.-]+)+\/?$/.test(value);
}
//# sourceMappingURL=secret-values.js.map
;// CONCATENATED MODULE: ../../packages/entry/build/src/child-environment.js


const EXACT = new Set(CHILD_VARIABLES.flatMap(({ names }) => names).filter((name) => !name.endsWith('*')));
const BEGINNINGS = CHILD_VARIABLES.flatMap(({ names }) => names)
    .filter((name) => name.endsWith('*'))
    .map((name) => name.slice(0, -1));
/**
 * The environment that commands of the repository get: what the allow-list names, what `extraNames` (the input `env`) names, and
 * `CI=true`. A secret-shaped name is left out even if it is named. Names are compared without case where the system does.
 */
function childEnvironment(extraNames) {
    const fold = process.platform === 'win32' ? (name) => name.toUpperCase() : (name) => name;
    const allowed = new Set([...EXACT, ...extraNames].map(fold));
    const child = {};
    for (const [name, value] of Object.entries(process.env)) {
        const key = fold(name);
        const listed = allowed.has(key) || BEGINNINGS.some((beginning) => key.startsWith(fold(beginning)));
        if (listed && value !== undefined && !isSecretName(name))
            child[name] = value;
    }
    return { ...child, CI: 'true' };
}
//# sourceMappingURL=child-environment.js.map
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
// EXTERNAL MODULE: ../../packages/text/build/src/index.js + 5 modules
var src = __nccwpck_require__(5650);
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
function outcomeOf({ result, summary, hasPublication }) {
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
    return { outputs, summary, annotation: annotationOf(result), detail: null, exit: exitCode(result) };
}
/** Of a run that ended with an error. */
function outcomeOfError(action, error) {
    const { title, remedy, stack, exit, code } = error;
    const summary = [
        `## Upkeep ${(0,src/* escapeMarkdown */.FV)(action)}: failed`,
        `**${(0,src/* escapeMarkdown */.FV)(title)}**`,
        ...(remedy === null ? [] : [(0,src/* escapeMarkdown */.FV)(remedy)]),
        ...(stack === null ? [] : [(0,src/* codeBlock */.DV)(stack)]),
    ];
    return {
        outputs: { ...BLANK, result: 'failed', reason: code },
        summary: `${summary.join('\n\n')}\n`,
        annotation: { level: 'error', text: remedy === null ? title : `${title}\n${remedy}` },
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
;// CONCATENATED MODULE: ../../packages/entry/build/src/start-action.js








/** Milliseconds that a cancelled run has to end by itself; the runner kills it after 7.5 s. */
const PATIENCE = 4000;
/** Milliseconds after the end in which open handles may close. */
const LINGER = 1000;
/**
 * The whole life of an action's process: inputs are validated before anything heavy is loaded, then `load` brings the action and
 * it runs. Sets the outputs, the job summary, an annotation and the exit code, whatever happens. Never rejects.
 */
async function startAction(name, declarations, load) {
    const cancel = new AbortController();
    const redact = (0,src/* redactor */.$p)(secretValues());
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
    const inputs = parseInputs(declarations, raw);
    const environment = readJobEnvironment();
    const log = await openLog(environment, redact, declarations, raw);
    warnOfSecretNames(inputs, log);
    const { run } = await load();
    signal.throwIfAborted();
    return await run({ inputs, environment, signal, log, inputsWith: (config) => parseInputs(declarations, raw, config) });
}
async function openLog({ onRunner, debug }, redact, declarations, raw) {
    if (!onRunner)
        return streamLog((text) => void process.stderr.write(text), redact, debug);
    const core = await __nccwpck_require__.e(/* import() */ 825).then(__nccwpck_require__.bind(__nccwpck_require__, 2825));
    for (const { name, secret } of declarations) {
        if (secret === true)
            for (const line of raw[name]?.split(/\r\n|\r|\n/) ?? [])
                if (line.trim() !== '')
                    core.setSecret(line);
    }
    return runnerLog(core, redact);
}
function warnOfSecretNames(inputs, log) {
    const names = Array.isArray(inputs['env']) ? inputs['env'].map(String).filter(isSecretName) : [];
    if (names.length === 0)
        return;
    log.warning(`Not passed on, because the name says that it is a secret: ${names.join(', ')}. Use the input "secrets".`);
}
/** Tells the runner, or standard error, how it ended. Returns the exit code, which a full disk here makes 1. */
async function conclude(outcome, redact, onRunner) {
    const { outputs, summary, annotation, detail, exit } = outcome;
    try {
        if (!onRunner) {
            const log = streamLog((text) => void process.stderr.write(text), redact, false);
            if (annotation !== null)
                log.info(`${annotation.level}: ${annotation.text}`);
            if (detail !== null)
                log.info(detail);
            return exit;
        }
        const core = await __nccwpck_require__.e(/* import() */ 825).then(__nccwpck_require__.bind(__nccwpck_require__, 2825));
        if (detail !== null)
            runnerLog(core, redact).info(detail);
        if (annotation !== null)
            core[annotation.level](redact(annotation.text));
        if (process.env['GITHUB_OUTPUT'] !== undefined) {
            for (const [output, value] of Object.entries(outputs))
                core.setOutput(output, redact(value));
        }
        if (process.env['GITHUB_STEP_SUMMARY'] !== undefined)
            await core.summary.addRaw(redact(summary)).write();
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
;// CONCATENATED MODULE: ../../packages/entry/build/src/index.js










//# sourceMappingURL=index.js.map

/***/ }),

/***/ 3888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   xU: () => (/* binding */ systemCode),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/* unused harmony export ExternalError */
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

/***/ 5650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  DV: () => (/* reexport */ codeBlock),
  SS: () => (/* reexport */ codeSpan),
  ZD: () => (/* reexport */ escapeHtml),
  FV: () => (/* reexport */ escapeMarkdown),
  Qj: () => (/* reexport */ markdownTable),
  $p: () => (/* reexport */ redactor),
  aJ: () => (/* reexport */ stripAnsi)
});

;// CONCATENATED MODULE: ../../packages/text/build/src/html.js
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
;// CONCATENATED MODULE: ../../packages/text/build/src/markdown.js
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
    return text
        .replace(LINE_ENDS, ' ')
        .replace(HIDDEN, '')
        .trim()
        .replace(MARKUP, '\\$&')
        .replace(/[<>&]/g, (character) => ANGLES[character] ?? character)
        .replace(/#(?=\d)/g, `#${BREAK}`) // #1, owner/name#1: references, and closing keywords before them
        .replaceAll('@', `@${BREAK}`) // mentions; also e-mail addresses, which become links
        .replace(/\bgh(?=-\d)/gi, `$&${BREAK}`)
        .replaceAll('://', `:${BREAK}//`) // addresses, also after a closing keyword
        .replace(/\bwww\./gi, `www${BREAK}.`)
        .replace(/^(?=[-+=/!]|\d{1,9}[.)])/, BREAK); // lists, rules, underlined titles, commands of bots (`/approve`)
}
const CLOSES = /\b((?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[: ]{1,4}(?:[\w.-]{1,100}\/[\w.-]{1,100})?)#(?=\d)/gi;
/**
 * Text as inline code that it can not break out of. It stays as it is, so that it can be copied, but for line ends (which become
 * spaces), invisible characters (dropped) and closing keywords: these work even in code once a pull request is squashed.
 */
function codeSpan(text) {
    const line = text.replace(LINE_ENDS, ' ').replace(HIDDEN, '').replace(CLOSES, `$1#${BREAK_IN_CODE}`);
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
;// CONCATENATED MODULE: ../../packages/text/build/src/vendor-tokens.data.js
/**
 * What tokens of well-known vendors look like. `_` may carry the backslash that Markdown gives it. Every pattern is linear: a
 * repeated part either can not begin another match or is bounded.
 */
const VENDOR_TOKENS = [
    { vendor: 'GitHub', pattern: /\bgh[pousr]\\?_[A-Za-z0-9]{20,255}/g },
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
 * HTML and Markdown), each line of a longer one by itself, and for what looks like a token of a well-known vendor.
 * Values shorter than four characters are not looked for.
 */
function redactor(secrets) {
    const forms = new Set(secrets.flatMap(linesOf).flatMap(formsOf));
    return (text) => {
        let redacted = maskForms(text, forms);
        for (const { pattern } of VENDOR_TOKENS)
            redacted = redacted.replace(pattern, MASK);
        return redacted;
    };
}
/** Overlapping finds are joined before they are cut out: cutting one first would leave a part of the other. */
function maskForms(text, forms) {
    const found = [];
    for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
            found.push([at, at + form.length]);
    }
    if (found.length === 0)
        return text;
    const parts = [];
    let end = 0;
    for (const [from, to] of found.toSorted((a, b) => a[0] - b[0])) {
        if (from >= end)
            parts.push(text.slice(end, from), MASK);
        end = Math.max(end, to);
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
    const forms = [secret, json, JSON.stringify(json).slice(1, -1), escapeHtml(secret), escapeMarkdown(secret)];
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
;// CONCATENATED MODULE: ../../packages/text/build/src/ansi.js
const [BELL, ESCAPE] = ['\u0007', '\u001b'];
const [CSI, OSC, DCS, END] = ['\u009b', '\u009d', '\u0090', '\u009c'];
/**
 * Titles and links (OSC, DCS and their like, up to a terminator), then control sequences (CSI), then short escapes. Every part is
 * bounded: Node's `stripVTControlCharacters` takes quadratic time on a run of unfinished sequences.
 */
const SEQUENCES = new RegExp([
    `(?:${ESCAPE}[\\]PX^_]|[${OSC}${DCS}])[^${BELL}${ESCAPE}${END}]{0,4096}(?:${BELL}|${ESCAPE}\\\\|${END})`,
    `(?:${ESCAPE}\\[|${CSI})[0-?]{0,128}[ -/]{0,8}[@-~]`,
    `${ESCAPE}[ -/]{0,8}[0-~]`,
].join('|'), 'g');
/** Text without colours, links and cursor movements of a terminal. Linear in the length of the text. */
function stripAnsi(text) {
    return text.replace(SEQUENCES, '');
}
//# sourceMappingURL=ansi.js.map
;// CONCATENATED MODULE: ../../packages/text/build/src/index.js




//# sourceMappingURL=index.js.map

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
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
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
