import pytest

from app.linking.wording import LONGEST, plain, shortened


@pytest.mark.parametrize(
    ("words", "date_words", "expected"),
    [
        ("4.王毅访问朝鲜", "", "王毅访问朝鲜"),
        ("（1）王毅访问朝鲜", "", "王毅访问朝鲜"),
        ("【中朝关系】王毅访问朝鲜", "", "王毅访问朝鲜"),
        ("【某社讯】三人被捕", "", "三人被捕"),
        ("路透北京 - 众议院通过法案", "", "众议院通过法案"),
        ("法新社柏林5日电 会议开幕", "", "会议开幕"),
        ("★外长会议开幕", "", "外长会议开幕"),
        ("会议将于当地时间3月5日举行", "3月5日", "会议将举行"),
        ("公布了截止8月5日的收购总数", "8月5日", "公布了收购总数"),
        ("原定于3月5日举行的会谈被取消", "3月5日", "会谈被取消"),
        ("烧毁了大约8,778公顷林地", "", "烧毁了大约8,778公顷林地"),
        ("约30人受伤", "", "约30人受伤"),
        ("他称这是“”发生", "", "他称这是发生"),
        ("“基地还被怀疑", "", "基地还被怀疑"),
        ("战争结束三天之", "", "战争结束三天"),
        ("看到三人被警方拘捕", "", "三人被警方拘捕"),
        ("网站（http：//news.example.cn）和账号开通", "", "网站和账号开通"),
        ("新闻网站http://news.example.cn开通", "", "新闻网站开通"),
        ("三人被传唤24小时", "", "三人被传唤24小时"),
        ("关税暂停是脆弱的", "", "关税暂停是脆弱的"),
        ("总理日前召开的座谈会上", "日前", "总理召开的座谈会"),
        ("5日召开的座谈会", "5日", "座谈会"),
        ("谈判是在9月19日出现突破", "9月19日", "谈判出现突破"),
    ],
)
def test_what_is_no_part_of_a_headline_goes(words: str, date_words: str, expected: str) -> None:
    assert plain(words, date_words) == expected


def test_a_long_headline_is_cut_between_clauses_and_not_inside_a_list() -> None:
    assert shortened("外长们就停火与人道援助达成一致，各方将在下月举行新一轮谈判") == "外长们就停火与人道援助达成一致"
    listed = shortened("外长们在首都参加了由美国、日本、印度和澳大利亚四国主办的会谈活动")
    assert listed.endswith("…") and len(listed) <= LONGEST
