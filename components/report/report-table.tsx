import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { ScrollRegion } from '../ui/scroll-region';

const HEAD = 'whitespace-nowrap border-line border-b px-3 py-1 font-medium print:px-1.5';

/** The heading of a column; `number` ones stand over numbers. */
export interface ReportColumn {
  readonly head: string;
  readonly number?: boolean;
}

/** A table of a report, with the rows as `children`: it scrolls by itself on a page, and is whole on paper. */
export function ReportTable(props: {
  label: string;
  caption: string;
  columns: readonly ReportColumn[];
  /** How high it may become on a page. */
  className: string;
  children: ReactNode;
}) {
  const { label, caption, columns, className, children } = props;
  return (
    <ScrollRegion label={label} className={clsx(className, 'print:max-h-none print:overflow-visible')}>
      <table className="tabular w-full border-separate border-spacing-0 text-xs">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-sunken text-faint print:static">
          <tr>
            {columns.map(({ head, number = false }) => (
              <th key={head} scope="col" className={clsx(HEAD, number ? 'text-right' : 'text-left')}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}
