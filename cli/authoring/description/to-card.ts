import type { Card } from '#core/bundle/card.ts';
import type { LocalText } from '#core/bundle/fields.ts';
import type { Description, Statement } from '#cli/authoring/description/description.ts';
import { notStatedName, statementOf, textIn, toLocalText } from '#cli/authoring/description/not-stated.ts';

/** card.json of a description: what a human stated, and "not stated" for everything else. */
export function toCard(description: Description): Card {
  const { languages, data, performance = [], source } = description;
  const local = (text: LocalText | undefined): LocalText => toLocalText(languages, text);
  const stated = (statement: Statement): LocalText => statementOf(description, statement);
  const figures = (statement: Statement, results: Card['metrics']['usefulness']['results']) => ({
    goal: stated(statement),
    results,
    interpretation: local(undefined),
    testType: local(undefined),
    testingData: local(undefined),
    validationProcess: local(undefined),
  });
  const modelType = `${source.library} (${Object.entries(source.versions)
    .map(([library, release]) => `${library} ${release}`)
    .join(', ')})`;
  return {
    format: 1,
    basic: {
      name: Object.fromEntries(
        languages.map((language) => [
          language,
          textIn(language, description.title) ?? description.id.replaceAll('-', ' '),
        ]),
      ),
      developer: description.developer ?? notStatedName,
      contact: description.contact ?? notStatedName,
    },
    release: {
      stage: description.status === 'clinical-use' ? 'clinical' : 'research',
      date: description.date,
      version: description.version,
      availability: stated('availability'),
      regulatoryApproval: stated('regulatory-approval'),
    },
    summary: { text: local(description.summary), keywords: [] },
    uses: {
      intendedUse: local(description.intendedUse),
      intendedUsers: stated('intended-users'),
      howToUse: stated('how-to-use'),
      population: stated('population'),
      outOfScope: stated('out-of-scope'),
    },
    warnings: {
      risksAndLimitations: [stated('risks-and-limitations')],
      biasesAndEthics: [stated('biases-and-ethics')],
      clinicalRiskLevel: stated('clinical-risk-level'),
    },
    facts: {
      outcomesAndOutputs: stated('outcomes-and-outputs'),
      modelType:
        description.statements?.['model-type'] === undefined
          ? Object.fromEntries(languages.map((language) => [language, modelType]))
          : stated('model-type'),
      inputDataSource: stated('input-data-source'),
      dataTypes: stated('data-types'),
      developmentData: {
        sources:
          data === undefined
            ? []
            : [
                {
                  name: data.name,
                  description: local(data.description),
                  patients: data.patients,
                  licence: data.licence ?? notStatedName,
                  ...(data.url === undefined ? {} : { url: data.url }),
                  ...(data.sha256 === undefined ? {} : { sha256: data.sha256 }),
                },
              ],
        selection: stated('selection'),
        missingValues: stated('missing-values'),
        characteristics: stated('characteristics'),
      },
      biasMitigation: stated('bias-mitigation'),
      maintenance: stated('maintenance'),
      security: stated('security'),
    },
    transparency: {
      funding: stated('funding'),
      thirdParty: stated('third-party'),
      stakeholders: stated('stakeholders'),
    },
    metrics: {
      usefulness: figures('usefulness', performance),
      fairness: figures('fairness', []),
      safety: figures('safety', []),
    },
    evidence: {
      supported: [stated('supported')],
      notSupported: [stated('not-supported')],
      calibration: [],
    },
    resources: { publications: [], patientConsent: stated('patient-consent') },
  };
}
