"""What may be typed after `kx`, and what of it is not understood, said in the language that was asked for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from exchange.languages.language import FALLBACK
from exchange.text.problems import message_languages, visible
from exchange.text.strings import Strings
from exchange.text.suggestions import nearest

_REFUSALS = {
    "typed-missing": r"the following arguments are required: (?P<names>.+)",
    "typed-unknown": r"unrecognized arguments: (?P<names>.+)",
    "typed-ambiguous": r"ambiguous option: (?P<name>\S+) could match (?P<known>.+)",
    "typed-choice": r"argument (?P<name>.+?): invalid choice: (?P<value>.*?) \(choose from (?P<known>.+)\)",
    "typed-no-value": r"argument (?P<name>.+?): expected .*arguments?",
    "typed-number": r"argument (?P<name>.+?): invalid int value: (?P<value>.*)",
    "typed-needless-value": r"argument (?P<name>.+?): ignored explicit argument (?P<value>.*)",
    "typed-shape": r"argument (?P<name>.+?): (?P<value>.*) is not (?P<shape>.+)",
    "typed-other": r"argument (?P<name>.+?): (?P<reason>.*)",
}
"""The words for each message of argparse, which has no other name for what is wrong."""


class CannotDo(Exception):
    """Raised where a command cannot be done; its text says why, in the words of the one who typed it."""


class Parser(argparse.ArgumentParser):
    """A parser that helps and refuses in the words of a language; those of its commands do so too."""

    def __init__(self, *, words: Callable[[str], Strings], **options: Any) -> None:
        """`words` returns those of a name, `help` or none, in the language that was asked for."""
        super().__init__(**options)
        self._words = words

    def add_subparsers(self, **options: Any) -> argparse._SubParsersAction[Any]:
        """Return where commands are added."""
        maker: Any = partial(Parser, words=self._words)  # it is called, and no more, where a class may be
        return super().add_subparsers(parser_class=maker, **options)

    def format_help(self) -> str:
        """Return the help; its words are found by command and option, or by the option alone."""
        words = self._words("help")
        keys = words.keys()
        command = self.prog.split()[-1]
        for action in self._actions:
            name = (action.option_strings or [action.dest])[-1]
            action.help = words(own if (own := f"{command} {name}") in keys else name)
            for choice in getattr(action, "_choices_actions", ()):  # of the commands
                choice.help = words(choice.dest)
        self.description = words(command)
        self._positionals.title, self._optionals.title = words("positionals"), words("options")
        return super().format_help().replace("usage: ", words("usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where all that can be typed is listed, and end with status 2."""
        words = self._words("")
        for key, pattern in _REFUSALS.items():
            if match := re.fullmatch(pattern, message, re.DOTALL):
                values = {name: value.replace("'", "") for name, value in match.groupdict().items()}
                best = nearest(values.get("value", ""), values.get("known", "").split(", "))
                message = words(f"{key}-near" if best else key, best=best or "", **values)
                break
        self.exit(2, visible(f"{message} {words('typed-help', command=self.prog)}") + "\n")


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language that refusals are in, which is asked for among what may not be understood."""
    joined = "\0".join(arguments)
    match = re.search(rf"(?:^|\0)--lang[=\0]({'|'.join(message_languages())})(?:\0|$)", joined)
    return match[1] if match else FALLBACK
