// What the pages do beyond plain forms. Every page works without it.
(() => {
  "use strict";

  const spaced = (number) => String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const kronor = (number) => (number < 0 ? "\u2212" : "") + spaced(number) + "\u00a0kr";
  const readKronor = (text) => {
    const digits = text.replace(/[\s\u00a0\u202f]|kr\.?$/gi, "");
    return /^\d+$/.test(digits) ? Number(digits) : 0;
  };

  /* A form is sent once, however often the button is pressed. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  // Coming back with the browser's button shows the page as it was, marks and all.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  /* What the worker is doing is asked for again until it is done. */
  const follow = (list) => {
    setTimeout(async () => {
      const answer = await fetch(list.dataset.follow, { headers: { "X-Part": "1" } }).catch(() => null);
      if (!answer?.ok) return;
      const fresh = document.createElement("template");
      fresh.innerHTML = await answer.text();
      const next = fresh.content.firstElementChild;
      list.replaceWith(next);
      if (next.dataset.follow) follow(next);
    }, 3000);
  };
  document.querySelectorAll("[data-follow]").forEach(follow);

  /* After an error the reader starts at the summary. */
  document.querySelector("[data-focus]")?.focus();

  /* Words are counted while one writes. */
  const countWords = (area) => {
    const shown = document.querySelector(`[data-words-of="${CSS.escape(area.id)}"]`);
    if (!shown) return;
    const words = area.value.trim() ? area.value.trim().split(/\s+/).length : 0;
    shown.textContent = shown.dataset.wordsText.replace("#", words);
  };

  /* Sums follow the rows. */
  const sumUp = () => {
    document.querySelectorAll("[data-sum-of]").forEach((shown) => {
      const scope = shown.closest("form") ?? document;
      let sum = 0;
      scope.querySelectorAll(`[data-sum="${CSS.escape(shown.dataset.sumOf)}"]`).forEach((input) => {
        if (!input.closest("[hidden]")) sum += readKronor(input.value);
      });
      shown.textContent = kronor(sum);
    });
  };

  /* Rows are added from the template and taken away by their delete box. */
  const setUpRows = (table) => {
    const prefix = table.dataset.rows;
    const scope = table.closest("form") ?? document;
    const total = scope.querySelector(`[name="${CSS.escape(prefix)}-TOTAL_FORMS"]`);
    const template = scope.querySelector(`template[data-row-template="${CSS.escape(prefix)}"]`) ?? table.querySelector("template[data-row-template]");
    const button = scope.querySelector(`[data-add-row="${CSS.escape(prefix)}"]`);
    table.querySelectorAll("[data-remove-row]").forEach((each) => { each.hidden = false; });
    table.querySelectorAll("[data-delete-box]").forEach((each) => { each.hidden = true; });
    if (button && total && template) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const holder = document.createElement("tbody");
        holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value).replaceAll("__number__", String(Number(total.value) + 1));
        total.value = String(Number(total.value) + 1);
        const row = holder.firstElementChild;
        row.querySelectorAll("[data-remove-row]").forEach((each) => { each.hidden = false; });
        row.querySelectorAll("[data-delete-box]").forEach((each) => { each.hidden = true; });
        table.tBodies[0].append(row);
        row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      });
    }
    table.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-remove-row]");
      if (!pressed) return;
      const row = pressed.closest("[data-row]");
      const box = row.querySelector('input[name$="-DELETE"]');
      if (box) { box.checked = true; box.value = "on"; }
      row.hidden = true;
      (row.nextElementSibling?.querySelector("[data-remove-row]") ?? button)?.focus();
      (box ?? table).dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  /* What is written is saved as it is written, and kept here until it is. */
  const setUpAutosave = (form) => {
    const shown = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
    const address = form.dataset.autosave;
    const key = "praktiknara:" + address;
    const secret = new Set(["csrfmiddlewaretoken"]);
    let timer = 0, busy = false, again = false, stopped = false, unsaved = false, out = false, pause = 5000;

    const say = (state, text) => {
      if (!shown) return;
      const word = document.createElement("span");
      word.className = "p-status";
      word.dataset.state = state;
      word.textContent = text;
      shown.replaceChildren(word);
    };
    const keep = () => {
      const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.has(name));
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { /* A full or closed store: the page itself still holds the text. */ }
    };
    const forget = () => { try { localStorage.removeItem(key); } catch { /* as above */ } };
    const clock = () => {
      const now = new Date();
      return String(now.getHours()).padStart(2, "0") + "." + String(now.getMinutes()).padStart(2, "0");
    };
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
    const lost = (text) => {
      say("stop", text);
      later(pause);
      pause = Math.min(pause * 2, 60000);
    };

    // Who signs in again, in another tab, is given a new token; this page still holds the old one.
    const renew = async () => {
      const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector('[name="csrfmiddlewaretoken"]');
      if (fresh) document.querySelectorAll('[name="csrfmiddlewaretoken"]').forEach((field) => { field.value = fresh.value; });
    };

    async function save() {
      if (stopped) return;
      if (busy) { again = true; return; }
      busy = true; again = false;
      say("here", shown?.dataset.savingText ?? "");
      if (out) { try { await renew(); } catch { /* Without contact the save itself says so. */ } }
      const sent = new FormData(form);
      // Files are not sent while one writes: they wait for the button.
      [...sent.entries()].forEach(([name, value]) => { if (value instanceof File) sent.delete(name); });
      try {
        const answer = await fetch(address, { method: "POST", body: sent, headers: { "X-Autosave": "1", Accept: "application/json" }, credentials: "same-origin", redirect: "manual" });
        const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {};
        // What could be saved is saved even when something on the page could not: the new version comes with either answer.
        Object.entries(told.fields ?? {}).forEach(([name, value]) => { const field = form.elements.namedItem(name); if (field && "value" in field) field.value = value; });
        if (answer.ok) {
          pause = 5000; out = false;
          if (!again) { unsaved = false; forget(); }
          say("done", (shown?.dataset.savedText ?? "#").replace("#", told.saved ?? clock()));
        } else if (answer.status === 409) {
          stopped = true;
          say("stop", told.message ?? shown?.dataset.refusedText ?? "");
        } else if (answer.status === 422 || answer.status === 400) {
          say("stop", told.message ?? shown?.dataset.waitingText ?? "");
        } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
          out = true;
          lost(told.message ?? shown?.dataset.outText ?? "");
        } else {
          lost(shown?.dataset.lostText ?? "");
        }
      } catch {
        lost(shown?.dataset.lostText ?? "");
      }
      busy = false;
      if (again && !stopped) later(200);
    }

    const touched = (event) => {
      if (event.target.type === "file" || stopped) return;
      unsaved = true;
      keep();
      if (!busy) say("todo", shown?.dataset.waitingText ?? "");
      later(800);
    };
    form.addEventListener("input", touched);
    // Leaving a text tells nothing that writing it has not told.
    form.addEventListener("change", (event) => { if (!event.target.matches("textarea, input:not([type=checkbox], [type=radio])")) touched(event); });
    window.addEventListener("online", () => { if (unsaved) later(0); });
    form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; unsaved = false; forget(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
    window.addEventListener("beforeunload", (event) => { if (unsaved && !stopped) event.preventDefault(); });

    // A text that never reached the server, from an earlier visit: offered, never put back by itself.
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { /* not ours to read */ }
    const differs = kept?.values?.some(([name, value]) => {
      const field = form.elements.namedItem(name);
      return field && "value" in field && field.type !== "hidden" && field.value !== value;
    });
    if (kept && !differs) forget();
    if (kept && differs && shown) {
      const text = document.createElement("span");
      text.textContent = shown.dataset.keptText + " ";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "p-link-button";
      button.textContent = shown.dataset.restoreText;
      button.addEventListener("click", () => {
        kept.values.forEach(([name, value]) => {
          const field = form.elements.namedItem(name);
          if (field && "value" in field && field.type !== "hidden" && !/-(TOTAL|INITIAL)_FORMS$/.test(name)) field.value = value;
        });
        text.remove(); button.remove();
        form.dispatchEvent(new Event("input", { bubbles: true }));
        sumUp();
      });
      shown.append(document.createElement("br"), text, button);
    }
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-words]")) countWords(event.target);
    if (event.target.matches("[data-sum]")) sumUp();
  });
  document.addEventListener("change", sumUp);
  document.querySelectorAll("table[data-rows]").forEach(setUpRows);
  document.querySelectorAll("form[data-autosave]").forEach(setUpAutosave);
  sumUp();
})();
