"""`make supply`: write the bill of materials and the page of licences again."""

from tests.supply import bill, notices
from tests.supply.components import components

parts = components()
bill.FILE.write_text(bill.bill(parts), encoding="utf-8")
notices.FILE.write_text(notices.notices(parts), encoding="utf-8")
print(f"{len(parts)} packages: {bill.FILE.name}, {notices.FILE.name}")
