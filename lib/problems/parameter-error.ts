import type { Facts } from '@/lib/paste/facts';
import { type ErrorSigns, readSign, rivalCode } from './error-signs';
import { isForeign, recognition } from './paste-signs';
import type { Recognition } from './problem';
import { CODES_OF_412, type ParameterFault } from './push-parameters';

/** What tells one kind of parameter error from another. */
export interface ParameterError {
  readonly signs: ErrorSigns;
  readonly wrongIf: string;
  /** What is wrong with the parameters of the request that a text shows. */
  readonly faults: (facts: Facts) => readonly ParameterFault[];
  /** The parameter that the error's own message names, in a sentence; null where it names none. */
  readonly named: (facts: Facts) => string | null;
  /** Whether a request says enough of itself to be judged before Coveo has answered it. */
  readonly isWhole: (facts: Facts) => boolean;
}

/** Recognises a parameter error by Coveo's answer, by the request, or by both: a bare 412 leaves open which it is. */
export function recogniseParameterError(facts: Facts, error: ParameterError): Recognition | null {
  const { signs, wrongIf, named } = error;
  const sign = readSign(facts, signs);
  const faults = error.faults(facts);
  const faultTexts = faults.map(({ text }) => text);
  const faultSpans = faults.map(({ span }) => span);
  if (sign !== null && (sign.by !== 'status' || faults.length > 0)) {
    const unnamed = named(facts) ?? 'Which parameter it is, the text does not show.';
    return recognition(sign, {
      confidence: sign.confidence === 'certain' || faults.length === 0 ? sign.confidence : 'likely',
      reasons: [...sign.reasons, ...(faults.length > 0 ? faultTexts : [unnamed])],
      spans: [...sign.spans, ...faultSpans],
      wrongIf,
    });
  }
  if (sign !== null && facts.request?.url == null) {
    return recognition(sign, { reasons: [...sign.reasons, CODES_OF_412], wrongIf });
  }
  if (faults.length === 0 || !isOpen(facts, error)) return null;
  return recognition({ confidence: 'likely', reasons: faultTexts, spans: faultSpans }, { wrongIf });
}

/** Whether the request may be judged by itself: nothing that came back says that it is something else. */
function isOpen(facts: Facts, { signs, isWhole }: ParameterError): boolean {
  const { status, request } = facts;
  const fits = status === null || status.value === 400 || status.value === 412;
  return (
    fits && request?.method != null && isWhole(facts) && !isForeign(facts) && rivalCode(facts, signs) === null
  );
}
