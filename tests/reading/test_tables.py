from app.reading.tables import TABLES, find_wrong_lines, read_tables


def test_the_tables_in_use_have_no_wrong_line() -> None:
    texts = read_tables()
    assert texts.keys() == TABLES.keys()
    assert list(find_wrong_lines(texts)) == []


def test_the_first_wrong_line_of_each_table_is_named() -> None:
    texts = {file: f"{text}\nno columns\n" for file, text in read_tables().items()}
    found = [(error.file, error.line) for error in find_wrong_lines(texts)]
    assert found == [(file, text.count("\n")) for file, text in texts.items()]
