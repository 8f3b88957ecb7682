"""Scripts are joined as we write them; what the joining does not understand is refused, never half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.search.scripts import bundle


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
    assert "function helper(a)" in script
    assert "export" not in script


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
