"""A synthetic archive of any size, with the distributions of a real one: what the benchmarks measure on.

The same seed and size give the same archive. Its documents are sentences put together from phrases; every quote stands
in its document to the character. Nothing in it was read or extracted, and nothing in it happened.
"""

from app.synth.writing import write_archive

__all__ = ["write_archive"]
