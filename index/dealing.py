"""The drafts that a page was dealt out to so far, and the one that is open."""

from index.blocks import Paragraph
from index.captions import ends_in_caption, lines_of_caption
from index.drafts import Draft
from index.items import is_boxed


class Dealing:
    """Drafts in the order of their first lines; text goes to the story that is open."""

    def __init__(self, text: str) -> None:
        self.drafts: list[Draft] = []
        self.story: Draft | None = None
        self.pending: list[Paragraph] = []  # masthead lines above the first article
        self.after_caption = False
        self.closed = False  # a rule was passed: the next heading opens an article
        self._text = text

    def open(self, *, brief: bool = False) -> Draft:
        """Open a story, with the masthead lines that wait for the first."""
        self.story = Draft(brief=brief)
        self.drafts.append(self.story)
        for paragraph in self.pending:
            self.story.add("date", paragraph)
        self.pending = []
        self.after_caption = self.closed = False
        return self.story

    def add_body(self, paragraph: Paragraph) -> None:
        """Add text to the story that is open."""
        (self.story or self.open()).add("body", paragraph)

    def add_date(self, paragraph: Paragraph) -> None:
        """Add a date or masthead line to the story, or keep it for the first."""
        if self.story:
            self.story.add("date", paragraph)
        else:
            self.pending.append(paragraph)

    def add_caption(self, credit: Paragraph, heading: Paragraph | None = None) -> None:
        """Add a caption: its text is in the credit's paragraph or the one above it."""
        caption = Draft("caption")
        if heading:
            caption.add("headline", heading)
        story = self.story
        if credit.form == "credit" and story and self._can_end_in_caption(story):
            if heading is None and story.count["body"] == 1 and not story.count["section"]:
                # Nothing else is left of the story: it is the photo's, or its only picture's credit.
                story.kind = "story" if story.brief or story.count["byline"] else "caption"
                story.add("credit", credit)
                if story.kind == "caption" and is_boxed(story.headline(self._text)):
                    stories = (draft for draft in reversed(self.drafts) if draft.kind == "story")
                    self.story = next(stories, story)  # which the picture and its label stand in
                self.after_caption = True
                return
            lines = lines_of_caption(self._text, story, credit)
            for block in [story.pop() for _ in range(lines)][::-1]:
                caption.add("body", block)
            self.story = story if story.blocks else None
        caption.add("body" if credit.form == "captioned" else "credit", credit)
        self.drafts.append(caption)
        self.after_caption = True

    def _can_end_in_caption(self, story: Draft) -> bool:
        """Tell whether a story's last block can be the text of a photo whose credit follows."""
        fresh = not self.after_caption or story.blocks[-1].start > self.drafts[-1].blocks[-1].end
        return fresh and ends_in_caption(story)
