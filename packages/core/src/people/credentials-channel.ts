/** On which processes tell each other whose sessions and keys were ended; the payload is the user's or the key's id. */
export const credentialsChannel = "cartwright_credentials";
