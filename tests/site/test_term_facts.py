"""A term of the glossary that another word has replaced in one language of a section is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.building import ROOT
from tests.partnerships import write_site_file
from tests.site.small_sites import NOW
from tests.site.term_cases import FREE_SECTIONS, WRONG_TERMS

from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.site.term_facts import term_differences
from exchange.text.content_folder import look_at
from exchange.text.problems import Problem

PLANTED = """
ko pathways/insurance.md uk: 신청 > 접수
ko pathways/one-trial.md running: 안전성 > 건강
ko training/writing-for-two-funders/reading-both-calls.md reading-sheet: 임상연구 > 환자 조사
ko guides/external-controls.md differences: 임상시험심사위원회|IRB > 병원 심사단
en guides/external-controls.md when-it-helps: randomised controlled trial|RCT > comparison by lot
ko training/planning-a-trial/data-across-borders.md two-directions: 개인정보 > 신상 자료
en training/writing-for-two-funders/reading-both-calls.md exercise: application > bid
en guides/decentralised-elements.md when-it-helps: safety > harm
ko guides/finding-sites.md korea: 임상시험센터 > 진료지원실
en guides/involvement-and-inclusion.md differences: research ethics committee|REC > reviewers
ko guides/estimands.md planning: 통계분석계획서 > 산출 문서
ko pathways/korea-approval.md exemptions: 이상사례 > 부작용
ko pathways/samples.md differences: 기관생명윤리위원회|IRB > 병원 심의부
en guides/estimands.md attributes: inclusion criteria > rules
ko guides/ai-in-trials.md differences: 연합학습 > 분산 훈련
en pathways/korea-approval.md dossier: good manufacturing practice|GMP > factory quality
en pathways/registration-and-results.md korea: clinical research > patient studies
en guides/multi-regional-trials.md differences: contract research organisation|CRO > agency
ko guides/federated-analysis.md differences: 민감정보 > 비밀 자료
ko pathways/safety-reporting.md differences: 시험자 > 의사
en guides/good-clinical-practice.md planning: delegation log > signature sheet
ko guides/good-clinical-practice.md what-changed: 위험기반 모니터링 > 선택 점검
ko pathways/uk-approval.md notifiable-trials: 통지 대상 > 알림 대상
ko guides/multi-regional-trials.md what-it-is: 실행가능성 연구 > 사전 조사
ko training/writing-for-two-funders/one-plan-two-applications.md shared-plan: 평가변수 > 결과값
ko guides/electronic-consent.md accessibility: 공정한 입회자 > 참관인
ko pathways/uk-approval.md nhs-set-up: 통합심사 > 합동 검토
en pathways/sponsor-and-contracts.md agreements: material transfer agreement|MTA > sample contract
en pathways/publication.md: data sharing|sharing|share > release
ko training/planning-a-trial/reaching-participants.md who-is-missing: 연구에서 소외된 집단 > 빠진 사람들
ko pathways/safety-reporting.md korea: 임상시험수탁기관|CRO > 대행사
en guides/federated-analysis.md what-it-is: distributed research network|DRN > grid
en calls/rok-uk-smart-trials-collaboration-award.md outcome: project > venture
ko training/planning-a-trial/choosing-a-design.md test-both: 추정대상모수 > 목표값
en guides/trials-within-cohorts.md common-mistakes: randomis > allocat
ko training/planning-a-trial/digital-measures.md role: 디지털 평가변수 > 전자 측정값
en guides/trials-within-cohorts.md differences: human subjects research > studies of people
ko guides/reading-korean-calls.md where-to-start: 제안요청서|RFP > 안내문
ko about/index.md known: 양해각서|MOU > 합의문
ko guides/digital-endpoints.md planning: 사용 맥락 > 쓰임새
en training/writing-for-two-funders/reading-both-calls.md exercise: shortlist > preselect
ko pathways/supply.md uk: QP 출하 증명 > 출고 서류
ko pathways/sponsor-and-contracts.md uk: 의뢰자|sponsor > 후원사
en guides/estimands.md planning: estimand > target
ko guides/risk-based-monitoring.md planning: 모니터링 > 감시
ko pathways/one-trial.md running: 의뢰자 > 회사
en guides/spirit-consort-2025.md spirit: protocol > plan
""".strip().split("\n")


def _problems(edits: Mapping[str, bytes]) -> tuple[Problem, ...]:
    settings = read_settings(ROOT / "mkdocs.yml")
    site = read_site(settings, look_at(settings.content.folder).with_edits(edits), now=NOW)
    return tuple(term_differences(site))


def _plant(entry: str, edits: dict[str, str]) -> tuple[str, int]:
    """Put another word for a term into a section, up to its next heading; return its file and line."""
    where, _, change = entry.partition(": ")
    locale, path, section = (*where.split(), "")[:3]
    forms, _, word = change.partition(" > ")
    file = f"{locale}/{path}"
    text = edits.get(file) or (ROOT / "content" / file).read_text("utf-8")
    start = text.index(f"{{ #{section} }}") if section else text.index("\n---\n")
    end = text.find("{ #", start + 3)
    part = text[start:end]
    pattern = re.compile(forms.replace(" ", r"[\s-]+"), re.IGNORECASE)
    assert pattern.search(part), entry
    edits[file] = text[:start] + pattern.sub(word, part) + text[end:]
    return f"content/{file}", text.count("\n", 0, start) + (1 if section else 3)


def test_a_term_that_another_word_replaces_is_found() -> None:
    """In either language; what the site says without the edits is right but for a few sections."""
    edits: dict[str, str] = {}
    places = {entry: _plant(entry, edits) for entry in PLANTED}
    known = _problems({})
    edited = _problems({file: text.encode() for file, text in edits.items()})
    found = [problem for problem in edited if problem not in known]
    lines = {(problem.place.path, problem.place.line) for problem in found}
    missed = [entry for entry, place in places.items() if place not in lines]
    # of 47: what else the section says may look like a part of the name, or the site renders it freely
    assert len(missed) <= 8, missed
    assert len(known) <= 1  # of 440 sections


def test_wrong_terms_are_found_on_a_new_site_and_free_translations_are_not(tmp_path: Path) -> None:
    """Of thirty sections each, with the termbase of this site but none of its habits."""
    before, after = (_sections_found(tmp_path / name, wrong) for name, wrong in (("a", False), ("b", True)))
    wrong = {f"wrong-{number}" for number in range(len(WRONG_TERMS))}
    assert len(after & wrong - before) >= 26
    assert before & wrong == set()
    assert len(after - wrong) <= 2, after - wrong


def _sections_found(folder: Path, wrong: bool) -> set[str]:
    """Return the ids of the sections that lack a term, of a site with all cases on pages of six sections."""
    _write_cases(folder, wrong)
    settings = read_settings(folder / "mkdocs.yml")
    site = read_site(settings, look_at(settings.content.folder), now=NOW)
    places = {
        (page.document.path, section.line): section.id or ""
        for pair in site.library
        for page in pair.pages.values()
        for section in page.sections
    }
    return {places[problem.place.path, problem.place.line] for problem in term_differences(site)}


def _write_cases(folder: Path, wrong: bool) -> None:
    content = folder / "content"
    write_site_file(content, "en", "ko")
    shutil.copy(ROOT / "content" / "glossary.csv", content)
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [bilingual, languages, glossary]\n", "utf-8"
    )
    for code in ("en", "ko"):
        texts = [
            (f"wrong-{number}", re.sub(case.old, case.new, text) if wrong and code == case.locale else text)
            for number, case in enumerate(WRONG_TERMS)
            if (text := case.en if code == "en" else case.ko)
        ]
        texts += [(f"free-{number}", case[code == "ko"]) for number, case in enumerate(FREE_SECTIONS)]
        (content / code).mkdir()
        for start in range(0, len(texts), 6):
            sections = "".join(
                f"\n## {name} {{ #{name} }}\n\n{text}\n" for name, text in texts[start : start + 6]
            )
            front = f"---\ntitle: {start}\ndescription: x\nkind: page\noriginal: en\n---\n"
            (content / code / f"page-{start}.md").write_text(front + sections, "utf-8")
