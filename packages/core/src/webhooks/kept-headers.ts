const wanted = /^(content-type|user-agent|webhook-id|webhook-timestamp|x-.+)$/;
// Signatures are no use once checked, and with a body they let anybody try secrets offline; addresses are personal data.
const unwanted = /signature|hmac|digest|auth|token|secret|key|cookie|forwarded|real-ip|request-id|cartwright/;
const mostHeaders = 40;
const mostCharacters = 500;

/** The headers of a message that are worth keeping: what it is and what its sender calls it; nothing that opens a door. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const kept = [...headers]
    .filter(([name]) => wanted.test(name) && !unwanted.test(name))
    .map(([name, value]): [string, string] => [name, value.slice(0, mostCharacters)]);
  return Object.fromEntries(kept.slice(0, mostHeaders));
}
