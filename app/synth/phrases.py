"""How the sentences of the synthetic archive are put together, by the type of what they tell of."""

from dataclasses import dataclass

from app.extraction.mentions import EventType


@dataclass(frozen=True)
class Phrase:
    """`to` stands before the second actor, `before` behind it and before the trigger; without `to` nobody is second."""

    to: str
    before: str
    trigger: str
    after: str = ""


# The most frequent first.
PHRASES: dict[EventType, tuple[Phrase, ...]] = {
    EventType.CONSULT: (
        Phrase("与", "举行", "会谈", "，就双边关系交换意见"),
        Phrase("同", "通电话", "讨论", "地区局势"),
        Phrase("", "同与会者", "会晤"),
    ),
    EventType.STATEMENT: (Phrase("", "就此事", "发表声明"), Phrase("向", "公开", "表示", "愿意继续对话")),
    EventType.SANCTION: (Phrase("对", "有关的企业实施", "制裁"), Phrase("把", "的多名官员列入", "制裁名单")),
    EventType.ACCUSE: (Phrase("就边境事务对", "提出", "指责"), Phrase("就数据安全对", "提出", "指控")),
    EventType.COOPERATE: (Phrase("与", "在能源领域开展", "合作"), Phrase("同", "的研究机构启动", "联合研究")),
    EventType.AGREE: (Phrase("与", "签署", "协议", "，为期五年"), Phrase("同", "就航线安排达成", "共识")),
    EventType.ECONOMIC: (Phrase("", "上调关税并公布", "新的税率"), Phrase("从", "进口的商品", "增加", "一成")),
    EventType.PROTEST: (Phrase("", "支持者上街", "抗议", "物价上涨"), Phrase("就渔船被扣向", "提出", "抗议")),
    EventType.MOBILIZE: (Phrase("在靠近", "的海域举行", "军事演习"), Phrase("", "向边境", "增派部队")),
    EventType.LEGISLATE: (Phrase("", "的议会三读", "通过", "相关法案"), Phrase("", "公布", "修正案")),
    EventType.APPOINT: (Phrase("", "公布新的人事", "任命"), Phrase("", "宣布", "辞职")),
    EventType.ELECT: (Phrase("", "在大选中", "获胜"), Phrase("", "举行", "地方选举")),
    EventType.AID: (Phrase("向", "受灾地区", "提供援助", "，包括药品和帐篷"),),
    EventType.DISASTER: (Phrase("", "所在的地区发生", "地震", "，多处房屋受损"), Phrase("", "的化工厂", "爆炸")),
    EventType.REQUEST: (Phrase("要求", "立即", "释放", "被拘押的记者"),),
    EventType.REJECT: (Phrase("", "的代表", "拒绝", "谈判条件"),),
    EventType.THREATEN: (Phrase("向", "发出", "警告", "，称将采取反制措施"),),
    EventType.COERCE: (Phrase("", "的警方", "逮捕", "多名嫌疑人"),),
    EventType.ASSAULT: (Phrase("对", "的军事设施发动", "空袭"),),
    EventType.RETREAT: (Phrase("从", "边境地区", "撤军"),),
    EventType.SUPPORT: (Phrase("对", "的提议表示", "支持"),),
    EventType.CONCEDE: (Phrase("向", "在谈判中作出", "让步"),),
    EventType.OTHER: (Phrase("", "的总部", "迁往", "新址"),),
}
TYPES = tuple(PHRASES)
# For one who is alone in it.
ALONE = {
    type: tuple(each for each in phrases if not each.to) or (Phrase("", "就此事公开", "作出回应"),)
    for type, phrases in PHRASES.items()
}

# What stands before the time, behind it, and behind the place; nothing there: the place is not named. The first is for
# what has no place.
OPENINGS = (("", "，", ""), ("", "，", "传来消息，"), ("据报道，", "在", "，"), ("记者获悉，", "，", "方面证实，"))
TAILS = (
    "", "，双方没有透露细节", "，各界对此反应不一", "，这是今年以来的第三次", "，分析人士认为影响有限",
    "，涉及金额超过三亿元", "，消息传出后股市下跌", "，具体安排将另行公布", "，当地居民对此表示关注",
    "，有关部门正在进一步核实", "，外界普遍认为此举出人意料", "，此前双方已经有过多次接触", "，舆论为之哗然",
)  # fmt: skip
FILLERS = (
    "外界一直在关注事态的发展。", "类似的情况过去也曾出现。", "观察人士对前景看法不一。", "有关方面没有回应置评请求。",
    "这一地区近年来变化很大。", "许多人希望局势能够缓和。", "市场的反应仍然有待观察。",
)  # fmt: skip
SAYINGS = (
    "我们愿意继续谈下去", "这不符合任何一方的利益", "问题终究要靠对话解决", "事实已经说明了一切",
    "我们不会接受这样的条件",
)  # fmt: skip
