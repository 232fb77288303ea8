import pytest

from app.extraction.folding import fold
from app.extraction.gazetteer import find_known, find_words
from app.extraction.names import learn_names, name_at


def learnt(text: str) -> list[tuple[str, str]]:
    """Each name learnt with the rule that gave it away."""
    folded = fold(text)
    words = find_words(folded)
    return [(found.name, found.rule) for found in learn_names(folded, find_known(folded, words), words)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("议员张晓东昨天辞职。", ["张晓东"]),
        ("議員張曉東表示反對。", ["张晓东"]),
        ("议员李岩表示反对。", ["李岩"]),
        ("作家唯色表示反对。", ["唯色"]),
        ("代表达瓦次仁说，反对。", ["达瓦次仁"]),
        ("总理卡瓦里特访问雅加达。", ["卡瓦里特"]),
        ("学者阿尔弗雷多·蒙特罗到会。", ["阿尔弗雷多·蒙特罗"]),
        ("议员欧阳文山表示反对。", ["欧阳文山"]),
        ("外长科里特，昨天抵达。", ["科里特"]),
        ("议员张晓东和李文远辞职。", ["张晓东"]),
        ("议员张晓东辞职。", ["张晓东"]),
        ("议员李岩说，天气很好。", ["李岩"]),
        ("外长马达洛娃抵京。", ["马达洛娃"]),
        ("学者苏浩认为局势稳定。", ["苏浩"]),
        ("主任马军指方案可行。", ["马军"]),
        ("专家傅东宁表示反对。", ["傅东宁"]),
        ("局长雷演讲之后离开。", []),
        ("议员席位减少。", []),
        ("法官申请休假。", []),
        ("议员毕业后离开。", []),
    ],
)
def test_a_name_is_learnt_behind_a_title(text: str, names: list[str]) -> None:
    assert learnt(text) == [(name, "title") for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("欧洲议会议员贝尔特朗（Jean Bertrand）到访。", "贝尔特朗"),
        ("分析师陈立言（Liyan Chen）认为局势稳定。", "陈立言"),
        ("他引述艾尔伯格(Anna Ahlberg)的话。", "艾尔伯格"),
        ("学者米凯拉·罗西（Michela Rossi，意大利人）到会。", "米凯拉·罗西"),
        ("病毒学家柏克斯（Deborah Birx）到会。", "柏克斯"),
        ("部长依斯邁沙比利（Ismail Sabri）到會。", "依斯迈沙比利"),
        ("新思想研究会（New Thought Institute）发布报告。", "新思想研究会"),
        ("他在海洋观察基金会（Ocean Watch Foundation）工作。", "海洋观察基金会"),
    ],
)
def test_a_name_is_learnt_before_its_latin_spelling(text: str, name: str) -> None:
    assert (name, "latin") in learnt(text)


@pytest.mark.parametrize(
    "text",
    [
        "本报记者王小明北京报道。",
        "记者张建国摄。",
        "编辑：李文远",
        "国务卿布林肯抵达。",
        "总统表示满意。",
        "总统在首都发表讲话。",
        "总理将访问首都。",
        "外长和防长出席。",
        "议员们离开会场。",
        "他的同事辞职。",
        "人工智能（AI）发展很快。",
        "布林肯的（Blinken）。",
        "国内生产总值（GDP）增长。",
        "",
    ],
)
def test_no_name_is_learnt_from_press_titles_known_names_and_ordinary_words(text: str) -> None:
    assert learnt(text) == []


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("张晓东说", 0, "张晓东"),
        ("张东表示", 0, "张东"),
        ("司马文山说", 0, "司马文山"),
        ("卡瓦里特访问", 0, "卡瓦里特"),
        ("今天晴", 0, None),
        ("表示满意", 0, None),
        ("", 0, None),
    ],
)
def test_a_name_begins_with_a_surname_or_is_written_by_sound(text: str, at: int, name: str | None) -> None:
    assert name_at(text, at, find_words(text)) == name


def test_a_name_is_learnt_once_and_the_latin_spelling_is_kept() -> None:
    text = "贝尔特朗（Jean Bertrand）到访。议员贝尔特朗说话。"
    words = find_words(text)
    (found,) = learn_names(text, find_known(text, words), words)
    assert (found.name, found.is_person, found.latin) == ("贝尔特朗", True, "Jean Bertrand")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("5月16日谭昌蓉到场。谭昌蓉今年五十岁。", ["谭昌蓉"]),
        ("5月16日王麗珍到場。王麗珍今年五十歲。", ["王丽珍"]),
        ("谭昌蓉到场。", []),
        ("记者谭昌蓉报道。谭昌蓉摄。", []),
        ("他们住在袁屯村。袁屯村很小。", []),
        ("安全性很重要，安全性最重要。", []),
        ("高管任务很重，高管任务很多。", []),
        ("达尔·古色孜到场。达尔·古色孜说话。", []),
        ("虞玥到场。虞玥今年五十岁。人们认得虞玥。虞玥表示满意。", ["虞玥"]),
        ("虞玥到场。虞玥今年五十岁。人们认得虞玥。", []),
        ("邱男到场。邱男今年五十岁。人们认得邱男。邱男表示满意。", []),
    ],
)
def test_a_name_that_recurs_needs_no_title(text: str, names: list[str]) -> None:
    assert [name for name, rule in learnt(text) if rule == "recurring"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("少年谭昌蓉遭车撞伤。", ["谭昌蓉"]),
        ("研究所负责人谭昌蓉亦到场。", ["谭昌蓉"]),
        ("当选的有谭昌蓉、虞玥怡、卞绍伟等人。", ["谭昌蓉", "虞玥怡", "卞绍伟"]),
        ("黄之锋和谭昌蓉已经到场。", ["谭昌蓉"]),
        ("当选的有谭昌蓉丶虞玥怡丶卞绍伟等人。", ["谭昌蓉", "虞玥怡", "卞绍伟"]),
        ("谭昌蓉", []),
        ("大家谈到谭昌蓉。", []),
        ("（海港社记者虞玥怡、谭昌蓉16日电）", []),
        ("新片《谭昌蓉》上映。", []),
        ("市场上有梨、谭昌蓉、桃。", []),
        ("人类安全性很重要。", []),
    ],
)
def test_a_name_told_once_needs_a_word_for_a_person_or_another_name(text: str, names: list[str]) -> None:
    text = fold(text)
    assert [name for name, rule in learnt(text) if rule == "recurring"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("赖小民到场。赖小民很高兴。人们问起赖小民的计划。", ["赖小民"]),
        ("赖小民到场。赖小民很高兴。", []),
        ("请戴口罩，大家戴口罩，人人戴口罩。", []),
        ("高技术很重要。高技术很重要。高技术很重要。", []),
    ],
)
def test_a_given_name_may_be_a_word_where_the_name_recurs(text: str, names: list[str]) -> None:
    assert [name for name, rule in learnt(text) if rule == "recurring"] == names
