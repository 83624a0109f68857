/**
 * Runs in the repository's Python (`python -I`). Standard input: JSON `[[path, text in Base64], …]`; standard output: JSON
 * `[[path, {calls, imports}], …]`. `calls` are the calls of typing's `cast` as `[line, column, start, end, value start, value end, simple]`:
 * line and column as checkers print them (1-based), the rest in bytes of the text; `simple` values need no parentheses. `imports`
 * are `[start, end]` of what goes once none of the calls is left: a whole line that imports `cast` alone, or its place in a list.
 */
export const PYTHON_CASTS = `
import ast, base64, json, re, sys, warnings

warnings.simplefilter("ignore")
SIMPLE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.List, ast.Dict, ast.Tuple)

def casts(data):
    tree = ast.parse(data)
    starts = [0]
    for line in data.splitlines(keepends=True): starts.append(starts[-1] + len(line))
    at = lambda line, column: starts[line - 1] + column
    names = {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module in ("typing", "typing_extensions") for a in n.names if a.name == "cast"}
    calls = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords: continue
        func = node.func
        plain = isinstance(func, ast.Name) and func.id in names
        member = isinstance(func, ast.Attribute) and func.attr == "cast" and isinstance(func.value, ast.Name) and func.value.id in ("typing", "t")
        if not plain and not member: continue
        value = node.args[1]
        simple = isinstance(value, SIMPLE) and not (isinstance(value, ast.Tuple) and data[at(value.lineno, value.col_offset)] != 40)
        calls.append([node.lineno, node.col_offset + 1, at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset),
                      at(value.lineno, value.col_offset), at(value.end_lineno, value.end_col_offset), simple and value.lineno == node.lineno and value.end_lineno == node.end_lineno])
    uses = sum(isinstance(n, ast.Name) and n.id in names for n in ast.walk(tree))
    imports = []
    if uses == sum(1 for c in calls):
        for node in tree.body:
            if not isinstance(node, ast.ImportFrom) or node.module not in ("typing", "typing_extensions") or node.lineno != node.end_lineno: continue
            line = data[starts[node.lineno - 1]:starts[node.lineno]]
            if len(node.names) == 1 and node.names[0].name == "cast": imports.append([starts[node.lineno - 1], starts[node.lineno]])
            elif any(a.name == "cast" and a.asname is None for a in node.names):
                found = re.search(rb"\\bcast\\s*,\\s*", line) or re.search(rb",\\s*cast\\b", line)
                if found: imports.append([starts[node.lineno - 1] + found.start(), starts[node.lineno - 1] + found.end()])
    return {"calls": calls, "imports": imports}

answers = []
for path, text in json.load(sys.stdin):
    try: answers.append([path, casts(base64.b64decode(text))])
    except (SyntaxError, ValueError, RecursionError): pass
print(json.dumps(answers))
`
