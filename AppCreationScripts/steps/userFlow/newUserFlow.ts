const type = "#microsoft.graph";

/** Names of people have any letters, and Entra checks the email address itself. */
const anything = "^.*$";

/**
 * A flow in which customers sign up and sign in with an email address and a password, and give their name.
 *
 * @see https://learn.microsoft.com/graph/api/identitycontainer-post-authenticationeventsflows
 */
export function newUserFlow(displayName: string, description: string, appId: string) {
  return {
    "@odata.type": `${type}.externalUsersSelfServiceSignUpEventsFlow`,
    displayName,
    description,
    conditions: { applications: { includeApplications: [{ appId }] } },
    onAuthenticationMethodLoadStart: {
      "@odata.type": `${type}.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp`,
      identityProviders: [{ id: "EmailPassword-OAUTH" }],
    },
    onInteractiveAuthFlowStart: {
      "@odata.type": `${type}.onInteractiveAuthFlowStartExternalUsersSelfServiceSignUp`,
      isSignUpAllowed: true,
    },
    onAttributeCollection: {
      "@odata.type": `${type}.onAttributeCollectionExternalUsersSelfServiceSignUp`,
      attributes: [
        attribute("email", "Email Address", "Email address of the user"),
        attribute("displayName", "Display Name", "Display Name of the User."),
      ],
      attributeCollectionPage: {
        views: [
          {
            inputs: [
              // The address is known and proven by then.
              { ...input("email", "Email Address"), hidden: true, editable: false },
              { ...input("displayName", "Display Name"), hidden: false, editable: true },
            ],
          },
        ],
      },
    },
  };
}

function attribute(id: string, displayName: string, description: string) {
  return { id, displayName, description, userFlowAttributeType: "builtIn", dataType: "string" };
}

function input(name: string, label: string) {
  return {
    attribute: name,
    label,
    inputType: "text",
    writeToDirectory: true,
    required: true,
    validationRegEx: anything,
  };
}
