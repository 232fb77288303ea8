"""Errors as pages: the table from what went wrong to what the reader is told. Each is a whole page."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.errors import NotFound
from app.sentences import sentence
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
    500: (sentence("服务器出错了"), sentence("错误已记入日志。请稍后重试；如果一再出现，请告诉管理员。")),
}


def register(app: FastAPI) -> None:
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
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


def _broken(request: Request, error: Exception) -> Response:
    # Runs outside of all middleware, so the headers are set here.
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    response = _page(request, 500, *map(say, _PAGES[500]))
    response.headers.update(SECURITY_HEADERS)
    return response


def _page(request: Request, status: int, title: str, explanation: str) -> Response:
    context = {"status": status, "title": title, "explanation": explanation}
    return render(request, "error/page.html", context, status=status)
