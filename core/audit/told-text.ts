import type { Advice } from '#core/advice/advise.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import { mustHold } from '#core/must-hold.ts';

/**
 * `{advice, remarks}` as canonical JSON (RFC 8785): what toCanonicalBytes gives of them, written out for each shape since
 * there is one for every patient. Throws OwnMistakeError for a number or a text that JSON cannot hold.
 */
export function toToldText(advice: Advice, remarks: readonly Remark[]): string {
  const list = remarks.length === 0 ? '' : remarks.map(toRemarkText).join(',');
  return `{"advice":${toAdviceText(advice)},"remarks":[${list}]}`;
}

function toAdviceText(advice: Advice): string {
  switch (advice.state) {
    case 'favours':
      return `{"arm":${text(advice.arm)},"over":${text(advice.over)},"probability":${number(advice.probability)},"state":"favours"}`;
    case 'uncertain':
      return `{"probability":${number(advice.probability)},"state":"uncertain"}`;
    case 'no-recommendation':
      return `{"estimates":"${advice.estimates}","reasons":[${advice.reasons.map(toReasonText).join(',')}],"state":"no-recommendation"}`;
    default:
      throw advice satisfies never;
  }
}

function toReasonText(reason: Reason): string {
  switch (reason.code) {
    case 'outside-population':
      return `{"code":"outside-population","input":${text(reason.input)},"text":${text(reason.text)},"value":${value(reason.value)}}`;
    case 'outside-limits':
      return toRangeText(reason);
    case 'input-missing':
      return `{"code":"input-missing","input":${text(reason.input)}}`;
    case 'output-invalid':
      return `{"code":"output-invalid","fault":"${reason.fault}","output":${text(reason.output)},"value":${text(reason.value)}}`;
    case 'no-decision-rule':
      return '{"code":"no-decision-rule"}';
    default:
      throw reason satisfies never;
  }
}

function toRemarkText(remark: Remark): string {
  switch (remark.code) {
    case 'outside-development-range':
      return toRangeText(remark);
    case 'imputed':
      return `{"code":"imputed","input":${text(remark.input)},"value":${value(remark.value)}}`;
    case 'left-missing':
      return `{"code":"left-missing","input":${text(remark.input)}}`;
    case 'duplicate-patient':
      return `{"code":"duplicate-patient","line":${number(remark.line)}}`;
    default:
      throw remark satisfies never;
  }
}

function toRangeText(
  item: Extract<Reason, { code: 'outside-limits' }> | Extract<Remark, { code: 'outside-development-range' }>,
): string {
  const { code, input, max, min } = item;
  return `{"code":"${code}","input":${text(input)},"max":${number(max)},"min":${number(min)},"value":${number(item.value)}}`;
}

function value(held: number | string): string {
  return typeof held === 'number' ? number(held) : text(held);
}

/** ECMAScript's shortest spelling is that of RFC 8785; minus zero is 0 in both. */
function number(held: number): string {
  mustHold(Number.isFinite(held), 'a log entry cannot hold a number that is not finite');
  return String(held);
}

function text(held: string): string {
  mustHold(!loneSurrogate.test(held), 'a log entry cannot hold half a surrogate pair');
  return JSON.stringify(held);
}

const loneSurrogate = /\p{Surrogate}/u;
