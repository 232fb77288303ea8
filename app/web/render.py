"""Templates to responses. The one place that decides between a whole page and a fragment."""

import json
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.extraction.dates import words as explain
from app.web import days, labels, language, links, names, quotes
from app.web.assets import Assets
from app.web.compiling import SpokenEnvironment, Templates
from app.web.markers import marker


def create_templates(folder: Path, assets: Assets) -> Templates:
    """All templates: missing names are errors, everything is escaped."""
    environment = SpokenEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # partials are part of what includes them (web.compiling), whose own file does not tell
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True, pgettext=language.pgettext, npgettext=language.npgettext
    )
    environment.filters["plain"] = language.plain
    environment.globals |= {
        "static": assets.url,
        "labels": labels,
        "days": days,
        "links": links,
        "quotes": quotes,
        "marker": marker,
        "explain": explain,
        "say": language.say,
        "counted": language.counted_html,
        "data": language.data,
        "language": language.language,
        "languages": language.NAMES,
        "lang": language.in_address,
        "named": names.named,
        "titled": names.titled,
        "latin": names.latin_name,
        "shared_days": names.shared_days,
    }
    return Templates(environment)


def render(
    request: Request,
    page: str,
    context: Mapping[str, object],
    *,
    partial: str | None = None,
    address: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page, or its partial when htmx asks for a part of a page; `address` is then what the browser shows.

    Only a partial request gets the fragment: Back, Forward and a shared link ask for the same address and need
    the whole page, so the two answers must not be taken for each other by any cache. Nor may they get an address
    of their own: going back would make a new entry of the history and end the way forward.
    """
    is_part = partial is not None and request.headers.get("HX-Request-Type") == "partial"
    templates: Templates = request.app.state.templates
    name = partial if partial is not None and is_part else page
    told = {"path": request.url.path, "here": _here(request), "site": _site(request), **context}
    html = templates.render(language.spoken(), name, told)
    headers = {"Vary": "HX-Request-Type", "Cache-Control": "no-cache"}
    if is_part and address is not None:
        headers["HX-Push-Url"] = address
    return HTMLResponse(html, status, headers)


def _here(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _site(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def json_script(value: object) -> Markup:
    """JSON that may stand inside `<script type="application/ld+json">`: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def linked_data(value: object) -> JSONResponse:
    return JSONResponse(value, media_type="application/ld+json")
