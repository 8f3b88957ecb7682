"""A site's folder that overrides all it can of the theme, and what of that is then seen in the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from exchange.text.frame import THEME

_BLOCK = re.compile(r"{%-? *block (\w+)")
_MACRO = re.compile(r"{%-? *macro [^%]*%}")
_TOKEN = re.compile(r"^ +(--[\w-]+):", re.MULTILINE)
_STRINGS = {  # by file of strings: one that every site of this kind shows
    "en.json": "skip",
    "citing.en.json": "cite-title",
    "training.en.json": "instructor-back",
    "calendar.en.json": "state.closed",
}


def override_all(folder: Path) -> dict[str, str]:
    """Write a file of the same name for each named part; return what the site then says, by part."""
    marks: dict[str, str] = {}
    for name, text, mark in [*_templates(), *_components(), *_pictures(), *_styles()]:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        marks[name] = mark
    for name, key in _STRINGS.items():
        file = folder / "locales" / name
        strings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        marks[f"locales/{name}"] = f"Our own {key}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**strings, key: f"Our own {key}"}), encoding="utf-8")
    return marks


def unseen(site: Path, marks: dict[str, str]) -> set[str]:
    """Return the parts of which nothing is seen in a built site."""
    left = dict(marks)
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".css", ".svg"):
            text = file.read_text(encoding="utf-8")
            left = {name: mark for name, mark in left.items() if mark not in text}
    return set(left)


def _templates() -> Iterator[tuple[str, str, str]]:
    """Yield an extension of each template that has blocks, with a mark in each of them."""
    for pattern in ("*.html", "root/*.html"):
        for file in sorted(THEME.glob(pattern)):
            name = file.relative_to(THEME).as_posix()
            blocks = dict.fromkeys(_BLOCK.findall(file.read_text(encoding="utf-8")))
            mark = _mark(name)
            parts = [f"{{% block {block} %}}{{{{ super() }}}}{mark}{{% endblock %}}" for block in blocks]
            if blocks:
                yield name, "\n".join([f'{{% extends "theme/{name}" %}}', *parts]) + "\n", mark


def _components() -> Iterator[tuple[str, str, str]]:
    """Yield a copy of each component and part of the frame, with a mark where it begins."""
    for pattern in ("components/*.html", "partials/*.html"):
        for file in sorted(THEME.glob(pattern)):
            name, text = file.relative_to(THEME).as_posix(), file.read_text(encoding="utf-8")
            mark = _mark(name)
            marked = _MACRO.sub(lambda match, mark=mark: match[0] + mark, text)  # type: ignore[misc]
            yield name, marked if marked != text else text.rstrip("\n") + mark + "\n", mark


def _pictures() -> Iterator[tuple[str, str, str]]:
    for pattern in ("assets/static/*.svg", "icons/*.svg"):
        for file in sorted(THEME.glob(pattern)):
            name = file.relative_to(THEME).as_posix()
            mark = f'id="kx-{file.stem}-of-ours"'
            yield name, file.read_text(encoding="utf-8").replace("<svg ", f"<svg {mark} ", 1), mark


def _styles() -> Iterator[tuple[str, str, str]]:
    tokens = _TOKEN.findall((THEME / "assets/css/tokens.css").read_text(encoding="utf-8"))
    lines = "".join(f"  {token}: var(--ours{token[1:]});\n" for token in dict.fromkeys(tokens))
    yield "assets/css/tokens.css", f"@layer tokens {{ :root {{\n{lines}}} }}\n", lines
    for file in sorted((THEME / "assets/css/components").glob("*.css")):
        mark = f".kx-ours-{file.stem}"
        text = file.read_text(encoding="utf-8")
        yield (
            file.relative_to(THEME).as_posix(),
            f"{text}\n@layer components {{ {mark} {{ top: 0; }} }}\n",
            mark,
        )


def _mark(name: str) -> str:
    return f"<!-- ours: {name} -->"
