"""An article while its blocks are being found: which span of the page plays which part in it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from index.blocks import Paragraph
from index.entities import Block, Role
from index.items import is_of_cells, is_row

_SENT_BY = re.compile(
    r"[。！？]\s+[\u4e00-\u9fff]{2,8}(?:\s+[\u4e00-\u9fff]{2,6})?$"
)  # …說明。　花蓮　邱先生
_UNITS = "℃%％级級"  # end the row of a table: 北风3到4级
_SAID_BY = re.compile(
    r"[”」』]\s?[—–─]{1,2}\s?\S.{1,20}$|[.!?\"”]\s[—–-]{1,2}\s?[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,3}$"
)  # 「…」——水果店東主 梁伯


TITLE: tuple[Role, ...] = ("kicker", "headline", "subtitle")


@dataclass(slots=True)
class Draft:
    """An article while its blocks are being found."""

    kind: Literal["story", "caption"] = "story"
    blocks: list[Block] = field(default_factory=list)
    brief: bool = False  # opened by 本报讯: a news item, which has no sections
    item: bool = False  # one of many below the standing title of a column
    column: bool = False  # one of several small stories below the rubric of their column
    mark: int = 0  # Markdown level of its headline
    count: Counter[Role] = field(default_factory=Counter)

    def add(self, role: Role, place: Paragraph | Block) -> None:
        """Append a span in the given role; a further line of a headline lengthens it."""
        if role == "headline" and self.blocks and self.blocks[-1].role == "headline":
            self.blocks[-1] = Block(role, self.blocks[-1].start, place.end)
            return
        self.blocks.append(Block(role, place.start, place.end))
        self.count[role] += 1

    def absorb(self, other: "Draft") -> None:
        """Append another story as a part of this one: its title becomes a section heading."""
        for block in other.blocks:
            self.add("section" if block.role in TITLE else block.role, block)

    def pop(self) -> Block:
        """Remove the last block and return it."""
        self.count[self.blocks[-1].role] -= 1
        return self.blocks.pop()

    def headline(self, text: str) -> str:
        """Return the headline as it stands on the page; "" while there is none."""
        return next((text[b.start : b.end] for b in self.blocks if b.role == "headline"), "")

    def is_ended(self, text: str) -> bool:
        """Tell whether the text so far ends with a whole sentence, with a number, or with a row of a list."""
        if self.count["body"] and self.blocks[-1].role in ("date", "byline"):
            return True  # the day below a notice, who signs it
        last = text[self.blocks[-1].start : self.blocks[-1].end].rsplit("\n", 1)[-1]
        return (
            last[-1] in '。！？!?.”」）)"'
            or last[-1].isdigit()
            or last[-1] in _UNITS
            or is_row(last)
            or is_of_cells(last)
            or last.count("|") > 1
            or bool(_SAID_BY.search(last))
            or bool(_SENT_BY.search(last))
        )
