import { issueCertificate, type KeyedCertificate } from "./issueCertificate.js";
import { nameConstraints } from "./nameConstraints.js";

/** Days: the person trusts a new root after these. */
const authorityLife = 3 * 365;

/** Days, fewer than any browser takes. */
const serverLife = 90;

/** What signs the certificates of servers, and the root that the person trusts. */
export interface Authority {
  /** As PEM. */
  readonly root: string;
  readonly intermediate: KeyedCertificate;
}

/**
 * Makes an authority that can sign for these names and this machine's addresses alone. The key of its root signs one
 * intermediate and is gone: some programs hold a root that a person has trusted to no constraints, and all hold an
 * intermediate to them.
 */
export async function createAuthority(names: readonly string[], now = new Date()): Promise<Authority> {
  const called = `${names.at(-1)}, ${now.toISOString().slice(0, 10)}`;
  const root = await issueCertificate(
    {
      commonName: `External ID emulator root for ${called}`,
      days: authorityLife,
      extensions: [...signsCertificates(1), nameConstraints(names)],
    },
    now,
  );
  const intermediate = await issueCertificate(
    {
      commonName: `External ID emulator for ${called}`,
      days: authorityLife,
      extensions: [...signsCertificates(0), nameConstraints(names)],
      issuer: root,
    },
    now,
  );
  return { root: root.certificate, intermediate };
}

/** Issues a certificate for a server of these names on this machine. */
export async function issueServerCertificate(
  { intermediate }: Authority,
  names: readonly string[],
  now = new Date(),
): Promise<KeyedCertificate> {
  return issueCertificate(
    {
      commonName: names[0] ?? "localhost",
      days: serverLife,
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "keyUsage", critical: true, digitalSignature: true, keyEncipherment: true },
        {
          name: "subjectAltName",
          altNames: [...names.map((value) => ({ type: 2, value })), { type: 7, ip: "127.0.0.1" }],
        },
      ],
      issuer: intermediate,
    },
    now,
  );
}

/** `below` is how many authorities may stand between this one and a server. */
function signsCertificates(below: number): object[] {
  return [
    { name: "basicConstraints", critical: true, cA: true, pathLenConstraint: below },
    { name: "keyUsage", critical: true, keyCertSign: true, cRLSign: true },
  ];
}
