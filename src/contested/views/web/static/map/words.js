// What the map says in words: legend, tips, and lists that need no pointer.

const MOST_LINES = 100;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function days(one) {
  if (one.s && one.e && one.to - one.from === 1) return one.s;
  return one.s || one.e ? `${one.s ?? ".."}/${one.e ?? ".."}` : "undated";
}

export function names(data, actors) {
  return (actors ?? []).map((a) => data.actors[a][0]).join(" + ") || "–";
}

export function line(data, one) {
  const doubt = one.x ? "denied: " : "";
  const differ = one.d ? ` (origins differ on ${one.d.join(", ")})` : "";
  return `${doubt}${one.w} ${one.p ?? ""}, ${days(one)}: ${names(data, one.g)} → ${names(data, one.t)}${differ}`;
}

export function tip(data, { site, place, km }) {
  if (place) {
    const near = km ? [`the nearest place told of, about ${km} km away: nobody told of this spot`] : [];
    const by = place.besiegers.length ? `; besieged by ${names(data, place.besiegers)}` : "";
    return [place.p, `${place.contested ? "contested: " : "held by "}${names(data, place.holders)}${by}`, ...near];
  }
  const told = site.all.slice(0, 4).map((one) => line(data, one));
  const more = site.all.length > 4 ? [`and ${site.all.length - 4} more: click for the list`] : [];
  return [`${site.p || "here"}${site.k ? ` ± ${site.k} km` : ""}`, ...told, ...more];
}

export function list(data, target, title, seen, address) {
  const items = seen.slice(0, MOST_LINES).map((one) => {
    const to = address(one.i);
    return element("li", {}, to ? element("a", { href: to }, line(data, one)) : line(data, one));
  });
  const more = seen.length > MOST_LINES ? [element("p", { class: "note" }, `The first ${MOST_LINES} of ${seen.length.toLocaleString("en")}.`)] : [];
  target.replaceChildren(element("h2", {}, title), element("ul", {}, ...items), ...more);
}

export function legend(target, { names: known, rest }, colours) {
  const entry = (colour, label) => {
    const swatch = element("span", { class: `dot colour-${colour}` });
    return element("li", {}, swatch, label);
  };
  const items = known.map((one, n) => entry(n, `${one.label} ${one.count.toLocaleString("en")}`));
  if (rest) items.push(entry("rest", `other or not known ${rest.toLocaleString("en")}`));
  target.replaceChildren(...items);
}
