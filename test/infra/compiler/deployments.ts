import type { AzdEnvironment } from "./azdParameters.js";

const ofEveryone: AzdEnvironment = {
  AZURE_ENV_NAME: "shop",
  AZURE_LOCATION: "westeurope",
  AZURE_PRINCIPAL_ID: "44444444-5555-4666-8777-888888888888",
  TENANT_SUBDOMAIN: "contoso",
};

const clientId = "11111111-2222-4333-8444-555555555555";

/** What the tests deploy: a template, and the azd environment that it is deployed with. */
export const deployments = {
  /** The first provision, of somebody who has set nothing that can be left out. */
  containerApps: { file: "infra/main", environment: ofEveryone },
  /** A later provision, with everything that can be asked for. */
  appService: {
    file: "infra/main",
    environment: {
      ...ofEveryone,
      HOSTING_PLATFORM: "appService",
      CLIENT_ID: clientId,
      PRIVATE_NETWORK: "true",
      ADMINISTRATOR_ADDRESS: "192.0.2.17",
      ALERT_EMAIL: "operators@example.com",
      SERVICE_WEB_APP_SERVICE_IMAGE_NAME: "shop.azurecr.io/customer-sign-in/web:1",
    },
  },
  /** The deployment of the app, with what the provision has put out. */
  app: {
    file: "infra/web",
    environment: {
      ...ofEveryone,
      CLIENT_ID: clientId,
      SERVICE_WEB_IMAGE_NAME: "shop.azurecr.io/customer-sign-in/web:1",
      AZURE_CONTAINER_APP_NAME: "signin-shop",
      AZURE_CONTAINER_APPS_ENVIRONMENT_NAME: "signin-shop",
      AZURE_IDENTITY_NAME: "signin-shop",
      AZURE_APPLICATION_INSIGHTS_NAME: "signin-shop",
      AZURE_CONTAINER_REGISTRY_ENDPOINT: "shop.azurecr.io",
      APP_URL: "https://signin-shop.westeurope.azurecontainerapps.io",
      KEY_VAULT_URL: "https://signin-shop.vault.azure.net/",
      CERTIFICATE_NAME: "client-certificate",
      REDIS_URL: "rediss://signin-shop.westeurope.redis.azure.net:10000",
    },
  },
} as const satisfies Record<
  string,
  { readonly file: "infra/main" | "infra/web"; readonly environment: AzdEnvironment }
>;
