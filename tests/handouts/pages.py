"""Small finished pages, as a build leaves them, for tests of handouts."""

from __future__ import annotations

from pathlib import Path

from exchange.handouts.booklet import Booklet, Publisher, Role, booklet, course_pages

SITE = "https://trials.example/"
PUBLISHER = Publisher(name="시험 Exchange & Co", description="A site.", licence="CC BY 4.0")
_PAGE = """<!doctype html><html lang="{lang}"><head><link rel="canonical" href="{site}{path}"></head><body>
<main><article class="page">
<header class="page-header"><h1>{title}</h1><p class="lead">Lead &amp; more.</p></header>
{extra}<div class="text">{text}</div>
{questions}<p class="page-changed"><time datetime="2026-11-0{day}T10:00:00+00:00">x</time></p>
</article></main></body></html>"""
QUESTIONS = (
    '<section class="questions"><h2 id="kx-questions">Questions</h2><ol><li class="question"><fieldset>'
    '<legend>Which?</legend><label><input type="radio"> <span>This one</span></label></fieldset>'
    '<button type="button">Check</button><details class="question-answer"><p>SECRET RIGHT</p></details>'
    '</li><li class="question"><label class="question-field">Why? <input type="text"></label>'
    '<input type="hidden"></li></ol></section>'
)
LESSON = {
    "en": "The trial<sup id='fnref:a'><a class='footnote-ref' href='#fn:a'>1</a></sup> is <span class='term'>"
    "<a href='../../../glossary/#g1'>randomised</a><span class='term-note'>NOTE</span></span>; see "
    "<a href='../#case'>the case</a> and <a href='../../../guides/x/#y'>a guide</a>, again"
    "<sup id='fnref2:a'><a class='footnote-ref' href='#fn:a'>1</a></sup>.",
    "ko": "무작위배정 임상시험(trial)에서는 대상자에게 설명하고 서면으로 동의를 받습니다. 두 나라의 연구진이 "
    "계획서를 함께 씁니다. 무작위배정은 국가별로 층화합니다.",
}
_END = (
    "<h2 id='exercise'>Exercise</h2>"
    "<details class='answer'><summary>Show</summary><p>SECRET ANSWER</p></details>"
    "<h2 id='instructors'>For instructors</h2><p>SECRET NOTE</p>"
    "<div class='footnote'><h2 id='sources'>Sources</h2><ol><li id='fn:a'><p>A source, "
    "<a href='https://example.org/a'>https://example.org/a</a>. "
    "<a class='footnote-backref' href='#fnref:a'>back</a></p></li></ol></div>"
)


def write_course(folder: Path, lang: str, *, title: str = "A course") -> None:
    """Write a course of one lesson."""
    lessons = "<ol class='lesson-list'><li><a href='one/'>One</a></li></ol>"
    write_page(
        folder, f"{lang}/training/c/", lang, title, "<h2 id='case'>The case</h2><p>It.</p>", extra=lessons
    )
    write_page(folder, f"{lang}/training/c/one/", lang, "One", f"<p>{LESSON[lang]}</p>{_END}", day=2)


def write_page(
    folder: Path, path: str, lang: str, title: str, text: str, *, extra: str = "", day: int = 1
) -> None:
    """Write one finished page."""
    file = folder / path / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    questions = QUESTIONS if day > 1 else ""
    html = _PAGE.format(
        questions=questions, lang=lang, site=SITE, path=path, title=title, text=text, extra=extra, day=day
    )
    file.write_text(html, encoding="utf-8")


def course(folder: Path, lang: str, role: Role = Role.LEARNER, *, edition: str = "") -> Booklet:
    """Return the booklet of such a course, which is written first."""
    write_course(folder, lang)
    pages = course_pages(folder, f"{lang}/training/c/")
    return booklet(folder, pages, role=role, publisher=PUBLISHER, edition=edition)
