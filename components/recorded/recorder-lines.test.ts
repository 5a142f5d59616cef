import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { readRecordedLine } from '@/lib/evidence/recorded-push';
import { toIso } from '@/lib/evidence/time';
import { readRecordedPaste } from '@/lib/paste/recorded-paste';
import { exampleLog } from './example-log';
import { recorderLines } from './recorder-lines';

const PATH = '/push/v1/organizations/acme/sources/x-acme/documents/batch';
const place = () => ({ organization: 'acme', source: 'x-acme', now: toIso(Date.now()) });
const ANSWER = { errorCode: 'TOO_MANY_REQUESTS', requestID: 'request-1' };

let server: Server | null = null;
let folder: string | null = null;
afterEach(() => {
  server?.close();
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

/** Writes a program into a folder of its own; its path. */
function written(name: string, text: string): string {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pushscope-lines-'));
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Answers pushes with 429, and gives the one line that is recorded, with its Authorization header. */
async function listen(): Promise<{ base: string; recorded: Promise<{ token: string; body: string }> }> {
  let resolve: (line: { token: string; body: string }) => void = () => {};
  const recorded = new Promise<{ token: string; body: string }>((done) => {
    resolve = done;
  });
  const answer = async (request: IncomingMessage) => {
    const body = await text(request);
    if (request.url === '/recorder') resolve({ token: request.headers.authorization ?? '', body });
  };
  server = createServer((request, response) => {
    // A client that is answered before it has sent its body may take that for a broken connection.
    void answer(request).then(() => {
      const isPush = request.url !== '/recorder';
      response.writeHead(isPush ? 429 : 201, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(isPush ? ANSWER : {}));
    });
  });
  // As Next does: Java's client asks for HTTP/2 by an upgrade unless it is told not to.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { base: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, recorded };
}

async function recordedBy(command: string, args: readonly string[], program: (base: string) => string) {
  const { base, recorded } = await listen();
  const child = spawn(command, [...args, program(base)], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', COVEO_VIEW_TOKEN: 'made-up-token' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    if (code !== 0 && !child.killed) throw new Error(`${command} ended with ${code}`);
    return recorded;
  });
  const { token, body } = await Promise.race([recorded, failed]);
  // Nothing else waits for Java's client, so its program stays until it is ended.
  if (command === 'java') child.kill();
  else await failed;
  const read = readRecordedLine(JSON.parse(body), place());
  return { token, body, line: read.ok ? { ...read.line, at: '' } : read.why };
}

const linesOf = (language: string, base: string) =>
  recorderLines(`${base}/recorder`).find((one) => one.language === language)?.text ?? '';

const LINE = {
  at: '',
  method: 'PUT',
  path: PATH,
  status: 429,
  errorCode: 'TOO_MANY_REQUESTS',
  requestId: 'request-1',
  orderingId: null,
  fileId: 'file-1',
  documentId: null,
  items: 7,
  bytes: null,
};

describe('the few lines that record calls', () => {
  it('are there for four languages, with the address that takes them', () => {
    const lines = recorderLines('https://pushscope.example/api/o/us/acme/s/x-acme/pushes');
    expect(lines.map(({ language }) => language)).toEqual(['Node', 'Python', 'C#', 'Java']);
    expect(
      lines.filter(({ text }) => !text.includes('https://pushscope.example/api/o/us/acme/s/x-acme/pushes')),
    ).toEqual([]);
  });

  it('work in Node', { timeout: 60_000 }, async () => {
    const program = (base: string) => `${linesOf('Node', base)}
      const answer = await recorded('${base}${PATH}?fileId=file-1&X-Amz-Signature=secret', { method: 'PUT' }, { items: 7 });
      if ((await answer.json()).errorCode !== 'TOO_MANY_REQUESTS') process.exit(1);`;
    const found = await recordedBy(process.execPath, ['--input-type=module', '-e'], program);
    expect([found.token, found.line, found.body.includes('secret')]).toEqual([
      'Bearer made-up-token',
      LINE,
      false,
    ]);
  });

  it('work in Node where no answer came', { timeout: 60_000 }, async () => {
    const program = (base: string) => `${linesOf('Node', base)}
      await recorded('http://127.0.0.1:1${PATH}?fileId=file-1', { method: 'PUT' }).catch(() => {});`;
    const { line } = await recordedBy(process.execPath, ['--input-type=module', '-e'], program);
    expect(line).toEqual({ ...LINE, status: null, errorCode: 'TypeError', requestId: null, items: null });
  });

  it('work in Python', { timeout: 60_000 }, async ({ skip }) => {
    if (spawnSync('python3', ['--version']).status !== 0) return skip('There is no Python here.');
    const program = (base: string) => `${linesOf('Python', base)}
record("PUT", "${base}${PATH}?fileId=file-1&X-Amz-Signature=secret", 429, errorCode="TOO_MANY_REQUESTS", requestId="request-1", items=7)
`;
    const found = await recordedBy('python3', ['-c'], program);
    expect([found.token, found.line, found.body.includes('secret')]).toEqual([
      'Bearer made-up-token',
      LINE,
      false,
    ]);
  });

  it('work in Java', { timeout: 60_000 }, async ({ skip }) => {
    if (spawnSync('java', ['--version']).status !== 0) return skip('There is no Java here.');
    const program = (base: string) => `import java.net.URI; import java.net.http.*; import java.time.*;
import java.util.regex.*; import java.util.stream.*;
class Program {
${linesOf('Java', base)}
  public static void main(String[] given) throws Exception {
    record("PUT", null, 429, null, null, null);
    record("PUT", URI.create("${base}${PATH}?fileId=file-1&X-Amz-Signature=secret"), 429, "TOO_MANY_REQUESTS", "request-1", 7);
    Thread.sleep(600_000);
  }
}`;
    const found = await recordedBy('java', [], (base) => written('Program.java', program(base)));
    expect([found.token, found.line, found.body.includes('secret')]).toEqual([
      'Bearer made-up-token',
      LINE,
      false,
    ]);
  });

  it('work in C#', { timeout: 60_000 }, async ({ skip }) => {
    if (spawnSync('mcs', ['--version']).status !== 0) return skip('There is no compiler of C# here.');
    const program = (base: string) => `using System; using System.Net.Http; using System.Net.Http.Headers;
using System.Text; using System.Threading.Tasks; using System.Web;
class Program {
${linesOf('C#', base)}
  static void Main() {
    Record("PUT", null, 429).Wait();
    Record("PUT", new Uri("${base}${PATH}?fileId=file-1&X-Amz-Signature=secret"), 429, "TOO_MANY_REQUESTS", "request-1", 7).Wait();
  }
}`;
    const compiled = (base: string) => {
      const source = written('Program.cs', program(base));
      const to = source.replace(/cs$/, 'exe');
      const libraries = ['-r:System.Net.Http.dll', '-r:System.Web.dll'];
      expect(spawnSync('mcs', [...libraries, `-out:${to}`, source], { encoding: 'utf8' }).stderr).toBe('');
      return to;
    };
    const found = await recordedBy('mono', [], compiled);
    expect([found.token, found.line, found.body.includes('secret')]).toEqual([
      'Bearer made-up-token',
      LINE,
      false,
    ]);
  });
});

it('the example to try is read whole, and says itself that it is made up', () => {
  const source = 'abcdefghijklmnopqrstuvwxyz-acme';
  const now = '2026-11-20T16:00:00.000Z';
  const example = exampleLog({ organization: 'acme', source }, now);
  const { lines, leftOut } = readRecordedPaste(example, { organization: 'acme', source, now });
  expect(lines.map((line) => ('alive' in line ? null : [line.status, line.errorCode, line.fileId]))).toEqual([
    [201, null, null],
    [201, null, null],
    [202, null, null],
    [429, 'TOO_MANY_REQUESTS', 'example-2'],
    [429, 'TOO_MANY_REQUESTS', 'example-2'],
    [202, null, null],
    [413, null, 'example-3'],
    [401, 'INVALID_TOKEN', 'example-4'],
    [201, null, null],
  ]);
  expect(leftOut).toEqual([]);
  expect(example).toContain('Made up');
});
