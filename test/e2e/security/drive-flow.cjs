// Loaded into the application's first process before its own code (`-r`): drives the whole flow from inside, with no debugger
// and no port, so that whatever is seen of the network is the application's own. With LEAK it plants one leak first.
const { app, dialog, BrowserWindow } = require('electron');
const { writeFileSync } = require('fs');
const path = require('path');

const folder = process.env.FLOW_FOLDER;
const leak = process.env.LEAK;
const leaks = {
  fetch: () =>
    require('http')
      .get('http://192.0.2.1/')
      .on('error', () => {}),
  dns: () => require('dns').resolve4('leak.example', () => {}),
  udp: () => require('dgram').createSocket('udp4').unref().send('x', 9, '192.0.2.1'),
  dependency: () => require(path.join(folder, 'node_modules/leaky')),
  webrtc: () => {
    app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'default');
    app.on('browser-window-created', (_event, { webContents }) => {
      webContents.on('dom-ready', () => {
        webContents.setWebRTCIPHandlingPolicy('default');
        void webContents.executeJavaScript(`(async () => {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }] });
          peer.createDataChannel('leak');
          await peer.setLocalDescription(await peer.createOffer());
        })()`);
      });
    });
  },
};

const steps = `
(async () => {
  const told = [];
  const call = async (name, args = {}) => {
    const answer = await window.visite.call(name, args);
    told.push(name + (answer.ok ? ' ok' : ' ' + answer.failure.code));
    return answer.ok ? answer.value : undefined;
  };
  await call('start');
  const { file, profile } = await call('demo-open');
  await call('import-open', { file: file.token, profile: profile.token });
  await call('import-check');
  const list = await call('list-score');
  for (const row of [0, 1, 2]) await call('patient-open', { row });
  await call('patient-why', { row: 0 });
  await call('patient-what-if', { row: 0, values: { age: 60 } });
  await call('patient-decide', { row: 0, decision: { kind: 'agreed', arm: list.model.manifest.arms[0].name } });
  await call('patient-taken', { row: 0, how: 'copied' });
  await call('copy', { text: 'a line for the record' });
  await call('print-pdf', { title: 'flow' });
  const copy = await call('file-name', { kind: 'key-copy' });
  await call('site-key-copy', { file: copy.token });
  await call('log-page', { filter: {}, limit: 50 });
  await call('log-verify');
  await call('about');
  for (const button of document.querySelectorAll('nav button, nav a')) {
    button.click();
    await new Promise((later) => setTimeout(later, 150));
  }
  await call('demo-close');
  return told;
})()`;

leaks[leak]?.();
void app.whenReady().then(() => {
  dialog.showSaveDialog = async (_window, { defaultPath }) => ({
    canceled: false,
    filePath: path.join(folder, path.basename(defaultPath)),
  });
});
app.on('browser-window-created', (_event, { webContents }) => {
  webContents.once('did-finish-load', () => void drive(webContents));
});

async function drive(webContents) {
  const flow = leak === undefined ? webContents.executeJavaScript(steps) : Promise.resolve(['planted']);
  const told = await flow.catch((error) => [String(error)]);
  if (leak !== undefined) await new Promise((later) => setTimeout(later, 1500));
  writeFileSync(path.join(folder, 'told.json'), JSON.stringify(told));
  for (const open of BrowserWindow.getAllWindows()) open.close();
}
