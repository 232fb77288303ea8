// Single keys: j k to walk, s to the source, f x for facets, y to copy, / to search, ? for help. Off in inputs, while composing, and on request.
(() => {
  "use strict";

  const WALKED = ".event-title a, .said > .said-words .quote-link, .event-page .quote-link, mark.mention[id], .neighbours a";
  const SWITCH = "annals-keys";

  const isOn = () => localStorage.getItem(SWITCH) !== "off";

  const isTyping = (element) => element.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

  const isShown = (element) => element.getClientRects().length > 0;

  function walk(step) {
    const stops = [...document.querySelectorAll(WALKED)].filter(isShown);
    const here = stops.indexOf(document.activeElement.closest?.(WALKED) ?? nearestAbove(stops));
    const stop = stops[here < 0 ? (step > 0 ? 0 : stops.length - 1) : here + step];
    if (!stop) return;
    if (stop.tagName === "MARK") stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
  }

  // Where an unfolded part had the focus, walking goes on from its event.
  function nearestAbove() {
    return document.activeElement.closest?.(".event")?.querySelector(".event-title a");
  }

  function openSource() {
    const near = document.activeElement.closest?.(".told, .said, .event");
    (near ?? document).querySelector(".quote-link")?.click();
  }

  function toFacets() {
    const panel = document.getElementById("filter-panel");
    if (panel) panel.open = true;
    document.querySelector(".facet-row input, .facet-row a")?.focus();
  }

  const exclude = () => document.activeElement.closest?.(".facet-row")?.querySelector(".facet-exclude")?.click();

  // The address of the event at hand, or of the page.
  async function copyLink() {
    const event = document.activeElement.closest?.(".event")?.querySelector(".event-title a");
    const url = new URL(event?.href ?? location.href);
    if (event) url.search = "";
    await navigator.clipboard.writeText(url.href);
    const notice = document.getElementById("failure");
    say(`${notice.dataset.copied} ${decodeURI(url.href)}`);
  }

  function say(words) {
    const notice = document.getElementById("failure");
    notice.textContent = words;
    notice.hidden = false;
    setTimeout(() => { if (notice.textContent === words) notice.hidden = true; }, 2500);
  }

  const KEYS = {
    j: () => walk(1),
    k: () => walk(-1),
    s: openSource,
    f: toFacets,
    x: exclude,
    y: copyLink,
    "/": () => document.querySelector(".search-input")?.focus(),
    "?": () => document.getElementById("help")?.togglePopover(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !isOn()) return;
    const key = event.key === "=" ? "+" : event.key;
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    const action = KEYS[key] ?? (link && (() => link.click()));
    if (!action) return;
    event.preventDefault();
    action();
  });

  // On the document, since going back replaces the body.
  document.addEventListener("toggle", (event) => {
    if (event.target.id === "help") document.getElementById("keys-on").checked = isOn();
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
  });
})();
