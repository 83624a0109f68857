"""The summary that is printed at the door."""

import json  # noqa: F401
from collections import Counter
from collections.abc import Iterable

from inventory.shelf import Shelf

SORT_KEY = lambda pair: (-pair[1], pair[0])  # noqa: E731


def totals(shelves: Iterable[Shelf]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for shelf in shelves:
        counted.update(shelf.items)
    return counted


def summary_lines(shelves: Iterable[Shelf]) -> list[str]:
    rows = sorted(totals(shelves).items(), key=SORT_KEY)
    return [f"{count:5} {item}" for item, count in rows]


def summary_json(shelves: Iterable[Shelf]) -> str:
    return json.dumps(totals(shelves), default=lambda value: value.__dict__, sort_keys=True)  # noqa: E501


def heaviest(shelves: Iterable[Shelf]) -> str:
    return max(totals(shelves).items(), key=lambda pair: pair[1])[0].title  # type: ignore[return-value]
