"use strict";
// Light up a claim and its words together, and sort tables by a column; pages work without either.

function lightUp(ids, on) {
  for (const id of ids) {
    document.getElementById(id)?.classList.toggle("lit", on);
    for (const seg of document.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`)) {
      seg.classList.toggle("lit", on);
    }
  }
}

for (const seg of document.querySelectorAll("[data-claims]")) {
  const ids = seg.dataset.claims.split(" ");
  seg.addEventListener("pointerenter", () => lightUp(ids, true));
  seg.addEventListener("pointerleave", () => lightUp(ids, false));
  seg.addEventListener("focus", () => lightUp(ids, true));
  seg.addEventListener("blur", () => lightUp(ids, false));
}

for (const claim of document.querySelectorAll(".reader aside .claim")) {
  claim.addEventListener("pointerenter", () => lightUp([claim.id], true));
  claim.addEventListener("pointerleave", () => lightUp([claim.id], false));
}

function cellKey(row, column) {
  const words = row.cells[column].textContent.trim();
  const number = Number(words.replaceAll(",", ""));
  return words !== "" && Number.isFinite(number) ? number : words.toLowerCase();
}

function sortBy(table, column, head) {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => {
    const [x, y] = [cellKey(a, column), cellKey(b, column)];
    const order = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === "number" ? -1 : 1;
    return up ? order : -order;
  });
  body.append(...rows);
}

function sortable(root) {
  for (const table of root.querySelectorAll("table.sortable:not([data-sorts])")) {
    table.dataset.sorts = "yes";
    for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sortBy(table, column, head));
    }
  }
}

sortable(document);

// Where the menu scrolls sideways, begin at the page that is open.
const here = document.querySelector("header nav a[aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;
