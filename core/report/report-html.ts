import type { Language } from '#core/advice/phrases.ts';
import { toHtmlText } from '#core/report/html.ts';
import { reportPhrases, type ReportPhrases } from '#core/report/report-phrases.ts';
import { reportStyle } from '#core/report/report-style.ts';
import type { ReportWarning, RunReport } from '#core/report/run-report.ts';

/**
 * A run report as one HTML document: no scripts, nothing from anywhere else, one A4 in print for a model of some 25
 * inputs. Every value is shown as text.
 */
export function toReportHtml(report: RunReport, language: Language): string {
  const words = reportPhrases[language];
  const { model } = report;
  const research =
    model.status === 'clinical-use' ? '' : `<strong>${toHtmlText(words.researchOnly)}</strong>`;
  const demo = report.demo ? ` <span>${toHtmlText(words.demo)}</span>` : '';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${toHtmlText(`${words.title} ${report.run}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
${research + demo === '' ? '' : `<p class="banner" role="note">${research}${demo}</p>`}
<header>
<h1>${toHtmlText(words.title)}</h1>
<p>${toHtmlText(report.at)}<br>${toHtmlText(`${words.by}: ${report.account}`)}</p>
</header>
<main>
<div class="two">
<section><h2>${toHtmlText(words.model)}</h2>${toModel(report, words)}</section>
<section><h2>${toHtmlText(words.file)}</h2>${toFile(report, words)}</section>
</div>
<p class="use"><span class="quiet">${toHtmlText(words.intendedUse)}:</span> ${toHtmlText(model.intendedUse)}</p>
<section><h2>${toHtmlText(words.books)}</h2>${toBooks(report, words)}</section>
<section><h2>${toHtmlText(words.warnings)}</h2>${toWarnings(report, words)}</section>
<section><h2>${toHtmlText(words.inputs)}</h2>${toInputs(report, words)}</section>
</main>
<footer>
${toDigests(report, words)}
${toTerms([
  [
    words.logHead,
    `${toCode(`${report.head.size}:${report.head.root}`)}<br><span class="quiet">${toHtmlText(words.logHeadNote)}</span>`,
  ],
  [
    words.run,
    `${toHtmlText(report.run)} <span class="quiet">· ${toHtmlText(`visite ${report.software.visite}, ${report.software.engine}`)}</span>`,
  ],
])}
</footer>
</body>
</html>
`;
}

/** A word and what stands beside it, as HTML. */
type Term = readonly [string, string];

function toTerms(terms: readonly Term[]): string {
  const rows = terms.map(([word, html]) => `<dt>${toHtmlText(word)}</dt><dd>${html}</dd>`);
  return `<dl>\n${rows.join('\n')}\n</dl>`;
}

function toModel({ model }: RunReport, words: ReportPhrases): string {
  const terms = toTerms([
    [words.model, `${toHtmlText(model.id)}, ${toHtmlText(words.version(model.version))}`],
    [words.publisher, toHtmlText(model.publisher)],
  ]);
  return `<p class="name">${toHtmlText(model.title)}</p>${terms}`;
}

function toFile({ file, written, profile }: RunReport, words: ReportPhrases): string {
  const version = words.version(String(profile.version ?? 1));
  const terms = toTerms([
    [words.size, toHtmlText(words.bytes(toCount(file.bytes)))],
    [words.written, toHtmlText(written)],
    [words.profile, `${toHtmlText(profile.name)}, ${toHtmlText(version)}`],
  ]);
  return `<p class="name">${toHtmlText(file.name)}</p>${terms}`;
}

/** Every file that the run read or wrote, with its digest. */
function toDigests({ model, file, profile, outputs }: RunReport, words: ReportPhrases): string {
  const rows: readonly (readonly [string, string, string])[] = [
    [words.model, `${model.id}@${model.version}`, model.digest],
    [words.signer, model.publisher, model.signer],
    [words.file, file.name, file.sha256],
    [words.profile, profile.name, profile.sha256],
    ...outputs.map(
      ({ name, sha256, bytes }) =>
        [words.outputs, `${name}, ${words.bytes(toCount(bytes))}`, sha256] as const,
    ),
  ];
  const cells = rows.map(
    ([what, name, sha256]) =>
      `<tr><td class="quiet">${toHtmlText(what)}</td><td>${toHtmlText(name)}</td><td class="n">${toCode(sha256)}</td></tr>`,
  );
  return `<table class="digests"><thead><tr><th></th><th></th><th class="n">SHA-256</th></tr></thead><tbody>${cells.join('\n')}</tbody></table>`;
}

function toBooks({ books, model }: RunReport, words: ReportPhrases): string {
  const figure = (name: 'read' | 'scored' | 'flagged' | 'refused' | 'skipped') =>
    `<div class="${name}"><b>${toCount(books[name])}</b>${toHtmlText(words[name])}</div>`;
  const sign = (text: string) => `<div class="sign">${text}</div>`;
  const figures = [
    figure('read'),
    sign('='),
    figure('scored'),
    sign('+'),
    figure('flagged'),
    sign('+'),
    figure('refused'),
    sign('+'),
    figure('skipped'),
  ];
  const advice = Object.entries(books.advice).map(([state, rows]): [string, number] => [
    toAdviceText(state, model.arms, words),
    rows,
  ]);
  const lists = [
    toCounts(words.advice, advice),
    toCounts(words.reasons, toCodes(books.codes.reason)),
    toCounts(words.remarks, toCodes(books.codes.remark)),
    toCounts(words.skippedBecause, toCodes(books.codes.skip)),
    toCounts(words.refusedBecause, toCodes(books.codes.problem)),
  ];
  const escaped =
    books.escapedCells === 0
      ? ''
      : `<p class="quiet">${toHtmlText(words.escaped(toCount(books.escapedCells)))}</p>`;
  return `<div class="figures">${figures.join('')}</div><p class="quiet note">${toHtmlText(words.balance)}</p>
<div class="lists">${lists.join('')}</div>${escaped}`;
}

function toAdviceText(state: string, arms: RunReport['model']['arms'], words: ReportPhrases): string {
  if (state.startsWith('favours:')) {
    const arm = state.slice('favours:'.length);
    return words.favours(arms.get(arm) ?? arm);
  }
  if (state === 'uncertain') return words.uncertain;
  return state === 'no-recommendation' ? words.noRecommendation : state;
}

function toCodes(codes: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(codes).sort(([, a], [, b]) => b - a);
}

function toCounts(title: string, counts: readonly (readonly [string, number])[]): string {
  if (counts.length === 0) return '';
  const rows = counts.map(
    ([name, rows]) => `<tr><td>${toHtmlText(name)}</td><td class="n">${toCount(rows)}</td></tr>`,
  );
  return `<div><h3>${toHtmlText(title)}</h3><table><tbody>${rows.join('')}</tbody></table></div>`;
}

function toWarnings({ warnings }: RunReport, words: ReportPhrases): string {
  if (warnings.length === 0) return `<p class="quiet note">${toHtmlText(words.none)}</p>`;
  return `<ul class="warnings">${warnings.map((warning) => `<li>${toHtmlText(toWarningText(warning, words))}</li>`).join('')}</ul>`;
}

function toWarningText(warning: ReportWarning, words: ReportPhrases): string {
  switch (warning.code) {
    case 'no-expectation':
      return words.noExpectation;
    case 'many-refused':
      return words.manyRefused(toCount(warning.rows), toCount(warning.of));
    case 'duplicate-patients':
      return words.duplicatePatients(toCount(warning.rows));
    case 'many-missing':
      return words.manyMissing(warning.label, toCount(warning.rows), toCount(warning.of));
    case 'many-unusual':
      return words.manyUnusual(warning.label, toCount(warning.rows), toCount(warning.of));
    default:
      throw warning satisfies never;
  }
}

function toInputs({ inputs }: RunReport, words: ReportPhrases): string {
  const titles = [
    words.fine,
    words.missing,
    words.outsideDevelopment,
    words.outsideLimits,
    words.notUnderstood,
  ];
  const head = `<th>${toHtmlText(words.input)}</th><th>${toHtmlText(words.column)}</th>${titles
    .map((title) => `<th class="n" style="white-space:normal;width:16mm">${toHtmlText(title)}</th>`)
    .join('')}`;
  const rows = inputs.map((input) => {
    const unit =
      input.unit === undefined || input.unit === '1'
        ? ''
        : ` <span class="quiet">${toHtmlText(input.unit)}</span>`;
    const columns =
      input.columns.length === 0
        ? `<span class="quiet">${toHtmlText(words.absent)}</span>`
        : toHtmlText(input.columns.join(' · '));
    const missing =
      input.missing === 0
        ? toCell(0)
        : `<td class="n some"><span class="what">${toHtmlText(words.policy[input.policy])}</span> ${toCount(input.missing)}</td>`;
    const others = [input.outsideDevelopment, input.outsideLimits, input.notUnderstood]
      .map((count) => toCell(count))
      .join('');
    return `<tr><td>${toHtmlText(input.label)}${unit}</td><td>${columns}</td><td class="n">${toCount(input.fine)}</td>${missing}${others}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function toCell(count: number): string {
  return `<td class="n ${count === 0 ? 'zero' : 'some'}">${toCount(count)}</td>`;
}

function toCode(text: string): string {
  return `<code>${toHtmlText(text)}</code>`;
}

/** A whole number with a thin space between groups of three, which no language takes for a decimal mark. */
function toCount(count: number): string {
  return String(count).replace(/\B(?=([0-9]{3})+$)/g, '\u202F');
}
