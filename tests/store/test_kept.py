from collections.abc import Mapping

import pytest

from app.store.kept import ask_missing


def test_only_what_is_not_known_is_asked_for() -> None:
    kept, asked = {"a": 1, "c": 0}, []

    def ask(missing: list[str]) -> Mapping[str, int]:
        asked.append(missing)
        return {"b": 2}

    assert ask_missing(kept, ["a", "b", "c", "gone"], ask, 9) == {"a": 1, "b": 2, "c": 0}
    assert ask_missing(kept, ["b", "a"], ask, 9) == {"b": 2, "a": 1}
    assert asked == [["b", "gone"]]


def test_who_is_looking_keeps_what_another_thread_lets_go_of() -> None:
    kept = {"a": 1}

    def ask(missing: list[str]) -> Mapping[str, int]:
        kept.clear()
        return dict.fromkeys(missing, 2)

    assert ask_missing(kept, ["a", "b"], ask, 9) == {"a": 1, "b": 2}


@pytest.mark.parametrize(("most", "left"), [(3, 3), (2, 1)])
def test_no_more_is_kept_than_has_room(most: int, left: int) -> None:
    kept = {"a": 1, "b": 2}
    assert ask_missing(kept, ["a", "c"], lambda missing: dict.fromkeys(missing, 3), most) == {"a": 1, "c": 3}
    assert len(kept) == left
