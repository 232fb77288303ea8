"""Whose paper speaks: a letter, statement or article speaks for who wrote or issued it."""

import re

from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, Sentence
from app.extraction.subjects import Subject, Subjects

_PAPER = re.compile(
    r"(?:(?<![微相通电短听坚深])信|函|声明|贺电|文章|推文|公报|致辞|讲话|报告书?|发言|书面回应|帖文|贴文|博文|社论|社评|文告|公告|通告|通知|通报|文件|新闻稿|备忘录|[该此一全]文|文(?=中|内))"
    r"(?:中|里|上|内|末段|最后|开头)?(?:还|也|则|又|同时|最后|并|亦|就|再|曾|首先|明确|特别|进一步|一开始)*$"
)
# The issue of a paper: 发表声明, 致函. Whoever does it is its author.
_ISSUED = re.compile(
    r"(?:发表|发布|发出|发了|发|致|寄出|写了?|送交|刊登|刊发|撰写|撰文|公布|提交|签署|递交)"
    r"(?:[^，。；《“]|《[^》]{1,60}》|“[^”\n]{1,60}”){0,30}?"
    r"(?:信|函|声明|贺电|文章|推文|公报|致辞|讲话|报告书?|新闻稿|公告|通告|备忘录|社评|社论|文)"
)
_OWN = re.compile(
    r"[^，。；]{0,4}的?(?:亲笔|公开|贺|书面|中英|联合)?(?:(?<![微相通电短听坚深])信(?![息任心用号仰])|函|声明|贺电|文章|推文|致辞|讲话|发言|公告|新闻稿|报告)"
)
_DEMONSTRATIVE = re.compile(r"[，,\s]*(?:这|该|此|上述|本|其|文|信|函|声明|报告|社论|社评|备忘录|公开信|新闻稿|公报)")
# These stand for themselves where no author is named.
_IMPERSONAL = re.compile(r"[，,\s]*(?:报告|社论|文章|研究)")
_FAR = 150


def is_paper(text: str) -> bool:
    """Whether what stands before the verb ends with a paper: 在声明中, 信中还."""
    return bool(_PAPER.search(text))


def paper_of(text: str) -> str:
    """The word for the paper: 声明 of 这份声明中还."""
    match = _PAPER.search(text)
    words = re.match(r"[^中里上内末最开还也则又同并亦就再曾首明特进一]+", match[0]) if match else None
    return words[0] if words else text


def refers_back(text: str) -> bool:
    """信中, 这份声明: a paper named before. 报告指出 needs no author."""
    return bool(_DEMONSTRATIVE.match(text)) and not _IMPERSONAL.match(text)


def is_issuer(words: str) -> bool:
    """Whether a subject can be the author of a paper: neither the paper itself nor a clause that tells of its issue."""
    return not _DEMONSTRATIVE.match(words) and not _IMPERSONAL.match(words) and not _ISSUED.search(words)


def author_of(prepared: Prepared, subjects: Subjects, start: int, end: int) -> ActorMention | Subject | None:
    """The author of the paper that the span ends with: named in the span (默克尔在信中), or who issued it shortly
    before; a phrase when no name ends it (一个医生团体发表文章)."""
    if _DEMONSTRATIVE.match(prepared.folded, start, end):
        return _issuer(prepared, subjects, max(0, start - _FAR), start)
    inside = [a for a in subjects.names(start, end) if not prepared.is_quoted(a.start, a.end)]
    own = [a for a in inside if not a.attributive and a.rule != "abbreviation" and not _in_brackets(prepared, a)]
    return next((a for a in own if a.actor.kind is ActorKind.PERSON), own[0]) if own else None


def _issuer(prepared: Prepared, subjects: Subjects, begin: int, end: int) -> ActorMention | Subject | None:
    """The nearest before: 习近平主席的信, or the subject of 发表声明."""
    found: list[tuple[int, ActorMention | Subject]] = []
    spans: list[range] = []
    for issued in _ISSUED.finditer(prepared.folded, begin, end):
        spans.append(range(*issued.span()))
        sentence = prepared.sentence_at(issued.start())
        if sentence and (own := _subject(subjects, sentence, issued.start())):
            found.append((issued.start(), own))
            continue
        first = subjects.names(sentence.start if sentence else begin, issued.start())
        authors = [a for a in first if subjects.may_speak(a, issued.start()) and not _in_brackets(prepared, a)]
        authors = [a for a in authors if a.actor.kind is ActorKind.MEDIA or prepared.folded[a.end] != "《"]
        found += [(issued.start(), a) for a in authors[:1]]
    for actor in subjects.names(begin, end):
        if any(actor.start in span for span in spans) or actor.attributive:
            continue
        if _OWN.match(prepared.folded, actor.end):
            found.append((actor.start, actor))
    return max(found, key=lambda f: f[0])[1] if found else None


def _subject(subjects: Subjects, sentence: Sentence, end: int) -> ActorMention | Subject | None:
    """欧洲议会代表团主席包瑞翰|随后发表声明: the subject of the clause, a name or a phrase."""
    subject = subjects.before(sentence.clause_at(end).start, end)
    if subject is None or not subject.head:
        return subject
    return subject.head[0] if len(subject.head) == 1 and subjects.may_speak(subject.head[0], end) else None


def _in_brackets(prepared: Prepared, actor: ActorMention) -> bool:
    """（德国之声中文网）: a dateline."""
    return prepared.folded[max(0, actor.start - 1) : actor.start] in ("（", "(")
