"""The words a reader sees for the closed sets of the program. The only place that knows them."""

from app.extraction.dates.explain import WITNESSES
from app.extraction.mentions import ActorKind, EventType, Precision, ReferenceDay, Role, StatementKind, Status
from app.extraction.unused import Reason, TimeUse
from app.extraction.usable import Unusable
from app.filters import Show, Sort, View
from app.linking.events import Stand
from app.reading.document import LeftOutKind
from app.store.problems import Fault
from app.store.views import Why

TYPES: dict[str, str] = {
    EventType.AGREE: "达成协议",
    EventType.CONSULT: "会晤磋商",
    EventType.SUPPORT: "支持声援",
    EventType.CONCEDE: "让步缓和",
    EventType.COOPERATE: "合作",
    EventType.AID: "援助",
    EventType.RETREAT: "撤出释放",
    EventType.REQUEST: "要求呼吁",
    EventType.ACCUSE: "指责调查",
    EventType.REJECT: "拒绝",
    EventType.THREATEN: "威胁警告",
    EventType.PROTEST: "抗议",
    EventType.SANCTION: "制裁与中止",
    EventType.MOBILIZE: "军事动员",
    EventType.COERCE: "强制措施",
    EventType.ASSAULT: "袭击冲突",
    EventType.STATEMENT: "表态",
    EventType.ELECT: "选举",
    EventType.LEGISLATE: "立法表决",
    EventType.APPOINT: "人事任免",
    EventType.ECONOMIC: "经济",
    EventType.DISASTER: "灾害事故",
    EventType.OTHER: "其他",
}

STATUSES: dict[str, str] = {
    Status.HAPPENED: "已发生",
    Status.PLANNED: "计划中",
    Status.LAPSED: "原定（未见后续）",
    Status.DENIED: "已否认",
}

PRECISIONS: dict[str, str] = {
    Precision.DAY: "到日",
    Precision.PART_MONTH: "到旬",
    Precision.MONTH: "到月",
    Precision.QUARTER: "到季",
    Precision.HALF: "到半年",
    Precision.YEAR: "到年",
    Precision.VAGUE: "只有大概",
}

ROLES: dict[str, str] = {
    Role.AGENT: "发起",
    Role.COUNTERPART: "对方",
    Role.HOST: "东道主",
    Role.OBJECT: "对象",
    Role.SPEAKER: "发言",
}

REFERENCE_REASONS: dict[str, str] = {
    "witnesses-agree": "几处写法一致",
    "only-witness": "只有这一处写明",
    "best-witness": "几处写法不一，取最可靠的一处",
    "dateline-overrides": "以电头为准",
}

LEFT_OUT: dict[str, str] = {
    LeftOutKind.RELATED: "相关链接",
    LeftOutKind.ADVERT: "广告",
    LeftOutKind.FURNITURE: "页面装饰",
    LeftOutKind.STAMP: "时间标记",
}

STATEMENTS: dict[str, str] = {
    StatementKind.DIRECT: "原话",
    StatementKind.MIXED: "部分原话",
    StatementKind.INDIRECT: "转述",
}

ACTOR_KINDS: dict[str, str] = {
    ActorKind.PERSON: "人物",
    ActorKind.ORGANISATION: "机构",
    ActorKind.COUNTRY: "国家",
    ActorKind.REGION: "地区",
    ActorKind.MEDIA: "媒体",
}

# Why a time expression dates no event; a statement that it dates, or the document itself, says so first.
TIME_REASONS: dict[str, str] = {
    Unusable.DURATION: "一段时长，不是日期",
    Unusable.SET: "一再重复的时间",
    Unusable.ERA: "一个时代",
    Unusable.VAGUE: "没有说到哪一天",
    Unusable.UP_TO: "截至某日的情况，不是当日的事",
    Unusable.NO_DAY: "推不出是哪一天",
    Unusable.LABEL: "只说是哪一个，不说何时发生",
    Unusable.WORK_TITLE: "在作品标题里",
    Unusable.QUOTED: "在引语里",
    Unusable.STRETCH: "跨度太长，不是某一天的事",
    Reason.CAPTION: "只有图片说明提到",
    Reason.NO_TRIGGER: "句中没有说到发生了什么",
    Reason.WEAK_TRIGGER: "句中的动作与这个时间关系不够紧",
    Reason.HYPOTHETICAL: "只是假设",
    Reason.HOPED: "只是希望或可能",
    Reason.EMPTY_DENIAL: "一整年里没有发生的事",
    Reason.NOBODY: "没有说是谁或在哪里",
    Reason.TOO_MANY: "本文事件太多，超出上限",
}

TIME_USES: dict[str, str] = {
    TimeUse.EVENT: "事件的日期",
    TimeUse.STATEMENT: "说话的日期",
    TimeUse.WITNESS: "发稿的日期",
    TimeUse.NONE: "未采用",
}

LINK_REASONS: dict[str, str] = {
    "same-type": "类型相同",
    "same-trigger": "用词相同",
    "same-mode": "方式相同",
    "shared": "共同的行为者",
    "countries": "共同的国家",
    "same-place": "地点相同",
    "same-day": "日期相同",
    "text": "字句相近",
    "documents": "两篇文献整体相近",
    "near-trigger": "用词相近",
    "same-sentence": "同一句话",
    "main-event": "文献的主要事件",
    "reported-day": "报道的正是这一天",
}

# How a mention came to an event that its own words date less finely, or a day apart.
MOVES: dict[str, str] = {
    "coarse": "日期较粗，范围之内只有这一事件相符",
    "reported": "所说是当日新闻，归入写明日期的同一事件",
    "next-day": "因时区相差一日",
    "visit": "属于这次访问",
}

VIEWS: dict[str, str] = {
    View.LIST: "列表",
    View.LANES: "泳道",
    View.MATRIX: "矩阵",
}

# Points on which sources may differ; a subject (person, unit, name) stands beside some of them.
SLOTS: dict[str, str] = {
    "day": "日期",
    "place": "地点",
    "status": "状态",
    "number": "数目",
    "title": "头衔",
    "character": "定性",
}

STANDS: dict[str, str] = {
    Stand.AGREES: "一致",
    Stand.LESS_PRECISE: "较粗，不矛盾",
    Stand.CONFLICTS: "互相矛盾",
}

# The parts of an event's weight.
SALIENCE: dict[str, str] = {
    "sources": "独立来源多",
    "mentions": "多处提到",
    "grain": "日期精确",
    "type": "类型",
    "lead": "见于标题或导语",
    "near": "报道及时",
    "actors": "有具名的行为者",
    "trigger": "用词明确",
    "caption": "只有图片说明提到",
    "implicit": "文中未写日期",
    "year-open": "年份未定",
}

FAULTS: dict[str, str] = {
    Fault.FUTURE: "已经发生，日期却在文献之后",
    Fault.BACKWARDS: "结束早于开始",
    Fault.WEEKDAY: "星期与日期不合",
    Fault.STATUS: "有处说发生，有处否认",
    Fault.TITLE: "头衔与别处矛盾",
    Fault.ORPHAN: "失去依据的引文",
}

FACETS: dict[str, str] = {
    "actor": "行为者",
    "topic": "主题",
    "type": "类型",
    "status": "状态",
    "place": "地点",
    "source": "来源",
    "precision": "日期精度",
}

SORTS: dict[str, str] = {
    Sort.DATE: "日期",
    Sort.NEWEST: "最新在前",
    Sort.REPORTED: "新近报道",
}

SHOWS: dict[str, str] = {
    Show.MAIN: "主要事件",
    Show.ALL: "全部",
}

# How a word of a search was found.
WHYS: dict[str, str] = {
    Why.LITERAL: "原字",
    Why.FOLDED: "繁简或全半角",
    Why.ALIAS: "别名",
}

_VALUES: dict[str, dict[str, str]] = {"type": TYPES, "status": STATUSES, "precision": PRECISIONS}


def facet_value(facet: str, value: str) -> str:
    """What a facet calls one of its values; names of actors, topics and publishers are shown as they are."""
    return _VALUES.get(facet, {}).get(value, value)


def slot(name: str, subject: str) -> str:
    """What a point is called: `日期`, `数目（人）`, `杨洁篪的头衔`."""
    if name == "title":
        return f"{subject}的头衔"
    return f"{SLOTS[name]}（{subject}）" if subject else SLOTS[name]


def salience(code: str) -> tuple[str, str]:
    """A part of an event's weight and how much it adds: `sources:1.20` → (`独立来源多`, `+1.20`)."""
    name, _, value = code.partition(":")
    return SALIENCE.get(name, name), value if value.startswith("-") else f"+{value}"


def reference_reason(reference: ReferenceDay) -> str:
    """Why a document is taken to speak from its day."""
    reason = REFERENCE_REASONS.get(reference.why, reference.why)
    return f"据{witness(reference.witness)}（{reason}）" if reference.witness else reason


def witness(kind: str) -> str:
    return WITNESSES.get(kind, kind)


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
    return LINK_REASONS[name] + (f"：{detail}" if detail else "") + f"（+{weight}）"
