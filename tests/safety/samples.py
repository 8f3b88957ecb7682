"""Small files for attacks: PDF files written object by object, and pictures as programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pikepdf
from PIL import Image


def pdf(
    *objects: str | bytes, catalog: str = "", page: str = "", trailer: str = "", head: bytes = b"%PDF-1.7\n"
) -> bytes:
    """Return a PDF file of one page; more objects have the numbers from 4 on, as they are written."""
    others = " ".join(f"{number} 0 R" for number in range(4, 4 + len(objects)))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} /Others [{others}] >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] {page} >>",
        *objects,
    ]
    return _joined(
        [body if isinstance(body, bytes) else body.encode("latin-1") for body in bodies], trailer, head
    )


def _joined(bodies: Sequence[bytes], trailer: str, head: bytes) -> bytes:
    text, places = head, []
    for number, body in enumerate(bodies, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return text + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(text)}\n%%EOF\n".encode()
    )


def packed(content: bytes, **options: object) -> bytes:
    """Return the same file with its objects in packed streams, as most programs write them."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, **options)  # type: ignore[arg-type]
    return target.getvalue()


def picture(name: str, *, size: tuple[int, int] = (8, 6), frames: int = 1) -> bytes:
    """Return a picture in a format of Pillow: PNG, JPEG, GIF, WEBP or AVIF."""
    pictures = [Image.effect_noise(size, 20 + number).convert("RGB") for number in range(frames)]
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    pictures[0].save(target, format=name, **more)
    return target.getvalue()


def archive() -> bytes:
    """Return an archive with a program in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("x.hta", "<script>x</script>")
    return target.getvalue()
