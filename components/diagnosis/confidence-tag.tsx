import { clsx } from 'clsx';
import type { Claim } from '@/lib/problems/problem';
import { CONFIDENCE_WORDS } from './confidence-words';

/** How sure a diagnosis is, as a word set apart. */
export function ConfidenceTag({ confidence }: { confidence: Claim }) {
  const { label, tag } = CONFIDENCE_WORDS[confidence];
  return (
    <span
      className={clsx(
        'inline-flex items-center whitespace-nowrap rounded border px-1.5 font-medium text-tiny leading-[1.125rem]',
        tag,
      )}
    >
      {label}
    </span>
  );
}
