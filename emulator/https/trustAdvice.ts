/** How programs of this machine come to trust the root in a file, as lines for a person. */
export function trustAdvice(file: string, platform: NodeJS.Platform): string[] {
  const quoted = /^[\w./:\\~-]+$/.test(file) ? file : `"${file}"`;
  return [
    `  Node.js               NODE_EXTRA_CA_CERTS=${quoted}`,
    ...storesOf(quoted, platform).map(([programs, how]) => `  ${programs.padEnd(21)} ${how}`),
    "  Firefox               Settings, Certificates, View Certificates, Authorities, Import",
  ];
}

function storesOf(file: string, platform: NodeJS.Platform): (readonly [programs: string, how: string])[] {
  switch (platform) {
    case "win32":
      return [["Windows, Chrome, Edge", `certutil -user -addstore Root ${file}`]];
    case "darwin":
      return [
        [
          "macOS, Chrome, Safari",
          `security add-trusted-cert -p ssl -k ~/Library/Keychains/login.keychain-db ${file}`,
        ],
      ];
    default:
      return [
        ["Chrome, Edge", `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n "External ID emulator" -i ${file}`],
        [
          "curl, .NET, Python",
          `sudo cp ${file} /usr/local/share/ca-certificates/external-id-emulator.crt && sudo update-ca-certificates`,
        ],
      ];
  }
}
