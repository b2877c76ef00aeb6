"use strict";
// One page of the file at a time, chosen by the address; without scripts all stand below each other.

const pages = [...document.querySelectorAll("section.page")];

function open() {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(name);
  const shown = target?.closest("section.page") ?? (name === "main" ? null : pages[0]);
  if (!shown) return;
  for (const one of pages) one.hidden = one !== shown;
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.hash === `#${shown.id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (target && target !== shown) target.scrollIntoView();
  else window.scrollTo(0, 0);
  window.dispatchEvent(new Event("resize")); // a map drawn while hidden has no size
}

window.addEventListener("hashchange", open);
open();
