"""A corpus of hostile, broken and mistaken uploads, made by code, each with the refusal it must meet."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

from tests.unit.documents.uploads import pages, pdf, picture, rtf, text

ACTIVE, DAMAGED, FORMAT = "documents.active-content", "documents.file-damaged", "documents.format-refused"
MISMATCH, TOO_BIG, LOCKED = "documents.name-mismatch", "documents.image-too-big", "documents.file-protected"
MAX_BYTES = 5 * 2**20


class Hostile(NamedTuple):
    """One upload and the code of the problem that must answer it."""

    content: bytes
    name: str
    declared: str
    code: str


@cache
def corpus() -> dict[str, Hostile]:
    """All of them, by what is wrong with them."""
    return {**dict(_pdfs()), **dict(_images()), **dict(_rtfs()), **dict(_texts()), **dict(_mistakes())}


def _pdfs() -> Iterator[tuple[str, Hostile]]:
    for name, spoil in _active_pdfs().items():
        yield f"pdf-{name}", Hostile(pdf(spoil), "a.pdf", "application/pdf", ACTIVE)
    hidden = pdf(_open(_js()), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in hidden  # a search in the bytes would find nothing
    yield "pdf-script-in-an-object-stream", Hostile(hidden, "a.pdf", "application/pdf", ACTIVE)
    spelt = pdf(_open(_js())).replace(b"/JavaScript", b"/Jav#61Script")
    yield "pdf-script-spelt-in-hexadecimal", Hostile(_rebuilt(spelt), "a.pdf", "application/pdf", ACTIVE)
    sound = pdf(padding=2000)
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    for name, content, code in (
        ("followed-by-a-zip", sound + archive(), ACTIVE),
        ("followed-by-a-page", sound + b"<script>alert(1)</script>", ACTIVE),
        ("with-a-zip-in-its-last-comment", sound.rstrip() + b"\n%" + archive(b"%%EOF"), ACTIVE),
        ("locked", locked, LOCKED),
        ("cut-short", sound[:-400], DAMAGED),
        ("cut-in-the-middle", sound[: len(sound) // 2], DAMAGED),
        ("head-only", b"%PDF-1.7\n", DAMAGED),
        ("without-table", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", DAMAGED),
        ("without-pages", _without_pages(), DAMAGED),
        ("not-at-the-first-byte", b"\n" + sound, FORMAT),
        ("after-a-page", b"<html><script>1</script>" + sound, FORMAT),
        ("after-an-image", picture("GIF") + sound, FORMAT),
    ):
        yield f"pdf-{name}", Hostile(content, "a.pdf", "application/pdf", code)


def _js() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _open(action: Any) -> Callable[[pikepdf.Pdf], None]:
    return lambda document: document.Root.__setitem__("/OpenAction", action)


def _on_page(**entry: Any) -> Callable[[pikepdf.Pdf], None]:
    annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entry)
    return lambda document: document.pages[0].obj.__setitem__("/Annots", Array([document.make_indirect(annotation)]))


def _in_names(tree: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(document: pikepdf.Pdf) -> None:
        document.Root.Names = Dictionary({tree: Dictionary(Names=Array(["a", document.make_indirect(_js())]))})

    return spoil


def _embedded(document: pikepdf.Pdf) -> None:
    file = document.make_stream(b"MZ")
    file.Type = Name.EmbeddedFile
    document.Root.Piece = Dictionary(File=file)


def _chained(document: pikepdf.Pdf) -> None:
    _open(Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]), Next=_js()))(document)


def _followed_by(action: Name) -> Dictionary:
    following = Dictionary(Type=Name.StructElem, S=action, F="cmd.exe")
    return Dictionary(S=Name.URI, URI="https://a.invalid", Next=Array([following]))


def _typed_field(document: pikepdf.Pdf) -> Any:
    return document.make_indirect(Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=_js())))


def _active_pdfs() -> dict[str, Callable[[pikepdf.Pdf], None]]:
    action = {name: _open(Dictionary(S=Name("/" + name))) for name in (
        "Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "Rendition", "Movie", "Sound", "Named", "Hide",
    )}  # fmt: skip
    disguised = {f"{name}-called-{type_}": _on_page(
        Subtype=Name.Link, A=Dictionary(Type=Name("/" + type_), S=Name("/" + name), F="cmd.exe"),
    ) for name in ("Launch", "GoToR", "SubmitForm") for type_ in ("StructElem", "Trans", "X")}  # fmt: skip
    annotated = {name: _on_page(Subtype=Name("/" + name)) for name in (
        "RichMedia", "3D", "Movie", "Sound", "Screen", "FileAttachment",
    )}  # fmt: skip
    return {
        "script-when-opened": _open(_js()),
        "script-after-a-move": _chained,
        "script-by-name": _in_names("/JavaScript"),
        "attached-files-by-name": _in_names("/EmbeddedFiles"),
        "attached-stream": _embedded,
        "associated-files": lambda d: d.Root.__setitem__("/AF", Array([])),
        "portfolio": lambda d: d.Root.__setitem__("/Collection", Dictionary()),
        "program-form": lambda d: d.Root.__setitem__("/AcroForm", Dictionary(XFA=d.make_stream(b"<xdp/>"))),
        "script-on-a-page": lambda d: d.pages[0].obj.__setitem__("/AA", Dictionary(O=_js())),
        "script-on-the-catalogue": lambda d: d.Root.__setitem__("/AA", Dictionary(WC=_js())),
        "script-in-a-link": _on_page(Subtype=Name.Link, A=_js()),
        "script-in-a-field": lambda d: d.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([_typed_field(d)]))),
        "launch-in-a-link": _on_page(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd.exe")),
        "launch-of-a-false-type-after-a-link": _on_page(Subtype=Name.Link, A=_followed_by(Name.Launch)),
        **{f"opens-with-{name}": spoil for name, spoil in action.items()},
        **disguised,
        **{f"annotated-with-{name}": spoil for name, spoil in annotated.items()},
    }


def _rebuilt(content: bytes) -> bytes:
    # Same length is not kept by the spelling, so the table of offsets is written anew around the raw objects.
    with pikepdf.open(io.BytesIO(content)) as document:
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _without_pages() -> bytes:
    document = pikepdf.new()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _images() -> Iterator[tuple[str, Hostile]]:
    noise = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(noise, "JPEG")
    png, jpg = picture("PNG", size=(300, 300)), noise.getvalue()
    corrupt = bytearray(png)
    corrupt[png.index(b"IDAT") + 4] = 0
    comments = PngImagePlugin.PngInfo()
    comments.add_text("a", "x" * 3_000_000, zip=True)
    for name, content, file, code in (
        ("png-bomb", _png_claiming(60_000, 60_000), "a.png", TOO_BIG),
        ("png-thin-bomb", _png_claiming(2**31 - 1, 1), "a.png", TOO_BIG),
        ("png-just-over-the-budget", _png_claiming(6_000, 5_001), "a.png", TOO_BIG),
        ("png-text-bomb", picture("PNG", pnginfo=comments), "a.png", DAMAGED),
        ("png-cut-short", png[: len(png) // 2], "a.png", DAMAGED),
        ("png-corrupt", bytes(corrupt), "a.png", DAMAGED),
        ("png-head-only", png[:8], "a.png", DAMAGED),
        ("jpg-cut-short", jpg[: len(jpg) // 2], "a.jpg", DAMAGED),
        ("jpg-head-only", b"\xff\xd8\xff\xe0", "a.jpg", DAMAGED),
        ("jpg-noise", b"\xff\xd8\xff" + bytes(range(256)) * 20, "a.jpg", DAMAGED),
        ("tif-too-many-pages", pages(201), "a.tif", TOO_BIG),
        ("tif-bomb", _tif_claiming(60_000, 60_000), "a.tif", TOO_BIG),
        ("tif-cut-short", picture("TIFF", size=(300, 300))[:2000], "a.tif", DAMAGED),
        ("tif-head-only", b"II*\0\x08\0\0\0", "a.tif", DAMAGED),
        ("tif-of-another-size", b"II+\0\x08\0\0\0", "a.tif", FORMAT),
        ("gif", picture("GIF"), "a.gif", FORMAT),
        ("gif-called-jpg", picture("GIF"), "a.jpg", FORMAT),
        ("bmp-called-png", picture("BMP"), "a.png", FORMAT),
        ("webp-called-jpg", picture("WEBP"), "a.jpg", FORMAT),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", FORMAT),
    ):
        yield name, Hostile(content, file, "", code)


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _tif_claiming(width: int, height: int) -> bytes:
    content = bytearray(picture("TIFF", "L", (64, 48)))
    for value, claimed in ((64, width), (48, height)):
        tag = 256 if value == 64 else 257
        for kind in (3, 4):  # SHORT or LONG, whichever the writer chose
            place = content.find(struct.pack("<HHI", tag, kind, 1))
            if place >= 0:
                content[place : place + 12] = struct.pack("<HHII", tag, 4, 1, claimed)
    return bytes(content)


def _rtfs() -> Iterator[tuple[str, Hostile]]:
    for name, content, code in (
        ("object", rtf(b"{\\object\\objemb{\\*\\objdata 0105}}"), ACTIVE),
        ("object-in-capitals", rtf(b"{\\OBJECT{\\*\\OBJDATA 0105}}"), ACTIVE),
        ("link-that-updates", rtf(b"{\\object\\objautlink\\objupdate}"), ACTIVE),
        ("control", rtf(b"{\\object\\objocx}"), ACTIVE),
        ("template-from-elsewhere", rtf(b"{\\*\\template http://a.invalid/x.dot}"), ACTIVE),
        ("binary", rtf(b"{\\pict\\bin4 MZ..}"), ACTIVE),
        ("exchange", _field(b"DDEAUTO c:\\\\windows\\\\cmd.exe"), ACTIVE),
        ("exchange-in-pieces", _field(b"{D}{\\'44}{\\b E}{AUTO cmd}"), ACTIVE),
        ("exchange-in-unicode", _field(b"\\u68?DE cmd"), ACTIVE),
        ("exchange-computed", _field(b"{\\field{\\*\\fldinst QUOTE 68 68 69}}"), ACTIVE),
        ("picture-from-elsewhere", _field(b'INCLUDEPICTURE "http://a.invalid/x.png"'), ACTIVE),
        ("text-from-elsewhere", _field(b'includetext "c:\\\\secret.txt"'), ACTIVE),
        ("macro", _field(b"MACROBUTTON AutoOpen ici"), ACTIVE),
        ("data", rtf(b"{\\*\\datastore 0105}"), ACTIVE),
        ("followed-by-a-zip", rtf() + archive(), ACTIVE),
        ("not-closed", rtf()[:-1], DAMAGED),
        ("closed-twice", rtf() + b"}", DAMAGED),
        ("followed-by-text", rtf() + b"MZ\x90", DAMAGED),
        ("too-deep", rtf(b"{" * 600 + b"}" * 600), DAMAGED),
    ):
        yield f"rtf-{name}", Hostile(content, "a.rtf", "application/rtf", code)


def _field(instruction: bytes) -> bytes:
    return rtf(b"{\\field{\\*\\fldinst " + instruction + b"}{\\fldrslt x}}")


def _texts() -> Iterator[tuple[str, Hostile]]:
    for name, content in (
        ("page", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("page-after-spaces", b" \n\t<HTML><body onload=alert(1)>"),
        ("markup", b"<?xml version='1.0'?><svg/>"),
        ("script", b"<script>alert(1)</script>"),
        ("program", b"#!/bin/sh\nrm -rf /\n"),
        ("server-page", b"<?php system($_GET['c']);"),
        ("executable", b"MZ\x90\x00\x03"),
        ("executable-in-letters", b"MZ" + b"A" * 100),
        ("archive", archive()),
        ("old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("zero-bytes", b"abc\0def"),
        ("escape-sequences", b"abc\x1b[2J"),
        ("wide-characters", "été".encode("utf-16")),
        ("mail", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<script>"),
        ("postscript", b"%!PS-Adobe-3.0\n"),
    ):
        yield f"txt-{name}", Hostile(content, "a.txt", "text/plain", FORMAT)
    yield "txt-followed-by-a-zip", Hostile(_printable_zip(), "a.txt", "text/plain", FORMAT)


def _mistakes() -> Iterator[tuple[str, Hostile]]:
    yield "empty", Hostile(b"", "a.pdf", "application/pdf", "documents.file-empty")
    yield "one-byte-too-many", Hostile(b"a" * (MAX_BYTES + 1), "a.txt", "text/plain", "documents.too-large")
    for content, name, declared in (
        (pdf(), "a.jpg", ""),
        (pdf(), "a.pdf", "image/jpeg"),
        (picture("PNG"), "a.jpg", ""),
        (picture("PNG"), "a.png", "text/html"),
        (picture("JPEG"), "a.pdf", "application/pdf"),
        (text(), "a.pdf", "application/pdf"),
        (rtf(), "a.txt", "text/plain"),
        (pdf(), "a.txt", "text/plain"),
    ):
        yield f"{name}-declared-{declared or 'nothing'}-{content[:4]!r}", Hostile(content, name, declared, MISMATCH)
    for name in ("a.pdf.exe", "a.docx", "a.html", "a.heic"):
        yield f"called-{name}", Hostile(text(), name, "", FORMAT)


def archive(comment: bytes = b"") -> bytes:
    """A ZIP with a script in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
        archive.comment = comment
    return out.getvalue()


def _printable_zip() -> bytes:
    return b"bonjour\n" + archive()
