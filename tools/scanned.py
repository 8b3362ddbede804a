"""Text as an old scanner left it: set on pages, printed, tilted, blurred, and read by an engine without Swedish.

Needs Tesseract on the machine. The damage is the same for the same text, font, resolution and seed.
"""

import io
import random
import subprocess
from html import escape

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageChops, ImageFilter
from weasyprint import HTML  # type: ignore[import-untyped]  # the package has no types

FONTS = ("Liberation Serif", "Liberation Sans", "DejaVu Serif")


def read_back(
    text: str, *, dpi: int = 200, font: str = FONTS[0], seed: int = 1, language: str = "eng"
) -> str:
    """The text as Tesseract reads it from worn pages, page after page with a form feed between them."""
    rng = random.Random(seed)  # noqa: S311  # the same wear every time; nothing secret
    pages = pypdfium2.PdfDocument(_set(text, font))
    return "\f".join(_read(_worn(page.render(scale=dpi / 72).to_pil(), rng), dpi, language) for page in pages)


def _set(text: str, font: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())
    style = f"@page{{size:A4;margin:3cm 3.4cm}} body{{font:11.5pt '{font}';hyphens:auto}} p{{margin:0 0 1em}}"
    pdf = HTML(string=f"<html lang=sv><style>{style}</style><body>{paragraphs}</body></html>").write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def _worn(page: Image.Image, rng: random.Random) -> Image.Image:
    grey = page.convert("L").rotate(rng.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=255)
    blurred = grey.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 0.8)))
    noise = Image.frombytes("L", blurred.size, rng.randbytes(blurred.width * blurred.height))
    return ImageChops.subtract(blurred, noise.point([value // 8 for value in range(256)]))


def _read(page: Image.Image, dpi: int, language: str) -> str:
    image = io.BytesIO()
    page.save(image, "PNG", dpi=(dpi, dpi))
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--dpi", str(dpi)],
        input=image.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return done.stdout.decode().rstrip("\f")
