import forge from "node-forge";

const { asn1 } = forge;

/** An IPv4 address with its mask, and all of IPv6's loopback (RFC 5280 section 4.2.1.10). */
const loopback = [
  [127, 0, 0, 0, 255, 0, 0, 0],
  [...Array(15).fill(0), 1, ...Array(16).fill(255)],
];

/**
 * The extension that lets an authority sign for these names, for what stands below them and for this machine's loopback
 * addresses, and for no others. It is critical: who does not know it must refuse the authority.
 */
export function nameConstraints(names: readonly string[]) {
  const permitted = [
    ...names.map((name) => subtree(2, name)),
    ...loopback.map((bytes) => subtree(7, String.fromCharCode(...bytes))),
  ];
  const value = sequence([tagged(0, true, permitted)]);
  return { id: "2.5.29.30", critical: true, value: asn1.toDer(value).getBytes() };
}

/** A GeneralSubtree with one GeneralName: 2 is a name of DNS, 7 an address. */
function subtree(tag: number, value: string) {
  return sequence([tagged(tag, false, value)]);
}

function tagged(tag: number, constructed: boolean, value: string | forge.asn1.Asn1[]) {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag, constructed, value);
}

function sequence(value: forge.asn1.Asn1[]) {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, value);
}
