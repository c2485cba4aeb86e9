import * as z from "zod";
import type { Application } from "../../applications/application.js";
import { registeredUris } from "../../applications/redirectUris.js";
import type { TenantDefinition } from "../../configuration/tenantDefinition.js";
import type { ReadyMadeUser } from "../../directory/readyMadeUsers.js";
import { customaryFlow, type UserFlow } from "../../directory/userFlows.js";
import type { EmulatorState } from "../../emulatorState.js";
import type { Tenant } from "../../tenant.js";
import { summaryOf } from "../flows/flowSummary.js";
import { faultForm, faultInWords } from "./faultForm.js";
import { librarySettings } from "./librarySettings.js";

/** More of a kind would make a page of names alone. */
const most = 20;

export interface HomeParts {
  readonly tenant: Tenant;
  readonly definition: TenantDefinition;
  readonly state: EmulatorState;
}

/** What the browser asked for. */
export interface HomeRequest {
  /** The `application` of the query: whose settings are shown. */
  readonly clientId?: unknown;
  /** A form that was refused, and why. */
  readonly body?: unknown;
  readonly error?: string | undefined;
}

const clientIdSchema = z.string().optional().catch(undefined);

/** What the view "home" shows: what is in the tenant, what has happened in it, and what is to go wrong. */
export function homePage({ tenant, definition, state }: HomeParts, { clientId, body, error }: HomeRequest) {
  const { applications, users, userFlows } = definition;
  const asked = clientIdSchema.parse(clientId);
  const chosen = applications.find((application) => application.clientId === asked) ?? applications[0];
  const nameOf = (id: string) => nameIn(applications, id);
  const configured = users.filter(({ oid }) => state.accounts.findByOid(oid));
  const { created } = state.accounts;
  return {
    title: "The emulator is running",
    isError: error !== undefined,
    isWide: true,
    authority: tenant.authority,
    issuer: tenant.issuer,
    applications: applications.slice(0, most).map((application) => applicationView(application, chosen)),
    moreApplications: Math.max(0, applications.length - most),
    chosen: chosen && {
      displayName: chosen.displayName,
      hasHiddenSecret: chosen.secrets.length > 0 && chosen.shownSecret === undefined,
      settings: librarySettings(tenant, chosen),
    },
    people: [...configured.slice(0, most), ...created.slice(0, most)].map(personView),
    morePeople: Math.max(0, configured.length - most) + Math.max(0, created.length - most),
    userFlows: [
      ...userFlows.map((flow) => userFlowView(flow, flow.applications.map(nameOf).join(", "))),
      userFlowView(customaryFlow, userFlows.length > 0 ? "Every other application" : "Every application"),
    ],
    passcodes: state.passcodes.allSent
      .slice(0, most)
      .map(({ email, code, sentAt }) => ({ email, code, time: timeOf(sentAt.toISOString()) })),
    flows: state.flows.all.map(summaryOf).map((flow) => ({
      ...flow,
      time: timeOf(flow.startedAt),
      application: flow.clientId === undefined ? "no application" : nameOf(flow.clientId),
    })),
    faults: state.faults.all.map((fault) => faultInWords(fault, nameOf)),
    form: faultForm(applications, body, error),
  };
}

/** Returns what an application is called; its id if it is not one of the tenant. */
export function nameIn(applications: readonly Application[], clientId: string): string {
  return applications.find((application) => application.clientId === clientId)?.displayName ?? clientId;
}

function applicationView(application: Application, chosen: Application | undefined) {
  const { clientId, displayName, api } = application;
  return {
    clientId,
    displayName,
    isNamed: displayName !== clientId,
    isChosen: application === chosen,
    uris: registeredUris(application),
    scopes: api?.scopes ?? [],
  };
}

function personView({ email, displayName, disabled, ...user }: Omit<ReadyMadeUser, "oid">) {
  return { email, displayName, disabled, password: user.password };
}

function userFlowView({ signInWith, signUp, attributes }: UserFlow, applications: string) {
  const asked = attributes.map(({ label }) => label).join(", ") || "nothing";
  return {
    applications,
    text: `Email with ${signInWith}; ${signUp ? `sign-up asks for ${asked}` : "no sign-up"}`,
  };
}

/** Of the day, in the time zone of logs. */
function timeOf(instant: string): string {
  return `${instant.slice(11, 19)} UTC`;
}
