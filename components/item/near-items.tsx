import type { NearItem } from '@/lib/evidence/item-observation';
import { countOf } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { ResultMark } from '../result-mark';
import { Panel } from '../ui/panel';
import { ItemLink } from './item-place';

/** Items whose URI is nearly the one that was asked for, and how it differs. */
export function NearItems({ items, text }: { items: readonly NearItem[]; text: string }) {
  return (
    <Panel id="near" title="Nearly the same" note={items.length === 0 ? undefined : text}>
      {items.length === 0 ? (
        <p className="px-4 py-3 text-muted text-pretty">{text}</p>
      ) : (
        <ul className="divide-y divide-line">
          {items.map(({ uri, how, rows, last }) => (
            <li key={uri} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <ItemLink
                uri={uri}
                className="min-w-0 flex-[1_1_20rem] py-0.5 font-mono text-accent text-xs leading-5 [overflow-wrap:anywhere]"
              />
              <span>the same {how}</span>
              <span className="text-muted text-xs">
                {countOf(rows, 'row')}, last <Moment iso={last.at} /> {last.task}
              </span>
              <ResultMark result={last.result} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
