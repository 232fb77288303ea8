"""Names of the archive on a page: marked as Chinese where the page is not, with their English form on English pages."""

import re

from markupsafe import Markup

from app.extraction.lexicon import english_names
from app.store.views import DocumentLabel
from app.web.language import Language, data, language, say

# As the linking writes it down (`YearEvidence.detail`).
_SHARED_DAYS = re.compile(r"(.+) = (.+)（([^（）]+)）；同为 (.+?)(；星期相符)?", re.S)


def latin_name(name: str) -> str:
    """What an actor is called in English; "" when that is not known."""
    return next(iter(english_names().get(name, ())), "")


def named(name: str) -> str:
    """An actor. An English page writes the name as the texts have it, and its English form beside."""
    latin = latin_name(name) if language() is Language.ENGLISH else ""
    if not latin:
        return data(name)
    return Markup('{} <span class="latin">{}</span>').format(data(name), latin)


def titled(document: DocumentLabel) -> str:
    """Publisher and title."""
    publisher = data(document.publisher) if document.publisher else say("出处不详")
    return say("%(publisher)s《%(title)s》", publisher=publisher, title=data(document.title))


def shared_days(detail: str) -> str:
    """Why a document is placed in a year, which is stored in Chinese."""
    found = _SHARED_DAYS.fullmatch(detail)
    if not found:
        return data(detail)
    mine, theirs, edtf, actors, weekday = found.groups()
    told = {"mine": data(mine), "theirs": data(theirs), "edtf": edtf, "actors": data(actors)}
    if weekday:
        return say("%(mine)s = %(theirs)s（%(edtf)s）；同为 %(actors)s；星期相符", **told)
    return say("%(mine)s = %(theirs)s（%(edtf)s）；同为 %(actors)s", **told)
