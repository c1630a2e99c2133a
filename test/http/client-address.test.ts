import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import express from "express";
import request from "supertest";
import { createAddressReader, networkOf } from "../../src/http/client-address.ts";

describe("networkOf", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::FFFF:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["unknown", "unknown"],
    ["", ""],
  ])("of %j is %j", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it("keeps what is no address short", () => {
    expect(networkOf("x".repeat(10_000))).toHaveLength(64);
  });
});

describe("an address reader", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
  });

  const addressFor = async (trustProxy: boolean | number | string[], forwarded?: string) => {
    const read = createAddressReader(trustProxy !== false);
    const app = express().set("trust proxy", trustProxy);
    app.use((req, res) => void res.json({ address: read(req) }));
    server = createServer(app).listen(0, "127.0.0.1");
    const asked = request(server).get("/");
    const answer = await (forwarded === undefined ? asked : asked.set("x-forwarded-for", forwarded));
    return answer.body.address as string | null;
  };

  it("does not count this machine", async () => {
    expect(await addressFor(false)).toBe(null);
    expect(await addressFor(1)).toBe(null);
  });

  it("believes nobody about another address unless told to", async () => {
    expect(await addressFor(false, "203.0.113.7")).toBe(null);
  });

  it("takes the address that the trusted proxy saw, not one that a client made up", async () => {
    expect(await addressFor(1, "198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(await addressFor(["loopback"], "198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(await addressFor(2, "198.51.100.1, 203.0.113.7, 10.0.0.1")).toBe("203.0.113.7");
  });

  it("counts who pretends to be this machine", async () => {
    expect(await addressFor(true, "127.0.0.1")).toBe("127.0.0.1");
    expect(await addressFor(1, "::1")).toBe("0:0:0:0::/64");
  });
});
