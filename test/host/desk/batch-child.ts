import { openDesk } from '#host/desk/open-desk.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { resources } from '#test/host/desk/make-desk.ts';

/** A program with a desk that runs a batch, to be killed: it says how many rows are done. */
const [dataFolder = '', input = '', folder = '', policyFile = ''] = process.argv.slice(2);
const files = new FileRegister();
const desk = openDesk({
  dataFolder,
  policyFile,
  markFolder: `${dataFolder}/mark`,
  account: 'tester',
  clock: systemClock,
  files,
  emit: (name, value) => {
    if (name === 'batch') process.send?.(value);
  },
  resources,
  about: { versions: {}, digests: {}, licences: [] },
});
await desk.call('start', {});
await desk.call('demo-open', {});
const answer = await desk.call('batch-start', {
  file: files.register(input, 'export').token,
  profile: files.register(resources.demoProfile, 'profile').token,
  folder: files.register(folder, 'folder').token,
  form: 'same-dialect',
  report: true,
  overwrite: false,
});
if (!answer.ok) process.send?.(answer.failure);
