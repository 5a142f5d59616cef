import type { Decider, DeciderName } from './item-report';

/** Rows shown as the proof of one decider at the most. */
const MOST_ROWS = 5;

/** What a decider answers, with the rows oldest first. */
export type Decision = Pick<Decider, 'answer' | 'text'> & Partial<Pick<Decider, 'rows' | 'call' | 'problem'>>;

/** A decider from what it answers. */
export function decider(name: DeciderName, question: string, decision: Decision): Decider {
  const { rows = [], call = null, problem = null, answer, text } = decision;
  return { name, question, answer, text, rows: [...rows].reverse().slice(0, MOST_ROWS), call, problem };
}
