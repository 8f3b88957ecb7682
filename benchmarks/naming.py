"""Count the names of the code that are not nouns: `make bench-names`.

A binding is a place where the code gives a name: a variable, a parameter, a field, a function, a class or an
import under another name. `self`, `cls` and `_` are left out: Python chose them.

The head of a name is its last word, prepositions at the end aside: `page` of `page_of`, `cut` of `cut_off`. A
binding is counted where its head is a past participle (`found`), a pronoun (`one`) or an adverb (`before`):
these say how a value came about or where it is, not what it is. Questions are not counted (`is_read`), nor
are functions whose name begins with a verb (`put_back`). FIELD_WORDS are terms of the field; the share is
printed without and with them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CODE = Path(__file__).parent.parent / "plugins"

PYTHON_NAMES = frozenset({"self", "cls", "_", "__all__"})

FIELD_WORDS = {
    "now": "the moment that a function is given, as in datetime.now",
    "sealed": "an edition, its files and its pages: sealed once and never changed",
    "published": "a file or page that readers have; an option of published records",
    "cancelled": "a state of a call",
    "closed": "a state of a call",
    "awarded": "a state of a call",
    "invited": "a stage that only those chosen before may enter",
    "extended": "a kind of change of a call",
    "withdrawn": "a kind of note on an edition",
    "required": "a field without which a record is refused, as in JSON Schema",
    "generated": "a page or file that no author wrote",
}
"""Past participles that are terms of funding, publishing or time, with the reason."""

QUESTIONS = frozenset("is are was has have can may must needs should does".split())

PREPOSITIONS = frozenset("at by for from in into of off on onto out over to up with".split())

PRONOUNS = frozenset(
    "all another any anything both each either every everything few he her hers here him his how it its "
    "least less many me mine more most much my neither nobody none nothing one ones other others our "
    "ours own she some something such that their theirs them there these they this those us we what "
    "whatever when where which who whose why you your yours".split()
)

ADVERBS = frozenset(
    "about above across after afterwards again ahead alike almost alone along already also always among "
    "anew around as aside away back before behind below beneath beside besides between beyond down "
    "during else elsewhere ever except far here if inside instead later meanwhile near nearby never not "
    "now off often once only otherwise outside past per perhaps since so somewhere soon still than then "
    "through together too twice under until upon very via while within without yet".split()
)

IRREGULAR_PARTICIPLES = frozenset(
    "become been begun bent bound broken brought built bought caught chosen come cut dealt done drawn "
    "driven eaten fallen felt forbidden forgotten fought found frozen given gone grown had heard held "
    "hidden hurt kept known laid learnt left lent lost made meant met misspelt mistaken paid proven put "
    "read rung said seen sent shown shut sold spelt spent spoken spoilt stood struck sunk swept taken "
    "taught thought thrown told torn understood undone withheld withdrawn won worn written unread "
    "unseen unknown unwritten overwritten unbroken overridden unspoken rewritten".split()
)

IMPERATIVES = frozenset("become come cut put read shut".split())
"""Irregular participles that are also the verb: a function may be named by it, a value may not."""

NOT_PARTICIPLES = frozenset("bed embed feed heed indeed need red seed shed speed".split())
"""Words that end in `ed` and are none."""


def main(folder: Path) -> None:
    """Print the share of counted bindings, and each counted name with its number of bindings."""
    names = [name for path in sorted(folder.rglob("*.py")) for name in bindings(ast.parse(path.read_bytes()))]
    strict = Counter(name for name, is_function in names if is_counted(name, is_function))
    counted = Counter({name: count for name, count in strict.items() if _head(name) not in FIELD_WORDS})
    print(f"{len(names)} bindings, of which these are not nouns:")
    print(f"{_share(counted, names)}; with FIELD_WORDS {_share(strict, names)}")
    for name, count in counted.most_common():
        print(f"{count:5} {name}")


def bindings(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Return each name that a module gives, and whether it names a function."""
    for node in ast.walk(tree):
        name = _bound_name(node)
        if name is not None and name not in PYTHON_NAMES:
            yield name, isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def is_counted(name: str, is_function: bool) -> bool:
    """Return True if the head of the name is a participle, a pronoun or an adverb."""
    words = _words(name)
    if not words or (words[0] in QUESTIONS and len(words) > 1):
        return False
    if is_function and (words[0] in IMPERATIVES or not _is_participle(_head(name))):
        return all(map(_is_counted_word, words)) and words[0] not in IMPERATIVES
    return _is_counted_word(_head(name))


def _bound_name(node: ast.AST) -> str | None:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.arg(arg=name) | ast.alias(asname=name) | ast.ExceptHandler(name=name):
            return name
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.MatchMapping(rest=name):
            return name
    return None


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case: those of `snake_case` and of `PascalCase`."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name)]


def _head(name: str) -> str:
    words = _words(name)
    while len(words) > 1 and words[-1] in PREPOSITIONS:
        words.pop()
    return words[-1] if words else ""


def _is_counted_word(word: str) -> bool:
    return word in PRONOUNS | ADVERBS | PREPOSITIONS or _is_participle(word)


def _is_participle(word: str) -> bool:
    return word in IRREGULAR_PARTICIPLES or (word.endswith("ed") and word not in NOT_PARTICIPLES)


def _share(counted: Counter[str], names: list[tuple[str, bool]]) -> str:
    return f"{counted.total()} ({100 * counted.total() / len(names):.1f} %)"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CODE)
