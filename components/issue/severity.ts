import type { Finding } from '@/lib/problems/finding';

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** The severity that a text names; a warning where it names none. */
export function severityOf(text: string): Finding['severity'] {
  return SEVERITIES.find((severity) => severity === text) ?? 'warning';
}
