"""Choose findings to judge, or count those that were judged.

`python -m benchmarks.precision sample PROJECT PART...` prints findings in files whose path holds one of the
parts: at most so many of each rule, chosen by the digest of their place, so that the same content gives the
same sample. `python -m benchmarks.precision count` says what `judged.csv` comes to: the share of false
findings among those judged, and by how often each rule reports.
"""

from __future__ import annotations

import csv
import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.digest import digest
from exchange.text.problems import Problem

JUDGED = Path(__file__).parent / "judged.csv"
COLUMNS = ("severity", "rule", "all", "place", "verdict", "reason")
_MOST = 8  # of one rule


def sample(project: Path, parts: Sequence[str]) -> Iterable[tuple[str, str, int, str]]:
    """Yield severity, rule, how often it reports, and place of each finding that was chosen."""
    now = datetime.datetime.now(tz=datetime.UTC)
    by_rule: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in all_problems(read_settings(project / "mkdocs.yml"), now=now):
        if any(part in problem.place.path for part in parts):
            by_rule[problem.severity.value, problem.code].append(problem)
    for (severity, rule), problems in sorted(by_rule.items()):
        problems.sort(key=lambda one: digest(f"{one.place} {one.values}".encode()))
        yield from ((severity, rule, len(problems), str(one.place)) for one in problems[:_MOST])


def count(rows: Iterable[dict[str, str]]) -> Iterable[str]:
    """Yield a line for errors and one for warnings."""
    judged: Counter[tuple[str, str]] = Counter()
    false: Counter[tuple[str, str]] = Counter()
    samples: dict[tuple[str, str], set[int]] = defaultdict(set)  # how often a rule reports, by sample
    for row in rows:
        rule = row["severity"], row["rule"]
        judged[rule] += 1
        false[rule] += row["verdict"] == "false"
        samples[rule].add(int(row["all"]))
    reported = {rule: sum(counts) for rule, counts in samples.items()}
    for severity in ("error", "warning"):
        rules = [rule for rule in judged if rule[0] == severity]
        wrong, looked_at = (sum(counts[rule] for rule in rules) for counts in (false, judged))
        expected = sum(reported[rule] * false[rule] / judged[rule] for rule in rules)
        total = sum(reported[rule] for rule in rules)
        yield (
            f"{severity}: {wrong} of {looked_at} judged are false ({wrong / looked_at:.1%}); "
            f"by frequency {expected:.0f} of {total} ({expected / total:.1%})"
        )


def main(arguments: Sequence[str]) -> int:
    """Print a sample as CSV, or the figures."""
    if arguments[:1] == ["sample"]:
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((*row, "", "") for row in sample(Path(arguments[1]), arguments[2:]))
        return 0
    with JUDGED.open(encoding="utf-8", newline="") as file:
        print("\n".join(count(csv.DictReader(file))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
