import { describe, expect, test } from "vitest";
import { requireGroup } from "../../../src/middleware/guards/requireGroup.js";
import { pageFor } from "../../support/guards/pageFor.js";

const group = "6f1c2a9e-0000-4ccc-8ddd-eeeeffff0001";
const other = "6f1c2a9e-0000-4ccc-8ddd-eeeeffff0002";
const sub = "pairwise-subject-of-ada";

/** What a page for the group's members says to somebody whose token has these claims too. */
async function pageWith(claims: Readonly<Record<string, unknown>>, id = group) {
  const { status, text } = await pageFor({ claims: { sub, ...claims } }, [requireGroup(id)]).set(
    "Accept",
    "application/json",
  );
  return { status, text };
}

describe("a page for the members of a group", () => {
  test.each([[[group]], [[other, group]], [group], [[group.toUpperCase()]]])(
    "is shown to people with the groups %j",
    async (groups) => {
      expect((await pageWith({ groups })).status).toBe(200);
    },
  );

  test("is shown by an id in capitals too", async () => {
    expect((await pageWith({ groups: [group] }, group.toUpperCase())).status).toBe(200);
  });

  test("is shown to members whose token marks an overage all the same", async () => {
    expect((await pageWith({ groups: [group], hasgroups: true })).status).toBe(200);
  });

  test.each([undefined, [], "", [other], [[group]], { 0: group }, `${group} ${other}`, [group, 7]])(
    "is not shown to people with the groups %j, and names the group",
    async (groups) => {
      const { status, text } = await pageWith({ groups });
      expect(status).toBe(403);
      expect(text).toContain(`in the group ${group}, which your account is not in`);
    },
  );

  test.each([
    { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example/" } } },
    { hasgroups: true },
    { hasgroups: "true" },
    { hasgroups: true, groups: [other] },
  ])("says that a token with %j lists too few", async (claims) => {
    const { status, text } = await pageWith(claims);
    expect(status).toBe(403);
    expect(text).toContain("too many groups");
  });

  test.each([{ hasgroups: false }, { _claim_names: { roles: "src1" } }, { _claim_names: "groups" }])(
    "does not say so of a token with %j",
    async (claims) => {
      expect((await pageWith(claims)).text).toContain("which your account is not in");
    },
  );

  test("is shown to nobody where requireAuth is missing", async () => {
    await pageFor({ claims: undefined }, [requireGroup(group)]).expect(401);
  });

  test.each(["Managers", "", `${group} `])("is not made for %j, which is no Object ID", (id) => {
    expect(() => requireGroup(id)).toThrow("Object ID");
  });
});
