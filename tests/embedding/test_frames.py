"""Frames on pages of other sites, in a browser, and what oEmbed answers about them."""

from __future__ import annotations

import json

import pytest
from tests.building import Built
from tests.embedding.stories import Seen, story

FRAMES = {
    "embed/en/guides/estimands/#attributes": "Attributes\n",
    "embed/ko/guides/estimands/#attributes": "구성 요소\n",
    "embed/en/glossary/#g102": "estimand\n",
    "embed/ko/glossary/#g102": "추정대상모수\n",
    "embed/en/calls/rok-uk-smart-trials-collaboration-award/": "ROK-UK Smart",
    "embed/ko/guides/adaptive-platform-designs/#figure-adaptive-design": "",
    "embed/en/training/planning-a-trial/shared-question/#exercise": "Exercise\n",
}
"""A section, a term, the card of a call, a figure, an exercise: their first words."""


@pytest.fixture(scope="module")
def seen(real_site: Built) -> Seen:
    """Return what a page of another origin shows."""
    return story("frames.mjs", real_site.folder, json.dumps([*FRAMES]))


@pytest.mark.browser
def test_a_frame_shows_one_part_at_its_height(seen: Seen) -> None:
    """Whatever its kind; nothing of the page around it, and nothing to scroll."""
    for path, first in FRAMES.items():
        frame = seen["frames"][path]
        assert frame["text"].startswith(first), path
        assert 80 < frame["height"] == frame["needed"] < 900, path
        assert frame["wide"] <= 0, path


@pytest.mark.browser
def test_links_lead_out_of_the_frame(seen: Seen) -> None:
    """To the pages that they meant on the page itself; the frame names the part that it is from."""
    for path, frame in seen["frames"].items():
        assert frame["target"] == "_blank"
        assert frame["source"] == path.removeprefix("embed")
        assert not [link for link in frame["links"] if link.startswith("/embed/")]


@pytest.mark.browser
def test_only_frames_of_this_site_change_a_height(seen: Seen) -> None:
    """Other windows may say what they like."""
    assert seen["foreign"]


@pytest.mark.browser
def test_what_oembed_answers_is_shown_whole_on_a_narrow_page(seen: Seen) -> None:
    """As a host writes it into a page of its own."""
    shown = seen["oembed"]
    assert shown["title"] == "두 나라, 하나의 질문"
    assert shown["height"] == shown["needed"] > 1_000
    assert shown["wide"] <= 0


@pytest.mark.browser
def test_a_frame_needs_no_script(seen: Seen) -> None:
    """A style shows the part."""
    assert seen["withoutScripts"].startswith("Attributes\n")
    assert "Intercurrent events" not in seen["withoutScripts"]


def test_pages_say_where_their_oembed_answer_is(real_site: Built) -> None:
    """The answer holds what the page offers to be copied; both name the frame."""
    page = real_site.read("ko/guides/estimands/index.html")
    address = "https://smart-trials.example/embed/ko/guides/estimands/"
    assert f'<link rel="alternate" type="application/json+oembed" href="{address}oembed.json">' in page
    answer = json.loads(real_site.read("embed/ko/guides/estimands/oembed.json"))
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert f'<iframe src="{address}"' in answer["html"]
    assert f"{address}&#34;" in page


def test_a_frame_is_found_by_nobody_but_those_who_embed_it(real_site: Built) -> None:
    """It is for no search engine and names the page itself; lists and forms have none."""
    frame = real_site.read("embed/en/guides/estimands/index.html")
    assert '<meta name="robots" content="noindex">' in frame
    assert '<link rel="canonical" href="https://smart-trials.example/en/guides/estimands/">' in frame
    assert "frame-ancestors" not in frame
    for path in ("search", "own-path", "calls", "about/style"):
        assert not (real_site.folder / "embed/en" / path / "index.html").exists()
