"""Which files may be kept beside an output: those that a reader's own programs open, told by their first bytes."""

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {PDF: "pdf", WORD: "docx", ODT: "odt"}
MOST_BYTES = 20_000_000
BEGINNING = 4_096


def media_type(content: bytes) -> str | None:
    """Say what kind of file it is by its content, whatever it is called; None when it is none of ours."""
    if b"%PDF-" in content[:1_024]:
        return PDF
    if not content.startswith(b"PK\x03\x04"):
        return None
    if ODT.encode() in content[:BEGINNING]:
        return ODT
    return WORD if b"word/" in content else None
