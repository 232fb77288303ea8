"""Front matter: the `key: value` lines between two `---`, read by line, because broken YAML is common."""

import re

KEY = re.compile(r"([A-Za-z_][\w -]{0,30}):(?:\s+(.*))?$")
ITEM = re.compile(r"\s*-\s+(.*)$")
OPEN_LIST = re.compile(r"\s+\S")


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The fields, keys in lower case and lists joined by commas, and the rest. A missing closing line is forgiven."""
    lines = source.split("\n")
    if lines[0].strip() != "---":
        return {}, source
    fields: dict[str, list[str]] = {}
    key, at = "", 1
    for at, line in enumerate(lines[1:], start=1):
        line = line.rstrip()
        if line in ("---", "..."):
            return _joined(fields), "\n".join(lines[at + 1 :])
        if found := KEY.match(line):
            key = found[1].strip().lower()
            fields.setdefault(key, []).append(_plain(found[2] or ""))
        elif key and (item := ITEM.match(line)):
            fields[key].append(_plain(item[1]))
        elif line and not (key and OPEN_LIST.match(line)):
            break
    return (_joined(fields), "\n".join(lines[at:])) if fields else ({}, source)


def _joined(fields: dict[str, list[str]]) -> dict[str, str]:
    return {key: ", ".join(filter(None, values)) for key, values in fields.items()}


def _plain(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(",") if part.strip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote, value = value[0], value[1:-1]
        return value.replace('\\"', '"').replace("\\\\", "\\") if quote == '"' else value.replace("''", "'")
    return value
