"""Which language a request is answered in, and `POST /language`, by which a reader chooses.

What the address says (`lang=en`) comes first, then what the reader chose before (a cookie), then what the browser
prefers. Files leave the browser and must be the same for whoever fetches them: only their address counts.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.language import Language, Tongue, speak

router = APIRouter()

PARAMETER = COOKIE = "lang"
_YEAR = 365 * 24 * 60 * 60
_FILES = (".atom", ".csv", ".ics", ".json", ".jsonl", ".jsonld", ".txt", ".zip")
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


class Languages:
    """Sets the language before anything else is done for a request, and tells caches what it depends on."""

    def __init__(self, app: ASGIApp, tongues: Mapping[Language, Tongue]) -> None:
        self._app = app
        self._tongues = tongues

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            return await self._app(scope, receive, send)
        asked, is_file = _in_address(scope), scope["path"].endswith(_FILES)
        headers = Headers(scope=scope)
        chosen = asked or (Language.HANS if is_file else _chosen(headers) or preferred(headers.get("accept-language")))
        speak(self._tongues[chosen])

        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_file:
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Accept-Language")
                answer.add_vary_header("Cookie")
                answer.setdefault("Content-Language", chosen)
                if asked:
                    answer.append("Set-Cookie", _cookie(asked))
            await send(message)

        await self._app(scope, receive, send_with_language)


@router.post("/language")
async def choose_language(request: Request) -> RedirectResponse:
    """Back to where the reader was, in that language. Scripts change the address of a page after it was sent, so the
    browser's own word for it comes before the form's."""
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    response = RedirectResponse(_same_page(request, form.get("to", "")), 303)
    if chosen := _known(form.get(PARAMETER, "")):
        response.headers["Set-Cookie"] = _cookie(chosen)
    return response


def preferred(accepted: str | None) -> Language:
    """The first language of `Accept-Language` that there is; English for those who accept neither it nor Chinese."""
    if not accepted or accepted.strip() == "*":
        return Language.HANS
    ranked = sorted(_weighted(accepted), key=lambda pair: -pair[1])
    known = (_language(tag) for tag, weight in ranked if weight > 0)
    return next((each for each in known if each), Language.ENGLISH)


def _weighted(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        try:
            yield tag.strip().lower(), float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            yield tag.strip().lower(), 0.0


def _language(tag: str) -> Language | None:
    first, *others = tag.split("-")
    if first == "en":
        return Language.ENGLISH
    if first == "zh":
        return Language.HANT if _TRADITIONAL & set(others) and "hans" not in others else Language.HANS
    return Language.HANT if first == "yue" else None


def _in_address(scope: Scope) -> Language | None:
    given = parse_qs(scope["query_string"].decode("latin-1")).get(PARAMETER, [""])[-1]
    return _known(given)


def _chosen(headers: Headers) -> Language | None:
    return _known(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))


def _known(given: str) -> Language | None:
    return next((each for each in Language if each.lower() == given.lower()), None)


def _cookie(language: Language) -> str:
    return f"{COOKIE}={language}; Max-Age={_YEAR}; Path=/; SameSite=Lax; HttpOnly"


def _same_page(request: Request, to: str) -> str:
    """Never an address of another site; without `lang`, which would have the last word again."""
    came_from, given = urlsplit(request.headers.get("referer", "")), urlsplit(to)
    if came_from.netloc == request.headers.get("host"):
        where = came_from
    elif to.startswith("/") and not to.startswith(("//", "/\\")):
        where = given
    else:
        return "/timeline"
    pairs = [pair for pair in parse_qsl(where.query, keep_blank_values=True) if pair[0] != PARAMETER]
    path = f"/{where.path.lstrip('/')}"
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path
