// The page's own behaviour: send, open, step, copy, gloss. Article text arrives escaped and is never built here.
window.wenbao = (() => {
  const state = { server: null, history: [], tab: 0, href: "", opening: 0, sending: Promise.resolve(), cards: [], at: -1, opener: null };
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const TEXTS = /*TEXTS*/ {};
  const LIMIT = /*LIMIT*/ 0; // characters of a question
  const say = (key) => TEXTS[key][language() === "en" ? 1 : 0];
  const both = (key, values = {}) => {
    const filled = (text) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const box = document.createElement("span");
    ["zh-CN", "en"].forEach((lang, i) => {
      const text = document.createElement("span");
      text.className = "t"; text.lang = lang; text.textContent = filled(TEXTS[key][i]);
      box.append(text);
    });
    return box;
  };

  // ---- language
  function language() {
    return root.dataset.ui || "zh";
  }
  function setLanguage(choice, chosen = false) {
    root.dataset.ui = choice;
    root.lang = choice === "en" ? "en" : "zh-CN";
    if (chosen) try { localStorage.setItem("wenbao-language", choice); } catch { /* private window */ }
    document.title = say("title");
    nameControls();
    if (state.server) home();
    return choice;
  }
  function nameControls() { // Gradio draws the first without a name, the last with one that is not its text
    find("#question .submit-button")?.setAttribute("aria-label", say("send"));
    find("#uploads button[aria-label]")?.removeAttribute("aria-label");
    find("#reader .scroll")?.setAttribute("aria-label", say("page"));
    find('#uploads input[type="file"]')?.setAttribute("accept", find("#upload-where [data-types]")?.dataset.types || "");
  }
  function firstLanguage() {
    let kept = null;
    try { kept = localStorage.getItem("wenbao-language"); } catch { /* private window */ }
    return kept || ((navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en");
  }

  // ---- asking
  function send(question) {
    const text = (question || "").trim();
    if (tellLength(text)) return question; // it stays in the box, to be made shorter
    const period = chosenPeriod(); // as it stands now, not when the questions before this one are answered
    if (text) state.sending = state.sending.then(() => ask(text, period));
    return "";
  }
  function tellLength(text) { // tells whether a question is too long, and the reader how much
    const count = [...text].length, notice = find("#too-long"), many = (number) => number.toLocaleString("en");
    notice.hidden = count <= LIMIT;
    notice.replaceChildren(...(notice.hidden ? [] : [both("too_long", { count: many(count), limit: many(LIMIT) })]));
    return !notice.hidden;
  }
  async function ask(question, period) {
    const log = find("#log");
    document.body.classList.add("talking");
    const turn = document.createElement("article");
    turn.className = "turn pending";
    const heading = document.createElement("h2");
    heading.className = "asked";
    heading.append(Object.assign(document.createElement("span"), { textContent: question, title: question }));
    const body = document.createElement("div");
    body.className = "turn-body";
    body.append(Object.assign(document.createElement("p"), { className: "working" }));
    body.firstChild.append(both("working"));
    turn.append(heading, body);
    turn.dataset.question = question;
    log.append(turn);
    showTurn(turn);
    try {
      const reply = await state.server.ask({ question, history: state.history, ...period });
      body.innerHTML = reply.html;
      Object.assign(turn.dataset, { language: reply.language || "", answer: reply.answer || "", asked: reply.asked || "" });
      if (reply.asked) {
        state.history = [...state.history, question].slice(-8);
        body.append(thumbs());
      }
      find("#announce").textContent = reply.say || "";
      if (glossing()) glossAll(turn);
    } catch {
      body.replaceChildren(Object.assign(document.createElement("p"), { className: "answer fault" }));
      body.firstChild.append(both("lost"));
    }
    turn.classList.remove("pending");
    showTurn(turn);
    keepTalk();
  }
  // The conversation survives a reload, in this tab only.
  function keepTalk() {
    try {
      sessionStorage.setItem("wenbao-talk", JSON.stringify({ html: find("#log").innerHTML, history: state.history }));
    } catch { /* private window, or a conversation too long to keep */ }
  }
  function restoreTalk() {
    try {
      const kept = JSON.parse(sessionStorage.getItem("wenbao-talk") || "null");
      if (!kept?.html) return;
      find("#log").innerHTML = kept.html;
      state.history = kept.history;
      document.body.classList.add("talking");
    } catch { /* nothing kept */ }
  }
  function showTurn(turn) {
    turn.scrollIntoView({ block: "start", behavior: "instant" });
  }
  function thumbs() {
    const box = document.createElement("div");
    box.className = "thumbs";
    for (const verdict of ["good", "bad"]) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "thumb"; button.dataset.verdict = verdict;
      button.append(both(verdict));
      box.append(button);
    }
    return box;
  }
  function clear() {
    find("#log").replaceChildren();
    state.history = [];
    keepTalk();
    document.body.classList.remove("talking");
    closeReader();
    setPeriod("", "");
    window.scrollTo(0, 0);
    find("#question textarea, #question input")?.focus();
  }

  // ---- reading
  function placeOf(href) {
    const query = new URLSearchParams(href.slice(1));
    return { file: query.get("file") || "", start: +query.get("start") || 0, end: +query.get("end") || 0, mark: query.get("mark") || "" };
  }
  function openLink(link) {
    return openSource(link.getAttribute("href"), link);
  }
  function showSource(href) { // of an entry of the history, or of a link that led here
    if (state.href !== href) openSource(href, all("a.open").find((link) => link.getAttribute("href") === href) || null);
  }
  async function openSource(href, link) {
    state.cards = link ? all("a.open", link.closest(".turn, .shelf") || document) : [];
    state.at = state.cards.indexOf(link);
    state.opener = link;
    state.href = href;
    all(".card.reading, li.reading").forEach((card) => card.classList.remove("reading"));
    link?.closest("li")?.classList.add("reading");
    const reader = find("#reader"), place = placeOf(href), opening = ++state.opening;
    await views.toSource(href);
    const html = opening === state.opening && await state.server.read(place).catch(() => "");
    if (opening !== state.opening) return; // another one was chosen meanwhile
    if (html) reader.innerHTML = html;
    else reader.replaceChildren(...missing(place));
    holdStill(state.opener, () => document.body.classList.add("reading"));
    nameControls();
    steps();
    toPassage();
    showPicture(place, opening);
    find(".reader-title", reader)?.focus({ preventScroll: true });
  }
  function missing(place) { // the head of the panel, so that it can be closed, and what is wrong
    const made = (tag, name, ...nodes) => {
      const element = Object.assign(document.createElement(tag), { className: name });
      element.append(...nodes);
      return element;
    };
    const close = made("button", "close", both("close"), " ✕");
    const title = made("h2", "reader-title", place.file);
    title.tabIndex = -1;
    return [made("header", "reader-head", made("div", "steps", close), title), made("p", "empty", both("no_place"))];
  }
  async function showPicture(place, opening) { // of a scanned page, beside the text read from it
    if (!find("#reader .scan")) return;
    const html = await state.server.picture(place).catch(() => "");
    const figure = find("#reader .scan");
    if (opening !== state.opening || !figure || !html) return;
    figure.innerHTML = html;
    holdStill(state.opener, () => { figure.hidden = false; });
    toPassage();
  }
  function zoom(button) {
    const large = find("#reader .beside").classList.toggle("large");
    button.setAttribute("aria-pressed", String(large));
    if (!large) toPassage();
  }
  function holdStill(element, change) { // the column changes its width; what was clicked stays under the pointer
    const before = element?.isConnected ? element.getBoundingClientRect().top : 0;
    change();
    if (!element?.isConnected) return;
    window.scrollBy(0, element.getBoundingClientRect().top - before);
    const box = element.getBoundingClientRect(), sheet = find("#side").getBoundingClientRect();
    const covered = sheet.left < box.right && sheet.height && box.bottom > sheet.top; // by the sheet on a phone
    if (covered || box.top < 0) window.scrollBy(0, box.top - 70);
  }
  function steps() {
    const previous = find("#reader .previous"), next = find("#reader .next");
    if (!previous) return;
    previous.disabled = state.at <= 0;
    next.disabled = state.at < 0 || state.at >= state.cards.length - 1;
  }
  function toPassage() {
    const scroll = find("#reader .scroll");
    const target = find("#reader mark.answer") || find("#reader .passage") || find("#reader .framed");
    if (!scroll || !target) return;
    const top = target.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop += top - scroll.clientHeight * 0.3;
  }
  function step(by) {
    const link = state.cards[state.at + by];
    if (link) openLink(link);
  }
  function closeReader() {
    views.leaveSource();
    hideSource();
  }
  function hideSource() {
    state.opening += 1; // a source still on its way comes too late
    state.href = "";
    holdStill(state.opener, () => document.body.classList.remove("reading"));
    all(".card.reading, li.reading").forEach((card) => card.classList.remove("reading"));
    find("#reader")?.replaceChildren();
    if (state.opener?.isConnected) state.opener.focus({ preventScroll: true });
    state.opener = null;
  }
  async function copy(button) {
    const text = button.classList.contains("link-copy") ? location.href : button.dataset.copy;
    let key = "copied";
    try { await navigator.clipboard.writeText(text); } catch { key = copyOldWay(text) ? "copied" : "copy_failed"; }
    flash(button, key);
  }
  function copyOldWay(text) { // the clipboard API is refused on plain http from another machine
    const box = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
  function flash(button, key) {
    const before = [...button.childNodes];
    if (button.dataset.flashing) return;
    button.dataset.flashing = "1";
    button.replaceChildren(both(key));
    find("#announce").textContent = say(key);
    setTimeout(() => { button.replaceChildren(...before); delete button.dataset.flashing; }, 1500);
  }

  // ---- pinyin and gloss
  const glossing = () => document.body.classList.contains("glossing");
  function setGloss(on) {
    document.body.classList.toggle("glossing", !!on);
    if (on) glossAll(document);
    return on;
  }
  function glossAll(within) {
    all("blockquote.quote:not(.glossed)", within).forEach(async (quote) => {
      if (quote.asking) return;
      quote.asking = true;
      const html = await state.server.gloss({ text: quote.textContent, answers: quote.dataset.answers, nearly: quote.dataset.nearly, matches: quote.dataset.matches }).catch(() => "");
      quote.asking = false;
      if (!html) return;
      const box = (name, ...nodes) => {
        const made = Object.assign(document.createElement("span"), { className: name });
        made.append(...nodes);
        return made;
      };
      const gloss = box("gloss");
      gloss.innerHTML = html;
      quote.classList.add("glossed");
      quote.replaceChildren(box("as-is", ...quote.childNodes), gloss); // the style sheet shows one of them
      keepTalk();
    });
  }

  // ---- feedback
  async function feedback(button, verdict) {
    const turn = button.closest(".turn"), card = button.closest(".card") || find(".card", turn);
    const place = card ? { file: card.dataset.file, start: +card.dataset.start, end: +card.dataset.end } : {};
    const kept = await state.server.feedback({
      verdict, question: turn.dataset.asked || turn.dataset.question, language: turn.dataset.language, answer: turn.dataset.answer, ...place,
    }).catch(() => false);
    if (!kept) return;
    button.setAttribute("aria-pressed", "true");
    button.disabled = true;
    flash(button, "thanks");
  }

  // ---- period: only articles dated in it are searched
  const chosenPeriod = () => ({ since: find("#since").value.trim(), until: find("#until").value.trim() });
  function setPeriod(since, until) {
    find("#since").value = since;
    find("#until").value = until;
    showPeriod();
  }
  function showPeriod() { // what is chosen stays to be seen when the part is folded
    const { since, until } = chosenPeriod();
    find("#period-chosen").textContent = since || until ? `${since || "…"} – ${until || "…"}` : "";
  }
  function offerPeriod([first, last]) { // nothing to choose where no article has a date
    find("#period").hidden = !first && !find("#period-chosen").textContent;
    if (!first) return;
    find("#since").placeholder = first;
    find("#until").placeholder = last;
  }

  // ---- opening screen
  function home() {
    nameControls();
    state.server.banner({}).then((html) => { find("#banner").innerHTML = html; }, () => {});
    state.server.examples({}).then(showExamples, () => {});
    state.server.dates({}).then(offerPeriod, () => {});
  }
  function showExamples(questions) {
    const chinese = (text) => /^《?[\u4e00-\u9fff]/.test(text);
    const mine = (text) => chinese(text) === (language() === "zh");
    const ordered = [...questions.filter(mine), ...questions.filter((text) => !mine(text))];
    find("#examples").replaceChildren(...ordered.map((text) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button"; button.className = "example"; button.textContent = text;
      button.lang = chinese(text) ? "zh-CN" : "en";
      item.append(button);
      return item;
    }));
    document.body.classList.toggle("has-examples", questions.length > 0);
  }
  function keepTip(event) { // a gloss near the right edge opens to the left
    const tip = event.target.closest?.(".word")?.querySelector(".tip");
    if (!tip) return;
    tip.style.left = "0";
    const over = tip.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) tip.style.left = `${-over}px`;
  }
  const tabs = () => all('#tabs button[role="tab"]');
  const toTab = (number) => tabs()[number]?.click();
  function showTab(number) { // of an entry of the history; tells whether it is another one than before
    const other = number !== state.tab;
    state.tab = number;
    if (other) toTab(number);
    return other;
  }
  function tabChosen(number) {
    if (number < 0 || number === state.tab) return;
    state.tab = number;
    views.toTab(number);
  }

  function onClick(event) {
    const target = event.target.closest("button, a, .card, .word");
    if (!target || event.defaultPrevented) return;
    if (target.matches('#tabs button[role="tab"]')) tabChosen(tabs().indexOf(target));
    const hit = (selector) => event.target.closest(selector);
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (hit("a.open")) { if (plain) { event.preventDefault(); openLink(hit("a.open")); } }
    else if (hit("a.ref")) { event.preventDefault(); toCard(hit("a.ref")); }
    else if (hit(".example")) send(hit(".example").textContent);
    else if (hit(".right-passage")) feedback(hit(".right-passage"), "right_passage");
    else if (hit(".thumb")) feedback(hit(".thumb"), hit(".thumb").dataset.verdict);
    else if (hit("#reader .previous")) step(-1);
    else if (hit("#reader .next")) step(1);
    else if (hit("#reader .close")) closeReader();
    else if (hit("#reader .zoom")) zoom(hit("#reader .zoom"));
    else if (hit("#reader .copy")) copy(hit("#reader .copy"));
    else if (hit("#any-date")) { setPeriod("", ""); find("#question textarea")?.focus(); }
    else if (hit(".go-index")) toTab(2);
    else if (hit(".open-page")) openLink(find("a.open", hit(".card")));
    else if (hit(".card") && !hit(".word") && !String(getSelection())) openLink(find("a.open", hit(".card")));
  }
  function toCard(reference) {
    const card = document.getElementById(reference.getAttribute("href").slice(1));
    if (card) { card.scrollIntoView({ block: "nearest" }); openLink(find("a.open", card)); }
  }
  function onKey(event) {
    if (event.key === "Enter" && event.type === "keydown" && event.target.closest("#period input")) find("#question textarea")?.focus();
    if (event.key === "Escape" && !event.isComposing && document.body.classList.contains("reading")) closeReader();
    // An Enter that ends an IME composition must not send (Safari fires it after compositionend, as key code 229).
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
  }

  const drawn = (selector) => new Promise((done) => { // Gradio draws its components one after another
    const look = () => (find(selector) ? done() : setTimeout(look, 20));
    look();
  });

  async function start(server) {
    state.server = server;
    await Promise.all(["#log", "#banner", "#examples", "#reader", "#period", "#question textarea", '#tabs button[role="tab"]'].map(drawn));
    nameControls();
    document.addEventListener("click", onClick);
    for (const kind of ["keydown", "keypress"]) document.addEventListener(kind, onKey, true);
    for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, keepTip);
    find("#period").addEventListener("input", showPeriod);
    find("#question").addEventListener("input", (event) => { if (!find("#too-long").hidden) tellLength(event.target.value.trim()); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) home(); });
    home();
    restoreTalk();
    views.start();
    root.dataset.ready = "1";
  }

  const views = window.wenbaoViews(showTab, showSource, hideSource);
  setLanguage(firstLanguage());
  return { start, send, clear, nameControls, setLanguage, setGloss, language, home };
})();
