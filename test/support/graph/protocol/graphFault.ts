/** A refusal of Graph, in the words that Graph uses for it. */
export class GraphFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function badRequest(message: string): GraphFault {
  return new GraphFault(400, "Request_BadRequest", message);
}

export function invalidValue(property: string, type: string): GraphFault {
  return badRequest(`Invalid value specified for property '${property}' of resource '${type}'.`);
}

export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, "Request_UnsupportedQuery", message);
}

export function invalidToken(message: string): GraphFault {
  return new GraphFault(401, "InvalidAuthenticationToken", message);
}

export function accessDenied(): GraphFault {
  return new GraphFault(
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
  );
}

/** Of a service principal: its application is not known, or rights are missing. */
export function notInTenant(): GraphFault {
  return new GraphFault(
    403,
    "Authorization_RequestDenied",
    "When using this permission, the backing application of the service principal being created must in the local tenant",
  );
}

export function notFound(id: string): GraphFault {
  return new GraphFault(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function alreadyThere(message: string): GraphFault {
  return new GraphFault(409, "Request_MultipleObjectsWithSameKeyValue", message);
}

/** The refusal that stands for a status which a test asks for. */
export function faultOf(status: number): GraphFault {
  if (status === 401) {
    return invalidToken("Lifetime validation failed, the token is expired.");
  }
  if (status === 403) {
    return accessDenied();
  }
  if (status === 429) {
    return new GraphFault(429, "TooManyRequests", "Too many requests.");
  }
  return new GraphFault(
    status,
    status === 503 ? "serviceNotAvailable" : "InternalServerError",
    "The server failed.",
  );
}
