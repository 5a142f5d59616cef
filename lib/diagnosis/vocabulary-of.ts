import type { Phrase, Vocabulary } from '@/lib/paste/vocabulary';
import type { PasteDoor } from '@/lib/problems/problem';

/** What the reader must look for, so that every door's rule can answer: each code and each phrase once. */
export function vocabularyOf(problems: readonly { readonly paste: PasteDoor }[]): Vocabulary {
  const phrases = new Map<string, Phrase>();
  for (const { paste } of problems) {
    for (const phrase of paste.phrases) phrases.set(`${phrase.name} ${phrase.pattern.source}`, phrase);
  }
  return {
    codes: [...new Set(problems.flatMap(({ paste }) => paste.codes))],
    phrases: [...phrases.values()],
  };
}
