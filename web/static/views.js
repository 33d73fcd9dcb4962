// The browser's history: an entry for each view, which is a tab and the source open beside it. Back returns to the
// view before: from a source to the conversation, from one tab to another.
window.wenbaoViews = (showTab, showSource, hideSource) => {
  let settled = Promise.resolve(), arrived = null;
  const linked = () => (new URLSearchParams(location.search).get("file") ? location.search : "");
  const view = () => history.state?.wenbao || { tab: 0, href: linked(), opened: false, top: 0 };
  const write = (how, changes) => {
    const next = { ...view(), ...changes };
    history[how]({ wenbao: next }, "", next.href || location.pathname);
  };
  function push(changes) {
    write("replaceState", { top: scrollY });
    write("pushState", { opened: false, top: 0, ...changes });
  }
  function start() {
    history.scrollRestoration = "manual"; // the browser's own would move what closing a source holds still
    write("replaceState", {});
    addEventListener("popstate", moved);
    addEventListener("pagehide", () => write("replaceState", { top: scrollY }));
    const { tab, href, top } = view();
    if (tab) showTab(tab);
    if (href) showSource(href);
    else scrollTo(0, top);
  }
  function moved() {
    const { tab, href, top } = view();
    if (showTab(tab)) setTimeout(() => scrollTo(0, top), 60); // once Gradio has drawn it
    if (arrived) arrived(); // our own way back from a source: it is closed already
    else if (href) showSource(href);
    else hideSource();
  }
  async function toTab(tab) {
    await settled;
    if (tab !== view().tab) push({ tab });
  }
  async function toSource(href) { // from one source to the next is no step of its own
    await settled;
    if (view().href) write("replaceState", { href });
    else push({ href, opened: true });
  }
  function leaveSource() {
    if (arrived || !view().href) return;
    if (!view().opened) { write("replaceState", { href: "" }); return; } // a link led here, or another tab did
    settled = new Promise((done) => {
      arrived = () => { arrived = null; done(); };
      setTimeout(() => arrived?.(), 1000); // never wait for a step the browser did not take
    });
    history.back();
  }
  return { start, toTab, toSource, leaveSource };
};
