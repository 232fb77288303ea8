from itertools import pairwise

import pytest

from app.extraction.actors import find_actors
from app.extraction.mentions import ActorMention
from tests.extraction.articles import miss, prepared

WORD = "a name at the start of a dictionary word counts as cut"


def actors(text: str) -> list[ActorMention]:
    return list(find_actors(prepared(text)))


def named(text: str) -> list[tuple[str, str]]:
    return [(text[a.start : a.end], a.actor.name) for a in actors(text)]


def attributive(text: str) -> list[str]:
    return [text[a.start : a.end] for a in actors(text) if a.attributive]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("美国和日本举行磋商。", ["美国", "日本"]),
        ("美方与日方代表握手。", ["美国", "日本"]),
        ("韓國外交部發表聲明。", ["韩国外交部"]),
        ("南希·佩洛西访问台湾。", ["佩洛西", "台湾"]),
        ("苏利文与沙利文是一个人。", ["沙利文", "沙利文"]),
        ("其中美国代表团有三人。", ["美国"]),
        ("会议中美方提出建议。", ["美国"]),
        ("韩国瑜出席活动。", ["韩国瑜"]),
        ("德国议会批准协议。", ["德国议会"]),
        ("中国队战胜对手。", ["中国"]),
        miss("日本公司扩大生产。", ["日本公司"], why=WORD),
    ],
)
def test_the_lexicon_names_actors_by_their_canonical_names(text: str, found: list[str]) -> None:
    assert [name for _, name in named(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "发展中国家代表与会。",
        "今日本报讯。",
        "同意大力支持。",
        "天气很好。",
        "双方均表示愿意合作。",
        "",
    ],
)
def test_ordinary_words_name_nobody(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("中美关系面临挑战。", ["中国", "美国"]),
        ("美日韩三国外长会晤。", ["美国", "日本", "韩国"]),
        ("中俄两国元首会谈。", ["中国", "俄罗斯"]),
        ("法德外长会谈。", ["法国", "德国"]),
        ("中日韩自贸区谈判。", ["中国", "日本", "韩国"]),
        ("俄美關係惡化。", ["俄罗斯", "美国"]),
        miss("俄美军控谈判。", ["俄罗斯", "美国"], why="美军 is found in 俄美|军控"),
        ("《中美联合公报》发表。", ["中国", "美国"]),
        ("中法文化年开幕。", ["中国", "法国"]),
    ],
)
def test_one_character_stands_for_a_country_beside_another_one(text: str, countries: list[str]) -> None:
    found = actors(text)
    assert [(a.actor.name, a.rule) for a in found] == [(name, "abbreviation") for name in countries]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("其中日本人占多数。", []),
        ("19日韩国外长抵达。", ["韩国"]),
        ("3月19日美国总统讲话。", ["美国"]),
        ("本月20日中国代表团抵达。", ["中国"]),
        ("合同采用中英双语。", []),
        ("该书附中英文对照。", []),
        ("他昨日中午离开。", []),
        ("美中不足的是天气。", []),
        ("空中英姿。", []),
        ("集中俄语人才。", []),
        ("高中美术课。", []),
        ("台中市长到访。", []),
        ("中美洲遭遇飓风。", []),
        ("途中日光很强。", []),
        ("年中美国股市上涨。", ["美国"]),
        ("中欧班列开行。", []),
        miss("日中时分，他出发。", [], why="日中 is noon only in old-fashioned prose"),
    ],
)
def test_characters_of_other_words_are_no_countries(text: str, found: list[str]) -> None:
    names = [a.actor.name for a in actors(text) if a.rule == "abbreviation" or a.actor.kind == "country"]
    assert [name for name in names if name != "日本" or "日本" not in text] == found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("北京称不接受指责。", "中国"),
        ("北京方面拒绝评论。", "中国"),
        ("华盛顿宣布新措施。", "美国"),
        ("莫斯科则表示不会退让。", "俄罗斯"),
        ("東京警告對手。", "日本"),
        ("首尔周三表示反对。", "韩国"),
        ("北京去年5月强行宣布新措施。", "中国"),
        ("他敦促北京遵守承诺。", "中国"),
        ("声明批评华盛顿。", "美国"),
        ("莫斯科再对多家公司实施限制。", "俄罗斯"),
        ("北京加剧打压报纸。", "中国"),
    ],
)
def test_a_capital_that_speaks_or_acts_is_its_government(text: str, country: str) -> None:
    assert [a.actor.name for a in actors(text)] == [country]


@pytest.mark.parametrize(
    "text",
    [
        "代表团抵达北京。",
        "莫斯科下雪了。",
        "东京股市下跌。",
        "悉尼表示欢迎。",
        "他在北京说，天气很好。",
        "代表团在莫斯科宣布结果。",
        "他呼吁北京市民节约用水。",
        "措施针对东京都。",
        "他批评巴黎时间表。",
        "北京举行会议。",
    ],
)
def test_a_city_that_is_only_a_place_is_no_actor(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("美国国务卿布林肯抵达东京。", ["美国"]),
        ("中国的外长王毅到访。", ["中国"]),
        ("中国驻法国大使卢沙野发言。", ["中国"]),
        ("中国外交部发言人汪文斌主持记者会。", ["中国外交部"]),
        ("俄罗斯总统普京与美国总统拜登通话。", ["俄罗斯", "美国"]),
        ("联合国气候变化大会召开。", ["联合国"]),
        ("二十国集团峰会举行。", ["二十国集团"]),
        ("印度外交部长苏杰生到访。", ["印度"]),
        ("美国众议长佩洛西到访。", ["美国"]),
        ("美国国会众议院议长佩洛西到访。", ["美国国会众议院"]),
        ("美国和日本举行磋商。", []),
        ("中国外交部表示反对。", []),
        ("普京访问中国。", []),
        ("中美两国签署协议。", []),
        ("布林肯和王毅会谈。", []),
        ("日本首相岸田文雄到访。", ["日本"]),
        ("法国和德国的外长会谈。", []),
    ],
)
def test_countries_and_bodies_that_qualify_a_person_are_attributive(text: str, found: list[str]) -> None:
    assert attributive(text) == found


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        ("美国国务卿布林肯抵达。", "布林肯", "国务卿"),
        ("美國國務卿布林肯抵達。", "布林肯", "国务卿"),
        ("议员张晓东昨天辞职。", "张晓东", "议员"),
        ("记者李强报道。", None, None),
        ("布林肯国务卿抵达。", "布林肯", None),
        ("布林肯抵达。", "布林肯", None),
    ],
)
def test_a_person_keeps_the_title_right_before_the_name(text: str, person: str | None, title: str | None) -> None:
    found = [(a.actor.name, a.title) for a in actors(text) if a.actor.kind == "person" and a.title != "记者"]
    assert found == ([(person, title)] if person else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("议员张晓东昨天辞职。张晓东拒绝置评。", [("张晓东", "张晓东"), ("张晓东", "张晓东")]),
        ("张晓东拒绝置评。议员张晓东昨天辞职。", [("张晓东", "张晓东"), ("张晓东", "张晓东")]),
        (
            "学者阿尔弗雷多·蒙特罗到会。蒙特罗发言。",
            [("阿尔弗雷多·蒙特罗", "阿尔弗雷多·蒙特罗"), ("蒙特罗", "阿尔弗雷多·蒙特罗")],
        ),
        ("贝尔特朗（Jean Bertrand）到访。贝尔特朗很高兴。", [("贝尔特朗", "贝尔特朗"), ("贝尔特朗", "贝尔特朗")]),
        ("张晓东拒绝置评。", []),
        ("蒙特罗发言。", []),
    ],
)
def test_a_learnt_name_is_found_wherever_it_stands(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("司长李强会见来宾。李强说话。", ["李强", "李强"]),
        ("名单上有李强、蔡达峰等人。", ["李强", "蔡达峰"]),
        ("快手用户增加。", []),
        ("他快手快脚地收拾。", []),
        ("李强好身体。", []),
        ("记者李强报道。李强在现场。", []),
    ],
)
def test_an_ambiguous_name_needs_a_title_in_its_document(text: str, found: list[str]) -> None:
    assert [name for _, name in named(text)] == found


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("挪威外交部发表声明。", "挪威外交部", "挪威"),
        ("泰国研究所发布报告。", "泰国研究所", "泰国"),
        ("韩国法院作出判决。", "韩国法院", "韩国"),
        ("挪威外交部發表聲明。", "挪威外交部", "挪威"),
    ],
)
def test_a_country_and_the_ending_of_a_body_name_an_organisation(text: str, name: str, country: str) -> None:
    (found,) = actors(text)
    assert (found.actor.name, found.actor.country, found.rule) == (name, country, "suffix")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("中国驻挪威大使馆发表声明。", "中国驻挪威大使馆", "中国"),
        ("中国驻挪威使馆发表声明。", "中国驻挪威大使馆", "中国"),
        ("中国驻欧盟使团发表声明。", "中国驻欧盟使团", "中国"),
        ("挪威驻华使馆发表声明。", "挪威驻中国大使馆", "挪威"),
        ("日本駐大阪領事館發表聲明。", "日本驻大阪领事馆", "日本"),
    ],
)
def test_a_mission_is_named_by_sender_and_place(text: str, name: str, country: str) -> None:
    (found,) = actors(text)
    assert (found.actor.name, found.actor.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "qualifies"),
    [("挪威议会选举结束。", True), ("挪威议会发表声明。", False)],
)
def test_the_body_of_a_poll_only_names_it(text: str, qualifies: bool) -> None:
    (found,) = actors(text)
    assert found.attributive is qualifies


@pytest.mark.parametrize("name", ["美台商业协会", "中欧商会", "深圳警方", "台北市教育局"])
def test_a_body_of_two_lands_or_of_a_town_is_named_whole(name: str) -> None:
    assert [a.actor.name for a in actors(f"{name}发表声明。")] == [name]


@pytest.mark.parametrize("text", ["挪威的外交部长。", "挪威和外交部。", "外交部发表声明。", "挪威说外交部反对。"])
def test_no_organisation_is_made_across_function_words(text: str) -> None:
    assert [a.rule for a in actors(text) if a.rule == "suffix"] == []


def test_mentions_come_in_order_and_never_overlap() -> None:
    found = actors("中国外交部发言人汪文斌说，美国国务卿布林肯与中美两国外交官在日本东京会谈。")
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中国外交部抗议。外交部随后发表声明。", ["中国外交部", "中国外交部"]),
        ("外交部发言人汪文斌回应。", ["中国外交部", "汪文斌"]),
        ("白宫、国务院、财政部拒绝评论。", ["白宫", "美国国务院", "美国财政部"]),
        ("外交部发表声明。", []),
        ("美国国防部与中国国防部通话。国防部没有评论。", ["美国国防部", "中国国防部"]),
        ("习拜会结束。", ["习近平", "拜登"]),
        ("特普会没有成果。", ["特朗普", "普京"]),
        ("学习会议结束。", []),
        ("抖音（TikTok）拒绝评论。抖音用户增加。", ["TikTok", "TikTok", "TikTok"]),
        ("唐納德‧川普發表演說。", ["特朗普"]),
        ("南希-佩洛西访问台湾。", ["佩洛西", "台湾"]),
        ("美国拜登政府国家安全委员会发表声明。", ["美国", "美国国家安全委员会"]),
        ("纽约一所大学发表声明。", []),
        ("中国政府就美国国会的决定提出抗议。", ["中国", "美国国会"]),
        ("到场的有奥布莱恩、卡尔西尼、班农。", ["奥布莱恩", "卡尔西尼", "班农"]),
        ("Mark Simon今日表示反对。", ["Mark Simon"]),
        ("New Thought Institute表示反对。", []),
    ],
)
def test_bodies_and_leaders_are_named_by_what_the_text_leaves_out(text: str, found: list[str]) -> None:
    assert [name for _, name in named(text)] == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("蒙古外交部长到访。", ["蒙古"]),
        ("朝鲜外交部发言人到访。", ["朝鲜外交部"]),
        ("法国卫生部长期关注。", ["法国卫生部"]),
        ("昆明市公安局局长到访。", ["昆明市公安局"]),
    ],
)
def test_the_head_of_a_body_is_not_the_body(text: str, names: list[str]) -> None:
    assert [a.actor.name for a in actors(text)] == names
