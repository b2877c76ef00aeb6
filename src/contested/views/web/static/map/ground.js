// The map itself: borders once for every view, marks for every setting, labels where there is room.

import { NOBODY } from "./cases.js";

const KM = 6371;
const DOT = 5;
const SIDE = 7; // half of a square
const MOST_LABELS = 60;
const MOST_RINGS = 80; // more places than this, and rings would hide what they surround
const COVERED = 0.12; // share of the map that all marks together may cover
const CROWD = 60; // more marks than this may cover so much of where they lie
const CROWDED = 0.4;

export class Ground {
  constructor(canvas, look) {
    this.canvas = canvas;
    this.look = look;
    this.shapes = [];
    this.transform = d3.zoomIdentity;
    this.base = document.createElement("canvas");
    this.hits = [];
    this.homes = new Map();
    this.zoom = d3.zoom().scaleExtent([0.2, 400]).on("zoom", ({ transform }) => {
      this.transform = transform;
      this.soon(true);
    });
    d3.select(canvas).call(this.zoom);
  }

  // Put the middle nine tenths of the points into view; a stray one does not make it a world map.
  fit(points) {
    const box = this.canvas.getBoundingClientRect();
    this.size = [box.width, box.height];
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.canvas, this.base]) {
      canvas.width = Math.round(box.width * ratio);
      canvas.height = Math.round(box.height * ratio);
      canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    const middle = (values) => {
      const order = [...values].sort((a, b) => a - b);
      return [order[Math.floor(order.length * 0.05)], order[Math.ceil(order.length * 0.95) - 1]];
    };
    const [south, north] = points.length ? middle(points.map((p) => p.a)) : [-50, 70];
    const [west, east] = points.length ? middle(points.map((p) => p.o)) : [-170, 170];
    const pad = Math.max(0.4, 0.15 * Math.max(north - south, east - west));
    const corners = { type: "MultiPoint", coordinates: [[west - pad, south - pad], [east + pad, north + pad]] };
    this.projection = d3.geoMercator().fitExtent([[20, 20], [box.width - 20, box.height - 20]], corners);
    d3.select(this.canvas).call(this.zoom.transform, d3.zoomIdentity);
  }

  layer(shape, kind) {
    this.shapes.push({ shape, kind, bounds: d3.geoBounds(shape) });
  }

  put(sites, held, colours, areas = null) {
    Object.assign(this, { sites, held, colours, areas });
    this.soon(false);
  }

  // Paint in the next frame, the borders too when the view moved.
  soon(moved) {
    this.moved ||= moved;
    if (this.waiting || !this.projection || !this.sites) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = null;
      this.paint();
    });
  }

  paint() {
    const began = performance.now();
    if (this.moved) this.paintBase();
    this.moved = false;
    const pen = this.canvas.getContext("2d");
    const [width, height] = this.size;
    pen.clearRect(0, 0, width, height);
    pen.drawImage(this.base, 0, 0, width, height);
    this.hits = [];
    this.boxes = [];
    this.shrink = this.crowding();
    this.areas?.paint(pen, this);
    for (const site of this.sites) this.precision(pen, site);
    for (const place of this.held) this.holding(pen, place);
    for (const site of this.sites) this.mark(pen, site);
    this.labels(pen);
    this.canvas.dataset.painted = (performance.now() - began).toFixed(1);
  }

  // How much smaller marks are drawn where there are too many: on the map, or where they all lie.
  crowding() {
    const spots = (some) => some.map((one) => this.at(one.o, one.a) ?? [-99, -99]).filter((at) => this.inside(at));
    const all = [...spots(this.sites), ...spots(this.areas ? [] : this.held)];
    const area = this.sites.reduce((sum, site) => sum + Math.PI * grown(site) ** 2, 0) * (all.length ? 1 : 0)
      + 4 * SIDE ** 2 * (this.areas ? 0 : this.held.length);
    const wide = (n) => Math.max(...all.map((at) => at[n])) - Math.min(...all.map((at) => at[n])) + 4 * DOT;
    const room = all.length > CROWD ? CROWDED * wide(0) * wide(1) : Infinity;
    return Math.min(1, Math.sqrt(Math.min(room, COVERED * this.size[0] * this.size[1]) / Math.max(1, area)));
  }

  radius(site) {
    return Math.max(2, grown(site) * this.shrink);
  }

  at(lon, lat) {
    const point = this.projection([lon, lat]);
    return point && this.transform.apply(point);
  }

  inside([x, y], margin = 0) {
    return x > -margin && y > -margin && x < this.size[0] + margin && y < this.size[1] + margin;
  }

  paintBase() {
    const pen = this.base.getContext("2d");
    const { ink, sea, land: ground, border, soft } = this.look();
    const [width, height] = this.size;
    pen.fillStyle = sea;
    pen.fillRect(0, 0, width, height);
    const { k, x, y } = this.transform;
    const scale = this.projection.scale();
    const [tx, ty] = this.projection.translate();
    const moved = d3.geoMercator().scale(scale * k).translate([tx * k + x, ty * k + y]).center(this.projection.center())
      .clipExtent([[-20, -20], [width + 20, height + 20]]);
    const path = d3.geoPath(moved, pen);
    this.countries = [];
    this.lands = new Map();
    for (const { shape, kind, bounds } of this.shapes) {
      if (!this.near(bounds, moved)) continue;
      pen.beginPath();
      path(shape);
      if (kind === "country") {
        pen.fillStyle = ground;
        pen.fill();
        const land = new Path2D();
        d3.geoPath(moved, land)(shape);
        this.lands.set(shape, land);
        const [cx, cy] = path.centroid(shape);
        const [[x0, y0], [x1, y1]] = path.bounds(shape);
        const room = Math.min(x1 - x0, y1 - y0);
        if (Number.isFinite(cx) && room > 40) this.countries.push({ x: cx, y: cy, name: shape.properties.name, room: x1 - x0 });
      }
      pen.strokeStyle = kind === "country" ? border : kind === "river" ? soft : ink;
      pen.lineWidth = kind === "country" ? 1 : 0.6;
      pen.setLineDash(kind === "province" ? [3, 3] : []);
      pen.stroke();
      pen.setLineDash([]);
    }
  }

  // Whether a shape's bounds meet the view; those across the date line always do.
  near([[west, south], [east, north]], projection) {
    const [left, top] = projection.invert([0, 0]);
    const [right, bottom] = projection.invert(this.size);
    return west > east || right < left || (west < right && east > left && south < top && north > bottom);
  }

  // The country in view that a place lies in, as the borders have it; none at sea.
  landOf(one) {
    const key = `${one.a},${one.o}`;
    if (!this.homes.has(key)) {
      const inside = ({ shape, kind, bounds: [[west, south], [east, north]] }) => kind === "country"
        && one.a >= south && one.a <= north && (west > east || (one.o >= west && one.o <= east))
        && d3.geoContains(shape, [one.o, one.a]);
      this.homes.set(key, this.shapes.find(inside)?.shape);
    }
    return this.lands.get(this.homes.get(key));
  }

  precision(pen, site) {
    const point = this.at(site.o, site.a);
    if (!point || !site.k) return;
    const radius = this.pixels(site.k, site.a);
    if (radius < 2 * DOT || radius > 2 * Math.max(...this.size)) return;
    pen.beginPath();
    pen.arc(...point, radius, 0, 2 * Math.PI);
    pen.fillStyle = this.colours.of(top(site.by));
    const many = this.sites.length / MOST_RINGS;
    pen.globalAlpha = 0.09 / Math.max(1, many);
    if (!this.areas && 2 * radius < Math.min(...this.size)) pen.fill();
    if (many > 1) {
      pen.globalAlpha = 1;
      return;
    }
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1;
    pen.strokeStyle = pen.fillStyle;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  pixels(km, lat) {
    return (km / KM / Math.cos((lat * Math.PI) / 180)) * this.projection.scale() * this.transform.k;
  }

  // A pie of the colours of what happened here, as large as the number is.
  mark(pen, site) {
    const point = this.at(site.o, site.a);
    if (!point || !this.inside(point, 30)) return;
    const count = site.all.length;
    const radius = this.radius(site);
    let angle = -Math.PI / 2;
    for (const [colour, share] of [...site.by].sort((a, b) => b[1] - a[1])) {
      const end = angle + (2 * Math.PI * share) / count;
      pen.beginPath();
      pen.moveTo(...point);
      pen.arc(...point, radius, angle, end);
      pen.fillStyle = this.colours.of(colour);
      pen.fill();
      angle = end;
    }
    const { ink, paper } = this.look();
    const denied = site.all.every((one) => one.x);
    pen.beginPath();
    pen.arc(...point, radius, 0, 2 * Math.PI);
    if (denied) {
      pen.fillStyle = paper;
      pen.fill();
    }
    pen.lineWidth = Math.min(site.all.some((one) => one.d) ? 2.5 : 1, radius / 4);
    pen.strokeStyle = denied ? this.colours.of(top(site.by)) : ink;
    pen.stroke();
    this.hits.push({ x: point[0], y: point[1], radius: radius + 3, site });
    this.boxes.push([point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius]);
  }

  // A square in the holder's colour; two colours hatched where that is contested, a ring for a siege.
  holding(pen, place) {
    const point = this.at(place.o, place.a);
    if (!point || !this.inside(point, 20)) return;
    const { ink } = this.look();
    const [x, y] = point;
    const side = Math.max(2.5, (this.areas ? 4 : SIDE) * this.shrink);
    const [first, second] = place.holders.map((h) => this.colours.holder(h));
    const box = new Path2D();
    box.rect(x - side, y - side, 2 * side, 2 * side);
    pen.fillStyle = first ?? this.colours.of(NOBODY);
    pen.fill(box);
    if (place.contested) {
      pen.save();
      pen.clip(box);
      pen.strokeStyle = second ?? ink;
      pen.lineWidth = 2.5;
      for (let d = -2 * side; d <= 2 * side; d += 5) {
        pen.beginPath();
        pen.moveTo(x + d - side, y + side);
        pen.lineTo(x + d + side, y - side);
        pen.stroke();
      }
      pen.restore();
    }
    pen.lineWidth = Math.min(1, side / 6);
    pen.strokeStyle = ink;
    pen.stroke(box);
    if (place.besiegers.length) {
      pen.setLineDash([4, 3]);
      pen.lineWidth = 2.5;
      pen.strokeStyle = this.colours.holder(place.besiegers[0]);
      pen.beginPath();
      pen.arc(x, y, Math.max(14 * Math.min(1, 2 * this.shrink), side * 2 + 1), 0, 2 * Math.PI);
      pen.stroke();
      pen.setLineDash([]);
    }
    this.hits.push({ x, y, radius: side + 3, place });
    this.boxes.push([x - side, y - side, x + side, y + side]);
  }

  labels(pen) {
    const { ink, soft, paper } = this.look();
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const seen = new Set();
    let left = MOST_LABELS;
    const words = [...this.held, ...this.sites];
    for (const one of words) {
      const point = this.at(one.o, one.a);
      const spot = point?.map(Math.round).join();
      if (!left || !one.p || seen.has(one.p) || seen.has(spot) || !point || !this.inside(point)) continue;
      const offset = one.all ? this.radius(one) + 4 : 11;
      const font = one.all ? "12px system-ui, sans-serif" : "600 12px system-ui, sans-serif";
      if (this.write(pen, one.p, point, offset, font, ink, paper)) {
        seen.add(one.p).add(spot);
        left -= 1;
      }
    }
    for (const { x, y, name, room } of this.countries) {
      pen.font = "italic 13px Georgia, serif";
      const width = pen.measureText(name).width;
      const box = [x - width / 2, y - 8, x + width / 2, y + 8];
      const cut = box[0] < 0 || box[2] > this.size[0] || box[1] < 0 || box[3] > this.size[1];
      if (cut || width > room || !this.free(box)) continue;
      pen.textAlign = "center";
      this.ink(pen, name, x, y, soft, paper);
      this.boxes.push(box);
    }
  }

  // Right of the mark, else left, above or below; nowhere when each would cover something.
  write(pen, words, [x, y], offset, font, ink, paper) {
    pen.font = font;
    const width = pen.measureText(words).width;
    const spots = [
      [x + offset, y, "left"],
      [x - offset, y, "right"],
      [x, y - offset - 6, "center"],
      [x, y + offset + 6, "center"],
    ];
    for (const [tx, ty, align] of spots) {
      const left = align === "left" ? tx : align === "right" ? tx - width : tx - width / 2;
      const box = [left - 1, ty - 8, left + width + 1, ty + 8];
      if (!this.free(box) || box[0] < 0 || box[2] > this.size[0] || box[1] < 0 || box[3] > this.size[1]) continue;
      pen.textAlign = align;
      this.ink(pen, words, tx, ty, ink, paper);
      this.boxes.push(box);
      return true;
    }
    return false;
  }

  ink(pen, words, x, y, ink, paper) {
    pen.strokeStyle = paper;
    pen.lineWidth = 3;
    pen.strokeText(words, x, y);
    pen.fillStyle = ink;
    pen.fillText(words, x, y);
  }

  free([a, b, c, d]) {
    return !this.boxes.some(([w, x, y, z]) => a < y && c > w && b < z && d > x);
  }

  hit(x, y) {
    const mark = this.hits.findLast((h) => (h.x - x) ** 2 + (h.y - y) ** 2 <= h.radius ** 2);
    return mark ?? this.areas?.hit(x, y);
  }
}

function grown(site) {
  return Math.min(22, DOT + 2.2 * Math.sqrt(site.all.length - 1));
}

function top(by) {
  return [...by].sort((a, b) => b[1] - a[1])[0]?.[0] ?? NOBODY;
}
