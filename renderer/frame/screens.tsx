import { AboutScreen } from '#renderer/screens/about/AboutScreen.tsx';
import { BatchScreen } from '#renderer/screens/batch/BatchScreen.tsx';
import { ByHandScreen } from '#renderer/screens/by-hand/ByHandScreen.tsx';
import { CompareScreen } from '#renderer/screens/compare/CompareScreen.tsx';
import { HelpScreen } from '#renderer/screens/help/HelpScreen.tsx';
import { ImportScreen } from '#renderer/screens/import/ImportScreen.tsx';
import { LogScreen } from '#renderer/screens/log/LogScreen.tsx';
import { ModelsScreen } from '#renderer/screens/models/ModelsScreen.tsx';
import { PatientScreen } from '#renderer/screens/patient/PatientScreen.tsx';
import { PatientsScreen } from '#renderer/screens/patients/PatientsScreen.tsx';
import { SettingsScreen } from '#renderer/screens/settings/SettingsScreen.tsx';
import { StartScreen } from '#renderer/screens/start/StartScreen.tsx';
import type { Place } from '#renderer/state/place.ts';

/** The screen of a place. */
export function ScreenOf({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'start':
      return <StartScreen />;
    case 'import':
      return <ImportScreen />;
    case 'patients':
      return <PatientsScreen />;
    case 'patient':
      return <PatientScreen row={place.row} />;
    case 'compare':
      return <CompareScreen />;
    case 'by-hand':
      return <ByHandScreen />;
    case 'batch':
      return <BatchScreen />;
    case 'log':
      return <LogScreen />;
    case 'models':
      return <ModelsScreen of={place.ref} file={place.file} />;
    case 'settings':
      return <SettingsScreen />;
    case 'about':
      return <AboutScreen />;
    case 'help':
      return <HelpScreen />;
    default:
      throw place satisfies never;
  }
}
