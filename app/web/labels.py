"""The words a reader sees for the closed sets of the program. The only place that knows them."""

from app.extraction.dates.explain import WITNESSES
from app.extraction.mentions import (
    ActorKind,
    AnchorKind,
    EventType,
    Precision,
    ReferenceDay,
    Role,
    StatementKind,
    Status,
    TimeMention,
)
from app.extraction.unused import Reason, TimeUse
from app.extraction.usable import Unusable
from app.filters import Show, Sort, View
from app.linking.events import Stand
from app.reading.document import LeftOutKind, WitnessKind
from app.sentences import sentence
from app.statement_filter import UNNAMED
from app.store.problems import Fault
from app.store.views import Why
from app.web.language import Words, data, gettext, pgettext, plural, say
from app.web.names import named

TYPES = Words(
    {
        EventType.AGREE: sentence("达成协议"),
        EventType.CONSULT: sentence("会晤磋商"),
        EventType.SUPPORT: sentence("支持声援"),
        EventType.CONCEDE: sentence("让步缓和"),
        EventType.COOPERATE: sentence("合作"),
        EventType.AID: sentence("援助"),
        EventType.RETREAT: sentence("撤出释放"),
        EventType.REQUEST: sentence("要求呼吁"),
        EventType.ACCUSE: sentence("指责调查"),
        EventType.REJECT: sentence("拒绝"),
        EventType.THREATEN: sentence("威胁警告"),
        EventType.PROTEST: sentence("抗议"),
        EventType.SANCTION: sentence("制裁与中止"),
        EventType.MOBILIZE: sentence("军事动员"),
        EventType.COERCE: sentence("强制措施"),
        EventType.ASSAULT: sentence("袭击冲突"),
        EventType.STATEMENT: sentence("表态"),
        EventType.ELECT: sentence("选举"),
        EventType.LEGISLATE: sentence("立法表决"),
        EventType.APPOINT: sentence("人事任免"),
        EventType.ECONOMIC: sentence("经济"),
        EventType.DISASTER: sentence("灾害事故"),
        EventType.OTHER: sentence("其他"),
    }
)

STATUSES = Words(
    {
        Status.HAPPENED: sentence("已发生"),
        Status.PLANNED: sentence("计划中"),
        Status.LAPSED: sentence("原定（未见后续）"),
        Status.DENIED: sentence("已否认"),
    }
)

PRECISIONS = Words(
    {
        Precision.DAY: sentence("到日"),
        Precision.PART_MONTH: sentence("到旬"),
        Precision.MONTH: sentence("到月"),
        Precision.QUARTER: sentence("到季"),
        Precision.HALF: sentence("到半年"),
        Precision.YEAR: sentence("到年"),
        Precision.VAGUE: sentence("只有大概"),
    }
)

ROLES = Words(
    {
        Role.AGENT: sentence("发起"),
        Role.COUNTERPART: sentence("对方"),
        Role.HOST: sentence("东道主"),
        Role.OBJECT: sentence("对象"),
        Role.SPEAKER: sentence("发言"),
    }
)

REFERENCE_REASONS = Words(
    {
        "witnesses-agree": sentence("几处写法一致"),
        "only-witness": sentence("只有这一处写明"),
        "best-witness": sentence("几处写法不一，取最可靠的一处"),
        "dateline-overrides": sentence("以电头为准"),
    }
)

LEFT_OUT = Words(
    {
        LeftOutKind.RELATED: sentence("相关链接"),
        LeftOutKind.ADVERT: sentence("广告"),
        LeftOutKind.FURNITURE: sentence("页面装饰"),
        LeftOutKind.STAMP: sentence("时间标记"),
    }
)

STATEMENTS = Words(
    {
        StatementKind.DIRECT: sentence("原话"),
        StatementKind.MIXED: sentence("部分原话"),
        StatementKind.INDIRECT: sentence("转述"),
    }
)

ACTOR_KINDS = Words(
    {
        ActorKind.PERSON: sentence("人物"),
        ActorKind.ORGANISATION: sentence("机构"),
        ActorKind.COUNTRY: sentence("国家"),
        ActorKind.REGION: sentence("地区"),
        ActorKind.MEDIA: sentence("媒体"),
    }
)

# Why a time expression dates no event; a statement that it dates, or the document itself, says so first.
TIME_REASONS = Words(
    {
        Unusable.DURATION: sentence("一段时长，不是日期"),
        Unusable.SET: sentence("一再重复的时间"),
        Unusable.ERA: sentence("一个时代"),
        Unusable.VAGUE: sentence("没有说到哪一天"),
        Unusable.UP_TO: sentence("截至某日的情况，不是当日的事"),
        Unusable.NO_DAY: sentence("推不出是哪一天"),
        Unusable.LABEL: sentence("只说是哪一个，不说何时发生"),
        Unusable.WORK_TITLE: sentence("在作品标题里"),
        Unusable.QUOTED: sentence("在引语里"),
        Unusable.STRETCH: sentence("跨度太长，不是某一天的事"),
        Reason.CAPTION: sentence("只有图片说明提到"),
        Reason.NO_TRIGGER: sentence("句中没有说到发生了什么"),
        Reason.WEAK_TRIGGER: sentence("句中的动作与这个时间关系不够紧"),
        Reason.HYPOTHETICAL: sentence("只是假设"),
        Reason.HOPED: sentence("只是希望或可能"),
        Reason.EMPTY_DENIAL: sentence("一整年里没有发生的事"),
        Reason.NOBODY: sentence("没有说是谁或在哪里"),
        Reason.TOO_MANY: sentence("本文事件太多，超出上限"),
    }
)

TIME_USES = Words(
    {
        TimeUse.EVENT: sentence("事件的日期"),
        TimeUse.STATEMENT: sentence("说话的日期"),
        TimeUse.WITNESS: sentence("发稿的日期"),
        TimeUse.NONE: sentence("未采用"),
    }
)

LINK_REASONS = Words(
    {
        "same-type": sentence("类型相同"),
        "same-trigger": sentence("用词相同"),
        "same-mode": sentence("方式相同"),
        "shared": sentence("共同的行为者"),
        "countries": sentence("共同的国家"),
        "same-place": sentence("地点相同"),
        "same-day": sentence("日期相同"),
        "text": sentence("字句相近"),
        "documents": sentence("两篇文献整体相近"),
        "near-trigger": sentence("用词相近"),
        "same-sentence": sentence("同一句话"),
        "told-beside": sentence("同一文献里同一天的另一种说法"),
        "announced": sentence("行为者自己宣布"),
        "main-event": sentence("文献的主要事件"),
        "reported-day": sentence("报道的正是这一天"),
    }
)

# How a mention came to an event that its own words date less finely, or a day apart.
MOVES = Words(
    {
        "coarse": sentence("日期较粗，范围之内只有这一事件相符"),
        "reported": sentence("所说是当日新闻，归入写明日期的同一事件"),
        "next-day": sentence("因时区相差一日"),
        "visit": sentence("属于这次访问"),
        "announced": sentence("采取措施的机构就此所说，原文没有日期"),
        "once": sentence("这样的事一人只有一次，来源的日期不一"),
    }
)

VIEWS = Words(
    {
        View.LIST: sentence("列表"),
        View.LANES: sentence("泳道"),
        View.MATRIX: sentence("矩阵"),
    }
)

# Points on which sources may differ; a subject (person, unit, name) stands beside some of them.
SLOTS = Words(
    {
        "day": sentence("日期"),
        "place": sentence("地点"),
        "status": sentence("状态"),
        "number": sentence("数目"),
        "title": sentence("头衔"),
        "character": sentence("定性"),
    }
)

STANDS = Words(
    {
        Stand.AGREES: sentence("一致"),
        Stand.LESS_PRECISE: sentence("较粗，不矛盾"),
        Stand.CONFLICTS: sentence("互相矛盾"),
    }
)

# The parts of an event's weight.
SALIENCE = Words(
    {
        "sources": sentence("独立来源多"),
        "mentions": sentence("多处提到"),
        "grain": sentence("日期精确"),
        "type": sentence("类型"),
        "lead": sentence("见于标题或导语"),
        "near": sentence("报道及时"),
        "actors": sentence("有具名的行为者"),
        "trigger": sentence("用词明确"),
        "caption": sentence("只有图片说明提到"),
        "implicit": sentence("文中未写日期"),
        "year-open": sentence("年份未定"),
    }
)

FAULTS = Words(
    {
        Fault.FUTURE: sentence("已经发生，日期却在文献之后"),
        Fault.BACKWARDS: sentence("结束早于开始"),
        Fault.WEEKDAY: sentence("星期与日期不合"),
        Fault.STATUS: sentence("有处说发生，有处否认"),
        Fault.TITLE: sentence("头衔与别处矛盾"),
        Fault.ORPHAN: sentence("失去依据的引文"),
    }
)

FACETS = Words(
    {
        "actor": sentence("行为者"),
        "topic": sentence("主题"),
        "type": sentence("类型"),
        "status": sentence("状态"),
        "place": sentence("地点"),
        "source": sentence("来源"),
        "precision": sentence("日期精度"),
    }
)

SORTS = Words(
    {
        Sort.DATE: sentence("日期"),
        Sort.NEWEST: sentence("最新在前"),
        Sort.REPORTED: sentence("新近报道"),
    }
)

SHOWS = Words(
    {
        Show.MAIN: sentence("主要事件"),
        Show.ALL: sentence("全部"),
    }
)

# How a word of a search was found.
WHYS = Words(
    {
        Why.LITERAL: sentence("原字"),
        Why.FOLDED: sentence("繁简或全半角"),
        Why.ALIAS: sentence("别名"),
    }
)

COUNTED_KINDS: dict[str, str] = {
    ActorKind.PERSON: plural("<strong>%(num)s</strong> 个人物"),
    ActorKind.ORGANISATION: plural("<strong>%(num)s</strong> 个机构"),
    ActorKind.COUNTRY: plural("<strong>%(num)s</strong> 个国家"),
    ActorKind.REGION: plural("<strong>%(num)s</strong> 个地区"),
    ActorKind.MEDIA: plural("<strong>%(num)s</strong> 个媒体"),
}

_VALUES = {"type": TYPES, "status": STATUSES, "precision": PRECISIONS}


def kind_heading(kind: str) -> str:
    """What many of a kind of actor are called."""
    headings = {
        ActorKind.PERSON: pgettext("kinds", "人物"),
        ActorKind.ORGANISATION: pgettext("kinds", "机构"),
        ActorKind.COUNTRY: pgettext("kinds", "国家"),
        ActorKind.REGION: pgettext("kinds", "地区"),
        ActorKind.MEDIA: pgettext("kinds", "媒体"),
    }
    return headings[ActorKind(kind)]


def facet_value(facet: str, value: str) -> str:
    """What a facet calls one of its values; names of actors, places and publishers are the archive's."""
    if facet in _VALUES:
        return _VALUES[facet].get(value, value)
    if facet == "topic":
        return topic(value)
    return named(value) if facet == "actor" else data(value)


def statement_value(facet: str, value: str) -> str:
    """The same for the facets of statements: their kind, and names of speakers and publishers."""
    if facet == "kind":
        return STATEMENTS.get(value, value)
    if value == UNNAMED:
        return say("未具名")
    return named(value) if facet == "speaker" else data(value)


def topic(name: str) -> str:
    """Topics are words of ours, unless somebody added one to the word list and did not translate it."""
    said = gettext(name)
    return said if said != name else data(name)


def slot(name: str, subject: str) -> str:
    """What a point is called: `日期`, `数目（人）`, `杨洁篪的头衔`."""
    if name == "title":
        return say("%(name)s的头衔", name=data(subject))
    return say("%(point)s（%(unit)s）", point=SLOTS[name], unit=data(subject)) if subject else SLOTS[name]


def salience(code: str) -> tuple[str, str]:
    """A part of an event's weight and how much it adds: `sources:1.20` → (`独立来源多`, `+1.20`)."""
    name, _, value = code.partition(":")
    return SALIENCE.get(name, name), value if value.startswith("-") else f"+{value}"


def reference_reason(reference: ReferenceDay) -> str:
    """Why a document is taken to speak from its day."""
    reason = REFERENCE_REASONS.get(reference.why, reference.why)
    if not reference.witness:
        return reason
    return say("据%(witness)s（%(reason)s）", witness=witness(reference.witness), reason=reason)


def implied(time: TimeMention) -> str:
    """Whence words that name no day have theirs: from their item, from what was said before, or from the document."""
    anchor = time.anchor
    if anchor.kind is AnchorKind.ITEM:
        return say("未写日期，取本则所标的“%(words)s”", words=data(anchor.words))
    if anchor.kind is AnchorKind.MENTION:
        return say("未写日期，取前文所说的“%(words)s”", words=data(anchor.words))
    if anchor.words == WitnessKind.DATELINE:
        return say("未写日期，取电头所记之日")
    return say("未写日期，取发布日")


def witness(kind: str) -> str:
    return say(WITNESSES[kind]) if WITNESSES.get(kind) else kind


def reason(code: str) -> str:
    """Why a mention belongs to its event: `shared 崔天凯:1.20` → `共同的行为者：崔天凯（+1.20）`.

    A code that has no words yet is shown as it is.
    """
    if code.startswith("moved "):
        return MOVES.get(code.removeprefix("moved "), code)
    named, _, weight = code.rpartition(":")
    name, _, detail = named.partition(" ")
    if name not in LINK_REASONS:
        return code
    what = say("%(what)s：%(which)s", what=LINK_REASONS[name], which=data(detail)) if detail else LINK_REASONS[name]
    return say("%(what)s（+%(weight)s）", what=what, weight=weight)
