"""Small files of our own in the formats that hold documents, made in memory."""

import io
import tarfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

WORD_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def zip_of(members: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tar_of(members: Mapping[str, bytes], links: Sequence[str] = ()) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return made.getvalue()


def docx_of(*paragraphs: str | tuple[str, str]) -> bytes:
    """Paragraphs, or (style, paragraph)."""
    return zip_of(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONSHIPS,
            "word/document.xml": f"<w:document {WORD_NAMESPACE}><w:body>"
            + "".join(map(_word_paragraph, paragraphs))
            + "</w:body></w:document>",
            "word/styles.xml": f"<w:styles {WORD_NAMESPACE}>"
            + "".join(
                f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
                for name in ("Title", "heading 2")
            )
            + "</w:styles>",
        }
    )


def _word_paragraph(paragraph: str | tuple[str, str]) -> str:
    style, words = ("", paragraph) if isinstance(paragraph, str) else paragraph
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def pdf_of(*pages: Sequence[str], shown_as: Mapping[str, str] | None = None) -> bytes:
    """Pages of lines. `shown_as` is what the font says that a character is, where that is not the character."""
    characters = sorted({character for lines in pages for line in lines for character in line})
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/Song"
        b"/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>>>",
        _stream(_names_of(characters, shown_as or {})),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        objects.append(_stream("".join(map(_shown, range(len(lines)), lines))))
    return _joined(objects)


def _shown(number: int, line: str) -> str:
    return f"BT /F 12 Tf 50 {780 - 20 * number} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"


def _names_of(characters: Sequence[str], shown_as: Mapping[str, str]) -> str:
    rows = "".join(
        f"<{character.encode('utf-16-be').hex()}> <{shown_as.get(character, character).encode('utf-16-be').hex()}>\n"
        for character in characters
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Names def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(characters)} beginbfchar\n{rows}endbfchar\n"
        "endcmap end end"
    )


def _stream(words: str) -> bytes:
    return f"<</Length {len(words)}>>stream\n{words}\nendstream".encode("ascii")


def _joined(objects: Sequence[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        made
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size}/Root 1 0 R>>\n"
        f"startxref\n{len(made)}\n%%EOF\n".encode()
    )
