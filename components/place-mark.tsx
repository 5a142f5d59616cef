import { clsx } from 'clsx';
import { placeStyle } from './place-colour';

/** Region and organization in the organization's own colour, so that one tenant is not taken for another. */
export function PlaceMark(props: { region: string; organization: string; className?: string }) {
  const { region, organization, className } = props;
  return (
    <span
      style={placeStyle(organization)}
      className={clsx(
        'inline-flex min-w-0 items-center gap-1.5 rounded border border-(--place-line) bg-(--place-soft) px-1.5 font-medium text-(--place-ink) text-xs leading-5',
        className,
      )}
    >
      <span className="shrink-0 uppercase tracking-wide">{region}</span>
      <span className="truncate">{organization}</span>
    </span>
  );
}
