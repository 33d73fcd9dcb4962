"""The recipe: which pairs, how often, and every number that shapes the run; docs/model.md has the reasons."""

from __future__ import annotations

from index.training.loop import Settings, Task

TASKS = (
    # words and names
    Task("cedict", 0.08),
    Task("omw", 0.03),
    Task("synonyms", 0.01),
    Task("titles", 0.08),
    Task("categories", 0.03),
    Task("places", 0.02),
    # sentences: human and general ones up; captions, software manuals and machine-translated dialogue down
    Task("parallel", 0.16),
    Task("captions", 0.02),
    Task("technical", 0.03),
    Task("dialogue", 0.02),
    # what to look for → where it stands
    Task("zh_title_lead", 0.05),
    Task("en_title_lead", 0.05),
    Task("zh_title_en_lead", 0.03),
    Task("zh_cloze", 0.06),
    Task("en_cloze", 0.04),
    Task("zh_questions", 0.02),
    Task("en_questions", 0.03),
    # the same across languages: one side is translated token by token
    Task("zh_questions", 0.05, "left"),
    Task("en_questions", 0.05, "right"),
    Task("en_questions", 0.03, "left"),
    Task("zh_title_lead", 0.04, "left"),
    Task("zh_cloze", 0.06, "left"),
    Task("en_title_lead", 0.03, "right"),
    Task("en_cloze", 0.03, "right"),
)

SETTINGS = Settings()

# What the token translations are learned from.
BILINGUAL = (
    "cedict",
    "titles",
    "parallel",
    "omw",
    "categories",
    "places",
    "dialogue",
    "captions",
    "technical",
)
