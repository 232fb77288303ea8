"""A folded copy of a text: simplified characters, half-width digits and letters. Every offset stays what it was."""

import re
import unicodedata
from functools import lru_cache

import opencc

# CJK ideographs of the basic plane, and the block of full-width forms.
_IDEOGRAPHS = range(0x3400, 0xA000)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
# Full-width marks that Chinese clauses are split at stay as they are.
_KEPT = frozenset("，；：？！（）")
# The marks that printers set between the parts of a foreign name, all for ·.
# 丶 is a stroke of writing, typed for 、.
_STROKE = "丶"
_DOTS = "‧•・･˙∙⋅"


# The steps of one document each ask for it.
@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """The text with traditional characters, full-width forms and name dots replaced one by one; same length."""
    return _foldable().sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return _table()[match[0]]


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    # Most texts have few of these: to look for them is quicker than to look every character up.
    return re.compile(f"[{re.escape(''.join(_table()))}]")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    ideographs = [chr(code) for code in _IDEOGRAPHS]
    # Parted by newlines, so that OpenCC converts characters and never phrases, which would move offsets.
    converted = opencc.OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    table = {old: new for old, new in zip(ideographs, converted, strict=True) if old != new and len(new) == 1}
    forms = [chr(code) for code in _FULL_WIDTH]
    table |= {form: unicodedata.normalize("NFKC", form) for form in forms if form not in _KEPT}
    table |= dict.fromkeys(_DOTS, "·")
    table[_STROKE] = "、"
    table["\u3000"] = " "
    return table
