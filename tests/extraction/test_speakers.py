"""Whose words they are. A case gives the name of the actor, or the words of the text in angle brackets."""

import pytest

from tests.extraction.articles import found_in


def speakers(*paragraphs: str) -> list[str]:
    _, found = found_in(*paragraphs)
    return [s.speaker.name if s.speaker else f"<{s.speaker_words}>" for s in found.statements]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("法国总统马克龙说，欧洲需要自己的防务。", "马克龙"),
        ("美国國務院發言人普萊斯表示，美方正在關注此事。", "普赖斯"),
        ("岸田文雄对记者说，日方将继续支持乌克兰。", "岸田文雄"),
        ("岸田文雄在接受日本放送协会采访时表示，明年的预算会增加。", "岸田文雄"),
        ("布林肯对王毅说，美国希望保持沟通。", "布林肯"),
        ("王毅会见布林肯时强调，台湾问题是核心利益。", "王毅"),
        ("据路透社报道，苏纳克说，英国不会退出公约。", "苏纳克"),
        ("韩国国防部称，朝鲜发射了两枚导弹。", "韩国国防部"),
        ("中方强调，应当尊重各国主权。", "中国"),
        ("北京表示，将采取一切必要措施。", "中国"),
        ("俄罗斯总统发言人佩斯科夫说，谈判没有任何进展。", "佩斯科夫"),
        ("汪文斌就此表示，中方坚决反对这种做法。", "汪文斌"),
        ("普京在贺电中表示，愿意加强两国合作。", "普京"),
        ("拜登5月16日说，普京没有权利这样做。", "拜登"),
        ("尹锡悦与拜登会晤后说，同盟关系更加牢固。", "尹锡悦"),
        ("马克龙在与习近平会谈后表示，两国关系稳定。", "马克龙"),
        ("朝鲜外交部发言人表示，朝方坚决反对。", "朝鲜外交部"),
    ],
)
def test_the_subject_before_the_verb_speaks(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“欧洲需要自己的防务。”马克龙说。", "马克龙"),
        ("“欧洲需要自己的防务。”法国总统马克龙对记者说。", "马克龙"),
        ("“歐洲需要自己的防務。”馬克龍說。", "马克龙"),
        ("“债务谈判有了进展。”拜登星期一对王毅说。", "拜登"),
    ],
)
def test_the_subject_behind_the_quotation_speaks(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["马克龙说，欧洲需要自己的防务。他强调，时间已经不多了。"], ["马克龙", "马克龙"]),
        (["马克龙说，欧洲需要自己的防务。", "他强调，时间已经不多了。"], ["马克龙", "马克龙"]),
        (["拜登抵达东京。他说，同盟关系坚如磐石。"], ["拜登"]),
        (["拜登抵达东京。普京说，俄罗斯不会让步。", "他强调，谈判仍有可能恢复。"], ["普京", "普京"]),
        (["王毅会见布林肯。他说，对话总比对抗更好。"], ["王毅"]),
        (["他强调，时间已经不多了。"], []),
    ],
)
def test_a_pronoun_is_whoever_spoke_or_acted_last(paragraphs: list[str], expected: list[str]) -> None:
    assert speakers(*paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["普京说：“我们已经作好一切准备。”", "“这不是威胁，而是一个必须面对的事实。”"], ["普京", "普京"]),
        (
            [
                "拜登说：“我们会继续努力下去。”",
                "普京说：“我们已经作好准备。”",
                "“这不是威胁，而是一个必须面对的事实。”",
            ],
            ["拜登", "普京", "普京"],
        ),
        (["“这不是威胁，而是一个必须面对的事实。”"], []),
        (
            ["普京说：“我们已经作好一切准备。”", "“这不是威胁，而是一个事实，必须面对。”袁国钢说。"],
            ["普京", "<袁国钢>"],
        ),
        (["普京说：“我们已经作好一切准备。”", "“自由”展览开幕。"], ["普京"]),
    ],
)
def test_a_quotation_that_carries_on_belongs_to_the_last_speaker(paragraphs: list[str], expected: list[str]) -> None:
    assert speakers(*paragraphs) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("默克尔在信中强调，两国友谊长存不变。", ["默克尔"]),
        ("泽连斯基的亲笔信送到白宫。信中强调，乌克兰需要防空系统。", ["泽连斯基"]),
        ("金正恩致函习近平。函中说，两国友谊历久弥坚。", ["金正恩"]),
        ("普京的文章认为，两国友谊历久弥坚。", ["普京"]),
    ],
)
def test_a_letter_speaks_for_its_sender(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一名目击者说，他听到了三声巨响。", "<目击者>"),
        ("一位官员透露，谈判将在下周举行。", "<官员>"),
        ("专家警告，台风正在接近沿海。", "<专家>"),
        ("“这样的条件不可接受。”一位外交官说。", "<外交官>"),
        ("三名消息人士透露，白宫正在考虑新方案。", "<消息人士>"),
        ("有消息指白宫正在考虑新的制裁方案。", "<消息>"),
        ("业主指租金已在上个月付清。", "<业主>"),
        ("出席论坛的经济学者说，油价可能继续上升。", "<经济学者>"),
        ("目前身在东京的Jane Doe其后形容，情况难以预料。", "Jane Doe"),
        ("商会主席林晓帆（Lin Fan）表示，油价可能继续上升。", "林晓帆"),
        ("文章作者林晓帆认为，油价可能继续上升。", "<林晓帆>"),
        ("海港集团的一位发言人说，工厂不会关闭。", "<海港集团发言人>"),
        ("报告指出，全球经济明显放缓。", "<报告>"),
        ("分析师指出，油价可能继续上升。", "<分析师>"),
        ("分析人士认为，油价可能继续上升。", "<分析人士>"),
        ("两国联合声明说，将加强各领域合作。", "<两国联合声明>"),
        ("一位不愿透露姓名的官员表示，措施正在讨论。", "<官员>"),
        ("欧盟一位不具名官员29日透露，谈判即将完成。", "<欧盟官员>"),
        ("有些候选人表示，提案可能被推迟。", "<候选人>"),
        ("有线电视并指，警方没有提出检控。", "<有线电视>"),
        ("美国有线新闻网络（CNN）记者问：“谈判何时开始？”", "<美国有线新闻网络记者>"),
        ("《海港晨报》周三指出，调查仍在进行之中。", "<海港晨报>"),
    ],
)
def test_an_unknown_speaker_stays_as_the_text_calls_them(text: str, words: str) -> None:
    assert speakers(text) == [words]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("才仁多吉说，游客的数量没有增加。", "才仁多吉"),
        ("自由亚洲电台报道，次仁才旺1日说，游客的数量没有增加。", "次仁才旺"),
        ("驻台代表次仁才旺周二表示，游客的数量没有增加。", "次仁才旺"),
        ("民运人士郭成林说：“这是双方首次在此开枪。”", "郭成林"),
        ("佛教徒白启东说，今年的法会改在网上举行。", "白启东"),
        ("工党“影子大臣”米利赛德周四在推特上写道：“我们不能再等下去了。”", "米利赛德"),
        ("西部战区新闻发言人张水林大校称，演习已经结束。", "张水林"),
        ("“局势正在好转，粮食也已经运到。”索德曼说。", "索德曼"),
    ],
)
def test_the_verb_of_speech_gives_an_unknown_name_away(text: str, name: str) -> None:
    _, found = found_in(text)
    assert [s.speaker.name if s.speaker else s.speaker_words for s in found.statements] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "俗话说，远亲不如近邻。",
        "换句话说，谈判没有取得进展。",
        "简单地说，谈判没有取得进展。",
        "她能说一口流利的汉语。",
        "公司最快会在星期一宣布裁员的具体方案。",
        "汉文称“灵雀寺”的寺院已经重建。",
        "拜登预计将在30日的视频通话中与盟国商谈。",
    ],
)
def test_no_ordinary_word_becomes_a_name(text: str) -> None:
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("民主进步党秘书长林锡耀说，选举结果清楚。林认为，年轻选民起了作用。", ["林锡耀", "林锡耀"]),
        ("王毅说，谈判没有破裂。双方领导人重申，将继续对话。他表示，结果来之不易。", ["王毅", "<双方领导人>", "王毅"]),
        ("王毅说，谈判没有破裂。此外，他也不认为制裁会影响双边贸易。", ["王毅", "王毅"]),
        ("一向谨慎的中方这次抢先发布消息，还指邻国的行为“严重违反协议”。", ["中国"]),
        ("印度军方发表声明，批评邻国公然违反两国协议，推进侵略行动。", ["印度军方"]),
        ("香港民主党的脸书网页说，被捕的人已经获释。", ["香港民主党"]),
        ("刘鹤代表中方表示，将继续推动双方合作。", ["刘鹤"]),
        ("普京回应提问时还说，会谈富有成效。", ["普京"]),
        ("马克龙称，问题不在能力。“各国并没有真正去做应做的事。这是不可接受的。”他称，时间不多了。", ["马克龙"] * 3),
    ],
)
def test_the_same_speaker_under_another_name(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马克龙和朔尔茨表示，欧盟需要改革移民制度。", ["马克龙", "朔尔茨"]),
        ("中国和俄罗斯表示，反对一切单边制裁。", ["中国", "俄罗斯"]),
        ("马克龙与朔尔茨周三表示，欧盟需要改革移民制度。", ["马克龙", "朔尔茨"]),
        ("马克龙与朔尔茨会谈后表示，欧盟需要改革移民制度。", ["马克龙"]),
    ],
)
def test_two_who_speak_together_are_both_named(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路透社援引两名官员的话说，谈判将在下周举行。", ["<官员>"]),
        ("报道引述消息人士指，谈判将在下周举行。", ["<消息人士>"]),
        ("据路透社报道，谈判可能在下周举行。", ["路透社"]),
        ("据路透社援引法新社报道，谈判可能在下周举行。", ["法新社"]),
        ("据知情人士透露，谈判可能在下周举行。", ["<知情人士>"]),
        ("路透社报道，拜登警告普京，制裁即将到来。", ["拜登"]),
        ("据媒体报道，谈判可能在下周举行。", []),
        ("据报道，谈判可能在下周举行。", []),
    ],
)
def test_whoever_is_cited_speaks_and_else_the_paper(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朝鲜外交部发言人说，朝方坚决反对。发言人还说，制裁没有用处。", ["朝鲜外交部", "朝鲜外交部"]),
        ("佩斯科夫代表俄方出席会议。他强调，谈判没有任何进展。", ["佩斯科夫"]),
        ("拜登访问东京后，他说，同盟关系坚如磐石。", ["拜登"]),
        ("普京说，会谈很有成效。拜登则批评俄罗斯，他说，会谈没有成果。", ["普京", "拜登"]),
        ("他的顾问沙利文说，同盟关系坚如磐石。", ["沙利文"]),
        ("王毅说，中方已作好准备。中方决定采取对等措施。", ["王毅", "王毅"]),
        ("王毅说，中方已作好准备。美方决定采取对等措施。", ["王毅"]),
        ("王毅说，中方已作好准备。中方5月16日采取了对等措施。", ["王毅"]),
        ("中国商务部发表声明。声明指出，调查仍在进行之中。", ["中国商务部"]),
        ("马克龙5月16日抵达柏林，并在会上强调，欧洲必须自强。", ["马克龙"]),
        ("马克龙介绍了当前形势，并强调，欧洲必须自强。", ["马克龙"]),
        ("中国外交部在拜登宣誓就职一小时内，宣布对二十八名前任官员实施制裁。", ["中国外交部"]),
        ("中国决定关闭领事馆 称局面由美方造成", ["中国"]),
        ("市民到她的脸书留言，询问她是否平安。", ["<市民>"]),
    ],
)
def test_the_subject_is_found_where_the_text_left_it(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "如果拜登表示，将取消制裁，局势可能缓和。",
        "这一举动被认为将加剧紧张局势。",
        "结果认为政策效果非常有限。",
        "中国制裁拜登等28人 指责任在对方",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert [s for s in speakers(text) if s not in ("中国", "拜登")] == []
