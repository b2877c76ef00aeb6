// The page: one state (who tells, which days, which colours), kept in the address, drawn anew.

import { Areas } from "./areas.js";
import { classes, heldOn, meets, NOBODY, precisions, seenBy, sites, spans, spellsBy, toDay, toIso } from "./cases.js";
import { Ground } from "./ground.js";
import { Timeline } from "./timeline.js";
import { legend, list, tip } from "./words.js";

const STEP_MS = 350;
const page = document.getElementById("map-page");
const by = (id) => document.getElementById(`map-${id}`);
const state = { origin: null, colour: "agent", strikes: false, control: "points", reach: 20, whole: false, window: null };
const CONTROL = ["points", "areas", "0"];
const REACHES = [10, 20, 40, 80]; // km

// Data that stands in the page itself (the one-file case), else from this server.
async function read(name, address) {
  const inline = document.getElementById(`data-${name}`);
  if (inline) return JSON.parse(inline.textContent);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

// Colours stand in the style sheet for light and dark; only a computed colour has chosen one.
function shade(name) {
  const probe = by("probe");
  probe.style.color = `var(--map-${name})`;
  return getComputedStyle(probe).color;
}

function look() {
  const of = shade;
  return { ink: of("ink"), soft: of("soft"), paper: of("paper"), sea: of("sea"), land: of("land"), border: of("border") };
}

// Where an incident is told, in the same narrator's words; nowhere when the file had no room for it.
function incidentAddress(id) {
  const address = page.dataset.incident.replace("ID", encodeURIComponent(id));
  if (page.dataset.shared === "no") return document.getElementById(address.slice(1)) ? address : null;
  return state.origin === null ? address : `${address}?according=${encodeURIComponent(narrator())}`;
}

function narrator() {
  return view.data.origins[state.origin][0];
}

class View {
  constructor(data) {
    this.data = data;
    this.precise = precisions(data);
    this.ground = new Ground(by("canvas"), () => this.paint);
    this.timeline = new Timeline(by("time"), by("brush"), look, (days) => this.brushed(days));
  }

  // Read once a change, not once a mark.
  colours() {
    const some = Array.from({ length: 8 }, (_, n) => shade(`colour-${n}`));
    const rest = shade("colour-rest");
    const camp = new Map(this.known.names.map((one, n) => [one.key, some[n]]));
    const free = some.slice(this.known.names.length);
    return {
      of: (n) => some[n] ?? rest,
      holder: (actor) => {
        const side = this.data.actors[actor]?.[1] ?? NOBODY;
        if (state.colour === "act") return some[side] ?? rest;
        return camp.get(side) ?? free[side % Math.max(1, free.length)] ?? rest;
      },
    };
  }

  // Everything anew: another narrator, another colour, another size.
  refresh(refit = false) {
    if (!by("canvas").clientWidth) return; // hidden: drawn when it is shown
    this.paint = look();
    this.seen = seenBy(this.data, state.origin, state.strikes);
    this.spells = spellsBy(this.data, state.origin);
    this.known = classes(this.data, this.seen, state.colour);
    this.shades = this.colours();
    this.spans = spans(this.seen);
    if (refit) this.ground.fit(this.seen.filter((one) => one.placed));
    legend(by("legend"), this.known);
    this.timeline.resize();
    this.span = this.spans?.[state.whole ? "whole" : "most"] ?? [0, 1];
    this.timeline.put(this.seen, this.span, this.shades);
    if (state.window) this.timeline.show(state.window);
    this.ground.moved = true;
    this.draw();
  }

  // What the brushed days show.
  draw() {
    const began = performance.now();
    const [from, to] = state.window ?? this.spans?.whole ?? [0, 1];
    const day = (state.window ? to : Math.max(this.span[1], to)) - 1;
    const here = sites(this.seen, from, to);
    const held = state.control === "0" ? [] : heldOn(this.spells, day)
      .map((place) => ({ ...place, precise: this.precise.get(`${place.a},${place.o}`) }));
    const areas = state.control === "areas" ? new Areas(held, state.reach) : null;
    this.ground.put(here, held, this.shades, areas);
    this.tell(from, to, day, held.length);
    this.explain(areas);
    page.dataset.brushed = (performance.now() - began).toFixed(1);
  }

  tell(from, to, day, held) {
    const inside = this.seen.filter((one) => meets(one, from, to));
    const placed = inside.filter((one) => one.placed).length;
    const undated = this.seen.filter((one) => !one.dated).length;
    const parts = [
      `${inside.length.toLocaleString("en")} incidents ${state.window ? `from ${toIso(from)} to ${toIso(to - 1)}` : "in all"}`,
      inside.length > placed ? `${inside.length - placed} of them without a place on the map` : "",
      undated ? `${undated} more without a date` : "",
      state.control !== "0" ? `${held} places held on ${toIso(day)}` : "",
    ];
    by("status").textContent = `${parts.filter(Boolean).join("; ")}.`;
    by("from").value = state.window ? toIso(from) : "";
    by("to").value = state.window ? toIso(to - 1) : "";
    page.dataset.inside = inside.length;
    clearTimeout(this.listing);
    this.listing = setTimeout(() => list(this.data, by("list"), "In these days", inside, incidentAddress), 200);
  }

  // What an area is, and what it is not.
  explain(areas) {
    by("areas").hidden = !areas;
    by("reach").disabled = !areas;
    page.dataset.areas = areas?.spots.length ?? "";
    const wide = areas?.wide.length ? ` ${areas.wide.length} told less precisely than that have none.` : "";
    if (areas) {
      by("areas").textContent = `An area is only the land nearest to a place that is told to be held, up to ${state.reach} km from it and in the same country: `
        + `nobody told of the area itself. Striped: origins differ on the holder.${wide}`;
    }
  }

  brushed(days) {
    state.window = days;
    this.draw();
    keep();
  }

  show(days) {
    state.window = days;
    this.timeline.show(days ?? [0, 0]);
    this.draw();
    keep();
  }

  // A window of a week (or what is brushed) goes over the span, day by day.
  play() {
    const button = by("play");
    if (this.playing) {
      clearInterval(this.playing);
      this.playing = null;
      button.textContent = "Play";
      return;
    }
    const [first, last] = this.span;
    const wide = state.window ? state.window[1] - state.window[0] : Math.max(1, Math.round((last - first) / 12));
    const step = Math.max(1, Math.round((last - first) / 120));
    if (!state.window || state.window[1] >= last) this.show([first, first + wide]);
    button.textContent = "Pause";
    this.playing = setInterval(() => {
      if (state.window === null || state.window[1] >= last) this.play();
      else this.show(state.window.map((d) => d + step));
    }, STEP_MS);
  }
}

// The address names the setting, so that it can be shared.
function keep() {
  const asked = new URLSearchParams();
  if (state.origin !== null) asked.set("according", narrator());
  if (state.window) asked.set("days", state.window.map(toIso).join("/"));
  for (const name of ["strikes", "whole"]) if (state[name]) asked.set(name, "1");
  if (state.control !== "points") asked.set("control", state.control);
  if (state.control === "areas" && state.reach !== 20) asked.set("reach", state.reach);
  if (state.colour !== "agent") asked.set("colour", state.colour);
  if (page.dataset.shared !== "yes") return;
  history.replaceState(null, "", `?${asked}`);
  for (const link of document.querySelectorAll("header a[href^='/']")) { // other pages go on with it
    const to = new URL(link.href);
    if (state.origin === null) to.searchParams.delete("according");
    else to.searchParams.set("according", narrator());
    link.setAttribute("href", to.pathname + to.search);
  }
}

function recall(data) {
  const asked = new URLSearchParams(location.search);
  const origin = data.origins.findIndex(([key]) => key === (asked.get("according") ?? asked.get("narrator")));
  state.origin = origin < 0 ? null : origin;
  const [from, to] = (asked.get("days") ?? "").split("/").map(toDay);
  state.window = to > from ? [from, to] : null;
  state.strikes = asked.has("strikes");
  state.whole = asked.has("whole");
  state.control = CONTROL.find((c) => c === asked.get("control")) ?? "points";
  state.reach = REACHES.find((km) => String(km) === asked.get("reach")) ?? 20;
  state.colour = ["agent", "target", "act"].find((c) => c === asked.get("colour")) ?? "agent";
}

function wire(data) {
  const narrators = data.origins.map(([, name], n) => new Option(name, n));
  by("narrator").append(...narrators);
  by("narrator").value = state.origin ?? "";
  by("colour").value = state.colour;
  by("control").value = state.control;
  by("reach").value = state.reach;
  for (const name of ["strikes", "whole"]) by(name).checked = state[name];
  const change = (id, set) => by(id).addEventListener("change", () => {
    set(by(id));
    view.refresh();
    keep();
  });
  change("narrator", (field) => { state.origin = field.value === "" ? null : Number(field.value); });
  change("colour", (field) => { state.colour = field.value; });
  change("control", (field) => { state.control = field.value; });
  change("reach", (field) => { state.reach = Number(field.value); });
  for (const name of ["strikes", "whole"]) change(name, (field) => { state[name] = field.checked; });
  for (const id of ["from", "to"]) {
    by(id).addEventListener("change", () => {
      const [from, to] = [by("from").value, by("to").value];
      if (from || to) view.show([toDay(from || to), toDay(to || from) + 1]);
    });
  }
  by("all").addEventListener("click", () => view.show(null));
  by("play").addEventListener("click", () => view.play());
  by("near").addEventListener("click", () => view.ground.zoom.scaleBy(d3.select(by("canvas")), 1.6));
  by("far").addEventListener("click", () => view.ground.zoom.scaleBy(d3.select(by("canvas")), 1 / 1.6));
  by("fit").addEventListener("click", () => view.refresh(true));
  by("canvas").addEventListener("pointermove", hover);
  by("canvas").addEventListener("pointerleave", () => { by("tip").hidden = true; });
  by("canvas").addEventListener("click", click);
  window.addEventListener("resize", () => view.refresh(true));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.refresh());
}

function hover(event) {
  const found = view.ground.hit(event.offsetX, event.offsetY);
  const box = by("tip");
  box.hidden = !found;
  by("canvas").classList.toggle("over", Boolean(found));
  if (!found) return;
  box.replaceChildren(...tip(view.data, found).flatMap((words, n) => (n ? [document.createElement("br"), words] : [words])));
  const right = event.offsetX > view.ground.size[0] / 2;
  box.style.left = `${right ? event.offsetX - 14 - box.offsetWidth : event.offsetX + 14}px`;
  box.style.top = `${Math.min(event.offsetY + 10, view.ground.size[1] - box.offsetHeight)}px`;
}

function click(event) {
  const site = view.ground.hit(event.offsetX, event.offsetY)?.site;
  if (!site) return;
  const only = site.all.length === 1 && incidentAddress(site.all[0].i);
  if (only) location.assign(only);
  else {
    list(view.data, by("here"), `${site.all.length} incidents at ${site.p || "this place"}`, site.all, incidentAddress);
    by("here").scrollIntoView({ block: "nearest" });
  }
}

async function grounds(ground) {
  const borders = await read("borders", page.dataset.borders);
  for (const shape of topojson.feature(borders, borders.objects.countries).features) ground.layer(shape, "country");
  for (const name of JSON.parse(page.dataset.layers)) {
    const layer = await read(`geo-${name}`, `/data/geo/${encodeURIComponent(name)}`);
    for (const shape of layer.features ?? [layer]) {
      ground.layer(shape, /line/i.test(shape.geometry?.type ?? "") ? "river" : "province");
    }
  }
}

let view;
async function start() {
  const data = await read("map", "/data/map.json");
  recall(data);
  view = new View(data);
  wire(data);
  document.dispatchEvent(new Event("map-wired"));
  await grounds(view.ground);
  by("loading").hidden = true;
  view.refresh(true);
  page.dataset.ready = "yes";
}

if (page && window.d3) {
  start().catch((error) => {
    by("loading").hidden = false;
    by("loading").textContent = `The map could not be drawn: ${error.message}`;
  });
}
