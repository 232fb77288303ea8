// /ingest: files that are dropped or chosen bit by bit, limits before anything is sent, and the news of a job.
// Without this script the form is an ordinary form, and the page of a job loads itself again.
(() => {
  "use strict";

  const form = document.querySelector(".ingest-form");
  const page = document.querySelector("[data-progress]");
  if (form) collect(form);
  if (page) follow(page);

  function collect(form) {
    const input = form.querySelector("input[type=file]");
    const zone = form.querySelector(".ingest-drop");
    const list = form.querySelector(".ingest-chosen");
    const state = form.querySelector(".ingest-state");
    let chosen = [];

    const isSame = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

    function add(files) {
      for (const file of files) if (!chosen.some((each) => isSame(each, file))) chosen.push(file);
      show();
    }

    // The input itself holds what is sent, so that the form stays a form.
    function show() {
      const held = new DataTransfer();
      for (const file of chosen) held.items.add(file);
      input.files = held.files;
      list.replaceChildren(...chosen.map(row));
      tell(problem());
    }

    function row(file, index) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const size = document.createElement("span");
      size.className = "ingest-size";
      size.textContent = file.size < 1024 * 1024 ? `${Math.ceil(file.size / 1024)} KB` : `${(file.size / 1024 / 1024).toFixed(1)} MB`;
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "ingest-drop-file";
      remove.textContent = "✕";
      remove.setAttribute("aria-label", `${form.dataset.remove}: ${file.name}`);
      remove.addEventListener("click", () => {
        chosen.splice(index, 1);
        show();
        (list.querySelectorAll("button")[index] ?? list.querySelector("li:last-child button") ?? input).focus();
      });
      item.append(name, size, remove);
      return item;
    }

    function problem() {
      if (chosen.length > Number(form.dataset.mostFiles)) return form.dataset.tooMany;
      const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
      return bytes > Number(form.dataset.mostBytes) ? form.dataset.tooLarge : "";
    }

    function tell(words, isSending = false) {
      state.textContent = words;
      state.classList.toggle("is-sending", isSending);
    }

    input.addEventListener("change", () => add([...input.files]));
    form.addEventListener("submit", (event) => {
      if (problem()) {
        event.preventDefault();
        tell(problem());
      } else {
        tell(form.dataset.sending, true);
      }
    });
    // Back from the next page: nothing is being sent.
    window.addEventListener("pageshow", () => tell(problem()));

    for (const type of ["dragenter", "dragover"]) {
      document.addEventListener(type, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        zone.classList.add("is-over");
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone.classList.remove("is-over");
    });
    document.addEventListener("drop", async (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.remove("is-over");
      add(await dropped(event.dataTransfer));
      input.focus();
    });
  }

  // The files of a drop, those inside of folders too.
  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    return entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...transfer.files];
  }

  async function filesOf(entry) {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader();
    const inside = [];
    for (;;) {
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!batch.length) break;
      inside.push(...batch);
    }
    return (await Promise.all(inside.filter((each) => !each.name.startsWith(".")).map(filesOf))).flat();
  }

  // Each part is replaced only when it says something else: what has the focus, or is being read aloud, stays.
  function follow(page) {
    const news = new EventSource(page.dataset.progress);
    const show = (event) => {
      const holder = document.createElement("template");
      holder.innerHTML = event.data;
      for (const part of ["ingest-summary", "ingest-after", "new"]) renew(part, holder.content);
      for (const item of holder.content.querySelectorAll(".ingest-item")) renew(item.id, holder.content);
    };
    news.addEventListener("job", show);
    news.addEventListener("over", (event) => {
      news.close();
      show(event);
    });
  }

  function renew(id, from) {
    const now = document.getElementById(id);
    const next = from.getElementById(id);
    if (now.outerHTML === next.outerHTML) return;
    for (const { name, value } of next.attributes) now.setAttribute(name, value);
    for (const { name } of [...now.attributes]) if (!next.hasAttribute(name)) now.removeAttribute(name);
    if (now.innerHTML !== next.innerHTML) now.replaceChildren(...next.childNodes);
  }
})();
