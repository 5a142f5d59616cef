import 'server-only';

/** What is said where Coveo answers that there is no such source. */
export function noSourceText({ organization, source }: { organization: string; source: string }): string {
  return `Coveo knows no source ${source} in ${organization}.`;
}
