import * as z from "zod";

const flowType = "#microsoft.graph.externalUsersSelfServiceSignUpEventsFlow";

const identityProviders = {
  "EmailPassword-OAUTH": { displayName: "Email with password", identityProviderType: "EmailPassword" },
  "EmailOtpSignup-OAUTH": { displayName: "Email One Time Passcode", identityProviderType: "EmailOTP" },
};

const builtInAttributes = [
  "email",
  "displayName",
  "givenName",
  "surname",
  "city",
  "country",
  "jobTitle",
] as const;

const attribute = z.strictObject({
  id: z.enum(builtInAttributes),
  displayName: z.string().optional(),
  description: z.string().nullish(),
  userFlowAttributeType: z.literal("builtIn").optional(),
  dataType: z.literal("string").optional(),
});

const input = z.strictObject({
  attribute: z.enum(builtInAttributes),
  label: z.string().min(1),
  inputType: z.string().regex(/^(text|radioSingleSelect|checkboxSingleSelect|checkboxMultiSelect)$/i),
  defaultValue: z.string().nullish(),
  hidden: z.boolean(),
  editable: z.boolean(),
  writeToDirectory: z.boolean(),
  required: z.boolean(),
  validationRegEx: z.string(),
  options: z.array(z.never()).optional(),
});

const attributeCollection = z
  .strictObject({
    "@odata.type": z.literal("#microsoft.graph.onAttributeCollectionExternalUsersSelfServiceSignUp"),
    attributes: z.array(attribute).min(1),
    attributeCollectionPage: z.strictObject({
      views: z
        .array(
          z.strictObject({
            title: z.string().nullish(),
            description: z.string().nullish(),
            inputs: z.array(input),
          }),
        )
        .length(1),
    }),
  })
  .refine(({ attributes, attributeCollectionPage: { views } }) => {
    const collected = attributes.map(({ id }) => id).sort();
    const shown = views.flatMap(({ inputs }) => inputs.map((each) => each.attribute)).sort();
    return collected.join() === shown.join();
  }, "The attributes of the page are not those that the flow collects.");

const handlers = {
  onInteractiveAuthFlowStart: z.strictObject({
    "@odata.type": z.literal("#microsoft.graph.onInteractiveAuthFlowStartExternalUsersSelfServiceSignUp"),
    isSignUpAllowed: z.boolean(),
  }),
  onAuthenticationMethodLoadStart: z.strictObject({
    "@odata.type": z.literal(
      "#microsoft.graph.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp",
    ),
    identityProviders: z
      .array(
        z
          .strictObject({ id: z.enum(["EmailPassword-OAUTH", "EmailOtpSignup-OAUTH"]) })
          .transform(({ id }) => ({
            "@odata.type": "#microsoft.graph.builtInIdentityProvider",
            id,
            ...identityProviders[id],
            state: null,
          })),
      )
      .min(1),
  }),
  onAttributeCollection: attributeCollection.optional(),
};

/** An application that a flow is for. */
export const includedApplication = z.strictObject({
  "@odata.type": z.literal("#microsoft.graph.authenticationConditionApplication").optional(),
  appId: z.guid(),
});

const conditions = z.strictObject({
  applications: z.strictObject({
    includeAllApplications: z.literal(false).optional(),
    includeApplications: z.array(includedApplication).default([]),
  }),
});

const description = z.string().max(1000).nullish();

/** What a call says of a new user flow (Graph v1.0: externalUsersSelfServiceSignUpEventsFlow). */
export const newUserFlow = z.strictObject({
  "@odata.type": z.literal(flowType),
  displayName: z.string().min(1).max(128),
  description,
  priority: z.int().optional(),
  conditions: conditions.optional(),
  ...handlers,
});

/** What a call may change of a user flow: its applications have calls of their own. */
export const userFlowChanges = z.strictObject({
  "@odata.type": z.literal(flowType),
  displayName: z.string().min(1).max(128).optional(),
  description,
});

type NewUserFlow = z.output<typeof newUserFlow>;

/** A user flow as the tenant keeps it. */
export interface UserFlow extends Omit<NewUserFlow, "conditions"> {
  readonly id: string;
  /** The appIds of the applications it is for. */
  readonly includeApplications: Set<string>;
}
