"""Pictures that say in their own metadata that they were made or changed by a machine, and how.

The mark is IPTC's ``DigitalSourceType`` (Photo Metadata Standard 2023.1) in an XMP packet, which PNG, WebP
and JPEG all carry and which search engines and picture libraries read; a PNG also says it in plain text.
Metadata are lost in a screenshot: a page must say it beside the picture as well.
"""

import io
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from daogou.core.errors import BadPicture
from daogou.vision.decode import MAX_BYTES, MAX_PIXELS, sniff

Format = Literal["png", "webp", "jpeg"]
MEDIA_TYPES: dict[Format, str] = {"png": "image/png", "webp": "image/webp", "jpeg": "image/jpeg"}
QUALITY = 92  # of WebP and JPEG: the next steps grow the file and show nothing more

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP = "http://ns.adobe.com/xap/1.0/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
META = "adobe:ns:meta/"
_IN_PNG = "XML:com.adobe.xmp"
_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
_LONGEST_SEGMENT = 65_533  # bytes of a JPEG segment, its length field taken off
_LONGEST_SAID = 500  # characters of what was asked: the packet must fit into one segment


class Made(StrEnum):
    """How a picture came about, in IPTC's words."""

    GENERATED = "trainedAlgorithmicMedia"  # by a model taught on pictures
    EDITED_BY_MODEL = "compositeWithTrainedAlgorithmicMedia"  # a photo, parts of it by such a model
    EDITED = "compositeSynthetic"  # a photo, parts of it recoloured or drawn over by formula


@dataclass(frozen=True, slots=True)
class Mark:
    """``made``: how; ``tool``: by what (``daogou drawn_flow``); ``said``: what was asked for."""

    made: Made
    tool: str = "daogou"
    said: str = ""


def marked(picture: NDArray[np.uint8], mark: Mark, form: Format = "png") -> bytes:
    """uint8 [h, w, 3] RGB as the bytes of a picture file that carries the mark."""
    image, packet, out = Image.fromarray(picture), _packet(mark), io.BytesIO()
    if form == "png":
        image.save(out, "PNG", pnginfo=_chunks(mark, packet))
    elif form == "webp":
        image.save(out, "WEBP", quality=QUALITY, xmp=packet)
    else:
        segment = _IN_JPEG + packet
        header = b"\xff\xe1" + struct.pack(">H", len(segment) + 2)
        image.save(out, "JPEG", quality=QUALITY, extra=header + segment)
    return out.getvalue()


def mark_of(data: bytes) -> Mark | None:
    """The mark that a picture file carries, None if it carries none that is known here.

    Raises:
        BadPicture: the bytes are no PNG, WebP or JPEG, or the header promises too many pixels.
    """
    form = sniff(data)
    if form not in ("PNG", "WEBP", "JPEG") or len(data) > MAX_BYTES:
        raise BadPicture("Expected a PNG, WebP or JPEG.", hint="Only these carry a mark that is read.")
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadPicture(f"{image.width} x {image.height} pixels are too many.")
            packet = image.info.get("xmp") or image.info.get(_IN_PNG)
    except (OSError, ValueError, SyntaxError) as error:
        raise BadPicture(f"These bytes cannot be read as {form}.") from error
    return _read(packet) if packet else None


def _chunks(mark: Mark, packet: bytes) -> PngInfo:
    chunks = PngInfo()
    chunks.add_itxt(_IN_PNG, packet.decode("utf-8"))
    chunks.add_itxt("Software", mark.tool)
    chunks.add_itxt("DigitalSourceType", VOCABULARY + mark.made)
    if mark.said:
        chunks.add_itxt("Description", mark.said[:_LONGEST_SAID])
    return chunks


def _packet(mark: Mark) -> bytes:
    """The XMP packet, UTF-8."""
    root = Element(f"{{{META}}}xmpmeta")
    described = SubElement(SubElement(root, f"{{{RDF}}}RDF"), f"{{{RDF}}}Description")
    described.set(f"{{{RDF}}}about", "")
    SubElement(described, f"{{{IPTC}}}DigitalSourceType").text = VOCABULARY + mark.made
    SubElement(described, f"{{{XMP}}}CreatorTool").text = _plain(mark.tool)
    if mark.said:
        several = SubElement(SubElement(described, f"{{{DUBLIN_CORE}}}description"), f"{{{RDF}}}Alt")
        one = SubElement(several, f"{{{RDF}}}li")
        one.set("{http://www.w3.org/XML/1998/namespace}lang", "x-default")
        one.text = _plain(mark.said[:_LONGEST_SAID])
    packet = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' + tostring(root) + b'<?xpacket end="w"?>'
    if len(packet) + len(_IN_JPEG) > _LONGEST_SEGMENT:
        raise ValueError("The tool's name is too long for a mark.")
    return packet


def _plain(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return "".join(c if c.isprintable() else " " for c in text)


def _read(packet: bytes | str) -> Mark | None:
    text = packet if isinstance(packet, str) else packet.decode("utf-8", errors="replace")
    start, end = text.find("<x:xmpmeta"), text.rfind("</x:xmpmeta>")
    inner = text[start : end + len("</x:xmpmeta>")] if 0 <= start < end else _without_wrapper(text)
    try:
        root = fromstring(inner)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    value = _value(root, IPTC, "DigitalSourceType").removeprefix(VOCABULARY)
    if value not in tuple(Made):
        return None
    said = next((li.text or "" for li in root.iter(f"{{{RDF}}}li")), "")
    return Mark(Made(value), _value(root, XMP, "CreatorTool"), said)


def _without_wrapper(text: str) -> str:
    """What stands between the processing instructions that open and close a packet."""
    return text.partition("?>")[2].rpartition("<?")[0] if text.startswith("<?xpacket") else text


def _value(root: Element, space: str, name: str) -> str:
    """A property's text, written as an element or, as some tools do, as an attribute."""
    for one in root.iter():
        if one.tag == f"{{{space}}}{name}":
            return (one.text or one.get(f"{{{RDF}}}resource") or "").strip()
        if f"{{{space}}}{name}" in one.attrib:
            return one.attrib[f"{{{space}}}{name}"].strip()
    return ""
