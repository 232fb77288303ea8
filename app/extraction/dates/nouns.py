"""The nouns of happenings that a document dates, and which of them may stand for one another."""

# These may stand for one another: 会谈 of one sentence is the 对话 of the next.
_MEETINGS = ("会谈", "会晤", "会面", "会议", "峰会", "对话", "磋商", "谈判", "高峰会", "首脑会")
# These only for themselves.
_ASSEMBLIES = ("论坛", "年会", "大会", "全会", "通话")
_VISITS = ("访问", "出访", "来访", "访华", "访美", "访日", "访韩", "访俄", "访台", "访欧", "访港", "访朝", "访印")
_VOTES = ("选举", "大选", "投票", "公投", "表决", "初选", "补选")
_OTHERS = (
    *("就职典礼", "典礼", "仪式", "听证会", "记者会", "发布会", "演讲", "阅兵", "游行", "集会", "庭审", "开庭", "宣判"),
    *("袭击", "爆炸", "地震", "事故", "演习", "军演", "比赛", "婚礼", "葬礼", "辩论", "罢工", "政变", "停火"),
)

FAMILY: dict[str, str] = (
    {noun: noun for noun in (*_OTHERS, *_ASSEMBLIES)}
    | dict.fromkeys(_MEETINGS, "meeting")
    | dict.fromkeys(_VISITS, "visit")
    | dict.fromkeys(_VOTES, "vote")
)
EVENT = "(?:" + "|".join(sorted(FAMILY, key=len, reverse=True)) + ")"
EVENT_NAME = f"(?P<name>{EVENT})"
# 接受访问时 is an interview: the bare word is no visit of somebody.
VISIT = "(?:" + "|".join(noun for noun in _VISITS if noun != "访问") + ")"
