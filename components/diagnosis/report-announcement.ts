import { nothingWords } from '@/lib/diagnosis/nothing-words';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { countOf } from '@/lib/problems/phrasing';
import { CONFIDENCE_WORDS } from './confidence-words';
import { removedWords } from './removed-words';

/** The result in a sentence, for those who do not see the page change. */
export function announcementOf(report: DiagnosisReport): string {
  const { diagnoses, redactions } = report;
  const [first] = diagnoses;
  const removed = removedWords(redactions);
  const secrets = removed === null ? '' : ` Removed: ${removed}.`;
  if (first === undefined) return `${nothingWords(report).title}.${secrets}`;
  const more =
    diagnoses.length > 1
      ? ` ${countOf(diagnoses.length - 1, 'further diagnosis', 'further diagnoses')}.`
      : '';
  return `${first.title}: ${CONFIDENCE_WORDS[first.confidence].label.toLowerCase()}.${more}${secrets}`;
}
