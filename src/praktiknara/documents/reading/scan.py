"""One page of a scan: drawn as a picture and read by Tesseract with Swedish."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types

from .pdf import opened
from .shape import Unreadable

DPI = 300
MOST_PIXELS = 30_000_000
PATIENCE = 100


def read_page(path: Path, number: int) -> str:
    """Read the text of one page, counted from 0; empty when there is none to see."""
    document = opened(path)
    try:
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    except pdfium.PdfiumError as fault:
        raise Unreadable("broken") from fault
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        image.save(picture, dpi=(round(scale * 72), round(scale * 72)))
        try:
            done = subprocess.run(
                ["tesseract", picture.name, "stdout", "-l", "swe", "--psm", "3"],
                cwd=folder,
                capture_output=True,
                timeout=PATIENCE,
                check=True,
            )
        except (subprocess.SubprocessError, OSError) as fault:
            raise Unreadable("scan_failed", page=number + 1) from fault
    return done.stdout.decode("utf-8", "replace").replace("\f", "").replace("\x00", "").strip()
