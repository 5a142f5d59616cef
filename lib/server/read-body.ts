import 'server-only';

/** The bytes of a request's body, or why there are none: it has more than allowed, took too long, or broke off. */
export type BodyRead =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'too large' | 'too slow' | 'broke off' };

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Reads a request's body as it is. Never holds more than `most` bytes and the piece that goes beyond them: a
 * `Content-Length` above it is refused without reading, and one that lies is found out. Ends with `signal`, as too
 * slow. What comes after that is let pass, unkept: else the sender would never see the answer, and whatever comes next
 * on the same connection would wait behind it.
 */
export async function readBody(request: Request, most: number, signal: AbortSignal): Promise<BodyRead> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return { ok: false, why: 'too large' };
  if (request.body === null) return { ok: true, bytes: new Uint8Array() };
  if (signal.aborted) return { ok: false, why: 'too slow' };
  const ended = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const reader = request.body.getReader();
  const read = await readUpTo(reader, most, ended);
  if (!read.ok) void letPass(reader);
  return read;
}

async function readUpTo(reader: Reader, most: number, ended: Promise<null>): Promise<BodyRead> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    while (true) {
      const piece = await Promise.race([reader.read(), ended]);
      if (piece === null) return { ok: false, why: 'too slow' };
      if (piece.done) return { ok: true, bytes: joined(chunks, size) };
      size += piece.value.byteLength;
      if (size > most) return { ok: false, why: 'too large' };
      chunks.push(piece.value);
    }
  } catch {
    return { ok: false, why: 'broke off' };
  }
}

async function letPass(reader: Reader): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The sender went away, which is as good.
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
