// Reviewing by keyboard: j and k move between proposals, a accepts, e mends, x rejects. The page works without it.
(() => {
  "use strict";

  const list = document.querySelector("[data-proposals]");
  if (!list) return;
  const proposals = [...list.querySelectorAll("[data-proposal]")];
  let here = -1;

  /* The proposal one stands on and its place in the paper are marked, and the paper is scrolled to it. */
  const show = (at, focus) => {
    if (!proposals[at]) return;
    here = at;
    proposals.forEach((each, place) => { each.toggleAttribute("data-here", place === at); });
    document.querySelectorAll(".p-found[data-here]").forEach((each) => { each.removeAttribute("data-here"); });
    const number = proposals[at].id.replace("forslag-", "");
    document.querySelectorAll(`.p-found[href="#forslag-${CSS.escape(number)}"]`).forEach((each) => { each.setAttribute("data-here", ""); });
    const place = document.getElementById(`plats-${number}`);
    const paper = place?.closest(".p-reviewed");
    if (paper && paper.scrollHeight > paper.clientHeight) {
      paper.scrollTop = place.offsetTop - paper.offsetTop - paper.clientHeight / 3;
    }
    if (focus) proposals[at].focus({ preventScroll: false });
  };

  const fromAddress = () => {
    const at = proposals.findIndex((each) => `#${each.id}` === location.hash);
    const open = proposals.findIndex((each) => each.dataset.status === "proposed");
    show(at >= 0 ? at : Math.max(open, 0), at >= 0);
  };

  list.addEventListener("focusin", (event) => {
    const at = proposals.indexOf(event.target.closest("[data-proposal]"));
    if (at >= 0 && at !== here) show(at, false);
  });

  const acts = {
    j: () => show(Math.min(here + 1, proposals.length - 1), true),
    k: () => show(Math.max(here - 1, 0), true),
    a: () => {
      const only = proposals[here]?.querySelector('[data-accept="only"]');
      (only ? () => only.click() : () => proposals[here]?.querySelector("[data-accept]")?.focus())();
    },
    e: () => proposals[here]?.querySelector("[data-mend]")?.click(),
    x: () => proposals[here]?.querySelector("[data-reject]")?.click(),
  };
  acts.ArrowDown = acts.j;
  acts.ArrowUp = acts.k;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea, summary, .p-reviewed")) return;
    if (event.key.startsWith("Arrow") && !event.target.closest("[data-proposals]")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
