// Control as areas: to each held place the land that lies nearest to it, in its own country and no
// further than a reach in km. Nobody told of that land itself, and the page says so.

const FILL = 0.42;
const CORNERS = 48;
const STRIPE = 5; // pixels of one stripe of the hatching

// Places that lie on one spot are one area; it is in dispute when their holders are not the same.
function bySpot(held) {
  const found = new Map();
  for (const place of held) {
    const key = `${place.a},${place.o}`;
    const here = found.get(key);
    if (!here) found.set(key, { ...place, place });
    else {
      here.holders = [...new Set([...here.holders, ...place.holders])];
      here.contested ||= place.contested || here.holders.length > 1;
    }
  }
  return [...found.values()];
}

// The part of a cell that lies within a radius: both are convex, the circle has so many corners.
function within(cell, [x, y], radius) {
  if (cell.every(([px, py]) => Math.hypot(px - x, py - y) <= radius)) return cell;
  let shape = cell.slice(0, -1); // a cell ends where it began
  for (let k = 0; k < CORNERS && shape.length; k += 1) {
    const [nx, ny] = [Math.cos((2 * Math.PI * k) / CORNERS), Math.sin((2 * Math.PI * k) / CORNERS)];
    const out = ([px, py]) => (px - x) * nx + (py - y) * ny - radius; // how far beyond this side
    shape = shape.flatMap((p, i) => {
      const next = shape[(i + 1) % shape.length];
      const [a, b] = [out(p), out(next)];
      const cut = a > 0 === b > 0 ? [] : [[p[0] + ((next[0] - p[0]) * a) / (a - b), p[1] + ((next[1] - p[1]) * a) / (a - b)]];
      return a > 0 ? cut : [p, ...cut];
    });
  }
  return shape;
}

export class Areas {
  constructor(held, reach) {
    this.reach = reach;
    this.wide = held.filter((place) => place.precise > reach); // a province is no place to be near to
    this.spots = bySpot(held.filter((place) => !(place.precise > reach)));
    this.stripes = new Map();
  }

  // Every area inside the view, below all marks.
  paint(pen, ground) {
    const [width, height] = ground.size;
    this.points = this.spots.map((one) => ground.at(one.o, one.a) ?? [NaN, NaN]);
    this.radii = this.spots.map((one) => ground.pixels(this.reach, one.a));
    this.near = d3.Delaunay.from(this.points);
    const cells = this.near.voronoi([-8, -8, width + 8, height + 8]);
    const countries = new Map();
    this.spots.forEach((one, n) => {
      const land = ground.landOf(one);
      countries.set(land, [...(countries.get(land) ?? []), n]);
    });
    for (const [land, some] of countries) {
      pen.save();
      if (land) pen.clip(land); // once a country: it is slow
      for (const n of some) {
        const cell = cells.cellPolygon(n);
        if (cell && this.radii[n] >= 1) this.area(pen, ground, this.spots[n], within(cell, this.points[n], this.radii[n]));
      }
      pen.restore();
    }
  }

  area(pen, ground, one, outline) {
    if (!outline.length) return;
    const shape = new Path2D(`M${outline.map((p) => p.join()).join("L")}Z`);
    const [first, second] = one.holders.map((h) => ground.colours.holder(h));
    const { ink, paper } = ground.look();
    const colour = first ?? ground.colours.of(-1);
    pen.globalAlpha = FILL;
    pen.fillStyle = one.contested ? this.hatch(pen, colour, second ?? ink) : colour;
    pen.fill(shape);
    pen.globalAlpha = 0.9;
    pen.strokeStyle = paper;
    pen.lineWidth = 1.5;
    pen.stroke(shape);
    pen.globalAlpha = 1;
  }

  // Stripes of two colours, as a pattern that goes on from area to area.
  hatch(pen, first, second) {
    const key = `${first} ${second}`;
    if (!this.stripes.has(key)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 4 * STRIPE;
      const brush = tile.getContext("2d");
      brush.fillStyle = first;
      brush.fillRect(0, 0, tile.width, tile.height);
      brush.strokeStyle = second;
      brush.lineWidth = STRIPE * Math.SQRT2;
      for (const shift of [-2, 0, 2]) {
        brush.beginPath();
        brush.moveTo((shift - 1) * 2 * STRIPE, 6 * STRIPE);
        brush.lineTo((shift + 3) * 2 * STRIPE, -2 * STRIPE);
        brush.stroke();
      }
      this.stripes.set(key, pen.createPattern(tile, "repeat"));
    }
    return this.stripes.get(key);
  }

  // The place that the area under a point belongs to, and how far away it is told to lie.
  hit(x, y) {
    if (!this.near || !this.spots.length) return undefined;
    const n = this.near.find(x, y);
    const far = Math.hypot(x - this.points[n][0], y - this.points[n][1]);
    if (!(far <= this.radii[n])) return undefined;
    return { place: this.spots[n], km: Math.round((far / this.radii[n]) * this.reach) };
  }
}
