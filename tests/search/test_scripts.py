"""Scripts are joined as we write them; what the joining does not understand is refused, never half done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.search.scripts import bundle, shorten


def joined(tmp_path: Path, main: str) -> str:
    """Return one script of a module that uses `dep.js` and that module."""
    (tmp_path / "dep.js").write_text("export function helper(a) { return a + 1; }\n", encoding="utf-8")
    (tmp_path / "main.js").write_text(main, encoding="utf-8")
    return bundle(tmp_path / "main.js")


def test_a_plain_import_is_joined(tmp_path: Path) -> None:
    """And the words that a refusal looks for may stand in texts and remarks."""
    main = (
        'import { helper } from "./dep.js";\n// import it as is\n'
        "const s = `import x as y`; // as before, import it\nexport const y = helper(s);\n"
    )
    script = joined(tmp_path, main)
    called = re.search(r"function (\S+)\(a\)", script)
    assert called
    assert f"const y={called[1]}(s)" in script
    assert "export" not in script


def test_only_what_is_a_name_and_nothing_else_is_shortened() -> None:
    """A property, a key, a key that is its own value, a word of a text and a name of the browser stay."""
    names = ["total", "label", "counts", "state", "others", "rest"]
    script = (
        "function total(a) { return a.label + total(a); }\nconst counts = { label: 1, state };\n"
        "const other = `${others}`;\nclass rest { get total2() { return rest; } }\nhit.counts;\n"
    )
    assert shorten(script, names) == script.replace("total(", "$0(").replace("rest", "$1")


@given(
    st.lists(
        st.sampled_from(["name", ".name", "name:", "{ name }", "name(", '"name"', " ", "=", "\n"]),
        max_size=12,
    )
)
def test_a_name_is_shortened_everywhere_or_nowhere(pieces: list[str]) -> None:
    """Otherwise one part of a script would ask for what another calls differently."""
    short = shorten(" ; ".join(pieces), ["name"])
    assert "name" not in short or "$0" not in short


@pytest.mark.parametrize(
    "line",
    [
        'import { helper as plusOne } from "./dep.js";',
        'import * as dep from "./dep.js";',
        'import helper from "./dep.js";',
        'import "./dep.js";',
        'import { helper } from "./dep.js"',
        "import { helper } from './dep.js';",
        'import {\n  helper as other,\n} from "./dep.js";',
        'import { helper } from "package";',
        'export { helper } from "./dep.js";',
        'export * from "./dep.js";',
        "export default function f() { return 1; }",
        "const a = 1;\nexport { a as b };",
        'const dep = await import("./dep.js");',
        "const here = import.meta.url;",
    ],
)
def test_another_form_is_refused(tmp_path: Path, line: str) -> None:
    """Joined without it the script would name what is not there, and search would be dead without a word."""
    with pytest.raises(ValueError, match="is read, not: "):
        joined(tmp_path, f"{line}\nexport const y = helper(1);\n")
