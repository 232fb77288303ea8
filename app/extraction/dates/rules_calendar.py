"""Rows for dates that name a year, a month or a day by its number or name."""

from app.extraction.dates import feasts, resolve, spans
from app.extraction.dates.festivals import names_pattern
from app.extraction.dates.fragments import (
    DAY,
    DAY_NUMBER,
    LUNAR_DAY,
    LUNAR_MONTH,
    MONTH,
    MONTH_NUMBER,
    MONTH_WORD,
    ORDINAL,
    WEEK,
    WEEKDAY_NAME,
    YEAR,
    YEAR_IN_DATE,
    YEAR_MAYBE,
    B,
)
from app.extraction.dates.rule import Rule

_DIGIT = r"[0-9.．]"
_IN_NUMBER = r"[0-9][.,/:：\-]?|第|[.．]|[〇零一二三四五六七八九十百千万亿第]"
_ANYTHING = r"(?s:.)"
_NUMBER_AFTER = r"[0-9]|[.,/-][0-9]|%"
_PART_OF_MONTH = "(?P<part>月?初|上旬|中旬|下旬|月?底|月?末|上半月|下半月)"
_PART_OF_YEAR = "(?P<part>年?初|伊始|年?底|年?末|年尾|[上下前后]半年|暑假|暑期)"
_MIDDLE = "(?P<part>中)"
_PART_ALONE = "(?P<part>年初|年底|年末|年尾|岁末|[上下]半年)"
_SEASON = "(?P<part>春|夏|秋|冬)[季天]?"
_NUMERIC_YEAR = "(?P<year>1[0-9]{3}|20[0-9]{2})"
_NUMERIC_MONTH = "(?P<month>[0-9]{1,2})"
_NUMERIC_DAY = "(?P<day>[0-9]{1,2})"
_QUARTER = f"(?:Q|第)?{ORDINAL}个?季度"
# 7月中国 is no mid-July, 明年中期 no mid-year.
_NOT_MID = (
    "[国期共方美日俄韩印英法德欧东华央间学心文外层型等小信石兴铁科新山南西部亚非介标断止立场资概超锋甲正秋"
    "产联粮储巴以泰菲越朝台港澳评选级次衷步恋审试薪线牌片]"
)
# 今年初一, 末代, 底层.
_NOT_EDGE = "[一二三四五六七八九十](?!月)|[代层线部牌价薪盘]|级|中"
# 19日本, 10日元, 3日内; 以 only when it bounds.
_NOT_DAY = (
    "[元圆均游内线]|本(?!报|台|刊|网|社|港|市|地|周|月|院|案)|子|多[名人]|以[内前后来上]|之[内前间后]|报[》网]|间的"
)
_NOT_NUMBERED = "[楼线院房馆店机门文令码公法案车仓选人电球井矿炉卫火飞船舱台病种决提栋室厅桥路省员]|高速|领导人"
_NOT_YEAR = "轻|龄|均|纪|岁|代|迈|长者|号|画|货|味|会(?=[上员费])|多来|[左右]翼|(?:新型)?(?:冠状|新冠)"

CALENDAR: tuple[Rule, ...] = (
    Rule("full date", f"{YEAR_IN_DATE}{B}的?{MONTH}{B}{DAY}", resolve.calendar_date, _DIGIT),
    Rule("full date", f"{YEAR_IN_DATE}{B}{_NUMERIC_MONTH}[./-]{_NUMERIC_DAY}[日号]", resolve.calendar_date, _DIGIT),
    Rule(
        "full date",
        f"{_NUMERIC_YEAR}[-/.]{_NUMERIC_MONTH}[-/.]{_NUMERIC_DAY}[日号]?-?",
        resolve.calendar_date,
        r"[0-9A-Za-z./_-]",
        _NUMBER_AFTER,
    ),
    Rule(
        "full date",
        "(?P<year>19[0-9]{2}|20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])",
        resolve.calendar_date,
        r"[0-9A-Za-z./_\-=?&]",
        r"[0-9A-Za-z./_\-元号%]",
        tail=False,
    ),
    Rule(
        "full date",
        "(?P<year>19[0-9]{2}|20[0-9]{2})[ ](?P<month>0[1-9]|1[0-2])[ ](?P<day>0[1-9]|[12][0-9]|3[01])",
        resolve.calendar_date,
        r"[0-9A-Za-z.,/_-][ ]?",
        r"[ ]?[0-9A-Za-z.,/_%-]",
        tail=False,
    ),
    Rule(
        "month, day and year",
        f"{_NUMERIC_MONTH}/{_NUMERIC_DAY}/(?P<year>19[0-9]{{2}}|20[0-9]{{2}})",
        resolve.calendar_date,
        r"[0-9A-Za-z./_-]",
        r"[0-9/]",
    ),
    Rule(
        "month, day and year",
        f"{_NUMERIC_MONTH}/{_NUMERIC_DAY}/(?P<short>[0-9]{{2}})",
        resolve.calendar_date,
        _ANYTHING,
        _ANYTHING,
    ),
    Rule("month and day", f"{MONTH}{B}{DAY}", resolve.calendar_date, _DIGIT),
    Rule("month and day", f"{_NUMERIC_MONTH}/{_NUMERIC_DAY}[日号]", resolve.calendar_date, r"[0-9/.]"),
    Rule("month and day", f"{MONTH_NUMBER}月{DAY_NUMBER}", resolve.calendar_date, _ANYTHING, _ANYTHING),
    Rule(
        "month and day",
        "(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])",
        resolve.calendar_date,
        _ANYTHING,
        _ANYTHING,
    ),
    Rule("month and day", f"{_NUMERIC_MONTH}/{_NUMERIC_DAY}", resolve.calendar_date, _ANYTHING, _ANYTHING),
    Rule("day of a month word", f"{MONTH_WORD}{B}{DAY}", resolve.calendar_date, "每"),
    Rule("year and month", f"{YEAR_IN_DATE}{B}的?{MONTH}", resolve.calendar_date, _DIGIT),
    Rule("year and month", f"{YEAR_IN_DATE}第?{ORDINAL}个月", spans.month_by_ordinal, _DIGIT),
    Rule("year and month", f"{YEAR_IN_DATE}(?P<ordinal>首)月", spans.month_by_ordinal, _DIGIT),
    Rule("part of a month", f"{YEAR_MAYBE}{MONTH}{_PART_OF_MONTH}", resolve.calendar_date, _DIGIT, _NOT_EDGE),
    Rule("part of a month", f"{YEAR_MAYBE}{MONTH}{_MIDDLE}", resolve.calendar_date, _DIGIT, _NOT_MID),
    Rule("part of a month", f"{MONTH_WORD}{_PART_OF_MONTH}", resolve.calendar_date, "每", _NOT_EDGE),
    Rule("part of a month", f"{MONTH_WORD}{_MIDDLE}", resolve.calendar_date, "每", _NOT_MID),
    Rule("part of this month", "(?P<part>月底|月末|月初|上旬|中旬|下旬)", spans.part_of_this_month, "[每0-9个]"),
    Rule("lunar date", "(?P<leap>闰)(?P<lunar_month>[一二三四五六七八九]|十[一二]?|[0-9]{1,2})月", feasts.lunar_date),
    Rule("month", MONTH, resolve.calendar_date, r"[0-9.．]|第|[十百几数闰]", "不知|里的|饼|薪|经|报[》]"),
    Rule("month word", MONTH_WORD, resolve.calendar_date, "[同每只以晚马次]", "经|薪|台"),
    Rule("day", f"(?P<day>[0-9]{{1,2}}){B}日", resolve.calendar_date, r"[0-9][.,/:：\-]?|第|[.．]", _NOT_DAY),
    Rule(
        "day",
        "(?P<day>[一二三四五六七八九])日",
        resolve.calendar_date,
        r"[^，。、；：（( \n于在至到从自由和及与]",
        _NOT_DAY + "|[之三千如不复两一]|内",
    ),
    Rule(
        "day",
        "(?P<day>[二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|二?十[0-9])日",
        resolve.calendar_date,
        _IN_NUMBER,
        _NOT_DAY,
    ),
    Rule(
        "day",
        f"{DAY_NUMBER}{B}号",
        resolve.calendar_date,
        rf"{_IN_NUMBER}|[0-9A-Za-z路街道巷弄厦幢区省]",
        _NOT_NUMBERED,
    ),
    Rule("year", YEAR, resolve.calendar_date, r"[0-9.]|[每这那几数两多一二三四五六七八九十]|此(?=次)", _NOT_YEAR),
    Rule(
        "year by two digits",
        "(?P<short>0[0-9]|[6-9][0-9])年",
        resolve.calendar_date,
        _IN_NUMBER + "|隔|时|达|近|约|过|了|满|逾|共|超|未来|刑|金",
        "[前后来间内多半不过的]|之[前后]|以[来前后上]|有期|徒刑",
        tail=False,
    ),
    Rule(
        "year by two digits",
        "(?P<short>[六七八九〇零][〇零一二三四五六七八九])年",
        resolve.calendar_date,
        _IN_NUMBER,
        "[前后来]|以[来前后]",
    ),
    Rule(
        "year by two digits",
        "(?P<short>[0-9]{2}|[〇零一二三四五六七八九]{2})年",
        resolve.calendar_date,
        _ANYTHING,
        _ANYTHING,
        tail=False,
    ),
    Rule("year", _NUMERIC_YEAR, resolve.calendar_date, _ANYTHING, _ANYTHING, tail=False),
    Rule("part of a year", f"{YEAR_IN_DATE}{B}的?{_PART_OF_YEAR}", resolve.calendar_date, _DIGIT, _NOT_EDGE),
    Rule("part of a year", f"{YEAR_IN_DATE}{B}(?P<part>年?中)", resolve.calendar_date, _DIGIT, _NOT_MID),
    Rule("part of this year", _PART_ALONE, spans.part_of_this_year, "[每0-9今去明前后同当次个近]", "一"),
    Rule("season", f"{YEAR_IN_DATE}{B}的?{_SEASON}", resolve.calendar_date, _DIGIT, "奥|残|训|粮|令|运|节|晚|招|游|窗"),
    Rule(
        "season",
        f"(?P<year_word>今|去|明){_SEASON}",
        resolve.calendar_date,
        "[至而如迄当古现从光]",
        "奥|残|训|粮|令|运|节|晚",
    ),
    Rule("quarter", f"{YEAR_MAYBE}{_QUARTER}(?P<part>初|末|底)?", spans.quarter, _DIGIT),
    Rule("quarter", f"{YEAR_IN_DATE}{B}第{ORDINAL}季(?P<part>初|末|底)?", spans.quarter, _DIGIT, "节目|赛"),
    Rule("quarter", "(?P<month_word>上|本|这|下)一?个?季度", spans.quarter),
    Rule("first months of a year", f"{YEAR_IN_DATE}[前头]{ORDINAL}个?月", spans.first_months, _DIGIT),
    Rule("day of a year", f"{YEAR_IN_DATE}的?第{ORDINAL}天", spans.day_of_year, _DIGIT),
    Rule("week of a month", f"{YEAR_MAYBE}{MONTH}的?第{ORDINAL}个?{WEEK}", spans.nth_week, _DIGIT),
    Rule("week of a year", f"{YEAR_IN_DATE}的?第{ORDINAL}个?{WEEK}", spans.nth_week, _DIGIT),
    Rule("weekday of a month", f"{YEAR_MAYBE}{MONTH}的?第{ORDINAL}个?{WEEK}{WEEKDAY_NAME}", spans.nth_weekday, _DIGIT),
    Rule(
        "decade",
        "(?:(?P<century>[12][0-9]|[上本]|二十一?|十[一二三四五六七八九])个?世纪)?(?P<decade>[0-9]0|[一二三四五六七八九]十)年代(?P<part>初期?|中期|末期?|后期|前期)?",
        spans.decade,
        r"[0-9.]",
    ),
    Rule("decade", "(?P<decade>1[0-9]{2}0|20[0-9]0)年代(?P<part>初期?|中期|末期?|后期|前期)?", spans.decade, r"[0-9.]"),
    Rule(
        "century",
        "(?P<century>[12][0-9]|[上本]|二十一?|十[一二三四五六七八九])个?世纪(?P<part>初|末|中叶|后期|初期|中期)?",
        spans.century,
        r"[0-9.]",
        "[0-9一二三四五六七八九]",
    ),
    Rule("festival", f"{YEAR_MAYBE}{names_pattern()}", feasts.festival, None, "[》]"),
    Rule("festival", "(?P<name>十一)", feasts.festival, _ANYTHING, _ANYTHING),
    Rule(
        "lunar date",
        f"{YEAR_MAYBE}(?P<lunar>农历|阴历|旧历|夏历){LUNAR_MONTH}(?:{LUNAR_DAY}[日号]?)?",
        feasts.lunar_date,
        _DIGIT,
    ),
    Rule(
        "lunar date",
        f"(?P<lunar>农历|阴历|旧历|夏历){YEAR_IN_DATE}{LUNAR_MONTH}(?:{LUNAR_DAY}[日号]?)?",
        feasts.lunar_date,
    ),
    Rule(
        "lunar date",
        f"{YEAR_MAYBE}(?P<leap>闰)?(?P<lunar_month>正|腊)月(?:{LUNAR_DAY}[日号]?)?",
        feasts.lunar_date,
        _DIGIT,
    ),
    Rule(
        "lunar date",
        f"{YEAR_MAYBE}(?P<leap>闰)?(?P<lunar_month>[一二三四五六七八九]|十[一二]?)月(?P<lunar_day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)",
        feasts.lunar_date,
        _DIGIT,
        "[日号]",
    ),
    Rule(
        "lunar date",
        f"{YEAR_MAYBE}(?:农历新年|大年|农历年)(?P<lunar_day>初[一二三四五六七八九十])",
        feasts.lunar_date,
        _DIGIT,
    ),
)
