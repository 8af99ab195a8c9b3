// What a person does in a window, as events that come in where the system's do, and when what they see has changed.
const { inPage } = require('./in-page.cjs');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Hand {
  constructor(window) {
    this.page = window.webContents;
  }

  run(code) {
    return this.page.executeJavaScript(code);
  }

  async begin() {
    this.page.focus();
    await this.run(`void (window.bench ??= (${inPage})())`);
  }

  async reload() {
    const drawn = new Promise((resolve) => this.page.once('did-finish-load', resolve));
    this.page.reload();
    await drawn;
    await pause(1000);
    await this.begin();
  }

  press(keyCode, ...modifiers) {
    this.page.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
    if (keyCode.length === 1) this.page.sendInputEvent({ type: 'char', keyCode });
    this.page.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
  }

  mouse(type, { x, y }) {
    const modifiers = type === 'mouseUp' ? [] : ['leftButtonDown'];
    this.page.sendInputEvent({ type, x, y, button: 'left', clickCount: 1, modifiers });
  }

  async click(selector) {
    const at = await this.run(`bench.toMiddle(${JSON.stringify(selector)})`);
    this.mouse('mouseDown', at);
    this.mouse('mouseUp', at);
  }

  wheel({ x, y }, deltaY) {
    this.page.sendInputEvent({ type: 'mouseWheel', x, y, deltaX: 0, deltaY, canScroll: true });
  }

  /** Milliseconds from the event that `act` brings into the page until the frame in which `isThere` (source) holds is painted. */
  async seen(isThere, act) {
    await this.run(`void (bench.seen = bench.untilPainted(() => ${isThere}))`);
    await act();
    return this.#told(isThere);
  }

  /** The same from now on, for what comes from outside of the window. */
  async seenFromNow(isThere, act) {
    const nowMs = performance.timeOrigin + performance.now();
    await this.run(
      `void (bench.seen = bench.untilPainted(() => ${isThere}, ${nowMs} - performance.timeOrigin))`,
    );
    await act();
    return this.#told(isThere);
  }

  async #told(isThere) {
    const late = pause(atMostMs).then(() => {
      throw new Error(`not seen within ${atMostMs} ms: ${isThere}`);
    });
    return Promise.race([this.run('bench.seen'), late]);
  }
}

const atMostMs = 200_000;

module.exports = { Hand, pause };
