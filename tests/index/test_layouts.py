"""Pages of other layouts: weeklies, briefs, notices, letters, capitals, no blank lines, Markdown."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from index.articles import find_articles
from index.bylines import find_authors
from index.items import label_of, title_end
from index.leads import says_again
from index.names import lone_names, signature
from index.passages import Passage, split_article

WEEKLY = """The Marlow Ferry Gazette
Saturday 9 June 2012 | Issue 88 | Page 4

Council backs plan for covered market

The town council voted by nine to four on Wednesday to build a covered market on the old
bus yard. Work will start in September and should last fourteen months.

Doubts remain

Not all traders are happy. Butcher Evan Lowry said the new site had no room for his van.

Heron chicks hatch on the weir

Four grey heron chicks have hatched in a nest above the weir, the first since 1987.
Wardens have closed the towpath until July. (Ruth Amery)

Who will mend the church clock?

The church clock stopped at ten past three on Easter Monday and has not moved since. The
parish needs 6,400 pounds for a new movement.

LETTERS TO THE EDITOR

Sir, I write about the state of the footpath behind Mill Lane. It floods every winter.

Alan Peverill, Mill Lane

Dear Editor, The new bus times are a disgrace. The last bus leaves at six.

Jean Holroyd, Ferry Road

RESULTS

Marlow Ferry 3 Dunmere 1
Harl 0 Senn Valley 0
Cray 2 Moss End 4

OBITUARY

Miss Edith Crane

Edith Crane, who taught three generations of children at Ferry Lane School, has died aged 91.
"""
CAPITALS = """THE HARL COURIER
Vol. 12 No. 3, Friday 2 May 1958, Price 3d

FIRE DESTROYS GRANARY

A fire which broke out shortly after midnight on Tuesday destroyed the granary at Quay Street.

CHILD SAVED FROM RIVER BY DOG

A spaniel named Trumper pulled a girl of six from the Senn on Sunday. The child was unhurt.

CRICKET

HARL BEATEN AT HOME

Harl were all out for 64 on Saturday, Dunmere winning by seven wickets.

BIRTHS AND DEATHS

OATES. On April 27, to Mr. and Mrs. J. Oates, a son.

PRATT. On April 30, suddenly, Josiah Pratt, aged 71. Funeral on Monday.
"""
COLUMNS = """Harl Advertiser
Friday, 3 October 2014, Page 2
Bakery queue stretches to the bridge
By Sue Platt
Customers queued for two hours outside Tull's bakery on
Saturday after a film star praised its lardy cake on tele-
vision. The bakery sold 900 cakes before noon.
Owner Marion Tull said she had never seen anything like it.
Swans return to Otter Brook
Two pairs of mute swans have come back to Otter Brook for
the first time since the flood. Warden Joe Finch counted
nine cygnets on Monday.
"""
MARKDOWN = """# Dunmere Village News

Spring 2019

## Pond cleared by volunteers

Thirty volunteers pulled eleven shopping trolleys out of the village pond on 2 March.

### Next steps

Reeds will be planted in April.

## New postmistress

Carol Winn took over the post office on Monday after Bert Ashe retired.
"""
EVENING = """潮安晚報　社區新聞　第六版
民國一○五年三月四日　星期五

老戲院拆圍籬　下月試營運

〔記者許雅雯／潮安報導〕閒置二十年的大光明戲院昨天拆除圍籬，四月起試營運三個月，票價一律一百元。

短訊

■捐血活動　三月十日上午九時在縣府廣場舉行，捐血者可獲贈電影票一張。

■古蹟導覽　每週六下午兩點在孔廟前集合，免費參加，額滿為止。

■尋狗啟事　走失黃色土狗一隻，項圈有鈴鐺，尋獲者請電六八二三三。

更正

本報三日刊登票價誤植，應為一百元，特此更正。
"""
BRIEFS = """沙坪周报
2011年8月15日 星期一 第3版 综合新闻

简明新闻

◆县医院新增CT一台 8月10日,县人民医院新购的64排CT投入使用,检查费每次260元。
◆西瓜丰收价跌 今年全县西瓜总产1.8万吨,地头价每公斤0.6元,比去年低两角。(韦明)
◆三名考生被录取 沙坪中学今年有三名考生被重点大学录取,创历史新高。

一句话新闻

▲我县8月12日起暂停办理摩托车年检,恢复时间另行通知。
▲县文化馆少儿舞蹈班本月20日开始报名,学费每人180元。

寻人启事

覃阿婆,78岁,8月9日上午在南门车站走失,身穿蓝布衫,知情者请电5523117。

那一年的渡口

韦 明

渡口在村子东头,撑船的是我外公。他撑了三十七年船,一共救起过九个人。
"""
UNSIGNED = """南溪县今年新修农村公路86公里

南溪县交通局昨日公布,今年全县新修农村公路86公里,总投资5300万元,惠及23个村。

石门村百年古樟获挂牌保护

石门村村口的一株古樟近日获得县林业局挂牌保护,树龄约320年,树高27米。

南溪中学女篮夺得全市冠军

在上周结束的全市中学生篮球赛上,南溪中学女篮以52比47战胜市一中,夺得冠军。
"""
PAGES = {
    WEEKLY: [
        "Council backs plan for covered market",
        "Heron chicks hatch on the weir",
        "Who will mend the church clock?",
        "LETTERS TO THE EDITOR",
        "RESULTS",
        "Miss Edith Crane",
    ],
    CAPITALS: [
        "FIRE DESTROYS GRANARY",
        "CHILD SAVED FROM RIVER BY DOG",
        "HARL BEATEN AT HOME",
        "BIRTHS AND DEATHS",
    ],
    COLUMNS: ["Bakery queue stretches to the bridge", "Swans return to Otter Brook"],
    MARKDOWN: ["Pond cleared by volunteers", "New postmistress"],
    EVENING: ["老戲院拆圍籬 下月試營運", "捐血活動", "古蹟導覽", "尋狗啟事", "更正"],
    BRIEFS: [
        "县医院新增CT一台",
        "西瓜丰收价跌",
        "三名考生被录取",
        "一句话新闻",
        "寻人启事",
        "那一年的渡口",
    ],
    UNSIGNED: ["南溪县今年新修农村公路86公里", "石门村百年古樟获挂牌保护", "南溪中学女篮夺得全市冠军"],
}
every_page = pytest.mark.parametrize("text", PAGES, ids=[text.split("\n")[0] for text in PAGES])


def headlines(text: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", text)]


def passages(text: str) -> list[Passage]:
    return [
        passage for article in find_articles("page.txt", text) for passage in split_article(article, text)
    ]


@every_page
def test_each_story_is_found_under_its_headline(text: str) -> None:
    assert headlines(text) == PAGES[text]


@every_page
def test_no_passage_crosses_a_headline(text: str) -> None:
    articles = find_articles("page.txt", text)
    starts = sorted(b.start for a in articles for b in a.blocks if b.role == "headline")
    assert len(starts) == len(articles)
    for passage in passages(text):
        inside = [start for start in starts if passage.start < start < passage.end]
        assert not inside or passage.kind == "heading"
    ends = sorted((passage.start, passage.end) for passage in passages(text))
    assert all(left[1] <= right[0] for left, right in pairwise(ends))


@every_page
def test_every_word_belongs_to_exactly_one_article(text: str) -> None:
    owners = [0] * len(text)
    for article in find_articles("page.txt", text):
        for block in article.blocks:
            for place in range(block.start, block.end):
                owners[place] += 1
    assert all(
        count == 1 or (count == 0 and not char.isalnum()) for count, char in zip(owners, text, strict=True)
    )


@every_page
@pytest.mark.parametrize("seed", range(5))
def test_noise_of_ocr_inside_the_text_moves_no_border(text: str, seed: int) -> None:
    assert headlines(with_noise(text, random.Random(seed))) == PAGES[text]


def with_noise(text: str, chance: random.Random) -> str:
    """Misread some letters and put spaces between some characters in the middle of long lines."""
    lines = []
    for line in text.split("\n"):
        chars = list(line)
        for place in range(20, len(chars) - 6) if len(chars) > 45 else ():
            if chance.random() < 0.04 and chars[place].isalpha():
                wrong = "贷兀己末" if chars[place] > "\u2e80" else "eclo"
                chars[place] = chance.choice(wrong) if chance.random() < 0.5 else chars[place] + " "
        lines.append("".join(chars))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (CAPITALS, ["OATES. On April 27", "PRATT. On April 30"]),
        (BRIEFS, ["▲我县8月12日", "▲县文化馆"]),
        (WEEKLY, ["Sir, I write", "Dear Editor, The new"]),
        (
            "公告栏\n\n停水通知:因管道迁改,4月16日22时起龙眼路停水。海云自来水公司\n\n"
            "图书馆4月23日起闭馆五天,盘点图书。\n\n遗失声明:张三遗失驾驶证一本。\n",
            ["停水通知", "图书馆4月", "遗失声明"],
        ),
    ],
)
def test_a_passage_holds_one_item(text: str, items: list[str]) -> None:
    openings = [passage.text for passage in passages(text)]
    for item in items:
        (holder,) = [opening for opening in openings if item in opening]
        assert holder.startswith(item)
        assert sum(other in holder for other in items) == 1


def test_two_bulleted_items_on_one_line_are_two_passages() -> None:
    text = "一句话新闻\n\n▲我县8月12日起暂停办理摩托车年检。▲县文化馆少儿舞蹈班本月20日开始报名。\n"
    assert sum("▲" in passage.text for passage in passages(text)) == 2
    assert all(passage.text.count("▲") < 2 for passage in passages(text))


def test_an_interview_is_no_list_of_items() -> None:
    text = (
        "村支书谈修路\n\n"
        + "覃阿婆:这条路到底什么时候能修好,大家都等着。\n\n韦书记:年底以前,今年已经修好三公里。\n\n" * 3
    )
    assert len([passage for passage in passages(text) if passage.kind == "body"]) == 1


def test_a_signature_in_brackets_names_the_author_and_ends_the_story() -> None:
    sections = "送书上门 服务到家\n\n志愿者每周送书上门,村民都说好。"
    page = "绿洲县建成三座书屋\n\n——文化惠民\n\n县里近日建成三座书屋,村民可以免费借书。{}\n\n" + sections
    assert headlines(page.format("")) == ["绿洲县建成三座书屋"]
    (story, other) = find_articles("page.txt", page.format("(袁放)"))
    assert (story.authors, other.headline) == (("袁放",), "送书上门 服务到家")


def test_a_headline_below_its_story_is_not_the_next_ones_kicker() -> None:
    text = (
        "本报讯(记者 张三)\n\n11月15日,泽阳市职工技能大赛在学院落幕,选手三百名。\n\n"
        "泽阳市职工技能大赛落幕\n\n\n\n"
        "以案释法 以法护企\n\n南屏区走访企业\n\n本报讯(记者 李四)近日,南屏区走访企业15家。\n"
    )
    assert headlines(text) == ["泽阳市职工技能大赛落幕", "南屏区走访企业"]


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("比去年同期上涨6元。 (袁放)", ("袁放",)),
        ("比去年同期上涨6元。（记者 张三）", ("张三",)),
        ("The bay has 412 growers. (Zhang Min)", ("Zhang Min",)),
        ("They kept the towpath closed. — Alan Peverill", ("Alan Peverill",)),
        ("运往最远的(张家口)", ()),
        ("会议圆满结束。(新华社)", ()),
        ("会议圆满结束。(下转第二版)", ()),
        ("会议圆满结束。(完)", ()),
    ],
)
def test_signatures(paragraph: str, names: tuple[str, ...]) -> None:
    assert signature(paragraph) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("申文秀", ("申文秀",)),
        ("韦 明", ("韦明",)),
        ("张三 李四", ("张三", "李四")),
        ("Chen Yaling", ("Chen Yaling",)),
        ("简讯", ()),
        ("周末", ()),
        ("更正", ()),
        ("成长之路", ()),
        ("RESULTS", ()),
        ("Staff Reporter", ()),
    ],
)
def test_lone_names(line: str, names: tuple[str, ...]) -> None:
    assert lone_names(line) == names


def test_a_lone_name_below_the_title_is_the_author() -> None:
    body = "11月3日,退休邮递员郭满仓在家中病逝,享年68岁。送葬那天,来了四百多人。\n"
    (article,) = find_articles("page.txt", f"走了三十八年山路的邮递员\n\n申文秀\n\n{body}")
    assert (article.headline, article.authors) == ("走了三十八年山路的邮递员", ("申文秀",))
    (article,) = find_articles("page.txt", f"走了三十八年山路的邮递员\n\n郭满仓\n\n{body}")
    assert article.authors == ()  # of whom the text speaks


@pytest.mark.parametrize(
    ("credit", "authors"),
    [
        ("林海峰 摄", ("林海峰",)),
        ("林海峰/摄", ("林海峰",)),
        ("通讯员 何佳 摄影报道", ("何佳",)),
        ("本报记者 丁一鸣 文/图", ("丁一鸣",)),
        ("图/李四 文/张三", ("张三",)),
        ("图/李四", ("李四",)),
        ("本报讯(记者 覃 勇)", ("覃勇",)),
        ("Text and photo: Su Qing", ("Su Qing",)),
        ("Photo by Su Qing", ("Su Qing",)),
        ("By Chen Yaling in Quanlin", ("Chen Yaling",)),
        ("Reporting by Jane Doe", ("Jane Doe",)),
    ],
)
def test_authors_of_credits(credit: str, authors: tuple[str, ...]) -> None:
    assert find_authors(credit) == authors


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("●湘莲购销两旺 湘铺县今年种植湘莲5800亩。", "●湘莲购销两旺"),
        ("◆【停水】因更换阀门,今晚停水。", "◆【停水】"),
        ("▲天气:今天多云转阴。", "▲天气"),
        ("▲磐石里二十四日上午在活動中心辦理洗牙,限額六十名。", ""),
        ("■ The bridge will close in May. It is old.", ""),
    ],
)
def test_an_items_own_title(item: str, title: str) -> None:
    assert item[: title_end(item)] == title


@pytest.mark.parametrize(
    ("notice", "label"),
    [
        ("停水通知:因更换阀门停水。", "停水通知"),
        ("LOST. Grey tabby cat.", "LOST"),
        ("Found: a grey rucksack.", "Found"),
        ("Mandarin Corner: every Wednesday.", "Mandarin Corner"),
        ("孟庆林说:下一步继续。", ""),
        ("The bridge is closed.", ""),
    ],
)
def test_labels_of_notices(notice: str, label: str) -> None:
    assert label_of(notice) == label


def test_a_lead_says_its_headline_again_and_a_section_does_not() -> None:
    lead = "资浔大桥将于9月25日零时起全封闭维修加固,预计11月30日恢复通车。"
    assert says_again("资浔大桥下周四起封闭维修", "", lead)
    assert not says_again("资浔大桥下周四起封闭维修", f"上文已经说过{lead}", lead)
    assert not says_again("送书上门 服务到家", "", lead)


def test_the_papers_name_is_no_article() -> None:
    for page in PAGES:
        first = find_articles("page.txt", page)[0]
        assert re.match(re.escape(PAGES[page][0].split()[0]), first.headline)
    assert {a.date for a in find_articles("page.txt", WEEKLY)} == {"2012-06-09"}
    assert {a.date for a in find_articles("page.txt", BRIEFS)} == {"2011-08-15"}
