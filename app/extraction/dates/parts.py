"""Named parts of years, quarters and months, as first and last month or day."""

from app.extraction.mentions import Precision

# First and last month of the year's parts.
YEAR_PARTS: dict[str, tuple[int, int, Precision]] = {
    "初": (1, 2, Precision.VAGUE),
    "年初": (1, 2, Precision.VAGUE),
    "伊始": (1, 1, Precision.VAGUE),
    "开年": (1, 1, Precision.VAGUE),
    "开春": (2, 3, Precision.VAGUE),
    "中": (6, 7, Precision.VAGUE),
    "年中": (6, 7, Precision.VAGUE),
    "底": (11, 12, Precision.VAGUE),
    "末": (11, 12, Precision.VAGUE),
    "年底": (11, 12, Precision.VAGUE),
    "年末": (11, 12, Precision.VAGUE),
    "年尾": (11, 12, Precision.VAGUE),
    "岁末": (11, 12, Precision.VAGUE),
    "上半年": (1, 6, Precision.HALF),
    "前半年": (1, 6, Precision.HALF),
    "下半年": (7, 12, Precision.HALF),
    "后半年": (7, 12, Precision.HALF),
    "暑假": (7, 8, Precision.VAGUE),
    "暑期": (7, 8, Precision.VAGUE),
    "春": (3, 5, Precision.QUARTER),
    "夏": (6, 8, Precision.QUARTER),
    "秋": (9, 11, Precision.QUARTER),
    "冬": (12, 14, Precision.QUARTER),
}

# First and last day of the month's parts; 31 stands for the end.
MONTH_PARTS: dict[str, tuple[int, int]] = {
    "初": (1, 10),
    "月初": (1, 10),
    "上旬": (1, 10),
    "上半月": (1, 15),
    "中": (11, 20),
    "月中": (11, 20),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "下半月": (16, 31),
    "底": (21, 31),
    "末": (21, 31),
    "月底": (21, 31),
    "月末": (21, 31),
}

DAY_WORDS: dict[str, int] = {
    "今": 0,
    "本": 0,
    "昨": -1,
    "前": -2,
    "大前": -3,
    "大大前": -4,
    "明": 1,
    "后": 2,
    "大后": 3,
    "大大后": 4,
}

YEAR_WORDS: dict[str, int] = {
    "今": 0,
    "本": 0,
    "这一": 0,
    "去": -1,
    "上": -1,
    "上一": -1,
    "前": -2,
    "大前": -3,
    "明": 1,
    "下": 1,
    "下一": 1,
    "后": 2,
    "大后": 3,
}

# Words that lean on a date said before, not on the reference day.
ANCHORED_YEARS: dict[str, int] = {"当": 0, "同": 0, "次": 1, "翌": 1, "隔": 1}
ANCHORED_MONTHS: dict[str, int] = {"当": 0, "同": 0, "次": 1}
MONTH_WORDS: dict[str, int] = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1, "下下": 2}
WEEK_WORDS: dict[str, int] = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1, "下下": 2}
