import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

const unknown = route(async (request) =>
  problemJson(request, 404, 'There is no such route: see the README.'),
);

export {
  unknown as DELETE,
  unknown as GET,
  unknown as HEAD,
  unknown as OPTIONS,
  unknown as PATCH,
  unknown as POST,
  unknown as PUT,
};
