/**
 * Runs in the repository's own Python (`python -I`, so nothing of the repository is imported). Standard input: JSON
 * `[[path, before, after], …]` with Base64 contents; standard output: JSON `[[path, {class: why not}], …]`, where `comment`, `format` and
 * `type` are null where the two texts are of that class.
 *
 * `comment`: the tokens of `tokenize` without comments and blank lines are equal, and so is what a comment can mean to the
 * interpreter (PEP 263, the interpreter line). `format`: the trees of `ast` are equal. `type`: they are once annotations that nothing
 * reads at run time, `cast(T, x)` of typing, `if TYPE_CHECKING:` and imports of typing that are then unused are taken away.
 * Annotations of class bodies and of functions under decorators stay (dataclass, pydantic, typer …), and an annotation
 * may only be another one if evaluating it can not fail.
 */
export const PYTHON_CLASSES = `
import ast, base64, io, json, re, sys, tokenize, warnings

warnings.simplefilter("ignore")

SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING}
TYPING = {"typing", "typing_extensions", "collections.abc"}
INERT = {"int", "str", "bool", "float", "complex", "bytes", "bytearray", "object", "list", "dict", "set", "frozenset", "tuple", "type"}
PLAIN_DECORATORS = {
    "staticmethod", "classmethod", "property", "setter", "getter", "deleter", "cached_property", "cache", "lru_cache", "wraps",
    "abstractmethod", "override", "final", "overload", "contextmanager", "asynccontextmanager", "fixture", "parametrize",
}
READERS = re.compile(
    r"\\b(?:get_type_hints|get_annotations|__annotations__|signature|getfullargspec|singledispatch|pydantic|fastapi|typer|attrs?|cattrs|"
    r"msgspec|strawberry|injector|beartype|typeguard|litestar|hypothesis|cyclopts|fire|dependency_injector|punq|lagom)\\b"
)

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

def comment_difference(before, after):
    left, right = tokens(before), tokens(after)
    for one, other in zip(left, right):
        if one[:2] != other[:2]:
            return "line %d: a code token changed" % one[2]
    if len(left) != len(right):
        return "a code token was added or removed"
    return None

def plain(decorator):
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    name = decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")
    return name in PLAIN_DECORATORS

class Erasure(ast.NodeTransformer):
    """Takes types away; 'slots' lists the annotations that were taken from where Python evaluates them."""

    def __init__(self, tree, source):
        self.slots, self.where = [], ["module"]
        self.read = READERS.search(source) is not None
        self.casts, self.flags, self.modules = set(), set(), set()
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in TYPING and not node.level:
                for alias in node.names:
                    if alias.name == "cast": self.casts.add(alias.asname or alias.name)
                    if alias.name == "TYPE_CHECKING": self.flags.add(alias.asname or alias.name)
            if isinstance(node, ast.Import):
                self.modules |= {alias.asname or alias.name for alias in node.names if alias.name in TYPING}
        bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        bound |= {n.name for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
        bound |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        self.casts -= bound; self.flags -= bound; self.modules -= bound

    def function(self, node):
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        for one in node.args.defaults + node.args.kw_defaults:
            if one is not None: self.visit(one)
        if not self.read and all(plain(one) for one in node.decorator_list):
            args = node.args
            for arg in [*getattr(args, "posonlyargs", []), *args.args, args.vararg, *args.kwonlyargs, args.kwarg]:
                if arg is not None:
                    self.slots.append((arg.annotation, arg.lineno)); arg.annotation = None
            self.slots.append((node.returns, node.lineno)); node.returns = None
        self.where.append("function")
        node.body = self.block(node.body)
        self.where.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = function

    def block(self, body):
        kept = []
        for one in body:
            new = self.visit(one)
            kept.extend(new if isinstance(new, list) else [] if new is None else [new])
        return kept

    def visit_ClassDef(self, node):
        node.bases = [self.visit(one) for one in node.bases]
        node.keywords = [self.visit(one) for one in node.keywords]
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        self.where.append("class")
        node.body = self.block(node.body)
        self.where.pop()
        return node

    def visit_AnnAssign(self, node):
        if node.value is not None: node.value = self.visit(node.value)
        place = self.where[-1]
        if place == "class" or (place == "module" and self.read): return node
        annotation = node.annotation
        if place == "module": self.slots.append((annotation, node.lineno))
        if node.value is None:
            node.annotation = ast.Constant(None)
            return node
        return ast.Assign(targets=[node.target], value=node.value, type_comment=None)

    def visit_Assign(self, node):
        self.generic_visit(node)
        [target] = node.targets if len(node.targets) == 1 else [None]
        place = self.where[-1]
        if isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)) and place == "module" and not self.read:
            self.slots.append((None, node.lineno))
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        func = node.func
        named = isinstance(func, ast.Name) and func.id in self.casts
        member = isinstance(func, ast.Attribute) and func.attr == "cast" and isinstance(func.value, ast.Name) and func.value.id in self.modules
        if (named or member) and len(node.args) == 2 and not node.keywords and harmless(node.args[0]) and not isinstance(node.args[1], ast.Starred):
            return node.args[1]
        return node

    def visit_If(self, node):
        test = node.test
        named = isinstance(test, ast.Name) and test.id in self.flags
        member = isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING" and isinstance(test.value, ast.Name) and test.value.id in self.modules
        if named or member: return self.block(node.orelse)
        self.generic_visit(node)
        return node

def harmless(node):
    """Whether evaluating a type calls nothing."""
    return not any(isinstance(n, (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda)) for n in ast.walk(node))

def inert(node, shadowed):
    """Whether evaluating an annotation can not fail on any Python: a built-in type, None or a text."""
    if node is None: return True
    if isinstance(node, ast.Constant): return node.value is None or isinstance(node.value, str)
    return isinstance(node, ast.Name) and node.id in INERT and node.id not in shadowed

def typing_names(tree):
    return {a.asname or a.name for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names}

def unused_typing(tree, kept_by_other):
    """Drops the names that only annotations used, of imports from typing; one that goes for good may be read by other modules."""
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    exported = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    class Drop(ast.NodeTransformer):
        def keep(self, node, typing):
            gone = lambda a: typing(a) and (a.asname or a.name) not in used | exported
            node.names = [a for a in node.names if not gone(a) or (a.asname or a.name) not in kept_by_other]
            return node if node.names else None
        def visit_ImportFrom(self, node):
            return self.keep(node, lambda a: node.module in TYPING and not node.level and a.name != "*")
        def visit_Import(self, node):
            return self.keep(node, lambda a: a.name in TYPING and "." not in (a.asname or a.name))
    return Drop().visit(tree)

def lazy(tree):
    return any(isinstance(n, ast.ImportFrom) and n.module == "__future__" and any(a.name == "annotations" for a in n.names) for n in tree.body)

def type_difference(before, after):
    left, right = ast.parse(before), ast.parse(after)
    sources = [data.decode("utf-8", "replace") for data in (before, after)]
    late = lazy(left) and lazy(right)
    shadowed = {n.id for n in ast.walk(right) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    shadowed |= {getattr(n, "name", None) for n in ast.walk(right)} | {a.asname or a.name for n in ast.walk(right) if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names}
    shadowed |= {n.arg for n in ast.walk(right) if isinstance(n, ast.arg)}
    everything = typing_names(left) | typing_names(right)
    allowed = [typing_names(right) | {"cast"}, everything]
    erasures = []
    trees = []
    for tree, source, names in zip((left, right), sources, allowed):
        erasure = Erasure(tree, source)
        erasure.read = any(READERS.search(one) for one in sources)
        tree.body = erasure.block(tree.body)
        erasures.append(erasure)
        trees.append(unused_typing(tree, names))
    if ast.dump(trees[0]) != ast.dump(trees[1]):
        return first_line(trees[0], trees[1]) + "more than types changed"
    for (one, line), (other, _) in zip(erasures[0].slots, erasures[1].slots):
        same = one is not None and other is not None and ast.dump(one) == ast.dump(other)
        if same or inert(other, shadowed) or (late and harmless(other)): continue
        return "line %d: the annotation is evaluated when the program runs" % line
    return None

def first_line(left, right):
    for one, other in zip(left.body, right.body):
        if ast.dump(one) != ast.dump(other): return "line %d: " % getattr(one, "lineno", 0)
    return ""

def classes(path, before, after):
    try:
        if head(before) != head(after):
            why = "the encoding declaration or interpreter line changed"
            return {"comment": why, "format": why, "type": why}
        answer = {"comment": comment_difference(before, after)}
        left, right = ast.dump(ast.parse(before)), ast.dump(ast.parse(after))
        answer["format"] = None if left == right else first_line(ast.parse(before), ast.parse(after)) + "the syntax tree changed"
        answer["type"] = None if left == right or path.endswith(".pyi") else type_difference(before, after)
        return answer
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError, ValueError, RecursionError) as error:
        why = "can not be read as Python: %s" % error
        return {"comment": why, "format": why, "type": why}

print(json.dumps([
    [path, classes(path, base64.b64decode(before), base64.b64decode(after))] for path, before, after in json.load(sys.stdin)
]))
`
