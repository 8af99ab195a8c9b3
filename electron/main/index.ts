/** The process that has the window. It starts things and decides nothing. */
import '#electron/start/first.ts';
import { app } from 'electron';
import { runCommandLine } from '#electron/main/command-line.ts';
import { DesktopApplication } from '#electron/main/desktop-application.ts';
import { isOnlyInstance } from '#electron/main/only-instance.ts';
import { usePlaces } from '#electron/main/places.ts';
import { dropLooseningSwitches } from '#electron/main/rules/no-debugger.ts';
import { declarePageScheme } from '#electron/main/rules/page-protocol.ts';
import { applySilentSwitches } from '#electron/main/rules/silent-switches.ts';
import { toVerbArguments } from '#electron/main/verb-arguments.ts';

dropLooseningSwitches();
applySilentSwitches();
const verb = toVerbArguments(process.argv, app.isPackaged ? undefined : app.getAppPath());
const places = usePlaces(verb === undefined ? 'window' : 'command-line');

if (verb !== undefined) void runCommandLine(verb, places);
// a second window hands its file to the first and ends
else if (!isOnlyInstance()) app.quit();
else {
  declarePageScheme();
  new DesktopApplication(places).start();
}
