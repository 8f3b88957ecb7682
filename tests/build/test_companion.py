"""The companion: what it says is heard, whatever it is."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.build.companion import Handover, LogRecord, read_handover, read_record

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["level", "logger", "text", "x"]), inner),
)


@given(st.integers(0, 60), st.text(), st.text())
def test_a_record_is_heard_as_it_was_said(level: int, logger: str, text: str) -> None:
    """A record on a line comes back whole, line breaks in its text included."""
    said = LogRecord(level=level, logger=logger, text=text)
    assert read_record(json.dumps(asdict(said), ensure_ascii=False) + "\n") == said


@given(json_values.map(json.dumps) | st.text())
def test_whatever_is_printed_is_heard(line: str) -> None:
    """A line that is no record is a warning with that line, and never stops the listening."""
    said = read_record(line)
    assert isinstance(said.level, int)
    assert isinstance(said.logger, str)
    if said.logger == "mkdocs" and said.level == logging.WARNING:
        assert said.text in line or json.loads(line)["text"] == said.text


@pytest.mark.parametrize(
    "line",
    [
        "a library printed this\n",
        "[1, 2]\n",
        "{}\n",
        '{"level": "high", "logger": "x", "text": "y"}\n',
        '{"level": 20, "logger": null, "text": "y"}\n',
        "[" * 100_000 + "\n",
    ],
)
def test_what_is_no_record_is_a_warning(line: str) -> None:
    """Nothing a library prints is lost, and strict mode counts it."""
    assert read_record(line) == LogRecord(
        level=logging.WARNING, logger="mkdocs", text=line.removesuffix("\n")
    )


@given(st.booleans(), st.booleans(), st.booleans(), st.text())
def test_a_companion_is_told_what_was_handed_over(
    serving: bool, directories: bool, verbose: bool, site_folder: str
) -> None:
    """What goes into the environment comes out of it."""
    handover = Handover(
        locale="ko",
        config_file="mkdocs.yml",
        site_folder=site_folder,
        site_url="https://example.org/",
        serving=serving,
        use_directory_urls=directories,
        verbose=verbose,
        has_old_files=not serving,
    )
    assert read_handover(handover.environment()) == handover


def test_the_process_that_was_started_by_hand_is_told_nothing() -> None:
    """No handover: this build leads."""
    assert read_handover({}) is None
