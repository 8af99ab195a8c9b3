// A window with React and Mantine and nothing behind it: what any application of this kind takes to start.
const { app, BrowserWindow } = require('electron');
const path = require('path');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1366, height: 768 });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(process.env.BARE_PAGE, 'index.html'));
});
