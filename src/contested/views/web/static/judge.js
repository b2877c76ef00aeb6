"use strict";
// Judge without leaving the page, and by keys; every button works without this file too.

const form = document.getElementById("judging");
const told = document.getElementById("told");
const cards = () => [...document.querySelectorAll("article.claim[data-claim]")].filter((c) => c.querySelector(".acts") && c.offsetParent !== null);
let current = null;

function say(words) {
  if (told) told.textContent = words;
}

async function fresh() {
  const answer = await fetch(location.pathname + location.search);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The server draws every card: take the new ones from the page as it is now.
function redraw(page) {
  for (const old of document.querySelectorAll("article.claim[data-claim]")) {
    const same = [...page.querySelectorAll(`article.claim[data-claim="${CSS.escape(old.dataset.claim)}"]`)];
    const now = same.find((c) => c.id === old.id);
    if (!now || now.outerHTML === old.outerHTML) continue;
    const made = document.importNode(now, true);
    const tick = old.querySelector("input[type=checkbox]")?.checked;
    const box = made.querySelector("input[type=checkbox]");
    if (box && tick) box.checked = true;
    if (old.classList.contains("current")) made.classList.add("current");
    const held = old.contains(document.activeElement);
    old.replaceWith(made);
    if (current === old) current = made;
    if (held) focusOn(made);
  }
  for (const id of ["pending", "ledger"]) {
    const [old, now] = [document.getElementById(id), page.getElementById(id)];
    if (old && now) old.replaceWith(document.importNode(now, true));
  }
}

function focusOn(card) {
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

async function send(button) {
  const data = new FormData(form);
  for (const box of document.querySelectorAll('input[type=checkbox][form="judging"]:checked')) {
    if (box.offsetParent === null && box.getClientRects().length === 0) {
      const kept = data.getAll("claim").filter((id) => id !== box.value);
      data.delete("claim");
      for (const id of kept) data.append("claim", id);
    }
  }
  data.append(button.name, button.value);
  const answer = await fetch("/judge", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(data),
  });
  const kept = await answer.json();
  if (!answer.ok) return say(kept.error);
  redraw(await fresh());
  if (button.name === "bulk") for (const box of document.querySelectorAll('input[form="judging"]:checked')) box.checked = false;
  say(`${kept.said}.`);
}

form?.addEventListener("submit", (event) => {
  if (!event.submitter || document.getElementById("reload")) return;
  event.preventDefault();
  send(event.submitter).catch(() => say("Not kept: the app does not answer."));
});

function step(by) {
  const all = cards();
  const at = all.indexOf(current);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  current?.classList.remove("current");
  current = next;
  current.classList.add("current");
  focusOn(current);
  current.scrollIntoView({ block: "center" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => current?.querySelector(".accept")?.click(),
  r: () => current?.querySelector(".reject")?.click(),
  u: () => current?.querySelector(".undo")?.click(),
  x: () => current?.querySelector("input[type=checkbox]")?.click(),
  e: () => current?.querySelector("a.edit")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !form) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("article.claim[data-claim]");
  if (!card || card === current) return;
  current?.classList.remove("current");
  current = card;
  card.classList.add("current");
});

const help = document.getElementById("show-keys");
if (help) {
  help.parentElement.hidden = false;
  help.addEventListener("click", KEYS["?"]);
}

// While a build runs its page follows it.
const building = document.getElementById("building");
async function follow() {
  const page = await fresh();
  const now = page.getElementById("building");
  if (!now) return;
  document.getElementById("building").replaceWith(document.importNode(now, true));
  if (now.dataset.running === "1") setTimeout(follow, 1000);
  else location.reload();
}
if (building?.dataset.running === "1") setTimeout(follow, 1000);
