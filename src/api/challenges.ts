/** How a server wants to be asked (RFC 9110, section 11.3): a scheme, and parameters by their names in small letters. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const separators = /[\s,]*/y;
const parameter = new RegExp(`(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`, "y");
const schemeAlone = new RegExp(`(${token})(?:[ \\t]+[A-Za-z0-9._~+/-]+=*(?=[ \\t]*(?:,|$)))?`, "y");

/**
 * Returns the challenges of a `WWW-Authenticate` (RFC 9110, section 11.6.1), as far as they are well formed. Credentials that
 * are not in parameters (token68) are left out.
 */
export function challengesIn(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (let position = lengthAt(separators, header, 0); position < header.length; ) {
    const last = challenges.at(-1);
    const [whole, name = "", quoted, plain = ""] = (last && matchAt(parameter, header, position)) ?? [];
    const [schemeText = "", scheme = ""] = whole ? [] : (matchAt(schemeAlone, header, position) ?? []);
    if (whole) {
      last?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain);
    } else if (scheme) {
      challenges.push({ scheme, parameters: new Map() });
    } else {
      return challenges;
    }
    position += (whole ?? schemeText).length;
    position += lengthAt(separators, header, position);
  }
  return challenges;
}

/** Each pattern is tried at one place alone, so that no header takes long. */
function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function lengthAt(pattern: RegExp, text: string, position: number): number {
  return matchAt(pattern, text, position)?.[0].length ?? 0;
}
