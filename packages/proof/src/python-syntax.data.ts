/**
 * Runs as PYTHON_TOKENS does, with the same input and output. Compared are the syntax trees without places, and what a comment
 * can mean to the interpreter: the encoding declaration (PEP 263) and the interpreter line.
 */
export const PYTHON_SYNTAX = `
import ast, base64, json, re, sys, warnings

warnings.simplefilter("ignore")

def head(data):
    lines = data.split(b"\\n")[:2]
    return [line for line in lines if re.match(rb"^[ \\t\\f]*#.*?coding[:=]|^#!", line)]

def difference(before, after):
    try:
        left, right = ast.dump(ast.parse(before)), ast.dump(ast.parse(after))
    except (SyntaxError, ValueError) as error:
        return "can not be read as Python: %s" % error
    except RecursionError:
        return "its syntax is nested too deeply"
    if left != right:
        return "its syntax changed"
    if head(before) != head(after):
        return "the encoding declaration or interpreter line changed"
    return None

print(json.dumps([
    [path, difference(base64.b64decode(before), base64.b64decode(after))] for path, before, after in json.load(sys.stdin)
]))
`
