"""Every code with words can come out of `kx check` or a build: it is produced here or by a golden case."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.building import SITES, write_settings
from tests.calls.samples import RECORD
from tests.rendering import findings
from tests.safety.documents import zipped
from tests.safety.samples import archive, pdf, picture
from tests.safety.test_document_attacks import DECEPTIVE, links
from tests.safety.test_document_attacks import WRONG as DOCUMENTS
from tests.safety.test_file_attacks import DRAWINGS, NAMES, SVG
from tests.safety.test_page_attacks import ALL as ATTACKS

from exchange.editions.other_publishers import other_publisher
from exchange.editions.permanent_ids import Permanent, repeated_ids
from exchange.mkdocs_plugins.bilingual_options import unknown_language
from exchange.safety import page_html, svg
from exchange.site.catalogue import catalogue
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Problem

TESTS = Path(__file__).parents[1]
NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
_ANSWERED = re.compile(r"^- .* \(([a-z]+/[\w-]+)\)$", re.MULTILINE)
CODE = re.compile(r"\[(?P<code>[a-z]+/[\w-]+)\]")
HEAD = "---\ntitle: T\ndescription: D.\nkind: {kind}\noriginal: en\n---\n\n"
NOTICE = HEAD.format(kind="call")
TERMS = "id,en,ko,abbr_en,abbr_ko,definition_en,definition_ko,avoid_en,avoid_ko,avoid_en_remark,source_en\n"


def page(text: str, kind: str = "page") -> bytes:
    """Return a page; a text that has a front matter is one already."""
    return (text if text.startswith("---") else HEAD.format(kind=kind) + text).encode()


def record(*changes: tuple[str, str]) -> bytes:
    """Return the record of a call, changed in some places."""
    text = RECORD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def stage(name: str, side: str, closes: str) -> str:
    """Return one more stage of the record."""
    head = f"  - id: {name}\n    kind: full\n    side: {side}"
    return f"{head}\n    opens: 2026-09-01\n    closes: {closes}\nchanges:"


FAULTS: Mapping[str, Mapping[str, bytes | None]] = {
    "names of files": {
        **dict.fromkeys((path for path in NAMES if "<" not in path), b""),
        f"assets/{'a' * 200}.svg": b"",
        "en/large.md": page("x\n" * 80_000),
        "en/folder.md/x.txt": b"",
    },
    "what the site is": {
        "site.yml": b"""
name: {en: T}
description: {en: D.}
languages: [en, ko, English]
address: https://x.example/
domain: https://x.example
sides:
  - {code: GB, zone: Europe/Londn, currency: POUND, holidays: [GB-XYZ]}
  - {code: GB, zone: Europe/London, currency: GBP}
folders: {marked: [../guides]}
"""
    },
    "insides of files": {
        "assets/x.png": b"<script>x</script>",
        "assets/t.csv": b"\xff\xfe,a",
        "assets/formula.csv": b'a,b\n=1+1,"<b>"\n',
        "assets/huge.csv": b'a\n"' + b"x" * 140_000 + b'"\n',
        "assets/x.pdf": pdf("<< /S /JavaScript >>"),
        "assets/cut-off.pdf": pdf()[:-9],
        "assets/labels.svg": SVG.format(more="", inner="<foreignObject/>").encode(),
        "assets/many.zip": zipped({f"{number}.txt": "" for number in range(5_001)}),
        **{
            f"assets/{name}": DOCUMENTS[name][0]
            for name in "macro.docx table-as-word.docx program.zip way-up.zip behind.zip".split()
        },
        **{
            f"assets/{name}": DOCUMENTS[name][0] for name in ("password.hwp", "script.ipynb", "badge-0.ipynb")
        },
        "assets/link.docx": links(DECEPTIVE)["relation.docx"],
        "assets/cut-off.png": picture("PNG")[:-9],
        "assets/archive.gif": picture("GIF") + archive(),
        "assets/points.gif": b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
        "assets/heavy.svg": SVG.format(
            more="", inner='<g id="a"><use href="#a"/></g>' * 2 + '<use href="#a"/>'
        ).encode(),
        "assets/separator.csv": b"sep=;\na;b\n",
        "assets/lfs.png": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        **{
            f"assets/drawing-{number}.svg": SVG.format(more="", inner=f"\n{inner}\n").encode()
            for number, (inner, _) in enumerate(DRAWINGS.values())
        },
        "assets/html.svg": b"<html><script>x</script></html>",
        "assets/doctype.svg": b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
        "assets/encoding.svg": b'<?xml version="1.0" encoding="UTF-7"?>\n<svg/>',
    },
    "attacks by pages": {
        f"en/attacks/attack-{number}.md": page(text) for number, (text, _) in enumerate(ATTACKS.values())
    },
    "calls": {
        "calls/trial.yml": record(
            ("2026-10-22 17:00 Europe/London", "2027-02-07 17:00 Asia/Seoul"),
            ("kind: grant", "kind: grant\nsupersedes: gone"),
            ("changes:", stage("other", "GB", "2027-02-08 17:00 Europe/London")),
            ("changes:", stage("third", "KR", "2027-02-09 17:00 Asia/Seoul")),
            ("changes:", "budget:\n  total: {GBP: 600000}\nchanges:"),
        ),
        "calls/passed.yml": record(("    opens: 2026-09-01", "    basis: expected\n    opens: 2026-09-01")),
        "calls/near.yml": record(
            ("    opens: 2026-09-01", "    basis: expected\n    opens: 2026-12-01"),
            ("2026-10-22", "2027-10-21"),
        ),
        "calls/vague.yml": record(("opens: 2026-09-01", "opens: 2026-09"), ("2026-10-22", "2027-10-21")),
        "calls/texts.yml": record(("For a test.", "Until 1 May 2030.")),
        "calls/undecided.yml": record(("2026-10-22 17:00 Europe/London", "tbc")),
        "calls/rounds.yml": record(
            ("2026-10-22 17:00 Europe/London", "none"),
            ("changes:", "cutoffs: [{id: r, at: 2026-10-01}]\nchanges:"),
        ),
        "calls/old.yml": record(("2026-10-22", "2027-10-21"), ("checked: 2026-08-01", "checked: 2026-01-05")),
        "calls/http.yml": record(('공고문"}', '공고문"}, url: "http://www.nihr.ac.uk/"')),
        "calls/many.yml": record(
            ("changes:", "cutoffs:" + "\n  - {id: r, at: 2026-10-01}" * 61 + "\nchanges:")
        ),
        "calls/index.yml": record(),
        "calls/a_b.yml": record(),
        "calls/nobody.yml": record(("funders:\n", "funders: []\nother:\n")),
        "en/calls/old/index.md": page("x"),
        "en/calls/trial.md": f"{NOTICE}It closes on Monday 7 February 2027 at 16:00 with £500,000, or on "
        "31 March 2026.\n".encode(),
        "calls/moved.yml": record(
            ("changes:", "budget: {awards: 5, rate: 80}\nduration: P3Y\nchanges:"),
            ("funder: one}", "funder: one, applicants: {types: [hospital]}}"),
            (
                "source:",
                "  - {at: 2026-09-01, kind: extended, stage: full, from: 2026-10-15 17:00 Europe/London, "
                "to: 2026-10-22 17:00 Europe/London}\nsource:",
            ),
        ),
        "en/calls/moved.md": f"{NOTICE}The deadline is 15 October 2026. Awards last two years. "
        "We will fund ten projects at 50% of the full economic cost. Companies may apply. "
        "It opens three days before it closes.\n".encode(),
        "ko/calls/trial.md": NOTICE.encode(),
        "en/calls/nowhere.md": NOTICE.encode(),
        "en/guides/call.md": page("x", kind="call"),
        "en/guides/calls.md": page("x", kind="calls"),
        "en/forms.md": page(
            "::: call trail\n\n::: call zzzzzz\n\n{call:trial/fulll} {call:trial/zzzzzzzz} {call:x y}\n"
        ),
    },
    "columns of the termbase": {"glossary.csv": b"id,id,en,ko,abbr_en,abbr_ko,avoid_en,wrong\n"},
    "rows of the termbase": {
        "glossary.csv": (
            f"{TERMS}g001,clinical trial,ㄱ,,,d,d,,,,\ng001,b,,,,d,d,b; x (remark),,y: z,nobody\n"
            "g003,a,b,c,d,e,f,g,h,i,j,k,l,m,n\n"
        ).encode()
    },
    "a termbase without end": {"glossary.csv": TERMS.encode() + b"\n" * 3_000 + b"g001,a\n"},
    "a record without end": {"calls/a-call.yml": b"? x\n" * 7_000},
    "a termbase that is no table": {"glossary.csv": TERMS.encode() + b'"' + b"x" * 140_000 + b'"\n'},
    "texts": {
        "en/key.md": b"---\n[a]: b\n---\n",
        "en/hours.md": page("---\ntitle: '!?'\ndescription: D.\nkind: page\noriginal: en\nid: '-'\n---\n"),
        "redirects.yml": "전환".encode("cp949"),
        "en/heading.md": page("The sponsor signs it\nand sends it to the site\n---\n"),
        "en/long.md": page("A visit is planned first. " * 720),
        "en/made.md": page("[x](&#1;https://a.example)"),
        "en/own.md": page("[the list](http://192.168.0.1/list)"),
    },
    "redirects": {
        "redirects.yml": b"moved:\n- {from: guides, to: /guides/}\n- {from: /en/a/, to: /guides/}\n"
        b"- {from: /a/, to: /b/}\n- {from: /b/, to: /guides/}\n- {from: /a/, to: /guides/}\n"
        b"- {from: /f.exe, to: /guides/}\n- {from: /g/#x, to: /assets/x.pdf}\n"
        b"- {from: '/h/?x', to: /guides/}\n"
        b"- {from: /assets/x.pdf, to: /assets/y.png}\n- {from: /guides/second/, to: /nowhere/}\n",
    },
    "redirects of another shape": {"redirects.yml": b"moved:\n- x\n"},
    "redirects that are no list": {"redirects.yml": b"- /guides/a/\n"},
    "redirects below no name": {"redirects.yml": b"  - {from: /guides/a/, to: /guides/first/}\n"},
    "a call that is named before its day": {
        "calls/trial.yml": record(("lifecycle:", "publish: 2027-01-11 09:00 Asia/Seoul\nlifecycle:")),
        "en/early.md": page("{call:trial/full}\n"),
    },
    "the ledger": {
        "ledger.csv": f"pages,/en/\n<<<<<<< HEAD\nedition,/editions/1/,{'0' * 64}\n"
        f"edition,/editions/1/,{'1' * 64}\n".encode()
    },
    "a shared text that is not there": {"en/shared.md": page("```snippet\nnone\n```\n")},
    "questions": {
        "questions/no-lesson.yml": b"questions: []\n",
        "questions/wrong.yml": b"""questions:
  - {id: a, kind: single, text: x, options: [{id: a, text: {en: A}, feedback: {en: F}}], answer: a}
  - {id: a, kind: true-false, text: {en: Q}, options: [], answer: true, feedback: {en: F}}
  - {id: b, kind: short, text: {en: Q}, answer: {en: []}, feedback: {en: F}}
  - {id: c, kind: single, text: {en: Q}, options: [x, y], answer: x}
""",
    },
    "labels that are a text": {
        "figures/wrong.yml": b"kind: flow\nalt: {en: A}\nlabels: x\nlines: [a -> b]\n",
    },
    "a list that is too long": {
        "en/authors.md": page("A text.\n").replace(b"---\n\n", b"authors: [" + b"A, " * 61 + b"]\n---\n\n", 1)
    },
    "files that are missing": {"glossary.csv": None, "nav.yml": None},
    "notes of editions": {"editions.yml": b"- x\n"},
}
"""Files over a site that is right; what they break is reported together."""

SHOWN: Mapping[str, Mapping[str, str]] = {
    "calls/test_unrecorded.py": {
        "test_a_deleted_record_is_found": "calls/call-removed",
        "test_a_renamed_record_is_told_from_a_deleted_one": "calls/call-renamed",
        "test_a_published_call_cannot_be_withheld_again": "calls/call-withheld-again",
        "test_two_moves_of_one_stage_need_two_lines": "calls/date-moved-silently",
        "test_a_from_that_was_never_the_date_is_found": "calls/from-never-published",
        "test_what_was_told_stays_as_it_was": "calls/history-rewritten",
        "test_a_past_that_cannot_be_read_is_a_warning": "calls/past-unreadable",
        "test_what_from_and_to_cannot_say_is_found_too": "calls/stage-changed-silently",
        "test_a_removed_stage_is_put_back_and_cancelled": "calls/stage-removed",
        "test_a_renamed_stage_is_told_from_a_removed_one": "calls/stage-renamed",
        "test_a_revision_that_is_not_there_is_said_in_words": "calls/since-unknown",
        "test_a_shallow_clone_is_told_how_to_get_the_rest": "calls/since-not-fetched calls/since-cut-off",
        "test_without_git_the_reason_is_told": "calls/since-without-git",
    },
    "text/test_usual_yaml.py": {"test_a_text_of_very_many_parts_is_refused": "text/too-many-parts"},
    "calls/test_reading.py": {
        "test_a_unit_with_a_slip_is_shown_to_the_editor": "calls/unit-unknown",
        "test_a_call_that_nobody_closed_for_years_is_asked_about": "calls/open-for-years",
        "test_more_awards_than_announced_are_asked_about": "calls/more-than-announced",
        "test_parts_above_the_total_are_asked_about": "calls/parts-above-total",
        "test_words_that_are_another_time_for_each_reader_are_asked_about": "calls/text-relative",
    },
    "calls/test_addresses.py": {
        "test_hosts_in_no_list_are_told_to_reviewers_once": "calls/host-unfamiliar",
        "test_where_one_applies_is_judged": "text/address-resembles",
    },
    "site/test_past.py": {"test_another_day_of_publication_is_found": "pages/published-rewritten"},
    "site/test_effects.py": {
        "test_a_section_that_changed_leaves_its_twin_behind": "translation/behind pages/linked-from",
    },
    "translation/test_states_of_records.py": {
        "test_a_text_that_changes_leaves_its_twin_behind": "translation/record-behind",
        "test_the_settings_say_how_long_a_language_may_lag": "translation/overdue",
    },
    "translation/test_states_of_a_site.py": {
        "test_a_line_that_is_no_agreement_is_said": "translation/agreement-unreadable"
    },
    "calls/test_revisions.py": {
        "test_a_shallow_clone_says_so": "calls/history-cut-off",
        "test_no_repository_and_no_git_say_so": "calls/no-history",
    },
    "journeys/test_a_new_language.py": {
        "test_a_language_is_a_folder_strings_and_an_entry": "pages/language-plain pages/records-untranslated "
        "pages/terms-untranslated",
        "test_strings_that_are_missing_fall_back_with_one_warning": "pages/strings-incomplete",
        "test_strings_that_cannot_be_read_are_a_problem": "pages/strings-unreadable",
    },
    "site/test_frame_checks.py": {
        "test_what_a_template_says_in_vain_is_a_warning": "pages/block-unknown pages/macro-missing "
        "pages/template-fails",
    },
    "journeys/test_one_language.py": {
        "test_nothing_stops_and_everything_is_listed": "pages/reasons-untranslated",
    },
    "editions/test_disk.py": {
        "test_a_build_that_may_not_write_says_so": "editions/disk",
    },
    "editions/test_scratch_repository.py": {
        "test_a_plain_build_refuses_to_drop_an_edition": "editions/edition-dropped",
        "test_an_edition_changed_with_its_manifest_is_not_published": "editions/edition-other",
        "test_a_line_taken_out_of_the_ledger_stops_the_build": "editions/ledger-shrunk",
        "test_a_note_by_hand_that_would_have_no_effect_stops_every_build": "editions/note-edition",
    },
    "editions/test_git_faults.py": {
        "test_a_build_in_a_repository_that_git_cannot_read_says_so": "editions/git-unreadable",
        "test_content_that_a_sparse_checkout_keeps_out_is_not_taken_for_deleted": "pages/clone-sparse",
    },
    "editions/test_histories.py": {
        "test_an_edition_that_was_published_cannot_be_lost": "editions/edition-lost",
        "test_following_the_messages_mends_one_change": "editions/redirect-of-something-there",
        "test_no_history_loses_a_line": "editions/unresolved-event",
    },
    "editions/test_meanings.py": {
        "test_two_sections_that_changed_places_are_asked_about": "editions/meaning-of-section",
        "test_an_id_given_to_another_term_is_asked_about": "editions/meaning-of-term",
        "test_permanent_ids_that_changed_places_are_asked_about": "editions/meaning-of-id",
        "test_a_new_page_at_the_address_of_one_that_was_there_is_asked_about": "editions/meaning-of-page",
        "test_sections_of_a_merged_page_are_decided_one_by_one": "editions/meaning-of-merged",
    },
    "calls/test_prose.py": {
        "test_the_way_out_of_a_date_of_the_other_side_is_a_date_of_this_one": (
            "calls/prose-side calls/record-text-side"
        ),
        "test_an_opening_is_no_closing": "calls/prose-opening calls/prose-closing calls/prose-judging "
        "calls/record-text-point",
    },
    "editions/test_note_targets.py": {
        "test_a_page_is_withdrawn_once": "editions/note-twice",
        "test_a_withdrawal_leads_to_a_page_that_is_there": "editions/note-instead",
        "test_a_note_about_what_was_never_sealed_is_named": "editions/note-page",
    },
    "editions/test_redirects.py": {
        "test_each_fault_is_named": "editions/redirect-page",
    },
    "editions/test_resolution.py": {
        "test_a_redirect_to_nothing_names_what_is_near_or_nothing": "editions/redirect-to-nothing",
        "test_a_language_that_was_published_is_said_once": "editions/language-dropped",
        "test_what_was_removed_is_gone_with_a_reason": "editions/unresolved",
        "test_a_page_whose_sections_are_in_a_new_one_has_moved_there": "editions/unresolved-moved",
        "test_a_section_that_was_removed_is_gone_with_a_reason": "editions/unresolved-section",
        "test_a_section_whose_text_is_elsewhere_has_moved_there": "editions/unresolved-section-moved",
    },
    "editions/test_shelf.py": {
        "test_a_branch_that_was_changed_is_found_out_every_time": (
            "editions/seal-added editions/seal-changed editions/seal-missing"
        ),
        "test_a_link_on_the_branch_is_told_and_never_followed": "editions/seal-link",
        "test_a_shared_file_with_other_bytes_is_refused": "editions/seal-shared",
    },
    "pages/test_outside_links.py": {
        "test_what_a_link_misses_is_a_problem": "pages/link-asset pages/link-section",
        "test_a_link_to_no_page_of_the_other_language_is_a_problem": "pages/link-other-language",
    },
    "text/test_problems.py": {
        "test_what_is_wrong_often_is_shown_some_times": "text/more",
    },
    "site/test_acceptance.py": {
        "test_what_protects_readers_cannot_be_lowered": "text/not-lowered",
        "test_a_file_that_is_no_baseline_is_named": "text/baseline-unreadable",
    },
    "mkdocs_plugins/test_preview_server.py": {
        "test_a_preview_that_others_could_read_is_refused": "pages/preview-open",
    },
    "site/test_settings_problems.py": {
        "test_a_fault_of_the_settings_is_named": (
            "pages/not-installed pages/plugin-missing pages/settings-path pages/nav-elsewhere "
            "pages/settings-folder pages/option-value"
        ),
    },
    "site/test_settings.py": {
        "test_a_site_url_that_no_site_can_have_is_reported": "pages/site-address",
        "test_an_address_of_no_repository_is_reported": "pages/repository",
        "test_the_domain_of_event_ids_is_fixed_once": "text/domain-changed",
    },
    "site/test_partnership.py": {
        "test_a_fault_is_named_with_its_way_out": "calls/host-of-many calls/language-folder-taken"
        " text/language-not-listed",
        "test_a_site_without_the_file_is_told_what_it_lacks": "text/no-site-file",
        "test_a_file_that_may_not_be_read_is_said_to_be_so": "text/no-access",
    },
    "site/test_odd_files.py": {
        "test_a_preview_whose_port_is_taken_says_so_in_a_line": "pages/port-taken",
        "test_pages_that_are_no_folders_are_refused": "pages/flat-addresses",
    },
    "safety/test_page_attacks.py": {
        "test_the_attack_is_refused_with_its_rule_and_line": "safety/remote-picture",
    },
    "safety/test_time_limit.py": {
        "test_the_slow_page_is_named": "safety/page-too-slow",
    },
    "safety/test_whole_builds.py": {
        "test_a_page_that_cannot_be_read_in_time_is_named": "safety/reading-too-slow",
    },
    "safety/test_finished_pages.py": {
        "test_an_id_of_the_frame_is_the_frames": "safety/published-id-twice",
        "test_what_acts_is_found": "safety/published-markup",
    },
    "safety/test_document_attacks.py": {
        "test_documents_that_act_or_lie_are_refused": "safety/notebook-long",
    },
    "safety/test_file_attacks.py": {
        "test_sizes_and_numbers": "safety/too-many-files safety/too-many-pages",
    },
    "safety/test_growth.py": {
        "test_a_site_has_a_size": "safety/site-too-large",
    },
    "site/test_faults_in_words.py": {
        "test_a_setting_of_the_environment_is_named": "text/not-a-moment",
    },
}
"""Codes that a rendered site, a command, a revision, time or a limit is needed for, by the test of each."""


def broken_site(folder: Path, files: Mapping[str, bytes | None]) -> tuple[Problem, ...]:
    """Return everything that is wrong with a right site after some files were written over it."""
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (content / path).unlink()
        else:
            (content / path).write_bytes(text)
    return all_problems(read_settings(write_settings(content, folder / "work")), now=NOW)


@cache
def produced() -> tuple[Problem, ...]:
    """Return what is wrong with the faulty sites and in the situations that no single file makes."""
    problems: list[Problem] = []
    for files in FAULTS.values():
        with tempfile.TemporaryDirectory() as folder:
            problems += broken_site(Path(folder), files)
    for situation in (
        _a_commit_without_a_date,
        _a_record_without_the_gate,
        _by_the_build_alone,
        _second_judges,
    ):
        with tempfile.TemporaryDirectory() as folder:
            problems += situation(Path(folder))
    return tuple(problems)


def _a_commit_without_a_date(folder: Path) -> tuple[Problem, ...]:
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    date = {"GIT_AUTHOR_DATE": "@253402300900 +0000", "GIT_COMMITTER_DATE": "@253402300900 +0000"}
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "content"], [*name, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **date})
    return all_problems(read_settings(write_settings(content, folder / "work")), now=NOW)


def _a_record_without_the_gate(folder: Path) -> tuple[Problem, ...]:
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    (content / "calls").mkdir()
    (content / "calls" / "a_b.yml").write_bytes(record())
    settings = read_settings(write_settings(content, folder / "work"))
    plugins = {name: options for name, options in settings.plugins.items() if name != "gate"}
    return all_problems(replace(settings, plugins=plugins), now=NOW)


def _by_the_build_alone(_folder: Path) -> list[Problem]:
    """Return what the build says of ids where no rules over pages are tried, and of what is set."""
    pages = [Permanent(id="a", page=page, titles={"en": "A"}) for page in ("/a/", "/b/")]
    refused = other_publisher("gh-deploy", {})
    assert refused is not None
    return [*repeated_ids(pages, root="content"), refused, unknown_language("xx")]


def _second_judges(_folder: Path) -> list[Problem]:
    """Return what is said where the second judge of a page or a drawing does not agree with the first."""
    with pytest.MonkeyPatch.context() as judges:
        judges.setattr(svg, "_kept_whole", lambda *_: False)
        judges.setattr(page_html, "_kept_whole", lambda *_: False)
        drawing = svg.check_svg(SVG.format(more="", inner="").encode(), path="content/assets/x.svg")
        return [*drawing, *findings("Text <b>x</b>")]


def golden_codes() -> set[str]:
    """Return the codes of the golden cases, which other tests compare with what is reported."""
    files = [*(TESTS / "sites").rglob("expected.en.txt"), *(TESTS / "golden").rglob("*.yml")]
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def answered_codes() -> set[str]:
    """Return the codes of the answers to mistakes, which another test compares with what is reported."""
    return {*_ANSWERED.findall((TESTS.parent / "docs" / "mistakes.md").read_text(encoding="utf-8"))}


def shown_elsewhere() -> set[str]:
    """Return the codes that other tests show."""
    return {code for tests in SHOWN.values() for codes in tests.values() for code in codes.split()}


def test_every_code_with_words_can_be_reported() -> None:
    """A rule that nothing reports is dead, however well its function is tested."""
    codes = {entry.code for entry in catalogue()}
    reported = golden_codes() | {problem.code for problem in produced()}
    assert sorted(codes - reported - answered_codes() - shown_elsewhere()) == []
    assert sorted(shown_elsewhere() - (codes - reported)) == [], "these are reported, or have no words"


def test_every_problem_has_the_severity_of_the_catalogue() -> None:
    """The page of a rule says how much it matters as those who report it do."""
    severities = {entry.code: entry.severity for entry in catalogue()}
    assert [problem for problem in produced() if problem.severity is not severities[problem.code]] == []


@pytest.mark.parametrize("file", sorted(SHOWN))
def test_what_is_shown_elsewhere_is_shown_there(file: str) -> None:
    """The tests that are named exist."""
    text = (TESTS / file).read_text(encoding="utf-8")
    assert [name for name in SHOWN[file] if f"def {name}(" not in text] == []
