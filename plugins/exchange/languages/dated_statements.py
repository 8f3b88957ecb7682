"""Days, times and amounts of a language's claims, as statements that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from exchange.languages.claims import AmountClaim, DayClaim, MonthClaim, TimeClaim, WrittenClaim
from exchange.languages.statements import Quantity, Statement


def statements_of(claims: Iterable[WrittenClaim]) -> Iterator[Statement]:
    """Yield the days, months, times and amounts among claims, the longest text first."""
    for written in sorted(claims, key=lambda written: written.start - written.end):
        match written.claim:
            case DayClaim(month=int(month), day=day, year=year):
                parts = {Decimal(number) for number in (month, day, year) if number}
                yield _statement(written, Quantity.DAY, month * 100 + day, parts=parts)
            case MonthClaim(year=year, month=month):
                yield _statement(
                    written, Quantity.MONTH, year * 100 + month, parts={Decimal(year), Decimal(month)}
                )
            case TimeClaim(hour=hour_or_24, minute=minute, zone=zone, either_half=either):
                hour = (
                    hour_or_24 % 24
                )  # midnight is told as the end of a day, or as the beginning of the next
                hours = {hour, hour % 12 + 12} if either else {hour}
                parts = {
                    Decimal(number) for one in hours for number in (one * 100 + minute, one, one % 12 or 12)
                }
                yield _statement(written, Quantity.CLOCK, hour * 100 + minute, unit=zone, parts=parts)
            case AmountClaim(figure=figure, currency=currency):
                yield _statement(written, Quantity.AMOUNT, figure, unit=currency or "")


def _statement(
    written: WrittenClaim,
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
        start=written.start,
        end=written.end,
    )
