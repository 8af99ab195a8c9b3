import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './models.module.css';
import type { ModelView, TrustStep } from '#core/contract/models-view.ts';
import { GoldenPatients } from '#renderer/screens/models/GoldenPatients.tsx';
import { useLanguage, useNumbers, useWords } from '#renderer/state/language.tsx';
import { toFailureText } from '#renderer/strings/failures.ts';
import { modelsWords } from '#renderer/strings/models.ts';

const icons = { passed: IconCircleCheck, failed: IconCircleX, open: IconCircleDashed } as const;

/** The checks on one line, each with the fact that it rests on. */
export function TrustChain({ view }: { readonly view: ModelView }) {
  const words = useWords(modelsWords);
  return (
    <section aria-labelledby="model-chain">
      <h3 id="model-chain" className={styles.heading}>
        {words.chain}
      </h3>
      <ol className={styles.chain}>
        {view.steps.map((step) => (
          <Step key={step.step} step={step}>
            <Fact view={view} step={step.step} />
          </Step>
        ))}
      </ol>
    </section>
  );
}

function Step({ step, children }: { readonly step: TrustStep; readonly children: ReactNode }) {
  const words = useWords(modelsWords);
  const language = useLanguage();
  const Icon = icons[step.state];
  return (
    <li className={`${styles.step} ${styles[step.state]}`}>
      <Icon size={22} stroke={1.6} aria-label={words.stepStates[step.state]} className={styles.stepIcon} />
      <div className={styles.stepBody}>
        <strong>{words.steps[step.step]}</strong>
        {children}
        {step.failure !== undefined && (
          <p className={styles.stop}>{toFailureText(step.failure, language).title}</p>
        )}
      </div>
    </li>
  );
}

function Fact({ view, step }: { readonly view: ModelView; readonly step: TrustStep['step'] }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  switch (step) {
    case 'file':
      return (
        <Line {...(view.summary.sha256 === '' ? {} : { code: view.summary.sha256 })}>
          {view.file.parts === 0
            ? numbers.bytes(view.file.bytes)
            : words.parts(numbers.bytes(view.file.bytes), numbers.number(view.file.parts))}
        </Line>
      );
    case 'signature':
      return view.signer === undefined ? undefined : (
        <Line code={view.signer.sha256} kind={view.signer.algorithm}>
          {view.signer.publisher}
        </Line>
      );
    case 'release':
      return <Releases view={view} />;
    case 'not-revoked':
      return (
        <Line>
          {view.trustList === undefined
            ? words.noTrustList
            : words.trustList(numbers.number(view.trustList.version), numbers.date(view.trustList.expires))}
        </Line>
      );
    case 'golden':
      return view.golden === undefined ? undefined : <GoldenPatients golden={view.golden} />;
    case 'limits':
      return view.limits === undefined ? undefined : <Limits limits={view.limits} />;
    default:
      throw step satisfies never;
  }
}

function Releases({ view }: { readonly view: ModelView }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  if (view.summary.state === 'demo') return <Line>{words.demoRelease}</Line>;
  return (
    <>
      {view.releases.map(({ name, at, key }) => (
        <Line key={key} code={key}>
          {words.releasedBy(name, numbers.dateTime(at))}
        </Line>
      ))}
      {view.releasesNeeded > 0 && (
        <Line>
          {words.releasesNeeded(numbers.number(view.releases.length), numbers.number(view.releasesNeeded))}
        </Line>
      )}
    </>
  );
}

interface LineProps {
  readonly children: ReactNode;
  readonly code?: string;
  readonly kind?: string;
}

function Line({ children, code, kind = 'SHA-256' }: LineProps) {
  return (
    <div className={styles.fact}>
      <span>{children}</span>
      {code !== undefined && (
        <span className={styles.digest} title={code}>
          {kind}{' '}
          <span className="mono">
            {code.slice(0, 4)} {code.slice(4, 8)} … {code.slice(-4)}
          </span>
        </span>
      )}
    </div>
  );
}

function Limits({ limits }: { readonly limits: NonNullable<ModelView['limits']> }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  const { memoryMiB, msPerPatient, fuelPerPatient, confinement } = limits;
  const million = (value: number): string => `${numbers.number(value / 1e6, 1)} M`;
  const toLayersText = (wanted: boolean): string =>
    Object.entries(confinement)
      .filter(([, inForce]) => inForce === wanted)
      .map(([layer]) => words.layers[layer] ?? layer)
      .join(', ');
  const rows = [
    [words.memory, `${numbers.number(memoryMiB.granted)} MiB`, `${numbers.number(memoryMiB.asked)} MiB`],
    [
      words.timePerPatient,
      `${numbers.number(msPerPatient.granted)} ms`,
      `${numbers.number(msPerPatient.measured, 2)} ms`,
    ],
    [words.fuel, million(fuelPerPatient.granted), million(fuelPerPatient.measured)],
  ] as const;
  return (
    <>
      <div className={styles.fact}>{words.process}</div>
      <div className={styles.fact}>
        {words.ownProcess}: {toLayersText(true) || words.nothing}.
        {Object.values(confinement).includes(false) && ` ${words.notInForce}: ${toLayersText(false)}.`}
      </div>
      <table className={styles.small}>
        <thead>
          <tr>
            <th scope="col">{words.limit}</th>
            <th scope="col">{words.granted}</th>
            <th scope="col">{words.measured}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, granted, measured]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{granted}</td>
              <td>{measured}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
