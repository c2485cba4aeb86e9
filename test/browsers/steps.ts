import { expect } from "vitest";
import type { Person } from "../browser/steps.js";
import type { Tab } from "./driver/browser.js";
import { eventually } from "./driver/waiting.js";

/** Waits for a page with one of these headings, wherever it is. */
export async function arriveAt(tab: Tab, ...headings: string[]): Promise<void> {
  await eventually(async () => {
    expect(headings, `at ${await tab.url()}`).toContain(await tab.text("//h1"));
  });
}

export function follow(tab: Tab, link: string): Promise<void> {
  return eventually(() => tab.click(`//a[normalize-space()="${link}"]`));
}

export function press(tab: Tab, button: string): Promise<void> {
  return eventually(() => tab.click(`//button[normalize-space()="${button}"]`));
}

function type(tab: Tab, label: string, text: string): Promise<void> {
  return eventually(() => tab.type(`//input[@id=//label[normalize-space()="${label}"]/@for]`, text));
}

/** From the tenant's first page to its last. */
export async function typeCredentials(tab: Tab, { email, password }: Person): Promise<void> {
  await arriveAt(tab, "Sign in");
  await type(tab, "Email", email);
  await press(tab, "Next");
  await arriveAt(tab, "Enter your password");
  await type(tab, "Password", password);
  await press(tab, "Sign in");
}
