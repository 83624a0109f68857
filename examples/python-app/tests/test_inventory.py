import unittest

from inventory import read_shelves, summary_lines
from inventory.summary import summary_json


class InventoryTest(unittest.TestCase):
    def test_shelves_are_read(self) -> None:
        shelves = read_shelves("left: nail 20, screw 5\n\nright: nail 2\n")
        self.assertEqual([shelf.name for shelf in shelves], ["left", "right"])

    def test_the_summary_counts_over_shelves(self) -> None:
        shelves = read_shelves("left: nail 20, screw 5\nright: nail 2\n")
        self.assertEqual(summary_lines(shelves), ["   22 nail", "    5 screw"])
        self.assertEqual(summary_json(shelves), '{"nail": 22, "screw": 5}')


if __name__ == "__main__":
    unittest.main()
