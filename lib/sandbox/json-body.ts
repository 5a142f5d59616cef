import { z } from 'zod';
import { invalidJson, unsupportedMediaType } from './error-bodies';

const objectSchema = z.record(z.string(), z.unknown());

/** Whether a request says that its body is JSON. */
export function isJson(request: Request): boolean {
  const type = request.headers.get('content-type') ?? '';
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type);
}

/**
 * The JSON object of a request; an empty body is an empty object, as the official clients send either. Answers the
 * refusal where the content type is another (415) or the body is no JSON object (400).
 */
export async function readJsonObject(request: Request): Promise<Record<string, unknown> | Response> {
  const text = await request.text();
  if (text.trim() === '') return {};
  if (!isJson(request)) return unsupportedMediaType();
  try {
    const parsed = objectSchema.safeParse(JSON.parse(text));
    return parsed.success && !Array.isArray(parsed.data) ? parsed.data : invalidJson();
  } catch {
    return invalidJson();
  }
}
