import type { ItemMatches } from '@/lib/health/item/item-report';
import { countOf } from '@/lib/problems/phrasing';
import { EmptyState } from '../empty-state';
import { Moment } from '../moment';
import { ResultMark } from '../result-mark';
import { Panel } from '../ui/panel';
import { ItemLink } from './item-place';

/** The items that a search found, each leading to its page. */
export function MatchedItems({ matches }: { matches: ItemMatches }) {
  const { items, text, uri } = matches;
  return (
    <Panel id="matches" title="Items that match" note={text}>
      {items.length === 0 ? (
        <EmptyState
          title={matches.coverage.complete ? 'No item matches' : 'No item in what was read'}
          text={
            <>
              Nothing that was read names an item with <code className="[overflow-wrap:anywhere]">{uri}</code>
              . Capital letters and encoding count. An item that was not pushed for two weeks has no row.
            </>
          }
        />
      ) : (
        <ul className="divide-y divide-line">
          {items.map(({ uri: item, rows, last }) => (
            <li key={item} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5">
              <ItemLink
                uri={item}
                className="min-w-0 flex-[1_1_20rem] py-0.5 font-mono text-accent text-xs leading-5 [overflow-wrap:anywhere]"
              />
              <span className="text-muted text-xs">
                {countOf(rows, 'row')}, last <Moment iso={last.at} />
              </span>
              <span className="flex items-center gap-1.5 text-xs sm:w-64">
                {last.operation} {last.task} <ResultMark result={last.result} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
