import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rootCertificates } from "node:tls";
import { podman } from "./podman.ts";

export interface Bases {
  readonly "alpine:3.22": string;
  readonly "node:20-alpine": string;
}

const PARTS = join(import.meta.dirname, "stand-in");

/**
 * Images of what is on this machine in place of those that the Dockerfile names: busybox for Alpine, this Node and this
 * npm. Their libc is this machine's and not musl.
 */
export function buildStandIns(): Bases {
  const folder = mkdtempSync(join(tmpdir(), "croupier-stand-in-"));
  try {
    layAlpine(join(folder, "alpine"));
    layNode(join(folder, "node"));
    return { "alpine:3.22": build("alpine", folder), "node:20-alpine": build("node", folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function build(stage: string, folder: string): string {
  const name = `localhost/croupier-stand-in-${stage}`;
  const file = join(PARTS, "Dockerfile");
  podman(["build", "--isolation", "chroot", "--target", stage, "--tag", name, "--file", file, folder]);
  return name;
}

function layAlpine(root: string): void {
  for (const folder of ["bin", "dev", "etc", "proc", "sys", "tmp", "usr/bin"])
    mkdirSync(join(root, folder), { recursive: true });
  chmodSync(join(root, "tmp"), 0o1777);
  writeFileSync(join(root, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  writeFileSync(join(root, "etc/group"), "root:x:0:\n");
  copyFileSync("/bin/busybox", join(root, "bin/busybox"));
  for (const tool of linesOf("busybox", ["--list"]))
    if (tool !== "busybox") symlinkSync("busybox", join(root, "bin", tool));
  symlinkSync("../../bin/env", join(root, "usr/bin/env"));
  for (const tool of ["adduser", "apk"]) cpSync(join(PARTS, tool), join(root, "bin", tool));
  for (const library of librariesOfNode()) place(library, root, library);
}

function layNode(root: string): void {
  place(process.execPath, root, "usr/local/bin/node");
  const modules = join(root, "usr/local/lib/node_modules");
  const npm = join(linesOf("npm", ["root", "--global"])[0]!, "npm");
  cpSync(npm, join(modules, "npm"), { recursive: true });
  symlinkSync("../lib/node_modules/npm/bin/npm-cli.js", join(root, "usr/local/bin/npm"));
  mkdirSync(join(root, "etc/ssl"), { recursive: true });
  const certificates = join(root, "etc/ssl/certificates.pem");
  const { NODE_EXTRA_CA_CERTS: more } = process.env;
  if (more === undefined) writeFileSync(certificates, rootCertificates.join("\n"));
  else copyFileSync(more, certificates);
}

function place(file: string, root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  copyFileSync(file, join(root, path));
}

function librariesOfNode(): string[] {
  const lines = linesOf("ldd", [process.execPath]);
  return lines.flatMap((line) => /(\/\S+\.so\S*)/.exec(line)?.[1] ?? []);
}

function linesOf(command: string, args: readonly string[]): string[] {
  return execFileSync(command, args, { encoding: "utf8" }).trim().split("\n");
}
