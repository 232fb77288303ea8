"""`/documents/{id}/versions/{sha256}`: what changed between an older text of a document and the one that holds now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from app.store.documents import get_document
from app.store.versions import get_version
from app.web.deps import SessionDep
from app.web.render import render

router = APIRouter()

# Character by character costs the product of both lengths.
_LONGEST = 3000
# Below, two paragraphs have so little in common that marking characters would only confuse.
_ALIKE = 0.3


@dataclass(frozen=True)
class Change:
    """One paragraph: `before` and `after` with what left and what came marked; None where there is none."""

    before: Markup | None
    after: Markup | None


@router.get("/documents/{id}/versions/{sha256}")
def show_changes(request: Request, session: SessionDep, id: str, sha256: str) -> HTMLResponse:
    detail, version = get_document(session, id), get_version(session, id, sha256)
    changes = tuple(changes_between(version.text.split("\n"), detail.document.text.split("\n")))
    context = {"label": detail.label, "version": version, "now": detail.ingested_at, "changes": changes}
    return render(request, "document/version.html", context)


def changes_between(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Only the paragraphs that differ, in order."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[a:b]), list(after[c:d])
        for n in range(max(len(old), len(new))):
            yield _change(old[n] if n < len(old) else None, new[n] if n < len(new) else None)


def _change(before: str | None, after: str | None) -> Change:
    if before is None or after is None or max(len(before), len(after)) > _LONGEST:
        return Change(_whole("del", before), _whole("ins", after))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return Change(_whole("del", before), _whole("ins", after))
    steps = matcher.get_opcodes()
    return Change(
        _pieces("del", ((before[a:b], tag != "equal") for tag, a, b, _, _ in steps)),
        _pieces("ins", ((after[c:d], tag != "equal") for tag, _, _, c, d in steps)),
    )


def _whole(tag: str, text: str | None) -> Markup | None:
    return None if text is None else _pieces(tag, [(text, True)])


def _pieces(tag: str, pieces: Iterable[tuple[str, bool]]) -> Markup:
    html = (f"<{tag}>{escape(text)}</{tag}>" if changed else str(escape(text)) for text, changed in pieces if text)
    return Markup("").join(Markup(piece) for piece in html)
