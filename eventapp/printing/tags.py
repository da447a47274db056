"""Repair what WeasyPrint 70 tags badly, so that the PDF can be heard as well as seen.

One pass makes the file both PDF/A-3a and PDF/UA-1, which WeasyPrint alone cannot:

* running heads and page numbers become pagination artifacts (Kozea/WeasyPrint#1836);
* table headers say which way they reach (ISO 14289-1, 7.5);
* the box of a figure is in points from the bottom of the page, not in pixels from the top;
* links have the Print flag (ISO 19005-3, 6.3.2);
* the list of contents is a TOC with TOCI in it;
* the metadata says PDF/UA-1 and describes the word it uses for it (ISO 19005-3, 6.6.2.3.2).

The same input gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART: Final = "part-"
"""How the name of every place begins that the list of contents leads to."""

_PRINT_FLAG: Final = 4
_POINTS_PER_PIXEL: Final = 0.75

_CLAIM: Final = """<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def repair(source: Path, target: Path) -> None:
    """Read the PDF at ``source`` and write the repaired one to ``target``."""
    with pikepdf.open(source) as pdf:
        reached = _mend_elements(pdf)
        _set_contents_list(pdf)
        _set_running_heads(pdf, reached)
        _set_print_flags(pdf)
        _claim_ua(pdf)
        pdf.save(
            target,
            compress_streams=True,
            deterministic_id=True,
        )


_MARKED: Final = re.compile(rb"^/\w+\n<</MCID (\d+)>>\nBDC$", re.MULTILINE)
_PAGINATION: Final = b"/Artifact\n<</Type /Pagination>>\nBDC"


def _children(element: Any) -> list[Any]:
    inside = element.get("/K")
    if inside is None:
        return []
    items = list(inside) if isinstance(inside, Array) else [inside]
    return [item for item in items if isinstance(item, Dictionary) and "/S" in item]


def _elements(root: Any) -> Iterator[tuple[Any, frozenset[str]]]:
    """Give every structure element once, with the kinds of those around it."""
    waiting: list[tuple[Any, frozenset[str]]] = [
        (child, frozenset()) for child in reversed(_children(root))
    ]
    while waiting:
        element, around = waiting.pop()
        yield element, around
        inner = around | {str(element.S)}
        waiting += [(child, inner) for child in reversed(_children(element))]


def _leave_out_empty_boxes(element: Any) -> None:
    """Leave out what stands in a list and is no item: the empty box that ends its floats."""
    inside = element.get("/K")
    if isinstance(inside, Array):
        element.K = Array([item for item in inside if item.get("/S") != Name.NonStruct])


def _mend_elements(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Mend table headers and figures; give the elements that can be reached."""
    heights = {page.obj.objgen: float(page.obj.MediaBox[3]) for page in pdf.pages}
    reached = set()
    for element, around in _elements(pdf.Root.StructTreeRoot):
        reached.add(element.objgen)
        if element.S == Name.L:
            _leave_out_empty_boxes(element)
        elif element.S == Name.TH and "/Scope" not in element.get("/A", Dictionary()):
            said = element.get("/A") or Dictionary(O=Name.Table)
            said.Scope = Name.Column if "/THead" in around else Name.Row
            element.A = said
        elif Name.Figure == element.S and "/BBox" in element.get("/A", Dictionary()):
            left, top, right, bottom = (float(side) * _POINTS_PER_PIXEL for side in element.A.BBox)
            height = heights[element.Pg.objgen]
            element.A.BBox = Array(
                [round(side, 2) for side in (left, height - bottom, right, height - top)]
            )
            element.A.Placement = Name.Block
    return reached


def _leads_to_a_part(element: Any) -> bool:
    if Name.Link != element.S:
        return any(_leads_to_a_part(child) for child in _children(element))
    inside = element.get("/K", Array())
    return any(
        str(item.Obj.get("/Dest", "")).startswith(PART)
        for item in (inside if isinstance(inside, Array) else [inside])
        if isinstance(item, Dictionary) and "/Obj" in item
    )


def _set_contents_list(pdf: pikepdf.Pdf) -> None:
    """Make the lists whose every item leads to a part of the text the contents.

    They are two, because the contents stand in two columns on paper.
    """
    lists = [element for element, _ in _elements(pdf.Root.StructTreeRoot) if element.S == Name.L]
    for element in lists:
        items = _children(element)
        if items and all(_leads_to_a_part(item) for item in items):
            _rename(element)


_CONTENTS_NAMES: Final = {
    "/L": Name.TOC,
    "/LI": Name.TOCI,
    "/LBody": Name.NonStruct,
    "/Lbl": Name.NonStruct,
}


def _rename(element: Any) -> None:
    kind = str(element.S)
    if kind in _CONTENTS_NAMES:
        element.S = _CONTENTS_NAMES[kind]
        if "/A" in element:
            del element["/A"]
    for child in _children(element):
        _rename(child)


def _set_running_heads(pdf: pikepdf.Pdf, reached: set[tuple[int, int]]) -> None:
    """Turn marked text that hangs on no reachable element into pagination artifacts."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owners = parents[int(page.obj.StructParents)]
        loose = {i for i in range(len(owners)) if owners[i].objgen not in reached}
        if not loose:
            continue
        page.contents_coalesce()
        content = page.obj.Contents.read_bytes()
        # WeasyPrint writes each operand on a line of its own, and text as hexadecimal, so this
        # finds marked text and nothing else. Parsing the pages takes ten times as long.
        page.obj.Contents = pdf.make_stream(_with_artifacts(content, loose))


def _with_artifacts(content: bytes, loose: set[int]) -> bytes:
    return _MARKED.sub(
        lambda mark: _PAGINATION if int(mark[1]) in loose else bytes(mark[0]), content
    )


def _set_print_flags(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            note.F = int(note.get("/F", 0)) | _PRINT_FLAG


def _claim_ua(pdf: pikepdf.Pdf) -> None:
    """Write the metadata again, uncompressed (as PDF/A-1 asks, and readers like)."""
    words = pdf.Root.Metadata.read_bytes().decode()
    if "pdfuaid:part" not in words:
        end = words.rindex("</rdf:RDF>")
        words = words[:end] + _CLAIM + words[end:]
    stream = pdf.make_stream(words.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
