'use client';

import { useRef, useState } from 'react';
import { AddCalls, type ReadCalls, type SentCalls } from '@/components/recorded/add-calls';
import { exampleLog } from '@/components/recorded/example-log';
import { answerOf, isCall, type PushAnswer, type RecordedLine } from '@/lib/evidence/recorded-push';
import { type PushesPlace, recordPushes } from '@/lib/queries/pushes';

/** A longer text is not read here: it would hold the page up. */
const MOST_BYTES = 5 * 1024 * 1024;
/** Typing is over when nothing came for so long, in ms. */
const PAUSE_MS = 200;

/** Reads a client's log in the browser, shows what was read, and sends the calls. `asOf` is Coveo's time. */
export function AddCallsContainer(props: { place: PushesPlace; asOf: string; onRecorded: () => void }) {
  const { place, asOf, onRecorded } = props;
  const [text, setText] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const [read, setRead] = useState<(ReadCalls & { readonly calls: readonly RecordedLine[] }) | null>(null);
  const [sent, setSent] = useState<SentCalls | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Counts what came in: what takes long does not push out what came after it. */
  const turn = useRef(0);

  const begin = () => {
    turn.current += 1;
    clearTimeout(timer.current);
    setRead(null);
    setSent(null);
    setFailure(null);
    return turn.current;
  };
  const readInput = async (input: string | Uint8Array, mine: number) => {
    const { readRecordedPaste } = await import('@/lib/paste/recorded-paste');
    if (turn.current !== mine) return;
    const { organization, source } = place;
    const { lines, leftOut } = readRecordedPaste(input, {
      organization,
      source,
      now: new Date().toISOString(),
    });
    const calls = lines.filter(isCall);
    const of = (answer: PushAnswer) => calls.filter((call) => answerOf(call) === answer).length;
    setRead({
      calls: lines,
      lines: lines.length,
      accepted: of('accepted'),
      refused: of('refused'),
      unanswered: of('unanswered'),
      leftOut,
    });
  };
  const take = (next: string) => {
    const mine = begin();
    setFile(null);
    setText(next);
    if (next.trim() !== '') timer.current = setTimeout(() => void readInput(next, mine), PAUSE_MS);
  };
  const takeFile = async (given: File | undefined) => {
    if (given === undefined) return;
    const mine = begin();
    if (given.size > MOST_BYTES)
      return setFailure(`${given.name} is larger than 5 MB: send the part that matters.`);
    const bytes = await given.arrayBuffer().catch(() => null);
    if (turn.current !== mine) return;
    if (bytes === null) return setFailure(`${given.name} could not be read.`);
    setText('');
    setFile(given.name);
    await readInput(new Uint8Array(bytes), mine);
  };
  const send = async () => {
    if (read === null) return;
    setBusy(true);
    setFailure(null);
    try {
      setSent(await recordPushes(place, read.calls));
      setRead(null);
      onRecorded();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'It could not be sent.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <AddCalls
      text={text}
      file={file}
      read={read}
      sent={sent}
      failure={failure}
      busy={busy}
      onText={take}
      onFiles={([first]) => void takeFile(first)}
      onExample={place.region === 'sandbox' ? () => take(exampleLog(place, asOf)) : null}
      onSend={() => void send()}
      onClear={() => take('')}
    />
  );
}
