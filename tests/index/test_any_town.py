"""Pages of papers that nobody tuned to: how they set titles, name themselves and sign what they print."""

from __future__ import annotations

from index.articles import find_articles
from index.blocks import split_paragraphs
from index.cuts import cut_word, cuts_known_word
from index.entities import Article

HEAD = "溪口日报\n2015年6月2日 星期二 第3版\n\n"
STORY = "渡口通了桥\n\n本报记者 洪峰\n\n昨天，溪口大桥通车，渡船停航。\n\n"


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def headlines(page: str) -> list[str]:
    return [article.headline for article in articles(page)]


def test_the_mark_that_a_page_gives_its_titles_makes_titles_of_all_that_bear_it() -> None:
    page = "".join(
        f"◆ {title}\n\n小字一行 再来一行\n\n{text}\n\n"
        for title, text in (
            ("车棚不漏雨了", "车棚六月完工，换瓦四百平方米。"),
            ("食堂涨价一元", "听证会十四票同意。"),
            ("谁丢了眼镜", "门卫室捡到眼镜一副。"),
        )
    )
    assert headlines(page) == ["车棚不漏雨了", "食堂涨价一元", "谁丢了眼镜"]


def test_titles_in_boxes_may_have_two_phrases() -> None:
    page = (
        "【自来水改造完工】\n\n工程由镇里招标，换管道五公里。\n\n【稻虾田开镰 亩产八百三】\n\n"
        "测产亩产稻谷830斤。\n\n"
    )
    page += "【三名娃娃考上大学】\n\n按村规，每人奖励两千元。\n"
    assert headlines(page) == ["自来水改造完工", "稻虾田开镰 亩产八百三", "三名娃娃考上大学"] or headlines(
        page
    ) == [
        "【自来水改造完工】",
        "【稻虾田开镰 亩产八百三】",
        "【三名娃娃考上大学】",
    ]


def test_boxes_below_one_title_are_its_sections() -> None:
    page = (
        "走出大山的绣娘\n\n三年前，她在电子厂拧螺丝。\n\n【一根针】\n\n奶奶坐在火塘边绣头巾，绣了四个月。\n\n"
    )
    page += "【一间屋】\n\n绣娘们在小学教室里绣。\n\n【一座桥】\n\n绣品卖到了法国。\n"
    assert headlines(page) == ["走出大山的绣娘"]


def test_labels_that_come_back_head_parts_of_each_story() -> None:
    page = HEAD + "".join(
        f"{title}\n\n【案情】\n\n{told}\n\n【判决】\n\n法院判决赔偿。\n\n"
        for title, told in (
            ("微信群里骂人 赔礼又赔钱", "业主陆某在群里骂人，被诉至法院。"),
            ("遛狗不拴绳 绊倒老人", "金大妈散步时被狗扑倒，髋部骨折。"),
        )
    )
    assert headlines(page) == ["微信群里骂人 赔礼又赔钱", "遛狗不拴绳 绊倒老人"]


def test_numbered_titles_go_on_where_the_first_story_bears_a_number() -> None:
    page = "2020年第19周\n\n**一、水表警报**\n\n平台报警，网格员上门救了老人。\n\n"
    page += "**二、地摊怎么摆**\n\n街道召开议事会，商定了时段。\n"
    assert headlines(page) == ["一、水表警报", "二、地摊怎么摆"]


def test_headings_built_alike_are_sections_of_their_story() -> None:
    page = (
        f"{HEAD}一条河的体检报告\n\n本报记者 洪峰\n\n河水清了，水质升到二类。\n\n"
        "从“牛奶河”到“翡翠河”\n\n石粉直排的作坊关了二十九家，河水不再发白。\n\n"
        "从“九龙治水”到“一长到底”\n\n县里设了河长，巡河三十万人次。\n\n"
        "从“要我护河”到“我要护河”\n\n老渔民收起渔网，当上护河员。\n"
    )
    assert headlines(page) == ["一条河的体检报告"]


def test_lines_of_an_interview_are_no_bylines_and_no_titles() -> None:
    page = (
        "我修的不是钟\n\n采写：简宁\n\n他修钟三十年。\n\n记者：您还记得第一座钟吗？\n\n温如海：记得，拆了八个月。\n\n"
        "记者：现在有几个人？\n\n温如海：四个，我带了两个徒弟。\n"
    )
    (story,) = articles(page)
    assert (story.headline, story.authors) == ("我修的不是钟", ("简宁",))


def test_the_head_of_a_bulletin_is_no_headline() -> None:
    for head in (
        "《柳泉村讯》 第17期\n2020年9月 柳泉村党总支 合编",
        "红旗轴承 企业内部刊物 2019年第6期（总第214期） 6月15日出版",
        "滨江社工 双月刊\n2022年第4期（总第37期）\n主管：区民政局　主办：区社工协会",
    ):
        assert headlines(f"{head}\n\n水井通了自来水\n\n村里换了水管，入户一千户。\n") == ["水井通了自来水"]


def test_the_head_of_an_english_newsletter_is_no_headline() -> None:
    story = "Leaf pickup\n\nPickup begins October 22. Rake leaves to the edge of the road.\n"
    for head in (
        "OAKRIDGE TOWNSHIP QUARTERLY\nPublished by the Trustees        Fall 2007        Postage paid",
        "BRAE & GLEN NEWSLETTER\nIssue 56                                   Spring 2011",
        "CEDAR FORK PLAINSMAN\nVolume 61 - Number 33         Wednesday, August 16, 1995      50 cents",
    ):
        assert headlines(f"{head}\n\n{story}") == ["Leaf pickup"]


def test_short_headings_are_titles_where_most_of_an_english_paper_are() -> None:
    page = (
        "OAKRIDGE QUARTERLY\nPublished by the Board        Fall 2007        Postage paid\n\n"
        "Leaf pickup\n\nPickup begins October 22.\n\nCemetery news\n\nFlowers must be removed by March 1.\n\n"
        "Zoning corner\n\nSheds need a permit.\n"
    )
    assert headlines(page) == ["Leaf pickup", "Cemetery news", "Zoning corner"]


def test_a_title_leaves_room_in_a_column_whose_lines_are_filled() -> None:
    lines = [
        "市民侯女士上月在建国路买下一",
        "套二手房，搬进去才发现，前任",
        "房主欠下物业费，物业公司不给",
        "她办门禁卡，她不知道怎么办才",
        "好，只好来找本报记者帮忙了。",
        "小偷嫌车破 留条骂车主",
        "昨天一早，家住宿舍的石师傅发",
        "现自己的自行车倒在楼道口，车",
        "座上夹着一张纸条，上面写着这",
        "车没有刹车，把他摔得不轻呢。",
        "口罩降到三毛一只了",
        "记者昨日从市药材公司获悉，随",
        "着货源充足，纱布口罩由上月的",
        "每只两块五降到三毛，药店备有",
        "口罩四十六万只，不必抢购了。",
    ]
    page = "滹南晚报\n2003年5月19日 星期一 A3 社会\n\n前房主欠费一万三\n" + "\n".join(lines) + "\n"
    assert headlines(page) == ["前房主欠费一万三", "小偷嫌车破 留条骂车主", "口罩降到三毛一只了"]


def test_lines_with_a_blank_line_below_each_are_joined_all_the_same() -> None:
    lines = [
        "十月二十三日早上，社区信箱里躺",
        "着一封信，没有署名，字写得歪歪",
        "扭扭，谢谢给我送了一个月饭的姑",
    ]
    lines += [
        "娘，社区干部翻遍了登记表，才知",
        "道是住在七号楼的大学毕业生小倪",
        "，她每天上班前把饭放在老人门口",
    ] * 4
    lines += ["，按一下门铃就跑，老人追也追不", "上，只好写信，托人放进了信箱。"]
    page = "没有署名的感谢信\n\n" + "\n\n".join(lines) + "\n"
    (story,) = articles(page)
    assert len([block for block in story.blocks if block.role == "body"]) == 1


def test_a_triangle_points_at_a_picture() -> None:
    page = f"{HEAD}{STORY}▲昨天，渡船最后一次靠岸。（资料图片）\n"
    assert [article.kind for article in articles(page)] == ["story", "caption"]


def test_tables_of_words_are_no_titles() -> None:
    page = (
        f"{HEAD}{STORY}专家门诊时间表\n\n科室 专家 时间\n骨一科 阿苦日哈 周一全天\n眼科 马海兰 周四上午\n\n"
    )
    page += "护士节征文启事\n\n征文字数1500字以内，四月截稿。\n"
    assert headlines(page) == ["渡口通了桥", "专家门诊时间表", "护士节征文启事"]


def test_the_last_lines_of_a_notice_are_not_the_next_title() -> None:
    page = f"{HEAD}沉痛悼念贺老\n\n贺老因病逝世，享年88岁。\n特此讣告\n治丧小组全体\n2011年1月16日\n\n"
    page += "地块出让公告\n\n市里决定出让地块一宗，报名从速。\n"
    assert headlines(page) == ["沉痛悼念贺老", "地块出让公告"]


def test_what_helped_a_pupil_stands_below_the_story() -> None:
    page = f"{HEAD}我养的含羞草\n\n金山小学四（1）班　祝小满\n\n我碰了它十次，它累了。\n\n指导老师：方敏\n\n"
    page += "答案揭晓\n\n上期迷宫从第三个门进，走二十一步。\n"
    assert headlines(page) == ["我养的含羞草", "答案揭晓"]


def test_who_sends_a_notice_stands_below_it() -> None:
    page = f"{HEAD}{STORY}老店結業啟事\n\n敝號創業六十四年，今因業主收樓，定於本月結業。\n\n合記　敬啟\n\n"
    page += "聖誕聯歡\n\n日期：十二月廿一日\n地點：碼頭社區中心\n"
    assert headlines(page) == ["渡口通了桥", "老店結業啟事", "聖誕聯歡"]
    assert page[articles(page)[1].start : articles(page)[1].end].endswith("敬啟")


def test_the_papers_own_voice_signs_the_line_above_it() -> None:
    page = (
        f"{HEAD}{STORY}溪口时评\n\n零火点来之不易\n\n本报评论员\n\n"
        "秸秆不烧了，往哪儿去？堵是一时，疏是长久。\n"
    )
    assert (articles(page)[1].headline, articles(page)[1].byline) == ("零火点来之不易", "本报评论员")


def test_a_poem_that_nobody_signs_is_text() -> None:
    page = (
        f"{HEAD}{STORY}毕业诗抄\n\n车床\n\n三年\n我削去的\n比我留下的\n多\n\n跳蚤市场\n\n"
        "三食堂门前出售旧书。\n"
    )
    assert headlines(page)[-1] == "跳蚤市场"
    assert "我削去的" not in headlines(page)


def test_an_occasion_stands_above_its_headline() -> None:
    page = (
        f"{HEAD}瑶寨通电第一夜\n\n电灯亮了，公鸡乱叫\n\n本报记者 洪峰\n\n"
        "二十三户人家亮起了电灯，公鸡叫了起来。\n"
    )
    assert (articles(page)[0].kicker, articles(page)[0].headline) == ("瑶寨通电第一夜", "电灯亮了，公鸡乱叫")


def test_a_word_cut_by_chance_is_no_word() -> None:
    page = "均价为每公\n\n斤7.2元，由合作社收购，现金结算。\n\n公示\n\n五年级同学名单如下。\n"
    cut, _, notice, _ = split_paragraphs(page)
    assert cuts_known_word(page, cut)
    assert not cuts_known_word(page, notice)
    assert cut_word(page, cut)


def test_a_jump_in_english_is_no_headline() -> None:
    page = (
        "The Eastmarch Chronicle          Monday 3 June 1996          NEWS 5\n\n"
        "Fishermen blockade harbour over cuts\n\nFrom our Coast Correspondent\n\n"
        "Trawlers sealed the harbour.\n\nLeading article, page 12\n\n"
        "Headmistress quits after exam scandal\n\nThe head of the school has resigned.\n"
    )
    assert headlines(page) == [
        "Fishermen blockade harbour over cuts",
        "Headmistress quits after exam scandal",
    ]


def test_a_line_cut_before_the_second_day_of_a_range_is_no_title() -> None:
    filled = "村里今年修了水渠又铺了石板路大家都来"  # eighteen characters, as all full lines here
    told = "\n".join([filled] * 12) + "，很高兴。\n\n"
    items = (
        "●红谷县图书馆的新馆开馆 4月6日，建筑\n面积三千多平方米的新馆正式对读者开放。\n\n"
        "●石桥县第三届梨花节将启幕 4月18日至\n25日，石桥县第三届梨花节在柳湾村举办，\n"
        "当地有百年梨树一千多棵。（李瑛）\n"
    )
    page = f"溪口日报\n2015年6月2日 星期二 第3版\n\n渡口通了桥\n\n本报记者 洪峰\n\n{told}简讯\n\n{items}"
    assert "石桥县第三届梨花节将启幕" in headlines(page)
