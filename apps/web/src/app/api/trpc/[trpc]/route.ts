import { handleTrpc } from "@cartwright/api/server";

import { edgeOptions } from "#server/edge.ts";

const handle = (request: Request): Promise<Response> => handleTrpc(edgeOptions(), request);

export { handle as GET, handle as POST };
