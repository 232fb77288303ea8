// The brush over the picture: drag with mouse or finger, or move the two ends by key; what is chosen becomes the range.
(() => {
  "use strict";

  const slots = () => [...document.querySelectorAll("#picture .slot")];

  // Only horizontal drags: a finger that moves up or down scrolls the page.
  const SMALLEST_DRAG = 5;

  let drag = null;

  function slotAt(clientX) {
    const box = document.querySelector("#picture .bars").getBoundingClientRect();
    const all = slots();
    const at = Math.floor(((clientX - box.left) / box.width) * all.length);
    return Math.min(all.length - 1, Math.max(0, at));
  }

  function show(first, last) {
    const all = slots();
    const brush = document.querySelector("#picture .brush");
    brush.setAttribute("x", `${(100 * first) / all.length}%`);
    brush.setAttribute("width", `${(100 * (last - first + 1)) / all.length}%`);
  }

  function hide() {
    document.querySelector("#picture .brush")?.setAttribute("width", "0");
  }

  // The form asks: one way to a range, whoever chose it.
  function choose(first, last) {
    const all = slots();
    const from = document.getElementById("from");
    const to = document.getElementById("to");
    from.value = all[first].dataset.first;
    to.value = all[last].dataset.last;
    to.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.target.closest?.("#picture .bars") || event.target.closest(".landmark a")) return;
    drag = { from: slotAt(event.clientX), x: event.clientX, moved: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || Math.abs(event.clientX - drag.x) < SMALLEST_DRAG) return;
    drag.moved = true;
    const at = slotAt(event.clientX);
    show(Math.min(drag.from, at), Math.max(drag.from, at));
  });

  document.addEventListener("pointerup", (event) => {
    if (drag?.moved) {
      const at = slotAt(event.clientX);
      choose(Math.min(drag.from, at), Math.max(drag.from, at));
    }
    // The click that ends a drag comes after this.
    setTimeout(() => { drag = null; }, 0);
  });

  document.addEventListener("pointercancel", () => {
    drag = null;
    hide();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) {
      drag = null;
      hide();
    }
  });

  document.addEventListener("click", (event) => {
    if (drag?.moved && event.target.closest?.("#picture")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("#picture .bars")) event.preventDefault();
  });

  // The two ends: moving shows, letting go chooses.
  function ends() {
    const [first, last] = document.querySelectorAll("#picture .brush-end");
    const low = Math.min(first.valueAsNumber, last.valueAsNumber);
    return [low, Math.max(first.valueAsNumber, last.valueAsNumber)];
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches(".brush-end")) return;
    event.stopImmediatePropagation();
    const title = slots()[event.target.valueAsNumber].querySelector("title").textContent;
    event.target.setAttribute("aria-valuetext", title);
    show(...ends());
  }, true);

  let waiting = 0;
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".brush-end")) return;
    event.stopImmediatePropagation();
    // Each press of an arrow key is a change: the last one counts.
    clearTimeout(waiting);
    waiting = setTimeout(() => choose(...ends()), 600);
  }, true);
})();
