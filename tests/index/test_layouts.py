"""Pages of other layouts: weeklies, briefs, notices, letters, capitals, no blank lines, Markdown."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from index.articles import find_articles
from index.bylines import find_authors
from index.entities import Passage
from index.items import label_of, title_end
from index.leads import says_again
from index.names import lone_names, signature
from index.passages import split_article

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
NARROW = """秀川晨报
2009年11月12日 星期四 第5版 市井

老井冒出热水
半条街来打水
专家：可能与地下管道有关

本报讯（记者 田野）昨日清晨，秀川
市槐荫巷一口百年老井突然冒出热水，居
民拎着水桶排起长队。市水务局技术员测
得水温41摄氏度，比平日高出26摄氏
度。
家住巷口的郭秀英老人说，她在这里住
了六十多年，头一回见这样的怪事。水务
部门已封住井口，抽样送检，结果三天后
公布。

八旬裁缝义务为环卫工缝
补工装三十年
从未收过一分钱

本报记者 马晓棠 文/图

在秀川市北关路，提起裁缝曹德厚，几
乎无人不晓。八十二岁的他每周三在门口
支起缝纫机，免费给环卫工人缝补衣裳。
图为曹德厚老人在缝补工装。 马晓棠 摄
算下来，老人补过的工装超过一万一千件，
用坏了四台缝纫机。

公交卡充值点增至88处

本报讯 即日起，秀川市公交卡充值网
点由原来的52处增至88处，其中新增的
36处均设在邮政报刊亭，每天8时至20
时可以办理。

断头路通了

本报讯（通讯员 郝建）修了又停、停了
又修的文昌路昨日全线通车。这条路全长
1.8公里，工期前后拖了六年，总造价
4300万元。
"""
RUBRICS = """临江晚报                2003年7月8日 星期二                A6 生活资讯

市领导在防汛工作会上强调

严阵以待 确保堤防安全

今年汛期江水已超警戒线0.4米

本报记者 罗一帆

记者昨日从市防汛指挥部获悉，长江临江段水位涨至24.6米，超过警戒线0.4米。

全市已有3200人上堤巡查，储备编织袋60万条。

今日天气

白天 多云转雷阵雨
气温 27℃～34℃
风向 南风3级
明日 中雨 25℃～31℃

今日菜价

（单位：元/公斤）
黄瓜 1.2
西红柿 1.8
五花肉 11.5
鲫鱼 7.6

赛场快报

临江队客场告负

本报讯 昨晚，临江队在客场以1比3负于东海队，第67分钟曹刚打进挽回颜面的一球。

全国乙级联赛第12轮赛果

东海队 3:1 临江队
白山队 0:0 石门队
金湖队 2:1 红枫队

下月起 游泳馆晚场半价

本报讯（见习记者 喻小曼）从8月1日起，市游泳馆晚场票价由每人20元降为10元，每晚7时至9时开放。

记者手记

这些天在江堤上，记者见到的最多的是一双双满是泥巴的解放鞋。

招聘启事

临江印刷厂招聘胶印机长两名，月薪900元，联系电话5551234。

临江印刷厂

2003年7月8日

停气通知

因管网改造，7月10日9时至17时，建设路、花园巷一带停止供气。

临江市煤气公司

讣告

原临江师范学校教师钟慕白先生，因病于7月6日逝世，享年88岁。遗体告别仪式定于7月10日举行。

钟慕白先生治丧小组
"""
MIXED = """松岭日报
2013年3月21日 星期四 第7版 县区新闻 责编:丁香 版式:何苗

3月18日,松岭县气象局业务人员在自动气象站检修设备,为春耕做准备。本报通讯员 韩冰 摄

本报讯(记者 陶冶)入春以来,桦甸沟镇抢抓农时,全镇准备春耕资金2300万元,检修农机具1460台套。

镇里还组织农技员进村办班26期,培训农民3900人次。

桦甸沟镇备足农资迎春耕

政策送上门 服务零距离——松岭县税务局助力小微企业发展

本报讯(通讯员 梅雪)今年以来,松岭县税务局组织业务骨干走访小微企业312户,送达减免税政策手册。

今年以来,松岭县税务局组织业务骨干走坊小微企业312户,送达减兔税政策手册。

截至目前,共为企业减免税款486万元。

八道河村
"穷窝窝"变成"金窝窝"

本报讯(记者 陶冶)过去八道河村人均收入不足两千元,如今靠着五百亩蓝靛果,人均收入突破一万二千元。

村支书谷满囤介绍,村里成立了合作社,产品卖到了沿海。

县医院:微创手术填补空白

本报讯 近日,松岭县医院成功完成首例腹腔镜手术,患者术后第三天便下床行走。(于淼)

你问我答

问:我家的宅基地证丢了,怎么补办?

答:持身份证到镇国土所申请,登报声明满30天后补发。

天气预报:今天夜间到明天,多云,偏西风四级,零下六度到八度。

本报地址:松岭县文化路19号 电话:4522222
"""
ENGLISH = """THE OTTERBY TIMES
Wednesday 11 June 1997                                   Page 7

Ferry fares to rise
by a third from July

Islanders say they were not asked

By Nora Quill
Chief Reporter

Ferry fares between Otterby and Skell Island will rise by a third on 1 July, the harbour trust said yesterday.
Ferry fares betwcen Otterby and Skell lsland will rise by a third on 1 July, the harbour trust said yesterday.

A day return goes up from £6 to £8. Some 940 islanders use the boat every week.

The ferry leaves Otterby. Photo: Dan Reeve

Trust chairman Hugh Penrose said fuel had risen by 40 per cent since 1994.

Bakery burns in night blaze

A fire gutted Tunnicliffe's bakery in Cross Street early on Sunday. Forty firemen fought it for five hours.

No one was hurt.

Boy, nine, wins
national chess prize

Nine-year-old Ravi Menon of Otterby Primary won the under-11 chess prize in Leeds on Saturday.

SCHOOL MEALS
Price of a dinner frozen for second year

The county council has frozen the price of a school dinner at £1.15 for the second year running.

Cricket results

Otterby 187-6, Skell 142 all out
Brant 99, Moor End 100-4

Public notices

Otterby Harbour Trust gives notice that the slipway will be closed from 16 to 20 June.

Lost: tortoiseshell cat, Mill Row, reward. Tel 4471.
"""
THIRD_LEVEL = """**The Fallowfield Messenger**

*Vol. 3, No. 11 — November 2004*

### Mill chimney comes down after 140 years

*By Alice Thorne*

The 52-metre chimney of Barrow Mill was felled on 6 November before a crowd of 3,000.

![The chimney](chimney.jpg)
*The chimney seconds before the charge. Photo: Lee Marsh*

Demolition cost £86,000, paid by the new owners.

> "I learned to spin under that chimney," said Mrs Ivy Platt, 91.

### Parish council round-up

* Dog bins: six more by Easter.
* Allotment rent rises from £18 to £22 a year.
* The bus shelter in Kiln Lane is to be repainted.

### Surgery hours

| Day | Morning | Evening |
|-----|---------|---------|
| Mon | 8.30–11 | 4–6 |
| Sat | 9–10.30 | closed |

### Under-12s reach the final

Fallowfield Under-12s beat Stoke Ferry 3-2 on penalties to reach the county final.

#### Man of the match

Goalkeeper Sam Odell saved two of the five penalties.
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
    NARROW: [
        "老井冒出热水 半条街来打水",
        "八旬裁缝义务为环卫工缝 补工装三十年",
        "图为曹德厚老人在缝补工装",
        "公交卡充值点增至88处",
        "断头路通了",
    ],
    RUBRICS: [
        "严阵以待 确保堤防安全",
        "今日天气",
        "今日菜价",
        "临江队客场告负",
        "全国乙级联赛第12轮赛果",
        "下月起 游泳馆晚场半价",
        "记者手记",
        "招聘启事",
        "停气通知",
        "讣告",
    ],
    MIXED: [
        "桦甸沟镇备足农资迎春耕",
        "3月18日，松岭县气象局业务人员在自动气象站检修设备",
        "政策送上门 服务零距离——松岭县税务局助力小微企业发展",
        '八道河村 "穷窝窝"变成"金窝窝"',
        "县医院：微创手术填补空白",
        "你问我答",
    ],
    ENGLISH: [
        "Ferry fares to rise by a third from July",
        "The ferry leaves Otterby",
        "Bakery burns in night blaze",
        "Boy, nine, wins national chess prize",
        "Price of a dinner frozen for second year",
        "Cricket results",
        "Public notices",
    ],
    THIRD_LEVEL: [
        "Mill chimney comes down after 140 years",
        "Parish council round-up",
        "Surgery hours",
        "Under-12s reach the final",
    ],
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
    assert len(starts) == sum(article.kind == "story" for article in articles)
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


LEAD = "本报讯(记者 张三)5月28日,助浴车开进石门镇下溪村,失能老人程阿婆洗上了澡。\n\n预约电话6611890。\n"


@pytest.mark.parametrize(
    ("above", "below", "headline"),
    [
        ("助浴车开进小山村", "53位老人洗上舒心澡", 0),  # the lead says it again
        ("用心用情 暖心惠民", "石门镇助浴车为老人服务", 1),  # a motto
        ("助浴车进村", "每次收费80元 七旬老人免费", 0),  # details
        ("县民政局局长在会上要求", "助浴车要开进每个村", 1),
        ("简讯", "助浴车进村", 1),
    ],
)
def test_a_headline_has_a_kicker_above_or_a_deck_below(above: str, below: str, headline: int) -> None:
    (story,) = find_articles("page.txt", f"{above}\n\n{below}\n\n{LEAD}")
    assert story.headline == (above, below)[headline]
    assert (story.subtitle, story.kicker) == ((below, "") if headline == 0 else ("", above))


def test_a_pair_that_tells_nothing_follows_the_other_titles_of_its_page() -> None:
    unclear = f"好消息\n\n下周六\n\n{LEAD}\n"
    decks = f"助浴车进村\n\n每次收费80元 七旬老人免费\n\n{LEAD}\n"
    assert headlines(unclear) == ["下周六"]
    assert headlines(decks + unclear) == ["助浴车进村", "好消息"]


def test_a_headline_cut_inside_a_word_is_one() -> None:
    (story,) = find_articles("page.txt", f"石门镇八旬老人洗上舒心澡乐开\n\n花\n\n{LEAD}")
    assert (story.headline.replace(" ", ""), story.kicker) == ("石门镇八旬老人洗上舒心澡乐开花", "")


def test_the_office_that_signs_a_notice_is_not_the_next_ones_kicker() -> None:
    notice = "泄洪公告\n\n水库定于6月6日8时泄洪。\n\n绿洲县水库管理所"
    text = f"书屋开放\n\n{LEAD}\n{notice}\n\n遗失启事\n\n张三遗失驾驶证。\n"
    found, lost = find_articles("page.txt", text)[1:]
    assert (found.headline, lost.headline, lost.kicker) == ("泄洪公告", "遗失启事", "")
    assert text[found.start : found.end] == notice


def test_a_cut_sentence_is_no_section() -> None:
    text = f"列车提速\n\n{LEAD}\n乘坐该次列车到省城的运行时间压缩到5小时\n\n15分。旅客请提前到站。\n"
    (story,) = find_articles("page.txt", text)
    assert "section" not in [block.role for block in story.blocks]


def test_a_picture_in_a_markdown_story_belongs_to_it() -> None:
    story = "## {}\n\n**文/柯明珊**\n\n戏院昨天重开。\n\n"
    text = f"# 村报\n\n{story.format('戏院重开')}{{}}\n\n票价150元。\n\n{story.format('石沪修好')}"
    for caption in ("> 图说:看板由顾水源画成。(摄影/洪子轩)", "![看板](a.jpg)\n*看板重新挂起。洪子轩 摄*"):
        assert headlines(text.format(caption)) == ["戏院重开", "石沪修好"]
    assert headlines(text.format("看板重新挂起。洪子轩 摄")) == ["戏院重开", "看板重新挂起", "石沪修好"]
