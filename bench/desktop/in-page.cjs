// Runs in the page, as source. A frame counts as painted when the one after it begins: late by up to a frame, never early.
const inPage = `() => {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  function toMiddle(selector) {
    const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }

  /** Milliseconds since the next key or press of the mouse, or since 'from'. */
  async function untilPainted(isThere, from) {
    let startMs = from;
    const begin = ({ timeStamp }) => (startMs ??= timeStamp);
    for (const kind of ['keydown', 'mousedown']) addEventListener(kind, begin, { capture: true, once: true });
    do await nextFrame();
    while (startMs === undefined || !isThere());
    await nextFrame();
    return performance.now() - startMs;
  }

  /** Every frame of the grid from now on: how long it took, whether it had moved, whether some of it has no text. */
  function watchFrames() {
    const grid = document.querySelector('[role="grid"]');
    const frames = { ms: [], moved: 0, blank: 0, isOver: false };
    let [lastMs, lastTop] = [performance.now(), grid.scrollTop];
    const look = (nowMs) => {
      frames.ms.push(nowMs - lastMs);
      if (grid.scrollTop !== lastTop) frames.moved += 1;
      if (hasGap(grid)) frames.blank += 1;
      [lastMs, lastTop] = [nowMs, grid.scrollTop];
      if (!frames.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return frames;
  }

  function hasGap(grid) {
    const { left, top, bottom } = grid.getBoundingClientRect();
    const head = grid.querySelector('[role="rowgroup"]').getBoundingClientRect().height;
    for (let y = top + head + 6; y < bottom - 6; y += 12) {
      const row = document.elementFromPoint(left + 60, y)?.closest('[role="row"]');
      if (!row || row.textContent.trim() === '') return true;
    }
    return false;
  }

  return { toMiddle, untilPainted, watchFrames };
}`;

module.exports = { inPage };
