"""The page laid out: Gradio's components, our panels inside them, and what each control does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from qa.questions import LONGEST_QUESTION
from web.calls import make_calls
from web.desk import Desk
from web.programs import add_programs
from web.report import stage_name
from web.texts import TEXTS, Language, both, say
from web.uploads import TYPES

STATIC = Path(__file__).parent / "static"
SCRIPT_TEXTS = (
    "title",
    "working",
    "lost",
    "good",
    "bad",
    "thanks",
    "copied",
    "copy_failed",
    "no_place",
    "close",
    "too_long",
    "send",
    "page",
)
KINDS = ("", "story", "caption")

CONVERSATION = f"""
<div id="announce" class="unseen" role="status" aria-live="polite"></div>
<div id="banner"></div>
<div id="welcome">
  <p class="welcome-title">{both("welcome")}</p>
  <p class="welcome-how">{both("welcome_how")}</p>
</div>
<div id="log"></div>
"""
BELOW_THE_BOX = f"""
<p id="too-long" class="notice" role="alert" hidden></p>
<details id="period" hidden>
  <summary>{both("period")}<span id="period-chosen"></span></summary>
  <div class="period-ends">
    <label>{both("since")} <input id="since" maxlength="10" autocomplete="off"></label>
    <label>{both("until")} <input id="until" maxlength="10" autocomplete="off"></label>
    <button type="button" class="link" id="any-date">{both("period_all")}</button>
    <p class="period-how">{both("period_how")}</p>
  </div>
</details>
"""
EXAMPLES = f'<div class="try"><p class="try-title">{both("try")}</p><ul id="examples"></ul></div>'
BRAND = f'<h1 class="brand"><span class="seal" aria-hidden="true">问</span>{both("title")}</h1>'


def head() -> str:
    """Return the style sheet and the script with the texts it shows.

    They stand in the head because Gradio rewrites the selectors of its `css` argument.
    """
    texts = json.dumps({key: TEXTS[key] for key in SCRIPT_TEXTS}, ensure_ascii=False)
    views, code = ((STATIC / name).read_text("utf-8") for name in ("views.js", "wenbao.js"))
    code = code.replace("/*TEXTS*/ {}", texts).replace("/*LIMIT*/ 0", str(LONGEST_QUESTION))
    style = (STATIC / "wenbao.css").read_text("utf-8")
    return f"<style>{style}</style><script>{views}{code}</script>"


def i18n() -> gr.I18n:
    """Return our texts for Gradio's own labels, which follow the browser."""
    english = {key: pair[1] for key, pair in TEXTS.items()}
    chinese = {key: pair[0] for key, pair in TEXTS.items()}
    return gr.I18n(en=english, zh=chinese, **{"zh-CN": chinese, "zh-TW": chinese})


def build_page(desk: Desk, texts: gr.I18n) -> gr.Blocks:
    """Return the page over one desk."""
    page: gr.Blocks = gr.Blocks(
        title="问报 · wenbao", fill_width=True, analytics_enabled=False, delete_cache=(600, 3600)
    )
    with page:
        with gr.Row(elem_id="head"):
            gr.HTML(BRAND, elem_id="brand")
            gloss = gr.Checkbox(label=texts("gloss"), container=False, elem_id="gloss", interactive=True)
            language = gr.Radio(
                [("中文", "zh"), ("English", "en")],
                label=texts("language"),
                container=False,
                elem_id="language",
            )
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="main"), gr.Tabs(elem_id="tabs"):
                ask_labels = _ask_tab(desk, texts)
                browse_labels = _browse_tab(desk, texts)
                index_labels = _index_tab(desk, texts, language)
            with gr.Column(elem_id="side"):
                gr.HTML('<aside id="reader"></aside>', js_on_load=None, apply_default_css=False)
        labels = [
            (gloss, "label", "gloss"),
            (language, "label", "language"),
            *ask_labels,
            *browse_labels,
            *index_labels,
        ]

        def relabel(choice: Language) -> list[Any]:
            return [choice, *(_labelled(name, key, choice) for _, name, key in labels)]

        outputs = [language, *(component for component, _, _ in labels)]
        quiet: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        page.load(relabel, language, outputs, js="() => [wenbao.language()]", **quiet)
        language.input(
            relabel, language, outputs, js="(choice) => [wenbao.setLanguage(choice, true)]", **quiet
        )
        gloss.input(None, gloss, None, js="(on) => { wenbao.setGloss(on); }", api_visibility="private")
        add_programs(desk)
    return page


Labels = list[tuple[Any, str, str]]


def _labelled(name: str, key: str, language: Language) -> Any:
    if name == "kinds":
        return gr.update(label=say("kind", language), choices=_kinds(language))
    if name == "placeholder":
        return gr.update(placeholder=say(key, language), label=say("question", language))
    changes: dict[str, Any] = {name: say(key, language)}
    return gr.update(**changes)


def _kinds(language: Language) -> list[tuple[str, str]]:
    return [(say(kind or "all_kinds", language), kind) for kind in KINDS]


def _ask_tab(desk: Desk, texts: gr.I18n) -> Labels:
    with gr.Tab(texts("ask"), id="ask", elem_id="tab-ask") as tab:
        gr.HTML(
            CONVERSATION,
            elem_id="conversation",
            apply_default_css=False,
            js_on_load="wenbao.start(server);",
            server_functions=make_calls(desk),
        )
        with gr.Row(elem_id="composer"):
            new = gr.Button(texts("new"), elem_id="new", variant="secondary", scale=0, min_width=40)
            question = gr.Textbox(
                label=texts("question"),
                show_label=False,
                container=False,
                placeholder=texts("placeholder"),
                submit_btn=True,
                max_lines=4,
                autofocus=True,
                elem_id="question",
            )
            gr.HTML(BELOW_THE_BOX, elem_id="dates", js_on_load=None, apply_default_css=False)
        gr.HTML(EXAMPLES, elem_id="try", js_on_load=None, apply_default_css=False)
    question.submit(None, question, question, js="(text) => wenbao.send(text)", api_visibility="private")
    new.click(None, js="() => { wenbao.clear(); }", api_visibility="private")
    return [
        (tab, "label", "ask"),
        (new, "value", "new"),
        (question, "placeholder", "placeholder"),
    ]


def _browse_tab(desk: Desk, texts: gr.I18n) -> Labels:
    with gr.Tab(texts("browse"), id="browse", elem_id="tab-browse") as tab:
        with gr.Row(elem_id="filter"):
            words = gr.Textbox(label=texts("filter"), elem_id="filter-words", max_lines=1, scale=3)
            kind = gr.Radio(_kinds("zh"), value="", label=texts("kind"), elem_id="filter-kind", scale=2)
        shelf = gr.HTML(elem_id="shelf", js_on_load=None, apply_default_css=False)
    for event in (tab.select, words.change, kind.input):
        event(
            desk.browse,
            [words, kind],
            shelf,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="always_last",
        )
    return [(tab, "label", "browse"), (words, "label", "filter"), (kind, "kinds", "")]


def _where_uploads_go(desk: Desk) -> str:
    """Return what is told below the upload.

    The script takes the types from it: Gradio, given them, refuses others in its own words, in English.
    """
    told = both("upload_where", folder=desk.data.resolve().name)
    return f'<p data-types="{",".join(TYPES)}">{told} {" ".join(TYPES)}</p>'


def _index_tab(desk: Desk, texts: gr.I18n, language: gr.Radio) -> Labels:
    with gr.Tab(texts("index"), id="index", elem_id="tab-index") as tab:
        panel = gr.HTML(
            elem_id="index-panel", js_on_load="setTimeout(wenbao.nameControls)", apply_default_css=False
        )
        uploads = gr.File(
            label=texts("upload"),
            file_count="multiple",
            elem_id="uploads",
            height=150,
        )
        gr.HTML(_where_uploads_go(desk), elem_id="upload-where", js_on_load=None, apply_default_css=False)
        rebuild = gr.Button(texts("rebuild"), variant="primary", elem_id="rebuild")
        report = gr.HTML(elem_id="report", js_on_load=None, apply_default_css=False, min_height=90)

    def build(files: Sequence[str] | None, choice: Language, progress: gr.Progress) -> str:
        def advance(stage: str, done: int, total: int) -> None:
            progress((done, total), desc=stage_name(stage, choice), unit="")

        return desk.rebuild([Path(file) for file in files or []], advance)

    def take(files: list[str], choice: Language, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        return build(files, choice, progress)

    def again(choice: Language, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        return build(None, choice, progress)

    hidden: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    tab.select(desk.status_panel, None, panel, **hidden)
    once: dict[str, Any] = {"trigger_mode": "once", "concurrency_limit": 4, "api_visibility": "private"}
    for built in (
        uploads.upload(take, [uploads, language], report, **once),
        rebuild.click(again, language, report, **once),
    ):
        shown = built.then(lambda: (desk.status_panel(), None), None, [panel, uploads], **hidden)
        shown.then(None, js="() => { wenbao.home(); }", api_visibility="private")
    return [(tab, "label", "index"), (uploads, "label", "upload"), (rebuild, "value", "rebuild")]
