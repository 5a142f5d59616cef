import type { DiagnosisReport } from './report';

/**
 * The ids of organizations, sources and items that a report names, as they are named and as they are written in its text:
 * a long one is named by its beginning only. At most as many as a report has facts.
 */
export function namedIdentifiers({ facts, text }: Pick<DiagnosisReport, 'facts' | 'text'>): {
  readonly organization: readonly string[];
  readonly sources: readonly string[];
  readonly items: readonly string[];
} {
  const valuesOf = (name: string) =>
    facts
      .filter((fact) => fact.name === name)
      .flatMap(({ value, span: [start, end] }) => {
        const written = text.slice(start, end);
        return decoded(written) === value ? [value] : [value, written];
      });
  return { organization: valuesOf('organization'), sources: valuesOf('source'), items: valuesOf('item') };
}

/** Percent-encoding alone does not make another id of it. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
