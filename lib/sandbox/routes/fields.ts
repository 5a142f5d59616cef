import { z } from 'zod';
import type { Handler } from '../api-call';
import { invalidJson, unsupportedMediaType } from '../error-bodies';
import { isJson } from '../json-body';
import { pageCount, pageOf, readPage } from '../paging';

const fieldsSchema = z.array(z.looseObject({ name: z.string(), type: z.string().default('STRING') }));

const pageFields: Handler = ({ url, organization }) => {
  const page = readPage(url.searchParams, 100, 1_000);
  if (page instanceof Response) return page;
  const { fields } = organization;
  return Response.json({
    items: pageOf(fields, page),
    totalEntries: fields.length,
    totalPages: pageCount(fields.length, page),
  });
};

const createFields: Handler = async ({ request, organization }) => {
  if (!isJson(request)) return unsupportedMediaType();
  const body = await request.json().catch(() => null);
  const parsed = fieldsSchema.safeParse(body);
  if (!parsed.success) return invalidJson();
  for (const { name, type } of parsed.data) {
    if (!organization.fields.some((field) => field.name === name)) organization.fields.push({ name, type });
  }
  return new Response(null, { status: 204 });
};

/** Fields, as far as the official push client needs them to create the missing ones. */
export const fieldsHandlers = {
  'fields.page': pageFields,
  'fields.create': createFields,
} as const satisfies Record<string, Handler>;
