import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { formatCount } from '@/lib/problems/phrasing';

/** Longest part of an address that names an exchange. */
const MAX_ADDRESS = 70;

/**
 * What an exchange is called where a paste has several: "Exchange 3: POST https://… → 403", as far as its facts tell;
 * null where the paste has only one.
 */
export function exchangeTitle(report: DiagnosisReport, exchange: number): string | null {
  if (report.parts.length < 2) return null;
  const name = `Exchange ${formatCount(exchange + 1)}`;
  const part = report.parts.find((each) => each.exchange === exchange);
  if (part === undefined) return name;
  const [start, end] = part.span;
  const said = (fact: string) =>
    report.facts.find(({ name, span }) => name === fact && span[0] >= start && span[1] <= end)?.value;
  const address = said('url');
  const call = [said('method'), address === undefined ? undefined : shortAddress(address)]
    .filter((word) => word !== undefined)
    .join(' ');
  const status = said('status');
  if (call === '') return `${name}: ${part.kind}${status === undefined ? '' : `, ${status}`}`;
  return `${name}: ${call}${status === undefined ? '' : ` → ${status}`}`;
}

/** Host and path, with the middle left out where it is long. */
function shortAddress(address: string): string {
  const plain = address.replace(/^https?:\/\//, '').replace(/\?.*$/s, '');
  if (plain.length <= MAX_ADDRESS) return plain;
  return `${plain.slice(0, 25)}…${plain.slice(25 - MAX_ADDRESS)}`;
}
