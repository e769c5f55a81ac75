"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".card")];
  const tools = byId("tools"), search = byId("search"), rule = byId("rule"), order = byId("order");
  const rank = { rejected: 0, undecided: 1, accepted: 2 };
  const orders = {
    given: () => 0,
    worst: (a, b) => rank[a.dataset.verdict] - rank[b.dataset.verdict],
    name: (a, b) => (a.dataset.name < b.dataset.name ? -1 : a.dataset.name > b.dataset.name ? 1 : 0),
    bytes: (a, b) => Number(b.dataset.bytes) - Number(a.dataset.bytes),
  };
  const texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set([...tools.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
    let count = 0;
    for (const card of cards) {
      const isShown = verdicts.has(card.dataset.verdict)
        && (!rule.value || card.dataset.rules.split(" ").includes(rule.value))
        && words.every((word) => texts.get(card).includes(word));
      card.hidden = !isShown;
      if (isShown) count += 1;
    }
    byId("shown").textContent = `${count} of ${cards.length} shown`;
  };
  const arrange = () => byId("cards").append(...[...cards].sort(orders[order.value]));

  const visible = () => [...document.querySelectorAll(".card:not([hidden])")];
  const step = (by) => {
    const shown = visible();
    const at = shown.indexOf(document.activeElement?.closest?.(".card"));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    byId("shown").textContent = "copied";
  };

  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", show);
  order.addEventListener("change", arrange);
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.text));
  }
  // Whoever follows a mark to a card that is hidden wants to see it.
  const reveal = () => {
    const card = cards.find((card) => `#${card.id}` === location.hash);
    if (card) {
      card.hidden = false;
      card.focus();
    }
  };
  addEventListener("hashchange", reveal);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) return search.blur();
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "c") {
      const buttons = document.activeElement?.closest?.(".card")?.querySelectorAll(".copy") ?? [];
      if (buttons.length) copy([...buttons].map((button) => button.dataset.text).join("\n\n"));
    }
  });
  show();
  reveal();
})();
