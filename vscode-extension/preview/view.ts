// Arithmetic of the preview, apart from the page so that it can be tested.

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

/** Top left corner of the window in the drawing, and pixels per unit of the drawing. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

const SMALLEST = 0.02;
const LARGEST = 8;
const MARGIN = 24;

export function fit(box: Box, window: Size): View {
  const scale = clamp(Math.min((window.width - 2 * MARGIN) / box.width, (window.height - 2 * MARGIN) / box.height, 1));
  return centre(box, window, scale);
}

export function centre(box: Box, window: Size, scale: number): View {
  const x = box.x + box.width / 2 - window.width / scale / 2;
  const y = box.y + box.height / 2 - window.height / scale / 2;
  return { x, y, scale };
}

/** Zooms so that the point of the drawing under (`left`, `top`) stays where it is. */
export function zoom(view: View, left: number, top: number, factor: number): View {
  const scale = clamp(view.scale * factor);
  return { x: view.x + left / view.scale - left / scale, y: view.y + top / view.scale - top / scale, scale };
}

export function pan(view: View, left: number, top: number): View {
  return { ...view, x: view.x - left / view.scale, y: view.y - top / view.scale };
}

/** Which of `blocks` the line is in: the last one of the file that begins at or above it. */
export function blockAt<Block extends { file: string; line: number }>(
  blocks: Block[],
  file: string,
  line: number,
): Block | undefined {
  const above = blocks.filter((block) => sameFile(block.file, file) && block.line <= line);
  return above.reduce<Block | undefined>((best, it) => (best !== undefined && it.line < best.line ? best : it), undefined);
}

/** Editors and servers do not escape alike: `file:///c%3A/a` and `file:///C:/a` are one file. */
function sameFile(left: string, right: string): boolean {
  const plain = (uri: string) => decodeURIComponent(uri).replace(/^file:\/\/\/[A-Za-z]:/, (drive) => drive.toLowerCase());
  return plain(left) === plain(right);
}

function clamp(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
