/**
 * Runs in the repository's own Python (`python -I`, so nothing of the repository is imported). Standard input: JSON
 * `[[path, before, after], …]` with Base64 contents; standard output: JSON `[[path, difference or null], …]`.
 * Compared are the tokens of `tokenize` without comments and blank lines, and what a comment can mean to the interpreter:
 * the encoding declaration (PEP 263) and the interpreter line.
 */
export const PYTHON_TOKENS = `
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
`
