"""Scratch: features of a lone heading."""
import re, math
from statistics import median
from index.habits import ANCHORS, CREDITS, HEADINGS
from index.items import is_label, is_notice, is_row, is_column, is_led_by_rubric, bullet_length
from index.leads import content_words, LEAD
from index.leads import _folded, _stands_in
from index.names import ends_story
from index.chinese import fold_keep
TITLES=("display","weak")
_NEWS=re.compile(r"[“\"「『(（\s]{0,2}(?:本[报報刊台村校厂县市区镇乡院园]|日前|近日|近期|近年|连日|連日|昨|今[年天日晚早]|本[周月]|[上这]周|目前|最近|[据據]|记者|記者|从本|自?从?\S{0,3}\d{1,2}月|\d{4}年|\d{1,2}[日号]|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|为了?|為了?|随着|由)")
NAMES=["latin","ended","ended_signed","unended","size","size_rel","n","gap_rel","tight","tight_below","phrases","ask","colon","comma","numbered","said","fresh","own","shared","news","label","notice","parallel","body_log","body_par","signed_end","lone_before","lone_after","story_signed","story_brief","story_log","anch_ratio","many","lone_titles","cut","upper","speaks","row_below","marked","quote_end","said_lone_ratio","verb","story_said", "body_rel","none_anch","sim_ha","sim_hb","sim_ab","sim_fb","sim_base","rel_ab","rel_fb","rel_ha","pg_rel","pg_said","pg_news","pg_ended","pg_size","size_z"]
def groups(page):
    """Yield heading groups without anchors: (first,last)."""
    ps=page.paragraphs; row=1
    while row<len(ps):
        if ps[row].form in TITLES:
            last=row
            while last+1<len(ps) and ps[last+1].form in ("display","weak","subtitle"): last+=1
            after=page.form(last+1)
            if ps[row-1].form not in HEADINGS or True:
                if after in("running","item") and last-row<3 and not any(p.form=="subtitle" for p in ps[row:last+1]) and any(p.form not in("date","rule") for p in ps[:row]):
                    yield row,last
            row=last+1
        else: row+=1
def info(page):
    if hasattr(page,'_info'): return page._info
    ps=page.paragraphs
    sure=[p.size for a,p in zip(ps[1:],ps) if p.form in TITLES and a.form in ANCHORS and not p.latin]
    gs=list(groups(page))
    anch=sum(1 for a,p in zip(ps[1:],ps) if p.form in TITLES and a.form in ANCHORS)
    bodies=[]
    said=[]
    for r,l in gs:
        said.append(_said(page,r,l)[0])
    page._info=dict(sure=median(sure) if sure else 0,n=len(gs),anch=anch,groups=gs,said=sum(s>=.5 for s in said)/max(1,len(said)),lens=[ps[r].size for r,l in gs])
    return page._info
def _said(page,row,last):
    ps=page.paragraphs
    title=page.text[ps[row].start:ps[last].end]
    end=ps[last].end
    below=_folded(page.text[end:end+3*LEAD])[:LEAD if not ps[row].latin else 2*LEAD]
    above=_folded(page.text[max(0,ps[row].start-1500):ps[row].start])
    w=content_words(title)
    again=[x for x in w if _stands_in(x,below)]
    fresh=[x for x in again if not _stands_in(x,above)]
    return len(again)/max(1,len(w)),len(fresh)/max(1,len(w)),len(w)
import numpy as np
from index.static_model import load_static
_M=None
def _enc(texts):
    global _M
    if _M is None: _M=load_static()
    return _M.encode_passages(texts)
def region(page,row,last):
    ps=page.paragraphs
    prevh=row-1
    while prevh>0 and ps[prevh].form not in TITLES: prevh-=1
    while prevh>0 and ps[prevh-1].form in (*TITLES,"subtitle"): prevh-=1
    end=last+1
    while end<len(ps) and ps[end].form not in (*HEADINGS,*ANCHORS,"rule"): end+=1
    return prevh,end
def sims(page):
    """Per group similarities, computed once a page."""
    if hasattr(page,'_sims'): return page._sims
    ps=page.paragraphs; out={}
    texts=[];keys=[]
    for r,l in info(page)['groups']:
        p,e=region(page,r,l)
        start=r-1
        while start>0 and ps[start].form not in ANCHORS: start-=1
        hs=start
        while hs>0 and ps[hs-1].form in (*TITLES,"subtitle","byline"): hs-=1
        first=page.text[ps[hs].start:min(ps[r].start,ps[hs].start+400)]
        body=page.text[ps[l+1].start:ps[e-1].end][:500] if e>l+1 else ''
        above=page.text[ps[p].start:ps[r].start][-500:]
        texts+= [page.text[ps[r].start:ps[l].end],body,above,first]
        keys.append((r,l))
    if not keys: page._sims={}; return {}
    V=_enc(texts).reshape(len(keys),4,-1)
    whole=_enc([page.text[i:i+400] for i in range(0,len(page.text),400)])
    for i,k in enumerate(keys):
        h,b,a,f=V[i]
        base=float(np.median(whole@b)); baseh=float(np.median(whole@h))
        out[k]=(h@a,h@b,a@b,f@b,base,a@b-base,f@b-base,h@a-baseh)
    page._sims=out
    return out
def pagelevel(page):
    if hasattr(page,'_pl'): return page._pl
    s=sims(page); ps=page.paragraphs
    g=info(page)['groups']
    m=lambda x: sum(x)/max(1,len(x))
    page._pl=(m([v[5] for v in s.values()]),m([_said(page,*k)[0] for k in g]),m([bool(_NEWS.match(page.text[ps[l+1].start:ps[l+1].start+60])) for r,l in g if l+1<len(ps)]),m([page.text[ps[r-1].end-1] in "。！？”" for r,l in g]),m([min(ps[r].size,30) for r,l in g]))
    return page._pl
def features(page,row,last):
    x=features0(page,row,last)
    pl=pagelevel(page)
    return x+[float(v) for v in sims(page)[(row,last)]]+list(pl)+[min(page.paragraphs[row].size,30)-pl[4]]
def features0(page,row,last):
    ps=page.paragraphs; text=page.text; inf=info(page)
    h=ps[row]; n=last-row+1; b=ps[last+1] if last+1<len(ps) else None
    shown=text[h.start:h.end]; title=text[h.start:ps[last].end]
    up=row-1
    while up>0 and ps[up].form in("rule",): up-=1
    a=ps[up]
    tail=text[a.start:a.end]
    signed=a.form in("sign","byline",*CREDITS) or page.ends_story(a)
    ended=tail[-1] in '。！？!?.”」）)"' or is_row(tail.rsplit("\n",1)[-1]) or a.form in("date","sign","byline","rule",*CREDITS)
    said,fresh,nw=_said(page,row,last)
    # story above: back to the previous anchor'd group or start
    start=row-1
    while start>0 and ps[start].form not in(*ANCHORS,): start-=1
    story_signed=ps[start].form=="byline" and not (start and text[ps[start-1].end-1] in "。！？”")
    story_brief=ps[start].form=="lead"
    lone_before=0;k=row-1
    while k>start:
        if ps[k].form in TITLES and ps[k-1].form not in TITLES: lone_before+=1
        k-=1
    lone_after=0;k=last+1
    while k<len(ps) and ps[k].form not in(*ANCHORS,):
        if ps[k].form in TITLES and ps[k-1].form not in TITLES: lone_after+=1
        k+=1
    if k<len(ps) and k>last+1: lone_after=max(0,lone_after-1)
    end=last+1
    while end<len(ps) and ps[end].form not in (*HEADINGS,*ANCHORS,"rule"): end+=1
    body=text[ps[last+1].start:ps[end-1].end] if end>last+1 else ""
    st=start if start>0 else 0
    prevh=row-1
    while prevh>0 and ps[prevh].form not in TITLES: prevh-=1
    above_words=text[ps[prevh].start:h.start]
    shared,own=page._links(row,ps[prevh].start) if not h.latin and last==row else (0,0)
    lens=[abs(x-h.size) for (r,l),x in zip(inf['groups'],inf['lens']) if r!=row]
    para=page.is_parallel(row)
    phr=len([x for x in re.split(r"[\s　]+|[，,；;！!？?：:]",shown.strip()) if x])
    usual=page.habits._usual_gap
    sure=inf['sure']
    below_text=text[b.start:b.start+60] if b else ""
    story_text=text[ps[max(start-1,0)].start:h.start]
    return [h.latin,ended,signed,not ended and tail[-1].isalnum(),min(h.size if not h.latin else h.size/3,30),(h.size-sure)/10 if sure and not h.latin else 0,n,h.gap>usual,h.gap==0 and page.is_spaced,b.gap==0 if b else 0,min(phr,3),shown[-1] in "？?！!",":" in fold_keep(shown),"，" in shown,h.numbered,said,fresh,min(own,6),min(shared,8),bool(_NEWS.match(below_text)),is_label(shown),is_notice(shown),para,math.log(1+len(body)),min(end-last-1,6),signed_end(page,end-1),min(lone_before,4),min(lone_after,4),story_signed,story_brief,math.log(1+len(story_text)),inf['anch']/max(1,inf['anch']+inf['n']),page.habits.many,page.lone_titles,page.cuts_a_word(ps[last]),shown.isupper(),bool(re.match(r".{0,12}[问問答说說]\s?[:：]",shown)),is_row(below_text.split("\n")[0][:40]) if below_text else 0,h.mark>0,shown[-1] in "”\"」",inf['said'],nw,0,0,inf['anch']==0]
def signed_end(page,row):
    p=page.paragraphs[row]
    return p.form in("sign",) or page.ends_story(p)
