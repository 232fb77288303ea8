"""HTML to blocks. One pass over the tree, without recursion: bodies of 200,000 characters in one line are common."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from app.reading.blocks import Block, Role, normalise
from app.reading.document import LeftOutKind
from app.reading.media import find_media_captions

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """
        html body p div section article main aside header footer nav form address blockquote pre center hr br
        h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr figure figcaption img
        iframe video audio noscript button fieldset details summary
        """,
    )
)
UNREAD_TAGS = frozenset(
    ("script", "style", "head", "template", "svg", "select", "textarea", "object", "canvas", "math")
)
ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    "time": Role.TIME,
}
REGION_TAGS = {
    **dict.fromkeys(("nav", "footer", "form", "button", "noscript", "iframe", "video", "audio"), LeftOutKind.FURNITURE)
}
NAMING_ATTRIBUTES = ("class", "id", "role", "aria-label", "data-e2e", "data-component")
# What class names and ids say about a region; sites differ in the rest of the name, hardly in these words.
REGION_NAMES = (
    (
        LeftOutKind.ADVERT,
        re.compile(
            r"(?:^|[\s_-])(?:ads?|adv|advert\w*|adslot\w*|adcontainer|adbox|dfp\w*|imu|mpu\w*|sponsor\w*|promo\w*"
            r"|self-?promo|newsletter\w*|subscri\w*|interstitial\w*)(?=$|[\s_-])|articlebanner|subscription|广告|廣告"
        ),
    ),
    (
        LeftOutKind.RELATED,
        re.compile(
            r"(?:^|[\s_-])(?:related\w*|more-?article\w*|more-?news|read-?more|recommend\w*|see-?also|hot-?list)(?=$|[\s_-])"
        ),
    ),
    (
        LeftOutKind.FURNITURE,
        re.compile(
            r"(?:^|[\s_-])(?:share\w*|sharing|social\w*|breadcrumbs?|comments?|comment-?(?:list|box|form)|attribution\w*"
            r"|trustbadge\w*|t-copyright|byline|toolbar|navbar|navigation|site-?(?:header|footer|nav)|media-?player"
            r"|post-?(?:tags|meta|nav\w*)|pagination|search|login|qrcode|reward)(?=$|[\s_-])"
        ),
    ),
)
COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comment-?list|comments-area)(?=$|\s)")
AN_ARTICLE = 100
# Where tags were not closed, a box for adverts holds what follows it in the article.
LONGEST_ADVERT = 200
SENTENCES = 3
CAPTION_NAMES = re.compile(
    r"picinfo|caption(?!-left|-right|-center)|(?:^|[\s_-])(?:img|image|photo)-?(?:credit|desc\w*|text|info)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What the open elements say about the text that stands in them."""

    role: Role = Role.TEXT
    left_out: LeftOutKind | None = None
    link: bool = False
    bold: bool = False
    small: bool = False
    when: str = ""


def read_html(markup: str) -> list[Block]:
    root = parse_html(markup)
    return [] if root is None else _Walk(root).blocks


def parse_html(markup: str) -> etree._Element | None:
    content = markup.replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:  # nothing in it but white space or comments
        return None


class _Walk:
    def __init__(self, root: etree._Element) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = self._bold = self._small = 0
        self._when = ""
        self._captions = find_media_captions(root)
        self._half = sum(map(len, root.itertext())) // 2
        self._walk(root)

    def _walk(self, root: etree._Element) -> None:
        places = [_Place()]
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = str(element.tag)
            if event == "start":
                if tag in BLOCK_TAGS:
                    self._close_block(places[-1])
                places.append(self._enter(element, tag, places[-1]))
                if tag in UNREAD_TAGS:
                    walker.skip_subtree()
                elif element.text:
                    self._add(element.text, places[-1])
            else:
                place = places.pop()
                if tag in BLOCK_TAGS:
                    self._close_block(place)
                elif tag in ("td", "th"):
                    self._parts.append(" ")
                if element.tail:
                    self._add(element.tail, places[-1])

    def _add(self, text: str, place: _Place) -> None:
        self._parts.append(text)
        if place.link or place.bold or place.small or place.when:
            length = len(text.strip())
            self._linked += length if place.link else 0
            self._bold += length if place.bold else 0
            self._small += length if place.small else 0
            self._when = self._when or place.when

    def _close_block(self, place: _Place) -> None:
        if not self._parts:
            return
        text = normalise("".join(self._parts))
        if text:
            self.blocks.append(
                Block(text, self._role(text, place), self._linked, self._bold, place.left_out, self._when)
            )
        self._parts = []
        self._linked = self._bold = self._small = 0
        self._when = ""

    def _role(self, text: str, place: _Place) -> Role:
        if self._when:
            return Role.TIME if len(text) < 40 else place.role
        if self._small * 10 >= len(text) * 9 and place.role is Role.TEXT:
            return Role.CAPTION
        return place.role

    def _enter(self, element: etree._Element, tag: str, outer: _Place) -> _Place:
        if tag == "span" or tag == "br" or tag == "img":
            return outer
        if tag in BLOCK_TAGS:
            return self._enter_block(element, tag, outer)
        if tag == "a":
            return replace(outer, link=True)
        if tag in ("b", "strong"):
            return replace(outer, bold=True)
        if tag == "small":
            return replace(outer, small=True)
        if tag == "time":
            return replace(outer, when=element.get("datetime", ""))
        return outer

    def _enter_block(self, element: etree._Element, tag: str, outer: _Place) -> _Place:
        role = ROLES.get(tag, outer.role)
        left_out = outer.left_out or REGION_TAGS.get(tag)
        if element.attrib or element in self._captions:
            names = " ".join(element.get(name, "") for name in NAMING_ATTRIBUTES).lower()
            if CAPTION_NAMES.search(names) or element in self._captions:
                role = Role.CAPTION
            left_out = left_out or self._region(element, names)
        if role is outer.role and left_out is outer.left_out:
            return outer
        return replace(outer, role=role, left_out=left_out)

    def _region(self, element: etree._Element, names: str) -> LeftOutKind | None:
        """A name that would leave out most of the text is a wrapper's name, not a region's; but comments may be longer
        than what they comment on."""
        for kind, pattern in REGION_NAMES:
            if pattern.search(names):
                length = sum(map(len, element.itertext()))
                if kind is LeftOutKind.ADVERT and _prose(element) > LONGEST_ADVERT:
                    return None
                beside = 2 * self._half - length
                return kind if length <= self._half or (beside >= AN_ARTICLE and COMMENTS.search(names)) else None
        return None


def _prose(element: etree._Element) -> int:
    """The characters outside of links, where they are several sentences."""
    words = "".join(element.itertext())
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return len(words) - linked if words.count("。") >= SENTENCES else 0
