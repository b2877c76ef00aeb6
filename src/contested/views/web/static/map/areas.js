// Control as areas: to each held place the land that lies nearest to it, in its own country and no
// further than a reach in km. Nobody told of that land itself, and the page says so.

const FILL = 0.42;
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
    this.spots.forEach((one, n) => {
      const cell = cells.cellPolygon(n);
      if (cell && this.radii[n] >= 1) this.area(pen, ground, one, cell, n);
    });
  }

  area(pen, ground, one, cell, n) {
    const circle = new Path2D();
    circle.arc(...this.points[n], this.radii[n], 0, 2 * Math.PI);
    const shape = new Path2D(`M${cell.map((p) => p.join()).join("L")}Z`);
    const [first, second] = one.holders.map((h) => ground.colours.holder(h));
    const { ink, paper } = ground.look();
    const colour = first ?? ground.colours.of(-1);
    const land = ground.landOf(one);
    pen.save();
    if (land) pen.clip(land);
    pen.clip(circle);
    pen.globalAlpha = FILL;
    pen.fillStyle = one.contested ? this.hatch(pen, colour, second ?? ink) : colour;
    pen.fill(shape);
    pen.globalAlpha = 0.9;
    pen.strokeStyle = paper;
    pen.lineWidth = 1.5;
    pen.stroke(shape);
    pen.clip(shape);
    pen.strokeStyle = colour;
    pen.stroke(circle);
    pen.restore();
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
