"""Diagrams from text that cannot be drawn, and those that only people who see them would understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.authoring.diagrams.drawing import MOST_LINES, DiagramError
from exchange.authoring.fenced_code import DIAGRAMS, diagram
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Place, Problem, Severity

WITHOUT_ALTERNATIVE = Rule(
    name="diagram-without-alternative",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This diagram has no text in place of it for people who do not see it.",
            way_out='Say in one sentence what it shows, behind its kind: ```{kind} alt="First A, then B."',
        ),
        "ko": Words(
            fault="이 도식에는 화면을 보지 못하는 분을 위한 대체 글이 없습니다.",
            way_out='무엇을 보여 주는지 한 문장으로 적어 주십시오: ```{kind} alt="가 다음에 나를 합니다."',
        ),
    },
    example=Example(
        wrong="```flow\nScreening -> Consent\n```",
        right='```flow alt="Consent follows screening."\nScreening -> Consent\n```',
    ),
)
LINE = Rule(
    name="diagram-line",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The line '{text}' of this diagram cannot be read.",
            way_out=(
                "[[Write: {better}.]] A line is 'First step -> Next step: label' in a flow, "
                "'UK | 0-30 | Review' in a timeline."
            ),
        ),
        "ko": Words(
            fault="도식의 '{text}' 줄을 읽을 수 없습니다.",
            way_out=(
                "[[이렇게 적어 주십시오: {better}.]] 흐름은 '첫 단계 -> 다음 단계: 설명', 일정은 "
                "'한국 | 0-30 | 심사'처럼 적습니다."
            ),
        ),
    },
    example=Example(
        wrong='```flow alt="Consent follows screening."\nScreening, Consent\n```',
        right='```flow alt="Consent follows screening."\nScreening -> Consent\n```',
    ),
)
CIRCLE = Rule(
    name="diagram-circle",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The steps of this flow lead back to '{text}', so that it has no top.",
            way_out="Take out the line that leads back, and say it in the text.",
        ),
        "ko": Words(
            fault="이 흐름은 '{text}'(으)로 되돌아와서 위아래를 정할 수 없습니다.",
            way_out="되돌아오는 줄을 빼고 본문에 적어 주십시오.",
        ),
    },
    example=Example(
        wrong='```flow alt="Plan, then check."\nPlan -> Check\nCheck -> Plan\n```',
        right='```flow alt="Plan, then check."\nPlan -> Check\n```',
    ),
)
TOO_LONG = Rule(
    name="diagram-too-long",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This diagram has {text} lines; at most {most} are drawn.",
            way_out="Draw what matters in a few lines, and put the rest into a table or a second diagram.",
        ),
        "ko": Words(
            fault="이 도식은 {text}줄입니다. 최대 {most}줄까지 그립니다.",
            way_out="중요한 것만 몇 줄로 그리고 나머지는 표나 다른 도식으로 나누어 주십시오.",
        ),
    },
    example=Example(
        wrong='```flow alt="Step after step."\n'
        + "".join(f"Step {number} -> Step {number + 1}\n" for number in range(1, MOST_LINES + 2))
        + "```",
        right='```flow alt="Step after step."\nStep 1 -> Step 2\n```',
    ),
)
RULES = (WITHOUT_ALTERNATIVE, LINE, CIRCLE, TOO_LONG)

_BY_NAME = {rule.name: rule for rule in RULES}
_ARROW = re.compile(r"[ ]*(?:[→⇒➔➜⟶▶►]|=+>|[–—]>|-{2,}>)[ ]*")
_FENCE = re.compile(
    rf"^(?P<lead>[ >]*)(?P<fence>`{{3,}}|~{{3,}})[ ]*(?P<kind>{'|'.join(DIAGRAMS)})\b(?P<info>[^\n]*)\n"
    r"(?P<code>(?:(?!(?P=lead)(?P=fence)).*\n)*)",
    re.MULTILINE,
)


def diagram_problem(error: DiagramError, place: Place, kind: str) -> Problem:
    """Return what is said of a diagram that cannot be drawn, for one that is kept in a record."""
    return _BY_NAME[error.rule].problem(place, None, _values(error, kind))


def _values(error: DiagramError, kind: str) -> dict[str, str]:
    """Return the values of a message; an arrow of another sign is written as it should be."""
    better = _ARROW.sub(" -> ", error.text) if _ARROW.search(error.text) else ""
    return {"kind": kind, "text": error.text, "most": str(MOST_LINES), "better": better}


def check(page: Page) -> Iterator[Problem]:
    """Yield the diagrams that are shown as their sources."""
    for match in _FENCE.finditer(page.text, page.body_at):
        lead = len(match["lead"])
        code = "\n".join(line[lead:] for line in match["code"].split("\n"))
        try:
            diagram(match["kind"], match["info"], code)
        except DiagramError as error:
            values = _values(error, match["kind"])
            yield page.problem(_BY_NAME[error.rule], match.start("fence"), match.end("info"), values)
