/**
 * Reads base64 of Python files as JSON pairs `[path, base64]` from standard input and prints, per file, its comments and what
 * the syntax tree says about their surroundings. It imports nothing of the repository and executes none of what it reads.
 * Lines are 1-based; columns count UTF-16 units, as JavaScript does.
 */
export const PYTHON_SCAN = `
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
`
