// Loaded before an application's own code (`-r`): tells after how many milliseconds since its process began something in its
// page can be used, does the steps of a bench in its window, tells the memory of all its processes at the first window, and ends it.
const { app, BrowserWindow } = require('electron');
const { Hand } = require('./hand.cjs');
const steps = require('./steps.cjs');

const usable = `new Promise((done) => {
  const look = () => {
    const button = document.querySelector(${JSON.stringify(process.env.USABLE)});
    if (button === null || button.disabled) setTimeout(look, 5);
    else requestAnimationFrame(() => requestAnimationFrame(done));
  };
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', () => void measure(window));
});

async function measure(window) {
  await window.webContents.executeJavaScript(usable);
  const firstMs = Date.now() - process.getCreationTime();
  const firstBytes = sumBytes();
  let told = {};
  try {
    told = await steps[process.env.STEPS ?? 'none'](new Hand(window), sumBytes);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    app.exit(1);
    return;
  }
  process.stdout.write(`${JSON.stringify({ firstMs, firstBytes, steps: told })}\n`);
  for (const open of BrowserWindow.getAllWindows()) open.close();
}

function sumBytes() {
  return app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * 1024, 0);
}
