import type { TokenError } from "../../answers/tokenRequestError.js";
import { TokenRequestError } from "../../answers/tokenRequestError.js";

const unauthorized = { error: "invalid_client", status: 401 } as const;
const badRequest = { error: "invalid_request", status: 400 } as const;

/**
 * Why an assertion proves no client. The numbers 700024, 700211 and 700213, 700023, 50027, 50048, 50166, 7000272 and
 * 1000502 are those of public reports, 700212 is from memory, and that of `repeatedId` is a choice of our own.
 */
const refusals = {
  ambiguous: {
    ...badRequest,
    number: 9002313,
    message: "The request must carry one client_assertion of the type jwt-bearer, and no secret beside it.",
  },
  malformed: { ...badRequest, number: 50027, message: "The client assertion is no well-formed JWT." },
  repeatedId: {
    ...unauthorized,
    number: 50027,
    message: "The jti of the client assertion was used by another one.",
  },
  subjectIsNotIssuer: {
    ...unauthorized,
    number: 50048,
    message: "The subject of the client assertion must be its issuer.",
  },
  notRecognised: {
    ...unauthorized,
    number: 700027,
    message: "The client assertion is signed by no certificate that is registered for the app.",
  },
  certificateOutsideItsTime: {
    ...unauthorized,
    number: 1000502,
    message: "The certificate of the client assertion has expired or is not valid yet.",
  },
  outsideItsTime: {
    ...unauthorized,
    number: 700024,
    message: "The client assertion is not within its valid time range.",
  },
  wrongAudience: {
    ...unauthorized,
    number: 700023,
    message: "The audience of the client assertion is not this tenant's token endpoint.",
  },
  unknownIssuer: {
    ...unauthorized,
    number: 700211,
    message: "No federated credential of the app has the issuer of the client assertion.",
  },
  unknownSubject: {
    ...unauthorized,
    number: 700213,
    message: "No federated credential of the app has this issuer with the subject of the client assertion.",
  },
  unknownAudience: {
    ...unauthorized,
    number: 700212,
    message: "No federated credential of the app has this subject with the audience of the client assertion.",
  },
  issuerUnreadable: {
    ...badRequest,
    number: 50166,
    message: "The discovery document or the keys of the client assertion's issuer could not be read.",
  },
  keyNotPublished: {
    ...unauthorized,
    number: 7000272,
    message: "The client assertion is signed by no key that its issuer publishes.",
  },
} as const satisfies Readonly<Record<string, TokenError>>;

export type Refusal = keyof typeof refusals;

/** A client assertion that was refused, with the error that Entra has for it. */
export class ClientAssertionError extends TokenRequestError {
  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusals[refusal], options);
  }
}
