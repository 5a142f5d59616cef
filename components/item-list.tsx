'use client';

import { Copy } from 'lucide-react';
import type { TouchedItems } from '@/lib/problems/finding';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { CopyButton } from './copy-button';
import { CopyTextButton } from './copy-text-button';
import { ItemLink } from './item/item-place';

const SHOWN = 3;

/** What the items of a finding are: those not indexed since, where there are some, else how many were touched. */
export function itemsTitle({ total, lost, what }: TouchedItems): string {
  const items = countOf(total, 'item');
  if (lost !== null && lost > 0) {
    return `${countOf(lost, 'item')} not indexed since${total > lost ? `, of ${formatCount(total)}` : ''}`;
  }
  if (lost === 0) return `${items}, all indexed since`;
  return what === undefined ? items : `${items} ${what}`;
}

/** The first items of a finding, the lost ones first, and all that came with it for the clipboard. */
export function ItemList({ items }: { items: TouchedItems }) {
  const { sample, total, lost } = items;
  const isPart = lost !== null && lost > 0 && lost < total && lost <= sample.length;
  const shown = sample.slice(0, SHOWN);
  return (
    <>
      <ul className="grid gap-0.5">
        {shown.map((uri) => (
          <li key={uri} className="flex min-w-0 items-center gap-1">
            <code className="min-w-0 truncate text-xs leading-6">
              <ItemLink uri={uri} />
            </code>
            <CopyButton text={uri} what="item URI" />
          </li>
        ))}
      </ul>
      {total > shown.length && (
        <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-faint text-xs">
          and {formatCount(total - shown.length)} more
          {isPart && (
            <CopyTextButton
              label={`Copy the ${formatCount(lost)} not indexed`}
              icon={Copy}
              text={() => sample.slice(0, lost).join('\n')}
            />
          )}
          {sample.length > shown.length && (
            <CopyTextButton
              label={
                sample.length < total
                  ? `Copy the first ${formatCount(sample.length)} of ${formatCount(total)}`
                  : `Copy all ${formatCount(total)}`
              }
              icon={Copy}
              text={() => sample.join('\n')}
            />
          )}
        </div>
      )}
    </>
  );
}
