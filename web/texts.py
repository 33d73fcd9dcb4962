"""Every text of our own that the page shows, in Chinese and in English."""

from __future__ import annotations

from html import escape
from typing import Literal

from index.chinese import is_chinese

Language = Literal["zh", "en"]

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("问报", "wenbao"),
    "ask": ("提问", "Ask"),
    "browse": ("浏览", "Browse"),
    "index": ("索引", "Index"),
    "question": ("问题", "Question"),
    "placeholder": ("请输入问题", "Ask a question"),
    "send": ("发送", "Send"),
    "new": ("新对话", "New chat"),
    "gloss": ("拼音与释义", "Pinyin and gloss"),
    "language": ("界面语言", "Language"),
    "welcome": ("想从报上知道什么？", "What would you like to know?"),
    "welcome_how": (
        "中文、英文、拼音都可以问。答案只取自已收录的文章，句句标明文件与行号，点开即可核对。",
        "Ask in English, Chinese or pinyin. Every answer names the file and lines it comes from.",
    ),
    "period": ("按日期限定", "Limit by date"),
    "since": ("从", "From"),
    "until": ("到", "To"),
    "period_all": ("不限", "Any date"),
    "period_how": (
        "可写年、年-月或年-月-日；没有日期的文章不在其内。",
        "A year, year-month or full date. Articles without a known date are left out.",
    ),
    "try": ("不妨试试", "Try one of these"),
    "understood": ("理解为：", "Understood as: "),
    "working": ("正在查找…", "Looking…"),
    "answer": ("回答", "Answer"),
    "not_found": ("这些文章里没有答案", "Not in these articles"),
    "closest": ("最接近的段落", "The closest passages"),
    "sources": ("出处", "Sources"),
    "disagree": ("报道中的说法不一", "The articles give different answers"),
    "compare": ("比较", "Comparison"),
    "figure": ("说法", "Figure"),
    "party": ("比较对象", "Compared"),
    "says": ("所指", "What it counts"),
    "source": ("出处", "Source"),
    "chart": ("图", "Chart"),
    "dictionary": ("词典：", "Dictionary: "),
    "surest": ("很有把握", "Quite sure"),
    "sure": ("较有把握", "Fairly sure"),
    "unsure": ("把握不大，请核对原文", "Not sure: please check the quote"),
    "because_words": ("与问题相合：{words}", "Shares with your question: {words}"),
    "because_marked": ("答案已标出：{words}", "Answer marked: {words}"),
    "because_nearly": ("也像答案：{words}", "May answer too: {words}"),
    "because_meaning": ("意思与问题相近", "Close to your question in meaning"),
    "lines": ("第 {first}–{last} 行", "lines {first}–{last}"),
    "line": ("第 {first} 行", "line {first}"),
    "page_number": ("第 {number} 页", "page {number}"),
    "caption": ("图片说明", "Photo caption"),
    "story": ("报道", "Story"),
    "all_kinds": ("全部", "All"),
    "open": ("查看原文", "Open the page"),
    "right_passage": ("就是这段", "This is the right passage"),
    "good": ("有用", "Helpful"),
    "bad": ("没用", "Not helpful"),
    "thanks": ("已记下，谢谢", "Noted, thank you"),
    "close": ("关闭", "Close"),
    "previous": ("上一条", "Previous"),
    "next": ("下一条", "Next"),
    "copy": ("复制出处", "Copy citation"),
    "plain": ("文字", "Plain"),
    "gbt": ("GB/T 7714", "GB/T 7714"),
    "bibtex": ("BibTeX", "BibTeX"),
    "link": ("链接", "Link"),
    "copied": ("已复制", "Copied"),
    "copy_failed": ("无法写入剪贴板，请手动复制", "The clipboard refused; select and copy by hand"),
    "page": ("原文", "The page"),
    "scan": ("扫描的原版", "The page as scanned"),
    "no_scan": (
        "无法显示扫描的原版：文件在建立索引之后有变动或已不在，或未安装读取它的组件。",
        "The scanned page cannot be shown: the file changed or went after the index was built, "
        "or what reads it is not installed.",
    ),
    "no_place": (
        "这个链接指向的文件不在现在的索引里。",
        "The file this link points at is not in the present index.",
    ),
    "no_headline": ("（无标题）", "(no headline)"),
    "files": ("文件", "Files"),
    "articles": ("文章", "Articles"),
    "passages": ("段落", "Passages"),
    "filter": ("按标题、作者、正文或文件名筛选", "Filter by headline, author, text or file name"),
    "kind": ("类型", "Kind"),
    "shown": ("共 {total} 篇", "{total} articles"),
    "shown_some": ("共 {total} 篇，显示前 {shown} 篇", "{total} articles, the first {shown} shown"),
    "count": ("{stories} 篇报道，{captions} 条图片说明", "{stories} stories, {captions} captions"),
    "nothing_matches": ("没有符合条件的文章。", "No article matches."),
    "built": ("建立时间", "Built"),
    "version": ("索引版本", "Version"),
    "nth_version": ("第 {number} 版", "No. {number}"),
    "model": ("向量模型", "Model"),
    "up_to_date": ("文件与索引一致。", "The index is up to date."),
    "changed": (
        "{count} 个文件在建立索引之后有变动，重建后才能查到。",
        "{count} files changed since the index was built. Rebuild to include them.",
    ),
    "changed_one": (
        "1 个文件在建立索引之后有变动，重建后才能查到。",
        "1 file changed since the index was built. Rebuild to include it.",
    ),
    "go_index": ("去重建", "Go to Index"),
    "new_files": ("新增", "New"),
    "updated": ("更新", "Updated"),
    "renamed": ("改名", "Renamed"),
    "unchanged": ("未变", "Unchanged"),
    "removed": ("删除", "Removed"),
    "skipped": ("跳过", "Skipped"),
    "lacking": ("未能读全", "Not read whole"),
    "upload": ("添加文章", "Add articles"),
    "upload_where": (
        "添加的文件存入文件夹“{folder}”，随即编入索引；要去掉一篇，把文件移出该文件夹，再重建索引。可读的类型：",
        "Files you add are stored in the folder “{folder}” and indexed at once. "
        "To take one out, move it out of the folder, then rebuild the index. What can be read:",
    ),
    "rebuild": ("重建索引", "Rebuild the index"),
    "build_done": ("索引已更新，用时 {seconds} 秒", "Index updated in {seconds} s"),
    "build_running": (
        "已有一次重建正在进行，请等它完成。",
        "A build is already running; wait until it is done.",
    ),
    "build_failed": ("重建没有完成", "The build did not finish"),
    "still_old": ("旧索引仍可使用。", "The old index stays in use."),
    "no_index": (
        "还没有索引。请在“索引”页点“重建索引”。",
        "No index yet. Press “Rebuild the index” on the Index tab.",
    ),
    "to_rebuild": (
        "索引已损坏，或出自另一个模型或版本。请在“索引”页点“重建索引”。",
        "The index is damaged or from another model or version. Press “Rebuild the index” on the Index tab.",
    ),
    "bad_question": (
        "没有可以查找的词。请用中文、英文或拼音提问。",
        "There is no word to search for. Please ask in Chinese, English or pinyin.",
    ),
    "too_long": (
        "问题有 {count} 字，最多 {limit} 字。请删短后再发送。",
        "The question has {count} characters; at most {limit} are read. Shorten it, then send it again.",
    ),
    "bad_period": (
        "日期请写作 2023、2023-05 或 2023-05-17，起始不晚于截止。",
        "Please write dates as 2023, 2023-05 or 2023-05-17, the first no later than the last.",
    ),
    "fault": ("出了问题", "Something went wrong"),
    "fault_logged": (
        "出了意料之外的问题，程序的日志里有详情。",
        "Something unforeseen went wrong. The program's log has the details.",
    ),
    "stale": ("暂不可读，沿用旧内容", "Not readable now, old content kept"),
    "program_changed": (
        "程序更新后尚未重建索引。",
        "The program changed since the index was built. Rebuild to use it.",
    ),
    "former": (
        "最新的索引已损坏，暂用上一版，请重建。",
        "The newest index is damaged; the former one answers until you rebuild.",
    ),
    "duplicates": ("内容相同", "Exact copies"),
    "nothing_new": ("索引本来就是最新的。", "The index was up to date already."),
    "lost": (
        "连不上服务，请确认程序仍在运行后重试。",
        "The server does not answer. Check that it is running, then try again.",
    ),
    "looking at files": ("查看文件", "Looking at files"),
    "reading": ("切分文章", "Reading articles"),
    "writing words": ("建立词索引", "Indexing words"),
    "embedding": ("计算向量", "Computing vectors"),
    "upload_kept": ("已收到：{names}", "Received: {names}"),
    "upload_name": (
        "{name}：文件名不可用（不能以点开头，不能含路径）。",
        "{name}: this name cannot be used (no leading dot, no folders).",
    ),
    "upload_type": (
        "{name}：不是可读的类型，只接受 {types}。",
        "{name}: this type cannot be read. Only {types} are taken.",
    ),
    "upload_size": ("{name}：超过 {limit} MB。", "{name}: larger than {limit} MB."),
    "upload_text": ("{name}：不是可读的文本。", "{name}: not readable as text."),
    "upload_exists": (
        "{name}：已有同名而内容不同的文件，请改名后再传。",
        "{name}: a different file has this name; rename yours and try again.",
    ),
    "upload_same": ("{name}：已经有了。", "{name}: already here."),
    "characters": ("{count} 字", "{count} characters"),
}


def say(key: str, language: Language, **values: object) -> str:
    """Return one text in one language, as plain text."""
    return TEXTS[key][language == "en"].format(**values)


def both(key: str, **values: object) -> str:
    """Return one text in both languages as escaped HTML; the style sheet shows the reader's."""
    chinese, english = (escape(text.format(**values)) for text in TEXTS[key])
    return f'<span class="t" lang="zh-CN">{chinese}</span><span class="t" lang="en">{english}</span>'


def tongue(text: str) -> str:
    """Return the `lang` of a text that may be either, for fonts and for the voice of a screen reader."""
    return "zh-CN" if any(map(is_chinese, text)) else "en"
