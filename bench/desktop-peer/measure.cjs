// Loaded before an application's own code (`-r`): tells after how many milliseconds since its process began something in its
// page can be used, runs the steps of a bench in the page, tells the memory of all its processes, and ends it.
const { app, BrowserWindow } = require('electron');

const usable = `new Promise((done) => {
  const look = () => {
    const button = document.querySelector(${JSON.stringify(process.env.USABLE)});
    if (button === null || button.disabled) setTimeout(look, 5);
    else requestAnimationFrame(() => requestAnimationFrame(done));
  };
  look();
})`;

app.on('browser-window-created', (_event, { webContents }) => {
  webContents.once('dom-ready', () => void measure(webContents));
});

async function measure(webContents) {
  await webContents.executeJavaScript(usable);
  const firstMs = Date.now() - process.getCreationTime();
  const steps = process.env.STEPS ? await webContents.executeJavaScript(process.env.STEPS) : {};
  const bytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * 1024, 0);
  process.stdout.write(`${JSON.stringify({ firstMs, bytes, steps })}\n`);
  for (const open of BrowserWindow.getAllWindows()) open.close();
}
