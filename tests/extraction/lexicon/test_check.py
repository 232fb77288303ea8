import pytest

from app.extraction.lexicon.check import check
from app.extraction.lexicon.lines import COLUMNS

GOOD = {
    **dict.fromkeys(COLUMNS, ""),
    "actors.tsv": (
        "# name\n\n美国\tcountry\t\t\t米国|USA\tyes\n新加坡\tcountry\t\t\t\tyes\n拜登\tperson\t美国\t总统\t\tno\n"
    ),
    "places.tsv": "新加坡\t狮城\n亚洲\n上海\t沪\t中国|亚洲\n中国\t\t亚洲\n外滩\t\t上海|中国|亚洲\n",
    "triggers.tsv": "会谈\tCONSULT\tvisit\tN\t2.5\n",
    "cues.tsv": "表示\tany\n",
    "carriers.tsv": "表示\n会谈\n",
    "titles.tsv": "总统\toffice\n",
    "topics.tsv": "外交\tmedtop:20000639\tdiplomacy\t外交|会晤\t\n新美\tlocal:sg-us\tSingapore\t\t新加坡|美国\n",
    "markers.tsv": "将\tplanned\tbefore\n将\thoped\tbefore\n",
}


def problems(file: str, added: str) -> list[tuple[str, int, str]]:
    """What is wrong when these lines stand below the good ones, with lines counted from the first of them."""
    good = GOOD[file]
    found = check({**GOOD, file: good + added})
    return [(p.file, p.line - len(good.splitlines()), p.reason) for p in found]


def reasons(file: str, added: str) -> str:
    return "; ".join(reason for _, _, reason in problems(file, added))


def test_good_files_have_no_problems() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("actors.tsv", "法国\tcountry\t\t\t\tyes\tmore", "6 columns"),
        ("actors.tsv", "法国 country yes", "the kind cannot be ''"),
        ("actors.tsv", "\tcountry\t\t\t\tyes", "the first one filled"),
        ("actors.tsv", "法国 \tcountry\t\t\t\tyes", "a blank around it"),
        ("actors.tsv", '"法国"\tcountry\t\t\t\tyes', "a mark that a program added"),
        ("actors.tsv", "\ufffd国\tcountry\t\t\t\tyes", "a mark that a program added"),
        ("actors.tsv", "法國\tcountry\t\t\t\tyes", "better 法国"),
        ("actors.tsv", "ＮＡＴＯ\torg\t\t\t\tyes", "better NATO"),
        ("actors.tsv", "法国\tland\t\t\t\tyes", "the kind cannot be 'land'"),
        ("actors.tsv", "法国\tcountry\t\t\t\tmaybe", "bare cannot be 'maybe'"),
        ("actors.tsv", "马克龙\tperson\t法国\t\t\tyes", "the country or body 法国 is unknown"),
        ("actors.tsv", "马克龙\tperson\t拜登\t\t\tyes", "the country or body 拜登 is unknown"),
        ("actors.tsv", "法国\tcountry\t\t总统\t\tyes", "only persons hold offices"),
        ("actors.tsv", "法国\tcountry\t\t\t法||法兰西\tyes", "an empty part"),
        ("actors.tsv", "拜登\tperson\t\t\t\tyes", "拜登 already stands in line 5, under 拜登"),
        ("actors.tsv", "合众国\tcountry\t\t\tUSA\tyes", "USA already stands in line 3, under 美国"),
        ("actors.tsv", "法国\tcountry\t\t\t法国\tyes", "法国 already stands"),
        ("places.tsv", "北京\t上海", "上海 already stands"),
        ("places.tsv", "北京\t\t河北", "the larger place 河北 is unknown"),
        ("places.tsv", "北京\t\t中国", "中国 lies in 亚洲; so must 北京"),
        ("places.tsv", "巴黎\t\t美国|亚洲", "美国 lies in nothing; so must 巴黎"),
        ("places.tsv", "米国", "米国 is also an actor: actors.tsv:3"),
        ("triggers.tsv", "会晤\tTALK\t\tN\t2", "the type cannot be 'TALK'"),
        ("triggers.tsv", "会晤\tCONSULT\ttea\tN\t2", "the mode cannot be 'tea'"),
        ("triggers.tsv", "会晤\tCONSULT\t\tA\t2", "the class cannot be 'A'"),
        ("triggers.tsv", "会晤\tCONSULT\t\tN\theavy", "the weight cannot be 'heavy'"),
        ("triggers.tsv", "会晤\tCONSULT\t\tN\t9", "the weight cannot be '9'"),
        ("triggers.tsv", "会谈\tAGREE\t\tN\t2", "会谈 already stands in line 1"),
        ("discard.tsv", "会谈\tno talks", "会谈 is also in use: triggers.tsv:1"),
        ("discard.tsv", "狮城\tno city", "狮城 is also in use: places.tsv:1"),
        ("discard.tsv", "表示\tno word", "表示 is also a verb of speech: cues.tsv:1"),
        ("titles.tsv", "米国\toffice", "米国 is also a name: actors.tsv:3"),
        ("titles.tsv", "首相\tjob", "the kind cannot be 'job'"),
        ("cues.tsv", "说\tnobody", "what a cue needs cannot be 'nobody'"),
        ("carriers.tsv", "宣布", "the verb 宣布 is unknown"),
        ("markers.tsv", "拟\tintended\tbefore", "the sense cannot be 'intended'"),
        ("markers.tsv", "拟\tplanned\tbehind", "where cannot be 'behind'"),
        ("markers.tsv", "将\tplanned\tnear", "将 planned already stands in line 1"),
        ("capitals.tsv", "华盛顿\t美国", "the place 华盛顿 is unknown"),
        ("capitals.tsv", "上海\t日本", "the actor 日本 is unknown"),
        ("country_signs.tsv", "美利\t美国", "a sign cannot be '美利'"),
        ("topics.tsv", "贸易\tiptc:1\ttrade\t贸易", "a code cannot be 'iptc:1'"),
        ("topics.tsv", "贸易\tlocal:trade\t\t贸易", "the English name cannot be ''"),
        ("topics.tsv", "贸易\tlocal:trade\ttrade\t贸易|关税|贸易", "贸易 of 贸易 already stands"),
        ("topics.tsv", "外交\tlocal:trade\ttrade\t贸易", "外交 already stands"),
        ("topics.tsv", "贸易\tlocal:trade\ttrade\t贸易\t美国", "the countries cannot be '美国'"),
        ("topics.tsv", "贸易\tlocal:trade\ttrade\t贸易\t美国|日本", "the country 日本 is unknown"),
        ("surnames.tsv", "萩生田", "a surname cannot be '萩生田'"),
        ("transliteration.tsv", "斯基", "a sound cannot be '斯基'"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(file: str, line: str, reason: str) -> None:
    found = problems(file, line)
    assert {(where, number) for where, number, _ in found} == {(file, 1)}
    assert reason in reasons(file, line)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("actors.tsv", "法国\tcountry\t\t\t法兰西|France\tyes"),
        ("actors.tsv", "马克龙\tperson\t美国\t总统\t\tno"),
        ("actors.tsv", "# 法國: a comment may hold anything\t\t\t\t\t\t\t\n"),
        ("actors.tsv", "\n  \n"),
        ("places.tsv", "北京\t帝都\t中国|亚洲"),
        ("places.tsv", "纽约\t\t美国"),
        ("triggers.tsv", "会晤\tCONSULT\t\tN\t0.5"),
        ("topics.tsv", "贸易\tlocal:trade\ttrade\t外交|贸易"),
        ("markers.tsv", "拟\tplanned\tbefore"),
        ("discard.tsv", "会谈室"),
        ("surnames.tsv", "欧阳\n王"),
    ],
)
def test_a_good_line_is_left_alone(file: str, line: str) -> None:
    assert problems(file, line) == []


def test_a_missing_file_and_one_that_nothing_reads_are_named() -> None:
    files = {**GOOD, "actor.tsv": ""}
    del files["recent.tsv"]
    assert [(p.file, p.reason) for p in check(files)] == [
        ("actor.tsv", "nothing reads a file of this name"),
        ("recent.tsv", "no such file"),
    ]
