from pathlib import Path

import app.extraction.lexicon
from app.extraction.lexicon.check import check

FOLDER = Path(app.extraction.lexicon.__file__).parent


def test_the_data_files_have_no_problems() -> None:
    assert check({path.name: path.read_text("utf-8") for path in FOLDER.glob("*.tsv")}) == []
