"""Dates in Chinese news, each with its explanation.

    reference = choose_reference(document)
    for mention in find_times(document.text, reference):
        print(mention.expression, mention.edtf, *words(mention))

`choose_reference` weighs a document's witnesses; `find_times` is a pure function of a text and a day; `with_year`
fills in a year that the document leaves open; `words` tells in short sentences how a value came about.
"""

from app.extraction.dates.explain import words
from app.extraction.dates.find import find_times, with_year
from app.extraction.dates.reference import choose_reference

__all__ = ["choose_reference", "find_times", "with_year", "words"]
