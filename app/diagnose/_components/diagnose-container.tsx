'use client';

import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { PreserveButton } from '@/app/capsules/_components/preserve-button';
import { DiagnosisReport } from '@/components/diagnosis/diagnosis-report';
import { DropTarget } from '@/components/diagnosis/drop-target';
import { ExampleList } from '@/components/diagnosis/example-list';
import { EXAMPLES } from '@/components/diagnosis/examples';
import { PasteBox } from '@/components/diagnosis/paste-box';
import { PasteableList } from '@/components/diagnosis/pasteable-list';
import { announcementOf } from '@/components/diagnosis/report-announcement';
import { ShareBar } from '@/components/diagnosis/share-bar';
import { useShortcut } from '@/components/use-shortcut';
import { MAX_PASTE_BYTES } from '@/lib/diagnosis/paste-limit';
import type { DiagnosisReport as Report } from '@/lib/diagnosis/report';
import { useAddress } from './use-address';
import { type Incoming, useIncoming } from './use-incoming';
import { MAX_IN_BOX, tooLarge, usePaste } from './use-paste';
import { useShare } from './use-share';

/**
 * Takes what is pasted, dropped, opened, linked or tried, and shows what is made of it. `owners` are the organizations
 * that the browser is connected to: a diagnosis can be saved under one of them.
 */
export function DiagnoseContainer({ owners }: { owners: readonly Owner[] }) {
  const { value, held, notice, untouched, report, reading, type, take, say, tidy, stop, clear } = usePaste();
  const setExample = useAddress((text) => take(text, null), say);
  const share = useShare(report);
  const box = useRef<HTMLTextAreaElement>(null);
  /** The next change of the box comes from a paste. */
  const pasting = useRef(false);
  /** Counts what came in, so that a file that takes long does not push out what came after it. */
  const turn = useRef(0);

  const takeNew = (input: string | Uint8Array, name: string | null) => {
    turn.current += 1;
    setExample(null);
    take(input, name);
  };
  const takeFiles = async ([file, ...others]: readonly File[]) => {
    if (file === undefined) return;
    turn.current += 1;
    const mine = turn.current;
    if (file.size > MAX_PASTE_BYTES) return say(tooLarge(file.name, file.size));
    const bytes = await file.arrayBuffer().catch(() => null);
    if (turn.current !== mine) return;
    if (bytes === null) return say(`${file.name} could not be read.`);
    takeNew(new Uint8Array(bytes), file.name);
    if (others.length > 0) say(`One file at a time: only ${file.name} was read.`);
  };
  const onIncoming = (incoming: Incoming) => {
    if (incoming.kind === 'files') void takeFiles(incoming.files);
    else takeNew(incoming.text, null);
  };
  const onPasteInBox = (text: string): boolean => {
    if (text.length > MAX_IN_BOX) {
      takeNew(text, null);
      return true;
    }
    // One paste after the other replaces; after an edit, or into a selection, a paste goes where the caret is.
    if (untouched && box.current?.selectionStart === box.current?.selectionEnd) box.current?.select();
    pasting.current = true;
    return false;
  };
  const onType = (text: string) => {
    if (pasting.current && text.trim() !== '') takeNew(text, null);
    else {
      turn.current += 1;
      setExample(null);
      type(text);
    }
    pasting.current = false;
  };
  const startAnew = () => {
    turn.current += 1;
    setExample(null);
    clear();
    box.current?.focus();
    window.scrollTo({ top: 0 });
  };

  const dragging = useIncoming(box, onIncoming, onPasteInBox);
  useShortcut('/', () => {
    box.current?.focus();
    box.current?.select();
  });
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  const isSlow = reading === 'slow';
  return (
    <>
      <PasteBox
        box={box}
        value={value}
        held={held}
        slow={isSlow}
        notice={notice ?? NOTICES[reading] ?? null}
        onType={onType}
        onBlur={tidy}
        onFiles={(files) => void takeFiles(files)}
        onClear={startAnew}
        onStop={stop}
      />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <ExampleList
          examples={EXAMPLES}
          onTry={({ id, text }) => {
            if (id === null) takeNew(text, null);
            else setExample(id);
          }}
        />
        {report !== null && (
          <ShareBar
            reply={share.reply}
            markdown={share.markdown}
            link={share.link}
            masked={share.masked}
            maskable={share.maskable}
            onMask={share.mask}
            save={
              <PreserveButton
                label="Save as link"
                text={SAVING}
                what={() => ({ kind: 'diagnosis', text: report.text })}
                owners={likeliestFirst(owners, report)}
              />
            }
          />
        )}
      </div>
      <p role="status" className="sr-only">
        {report !== null && reading === 'idle' ? announcementOf(report) : ''}
      </p>
      {report === null ? (
        <PasteableList />
      ) : (
        <div aria-busy={isSlow} className={clsx('transition-opacity', isSlow && 'opacity-60')}>
          <DiagnosisReport report={report} onPasteAnswer={startAnew} />
        </div>
      )}
      {dragging && <DropTarget />}
    </>
  );
}

/** An organization in its region. */
interface Owner {
  readonly region: string;
  readonly organization: string;
}

/** The organization that the text names stands first, where the browser is connected to it. */
function likeliestFirst(owners: readonly Owner[], { facts }: Report): readonly Owner[] {
  const named = new Set(facts.flatMap(({ name, value }) => (name === 'organization' ? [value] : [])));
  return [
    ...owners.filter(({ organization }) => named.has(organization)),
    ...owners.filter(({ organization }) => !named.has(organization)),
  ];
}

/** What is said before the text leaves the browser. */
const SAVING =
  'The text, without its secrets, and its diagnosis go to this Pushscope and are kept there. Whoever has the link can read them.';

/** What is said of a reading that came to no end. */
const NOTICES: Readonly<Record<string, string>> = {
  stopped: 'Stopped: this text was not read.',
  failed: 'This text could not be read here: the browser ended the reading.',
};
