// The search field of every page: asks /api/v1/search while the reader types, lists what is found, Enter goes to the best.
for (const box of document.querySelectorAll(".seek:not([data-on])")) {
  box.dataset.on = "";
  const field = box.querySelector("input"), list = box.querySelector("[role=listbox]");
  const words = JSON.parse(box.dataset.words);
  let hits = [], at = -1, asked = 0, timer = 0;

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const way = ({ address }) => // a pinned build goes with the reader
    box.dataset.build ? `${address}${address.includes("?") ? "&" : "?"}build=${encodeURIComponent(box.dataset.build)}` : address;
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    list.querySelectorAll("[role=option]").forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (hits.length) field.setAttribute("aria-activedescendant", `seek-${at}`);
  };
  const show = (answer) => {
    const kinds = Map.groupBy ? Map.groupBy(answer.hits, (hit) => hit.kind) : new Map([["", answer.hits]]);
    hits = [...kinds.values()].flat();
    list.replaceChildren();
    if (!answer.found) list.append(element("p", words[hits.length ? "nearest" : "nothing"].replace("{q}", answer.q), { role: "presentation" }));
    let place = 0;
    for (const [kind, found] of kinds) {
      const group = element("div", "", { role: "group", "aria-label": words[kind] || "" });
      if (words[kind]) group.append(element("h4", words[kind], { "aria-hidden": "true" }));
      for (const hit of found) {
        const option = element("a", "", { href: way(hit), role: "option", id: `seek-${place++}`, tabindex: "-1" });
        option.append(element("b", hit.label), element("small", hit.detail));
        group.append(option);
      }
      list.append(group);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(0);
  };
  const ask = async () => {
    const q = field.value.trim(), mine = ++asked;
    if (!q) return close();
    const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(q)}&${box.dataset.scope}`).catch(() => null);
    if (mine === asked && answer && answer.ok) show(await answer.json());
  };
  const go = async () => {
    clearTimeout(timer);
    await ask();
    if (hits[at]) window.location.assign(way(hits[at]));
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  field.addEventListener("focus", () => { if (field.value.trim()) ask(); });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !list.hidden && hits[at]) window.location.assign(way(hits[at]));
    else if (event.key === "Enter") go();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    }
  });
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
}
