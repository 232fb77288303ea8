"""Which verbs of speech have words, and which only look so: nouns, denials, acts, and clauses that tell when."""

import re

from app.extraction.lexicon import Need
from app.extraction.sentences import Prepared
from app.extraction.triggers import CueFound

SHORTEST = 4
# 承认败选，…: so short, without a mark, it is an act with its object.
_SHORTEST_ACT = 5
_MARK = re.compile(r"(?:道|说|称)?\s?[，,：:“「\"]")
_CLAUSE = re.compile(r"[^，。；：,\n]*")
# 自从中国宣布反倾销调查以来，…: told to say when.
_SUBORDINATE = re.compile(
    r"[^，。；：,\n“「]{0,30}(?:以来|之后|以后|之前|以前|(?<![超及同小准按])时|之际|期间|后|前)(?:[，,]|(?:还|也|又|再|则|曾|都)*(?:说|称|表示|指出|强调|透露|认为|指|重申)[，：:“「])"
)
# 说 … 的是, 表示的 …, 表示遗憾: words about what was said, not the words themselves.
_NO_CONTENT = re.compile(
    r"的(?!士|确)|着|、|(?:这|那)(?:番|句|些|席)?话|得(?![到知悉])|成(?=了|是|[“「\"])|了(?!解)|者|之后|一下|道歉|过(?!去|度|程|早|于|半)|(?:中|后|时|和|与|、)(?=[，。、；])|和立场|欢迎(?![，,])"
    r"|(?:了|过)?(?:最?强烈|深切|衷心|高度|严重|坚决|十分|非常|极大|热烈|诚挚|由衷|严厉)*的?(?:祝贺|感谢|欢迎|遗憾|关切|关注|支持|反对|愤慨|不满"
    r"|哀悼|慰问|歉意|抗议|谴责|理解|赞赏|同意|敬意|担忧|忧虑|失望|震惊|悲痛|怀疑|质疑|抱歉|乐观|悲观|肯定|尊重|关心|惊讶|认同|满意|愿意)"
    r"(?=[，。、；和与及并]|$)"
)
# 做出回应, 遭到批评, 的指责: the verb is a noun here.
_NOUN_BEFORE = re.compile(
    r"(?:做出|作出|做|作|予以|给予|加以|遭|遭到|受到|引发|引起|面对|面临|接受|提出|进行|展开|发表|发布|有|采访|新闻|深度|专题|赢得|获|无端|相互|互相|这一|这种|此|各种|以|的"
    r"|因|因为|因曾|待|等|等待|寻求|获得|得到|没有|未有|尚未|未)$"
)
# 予以否认, 上述表示, 八项主张: a noun whatever the word.
_NOUN_FOR_ALL = re.compile(
    r"(?:予以|加以|作出|做出|发出|提出了?|上述|如上|类似|这番|此番|此类|一连串|[项条]|(?:具体|政治|基本|主要|三大|两大)的?"
    r"|(?<!有)的)$"
)
_NEVER_NOUNS = frozenset(["指出", "认为", "写道", "告诉", "还说", "也说", "说道"])
# 报道引述消息人士指, （中央社报导）: the noun, and the end of a dateline.
_NOUN_AFTER = re.compile(r"(?:引述|援引|引用|[）)】])")
# 被描述为, 如果说, 没有明确指出, 拒绝承认, 计划提议.
_NOT_SAID = re.compile(
    r"(?:被[^，。；\n]{0,2}|如果|若|从|自从|要|倘若|计划|打算|准备|拟|考虑|有意|(?:没有|没|并未|未|未曾|从未|不|不曾|不愿|拒绝|避免)"
    r"(?:明确|具体|直接|正面|公开|再|详细|进一步|对外)?)\Z"
)
# 被北京当局批评, 由拜登主动提出: somebody else tells of it.
_PASSIVE = re.compile(r"(?:被(?![告捕害拘迫])|(?<![自理缘])由)[^，。；：的“”」\n]{1,10}\Z")
# 不认为, 并不相信: an opinion all the same.
_OPINION = frozenset(["认为", "相信", "主张", "担心", "同意"])
_NOT_MEANT = re.compile(r"(?:并不|也不|都不|不)\Z")
# 习近平预计将在30日通话: expected by others.
_EXPECTED = re.compile(r"将[于在与同和会出访]|[于在]\d|\d+[日月](?!份)|(?:本|下)?周[一二三四五六日]|出席|抵达")
# 都说拉丁语: what they speak.
_LANGUAGE = re.compile(
    r"(?:一口|流利的?)*(?:[汉英法德俄日韩藏蒙粤中]|闽南|拉丁|希腊|阿拉伯|西班牙|葡萄牙|维吾尔|普通)[语话文](?:[，。、；的]|$)"
)
# 能说一口流利的汉语, 会批评: what somebody can or would say.
_MODAL = ("会", "能", "敢", "肯")
# 最快会在星期一宣布, 将于周三公布: nobody has said it yet.
_TO_COME = re.compile(
    r"(?:(?:最快|最早|预料|预期|有望|料)(?:将|会)?|(?:可能|或|将|势)会|(?:即|或|定|必|势|料)将|(?<![一-鿿]{2}为)将(?:于|在))(?!来)[^，。；：“「）)\n]{0,12}\Z"
)
# What stands between the subject and its verb and names nobody: 王毅|也曾明确|表示.
_ADVERBS = re.compile(
    r"(?:也|还|则|都|均|皆|又|亦|再|再次|再度|已|已经|曾|曾经|更|便|即|却|仍|并|且|就|先|同样|甚至|一度|明确|公开|强硬|分别|多次|反复|随后|其后|"
    r"之后|稍后|此前|早前|先前|日前|近日|最后|首先|进一步|不断|继续|坚决|强烈|严厉|直接|一致|共同|一再|曾多次|今天|昨天|今日|昨日|当天|当日|同日|"
    r"凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上|深夜|当晚|昨晚|今早|匿名|私下|亲自|一直|一向|始终|坚持|普遍|一般|才|不|并不|当时|坦率|郑重|"
    r"严肃|严正|反而|率先|纷纷|突然|旋即|立即|立刻|[本上这]?(?:周|星期|礼拜)[一二三四五六日天]|坚称|就此|对此|为此|据此|如此|总结|继|续|的话|[，,、\s])*$"
)
# 回忆|称, 撰文|表示. 分析称 and 的回应说 have a noun there.
_VERB_BEFORE = re.compile(
    r"[^的，。；：\s](回忆|撰文|推测|补充|回呛|回击|反驳|解释|强调|致函|发文|发帖|发推|留言|证实|批评|指责|警告|抱怨|感叹|承认|宣布|呼吁|坦言|直言|质疑|谴责"
    r"|发推文|发微博|接受采访|总结)$"
)


def is_verb(prepared: Prepared, cue: CueFound) -> bool:
    """做出回应, 的指责: a noun here; 被描述为, 没有指出: nobody says it."""
    folded = prepared.folded
    if _NOUN_AFTER.match(folded, cue.end) or prepared.in_work_title(cue.start, cue.end):
        return False
    before = folded[max(0, cue.start - 6) : cue.start]
    if _NOT_SAID.search(before) and not (cue.cue.word in _OPINION and _NOT_MEANT.search(before)):
        return False
    if cue.cue.word == "说" and _LANGUAGE.match(folded, cue.end):
        return False
    if cue.cue.word == "预计" and _EXPECTED.match(folded, cue.end):
        return False
    if folded[cue.start - 1 : cue.start] in _MODAL and prepared.words.is_word(cue.start - 1, cue.start):
        return False
    if _TO_COME.search(folded, max(0, cue.start - 24), cue.start):
        return False
    if cue.end - cue.start > 1 and cue.cue.word not in _NEVER_NOUNS and _NOUN_FOR_ALL.search(before):
        return False
    if cue.cue.needs is Need.ANY:
        return True
    return not _NOUN_BEFORE.search(before) and not _PASSIVE.search(folded, max(0, cue.start - 14), cue.start)


def has_content(words: str) -> bool:
    return not _NO_CONTENT.match(words) and len(words.strip('，。：:, “”「」"')) >= SHORTEST


def has_mark(words: str) -> bool:
    """Whether a comma, a colon or a quotation mark stands right behind the verb."""
    return bool(_MARK.match(words))


def tells_when(words: str) -> bool:
    return bool(_SUBORDINATE.match(words))


def is_act(words: str) -> bool:
    """承认败选: too short to be what somebody says."""
    clause = _CLAUSE.match(words)
    return not has_mark(words) and clause is not None and len(clause[0]) < _SHORTEST_ACT


def without_adverbs(folded: str, start: int, end: int) -> int:
    """Where the adverbs begin before the verb at `end`, and a verb of speech before it: 王毅|随后回忆称."""
    match = _ADVERBS.search(folded, start, end)
    begin = match.start() if match else end
    verb = _VERB_BEFORE.search(folded, start, begin)
    return without_adverbs(folded, start, verb.start(1)) if verb else begin
