// The event page and the reader: c copies a citation, [ and ] walk the marked passages of one event.
(() => {
  "use strict";

  const isOn = () => localStorage.getItem("annals-keys") !== "off";

  const isTyping = (element) => element.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // What is said stands in the page, in its language.
  const words = () => document.getElementById("failure").dataset;

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return tell(words().refused);
    }
    tell(words().copied);
    if (button) button.textContent = words().copied;
  }

  // A region of its own, so that nothing else on the page is replaced by the message.
  function tell(words) {
    let region = document.getElementById("copied");
    if (!region) {
      region = document.createElement("p");
      region.id = "copied";
      region.className = "copied";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = words;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => { region.textContent = ""; }, 2500);
  }

  // The nearest citation link: of the passage that has the focus, else of the page.
  function citationAddress() {
    const near = document.activeElement.closest?.(".evidence-row, .statement")?.querySelector("a.cite");
    if (near) return near.href;
    const mark = document.activeElement.closest?.("mark.mention[id]") ?? document.querySelector("mark.mention:target");
    const reader = document.querySelector(".document[data-document]");
    if (reader) {
      const key = (mark ?? reader.querySelector("mark.mention[id]"))?.id.replace("mention-", "");
      return key ? `/documents/${reader.dataset.document}/cite/${key}` : null;
    }
    return document.querySelector(".take a.cite")?.href ?? null;
  }

  async function cite() {
    const plain = document.getElementById("cite-plain");
    if (plain) return copy(plain.textContent);
    const address = citationAddress();
    if (!address) return;
    const answer = await fetch(`${address}?format=plain`);
    if (answer.ok) await copy(await answer.text());
  }

  // Passages of one event in this document: those whose note in the margin they share are told by the marks' order.
  function walkMarks(step) {
    const marks = [...document.querySelectorAll("mark.mention[id], .col-quote .quote-link")];
    const here = marks.indexOf(document.activeElement.closest?.("mark.mention[id], .quote-link") ?? document.querySelector("mark.mention:target"));
    const next = marks[here < 0 ? (step > 0 ? 0 : marks.length - 1) : here + step];
    if (!next) return;
    if (next.tagName === "MARK") next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  const KEYS = { c: cite, "[": () => walkMarks(-1), "]": () => walkMarks(1) };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !isOn()) return;
    const action = KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (button) copy(document.getElementById(button.dataset.copy).textContent, button);
  });
})();
