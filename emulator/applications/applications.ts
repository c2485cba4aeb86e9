import type { Api, Application } from "./application.js";

/** An application that is an API. */
export type ApiApplication = Application & { readonly api: Api };

/** The applications of a tenant, each found without looking through the others. */
export class Applications {
  readonly all: readonly Application[];
  readonly #byClientId: ReadonlyMap<string, Application>;
  readonly #byApi: ReadonlyMap<string, ApiApplication>;

  constructor(all: readonly Application[]) {
    this.all = all;
    this.#byClientId = new Map(all.map((application) => [application.clientId, application]));
    this.#byApi = new Map(
      all.filter(isApi).flatMap((application) => {
        const { clientId, api } = application;
        return [clientId, `api://${clientId}`, ...api.identifierUris].map((name) => [name, application]);
      }),
    );
  }

  find(clientId: string | undefined): Application | undefined {
    return clientId === undefined ? undefined : this.#byClientId.get(clientId);
  }

  /** Returns the API of this client id or Application ID URI. */
  findApi(name: string): ApiApplication | undefined {
    return this.#byApi.get(name);
  }
}

function isApi(application: Application): application is ApiApplication {
  return application.api !== undefined;
}
