/** Where the proxy tells pages of the admin their own address, which a layout cannot know. */
export const pathHeader = "x-cartwright-path";
