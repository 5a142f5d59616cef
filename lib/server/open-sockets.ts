import 'server-only';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { onStop } from './stopping';

/** What Node tells of each socket that a server of this process accepts. */
const SOCKET_OPENS = 'net.server.socket';

/** What Node tells of each request, once it was read and before anybody handles it. */
const REQUEST_STARTS = 'http.server.request.start';

/**
 * When this process is asked to end, ends each socket that nobody waits at, and each other one after its answer. A
 * server that closes waits for its sockets, and Node ends only those that were used and are idle at that moment: one
 * that a browser opened ahead, or kept after an answer that was under way, would hold the end up until somebody kills
 * us. What comes back ends that.
 */
export function endSocketsOnStop(): () => void {
  const answers = new Map<Socket, Set<ServerResponse>>();
  let stopping = false;

  const opened = (told: unknown) => {
    const socket = partOf(told, 'socket');
    if (!(socket instanceof Socket)) return;
    answers.set(socket, new Set());
    socket.once('close', () => answers.delete(socket));
  };
  const asked = (told: unknown) => {
    const response = partOf(told, 'response');
    if (!(response instanceof ServerResponse)) return;
    const socket = partOf(told, 'socket');
    const waiting = socket instanceof Socket && answers.get(socket);
    if (!waiting) return;
    waiting.add(response);
    if (stopping) sayLast(response);
    response.once('close', () => {
      waiting.delete(response);
      if (stopping && waiting.size === 0) socket.destroySoon();
    });
  };
  subscribe(SOCKET_OPENS, opened);
  subscribe(REQUEST_STARTS, asked);
  const forget = onStop(() => {
    stopping = true;
    for (const [socket, waiting] of answers) {
      if (waiting.size === 0) socket.destroySoon();
      for (const response of waiting) sayLast(response);
    }
  });
  return () => {
    unsubscribe(SOCKET_OPENS, opened);
    unsubscribe(REQUEST_STARTS, asked);
    forget();
  };
}

/** Tells the client that nothing is answered on this socket after this. */
function sayLast(response: ServerResponse<IncomingMessage>): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

function partOf(told: unknown, name: 'socket' | 'response'): unknown {
  return typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
}
