import 'server-only';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

/** What Node tells of each request that a server of this process gets, before anybody handles it. */
const REQUEST_STARTS = 'http.server.request.start';

/**
 * Lets servers of this process answer like any other request what asks to go on in another protocol, as HTTP allows.
 * Java's client asks so for HTTP/2 on plain http, and Next, whose development server alone needs upgrades, would never
 * answer it. It holds from the first request on, which is the question of `npm start` whether the server is ready.
 * What comes back ends it for servers that had no request yet.
 */
export function passUpgradesOver(): () => void {
  const onRequest = (told: unknown) => {
    if (typeof told !== 'object' || told === null || !('server' in told)) return;
    if (told.server instanceof Server) told.server.removeAllListeners('upgrade');
  };
  subscribe(REQUEST_STARTS, onRequest);
  return () => unsubscribe(REQUEST_STARTS, onRequest);
}
