import 'server-only';
import { parentPort, workerData } from 'node:worker_threads';
import { answerPaste, type PasteQuestion } from './paste-answer';

// A thread for one large paste: it gets the question when it is started, posts the answer and ends.
const question: PasteQuestion = workerData;
const answer = answerPaste(question);
parentPort?.postMessage(answer, answer === null ? [] : [answer.buffer]);
