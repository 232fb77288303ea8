"""What a process imports so that copies of it can begin at once: the program with its word lists read.

The copies share the memory of what is there by then, and collecting garbage leaves it alone.
"""

import gc

from app.extraction import extract
from app.reading import read_document

extract(read_document("2021年3月18日，双方举行会谈。发言人表示：“我们期待合作。”".encode(), "ready.txt"))
gc.collect()
gc.freeze()
