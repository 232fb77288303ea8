// The timeline's form: one request per composed word, boxes that follow the server, and search inside a facet.
(() => {
  "use strict";

  // Input methods: what is being composed is no query yet. The word is sent once, when it is finished.
  document.addEventListener("input", (event) => {
    if (event.isComposing) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("compositionend", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // The search box has answered to each input; leaving it is no news. Nor do these say anything of the view.
  document.addEventListener("change", (event) => {
    if (event.target.matches("#q, .facet-find, #saved-name")) event.stopImmediatePropagation();
  }, true);

  // Typing changes the current entry of the history, choosing makes a new one.
  let typed = false;
  document.addEventListener("htmx:config:request", (event) => {
    typed = event.detail.ctx.sourceEvent?.type === "input";
  });
  document.addEventListener("htmx:before:history:update", (event) => {
    const { history } = event.detail;
    if (typed || history.path === location.pathname + location.search) history.type = "replace";
  });

  // Links within the explorer; with a key held down they are the browser's.
  // Focus that a swap loses goes to what the link was for: the first of the further events, or else the count.
  let last = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const titles = document.querySelectorAll(".event-title a");
    last = link.id === "load-more" ? titles[titles.length - 1]?.closest(".event").id : null;
    htmx.ajax("GET", link.getAttribute("href"), { source: "#swapper" });
  });

  document.addEventListener("htmx:after:swap", () => {
    // A box that was clicked keeps its own state over the attribute that the server sent.
    for (const box of document.querySelectorAll("#filters input[type=checkbox]")) box.checked = box.defaultChecked;
    for (const find of document.querySelectorAll(".facet-find")) {
      if (find !== document.activeElement) find.value = find.defaultValue;
      findInFacet(find);
    }
    showSaved();
    if (last) {
      const titles = [...document.querySelectorAll(".event-title a")];
      titles[titles.findIndex((title) => title.closest(".event").id === last) + 1]?.focus({ preventScroll: true });
      last = null;
    }
    // The chip or link that was followed may be gone; the count says what it led to.
    if (document.activeElement === document.body) document.getElementById("count")?.focus({ preventScroll: true });
  });

  // What is there is sifted at once; the server knows more names and values, and is asked when one stops typing.
  let asking = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches(".facet-find")) return;
    findInFacet(event.target);
    clearTimeout(asking);
    asking = setTimeout(() => document.getElementById("filters").requestSubmit(), 350);
  });

  function findInFacet(input) {
    const facet = document.getElementById(input.dataset.facet);
    const wanted = input.value.trim().toLowerCase();
    let found = 0;
    for (const row of facet.querySelectorAll(".facet-row")) {
      // Chosen values stay; so does what the server found by these words, since it also reads other scripts.
      const pinned = row.matches(".is-excluded, :has(:checked)") || input.value === input.defaultValue;
      const names = `${row.textContent} ${row.dataset.names ?? ""}`.toLowerCase();
      row.hidden = wanted !== "" && !pinned && !names.includes(wanted);
      found += !row.hidden;
    }
    facet.querySelector(".facet-none").hidden = found > 0;
    const rest = facet.querySelector(".facet-rest");
    if (rest && wanted) rest.open = true;
  }

  // Views kept in this browser, by name.
  const VIEWS = "annals-views";
  const saved = () => JSON.parse(localStorage.getItem(VIEWS) ?? "[]");

  function keep(views) {
    localStorage.setItem(VIEWS, JSON.stringify(views));
    showSaved();
  }

  function showSaved() {
    const list = document.getElementById("saved-views");
    // A feed is the same for all who fetch it: its address names the language.
    const lang = list?.dataset.lang;
    const feed = (query) => `/timeline.atom${query}${lang ? `${query ? "&" : "?"}lang=${lang}` : ""}`;
    list?.replaceChildren(...saved().map((view, at) => {
      const item = document.createElement("li");
      const link = (href, words, label) => {
        const made = Object.assign(document.createElement("a"), { href, textContent: words });
        if (label) made.setAttribute("aria-label", `${label} ${view.name}`);
        return made;
      };
      const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
      drop.setAttribute("aria-label", `${list.dataset.drop} ${view.name}`);
      drop.dataset.drop = at;
      item.append(link(`/timeline${view.query}`, view.name), link(feed(view.query), list.dataset.feed, list.dataset.feed), drop);
      return item;
    }));
  }

  document.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-drop]");
    if (drop) keep(saved().filter((_, at) => at !== Number(drop.dataset.drop)));
    if (event.target.id === "save-view") saveView();
    if (event.target.closest(".sheet-close")) {
      document.getElementById("filter-panel").open = false;
      document.getElementById("count").focus();
    }
  });

  function saveView() {
    const input = document.getElementById("saved-name");
    const name = input.value.trim();
    if (name === "") return input.focus();
    const pairs = [...new URLSearchParams(location.search)].filter(([key]) => !/^(after|before|rows|lang)$|\.find$/.test(key));
    const query = pairs.length ? `?${new URLSearchParams(pairs)}` : "";
    keep([...saved().filter((view) => view.name !== name), { name, query }]);
    input.value = "";
  }

  // Enter in a name keeps the view; in the form it would send it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.id === "saved-name" && !event.isComposing) {
      event.preventDefault();
      saveView();
    }
  });

  showSaved();

  // A failed answer is a page of its own: go there rather than leave the list as if nothing had happened.
  document.addEventListener("htmx:response:error", (event) => {
    location.assign(event.detail.ctx.request.action);
  });
  document.addEventListener("htmx:error", (event) => {
    const failure = document.getElementById("failure");
    failure.textContent = event.detail.ctx ? failure.dataset.unreached : "";
    failure.hidden = failure.textContent === "";
  });
  document.addEventListener("htmx:before:request", () => {
    document.getElementById("failure").hidden = true;
  });
})();
