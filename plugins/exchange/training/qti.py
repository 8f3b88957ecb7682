"""Write the questions of a lesson as QTI 1.2, in the profile of Common Cartridge 1.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from exchange.text.digest import digest
from exchange.training.question_views import OptionView, QuestionView
from exchange.training.xml_text import HEAD, element, text, title

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_RESPONSE = "response"
_FEEDBACK = "general"  # the feedback of a short answer
_ASSESSMENT = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "cc_maxattempts": "unlimited",
}
_SCORE = '<setvar varname="SCORE" action="Set">100</setvar>'
_TRUE_FALSE = frozenset({"true", "false"})


def assessment_xml(questions: Sequence[QuestionView], *, name: str, heading: str, lang: str) -> str:
    """Return the file of one assessment. Every question counts the same."""
    items = (_item(question, name, lang) for question in questions)
    section = element("section", *items, ident=_ident(name, "section"))
    assessment = element(
        "assessment",
        _fields(_ASSESSMENT),
        section,
        ident=_ident(name),
        title=title(heading),
        xml__lang=lang,
    )
    return HEAD + element("questestinterop", assessment, xmlns=_NAMESPACE)


def _item(question: QuestionView, name: str, lang: str) -> str:
    prompt = element("material", _material(question.text, lang))
    return element(
        "item",
        element("itemmetadata", _fields({"cc_profile": _profile(question)})),
        element("presentation", prompt, _response(question, lang)),
        element("resprocessing", _score(), *_conditions(question)),
        *_feedback(question, lang),
        ident=_ident(name, question.id),
        title=title(question.id),
    )


def _profile(question: QuestionView) -> str:
    """Return the kind of a question in the words of the specification."""
    if not question.options:
        return "cc.fib.v0p1"
    if question.takes_several:
        return "cc.multiple_response.v0p1"
    is_true_false = {option.id for option in question.options} == _TRUE_FALSE
    return "cc.true_false.v0p1" if is_true_false else "cc.multiple_choice.v0p1"


def _response(question: QuestionView, lang: str) -> str:
    if not question.options:
        field = element("render_fib", prompt="Box", fibtype="String")
        return element("response_str", field, ident=_RESPONSE, rcardinality="Single")
    labels = (
        element("response_label", element("material", _material(option.text, lang)), ident=option.id)
        for option in question.options
    )
    cardinality = "Multiple" if question.takes_several else "Single"
    return element(
        "response_lid", element("render_choice", *labels), ident=_RESPONSE, rcardinality=cardinality
    )


def _score() -> str:
    bounds = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element("outcomes", element("decvar", **bounds))


def _conditions(question: QuestionView) -> Iterator[str]:
    """Yield what is said to each choice and what is right.

    Moodle takes feedback of a condition that goes on for that of the whole question.
    """
    if question.options and not question.takes_several:
        for option in question.options:
            score = (_SCORE,) if option.is_right else ()
            yield _condition(_choice_condition(option.id), *score, _display(_name(option)), goes_on="No")
        return
    for option in question.options:
        yield _condition(_choice_condition(option.id), _display(_name(option)), goes_on="Yes")
    if not question.options:
        yield _condition(element("other"), _display(_FEEDBACK), goes_on="Yes")
    yield _condition("".join(_right(question)), _SCORE, goes_on="No")


def _condition(condition: str, *results: str, goes_on: str) -> str:
    return element("respcondition", element("conditionvar", condition), *results, **{"continue": goes_on})


def _display(name: str) -> str:
    return element("displayfeedback", feedbacktype="Response", linkrefid=name)


def _right(question: QuestionView) -> Iterator[str]:
    if not question.options:
        yield from (_choice_condition(answer) for answer in question.accepted)
    else:
        choices = (
            # Moodle counts those as right that distinguish capitals.
            _choice_condition(option.id, case="Yes")
            if option.is_right
            else element("not", _choice_condition(option.id, case="Yes"))
            for option in question.options
        )
        yield element("and", *choices)


def _choice_condition(value: str, **case: str) -> str:
    return element("varequal", text(value), respident=_RESPONSE, **case)


def _feedback(question: QuestionView, lang: str) -> Iterator[str]:
    def entry(name: str, words: str) -> str:
        material = element("material", _material(words, lang))
        return element("itemfeedback", element("flow_mat", material), ident=name)

    yield from (entry(_name(option), option.feedback) for option in question.options)
    if not question.options:
        yield entry(_FEEDBACK, question.feedback)


def _name(option: OptionView) -> str:
    return f"{option.id}-feedback"


def _material(words: str, lang: str) -> str:
    """Return a text as HTML, which platforms read it as, with its language where that is another."""
    text_lang = getattr(words, "lang", "") or lang
    attributes = {} if text_lang == lang else {"xml__lang": text_lang}
    return element("mattext", text(escape(words, quote=False)), texttype="text/html", **attributes)


def _fields(values: dict[str, str]) -> str:
    fields = (
        element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))
        for label, entry in values.items()
    )
    return element("qtimetadata", *fields)


def _ident(*parts: str) -> str:
    return f"i{digest(*(part.encode() for part in parts), length=24)}"
