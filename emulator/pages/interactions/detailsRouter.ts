import { type Response, Router } from "express";
import type * as z from "zod";
import type { CustomerAccount } from "../../directory/customerAccount.js";
import type { UserFlow } from "../../directory/userFlows.js";
import { typed } from "../form/formFields.js";
import type { EmailVerification } from "./emailVerification.js";
import { finishInteraction } from "./finishInteraction.js";
import { type InteractionParameters, type InteractionParts, interactionPath } from "./interactionParts.js";
import { passcodeFlow } from "./passcodePage.js";

interface Typed {
  readonly email: string;
  readonly body: unknown;
}

/** What differs between the flows that go on once an email address is proven. */
interface DetailsStep<Details> {
  schema(flow: UserFlow): z.ZodType<Details>;
  /** Shows the page once more, with what was typed and what is wrong with it. */
  askAgain(response: Response, uid: string, typed: Typed, flow: UserFlow, error: z.ZodError<Details>): void;
  /** Returns nothing if the address has been taken, or its account has gone, in the meantime. */
  save(email: string, details: Details): Promise<CustomerAccount | undefined>;
  provenBy(flow: UserFlow): UserFlow["signInWith"];
}

/** The last step after a proven email address: keeps the details, and signs the customer in. */
export function detailsRouter<Details>(
  parts: InteractionParts,
  verification: EmailVerification,
  { schema, askAgain, save, provenBy }: DetailsStep<Details>,
): Router {
  const { provider, passcodes, userFlows } = parts;
  const router = Router({ mergeParams: true });
  router.post<InteractionParameters>("/details", async (request, response) => {
    const { uid } = request.params;
    const email = typed(request.body, "email");
    const flow = passcodeFlow(verification, uid);
    const startAgain = () => response.redirect(303, interactionPath(uid, verification.path));
    const interaction = await provider.interactionDetails(request, response);
    if (interaction.result?.login) {
      // The second click of two: the first has done it all.
      response.redirect(303, interaction.returnTo);
      return;
    }
    if (!passcodes.isConfirmed(flow, email)) {
      startAgain();
      return;
    }
    const userFlow = userFlows.of(interaction.params.client_id);
    const details = schema(userFlow).safeParse(request.body);
    if (!details.success) {
      askAgain(response, uid, { email, body: request.body }, userFlow, details.error);
      return;
    }
    const account = await save(email, details.data);
    passcodes.forget(flow);
    if (!account) {
      startAgain();
      return;
    }
    await finishInteraction(parts, interaction, { account, provenBy: provenBy(userFlow) }, request, response);
  });
  return router;
}
