'use client';

import { FolderOpen, Send, Undo2, X } from 'lucide-react';
import { type DragEvent, useId, useRef } from 'react';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { CodeText } from '../code-text';
import { Button } from '../ui/button';
import { useFocusWhenGone } from '../use-focus-when-gone';

/** What was read of a text, before it is sent. */
export interface ReadCalls {
  readonly lines: number;
  readonly accepted: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly leftOut: readonly { readonly why: string; readonly count: number }[];
}

/** What came of sending. */
export interface SentCalls {
  readonly taken: number;
  readonly alreadyKnown: number;
  readonly refused: readonly { readonly line: number; readonly why: string }[];
}

/**
 * A box for a client's log or a HAR: says what was read of it and what was left out and why, and then sends it. While it
 * is sent, nothing else is taken.
 */
export function AddCalls(props: {
  text: string;
  /** What is too long for the box, or a file: its name and size. It is read in place of the text. */
  held: string | null;
  reading: 'idle' | 'reading' | 'slow' | 'stopped' | 'failed';
  read: ReadCalls | null;
  /** Which zones may be meant by times that show none; null where all of them show theirs. */
  zones: readonly { readonly zone: string; readonly words: string }[] | null;
  zone: string | null;
  onZone: (zone: string | null) => void;
  sent: SentCalls | null;
  failure: string | null;
  busy: boolean;
  onText: (text: string) => void;
  /** True where the text was taken otherwise, and must not go into the box. */
  onPaste: (text: string) => boolean;
  onFiles: (files: readonly File[]) => void;
  /** Fills in calls that nobody made; null where the source is a real one. */
  onExample: (() => void) | null;
  onStop: () => void;
  onSend: () => void;
  /** Takes back what was just sent; null where there is nothing to take back. */
  onForget: (() => void) | null;
  onClear: () => void;
}) {
  const { text, held, reading, sent, failure, busy } = props;
  // Of the text that was read before, as long as another one, or the same in another zone, is being read or was not.
  const read = reading === 'idle' ? props.read : null;
  const picker = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const { place: outcome, pressed } = useFocusWhenGone<HTMLDivElement>();
  const id = useId();
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    if (!busy) props.onFiles([...event.dataTransfer.files]);
  };
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-muted text-xs">
        A client’s log, a HAR, a transcript, or a recorder’s own lines. It is read in this browser, and only
        the calls of this source are sent: no bodies, no headers, no queries.
      </label>
      <textarea
        ref={box}
        id={id}
        value={held ?? text}
        readOnly={held !== null || busy}
        onChange={(event) => props.onText(event.target.value)}
        onPaste={(event) => {
          if (busy || props.onPaste(event.clipboardData.getData('text/plain'))) event.preventDefault();
        }}
        onDrop={onDrop}
        onDragOver={(event) => event.preventDefault()}
        placeholder="Paste here, or drop a file"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="block h-28 min-h-16 w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-base leading-5 placeholder:font-sans placeholder:text-faint sm:text-xs"
      />
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={picker}
          type="file"
          tabIndex={-1}
          aria-hidden
          className="hidden"
          onChange={(event) => {
            props.onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button onClick={() => picker.current?.click()} busy={busy}>
          <FolderOpen aria-hidden className="size-3.5" />
          Open a file
        </Button>
        {props.onExample !== null && (
          <Button onClick={props.onExample} busy={busy}>
            Try with an example
          </Button>
        )}
        {(text !== '' || held !== null) && (
          <Button
            kind="quiet"
            onClick={() => {
              props.onClear();
              box.current?.focus();
            }}
            busy={busy}
          >
            <X aria-hidden className="size-3.5" />
            Clear
          </Button>
        )}
        {read !== null && read.lines > 0 && (
          <Button
            kind="primary"
            onClick={() => {
              pressed();
              props.onSend();
            }}
            busy={busy}
          >
            <Send aria-hidden className="size-3.5" />
            {busy ? 'Sending…' : `Record ${countOf(read.lines, 'line')}`}
          </Button>
        )}
      </div>
      {reading === 'slow' && (
        <p className="flex items-center gap-2 text-muted text-xs">
          <span role="status">Reading…</span>
          <Button
            onClick={() => {
              pressed();
              props.onStop();
            }}
          >
            Stop
          </Button>
        </p>
      )}
      <div ref={outcome} tabIndex={-1} role="status" className="grid gap-1 text-xs outline-none empty:hidden">
        {reading === 'stopped' && <p className="text-muted">Stopped: nothing of it was read.</p>}
        {reading === 'failed' && (
          <p className="text-failing">It could not be read: this is a mistake of Pushscope’s.</p>
        )}
        {read !== null && <p>{readWords(read)}</p>}
        {read !== null && read.leftOut.length > 0 && (
          <ul className="grid list-disc gap-0.5 pl-5 text-muted">
            {read.leftOut.map(({ why, count }) => (
              <li key={why}>
                {formatCount(count)} left out: <CodeText text={why} />
              </li>
            ))}
          </ul>
        )}
        {sent !== null && (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-healthy">{sentWords(sent)}</span>
            {props.onForget !== null && (
              <Button kind="quiet" onClick={props.onForget}>
                <Undo2 aria-hidden className="size-3.5" />
                Take it back
              </Button>
            )}
          </p>
        )}
        {sent !== null && sent.refused.length > 0 && (
          <ul className="grid list-disc gap-0.5 pl-5 text-degraded">
            {sent.refused.slice(0, 10).map(({ line, why }) => (
              <li key={`${line} ${why}`}>
                Line {formatCount(line)}: <CodeText text={why} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {props.zones !== null && (
        <label className="flex flex-wrap items-center gap-2 text-xs">
          Times without a zone are
          <select
            value={props.zone ?? ''}
            disabled={busy}
            onChange={(event) => props.onZone(event.target.value === '' ? null : event.target.value)}
            className="h-7 rounded-md border border-line-strong bg-surface px-2"
          >
            <option value="">not known: left out</option>
            {props.zones.map(({ zone, words }) => (
              <option key={zone} value={zone}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <p role="alert" className="text-failing text-xs empty:hidden">
        {failure}
      </p>
    </div>
  );
}

function readWords({ lines, accepted, refused, unanswered }: ReadCalls): string {
  if (lines === 0) return 'No call of this source was read.';
  const alive = lines - accepted - refused - unanswered;
  return `${countOf(lines - alive, 'call')} read: ${formatCount(accepted)} accepted, ${formatCount(refused)} refused, ${formatCount(unanswered)} without an answer${alive > 0 ? `; and ${countOf(alive, 'line')} of a recorder that was there` : ''}.`;
}

function sentWords({ taken, alreadyKnown, refused }: SentCalls): string {
  return `${countOf(taken, 'line')} recorded${alreadyKnown === 0 ? '' : `, ${formatCount(alreadyKnown)} known already`}${refused.length === 0 ? '' : `, ${formatCount(refused.length)} refused`}.`;
}
