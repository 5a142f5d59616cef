import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { bundle } from './bundle.mjs';
import { readAtMost, readDiagnoseArguments } from './diagnose-command.mjs';

test.each([
  [[], { file: null, json: false, help: false }],
  [['-'], { file: null, json: false, help: false }],
  [['error.txt'], { file: 'error.txt', json: false, help: false }],
  [['--json', 'error.txt'], { file: 'error.txt', json: true, help: false }],
  [['--help'], { file: null, json: false, help: true }],
  [['a.txt', 'b.txt'], { problem: 'One file at a time.' }],
  [['--colour'], { problem: expect.stringContaining("Unknown option '--colour'") }],
  [['--json=yes'], { problem: expect.stringContaining("'--json' does not take an argument") }],
])('%j is read as %j', (args, asked) => {
  expect(readDiagnoseArguments(args)).toEqual(asked);
});

test('input is taken up to its limit, byte for byte, and refused beyond', async () => {
  const chunks = [Buffer.from([0xff, 0xfe]), Buffer.from([0x41, 0x00])];
  expect(await readAtMost(Readable.from(chunks), 4)).toEqual({
    bytes: Buffer.from([0xff, 0xfe, 0x41, 0x00]),
  });
  const nothing = { problem: 'There is nothing in it to look at.' };
  expect(await readAtMost(Readable.from([]), 4)).toEqual(nothing);
  expect(await readAtMost(Readable.from([Buffer.from(' \r\n')]), 4)).toEqual(nothing);
  const MB = 1024 * 1024;
  expect(await readAtMost(Readable.from([Buffer.alloc(MB), Buffer.alloc(1)]), MB)).toEqual({
    problem: 'It has more than 1 MB: give the part around the error.',
  });
});

test.each([
  [{ code: 'ENOENT' }, 'There is no such file.'],
  [{ code: 'EISDIR' }, 'It is a folder: give one file.'],
  [{ message: 'The disk is gone.' }, 'It cannot be read: The disk is gone.'],
])('input that cannot be read is a sentence: %j', async (why, problem) => {
  const broken = new Readable({ read: () => broken.destroy(Object.assign(new Error('no'), why)) });
  expect(await readAtMost(broken, 4)).toEqual({ problem });
});

test('the command’s engine is bundled with everything that it imports', async () => {
  const url = await bundle('lib/diagnosis/command-line.ts', 'lib');
  const { diagnoseForCommand } = await import(/* @vite-ignore */ url);
  const input = new TextEncoder().encode('See you at lunch.');
  expect(diagnoseForCommand(input, { now: '2026-11-22T12:00:00Z', json: false })).toEqual({
    text: expect.stringMatching(/^# No known problem is recognised\n/),
    recognised: false,
  });
});
