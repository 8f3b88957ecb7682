"""Say which sealed editions a site would lose or could never publish, from the ledger and the branch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from exchange.editions.branch import BRANCH, GitError, reference, repository, sealed_files, shallow
from exchange.editions.ledger import Kind, Ledger
from exchange.editions.manifest import NAME, manifest_digest
from exchange.text.problems import Place, Problem


def unreadable_editions(root: Path, error: GitError) -> Iterator[Problem]:
    """Yield a problem where there is a repository, and git will not say which editions are in it."""
    if repository(root) and not error.missing:
        reason = " ".join(error.reason.split())
        place = Place(path=".git")
        yield Problem(
            code="editions/git-unreadable", place=place, values={"reason": reason, "root": str(root)}
        )


def dropped_editions(ledger: Ledger, sealed: Collection[str], *, path: str) -> Iterator[Problem]:
    """Yield one problem that names all editions, by the ledger and the branch, where none is built."""
    published = {line.address.split("/")[2]: line for line in ledger.lines_of(Kind.EDITION)}
    editions = sorted({*published, *sealed})
    if editions:
        line = published.get(editions[0])
        place = Place(path=path, line=ledger.numbers.get(line, 0)) if line else Place(path=BRANCH)
        yield Problem(code="editions/edition-dropped", place=place, values={"editions": ", ".join(editions)})


def unsealed_editions(root: Path, ledger: Ledger, *, path: str) -> Iterator[Problem]:
    """Yield a problem for each edition that the ledger names and the branch does not have so.

    No line ever leaves the ledger, so a made-up one would forbid every later publication. A clone that is cut
    off and has no such branch knows nothing of it. Raises GitError.
    """
    names = {line.address.split("/")[2] for line in ledger.lines_of(Kind.EDITION)}
    if names and (reference(root) or not shallow(root)):
        manifests = sealed_files(root, NAME)
        digests = {edition: manifest_digest(text) for edition, text in manifests.items()}
        yield from lost_editions(ledger, digests, path=path)


def lost_editions(ledger: Ledger, digests: Mapping[str, str], *, path: str) -> Iterator[Problem]:
    """Yield a problem for each edition that was published and is lost, or is another one on the branch.

    `digests` are those of the manifests on the branch, by edition.
    """
    by_address = {f"/editions/{edition}/": digest for edition, digest in digests.items()}
    for line in ledger.lines_of(Kind.EDITION):
        place = Place(path=path, line=ledger.numbers.get(line, 0))
        if line.address not in by_address:
            yield Problem(code="editions/edition-lost", place=place, values={"address": line.address})
        elif by_address[line.address] != line.digest:
            values = {"address": line.address, "digest": by_address[line.address], "published": line.digest}
            yield Problem(code="editions/edition-other", place=place, values=values)
