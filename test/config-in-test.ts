import { readConfig } from "../src/config.ts";

export const REQUIRED = {
  REDIS_URL: "redis://127.0.0.1:6379",
  HMS_APP_ACCESS_KEY: "access-key",
  HMS_APP_SECRET: "app-secret",
  WEBHOOK_SECRETS: "0123456789abcdef",
  ADMIN_TOKEN: "fedcba9876543210",
};

export function configFrom(env: Record<string, string>) {
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.faults.join("\n"));
  return reading.config;
}

export function faultsFrom(env: Record<string, string>): readonly string[] {
  const reading = readConfig(env);
  return reading.ok ? [] : reading.faults;
}
