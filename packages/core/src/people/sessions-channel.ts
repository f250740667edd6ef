/** On which processes tell each other whose sessions were ended; the payload is the user's id. */
export const sessionsChannel = "cartwright_sessions";
