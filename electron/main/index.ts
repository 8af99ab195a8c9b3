/** The process that has the window. It starts things and decides nothing. */
import '#electron/start/first.ts';
import { app } from 'electron';
import { DesktopApplication } from '#electron/main/desktop-application.ts';
import { usePlaces } from '#electron/main/places.ts';
import { dropLooseningSwitches } from '#electron/main/rules/no-debugger.ts';
import { declarePageScheme } from '#electron/main/rules/page-protocol.ts';
import { applySilentSwitches } from '#electron/main/rules/silent-switches.ts';

dropLooseningSwitches();
applySilentSwitches();
declarePageScheme();
const places = usePlaces();

// a second one hands its file to the first and ends
if (app.requestSingleInstanceLock()) new DesktopApplication(places).start();
else app.quit();
