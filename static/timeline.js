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

  // The search box has answered to each input; leaving it is no news. Searching a facet asks the server nothing.
  document.addEventListener("change", (event) => {
    if (event.target.matches("#q, .facet-find")) event.stopImmediatePropagation();
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

  document.addEventListener("htmx:after:swap", () => {
    // A box that was clicked keeps its own state over the attribute that the server sent.
    for (const box of document.querySelectorAll("#filters input[type=checkbox]")) box.checked = box.defaultChecked;
    document.querySelectorAll(".facet-find").forEach(findInFacet);
    // The chip or link that was followed may be gone; the count says what it led to.
    if (document.activeElement === document.body) document.getElementById("count")?.focus({ preventScroll: true });
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".facet-find")) findInFacet(event.target);
  });

  function findInFacet(input) {
    const facet = document.getElementById(input.dataset.facet);
    const wanted = input.value.trim().toLowerCase();
    for (const row of facet.querySelectorAll(".facet-row")) {
      row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    }
    const rest = facet.querySelector(".facet-rest");
    if (rest && wanted) rest.open = true;
  }

  // A failed answer is a page of its own: go there rather than leave the list as if nothing had happened.
  document.addEventListener("htmx:response:error", (event) => {
    location.assign(event.detail.ctx.request.action);
  });
  document.addEventListener("htmx:error", (event) => {
    const failure = document.getElementById("failure");
    failure.textContent = event.detail.ctx ? "没有连上服务器，列表还是原来的。请稍后再试。" : "";
    failure.hidden = failure.textContent === "";
  });
  document.addEventListener("htmx:before:request", () => {
    document.getElementById("failure").hidden = true;
  });
})();
