import assert from "node:assert/strict";
import { test } from "node:test";

import { blockAt, centre, fit, pan, zoom } from "../preview/view";

const window = { width: 800, height: 600 };

test("a small drawing is centred at its own size, a large one is made to fit", () => {
  assert.deepEqual(fit({ x: 0, y: 0, width: 400, height: 200 }, window), { x: -200, y: -200, scale: 1 });
  const { scale } = fit({ x: 0, y: 0, width: 7520, height: 100 }, window);
  assert.equal(scale, 0.1);
});

test("zooming keeps the point under the mouse", () => {
  const before = { x: 10, y: 20, scale: 1 };
  const after = zoom(before, 300, 100, 2);
  assert.equal(after.scale, 2);
  assert.equal(before.x + 300 / before.scale, after.x + 300 / after.scale);
  assert.equal(before.y + 100 / before.scale, after.y + 100 / after.scale);
});

test("zooming has ends, and stays put there", () => {
  const far = { x: 0, y: 0, scale: 8 };
  assert.deepEqual(zoom(far, 100, 100, 3), far);
});

test("dragging moves by what is seen, not by units of the drawing", () => {
  assert.deepEqual(pan({ x: 0, y: 0, scale: 2 }, 10, -20), { x: -5, y: 10, scale: 2 });
});

test("centres a box", () => {
  assert.deepEqual(centre({ x: 100, y: 100, width: 100, height: 100 }, window, 1), { x: -250, y: -150, scale: 1 });
});

test("the block under the cursor is the last one that begins above it, in the same file", () => {
  const blocks = [
    { file: "file:///c%3A/d/a.prisma", line: 10, name: "B" },
    { file: "file:///c%3A/d/a.prisma", line: 2, name: "A" },
    { file: "file:///c%3A/d/b.prisma", line: 4, name: "C" },
  ];
  const at = (line: number) => blockAt(blocks, "file:///C:/d/a.prisma", line)?.name;
  assert.deepEqual([at(1), at(2), at(9), at(10), at(99)], [undefined, "A", "A", "B", "B"]);
});
