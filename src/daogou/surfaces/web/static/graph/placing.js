// Where new nodes go: the nearest free place around what they hang on, so that nothing that is there moves.
const RINGS = 14;
const RING_STEP = 46;
const FIRST_RING = 118; // leaves room for an edge's label
const SPOTS = 32; // on a ring
const GAP = 9;
const TURN = 60; // how far out is worth as much as one radian from the wanted direction

// Boxes are {x, y, width, height} around their middle.
const overlap = (a, b) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP;

// The positions of new boxes {width, height} around a centre; taken: the boxes that are there, the centre's among them.
// wide: how much wider than high the drawing may grow.
export function places(fresh, centre, taken, wide) {
  const isFirst = taken.length < 2;
  const middle = { x: mean(taken.map((box) => box.x)), y: mean(taken.map((box) => box.y)) };
  const outward = Math.atan2(centre.y - middle.y, centre.x - middle.x);
  const fan = isFirst ? 2 * Math.PI : Math.min(Math.PI * 1.2, 0.45 * fresh.length);
  const filled = [...taken];
  return fresh.map((size, place) => {
    const share = isFirst ? place / fresh.length : (place + 0.5) / fresh.length - 0.5;
    const wanted = (isFirst ? -Math.PI / 2 : outward) + fan * share;
    const box = nearestFree(size, centre, wanted, filled, wide);
    filled.push(box);
    return { x: box.x, y: box.y };
  });
}

function nearestFree(size, centre, wanted, filled, wide) {
  let best = null;
  let least = Infinity;
  for (let ring = 0; ring < RINGS; ring += 1)
    for (let spot = 0; spot < SPOTS; spot += 1) {
      const angle = wanted + ((spot % 2 ? 1 : -1) * Math.ceil(spot / 2) * 2 * Math.PI) / SPOTS;
      const far = FIRST_RING + ring * RING_STEP;
      const cost = far + TURN * 2 * Math.abs(angle - wanted);
      if (cost >= least) continue;
      const box = { ...size, x: centre.x + wide * far * Math.cos(angle), y: centre.y + far * Math.sin(angle) };
      if (filled.some((other) => overlap(box, other))) continue;
      [best, least] = [box, cost];
    }
  return best ?? { ...size, x: centre.x + wide * (FIRST_RING + RINGS * RING_STEP), y: centre.y };
}

function mean(numbers) {
  return numbers.length ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : 0;
}
