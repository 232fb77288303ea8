"""Errors as pages: the table from what went wrong to what the reader is told. Each is a whole page."""

import logging
import re
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from app.errors import NotFound, TakesTooLong
from app.logs import request_id
from app.sentences import sentence
from app.store.engine import find_reason
from app.web.journal import HEADER
from app.web.language import say
from app.web.render import render
from app.web.security import SECURITY_HEADERS

_log = logging.getLogger(__name__)

_KINDS = {
    "event": sentence("没有这个事件"),
    "document": sentence("没有这个文献"),
    "mention": sentence("没有这个引文"),
    "version": sentence("没有这个旧版本"),
}
_PAGES = {
    404: (sentence("没有这个页面"), sentence("网址可能抄漏了字，或者所指的内容已经不在。")),
    405: (sentence("不能这样访问"), sentence("这个网址不接受这种请求。")),
    422: (sentence("网址里有不能理解的内容"), sentence("请从时间线重新选择。")),
}
_BROKEN = sentence("服务器出错了")
_NO_DATABASE = sentence("数据库现在不能用")
# What SQLite says of a file, and what that means for those who read or run the site.
_REASONS = (
    ("locked", sentence("别的程序正占用它，请稍后再试。")),
    ("unable to open", sentence("打不开这个文件：它不在了，或者没有权限。")),
    ("malformed|not a database", sentence("文件已损坏：annals verify 可以检查，annals restore 可以恢复。")),
    ("readonly", sentence("这个文件只能读，不能写。")),
    ("no such (?:table|column)", sentence("里面没有这个程序的表：它是空的，或者属于另一个版本的程序。")),
    ("disk", sentence("磁盘出错，或者已经写满。")),
)
_TOO_LONG = (sentence("这一页要算太久"), sentence("请缩小范围或减少条件，或者稍后再试。"))
_SECONDS = "10"


def register(app: FastAPI) -> None:
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(TakesTooLong, _too_long)
    app.add_exception_handler(DBAPIError, _no_database)
    app.add_exception_handler(Exception, _broken)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotFound)
    title = _KINDS.get(error.kind, sentence("没有这个内容"))
    explanation = say("没有编号为 %(id)s 的内容。它可能随文献更新而改变，请在时间线上搜索。", id=error.id)
    return _page(request, 404, say(title), explanation)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    unknown = (sentence("请求没有成功（%(status)s）", status=error.status_code), error.detail)
    title, explanation = _PAGES.get(error.status_code, unknown)
    return _page(request, error.status_code, say(title), say(explanation))


def _invalid(request: Request, error: Exception) -> Response:
    return _page(request, 422, *map(say, _PAGES[422]))


def _no_database(request: Request, error: Exception) -> Response:
    """A database that cannot be asked now is no error of the program; what it refuses as wrong is one."""
    assert isinstance(error, DBAPIError)
    engine: Engine = request.app.state.engine
    reason = find_reason(error, engine)
    if reason is None:
        raise error
    _log.error("%s cannot be used: %s", engine.url.render_as_string(), reason)
    file = Path(engine.url.database or "").name
    response = _page(request, 503, say(_NO_DATABASE), f"{file} · {_told(reason)}")
    response.headers["Retry-After"] = _SECONDS
    return response


def _too_long(request: Request, error: Exception) -> Response:
    response = _page(request, 503, *map(say, _TOO_LONG))
    response.headers["Retry-After"] = _SECONDS
    return response


def _told(said: str) -> str:
    return next((say(told) for pattern, told in _REASONS if re.search(pattern, said)), said)


def _broken(request: Request, error: Exception) -> Response:
    # Runs outside of all middleware, so the headers are set here.
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    id = request_id.get()
    explanation = say("错误已记入日志，编号 %(id)s。请稍后重试；如果一再出现，请告诉管理员。", id=id)
    response = _page(request, 500, say(_BROKEN), explanation)
    response.headers.update(SECURITY_HEADERS)
    response.headers[HEADER] = id
    return response


def _page(request: Request, status: int, title: str, explanation: str) -> Response:
    context = {"status": status, "title": title, "explanation": explanation}
    return render(request, "error/page.html", context, status=status)
