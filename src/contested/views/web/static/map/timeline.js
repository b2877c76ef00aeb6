// The timeline: every incident as a bar where there is room, counts by day where there is not.

import { DAY, toDay, toIso } from "./cases.js";

const LANES = [3, 9]; // pixels: no thinner, no thicker
const MARGIN = { left: 34, right: 34, top: 6, bottom: 22 };

export class Timeline {
  constructor(canvas, svg, look, brushed) {
    Object.assign(this, { canvas, look, brushed });
    this.svg = d3.select(svg);
    this.brush = d3.brushX().on("brush end", (event) => this.onBrush(event));
    this.axis = this.svg.append("g").attr("aria-hidden", "true");
    this.area = this.svg.append("g").attr("class", "brush");
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    this.size = [box.width, box.height];
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    this.canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    this.brush.extent([[MARGIN.left, 0], [box.width - MARGIN.right, box.height - MARGIN.bottom]]);
    this.area.call(this.brush);
  }

  put(seen, [from, to], colours) {
    const [width, height] = this.size;
    this.days = [from, to];
    this.x = d3.scaleUtc([from * DAY, to * DAY], [MARGIN.left, width - MARGIN.right]);
    const axis = d3.axisBottom(this.x).ticks(Math.max(2, Math.floor(width / 110))).tickSizeOuter(0);
    this.axis.attr("transform", `translate(0,${height - MARGIN.bottom})`).call(axis);
    const inside = seen.filter((one) => one.dated && one.from < to && one.to > from);
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, width, height);
    const room = height - MARGIN.bottom - MARGIN.top;
    const lanes = this.packed(inside, Math.floor(room / LANES[0]));
    if (lanes) this.bars(pen, lanes, Math.min(LANES[1], Math.floor(room / lanes.count)), colours);
    else this.counts(pen, inside, colours);
  }

  // Each incident in the first free lane; nothing when they do not fit.
  packed(inside, most) {
    const ends = [];
    const out = [];
    for (const one of [...inside].sort((a, b) => a.from - b.from || b.to - a.to)) {
      const left = Math.max(MARGIN.left, this.x(one.from * DAY));
      const right = Math.max(left + 5, Math.min(this.size[0], this.x(one.to * DAY) - 1));
      let lane = ends.findIndex((end) => end <= left);
      if (lane < 0) lane = ends.length;
      if (lane >= most) return null;
      ends[lane] = right + 1;
      out.push({ one, left, right, lane });
    }
    return { count: Math.max(1, ends.length), all: out };
  }

  bars(pen, lanes, thick, colours) {
    const floor = this.size[1] - MARGIN.bottom;
    for (const { one, left, right, lane } of lanes.all) {
      const exact = one.to - one.from <= 1;
      pen.globalAlpha = exact ? 1 : 0.55;
      pen.fillStyle = colours.of(one.colour);
      pen.beginPath();
      pen.roundRect(left, floor - (lane + 1) * thick, right - left, thick - 1, 2);
      pen.fill();
    }
    pen.globalAlpha = 1;
  }

  // One column a day (or a few), an imprecise incident spread over the days it may lie on.
  counts(pen, inside, colours) {
    const [from, to] = this.days;
    const floor = this.size[1] - MARGIN.bottom;
    const bins = Math.max(1, Math.min(to - from, Math.floor(this.size[0] / 4)));
    const width = (to - from) / bins;
    const stacks = Array.from({ length: bins }, () => new Map());
    for (const one of inside) {
      const first = Math.max(0, Math.floor((one.from - from) / width));
      const last = Math.max(first, Math.min(bins - 1, Math.ceil((one.to - from) / width) - 1));
      const share = 1 / (last - first + 1);
      for (let b = first; b <= last && b < bins; b += 1) {
        stacks[b].set(one.colour, (stacks[b].get(one.colour) ?? 0) + share);
      }
    }
    const most = Math.max(1, ...stacks.map((s) => [...s.values()].reduce((a, b) => a + b, 0)));
    stacks.forEach((stack, b) => {
      let y = floor;
      const left = this.x((from + b * width) * DAY);
      const right = this.x((from + (b + 1) * width) * DAY);
      for (const [colour, count] of [...stack].sort((p, q) => p[0] - q[0])) {
        const tall = (count / most) * (floor - MARGIN.top);
        pen.fillStyle = colours.of(colour);
        pen.fillRect(left, y - tall, Math.max(1, right - left - 0.5), tall);
        y -= tall;
      }
    });
  }

  show([from, to]) {
    this.quiet = true;
    const low = Math.max(this.days[0], from);
    const high = Math.min(this.days[1], to);
    this.area.call(this.brush.move, high > low ? [this.x(low * DAY), this.x(high * DAY)] : null);
    this.quiet = false;
  }

  onBrush({ selection, type }) {
    if (this.quiet) return;
    if (!selection) {
      if (type === "end") this.brushed(null);
      return;
    }
    const [a, b] = selection.map((p) => toDay(this.x.invert(p).toISOString().slice(0, 10)));
    this.brushed([a, Math.max(a + 1, b + 1)], toIso);
  }
}
