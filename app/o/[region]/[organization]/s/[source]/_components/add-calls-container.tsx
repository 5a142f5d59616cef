'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { formatBytes } from '@/components/diagnosis/byte-words';
import { AddCalls, type ReadCalls } from '@/components/recorded/add-calls';
import { exampleLog } from '@/components/recorded/example-log';
import { answerOf, isCall, type PushAnswer } from '@/lib/evidence/recorded-push';
import { NO_ZONE, type RecordedPaste } from '@/lib/paste/recorded-paste';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { type PushesPlace, type Recorded, recordedAgain, recordPushes } from '@/lib/queries/pushes';
import { useClientLog } from './use-client-log';

/** A larger text is not read. */
const MOST_BYTES = 10 * 1024 * 1024;
/** A text longer than this does not go into the box, which would make typing slow. */
const MOST_IN_BOX = 200_000;
/** Typing is over when nothing came for so long, in ms. */
const PAUSE_MS = 200;

/**
 * Reads a client's log in the browser, shows what was read, and sends the calls. `asOf` is Coveo's time; `onForget`
 * asks whether what was just sent is to be forgotten again.
 */
export function AddCallsContainer(props: {
  place: PushesPlace;
  asOf: string;
  /** Grows with each forgetting: what was sent before is told no more. */
  forgets: number;
  onRecorded: () => void;
  onForget: (takenAt: readonly string[]) => void;
}) {
  const { place, asOf, forgets, onRecorded, onForget } = props;
  const [text, setText] = useState('');
  const [held, setHeld] = useState<string | null>(null);
  const [lastSent, setSent] = useState<(Recorded & { readonly forgets: number }) | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [zone, setZone] = useState<string | null>(null);
  const log = useClientLog(place, asOf);
  /** What was read last, to be read again in another zone. */
  const input = useRef<string | Uint8Array>('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Counts what came in: what takes long does not push out what came after it. */
  const turn = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const sent = lastSent?.forgets === forgets ? lastSent : null;

  const begin = () => {
    turn.current += 1;
    clearTimeout(timer.current);
    log.forget();
    setSent(null);
    setFailure(null);
    return turn.current;
  };
  const read = (next: string | Uint8Array) => {
    input.current = next;
    log.read(next, zone);
  };
  const type = (next: string) => {
    begin();
    setHeld(null);
    setText(next);
    if (next.trim() !== '') timer.current = setTimeout(() => read(next), PAUSE_MS);
  };
  const takeLong = (long: string) => {
    begin();
    const bytes = new Blob([long]).size;
    if (bytes > MOST_BYTES) return setFailure(tooLarge('What was pasted', bytes));
    setText('');
    setHeld(`A long text, ${formatBytes(bytes)}`);
    read(long);
  };
  const takeFiles = async ([file, ...others]: readonly File[]) => {
    if (file === undefined) return;
    const mine = begin();
    if (file.size > MOST_BYTES) return setFailure(tooLarge(file.name, file.size));
    setText('');
    setHeld(`${file.name}, ${formatBytes(file.size)}`);
    const bytes = await file.arrayBuffer().catch(() => null);
    if (turn.current !== mine) return;
    if (bytes === null) return setFailure(`${file.name} could not be read.`);
    if (others.length > 0) setFailure(`One file at a time: only ${file.name} was read.`);
    read(new Uint8Array(bytes));
  };
  const send = async () => {
    if (log.found === null) return;
    setBusy(true);
    setFailure(null);
    try {
      const { lines } = log.found;
      const answer = await recordPushes(place, lines);
      setSent({ ...(sent === null ? answer : recordedAgain(sent, answer)), forgets });
      if (answer.broken === null) log.forget();
      else setFailure(brokenText(answer.broken, lines.length));
      onRecorded();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'It could not be sent.');
    } finally {
      setBusy(false);
    }
  };
  const found = useMemo(() => log.found && readCalls(log.found), [log.found]);
  const lacksZone = log.found?.leftOut.some(({ why }) => why === NO_ZONE) ?? false;
  return (
    <AddCalls
      text={text}
      held={held}
      reading={log.reading}
      read={found}
      zones={lacksZone || (log.found !== null && zone !== null) ? zonesHere() : null}
      zone={zone}
      onZone={(next) => {
        setZone(next);
        log.read(input.current, next);
      }}
      sent={sent}
      failure={failure}
      busy={busy}
      onText={type}
      onPaste={(pasted) => {
        if (pasted.length <= MOST_IN_BOX) return false;
        takeLong(pasted);
        return true;
      }}
      onFiles={(files) => void takeFiles(files)}
      onStop={log.stop}
      onExample={place.region === 'sandbox' ? () => type(exampleLog(place, asOf)) : null}
      onSend={() => void send()}
      onForget={sent === null || sent.takenAt.length === 0 ? null : () => onForget(sent.takenAt)}
      onClear={() => type('')}
    />
  );
}

function readCalls({ lines, leftOut }: RecordedPaste): ReadCalls {
  const calls = lines.filter(isCall);
  const of = (answer: PushAnswer) => calls.filter((call) => answerOf(call) === answer).length;
  return {
    lines: lines.length,
    accepted: of('accepted'),
    refused: of('refused'),
    unanswered: of('unanswered'),
    leftOut,
  };
}

/** The zones that times may be in which show none: the offset here is that of today. */
function zonesHere(): { readonly zone: string; readonly words: string }[] {
  const ahead = -new Date().getTimezoneOffset();
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const here = `${ahead < 0 ? '-' : '+'}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
  return [
    { zone: 'Z', words: 'UTC' },
    ...(ahead === 0 ? [] : [{ zone: here, words: `as here (UTC${here})` }]),
  ];
}

function brokenText({ why, sent }: NonNullable<Recorded['broken']>, lines: number): string {
  return `${why} Only the first ${formatCount(sent)} of ${countOf(lines, 'line')} were sent. Record them again: what is known already counts once.`;
}

function tooLarge(name: string, bytes: number): string {
  return `${name} is ${formatBytes(bytes)}; at most ${formatBytes(MOST_BYTES)} are read. Nothing of it was read: add the part that matters.`;
}
