"""Finish the live site: hold it against the ledger, write the pages of what moved, is gone or has an id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.build.git import FAILURES, git
from exchange.build.outputs import Outputs
from exchange.editions.host_files import host_files
from exchange.editions.ledger import Ledger, Line
from exchange.editions.old_addresses import written_path
from exchange.editions.permanent_ids import Permanent, repeated_ids
from exchange.editions.published_files import IdsOf, read_published
from exchange.editions.redirects import Redirects
from exchange.editions.resolution import Promise, broken_promises, with_companions
from exchange.editions.root_pages import PageContext, RootPage, copied_files, root_pages
from exchange.text.problems import Problem

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where the ledger and the redirects are, and how messages name their folder."""

    content: Path
    content_name: str
    ledger: str
    redirects: str

    def display_path(self, name: str) -> str:
        """Return a file as messages name it."""
        return f"{self.content_name}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationHistory:
    """What was published before, and what has become of it."""

    ledger: Ledger
    redirects: Redirects


def ledger_history(content: Path, name: str) -> str:
    """Return every change of the ledger that git remembers, merges too; nothing outside a repository.

    Without --full-history git passes over a branch whose changes a merge threw away, without -m over merges.
    """
    options = ("--full-history", "-m", "--patch", "--unified=0", "--format=")
    try:
        return git(content, "log", *options, "--", name).decode("utf-8", errors="replace")
    except FAILURES:
        return ""


def promise_of(
    outputs: Outputs,
    history: PublicationHistory,
    files: Files,
    locales: tuple[str, ...],
    permanent: Sequence[Permanent],
    sealed: Iterable[Line] = (),
    *,
    ids_of: IdsOf,
    promised: Collection[str] = (),
) -> Promise:
    """Return all that decides whether the site in a folder keeps what was promised, by editions too.

    The paths of `promised` files count, whether this build could make them or not.
    """
    publication = read_published(outputs.folder, ids_of, sorted(outputs.paths))
    publication = replace(publication, files=publication.files | {f"/{path}" for path in promised})
    ids = {f"/id/{page.id}/": page.page for page in permanent}
    promise = Promise(
        ledger=history.ledger.with_lines(sealed),
        file_ledger=history.ledger,
        redirects=history.redirects,
        published=publication.with_pages(dict.fromkeys(ids, frozenset())),
        locales=locales,
        ledger_path=files.display_path(files.ledger),
        redirects_path=files.display_path(files.redirects),
        ids=ids,
    )
    return with_companions(promise)


def check(
    promise: Promise, permanent: tuple[Permanent, ...], files: Files, outputs: Outputs
) -> Iterator[Problem]:
    """Yield everything that speaks against publishing the site."""
    yield from repeated_ids(permanent, root=files.content_name)
    wrong = list(broken_promises(promise))
    yield from wrong
    if not wrong:
        yield from overwrites(promise, outputs)


def overwrites(promise: Promise, outputs: Outputs) -> Iterator[Problem]:
    """Yield a problem for each redirect at whose address the build has written something."""
    redirects = promise.redirects
    places = {source: entry.place for source, entry in redirects.moves.items()}
    places.update((source, entry.place) for source, entry in redirects.tombstones.items())
    for source, place in places.items():
        if "#" in source or source.startswith("event:"):
            continue
        for address in promise.locale_paths(source):
            claimant = outputs.claimant(written_path(address, is_gone=source in redirects.tombstones))
            if claimant:
                values = {"address": source, "there": f"/{claimant}"}
                yield Problem(code="editions/redirect-of-something-there", place=place, values=values)


def leads_somewhere(promise: Promise, address: str) -> bool:
    """Return True if a page, named as in every language, is there in each or leads on."""
    published = promise.published
    is_reachable = all(
        published.has(path) or published.is_unread(path) for path in promise.locale_paths(address)
    )
    return is_reachable or address in promise.redirects


def page_names(promise: Promise) -> frozenset[str]:
    """Return the pages that the site has, by the address they have in every language."""
    return frozenset(promise.neutral(address) for address in promise.published.pages)


Draw = Callable[[RootPage], str]
"""From a page at the root to its HTML."""


def write_live(
    outputs: Outputs, draw: Draw, promise: Promise, permanent: tuple[Permanent, ...], context: PageContext
) -> None:
    """Write the pages and the hosts' files into the site.

    Nothing is written over: `Outputs` refuses a path that this build has written, with PathConflict.
    """
    for page in root_pages(promise, permanent, context):
        outputs.write(f"{page.address.lstrip('/')}index.html", draw(page).encode("utf-8"))
    for source, target in copied_files(promise):
        file = outputs.folder / target.lstrip("/")
        if file.is_file():  # a handout is promised by builds that make none, too
            outputs.write(source.lstrip("/"), file.read_bytes())
    for path, text in host_files(
        promise.redirects, promise.published, promise.locales, url=context.url
    ).items():
        outputs.write(path, text.encode("utf-8"))


def render_page(env: Environment, page: RootPage) -> str:
    """Return the HTML of a page."""
    return env.get_template(f"root/{page.template}").render(
        choices=page.choices,
        root=page.root,
        canonical=page.canonical,
        sections=page.sections,
        **page.extras,
    )
