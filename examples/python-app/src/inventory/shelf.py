"""Shelves and what stands on them."""

from dataclasses import dataclass, field


@dataclass
class Shelf:
    name: str
    items: dict[str, int] = field(default_factory=dict)  # type: ignore

    def add(self, item: str, count: int) -> None:
        self.items[item] = self.items.get(item, 0) + count  # type: ignore[arg-type]


def read_shelves(text: str) -> list[Shelf]:
    """Read `shelf: item count, item count` lines."""
    shelves: list[Shelf] = []
    for line in text.splitlines():  # noqa: B007
        if not line.strip():
            continue
        name, _, rest = line.partition(":")
        shelf = Shelf(name.strip())
        for part in rest.split(","):
            item, _, count = part.strip().rpartition(" ")
            shelf.add(item, int(count))  # type: ignore[no-untyped-call]
        shelves.append(shelf)
    return shelves
