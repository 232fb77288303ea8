"""Captions that no <figcaption> names: paragraphs that share a small box with a picture or a player."""

import re

from lxml import etree

CREDIT = re.compile(r"\s*(?:图像|圖像|图片|圖片)(?:来源|來源|版权|版權|加注文字)|\s*Image (?:source|copyright|credit)")
PLAYERS = ("iframe", "video", "audio")
# BBC's longest captions have some 90 characters; a box with more text than this holds a paragraph.
CAPTION_LENGTH = 120
MOST_PARAGRAPHS = 4
ROOTS = frozenset(("html", "body", "main", "article"))


def find_media_captions(root: etree._Element) -> set[etree._Element]:
    """The boxes whose text is all caption."""
    boxes = (_box_of(element) for element in root.iter("p", *PLAYERS) if _is_media(element))
    return {box for box in boxes if box is not None}


def _is_media(element: etree._Element) -> bool:
    if element.tag in PLAYERS:
        return True
    text = element.text or (element[0].text if len(element) else None)
    return bool(text and CREDIT.match(text))


def _box_of(media: etree._Element) -> etree._Element | None:
    """The outermost ancestor that still holds nothing but the picture and a caption's length of text."""
    box = None
    for ancestor in media.iterancestors():
        if ancestor.tag in ROOTS or ancestor.getparent() is None or not _is_small(ancestor):
            break
        box = ancestor
    return box


def _is_small(element: etree._Element) -> bool:
    length = 0
    for paragraphs, paragraph in enumerate(element.iter("p")):
        for text in paragraph.itertext():
            length += len(text)
            if length > CAPTION_LENGTH or paragraphs > MOST_PARAGRAPHS:
                return False
    return True
