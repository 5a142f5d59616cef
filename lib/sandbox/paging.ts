import { invalidParameter } from './error-bodies';

/** Which part of a list is asked for; `page` counts from 0. */
export interface Page {
  page: number;
  perPage: number;
}

/** `page` and `perPage` of a query, within `most`; a refusal (412) when one is not a whole number of 0 or more. */
export function readPage(query: URLSearchParams, perPage: number, most: number): Page | Response {
  const read = (name: string, usual: number) => {
    const text = query.get(name);
    if (text === null) return usual;
    return /^\d{1,9}$/.test(text) ? Number(text) : invalidParameter(name, 'an integer of 0 or more');
  };
  const page = read('page', 0);
  if (page instanceof Response) return page;
  const size = read('perPage', perPage);
  if (size instanceof Response) return size;
  return { page, perPage: Math.min(size, most) };
}

/** The elements of a page. */
export function pageOf<T>(list: readonly T[], { page, perPage }: Page): T[] {
  return list.slice(page * perPage, (page + 1) * perPage);
}

/** How many pages a list has. */
export function pageCount(total: number, { perPage }: Page): number {
  return perPage === 0 ? 0 : Math.ceil(total / perPage);
}
