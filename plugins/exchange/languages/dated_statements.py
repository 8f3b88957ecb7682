"""Days, times and amounts of a language's claims, as statements that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from exchange.languages.claims import AmountClaim, DayClaim, MonthClaim, TimeClaim, WrittenClaim
from exchange.languages.statements import Quantity, Statement


def statements_of(claims: Iterable[WrittenClaim]) -> Iterator[Statement]:
    """Yield the days, months, times and amounts among claims, the longest text first."""
    for written_claim in sorted(claims, key=lambda written_claim: written_claim.start - written_claim.end):
        match written_claim.claim:
            case DayClaim(month=int(month), day=day, year=year):
                parts = {Decimal(number) for number in (month, day, year) if number}
                yield _statement(written_claim, Quantity.DAY, month * 100 + day, parts=parts)
            case MonthClaim(year=year, month=month):
                yield _statement(
                    written_claim, Quantity.MONTH, year * 100 + month, parts={Decimal(year), Decimal(month)}
                )
            case TimeClaim(hour=hour_or_end, minute=minute, zone=zone, either_half=is_ambiguous):
                hour = hour_or_end % 24  # midnight is the end of a day, or the beginning of the next
                hours = {hour, hour % 12 + 12} if is_ambiguous else {hour}
                parts = {
                    Decimal(number)
                    for possible_hour in hours
                    for number in (possible_hour * 100 + minute, possible_hour, possible_hour % 12 or 12)
                }
                yield _statement(written_claim, Quantity.CLOCK, hour * 100 + minute, unit=zone, parts=parts)
            case AmountClaim(figure=figure, currency=currency):
                yield _statement(written_claim, Quantity.AMOUNT, figure, unit=currency or "")


def _statement(
    written_claim: WrittenClaim,
    quantity: Quantity,
    value: int,
    *,
    unit: str = "",
    parts: Iterable[Decimal] = (),
) -> Statement:
    return Statement(
        quantity=quantity,
        value=Decimal(value),
        unit=unit,
        parts=frozenset(parts),
        start=written_claim.start,
        end=written_claim.end,
    )
