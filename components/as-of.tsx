import { Moment } from './moment';

/** When what is shown was true, by Coveo's clock. */
export function AsOf({ iso }: { iso: string }) {
  return (
    <span className="whitespace-nowrap text-faint text-xs">
      as of <Moment iso={iso} focusable />
    </span>
  );
}
