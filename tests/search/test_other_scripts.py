"""Search in scripts that no language of this project describes: words are found as they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange.search.index import build_index
from exchange.search.model import Page, Section
from exchange.search.word_analyser import SurfaceAnalyser

SENTENCES = (
    ("ar", "يبدأ التسجيل، ثم تبدأ الدراسة السريرية.", "التسجيل"),
    ("ar", "إعداد طلب للتمويل المشترك", "طلب"),
    ("he", "איך נרשמים לניסוי קליני", "לניסוי"),
    ("fa", "ثبت‌نام در کارآزمایی بالینی", "بالینی"),
    ("hi", "क्लिनिकल परीक्षण का पंजीकरण।", "पंजीकरण"),
    ("hi", "क्लिनिकल परीक्षण का पंजीकरण।", "परीक्षण"),
    ("ta", "மருத்துவ ஆய்வு பதிவு", "ஆய்வு"),
    ("ka", "კლინიკური კვლევის რეგისტრაცია", "კვლევის"),
    ("hy", "Կլինիկական փորձարկման գրանցում", "գրանցում"),
    ("am", "የክሊኒካዊ ሙከራ ምዝገባ።", "ምዝገባ"),
    ("vi", "Đăng ký thử nghiệm lâm sàng", "nghiệm"),
    ("el", "Εγγραφή κλινικής δοκιμής", "δοκιμής"),
    ("uk", "Реєстрація клінічного випробування", "випробування"),
    ("zh", "如何注册临床试验。", "临床试验"),
    ("zh", "如何注册临床试验。", "注册"),
    ("ja", "臨床試験の登録について", "登録"),
    ("ja", "臨床試験の登録について", "試験"),
    ("th", "การลงทะเบียนการทดลองทางคลินิก", "ลงทะเบียน"),
    ("tr", "KLİNİK araştırma kaydı", "araştırma"),
)


@pytest.mark.parametrize(("code", "text", "query"), SENTENCES)
def test_a_word_is_found(
    search: Callable[..., Any], tmp_path: Path, code: str, text: str, query: str
) -> None:
    """The page whose text has it, and no other, though its language has no description."""
    pages = [
        Page(
            id=name,
            lang="en",
            url=f"en/{name}/",
            title=name,
            sections=(Section(id="", heading="", text=body),),
        )
        for name, body in (("one", text), ("two", "Another text. 另外一个，別の文章 นี้"))
    ]
    folder = tmp_path / "en"
    folder.mkdir()
    for name, content in build_index(pages, [], lang="en", cache={}, analyser=SurfaceAnalyser([])).items():
        (folder / name).write_bytes(content)
    (tmp_path / "ko").mkdir()
    for name, content in build_index([], [], lang="ko", cache={}, analyser=SurfaceAnalyser([])).items():
        (tmp_path / "ko" / name).write_bytes(content)
    (answer,) = search(tmp_path, [("en", query, {})])
    assert [hit["url"] for hit in answer["hits"]] == ["en/one/"], code


def test_of_a_text_without_spaces_only_what_was_sought_is_marked(node: Callable[..., Any]) -> None:
    """Pairs of letters that follow each other are one mark."""
    script = "print(rangesToMark(input.text, input.marks));"
    text = "如何注册临床试验。Registration"
    marks = node(script, {"text": text, "marks": ["临床", "床试", "试验"]}, mark="rangesToMark")
    assert [text[start:end] for start, end in marks] == ["临床试验"]
