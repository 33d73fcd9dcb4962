"""A question that knows the surname asks for the rest: 邓老师全名是什么, the cyclist surnamed Chen."""

from __future__ import annotations

import re
from functools import lru_cache

from index.chinese import is_chinese, syllables
from qa.lexicon import is_surname

_CALLED = "老师|师傅|先生|女士|小姐|同志|大夫|医生|大爷|大妈|大娘|大叔|大婶|阿姨|奶奶|爷爷|校长|主任|教练|姓"
_ZH_SURNAME = re.compile(
    rf"姓(?P<after>[\u4e00-\u9fff])|(?:^|(?<=[的位个,，]))(?P<before>[\u4e00-\u9fff])(?:{_CALLED})"
    r"(?!的(?![全大本真]?名|姓名))"  # 侯奶奶的账号 is no name of hers
)
_ZH_NAME = re.compile(r"[全大本真]名|叫(?:什么|啥)|名字|姓名")
_EN_SURNAME = re.compile(
    r"\b(?:surnamed|Mr|Mrs|Ms|Miss|Dr|Teacher|Master|Uncle|Aunt|Granny|Coach)\.? (?P<name>[A-Z][a-z]+)"
)
_EN_NAME = re.compile(
    r"\b(?:full|given|first|whole|real) name\b|\bsurnamed\b.*\bname\b|\bname\b.*\bsurnamed\b", re.I
)


@lru_cache(maxsize=1024)
def surname_known(question: str) -> str:
    """Return the surname that a question asks the full name for, as it is written there; "" for any other.

    >>> surname_known("上口琴课的邓老师全名是什么？")
    '邓'
    """
    if _ZH_NAME.search(question):
        for found in _ZH_SURNAME.finditer(question):
            name = found["after"] or found["before"]
            if is_surname(name):
                return name
    english = _EN_SURNAME.search(question) if _EN_NAME.search(question) else None
    return english["name"] if english else ""


def bears(name: str, surname: str) -> bool:
    """Tell whether a full name is of that surname: 邓小雨 of 邓 and of Deng, Joan Tovar of Tovar."""
    if is_chinese(surname[0]) == is_chinese(name[0]):
        first = is_chinese(name[0])  # in Chinese the surname is
        return name.startswith(surname) if first else surname.lower() in name.lower().split()
    if is_chinese(name[0]):
        return surname.lower() in {each.lower() for each in syllables(name[0])}
    return True  # an English name in Chinese letters says little of its sound
