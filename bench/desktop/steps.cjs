// What a bench does in a window, by name. Each gives its figures: milliseconds, where the name says nothing else.
const path = require('node:path');
const { app } = require('electron');
const { pause } = require('./hand.cjs');
const { scroll, scrollPictures } = require('./scroll.cjs');

const demoButton = 'section[aria-labelledby="start-demo"] button';
const isImport = `document.querySelectorAll('main tbody tr').length > 5`;
const isChecked = `document.querySelector('aside table') !== null`;
const isGrid = `(document.querySelector('[role="grid"] [role="rowheader"]')?.textContent ?? '') !== ''`;
const turns = 20;

/** Calls of the page, each with the milliseconds until it is answered there. */
const timed = `
  const took = {};
  const call = async (name, args, as) => {
    const startMs = performance.now();
    const answer = await window.visite.call(name, args);
    if (!answer.ok) throw new Error(name + ': ' + answer.failure.message);
    if (as !== undefined) (took[as] ??= []).push(performance.now() - startMs);
    return answer.value;
  };
`;

module.exports = {
  none: async () => ({}),

  /** From the demonstration's button to patients and a what-if, by mouse and keyboard; then the answers alone. */
  demo: async (hand) => {
    await hand.begin();
    const preview = await hand.seen(isImport, () => hand.click(demoButton));
    await hand.seen(isChecked, () => hand.press('Enter', 'control'));
    await pause(300);
    const list = await hand.seen(isGrid, () => hand.press('Enter', 'control'));
    await pause(500);
    await hand.seen(isPatientAfter(''), () => hand.press('Enter'));
    const patient = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await pause(200);
      const before = await hand.run(toWho);
      patient.push(await hand.seen(isPatientAfter(before), () => hand.press('Down')));
    }
    const whatIf = await typeAges(hand);
    const answered = await hand.run(`(async () => {
      ${timed}
      for (let row = 0; row < ${turns}; row += 1) await call('patient-open', { row }, 'patient');
      for (let age = 50; age < 50 + ${turns}; age += 1) await call('patient-what-if', { row: 0, values: { age } }, 'whatIf');
      return took;
    })()`);
    return {
      preview,
      list,
      patient,
      whatIf,
      patientAnswered: answered.patient,
      whatIfAnswered: answered.whatIf,
    };
  },

  /** A file that nobody described, opened from outside while the demonstration's model is in use. */
  preview: async (hand) => {
    await hand.begin();
    await hand.seen(isImport, () => hand.click(demoButton));
    await pause(500);
    return { preview: await hand.seenFromNow(isFile(process.env.FILE), () => openFile(process.env.FILE)) };
  },

  /** A large file: scored by calls, then shown as a list in a page that holds nothing else, and scrolled. */
  many: async (hand, sumBytes) => {
    await hand.begin();
    await hand.run(`void window.visite.on('file-opened', (file) => (bench.file = file))`);
    await hand.seen(isImport, () => hand.click(demoButton));
    await hand.seenFromNow(isFile(process.env.FILE), () => openFile(process.env.FILE));
    const { score } = await hand.run(`(async () => {
      ${timed}
      const { profile } = await call('demo-open', {});
      await call('import-open', { file: bench.file.token, profile: profile.token });
      await call('import-check', {});
      await call('list-score', {}, 'score');
      return took;
    })()`);
    await hand.reload();
    const list = await hand.seen(isGrid, () => hand.click('nav button:nth-of-type(3)'));
    await pause(1000);
    const bytes = sumBytes();
    const drawn = await scroll(hand);
    const scrolledBytes = sumBytes();
    const shown = await scrollPictures(hand);
    const { again } = await hand.run(`(async () => {
      ${timed}
      for (let turn = 0; turn < 3; turn += 1) await call('list', {}, 'again');
      return took;
    })()`);
    return { score: score[0], list, again, bytes, scrolledBytes, drawn, shown };
  },

  /** The bare window: a key that changes one text, and a list with one text in a row. */
  bare: async (hand) => {
    await hand.begin();
    const key = [];
    for (let turn = 1; turn <= turns; turn += 1) {
      await pause(100);
      const isThere = `document.querySelector('h1').textContent === ${JSON.stringify(String(turn))}`;
      key.push(await hand.seen(isThere, () => hand.press('Down')));
    }
    return { key, drawn: await scroll(hand) };
  },
};

function isFile(file) {
  return `${isImport} && document.querySelector('main').textContent.includes(${JSON.stringify(path.basename(file))})`;
}

/** As the system does it, such as for a double click. */
function openFile(file) {
  app.emit('open-file', { preventDefault: () => undefined }, file);
}

const toWho = `(document.querySelector('main header')?.textContent ?? '')`;

/** The screen of another patient than the one before; name and result come in one piece (use-patient.ts). */
function isPatientAfter(before) {
  return `document.querySelector('main header h1') !== null && ${toWho} !== ${JSON.stringify(before)}`;
}

/** Another last digit of the age, again and again: until the result stands there. While one comes there is none (ResultPane). */
async function typeAges(hand) {
  hand.press('W');
  await pause(500);
  const field = `document.querySelector('main input[inputmode="decimal"]')`;
  const recorded = await hand.run(`(${field}.focus(), ${field}.value)`);
  const ms = [];
  for (let digit = 0; digit < 10; digit += 1) {
    const age = `${recorded.slice(0, -1)}${digit}`;
    if (age === recorded) continue;
    hand.press('End');
    hand.press('Backspace');
    await pause(200);
    const isThere = `${field}.value === ${JSON.stringify(age)} && document.querySelector('[role="tabpanel"]') !== null`;
    ms.push(await hand.seen(isThere, () => hand.press(String(digit))));
    await pause(100);
  }
  return ms;
}
