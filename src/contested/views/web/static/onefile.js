"use strict";
// One page of the file at a time, chosen by the address (`#page`, `#page~7` for narrator 7,
// `#find=words`); without scripts all pages stand below each other.
{
  const ELSEWHERE = ["front", "incidents", "accounts", "actors", "places", "causes", "voices"]; // each line has a page
  const MOST = 40; // hits shown of each kind
  const FILTERED = 8; // a table with more rows than this gets a filter
  const NAMES = { incident: "Incidents", claim: "Claims", passage: "Passages of accounts", account: "Accounts", actor: "Actors", place: "Places", report: "Reports" };
  const pages = [...document.querySelectorAll("section.page")];
  const heard = JSON.parse(document.getElementById("data-voices").textContent).map((ids) => new Set(ids));
  const pick = document.getElementById("voice");
  const field = document.getElementById("search");
  const whole = new Map(); // what a page shows when everybody is heard
  let voice = "";
  let index = null;

  function address() {
    const words = location.hash.slice(1);
    if (words.startsWith("find=")) return { name: "found", words: decodeURIComponent(words.slice(5)) };
    const [name, number = null] = decodeURIComponent(words).split("~");
    return { name, number };
  }

  function open() {
    const { name, number, words } = address();
    if (number !== null && number !== undefined) voice = heard[Number(number)] ? number : "";
    if (words !== undefined) find(words);
    const target = document.getElementById(name);
    const shown = target?.closest("section.page") ?? (name === "main" ? null : pages[0]);
    if (!shown) return;
    for (const one of pages) one.hidden = one !== shown;
    for (const link of document.querySelectorAll("header nav a")) {
      if (link.hash === `#${shown.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = `${shown.querySelector("h1")?.textContent ?? ""} · ${document.querySelector(".brand").textContent}`;
    pick.value = voice;
    dress(shown);
    const again = document.getElementById(name);
    if (again && again !== shown) again.scrollIntoView();
    else window.scrollTo(0, 0);
    window.dispatchEvent(new Event("resize")); // a map drawn while hidden has no size
  }

  // The page as the chosen narrator alone tells it: another rendering, or claims of others hidden.
  function dress(page) {
    if ((page.dataset.heard ?? "") === voice) return;
    page.dataset.heard = voice;
    if (page.id === "map") {
      const own = document.getElementById("map-narrator");
      if (own && own.value !== voice) {
        own.value = voice;
        own.dispatchEvent(new Event("change"));
      }
      return;
    }
    if (!whole.has(page)) whole.set(page, [...page.childNodes]);
    const told = document.querySelector(`template[data-page="${page.id}"][data-voice="${voice}"]`);
    page.replaceChildren(...(told ? [told.content.cloneNode(true)] : whole.get(page)));
    if (!told) hush(page);
    ready(page);
  }

  function hush(page) {
    page.querySelector(".hushed")?.remove();
    const own = voice === "" ? null : heard[Number(voice)];
    const cards = [...page.querySelectorAll("article.claim")];
    for (const card of cards) card.hidden = own !== null && !own.has(card.dataset.claim);
    for (const side of page.querySelectorAll(".sides > div")) {
      side.hidden = own !== null && [...side.querySelectorAll("article.claim")].every((c) => c.hidden);
    }
    for (const seg of page.querySelectorAll(".seg")) {
      seg.classList.toggle("unheard", own !== null && !seg.dataset.claims.split(" ").some((id) => own.has(id)));
    }
    if (own === null || !cards.length) return;
    const left = new Set(cards.filter((c) => c.hidden).map((c) => c.dataset.claim)).size;
    const name = pick.selectedOptions[0].textContent;
    const note = make("p", "note hushed", `According to ${name}: ${left} claim${left === 1 ? "" : "s"} of others not shown; what else stands here weighs all narrators.`);
    page.querySelector("h1").after(note);
  }

  function make(tag, kind, words = "") {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.textContent = words;
    return made;
  }

  // Tables that can be sorted and, where long, filtered by a word.
  function ready(page) {
    sortable(page);
    for (const table of page.querySelectorAll("table.sortable")) {
      if (table.tBodies[0].rows.length <= FILTERED || table.dataset.filtered) continue;
      table.dataset.filtered = "yes";
      const label = make("label", "filter", "Only rows with ");
      const words = make("input");
      words.type = "search";
      words.addEventListener("input", () => {
        const wanted = fold(words.value);
        for (const row of table.tBodies[0].rows) row.hidden = !fold(row.textContent).includes(wanted);
      });
      label.append(words);
      (table.closest(".scroll") ?? table).before(label);
    }
  }

  function fold(words) {
    return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  }

  // Everything in the file that has words of its own, each with where it stands.
  function entries() {
    const out = [];
    const add = (kind, title, text, name, claim = null) => out.push({ kind, title, text, folded: fold(`${title} ${text}`), name, claim });
    for (const page of pages) {
      const root = document.createElement("div");
      root.append(...(whole.get(page) ?? [...page.childNodes]).map((node) => node.cloneNode(true)));
      const title = root.querySelector("h1")?.textContent ?? page.id;
      const kind = page.dataset.kind;
      if (kind === "found" || page.id === "map" || kind === "claim") continue;
      if (kind === "list") {
        if (ELSEWHERE.includes(page.id)) continue;
        for (const row of root.querySelectorAll("tbody tr, li")) add(title, title, row.cells ? [...row.cells].map((c) => c.textContent.trim()).filter(Boolean).join(" · ") : row.textContent, page.id);
        continue;
      }
      const lead = ["incident", "account"].includes(kind) ? root.querySelector(".lead")?.textContent ?? "" : "";
      add(kind, title, kind === "report" ? root.textContent : lead, page.id);
      if (kind !== "account") continue;
      for (const card of root.querySelectorAll("article.claim[id]")) {
        add("claim", card.querySelector("blockquote")?.textContent ?? "", [".roles", ".tag", ".says"].map((c) => card.querySelector(c)?.textContent ?? "").join(" · "), card.id, card.id);
      }
      for (const passage of root.querySelectorAll(".passage .words")) add("passage", title, passage.textContent, page.id);
    }
    return out;
  }

  function find(words) {
    index ??= entries();
    if (field.value !== words) field.value = words;
    const wanted = fold(words).split(" ").filter(Boolean);
    const own = voice === "" ? null : heard[Number(voice)];
    const hits = wanted.length ? index.filter((e) => wanted.every((w) => e.folded.includes(w)) && (own === null || e.claim === null || own.has(e.claim))) : [];
    const kinds = new Map();
    for (const hit of hits) kinds.set(hit.kind, [...(kinds.get(hit.kind) ?? []), hit]);
    const order = Object.keys(NAMES);
    const rank = (kind) => (order.includes(kind) ? order.indexOf(kind) : order.length);
    const parts = [...kinds].sort((a, b) => rank(a[0]) - rank(b[0])).flatMap(([kind, some]) => {
      const list = make("ul");
      list.append(...some.slice(0, MOST).map((hit) => line(hit, wanted)));
      const more = some.length > MOST ? [make("p", "note", `The first ${MOST} of ${some.length.toLocaleString("en")}.`)] : [];
      return [make("h2", "", `${NAMES[kind] ?? kind} (${some.length.toLocaleString("en")})`), list, ...more];
    });
    document.getElementById("found-list").replaceChildren(...parts);
    document.getElementById("found-count").textContent = wanted.length
      ? `${hits.length.toLocaleString("en")} found for “${words.trim()}”` : "Type words to look for.";
  }

  function line(hit, wanted) {
    const made = make("li");
    made.dir = "auto";
    const link = make("a", "", hit.title || hit.kind);
    link.href = `#${hit.name}`;
    const around = snippet(hit.text, wanted);
    made.append(link, ...(around ? [document.createElement("br"), make("span", "note", around)] : []));
    return made;
  }

  function snippet(text, wanted) {
    const flat = text.replace(/\s+/g, " ").trim();
    const at = Math.max(0, flat.toLowerCase().indexOf(wanted[0]));
    return `${at > 60 ? "… " : ""}${flat.slice(Math.max(0, at - 60), at + 140)}${flat.length > at + 140 ? " …" : ""}`;
  }

  pick.addEventListener("change", () => {
    voice = pick.value;
    const { name, words } = address();
    history.replaceState(null, "", words === undefined ? `#${name || pages[0].id}~${voice}` : location.hash);
    open();
  });
  field.addEventListener("input", () => {
    history.replaceState(null, "", field.value.trim() ? `#find=${encodeURIComponent(field.value)}` : "#front");
    open();
  });
  for (const form of [document.getElementById("finder"), document.getElementById("hearing")]) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  document.addEventListener("map-wired", () => {
    document.getElementById("map").dataset.heard = "";
    document.getElementById("map-narrator").addEventListener("change", (event) => {
      if (heard[Number(event.target.value)] || event.target.value === "") {
        voice = pick.value = event.target.value;
        document.getElementById("map").dataset.heard = voice;
      }
    });
    open();
  });
  window.addEventListener("hashchange", open);
  for (const page of pages) ready(page);
  open();
}
