"""What dictionary and word frequencies say of a word: how rare, a name, an office, a surname, a measure."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence

from index.chinese import is_chinese
from index.glossary import STOP_WORDS, chinese_for, classifiers, glosses, stem


@functools.cache
def frequencies(language: str) -> dict[str, float]:
    """Return how often each common word of a language is used (wordfreq)."""
    from wordfreq import get_frequency_dict  # imported late: its tables take a moment to load

    return dict(get_frequency_dict(language, "small"))


def rarity(word: str, language: str) -> float:
    """Return how much a word says, 0.1 … 1, from its frequency in general text."""
    frequency = frequencies(language).get(word)
    if frequency is None:
        return 1.0
    zipf = math.log10(frequency * 1e9)
    return min(1.0, max(0.1, (6.6 - zipf) / 2.6))


def is_known(word: str) -> bool:
    """Tell whether a word, as a question has it, is one of its language; a figure is, a lone letter not."""
    if is_chinese(word[0]):
        return word in frequencies("zh") or bool(glosses(word))
    if word[0].isdigit() or len(word) == 1:
        return word[0].isdigit()
    return word in frequencies("en") or bool(chinese_for(stem(word)))


@functools.lru_cache(maxsize=4096)
def names_something(word: str) -> bool:
    """Tell whether the dictionary writes an English word with a capital: Madagascar, not Constitution."""
    translations = chinese_for(stem(word))[:3]
    said = [part for other in translations for gloss in glosses(other) for part in gloss.split()]
    capital, small = word.capitalize(), word.lower()
    return capital in said and small not in said


def is_surname(word: str) -> bool:
    """Tell whether the dictionary knows the word as a surname."""
    return any(gloss.startswith("surname ") for gloss in glosses(word))


PLACE_RANKS = "县区市州旗镇乡村"
_RANKS = "省州盟市县区旗镇乡村屯路街山河江湖岛港"


GIVEN_NAME = 0.95  # a word as rare as this behind a surname may be a given name: 郭|满仓
HOLDERS = ("长", "员", "者")  # what makes a thing's name that of a person: 网格|长
EVERYDAY_NAME = 0.6  # a word less rare than this is meant by its everyday sense


@functools.lru_cache(maxsize=16384)
def is_proper(word: str, flag: str = "") -> bool:
    """Tell whether a Chinese word names one place, person or body: by the dictionary, or by jieba's tag."""
    if len(word) < 2:
        return False
    if senses := glosses(word):
        party = ("CPC", "Chinese Communist", "Communist Party")
        named = senses[0][:1].isupper() and not senses[0].startswith(party)
        # 资源 is a county, too, but seldom meant
        return named and (all(s[:1].isupper() for s in senses) or rarity(word, "zh") > EVERYDAY_NAME)
    # jieba guesses names of people in unknown words (查体): only three characters under a surname count
    person = flag == "nr" and len(word) == 3 and is_surname(word[0])
    place = flag in ("ns", "nt") and (len(word) > 2 or word[-1] in _RANKS)  # 新鱼 is a guess too
    return (person or place) and word not in frequencies("zh")


# What ends the name of an office or trade, in Chinese morphology and in dictionary English.
EVERYDAY = 0.75  # English words less rare than this must prove by their translations that they name persons
_PERSON_END = "长員员者师師家士生民手户记記理任授工匠官兵夫导人傅总董书"
_PERSON_GLOSS = re.compile(
    r"\b(\w+(?:er|or|ist|ian|man|woman|person|ee)|secretary|chief|head|judge|chef|boss|cadre"
    r"|clerk|nurse|guard|people|host|champion|mayor|coach|correspondent|student|resident|president|agent"
    r"|patient|participant|assistant|accountant|applicant|tenant|attendant|consultant|contestant|athlete|peasant|apprentice|disciple|boy|girl|lady|guest|veteran|victim|suspect"
    r"|(grand)?(son|daughter)|wife|husband|father|mother|uncle|aunt|brother|sister|nephew|niece|cousin)$"
)
_THINGS = (
    "number order paper matter water computer center weather newspaper letter chapter quarter corner "
    "tower river power offer counter factor floor door color motor sector error monitor man harbor harbour "
    "border order summer winter dinner supper cover answer shelter theater theatre trailer printer boiler "
    "container poster banner leather shoulder finger copper silver timber butter powder tractor reactor "
    "elevator escalator mirror anchor flavor labor labour honor vapor tumor fertilizer fertiliser flower "
    "shower sewer pier altar corner chapter filter committee fee oyster minor older another"
)
_NO_PERSON = frozenset(_THINGS.split())


@functools.lru_cache(maxsize=16384)
def is_person_noun(word: str) -> bool:
    """Tell whether a word names an office, trade or sort of person: 书记, 庭长, lecturer.

    English words are judged by their form, Chinese ones by their last character or the dictionary.
    """
    if not word:
        return False
    if not is_chinese(word[-1]):
        word = word.lower()
        formed = bool(_PERSON_GLOSS.search(word)) and word not in _NO_PERSON and word not in STOP_WORDS
        return formed and (rarity(word, "en") > EVERYDAY or _is_translated_as_person(word))
    if senses := glosses(word)[:4]:
        return _names_persons(senses) or (len(word) >= 2 and word[-1] in HOLDERS)
    if len(word) > 2 and glosses(word[-2:]):
        formed = word[-1] in _PERSON_END and _names_persons(glosses(word[-2:]))  # 区|领导, but no 教|农户
        return formed or is_person_noun(word[-2:])  # 店|老板
    return len(word) >= 2 and word[-1] in _PERSON_END


def _names_persons(senses: Sequence[str]) -> bool:
    """Tell whether one of the English senses of a Chinese word names a sort of person."""
    persons = (_PERSON_GLOSS.search(re.split(r"[;,(]", sense)[0].strip().lower()) for sense in senses)
    return any(found and found[0] not in _NO_PERSON for found in persons)


_OFFICE_GLOSS = re.compile(
    r"\b(head|director|chief|principal|manager|secretary|mayor|president|chairman|chairperson|captain|coach"
    r"|leader|organi[sz]er|spokes(?:man|person|woman)|editor|founder|headmaster|magistrate|governor|winner|champion)\b"
)


def is_office(word: str) -> bool:
    """Tell whether a word names an office that one person holds: 校长, organiser; not residents or cadres."""
    if not is_person_noun(word):
        return False
    senses = glosses(word)[:4] if is_chinese(word[-1]) else [word.lower()]
    head = word[-1] == "长" and not any(sense.startswith("to ") for sense in senses)  # but not 成长
    return head or any(_OFFICE_GLOSS.search(sense) for sense in senses)


def _is_translated_as_person(word: str) -> bool:
    """Tell whether one of an everyday English word's translations ends like a person: no tree, no degree."""
    translations = chinese_for(stem(word))[:8]
    return not translations or any(len(each) > 1 and each[-1] in _PERSON_END for each in translations)


_MEASURE_GLOSS = re.compile(
    r"(classifier|measure word|unit of|currency unit|one.tenth|\(unit|minute|hour|day|year|degree|kilogram"
    r"|kilometer|meter|hectare|catty|ton)\b"
)


def is_measure_word(word: str) -> bool:
    """Tell whether the dictionary lists a word as a classifier or unit."""
    return is_classifier(word) or any(_MEASURE_GLOSS.match(gloss) for gloss in glosses(word))


def is_classifier(word: str) -> bool:
    """Tell whether the dictionary counts some noun with this word, or calls it a classifier: 个, 户, 所."""
    return word in classifiers() or any(gloss.startswith("classifier") for gloss in glosses(word))


_MONEY_GLOSS = re.compile(
    r"\b(subsid(?:y|ies)|allowances?|award money|bonus|tuition|fees?|rent|loans?|funds?|wages|pay|salary"
    r"|cost|debts?|remuneration|payment|income|revenue|profits?|cash|sum of money|deposit|scholarship|bill"
    r"|donations?|contributions|taxes|premium|monetary gift|fine|price|expenses?|expenditure|pension"
    r"|compensation|prize money|reward)$"
)


def is_money_noun(word: str) -> bool:
    """Tell whether a noun is of money by its meaning: 补贴, 学费, subsidy, tuition."""
    senses = glosses(word)[:3] if word and is_chinese(word[-1]) else (word.lower(),)
    return any(_MONEY_GLOSS.search(sense) for sense in senses if not sense.startswith("to "))


_UNIT_GLOSS = re.compile(
    r"unit of|currency unit|\b((kilo|centi|milli)?met(er|re)|hectare|acre|ton|catty|kilogram|gram|liter)$"
)


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit that measures (公里, 亩, 元), where a classifier counts (个, 户)."""
    return any(_UNIT_GLOSS.search(gloss) for gloss in glosses(word))


def is_verb(char: str) -> bool:
    """Tell whether a lone character is foremost a verb or preposition (到, 对), not a piece of a name."""
    senses = glosses(char)
    return bool(senses) and senses[0].startswith(("to ", "at ", "in ", "with ", "for ", "from "))
