"""Rows for what counts from the reference day or from a date said before, and for what names no day at all."""

from app.extraction.dates import relative, vague
from app.extraction.dates.fragments import (
    CLOCK_ALONE,
    COUNT,
    DAY,
    DAY_NUMBER,
    MONTH,
    SOME,
    UNIT,
    WEEK,
    WEEK_WORD,
    WEEKDAY_NAME,
    B,
)
from app.extraction.dates.rule import Rule

# 上周日本, 周三星, 本周四川, 周五角大楼: names that begin with the weekday's sign.
_NAME_AFTER_WEEKDAY = (
    "本(?!报|台|刊|网|社|港|市|地)|内瓦|中全会|角大楼|眼联盟|星(?![期级])|战|川(?!普)|方安全|方会谈|方机制|方对话|国两制|带一路|直|切|些|共有|边|岁"
    "|致(?!电|函|信|辞|歉|力|敬|词|哀)|国(?!务|家|防|际|会|台|安|军|民|土|企|产|内|外|王)|次|场|休|个|环|常|届(?!满|时)|系列|个多"
)
_NOT_JAPAN = "本(?!报|台|刊|网|社|港|市|地|院|案|人|站|栏)"

RELATIVE: tuple[Rule, ...] = (
    Rule(
        "weekday", f"{WEEK_WORD}{WEEK}{WEEK}?{WEEKDAY_NAME}", relative.weekday, "以|至今|早|马|晚", _NAME_AFTER_WEEKDAY
    ),
    Rule("weekday", f"{WEEK}{WEEKDAY_NAME}", relative.weekday, "[每首]|每个|逢", _NAME_AFTER_WEEKDAY),
    Rule(
        "day word",
        "(?P<day_word>大大前|大大后|大前|大后|今|昨|明|前|后|本)天",
        relative.day_word,
        "[目以之此从当年聪]",
        "性|遗|养|努力|失调|早产",
    ),
    Rule(
        "day word",
        "(?P<day_word>大前|大后|今|昨|明|前|后|本)日",
        relative.day_word,
        "[目以之此从日当年月今如至战午事]",
        "头条|俄罗斯|美国|报[》]|黄花|之星|重现|" + _NOT_JAPAN,
    ),
    Rule(
        "day word",
        "(?P<day_word>今|昨|明|前)(?P<daypart>晚|早|晨|夜|午)",
        relative.day_word,
        "[如至从目以]",
        "[安期报点餐年会]|宋",
    ),
    Rule("day in brackets", f"(?P<day_word>今|昨|明|前)[（(]{DAY_NUMBER}[)）][日天]", relative.bracketed_day),
    Rule("week", f"{WEEK_WORD}{WEEK}(?P<part>末|初|中)?", relative.week, "以|早", "[刊年边围国知期]"),
    Rule("week", f"(?:{WEEK})(?P<part>末)", relative.week, "[每0-9一二两三个逢]"),
    Rule(
        "same day as said",
        "(?:当|同)(?:天|日)|同一天|当(?P<daypart>晚|夜)",
        relative.same_day,
        "[应担正恰不相合]",
        _NOT_JAPAN,
    ),
    Rule(
        "day after the one said",
        "次日|翌日|第二天|隔天|隔日|转天|(?:此|之)?后一[天日]|第二日|次(?P<daypart>晨)",
        relative.next_day,
        "每|[一二两三多首每]",
        _NOT_JAPAN,
    ),
    Rule(
        "day before the one said", "(?:此|之|在此之|在此|这之)?前一[天日晚]", relative.day_before, "[的个日次场月年提]"
    ),
    Rule(
        "counted",
        f"{COUNT}{B}半?{UNIT}{B}(?P<side>以前|之前|前|以后|之后|后)",
        relative.ago,
        r"[0-9.．第]|[〇零一二三四五六七八九十百]",
    ),
    Rule(
        "clock",
        CLOCK_ALONE,
        relative.clock,
        r"[0-9.:：/+\-]|第|比|以",
        r"[0-9:：%]|的?(?:比分|优势|大胜|战胜|击败)|[）)]?[:：]",
    ),
    Rule(
        "stretch",
        f"(?P<side>过去|近|最近|未来|今后|接下来)的?{B}{COUNT}{B}{UNIT}(?P<around>里|间|内|来|中)?",
        relative.stretch,
        r"[0-9接附远将临邻逼靠就]|不",
        tail=False,
    ),
    Rule(
        "stretch",
        f"(?P<side>前|上|后|下)(?P<count>[0-9]{{1,2}}|[一二两三四五六七八九十]){B}{UNIT}",
        relative.whole_units,
        r"[0-9之以此今目]|提",
        "前|后|班|学|场|次",
        tail=False,
    ),
    Rule(
        "stretch",
        f"(?P<side>过去|近|最近|未来|今后|接下来|前|这)的?{B}{SOME}{B}{UNIT}(?P<around>里|间|内|来|中)?",
        vague.some_units,
        "接|将|不",
        tail=False,
    ),
)

VAGUE: tuple[Rule, ...] = (
    Rule(
        "vague days",
        "近日|日前|日来|连日来?|近几[天日]|(?:数|几)[日天](?:之|以)?前|前几天|前些天|前些日子|前不久|不久前|刚刚",
        vague.within(14),
        "[今昨明后目]|[0-9]",
        tail=False,
    ),
    Rule(
        "vague weeks",
        "近期|最近|近来|近段时间|一段时间以来|近几周|(?:数|几)(?:周|星期|个星期)前",
        vague.within(60),
        tail=False,
    ),
    Rule("vague months", "近几个?月来?|(?:数|几)个?月前", vague.within(180), tail=False),
    Rule(
        "present", "目前|当前|现在|现时|此时|此刻|眼下|现阶段|当下|如今", vague.present, "[自从]?[截迄]至?", tail=False
    ),
    Rule(
        "no bounds",
        "未来|今后|将来|过去|此前|日后|随后|此后|接下来|与此同时|长期以来|迄今为止|到目前为止|截至目前|稍后|其后|早前|近年来?|多年来|近些年来?|期间|之际|紧接着|当年",
        vague.unbounded,
        tail=False,
    ),
)

NOT_DAYS: tuple[Rule, ...] = (
    Rule(
        "duration",
        f"(?:(?:为期|历时|长达|持续|时隔|接近|将近|近){B})?(?:{COUNT}|{SOME}){B}[多余来]?{B}(?:天|周|个?星期|个礼拜|个多?月|周?年|小时|分钟|个小时|个季度|秒钟?)(?:半|多|余|来|之久)?",
        vague.duration,
        r"[0-9.．第]|[〇零一二三四五六七八九十百]",
        "[一二三四五六日天](?![次个场])|级|代",
        tail=False,
    ),
    Rule("duration", "半年|半个月|半天|整天|全年|全天|终身|百年|千年", vague.duration, "[上下前后0-9]", tail=False),
    Rule(
        "set",
        f"每(?:逢|隔)?(?:一?个?{WEEK}{WEEKDAY_NAME}?|一?(?:天|日|年|个月|月|季度)|年{MONTH}(?:{B}{DAY})?|隔?{COUNT}(?:天|年|周|个月))",
        vague.repeated,
        tail=False,
    ),
    Rule("set", "定期|天天|逐年|逐月|逐日|年年|经常性", vague.repeated, tail=False),
    Rule("era", "(?:公元前|西元前)[0-9一二三四五六七八九十百千]{1,5}(?:年|世纪)", vague.era, tail=False),
    Rule("era", "(?:冷战|二战|一战|抗战|文革|战争|疫情|任期|任内|在任)(?:时期|期间)", vague.era, tail=False),
    Rule(
        "no such weekday",
        "(?:周|星期|礼拜)[八九十](?P<weekday>七)?",
        relative.no_weekday,
        "[一二三四五六七八九十两每0-9]",
        "[^，。、；！？的在将晚早上下 ]",
        tail=False,
    ),
)
