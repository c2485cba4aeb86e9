/** Ways to ask for a page to return to that is not the app's, or is the app's sign-in or sign-out. */
interface HostileIdea {
  readonly idea: string;
  readonly values: readonly string[];
  /** Where some of the values have a harmless reading on the app's own origin, which may be kept. */
  readonly mayStay?: true;
}

const evil = "evil.example";

/** Every pair of a text of the first list and one of the second. */
function pairs(heads: readonly string[], tails: readonly string[]): string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

/** All sequences of these characters with this length. */
function sequences(characters: readonly string[], length: number): string[] {
  return length === 0 ? [""] : pairs(sequences(characters, length - 1), characters);
}

/** A character in percent-encoding, encoded once more for each further level. */
function encoded(code: string, levels: number): string {
  return `%${"25".repeat(levels - 1)}${code}`;
}

const schemes = [
  "https:",
  "http:",
  "HTTPS:",
  "hTtP:",
  "ftp:",
  "ws:",
  "file:",
  "blob:https:",
  "view-source:https:",
  "javascript:",
  "JaVaScRiPt:",
  "java\tscript:",
  " javascript:",
  "\u0001javascript:",
  "data:text/html,",
  "vbscript:",
  "mailto:",
  "about:",
  "intent:",
  "x:",
];

const controls = ["\t", "\n", "\r", "\r\n", "\0", "\v", "\f", "\u001b", "\u007f", "\u0085", "\u009f"];

const hosts = [
  "203.0.113.7",
  "3405803783",
  "0xcb007107",
  "0313.0.0161.07",
  "[::1]",
  "[2001:db8::1]",
  "localhost",
  "localhost:1",
  "localhost.evil.example",
  "localhost@evil.example",
  "localhost:3000@evil.example",
  "localhost%00.evil.example",
  "evil.example.",
  "EVIL.EXAMPLE",
  "evil\u3002example",
  "evil\uff0eexample",
  "\uff45\uff56\uff49\uff4c.example",
  "evi\u00ad\u006c.example",
  "xn--evl-4pa.example",
  "evil%2eexample",
  "evil.example:443",
  "evil.example:",
  ":@evil.example",
  "evil.example#@localhost",
  "evil.example?@localhost",
  "evil.example\\@localhost",
];

const ownPlaces = ["/auth/signin", "/auth/signout", "/auth/redirect?code=c&state=s"];

export const hostileReturnTo: readonly HostileIdea[] = [
  {
    idea: "another scheme",
    values: pairs(schemes, [`//${evil}`, evil, `/${evil}`, `\\\\${evil}`, "alert(1)"]),
  },
  {
    idea: "slashes and backslashes, which browsers take for one another",
    values: [2, 3, 4, 5].flatMap((length) => pairs(sequences(["/", "\\"], length), [`${evil}/users/id`])),
  },
  {
    idea: "a backslash further on",
    values: [
      "/users\\id",
      "/users/\\evil.example",
      "/.\\evil.example",
      "/..\\evil.example",
      "/%5c\\evil.example",
    ],
  },
  {
    idea: "control characters, which browsers leave out",
    values: controls.flatMap((control) => [
      `/${control}/${evil}`,
      `${control}//${evil}`,
      `//${control}${evil}`,
      `/${control}\\${evil}`,
      `/users/id${control}`,
    ]),
  },
  {
    idea: "encoded slashes and backslashes, for a server or a browser that decodes too often",
    values: [1, 2, 3, 4].flatMap((levels) =>
      ["2f", "2F", "5c", "5C"].flatMap((code) => {
        const slash = encoded(code, levels);
        return [
          `/${slash}${evil}`,
          `${slash}${slash}${evil}`,
          `/${slash}${slash}${evil}`,
          `/${slash}/${evil}`,
        ];
      }),
    ),
  },
  {
    idea: "encoded control characters",
    values: [1, 2, 3].flatMap((levels) =>
      ["00", "09", "0a", "0d", "0D%0A", "1b", "7f"].map((code) => `/${encoded(code, levels)}/${evil}`),
    ),
  },
  {
    idea: "dot segments that leave two slashes",
    values: pairs(
      ["/.", "/..", "/%2e", "/%2E%2e", "/users/..", "/./..", "/a/b/../..", "/a/%2e%2e", "/.%2e", "/././."],
      [`//${evil}`, `///${evil}`, `/\\${evil}`, `/%2f${evil}`],
    ),
  },
  {
    idea: "another host, however it is written",
    values: pairs(["//", "/\\", "https://", "\\/"], hosts),
  },
  {
    idea: "more of a host, for an app that only puts its origin in front",
    values: [
      "@evil.example",
      ".evil.example",
      ":80@evil.example",
      ":evil",
      "-evil.example",
      "evil.example",
      "%40evil.example",
    ],
  },
  {
    idea: "the app's own sign-in and sign-out",
    values: [
      ...pairs(["", "/.", "/users/..", "/users/%2e%2e", "/users/%2E./x/..", "/%2e"], ownPlaces),
      ...[
        "/AUTH/signout",
        "/Auth/SignOut",
        "/aUtH/signin",
        "/auth",
        "/auth/",
        "/auth?x",
        "/auth#x",
        "/auth/x",
      ],
      ...["/%61uth/signout", "/%2561uth/signout", "/a%75th/signin", "/%41UTH/signout", "/auth%2fsignout"],
      ...[
        "/auth%252fsignout",
        "/auth/%2e%2e/auth/signout",
        "/auth/./signout",
        "/auth/../auth/signin",
        "/auth//signout",
      ],
      ...["/auth/%73ignout", "/auth;x/../auth/signout", "/users/..%2fauth/signout", "/%2e%2e/auth/signout"],
    ],
  },
  {
    idea: "a header of the attacker's",
    values: pairs(
      [
        "/users/id\r\n",
        "/users/id\n",
        "/users/id%0d%0a",
        "/users/id%250d%250a",
        "/%0d%0a%0d%0a",
        "/users/id\r",
      ],
      ["Set-Cookie: session=planted", `Location: //${evil}`, "X-Injected: 1", "<script>alert(1)</script>"],
    ),
  },
  {
    idea: "broken percent-encoding and overlong UTF-8",
    values: [
      ...[
        "/%",
        "/%2",
        "/%zz",
        "/%u002f%u002fevil.example",
        "/%c0%af%c0%afevil.example",
        "/%e0%80%af%e0%80%afevil.example",
      ],
      ...["/%f0%80%80%af", "/%ff%fe", "/%80", "/%ed%a0%80", "/users/%E0%A4%A", "/%c1%9cevil.example"],
    ],
  },
  {
    idea: "too long a path",
    values: [512, 1024, 2048, 4096, 7000].map((length) => `/${"a".repeat(length)}`),
  },
  {
    idea: "no path at all",
    values: [
      ...[
        "",
        " ",
        "null",
        "undefined",
        "true",
        "0",
        "-1",
        "NaN",
        "[object Object]",
        "{}",
        "[]",
        '{"path":"/"}',
        "*",
        "~",
      ],
      ...[
        "__proto__",
        "constructor",
        "users/id",
        "./users/id",
        "../users/id",
        "?q=1",
        "#top",
        "?//evil.example",
        "#//evil.example",
      ],
    ],
  },
  {
    idea: "characters that look like slashes",
    mayStay: true,
    values: pairs(
      ["\uff0f", "\u2044", "\u2215", "\u29f8", "\u01c0", "\uff3c", "\u29f5", "\u2216", "\ufe68"].flatMap(
        (slash) => [slash + slash, `/${slash}`],
      ),
      [evil],
    ),
  },
  {
    idea: "characters that become a line break in a careless encoding",
    mayStay: true,
    values: ["\u560d\u560a", "\u010d\u010a", "\u2028", "\u2029", "%E5%98%8D%E5%98%8A", "%e2%80%a8"].map(
      (breaks) => `/users/id${breaks}Location: //${evil}`,
    ),
  },
  {
    idea: "a host behind the path",
    mayStay: true,
    values: [
      ...[
        `/@${evil}`,
        `/:@${evil}`,
        `/.${evil}`,
        `/;@${evil}`,
        `/;/${evil}`,
        `/users/id/@${evil}`,
        `/.;//${evil}`,
      ],
      ...[
        `/?//${evil}`,
        `/?returnTo=//${evil}`,
        `/#//${evil}`,
        `/#@${evil}`,
        `/users/id?next=https://${evil}/`,
      ],
      ...[
        `/users/id#javascript:alert(1)`,
        `/javascript:alert(1)`,
        `/https://${evil}/`,
        `/http:${evil}`,
        `/..;/${evil}`,
      ],
      ...[`/users/id//${evil}`, `/users/..;/..;/${evil}`, "/users/id?auth/signout", "/users/auth/signout"],
    ],
  },
  {
    idea: "markup and templates",
    mayStay: true,
    values: [
      ...[
        "/<script>alert(1)</script>",
        '/"><img src=x onerror=alert(1)>',
        "/'-alert(1)-'",
        "/{{7*7}}",
        "/#{7*7}",
      ],
      ...[
        "/<%= 7*7 %>",
        "/users/id?<svg/onload=alert(1)>",
        "/users/id#<b>",
        "/`id`",
        "/$(id)",
        "/|id",
        "/;id",
        "/&x;",
      ],
    ],
  },
];
