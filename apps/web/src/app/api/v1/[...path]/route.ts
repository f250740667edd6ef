import { handleRest } from "@cartwright/api/server";

import { edgeOptions } from "#server/edge.ts";

const handle = (request: Request): Promise<Response> => handleRest(edgeOptions(), request);

export { handle as GET, handle as POST, handle as PUT, handle as PATCH, handle as DELETE };
