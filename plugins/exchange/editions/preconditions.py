"""What must be true of a clone before a command begins: each raises Refusal, with the way out."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from exchange.editions import branch
from exchange.editions.branch import BRANCH, ORIGIN
from exchange.editions.ledger import Kind, Ledger
from exchange.editions.manifest import NAME, manifest_digest
from exchange.editions.report_lines import Refusal, ReportLine

NO_LEDGER = Ledger()
_RESERVED_DOMAINS = frozenset({"example", "invalid", "localhost", "test"})
"""The top-level names that lead nowhere, for ever (RFC 6761, 6.2 to 6.5)."""


def refuse_strange(root: Path, ledger: Ledger = NO_LEDGER) -> None:
    """Refuse a folder without git history, a branch of something else, and two branches that differ.

    The ledger says which of two branches has what was published. Raises GitError where git itself fails.
    """
    if not branch.repository(root):
        raise Refusal(ReportLine("git-no-repository", {"folder": root}))
    branch.git_line(root, "rev-parse", "--git-dir")
    if not branch.has_commit(root):
        raise Refusal(ReportLine("git-no-commit"))
    if branch.is_taken(root):
        raise Refusal(ReportLine("branch-taken", {"branch": BRANCH}))
    if branch.has_diverged(root):
        _refuse_loss_at_origin(root, ledger)
        raise Refusal(ReportLine("branch-diverged", {"branch": BRANCH}))


def _refuse_loss_at_origin(root: Path, ledger: Ledger) -> None:
    """Raise Refusal where `origin` has lost what was published: to take its branch would lose the rest."""
    here, there, commit = branch.manifests_of_both(root, NAME)
    published = {line.address.split("/")[2]: line.digest for line in ledger.lines_of(Kind.EDITION)}
    is_here, is_there = (
        {name for name in published if manifest_digest(manifests.get(name, b"")) == published[name]}
        for manifests in (here, there)
    )
    lost, others = sorted(is_here - is_there), sorted({*there} - {*here})
    if not lost:
        return
    values = {"branch": BRANCH, "origin": ORIGIN, "commit": commit, "lost": ", ".join(lost)}
    if is_there - is_here:
        raise Refusal(ReportLine("branch-torn", {**values, "rest": ", ".join(sorted(is_there - is_here))}))
    again = {"others": ", ".join(others)} if others else {}
    raise Refusal(ReportLine("branch-cut-others" if others else "branch-cut", {**values, **again}))


def refuse_incomplete(root: Path, ledger: Ledger = NO_LEDGER, *, editions: bool) -> None:
    """Refuse what `refuse_strange` does, and a history that is cut off. Raises GitError.

    Days of pages come from history, and so does every line the ledger ever held; a clone that is cut off has
    usually one branch only.
    """
    refuse_strange(root, ledger)
    if not branch.shallow(root):
        return
    lacks = [ReportLine("clone-shallow")]
    if editions and not branch.reference(root):
        lacks.append(ReportLine("clone-without-editions", {"branch": BRANCH}))
    raise Refusal(*lacks)


def refuse_nameless(root: Path) -> None:
    """Refuse to seal where git does not know who commits: it would say so after the whole build."""
    if not branch.names_its_author(root):
        raise Refusal(ReportLine("git-nameless"))


def refuse_placeholder(address: str, edition: str) -> None:
    """Refuse to seal for an unreachable address: it would be in the sealed pages for ever."""
    url = urlsplit(address)
    host = (url.hostname or "").rstrip(".")
    is_reachable = (
        "." in host and host.rpartition(".")[2] not in _RESERVED_DOMAINS and not _own_computer(host)
    )
    if url.scheme not in ("http", "https") or not is_reachable:
        raise Refusal(ReportLine("edition-placeholder", {"address": address, "edition": edition}))


def _own_computer(host: str) -> bool:
    try:
        number = ip_address(host)
    except ValueError:  # a name
        return False
    return number.is_loopback or number.is_unspecified


def refuse_unshared_commit(root: Path, commit: str) -> None:
    """Refuse to seal what `origin` does not publish, or what others have sealed and this clone lacks.

    A clone without `origin` is the only one: nothing can be missing in it. Raises GitError where it refuses.
    """
    if not branch.has_origin(root):
        return
    main = branch.main_of_origin(root)
    if not main:
        raise Refusal(ReportLine("origin-main-unknown"))
    values = {"commit": commit[:12], "main": main}
    if not branch.contains(root, main, commit):
        was_there = branch.once_contained(root, main, commit)
        raise Refusal(ReportLine("edition-replaced" if was_there else "edition-not-on-main", values))
    published, remote_commit = branch.commits_at_origin(root, main)
    if not published:
        raise Refusal(ReportLine("origin-main-unknown"))
    if not branch.is_known(root, published):
        raise Refusal(ReportLine("main-behind", values))
    if not branch.contains(root, published, commit):
        raise Refusal(ReportLine("edition-replaced", values))
    local_commit = branch.reference(root)
    if remote_commit and not (local_commit and branch.contains(root, local_commit, remote_commit)):
        raise Refusal(ReportLine("branch-behind", {"branch": BRANCH, "origin": ORIGIN}))


def refuse_other_editions(root: Path, ledger: Ledger, *, file: str) -> None:
    """Refuse to seal where the branch does not hold every edition that was published, as it was published.

    A branch without them could be sent to others by force only, and would take them off the site.
    """
    manifests = branch.sealed_files(root, NAME)
    for line in ledger.lines_of(Kind.EDITION):
        edition = line.address.split("/")[2]
        sealed = manifests.get(edition)
        values = {"edition": edition, "place": f"{file}:{ledger.numbers[line]}", "branch": BRANCH}
        if sealed is None:
            raise Refusal(ReportLine("edition-published", values))
        if manifest_digest(sealed) != line.digest:
            raise Refusal(ReportLine("edition-not-as-published", values))
