"""Who takes part in the first happening of a sentence, in an article of 17 May 2023."""

import pytest

from app.extraction.implied import themselves
from tests.extraction.articles import found_in, miss


def roles(*paragraphs: str, of: int = 0) -> dict[str, str]:
    """The participants without the states that they stand for."""
    _, found = found_in(*paragraphs)
    return {p.actor.name: p.role.value for p in themselves(found.events[of].participants)}


def everybody(*paragraphs: str) -> list[str]:
    _, found = found_in(*paragraphs)
    return [p.actor.name for p in found.events[0].participants]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拜登5月16日会见普京。", {"拜登": "agent", "普京": "counterpart"}),
        ("拜登5月16日與普京會談。", {"拜登": "agent", "普京": "counterpart"}),
        ("拜登5月16日同普京通电话。", {"拜登": "agent", "普京": "counterpart"}),
        ("拜登5月16日访问日本。", {"拜登": "agent", "日本": "host"}),
        ("拜登5月16日赴日本出席峰会。", {"拜登": "agent", "日本": "host"}),
        ("美国5月16日制裁伊朗。", {"美国": "agent", "伊朗": "object"}),
        ("美国5月16日对伊朗实施制裁。", {"美国": "agent", "伊朗": "object"}),
        ("德国5月16日驱逐两名俄罗斯外交官。", {"德国": "agent", "俄罗斯": "object"}),
        ("中日5月16日在首都举行磋商。", {"中国": "agent", "日本": "agent"}),
        ("法国和德国外长5月16日会谈。", {"法国": "agent", "德国": "counterpart"}),
        miss("5月16日访华的马克龙参观了工厂。", {"马克龙": "agent"}, why="访华的 before a name makes it the host"),
        miss("结束对日本访问的朔尔茨5月16日抵达首尔。", {"朔尔茨": "agent"}, why="对 reaches over the relative clause"),
        ("马克龙5月16日访华。", {"马克龙": "agent", "中国": "host"}),
        ("美国5月16日批准对台军售。", {"美国": "agent", "台湾": "object"}),
        ("美国5月16日对俄实施制裁。", {"美国": "agent", "俄罗斯": "object"}),
    ],
)
def test_participants_have_the_role_that_stands_before_them(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("美国国务卿布林肯5月16日访问蒙古。", ["布林肯", "蒙古"]),
        ("据路透社报道，拜登5月16日会见普京。", ["拜登", "普京"]),
        ("路透社记者李明5月16日在喀布尔被捕。", []),
        ("警方5月16日逮捕两名嫌疑人。", []),
        ("中国驻美国大使谢锋5月16日会见议员。", ["谢锋"]),
        ("拜登5月16日会见普京，但习近平没有出席。", ["拜登", "普京"]),
        ("拜登5月16日会见普京，令泽连斯基不满。", ["拜登", "普京"]),
        ("两国5月16日签署《中美联合公报》。", []),
        ("拜登5月16日会见普京，称“习近平已经同意了这个计划”。", ["拜登", "普京"]),
        ("朝鲜5月16日试射导弹，美国和韩国予以谴责。", ["朝鲜"]),
        ("以色列5月16日空袭加沙，哈马斯誓言报复。", ["以色列"]),
        ("王毅5月16日同布林肯通电话，双方讨论台湾问题。", ["王毅", "布林肯"]),
    ],
)
def test_countries_of_titles_media_works_and_bystanders_take_no_part(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["美国和日本是盟友。两国5月16日签署协议。"], ["美国", "日本"]),
        (["美国、日本和韩国关系良好。双方5月16日签署协议。"], ["日本", "韩国"]),
        (["美国总统拜登抵达。日本首相岸田文雄迎接。", "两国领导人5月16日签署协议。"], ["拜登", "岸田文雄"]),
        (["两国5月16日签署协议。"], []),
        (
            ["日韩两国外长5月16日会晤，日本外相林芳正表示乐观，韩国外长朴振则表示谨慎。"],
            ["林芳正", "朴振"],
        ),
        (["美国很大。两国5月16日签署协议。"], []),
        (
            ["美国和日本是盟友。尹锡悦5月16日会见岸田文雄，双方交换礼物。"],
            ["尹锡悦", "岸田文雄"],
        ),
    ],
)
def test_both_sides_are_the_last_two_named(paragraphs: list[str], names: list[str]) -> None:
    assert list(roles(*paragraphs)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中国外交部副部长马朝旭5月16日会见美国大使伯恩斯。", ["马朝旭", "伯恩斯", "中国外交部", "中国", "美国"]),
        ("俄罗斯总统普京5月16日会见美国国务卿布林肯。", ["普京", "布林肯", "俄罗斯", "美国"]),
        ("美国国务卿布林肯5月16日会见普京。", ["布林肯", "普京", "美国", "俄罗斯"]),
        ("法国总统马克龙5月16日与德国总理朔尔茨会谈。", ["马克龙", "朔尔茨", "法国", "德国"]),
        ("中国驻阿富汗大使王愚5月16日会见美国大使伯恩斯。", ["王愚", "伯恩斯", "中国", "美国"]),
        ("拜登5月16日访问日本。", ["拜登", "日本", "美国"]),
        ("拜登5月16日会见奥斯汀。", ["拜登", "奥斯汀"]),
        ("任正非5月16日会见马克龙。", ["任正非", "马克龙"]),
        ("民运人士王丹5月16日与马克龙会面。", ["王丹", "马克龙"]),
        ("美国5月16日制裁夏宝龙。", ["美国", "夏宝龙"]),
        ("蓬佩奥5月16日制裁夏宝龙。", ["蓬佩奥", "夏宝龙", "美国"]),
        ("马朝旭5月16日访问台湾。", ["马朝旭", "台湾", "中国"]),
        ("拜登5月16日发表演讲。", ["拜登"]),
        ("日本首相岸田文雄5月16日会见韩国总统尹锡悦。", ["岸田文雄", "尹锡悦", "日本", "韩国"]),
    ],
)
def test_talks_between_officers_of_two_states_are_talks_between_the_states(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汪文斌5月16日表示，这种做法令人遗憾。", {"汪文斌": "speaker"}),
        (
            "中国外交部发言人汪文斌5月16日表示，这种做法令人遗憾。",
            {"汪文斌": "speaker", "中国外交部": "speaker"},
        ),
        ("外交部发言人汪文斌5月16日表示，这种做法令人遗憾。", {"汪文斌": "speaker", "中国外交部": "speaker"}),
        ("一位官员5月16日表示，政府坚决反对这种做法。", {}),
        ("朝鲜外交部发言人5月16日表示，这种做法令人遗憾。", {"朝鲜外交部": "speaker"}),
    ],
)
def test_a_statement_has_its_speaker_and_the_body_that_the_speaker_is_introduced_with(
    text: str, expected: dict[str, str]
) -> None:
    assert roles(text) == expected


def test_each_of_two_who_answer_apart_makes_a_mention() -> None:
    text = "汪文斌和普莱斯5月16日分别作出回应。"
    assert [list(roles(text, of=n)) for n in (0, 1)] == [["汪文斌"], ["普赖斯"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("内塔尼亚胡5月15日抵达华盛顿，5月16日会见拜登。", ["内塔尼亚胡", "拜登"]),
        ("拜登5月15日表示，将于5月21日会见习近平。", ["拜登", "习近平"]),
    ],
)
def test_a_later_clause_keeps_the_subject_of_the_first(text: str, names: list[str]) -> None:
    assert list(roles(text, of=1)) == names


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    assert list(roles("拜登5月15日同普京通话。5月18日，他将访问广岛。", of=1)) == ["拜登"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蓬佩奥5月16日表示，中国违反了条约。", {"蓬佩奥": "speaker", "中国": "object"}),
        ("蓬佩奥5月16日表示，普京违反了条约。", {"蓬佩奥": "speaker", "普京": "object"}),
        ("蓬佩奥5月16日表示，《纽约时报》陷入困境。", {"蓬佩奥": "speaker", "纽约时报": "object"}),
        ("蓬佩奥5月16日表示，据《纽约时报》报道，情况很糟。", {"蓬佩奥": "speaker"}),
        ("蓬佩奥5月16日表示，香港失去了自由。", {"蓬佩奥": "speaker"}),
        ("蓬佩奥5月16日表示，会谈将在日本举行。", {"蓬佩奥": "speaker"}),
        ("蓬佩奥5月16日表示，台湾问题十分敏感。", {"蓬佩奥": "speaker"}),
        ("蓬佩奥5月16日表示，天气很好，大家满意，日本也许不同。", {"蓬佩奥": "speaker"}),
    ],
)
def test_whom_the_words_are_about_is_their_object(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("自拜登5月16日上任以来，两国关系紧张。", ["拜登", "美国"]),
        ("中国在拜登5月16日宣誓就职一小时内宣布了消息。", ["拜登", "美国"]),
        ("中国制裁了多人，包括5月16日卸任的国家安全顾问博尔顿、商人李文远。", ["博尔顿", "美国"]),
        ("中国外交部5月16日制裁蓬佩奥。", ["中国外交部", "蓬佩奥", "中国"]),
        ("美国5月16日关闭中国驻休斯敦总领事馆。", ["美国", "中国驻休斯敦总领馆", "中国"]),
        ("特朗普5月16日签署行政命令。", ["特朗普", "美国"]),
        ("美国国防部5月16日公布报告。", ["美国国防部", "美国"]),
        ("美国众议院5月16日通过法案。", ["美国众议院", "美国"]),
        ("国务院新闻办公室5月16日公布报告。", ["国务院新闻办公室", "中国"]),
        ("港区国安法5月16日生效。", ["中国", "香港"]),
        ("《台湾旅行法》5月16日获得通过。", ["美国", "台湾"]),
        ("马克龙5月16日谈到港区国安法。", ["马克龙"]),
        ("华为首席财务官孟晚舟5月16日抵达日本。", ["孟晚舟", "日本", "华为"]),
        ("国民党主席朱立伦5月16日发表讲话。", ["朱立伦", "国民党"]),
    ],
)
def test_the_state_takes_part_in_what_is_done_for_it(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            ["美国财政部5月16日制裁林郑月娥。", "制裁名单上还有郑若骅、李家超、邓炳强。"],
            ["美国财政部", "林郑月娥", "郑若骅", "李家超", "邓炳强"],
        ),
        (["美国5月16日制裁林郑月娥。", "郑若骅、李家超出席了会议。"], ["美国", "林郑月娥"]),
        (["拜登5月16日会见普京。", "名单上还有郑若骅、李家超。"], ["拜登", "普京"]),
        (["香港警方5月16日拘捕黎智英。", "被捕人士包括李卓人和黄之锋。"], ["香港警方", "黎智英", "李卓人", "黄之锋"]),
        (["香港警方5月16日拘捕黎智英。", "被捕者的家属要求会见李家超和邓炳强。"], ["香港警方", "黎智英"]),
    ],
)
def test_a_list_of_those_sanctioned_belongs_to_the_act(paragraphs: list[str], names: list[str]) -> None:
    assert list(roles(*paragraphs)) == names


def test_a_sentence_without_a_name_goes_on_about_the_subject_before() -> None:
    assert list(roles("检方起诉了黄之锋。5月16日出庭受审。")) == ["黄之锋"]
    assert list(roles("检方起诉了黄之锋。5月16日一家酒店遭到袭击。")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("香港警方5月16日搜查《苹果日报》。", ["香港警方", "苹果日报"]),
        ("《苹果日报》5月16日报道，拜登会见普京。", ["拜登", "普京"]),
        ("新疆5月16日发生地震。", []),
        ("拜登5月16日访问香港。", ["拜登", "香港"]),
        ("拜登5月16日宣布解除制裁，中国媒体很关注。", ["拜登"]),
        ("王毅5月16日会见普京；拜登没有评论。", ["王毅", "普京"]),
    ],
)
def test_newspapers_and_regions_take_part_only_when_they_act(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("美国国务卿蓬佩奥5月16日表示，中国违反了条约。", ["蓬佩奥", "中国", "美国"]),
        ("美国国务卿蓬佩奥5月16日表示，美国不会让步。", ["蓬佩奥", "美国"]),
        ("美国国务卿蓬佩奥5月16日表示，这令人遗憾。", ["蓬佩奥"]),
        ("中国外交部发言人5月16日表示，这令人遗憾。", ["中国外交部", "中国"]),
        ("英国与澳大利亚5月16日表示，这令人遗憾。", ["澳大利亚", "英国"]),
        ("崔天凯和赵立坚5月16日表示，这令人遗憾。", ["赵立坚", "崔天凯"]),
    ],
)
def test_who_speaks_of_another_state_speaks_for_their_own(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("任正非之女孟晚舟5月16日获释。", ["孟晚舟"]),
        ("林郑月娥的儿子林约希5月16日失踪。", ["林约希"]),
        ("孟晚舟的律师5月16日要求释放孟晚舟。", ["孟晚舟"]),
        ("黄之锋的友人5月16日在香港被捕。", []),
        ("林郑月娥儿子林约希5月16日失踪。", ["林约希"]),
    ],
)
def test_a_relative_only_tells_who_somebody_is(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("外交部表示，朔尔茨会见了学生，马克龙5月16日抵达日本。", ["马克龙", "日本", "法国"]),
        ("朔尔茨表示，5月16日将访问日本。", ["朔尔茨", "日本", "德国"]),
        ("香港高等法院5月16日裁定黎智英罪名成立。", ["香港高等法院", "黎智英"]),
        ("这是2016年11月，特朗普当选数天后，奥巴马访问德国。", ["特朗普"]),
        ("此行是美日2月16日断交以来，朔尔茨的首次访问。", ["美国", "日本"]),
        ("自从俄罗斯2月24日侵略乌克兰以来，朔尔茨学到了教训。", ["俄罗斯", "乌克兰"]),
        ("俄军5月16日在中印边境失踪。", ["俄军", "俄罗斯"]),
        ("特朗普5月16日离开白宫。", ["特朗普"]),
    ],
)
def test_who_only_tells_and_who_stands_beside_a_time_takes_no_part(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中国外交部副部长谢锋5月16日召见美国大使伯恩斯。", ["谢锋", "伯恩斯", "中国外交部", "美国"]),
        ("美国国务卿布林肯5月16日召见中国大使谢锋。", ["布林肯", "谢锋"]),
        ("布林肯5月16日在访问蒙古时参观了工厂。", ["布林肯", "蒙古"]),
        ("台湾总统蔡英文，曾在5月16日与布林肯见面。", ["蔡英文", "布林肯"]),
        ("联合国与英国，以及智利5月16日共同召开峰会。", ["联合国", "英国", "智利"]),
    ],
)
def test_who_acts_need_not_stand_in_the_clause(text: str, names: list[str]) -> None:
    assert sorted(roles(text)) == sorted(names)


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["香港警方说明了案情。", "警方5月16日拘捕了两名示威者。"], ["香港警方"]),
        (["深圳盐田法院审理此案。", "法院5月16日宣判。"], ["深圳市盐田区人民法院"]),
        (["拜登谈到香港警方。", "外国警方5月16日拘捕了两名示威者。"], ["拜登"]),
        (["没有人说明案情。", "警方5月16日拘捕了两名示威者。"], []),
    ],
)
def test_a_body_without_its_land_is_the_one_named_before(paragraphs: list[str], names: list[str]) -> None:
    _, found = found_in(*paragraphs)
    assert [p.actor.name for p in found.events[-1].participants] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜登5月16日会见普京，取消了国民党的资格。", ["拜登", "普京"]),
        ("拜登5月16日会见普京，就民进党的计划交换意见。", ["拜登", "普京"]),
        ("孟晚舟5月16日抵达日本，途中被日本警方逮捕。", ["孟晚舟", "日本警方"]),
        ("拜登5月16日会见普京，国民党参加。", ["拜登", "普京", "国民党"]),
        ("拜登5月16日会见普京，就德国的计划交换意见。", ["拜登", "普京", "德国"]),
    ],
)
def test_a_body_inside_a_later_clause_is_named_in_passing(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("孟晚舟5月16日乘船偷渡日本。", ["孟晚舟"]),
        ("普京5月16日在海上失踪，落脚德国。", ["普京"]),
        ("香港警方拘捕了参加过5月16日示威的黄之锋。", ["黄之锋"]),
    ],
)
def test_where_somebody_flees_and_what_somebody_attended_is_told_in_passing(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names


def test_a_pronoun_that_only_tells_is_not_the_subject() -> None:
    assert "汪文斌" not in roles("汪文斌抵达。他说，日本5月16日制裁了伊朗。")
    assert "拜登" in roles("拜登抵达。他说，自5月16日上任以来，工作很多。")


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            ["中美5月16日举行会谈。", "中方代表是王毅和谢锋，美方代表为布林肯。"],
            ["王毅", "谢锋", "布林肯"],
        ),
        (["欧盟5月16日举行峰会。", "预计与会者包括马克龙及朔尔茨。"], ["欧盟", "马克龙", "朔尔茨"]),
        (["欧盟5月16日举行峰会。", "马克龙出席会议并讲话，朔尔茨表示欢迎。"], ["欧盟", "马克龙"]),
        (["欧盟5月16日举行峰会。", "马克龙没有出席会议。"], ["欧盟"]),
        (["欧盟5月16日举行峰会。", "马克龙2019年出席会议。"], ["欧盟"]),
        (["欧盟5月16日制裁俄罗斯。", "马克龙出席会议。"], ["欧盟", "俄罗斯"]),
    ],
)
def test_who_attends_a_meeting_may_stand_in_the_next_sentences(paragraphs: list[str], names: list[str]) -> None:
    assert list(roles(*paragraphs)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("朔尔茨5月16日接到美国通知，取消访问。", ["朔尔茨", "美国"]),
        ("由于美国5月16日发动空袭，大批居民逃离。", ["美国"]),
    ],
)
def test_a_land_behind_a_word_that_only_looks_like_a_way_takes_part(text: str, names: list[str]) -> None:
    assert set(names) <= set(everybody(text))


def test_whoever_only_meets_the_subject_does_not_make_a_teller_of_it() -> None:
    assert list(roles("布林肯预计5月21日将和林芳正会谈。")) == ["布林肯", "林芳正"]
    assert list(roles("外交部表示，马克龙5月16日将与朔尔茨会谈。")) == ["马克龙", "朔尔茨"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("佩洛西率领众议员组成访团，在5月16日抵达新加坡之后，还有其他行程。", ["佩洛西", "新加坡"]),
        ("黄之锋在5月16日出狱后，一直从事写作。", ["黄之锋"]),
        ("朔尔茨表示，代表团在5月16日出席前总统高克的葬礼。", ["高克"]),
        ("自5月16日出狱以来，生活平静。", []),
    ],
)
def test_a_phrase_that_begins_with_its_day_keeps_the_subject_before(text: str, names: list[str]) -> None:
    assert list(roles(text)) == names
