/** RFC 7523 section 2.1, which Entra has for the on-behalf-of flow. */
export const onBehalfOfGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
