// What is seen of a case at one setting: which incidents, in which colour, and who holds what.

export const DAY = 86400000;
export const NOBODY = -1;
const MOST = 8; // colours; further camps and acts share the last

export function toDay(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function toIso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

// One incident as all origins together tell it, or as one of them does.
function told(incident, origin) {
  const own = origin === null ? null : incident.r?.[origin];
  return own ? { ...incident, x: 0, ...own } : incident;
}

function interval(one) {
  const start = one.s ? toDay(one.s) : null;
  const end = one.e ? toDay(one.e) : null;
  return { from: start ?? end - 1, to: end ?? start + 1, open: !one.s || !one.e, dated: Boolean(one.s || one.e) };
}

export function seenBy(data, origin, strikes) {
  const mine = (one) => origin === null || (one.n ?? []).includes(origin);
  const wanted = (one) => !strikes || one.w.startsWith("ASSAULT");
  return data.incidents.filter((one) => mine(one) && wanted(one)).map((one) => {
    const seen = told(one, origin);
    return { ...seen, ...interval(seen), placed: seen.a !== undefined };
  });
}

export function spellsBy(data, origin) {
  return data.spells
    .filter((one) => origin === null || (one.n ?? []).includes(origin))
    .map((one) => ({ ...one, held: origin === null ? one.h ?? [] : (one.h ?? []).slice(0, 1) }));
}

// The colour class of each incident, and the classes in order: [{ label, count }].
export function classes(data, seen, by) {
  const keyOf = {
    agent: (one) => campOf(data, one.g),
    target: (one) => campOf(data, one.t),
    act: (one) => one.w.split(" ").slice(0, one.w.startsWith("control") ? 1 : 2).join(" "),
  }[by];
  const counts = new Map();
  for (const one of seen) {
    one.key = keyOf(one);
    if (one.key !== NOBODY) counts.set(one.key, (counts.get(one.key) ?? 0) + 1);
  }
  const order = [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const shown = order.slice(0, MOST);
  for (const one of seen) one.colour = shown.indexOf(one.key);
  const names = shown.map((key) => ({ key, label: by === "act" ? key : data.camps[key], count: counts.get(key) }));
  const rest = seen.filter((one) => one.colour === NOBODY).length;
  return { names, rest };
}

export function campOf(data, actors) {
  for (const actor of actors ?? []) {
    if (data.actors[actor][1] !== NOBODY) return data.actors[actor][1];
  }
  return NOBODY;
}

// Incidents of the window put together by place: one mark on the map each.
export function sites(seen, from, to) {
  const found = new Map();
  for (const one of seen) {
    if (!one.placed || !meets(one, from, to)) continue;
    const key = `${one.a},${one.o}`;
    let here = found.get(key);
    if (!here) found.set(key, (here = { a: one.a, o: one.o, p: one.p, k: 0, all: [], by: new Map() }));
    here.all.push(one);
    here.k = Math.max(here.k, one.k ?? 0);
    here.by.set(one.colour, (here.by.get(one.colour) ?? 0) + 1);
  }
  return [...found.values()].sort((a, b) => b.all.length - a.all.length);
}

export function meets(one, from, to) {
  return one.dated && one.from < to && one.to > from;
}

// Who holds each place on a day; several holders, or a spell that is contested, are in dispute.
export function heldOn(spells, day) {
  const iso = toIso(day);
  const found = new Map();
  for (const one of spells) {
    if (one.a === undefined || (one.s && one.s > iso) || (one.e && one.e <= iso)) continue;
    if (!one.s && one.k && one.k > iso) continue;
    const key = `${one.p}${one.a},${one.o}`;
    const here = found.get(key) ?? { p: one.p, a: one.a, o: one.o, holders: [], besiegers: [], contested: false };
    here.contested ||= one.x === "contested" && one.held.length > 1;
    here.holders.push(...(one.x === "besieged" ? [] : one.held));
    here.besiegers.push(...(one.b ?? []));
    here.inside = one.x === "besieged" ? one.held : here.inside;
    found.set(key, here);
  }
  return [...found.values()].map((here) => {
    const holders = [...new Set(here.holders.length ? here.holders : here.inside ?? [])];
    return { ...here, holders, besiegers: [...new Set(here.besiegers)], contested: here.contested || holders.length > 1 };
  });
}

// How precisely the places are told that incidents lie at, by where they are.
export function precisions(data) {
  const found = new Map();
  for (const { a, o, k } of data.incidents) {
    if (a !== undefined && k) found.set(`${a},${o}`, Math.min(k, found.get(`${a},${o}`) ?? Infinity));
  }
  return found;
}

// The days that most incidents lie in, and those of all of them.
export function spans(seen) {
  const dated = seen.filter((one) => one.dated);
  if (!dated.length) return null;
  const starts = dated.map((one) => one.from).sort((a, b) => a - b);
  const ends = dated.map((one) => one.to).sort((a, b) => a - b);
  const at = (days, share) => days[Math.min(days.length - 1, Math.floor(share * days.length))];
  const whole = [starts[0], ends.at(-1)];
  const most = [at(starts, 0.1), at(ends, 0.97)];
  return { whole, most: most[1] - most[0] < 7 ? [most[0] - 3, most[1] + 3] : most };
}
