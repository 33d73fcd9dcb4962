"""Characters that part the text of a file into pages and records, and the page a place is on."""

# Between the pages and the records of one text; white space to everything that reads it.
PAGE_BREAK, RECORD_BREAK = "\f", "\x1e"


def page_of(text: str, place: int) -> int | None:
    """Return the page (from 1) that a place in a file's text is on; None where it has no pages."""
    return text.count(PAGE_BREAK, 0, place) + 1 if PAGE_BREAK in text else None


def page_starts(text: str) -> list[int]:
    """Return where each page of a file's text starts; nothing where it has no pages."""
    breaks = [at for at, char in enumerate(text) if char == PAGE_BREAK]
    return [0, *(at + 1 for at in breaks)] if breaks else []
