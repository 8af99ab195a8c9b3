// A long list by wheel, by the thumb of the scroll bar, and by PageDown: what the page drew in each of its frames, and what the
// compositor showed.
const { pause } = require('./hand.cjs');

/** Pixels of the button at the end of a scroll bar. */
const arrow = 15;

const moves = {
  wheel: async (hand, { left, top }) => {
    for (let turn = 0; turn < 120; turn += 1) {
      hand.wheel({ x: Math.round(left + 300), y: Math.round(top + 300) }, turn % 30 < 24 ? -240 : 400);
      await pause(16);
    }
  },
  thumb: async (hand, { right, top, height }) => {
    await hand.run(`void (${grid}.scrollTop = 0)`);
    await pause(200);
    const at = { x: Math.round(right - 7), y: Math.round(top + arrow + 6) };
    hand.mouse('mouseMove', at);
    hand.mouse('mouseDown', at);
    for (let turn = 0; turn <= 120; turn += 1) {
      hand.mouse('mouseMove', {
        ...at,
        y: at.y + Math.round((height - 80) * Math.sin((turn / 120) * Math.PI)),
      });
      await pause(16);
    }
    hand.mouse('mouseUp', at);
  },
  // three at once now and then, as they come in behind a busy moment
  pageDown: async (hand) => {
    await hand.run(`${grid}.focus()`);
    for (let turn = 0; turn < 60; turn += 1) {
      hand.press('PageDown');
      await pause(turn % 8 < 2 ? 1 : 33);
    }
  },
};

const grid = `document.querySelector('[role="grid"]')`;

/** What the page drew, by kind of move: frames, those with a gap, and their lengths in milliseconds. */
async function scroll(hand) {
  const found = {};
  for (const [name, move] of Object.entries(moves)) {
    await hand.run(`void (bench.frames = bench.watchFrames())`);
    await move(hand, await toBox(hand));
    await pause(200);
    const { ms, blank, moved } = await hand.run(`(bench.frames.isOver = true, bench.frames)`);
    // the first is what was left of a frame
    found[name] = { ms: ms.slice(1), moved, blank };
  }
  return found;
}

/** What the compositor showed, up to 30 pictures a second: how many, and how many with a stretch without ink. */
async function scrollPictures(hand) {
  const found = { pictures: 0, blank: 0 };
  for (const move of Object.values(moves)) {
    const { left, top, height, head, rowHeight } = await toBox(hand);
    const y = Math.round(top + head);
    const rows = { x: Math.round(left + 20), y, width: 540, height: Math.floor(top + height - arrow) - y };
    hand.page.beginFrameSubscription(false, (image) => {
      found.pictures += 1;
      if (toLongestGap(image.crop(rows)) > 1.5 * rowHeight) found.blank += 1;
    });
    await move(hand, await toBox(hand));
    await pause(200);
    hand.page.endFrameSubscription();
  }
  return found;
}

/** The most lines of a picture, one below the other, that have no dark pixel. */
function toLongestGap(image) {
  const { width, height } = image.getSize();
  const pixels = image.toBitmap();
  let [gap, longest] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    let hasInk = false;
    for (let x = 0; x < width && !hasInk; x += 1) hasInk = pixels[4 * (y * width + x) + 1] < 110;
    gap = hasInk ? 0 : gap + 1;
    longest = Math.max(longest, gap);
  }
  return longest;
}

function toBox(hand) {
  return hand.run(`(() => {
    const { left, top, right, height } = ${grid}.getBoundingClientRect();
    const head = ${grid}.querySelector('[role="rowgroup"]').getBoundingClientRect().height;
    const rowHeight = ${grid}.querySelector('[role="rowheader"]').parentElement.getBoundingClientRect().height;
    return { left, top, right, height, head, rowHeight };
  })()`);
}

module.exports = { scroll, scrollPictures };
