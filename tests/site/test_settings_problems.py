"""What is wrong with a mkdocs.yml is said as what is wrong with the content is: place, fault and way out."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from properdocs.config.defaults import ProperDocsConfig
from tests.building import ROOT

from exchange.cli.main import main
from exchange.safety.file_kinds import RECORDS
from exchange.safety.limits import Limits
from exchange.site.plugin_options import OPTIONS, is_like
from exchange.site.settings import read_settings
from exchange.site.settings_problems import NAMES, is_unfit_folder, settings_problems
from exchange.text.problems import ContentProblems, Place, explain

_RIGHT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
_LISTED = "site_name: x\nplugins: [bilingual, languages, {glossary: {file: terms.csv}}]\ndocs_dir: content"
_NAMED = "site_name: x\ndocs_dir: content\nplugins:\n  bilingual:\n  languages:\n"
_LISTS = "".join(f"  a{n + 1}: &a{n + 1} [{f'*a{n}, ' * 9}]\n" for n in range(9))
_FIELDS = f"{{{', '.join(f'k{n}: 1' for n in range(500))}}}"
_BOMBS = {
    f"a0: &a0 [{'x, ' * 9}]\n{_LISTS}": "text/too-many-parts:9",
    f"a: &a {_FIELDS}\n  m: {{<<: [{'*a, ' * 50}]}}": "text/too-many-parts:6",
}
"""What MkDocs makes gigabytes of, or works at for minutes, before any of our code is asked."""
_FAULTS = {
    "plugins: [": "text/not-yaml:1",
    "a: 1\nb: c\x7f": "text/not-yaml:2",
    f"a: {'[' * 20_000}": "text/not-yaml:1",
    "a: 1\nplugins:\n\t- bilingual": "text/not-yaml:3",
    "- bilingual": "calls/not-fields:1",
    "INHERIT: nowhere.yml": "pages/settings-path:1",
    "INHERIT: mkdocs.yml": "pages/settings-path:1",
    "": "text/missing-field:1 pages/plugin-missing:1 pages/plugin-missing:1",
    f"{_LISTED}\nplugin: [gate]": "text/unknown-field:4",
    f"{_LISTED}\nnav: [x.md]": "pages/nav-elsewhere:4",
    f"{_LISTED}\nnav: {{A: 3}}": "pages/nav-elsewhere:4",
    f"{_LISTED}\nsomething: 1": "text/unknown-field-no-guess:4",
    f"{_LISTED}\nmarkdown_extensions: [tables, nowhere.at.all, pymdownx.details]": "pages/not-installed:4",
    f"{_LISTED}\nhooks: [nowhere.py]": "pages/settings-path:4",
    **{
        f"{_LISTED}\nhooks: [{file}]": "pages/option-value:4"
        for file in ("/etc/passwd", "terms.csv", "no-python.py")
    },
    f"{_LISTED}\nhooks: [python.py]": "",
    f"{_LISTED}\ntheme: exchang": "pages/not-installed:4",
    f"{_LISTED}\ntheme: {{name: exchange, custom_dir: nowhere}}": "pages/settings-path:4",
    _LISTED.replace("glossary:", "glossry:"): "pages/not-installed:2",
    _LISTED.replace("docs_dir: content", "docs_dir: nowhere"): "pages/settings-path:3",
    _LISTED.replace("bilingual, ", ""): "pages/plugin-missing:1",
    **{
        f"{_LISTED}\nsite_dir: {folder}": "pages/settings-folder:4"
        for folder in (".", "..", "content", "terms.csv")
    },
    f'{_LISTED}\nsite_dir: "a\\0b"': "pages/settings-folder:4",
    _LISTED.replace("docs_dir: content", "docs_dir: ."): "pages/settings-folder:3",
    **{
        _LISTED.replace("docs_dir: content", f"docs_dir: {value}"): f"pages/{code}:3"
        for value, code in {
            '"a\\0b"': "settings-path",
            "a" * 5_000: "settings-path",
            **dict.fromkeys(("[content]", "5", "~", "{content: x}"), "option-value"),
        }.items()
    },
    **{
        f"{_LISTED}\n{line}": "pages/option-value:4"
        for line in (
            *(
                "site_dir: [a]",
                "site_url: [a]",
                "theme: {name: [x]}",
                "theme: {name: exchange, custom_dir: [a]}",
            ),
            *("dev_addr: x", "dev_addr: 0.0.0.0:8000", "dev_addr: evil.invalid:8000", "dev_addr: 8000"),
            '"dev_addr": "127.0.0.1:8000\\x1b]0;x"',
        )
    },
    f"{_LISTED}\nsite_dir: {'a' * 5_000}": "pages/settings-folder:4",
    **{
        f"{_LISTED}\nextra: {value}": found
        for value, found in {
            "!!python/object/apply:os.system [x]": "text/yaml-reference:4",
            "{a: [!!python/module:os ]}": "text/yaml-reference:4",
            "{a: !!python/name:os.system }": "",
            "&a {b: *a}": "",
            "{a: 9999-99-99}": "text/not-yaml:4",
            f"[&a [{'x, ' * 200}], {'*a, ' * 20}]": "",
        }.items()
    },
    **{f"{_LISTED}\nextra:\n  {bomb}": found for bomb, found in _BOMBS.items()},
    **{
        f"INHERIT: {value}": "pages/settings-path:1"
        for value in ("[a]", '"a\\0b"', "/etc", "/dev/zero", "a" * 5_000)
    },
    **{
        f"{_LISTED}\ntheme: {{name: exchange, custom_dir: {folder}}}": "pages/settings-folder:4"
        for folder in ("..", "/", "/dev", "/proc", "/proc/self/task")
    },
    **{
        f"{_NAMED}  {plugin}: {{{option}}}": f"{code}:6"
        for plugin, option, code in (
            ("gate", "page_second: 2", "text/unknown-field"),
            ("gate", "page_seconds: soon", "pages/option-value"),
            ("gate", "page_seconds: 0", "pages/option-value"),
            ("gate", "page_seconds: .nan", "pages/option-value"),
            ("gate", "page_seconds: .inf", "pages/option-value"),
            ("gate", "records: calls", "pages/option-value"),
            ("gate", "records: [5]", "pages/option-value"),
            ("funding_calendar", "soon_days: true", "pages/option-value"),
            ("funding_calendar", "soon_days: -1", "pages/option-value"),
            ("content_check", "lowered: [training/]", "pages/option-value"),
            ("content_check", "lowered: {training/: pages/broken-link}", "pages/option-value"),
            ("content_check", "baseline: [a]", "pages/option-value"),
        )
    },
}


def _found(file: Path) -> str:
    try:
        problems = settings_problems(file)
    except ContentProblems as error:
        problems = error.problems
    assert all(explain(problem, code) for problem in problems for code in ("en", "ko"))
    return " ".join(f"{problem.code}:{problem.place.line}" for problem in problems)


@pytest.mark.parametrize("text", _FAULTS)
def test_a_fault_of_the_settings_is_named(text: str, tmp_path: Path) -> None:
    """In its line; a fault of an entry is not followed by others."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "thesis.md").touch()
    (tmp_path / "terms.csv").touch()
    (tmp_path / "python.py").write_text("def on_config(config): return config\n", encoding="utf-8")
    (tmp_path / "no-python.py").write_text("root:x:0:0\n", encoding="utf-8")
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    assert _found(file) == _FAULTS[text]


@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_settings_in_another_encoding_are_named(encoding: str, tmp_path: Path) -> None:
    """A file saved as an editor of the region saves it is no traceback."""
    (tmp_path / "mkdocs.yml").write_bytes("site_name: 한국\n".encode(encoding))
    assert _found(tmp_path / "mkdocs.yml") == f"text/not-text-file:{Place(path='').line}"


def test_right_settings_have_no_problem(tmp_path: Path) -> None:
    """Those of this site, those that inherit them, with a mark at the beginning, tags and variables."""
    assert _found(ROOT / "mkdocs.yml") == ""
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    inheriting = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'content'}\n"
    theme = f"theme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n"
    for text in (f"{inheriting}{theme}", f"\ufeff{_LISTED}\nextra: !ENV [NAME, 1]\nwatch: [!relative x]\n"):
        file.write_text(text, encoding="utf-8")
        assert _found(file) == ""


def test_the_settings_of_the_engines_are_all_known() -> None:
    """A setting of MkDocs or ProperDocs is never called unknown."""
    for engine in (MkDocsConfig, ProperDocsConfig):
        assert {name for name, _ in engine._schema} <= NAMES


def test_the_options_of_our_plugins_are_all_known(tmp_path: Path) -> None:
    """Those that MkDocs reads and no others, each with a value that MkDocs takes as well."""
    (tmp_path / "content").mkdir()
    for point in entry_points(group="mkdocs.plugins"):
        if point.value.startswith("exchange.") and point.name != "languages":  # those of another package
            examples = OPTIONS.get(point.name, {})
            plugin = point.load()()
            assert {name for name, _ in plugin.config_class._schema} == examples.keys()
            assert plugin.load_config(dict(examples)) == ([], [])
            assert all(is_like(value, value) for value in examples.values())


@pytest.mark.parametrize("option", ["page_seconds: x", "page_seconds: -1", "records: 5", "classes: {a: b}"])
def test_the_content_is_checked_with_the_usual_value_in_place_of_a_wrong_one(
    option: str, tmp_path: Path
) -> None:
    """A wrong option hides nothing else."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        f"{_LISTED}\n".replace("languages,", f"languages, {{gate: {{{option}}}}},"), encoding="utf-8"
    )
    settings = read_settings(file)
    assert [problem.code for problem in settings.problems][:1] == ["pages/option-value"]
    assert (settings.limits, settings.places.records, settings.classes) == (Limits(), RECORDS, frozenset())


def test_settings_that_never_end_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe is not waited for, and of a file without an end no more is read than settings may have."""
    pipe, endless, link = tmp_path / "pipe.yml", tmp_path / "endless.yml", tmp_path / "itself.yml"
    os.mkfifo(pipe)
    endless.write_text("#" * 200_000, encoding="utf-8")
    link.symlink_to(link.name)
    for file in (pipe, endless, link, tmp_path):
        assert main(["--config", str(file), "check", "--lang", "en"]) == 2
        assert capsys.readouterr().err


def test_a_file_in_place_of_the_content_is_not_taken_for_a_text(tmp_path: Path) -> None:
    """What is missing is said, not that a file that is not there has a wrong encoding."""
    (tmp_path / "mkdocs.yml").write_text(_LISTED, encoding="utf-8")
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert "text/no-site-file" in {
        problem.code for problem in read_settings(tmp_path / "mkdocs.yml").problems
    }


def test_a_site_replaces_no_other_files(tmp_path: Path) -> None:
    """Only what a build has made, what is hidden, and nothing at all."""
    site = tmp_path / "elsewhere" / "site"
    assert not is_unfit_folder("site_dir", site, tmp_path / "project")
    site.mkdir(parents=True)
    (site / ".git").touch()
    assert not is_unfit_folder("site_dir", site, tmp_path / "project")
    for name in ("404.html", "sitemap.xml", "index.html"):
        (site / name).touch()
        assert is_unfit_folder("site_dir", site, tmp_path / "project") == (name == "404.html")
    assert is_unfit_folder("site_dir", site / "404.html", tmp_path / "project")


def test_the_check_goes_on_with_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Settings that can be read are checked with all else; `kx` refuses others in the author's language."""
    monkeypatch.chdir(tmp_path)
    extension = "markdown_extensions: [nowhere]\n"
    settings = _RIGHT.replace("docs_dir: content", f"docs_dir: {ROOT / 'tests/sites/showcase'}")
    settings = settings.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}")
    (tmp_path / "mkdocs.yml").write_text(settings + extension, encoding="utf-8")
    assert main(["check", "--lang", "ko"]) == 1
    assert "pages/not-installed" in capsys.readouterr().out
    (tmp_path / "mkdocs.yml").write_text("theme: [", encoding="utf-8")
    assert main(["check", "--lang", "ko"]) == 2
    assert "항목으로 읽을 수 없습니다" in capsys.readouterr().err
