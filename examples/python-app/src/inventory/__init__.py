from inventory.shelf import Shelf, read_shelves
from inventory.summary import summary_lines

__all__ = ["Shelf", "read_shelves", "summary_lines"]
