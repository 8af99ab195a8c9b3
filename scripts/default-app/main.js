// What Electron's own default application does for us: `electron [switches] FOLDER` runs the application in FOLDER. The
// Electron of the tests comes without it. With `-r FILE` a file is loaded first: Playwright needs that.
const { app } = require('electron');
const { readFileSync } = require('fs');
const Module = require('module');
const path = require('path');

const args = process.argv.slice(1);
let folder;
for (let place = 0; place < args.length && folder === undefined; place += 1) {
  if (args[place] === '-r' || args[place] === '--require') require(path.resolve(args[(place += 1)]));
  else if (!args[place].startsWith('-')) folder = path.resolve(args[place]);
}
if (folder === undefined) {
  process.stderr.write('electron: no application is given\n');
  app.exit(1);
} else {
  const { name, productName, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setVersion(version);
  app.name = productName ?? name;
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setAppPath(folder);
  process.defaultApp = true;
  Module._load(Module._resolveFilename(folder, null, true), module, true);
}
