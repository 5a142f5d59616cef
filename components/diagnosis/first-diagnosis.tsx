import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { countOf } from '@/lib/problems/phrasing';
import { DiagnosisDetail } from './diagnosis-detail';
import { exchangeTitle } from './exchange-words';
import { NumberBadge } from './number-badge';

/** The surest diagnosis, large. */
export function FirstDiagnosis({
  report,
  onPasteAnswer,
}: {
  report: DiagnosisReport;
  onPasteAnswer: () => void;
}) {
  const [diagnosis, ...further] = report.diagnoses;
  if (diagnosis === undefined) return null;
  const exchange = exchangeTitle(report, diagnosis.exchange);
  return (
    <section
      aria-labelledby="diagnosis-title"
      className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3.5"
    >
      <div className="mb-3 flex gap-2.5">
        <span className="pt-1">
          <NumberBadge number={1} active />
        </span>
        <div className="min-w-0">
          <h2 id="diagnosis-title" className="text-balance font-semibold text-xl leading-7 tracking-tight">
            {diagnosis.title}
          </h2>
          {(exchange !== null || diagnosis.alsoIn > 0) && (
            <p className="text-muted text-xs [overflow-wrap:anywhere]">
              {[exchange, diagnosis.alsoIn > 0 && `also in ${countOf(diagnosis.alsoIn, 'more exchange')}`]
                .filter(Boolean)
                .join('; ')}
            </p>
          )}
          {further.length > 0 && (
            <p className="text-muted text-xs">{furtherWords(further.map(({ title }) => title))}</p>
          )}
        </div>
      </div>
      <DiagnosisDetail number={1} diagnosis={diagnosis} onPasteAnswer={onPasteAnswer} />
    </section>
  );
}

/** Further diagnoses that are named here; more are only counted. */
const MOST_NAMED = 2;

/** Says that this is not the only one: the others stand below, often out of sight. */
function furtherWords(titles: readonly string[]): string {
  const counted = `${countOf(titles.length, 'further diagnosis', 'further diagnoses')} below`;
  const named = [...new Set(titles)];
  return named.length > MOST_NAMED ? `${counted}.` : `${counted}: ${named.join('; ')}.`;
}
