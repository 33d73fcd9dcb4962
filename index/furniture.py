"""Lines that belong to no story: a web page's links, a public account's calls, a jump to another page."""

import re

from index.chinese import fold_keep

LONGEST_FURNITURE = 60  # characters
_CALL = re.compile(
    r"[\W_]*(?:请?(?:点击|點擊|戳|轻触|长按|长摁)\S{0,8}(?:蓝字|关注|卡片|原文|收听|订阅|播报|在看|星标)"
    r"|(?:喜欢|记得|别忘了?|欢迎)\S{0,8}(?:在看|关注|星标|转发|点赞)|点亮?个?\W{0,2}(?:在看|赞)).{0,24}"
)
_LINKS = re.compile(
    r"\W*(?:[上前]一[篇版条页期].{0,24}[下后]一[篇版条页期].{0,24}|(?:分享到?|转发到?):.{0,40}"
    r"|版权所有.{0,40}|.{0,30}icp备.{0,20}|未经\S{0,8}(?:授权|许可)\S{0,24}"
    r"|(?:阅读|查看)(?:原文|全文)|返回(?:目录|首页|顶部|列表)|打印(?:本页)?|关闭窗口|字[号体]:.{0,16})\W*"
    r"|\S{2,16} (?:19|20)\d\d[-年/]\d\d?[-月/]\d\d?日?(?: \d\d?:\d\d(?::\d\d)?)?(?: 发表于\s?\S{1,6})?"
)
_CONTENTS = re.compile(
    r"\W*(?:(?:今日|本期|本报|要闻|精彩)?(?:导读|看点)|内容提要|(?:本期)?(?:目录|要目))\W*"
)
_POINTER = re.compile(r"\S.{3,36}[(\[【](?:详?见|[转刊])?第?[a-d]?\d{1,2}版[)\]】]")
_END = re.compile(r"[\W_]+(?:the )?(?:end|完)[\W_]+")
_JUMP = re.compile(
    r"\W{0,3}(?:(?:continued|cont[.'’]?d|concluded|turn|jumps?|more) (?:on|from|to)"
    r"|(?:leading article|editorial|comment|full story|more|report|pictures?|details),?(?: on)?"
    r"|(?:please )?see [\w'’ -]{2,30},?|from) (?:back )?page\s?\w{1,3}\W*"
)
_OTHERS = re.compile(r"\W*(?:往期|精彩|热门|更多|相关|延伸)(?:推荐|回顾|精选|阅读|文章|链接)\W*")


def is_furniture(line: str) -> bool:
    """Tell a line that the medium set, not the story's writer: 上一篇 下一篇, See FIRE, page 3."""
    if len(line) > LONGEST_FURNITURE:
        return False
    folded = fold_keep(line)
    return any(form.fullmatch(folded) for form in (_CALL, _LINKS, _JUMP, _END, _POINTER))


def closes_story(line: str) -> bool:
    """Tell the furniture that stands below a story: its end mark, a jump, links to the next story."""
    return is_furniture(line) and _CALL.fullmatch(fold_keep(line)) is None


def heads_contents(line: str) -> bool:
    """Tell the line above the titles of what the issue holds: 导读, 本期目录."""
    return len(line) <= LONGEST_FURNITURE and _CONTENTS.fullmatch(fold_keep(line)) is not None


def lists_others(line: str) -> bool:
    """Tell the line above links to other stories: 往期推荐, 延伸阅读."""
    return len(line) <= LONGEST_FURNITURE and _OTHERS.fullmatch(fold_keep(line)) is not None
